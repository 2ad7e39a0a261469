# Sourced by the tests that look at pages with axe-core in Chromium; not a test itself.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A page NAME is $KEEP/NAME.html; npm.sh has fetched axe-core. $failed becomes 1 on a violation.
# shellcheck shell=bash disable=SC2034 # failed is the caller's
failed=0

# In the copy that is looked at axe-core stands at the end, and nothing forbids scripts.
with_axe() { # PAGE
    sed '/<meta http-equiv="Content-Security-Policy"/d; /^<\/body>/,$d' "$1"
    echo '<script>'
    cat "$KEEP/node_modules/axe-core/axe.min.js"
    cat <<'END'
</script>
<script>
axe.run(document, { resultTypes: ['violations'] }).then((found) => {
    const all = found.violations.flatMap((v) => v.nodes.map((n) => `${v.id} ${n.target}`));
    document.documentElement.innerHTML = '<body><pre></pre></body>';
    document.querySelector('pre').textContent =
        [`BEGIN`, `${found.passes.length} rules passed`, ...all, `END`].join('\n');
});
</script>
</body></html>
END
}

look() { # NAME WIDTH: prints what axe-core found
    timeout 600 chromium --headless --no-sandbox --disable-gpu --user-data-dir="$KEEP/profile" \
        --window-size="$2",900 --virtual-time-budget=600000 --dump-dom \
        "file://$KEEP/$1.axe.html" 2>"$KEEP/chromium.log" |
        sed -n '/BEGIN/,/END/p' | sed '1d;$d'
}

check() { # NAME [WIDTH...]
    local width found name=$1
    shift
    with_axe "$KEEP/$name.html" >"$KEEP/$name.axe.html"
    for width in "${@:-1280}"; do
        found=$(look "$name" "$width")
        echo "$name, $width pixels: ${found:-axe-core did not run: $(tail -n 1 "$KEEP/chromium.log")}"
        [[ $found =~ ^[0-9]+' rules passed'$ ]] || failed=1
    done
}

# How much wider a page is than a narrow screen: what is wider must be in a region that scrolls.
fits_narrow() { # NAME
    local wide
    sed '/<meta http-equiv="Content-Security-Policy"/d' "$KEEP/$1.html" >"$KEEP/$1.axe.html"
    cat >>"$KEEP/$1.axe.html" <<'END'
<script>
const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
document.documentElement.innerHTML = '<body><pre></pre></body>';
document.querySelector('pre').textContent = ['BEGIN', `${wide} too wide`, 'END'].join('\n');
</script>
END
    wide=$(look "$1" 320)
    [ "$wide" = '0 too wide' ] || { echo "$1: $wide"; failed=1; }
}
