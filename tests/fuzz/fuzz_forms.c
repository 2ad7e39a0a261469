/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A form, and a part that it may name: where it can be read it is filled with values
 * that have marks of HTML, and written as a page and as text.
 */
#include "fuzz.h"

#include "agreement/dossier.h"
#include "agreement/form.h"
#include "base/buffer.h"
#include "value/text.h"

static struct span text_of(void *data, int name)
{
    (void)data;
    return span_from(name % 3 == 0 ? "" : "<b>&amp;{{goal}}\n\xd7\xa9 Gru\xc3\x9f");
}

static unsigned count_of(void *data, int name)
{
    (void)data;
    return (unsigned)name % 3;
}

static void enter(void *data, int name, unsigned item)
{
    (void)data, (void)name, (void)item;
}

static void write_all(const struct form *form)
{
    const struct template_values values = {text_of, count_of, enter, NULL};
    struct layout layout = {0};
    struct buffer out = {0};
    struct span text;

    form_page(form, FORM_HEAD, &values, &out);
    form_page(form, FORM_CONTENT, &values, &out);
    form_page(form, FORM_FOOT, &values, &out);
    text = form_text(form, &values, &layout);
    fuzz_require(text_utf8_prefix(text) == text.len, "the text is not UTF-8");
    fuzz_require(memmem(out.bytes, out.len, "<b>&amp;{{", strlen("<b>&amp;{{")) == NULL,
                 "a value's marks stand in the page");
    layout_free(&layout);
    buffer_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span rest = fuzz_bytes(data, size);
    struct arena arena = {0};
    struct diag diag = {0};
    struct form form = {0};

    fuzz_file("fuzz.html", fuzz_next_file(&rest));
    fuzz_file("part.html", rest);
    if (form_open(&form, fuzz_make_folder(), span_from("fuzz"), dossier_names(), &arena,
                  &diag))
        write_all(&form);
    arena_free(&arena);
    return 0;
}
