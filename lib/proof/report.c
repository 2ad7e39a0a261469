/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/report.h"

#include <stdio.h>

#include "base/buffer.h"
#include "proof/firing.h"
#include "stream/output.h"
#include "stream/writer.h"

bool report_open(struct report *it, const char *path, const struct dialect *to,
                 struct diag *diag)
{
    static const struct span names[] = {{"kind", 4},   {"file", 4}, {"line", 4},
                                        {"column", 6}, {"name", 4}, {"text", 4}};

    it->output = output_open(path, OUTPUT_SHARED, diag);
    if (it->output == NULL || to == NULL)
        return it->output != NULL;
    it->writer = writer_new(it->output, *to);
    writer_header(it->writer, names, sizeof names / sizeof *names);
    return true;
}

static void write_record(const struct report *it, const struct proof_finding *finding)
{
    writer_value(it->writer, span_from(PROOF_KIND_NAMES[finding->kind]));
    writer_value(it->writer, finding->file);
    if (finding->line > 0)
        writer_number(it->writer, (long)finding->line);
    else
        writer_value(it->writer, span_of("", 0));
    writer_value(it->writer, finding->column);
    writer_value(it->writer, finding->name);
    writer_value(it->writer, finding->text);
    writer_end(it->writer);
}

/* `FILE:LINE: COLUMN or NAME: TEXT` */
static void write_line(const struct report *it, const struct proof_finding *finding)
{
    struct span subject = finding->name.len > 0 ? finding->name : finding->column;
    struct buffer text = {0};

    buffer_add(&text, finding->file);
    if (finding->line > 0)
        buffer_print(&text, ":%lu", finding->line);
    buffer_print(&text, ": %.*s%s%.*s\n", (int)subject.len, subject.ptr,
                 subject.len > 0 ? ": " : "", (int)finding->text.len,
                 finding->text.ptr);
    output_write(it->output, buffer_text(&text));
    buffer_free(&text);
}

void report_tell_faults(const struct report *it, const struct proof *proof)
{
    for (size_t i = 0; i < proof->count; i++) {
        const struct proof_finding *fault = &proof->findings[i];
        struct diag diag;
        if (fault->kind != PROOF_FAULT)
            continue;
        diag_set(&diag, DIAG_TABLE, "%s", fault->text.ptr);
        diag_at(&diag, fault->file.len > 0 ? fault->file.ptr : NULL, fault->line);
        diag_in_column(&diag, fault->column);
        diag_print(&diag, it->tool, stderr);
    }
}

void report_write(struct report *it, const struct proof *proof)
{
    for (size_t i = 0; i < proof->count; i++) {
        if (it->writer != NULL)
            write_record(it, &proof->findings[i]);
        else if (proof->findings[i].kind != PROOF_FAULT)
            write_line(it, &proof->findings[i]);
    }
}

static size_t count_kind(const struct proof *proof, enum proof_kind kind)
{
    size_t count = 0;

    for (size_t i = 0; i < proof->count; i++)
        count += proof->findings[i].kind == kind;
    return count;
}

void report_write_summary(struct report *it, const struct proof *proof,
                          bool has_concept, const struct firing *firing)
{
    struct buffer text = {0};

    if (it->writer != NULL)
        return;
    if (has_concept)
        buffer_print(&text, "%u examples, %u rules, %zu findings\n",
                     proof->example_count, proof->rule_count,
                     proof_count_findings(proof));
    else
        buffer_print(&text, "no example was run: the tables have faults\n");
    if (firing != NULL)
        buffer_print(&text, "%lu records, %zu rules that fire for nobody\n",
                     firing->records, count_kind(proof, PROOF_NEVER));
    output_write(it->output, buffer_text(&text));
    buffer_free(&text);
}

bool report_close(struct report *it, bool is_good, struct diag *diag)
{
    bool is_written =
        !is_good || it->writer == NULL || writer_close(it->writer, false, diag);

    is_written = is_written &&
                 (it->output == NULL || !is_good || output_flush(it->output, diag));
    writer_free(it->writer);
    it->writer = NULL;
    return output_close(it->output, is_good && is_written, diag) && is_written;
}
