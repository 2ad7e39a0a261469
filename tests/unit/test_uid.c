/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * UIDs as hashlib.blake2b of Python computes them: digest_size=16, key=KEY, of
 * client_id NUL deadline NUL anchor.
 */
#include "trace.h"

#include "due/uid.h"
#include "value/date.h"

static void expect_uid(const struct uid_key *key, const char *client_id,
                       const char *deadline, const char *anchor, const char *expected)
{
    char uid[UID_DIGITS + 1] = "";
    int32_t day = 0;

    assert_true(date_parse(span_from(anchor), &day));
    uid_make(key, span_from(client_id), span_from(deadline), day, uid);
    assert_string_equal(uid, expected);
}

static void person_deadline_and_anchor_make_the_uid(void **state)
{
    static const char *const cases[][4] = {
        {"1001", "kontakt", "2026-08-10", "7562cfd8c10cf34b9adf64c6893e908c"},
        {"1001", "kontakt", "2026-08-11", "b4266b9d2dc5b4312b6b1397fee18a43"},
        {"1002", "kontakt", "2026-08-10", "a04e6c453233e68e283364d44460daf6"},
        {"1001", "kontakt-x", "2026-08-10", "45b9513f7329bd6cdb5b37e8097a74e4"},
        {"Ä\t;1", "esb", "1900-01-01", "007dd8e9540e4d420be2973b27cc0361"},
        {"", "a", "2199-12-31", "b180d8d0e94ee6ae9341dd13881ca8ee"},
    };
    struct uid_key key;

    (void)state;
    uid_key_public(&key);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_uid(&key, cases[i][0], cases[i][1], cases[i][2], cases[i][3]);
}

/* As for an obligation, with nobody's client_id: BLAKE2b by another implementation. */
static void a_calendar_makes_the_uid_of_its_count(void **state)
{
    struct uid_key key;
    char uid[UID_DIGITS + 1] = "";

    (void)state;
    uid_key_public(&key);
    uid_make_count(&key, span_from(""), uid);
    assert_string_equal(uid, "e5bb1553810f112b0f15a73c90bbf265");
    uid_make_count(&key, span_from("FM-01"), uid);
    assert_string_equal(uid, "e64f09e384f37b76e9a0bf8a65905305");
}

/* The key is the BLAKE2b hash of 32 bytes of what the file holds. */
static void a_key_is_made_of_a_whole_file(void **state)
{
    struct input file;
    struct diag diag = {0};
    struct uid_key key;
    char bytes[4097];

    (void)state;
    input_make(&file, span_from("0123456789abcdef"));
    assert_true(uid_key_read(&key, file.path, &diag));
    expect_uid(&key, "1001", "kontakt", "2026-08-10",
               "c690a1baa904acbcf126ad5c358406ce");
    input_drop(&file);

    memset(bytes, 'x', sizeof bytes);
    input_make(&file, span_of(bytes, 4096));
    assert_true(uid_key_read(&key, file.path, &diag));
    expect_uid(&key, "1001", "kontakt", "2026-08-10",
               "50209cfa62d082bfc6d49cef3a32c22e");
    input_drop(&file);

    for (size_t size = 0; size <= 4097; size += size == 15 ? 4082 : 1) {
        input_make(&file, span_of(bytes, size));
        assert_false(uid_key_read(&key, file.path, &diag));
        assert_string_equal(diag.text, "expected a key of 16 to 4096 bytes");
        input_drop(&file);
    }
    assert_false(uid_key_read(&key, "/nonexistent/key", &diag));
    assert_int_equal(diag.code, DIAG_SYSTEM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(person_deadline_and_anchor_make_the_uid),
        cmocka_unit_test(a_calendar_makes_the_uid_of_its_count),
        cmocka_unit_test(a_key_is_made_of_a_whole_file),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
