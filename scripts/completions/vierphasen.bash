# Completion of the tools of vierphasen for bash; `candidates` knows what there is.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# make install puts it into the folder of bash-completion under the name of each tool. Without
# that package: `. FILE`.
# shellcheck shell=bash

_vierphasen() {
    local words=() word blanks line=$COMP_LINE number=0 i before value
    # bash cuts words at = and : too: what stands together is one word.
    for ((i = 0; i < ${#COMP_WORDS[@]}; i++)); do
        word=${COMP_WORDS[i]}
        blanks=${line%%[![:space:]]*}
        if [ -z "$word" ]; then
            blanks=${COMP_LINE:COMP_POINT-1:1}
            blanks=${blanks%[![:space:]]}
        else
            line=${line:${#blanks}+${#word}}
        fi
        if [ "$i" -gt 0 ] && [ -z "$blanks" ]; then
            words[${#words[@]}-1]+=$word
        else
            words+=("$word")
        fi
        [ "$i" -ne "$COMP_CWORD" ] || number=$((${#words[@]} - 1))
    done
    # Readline takes for the word what stands behind the last of these.
    word=${words[number]} before=
    [[ $COMP_WORDBREAKS != *=* || $word != *=* ]] || before=${word%"${word##*=}"}
    value=${word##*=}
    COMPREPLY=()
    while IFS=$'\t' read -r line _; do
        case $line in
        :files | :folders)
            compopt -o filenames 2>/dev/null
            blanks=-f
            [ "$line" = :files ] || blanks=-d
            while IFS= read -r line; do
                COMPREPLY+=("${word:${#before}:${#word}-${#before}-${#value}}$line")
            done < <(compgen "$blanks" -- "$value")
            ;;
        *=)
            compopt -o nospace 2>/dev/null
            COMPREPLY+=("${line:${#before}}")
            ;;
        *)
            line=${line:${#before}}
            [[ $line != *[!0-9A-Za-z_.,:=+@%/-]* ]] || printf -v line %q "$line"
            COMPREPLY+=("$line")
            ;;
        esac
    done < <(/usr/local/share/vierphasen/scripts/completions/candidates "$number" "${words[@]}")
}

complete -F _vierphasen @TOOLS@
