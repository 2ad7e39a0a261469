/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The persons of a needs file: each key is one person, whatever its length, all are
 * walked over in their order, and a person has no more bytes than it may.
 */
#include "trace.h"

#include "import/needs_persons.h"

enum { PERSONS = 100000, BYTES_MOST = 28 /* with a key of ten */, LONG = 70000 };

static struct span key_of(char text[16], unsigned number)
{
    snprintf(text, 16, "394D%06u", number);
    return span_of(text, 10);
}

static void test_each_key_is_one_person(void **state)
{
    struct needs_persons persons = {0};
    uint32_t *handles = calloc(PERSONS, sizeof *handles), at = PERSON_NONE;
    char text[16];

    (void)state;
    for (unsigned i = 0; i < PERSONS; i++) {
        handles[i] = needs_persons_add(&persons, key_of(text, i));
        needs_persons_at(&persons, handles[i])->last = i;
    }
    for (unsigned i = 0; i < PERSONS; i++) {
        assert_int_equal(needs_persons_find(&persons, key_of(text, i)), handles[i]);
        assert_int_equal(needs_persons_add(&persons, key_of(text, i)), handles[i]);
        at = needs_persons_next(&persons, at);
        assert_int_equal(at, handles[i]);
        assert_int_equal(needs_persons_at(&persons, at)->last, i);
        assert_int_equal(needs_persons_at(&persons, at)->rows, 0);
    }
    assert_int_equal(needs_persons_next(&persons, at), PERSON_NONE);
    assert_int_equal(needs_persons_find(&persons, span_from("394D")), PERSON_NONE);
    assert_int_equal(persons.count, PERSONS);
    assert_true(persons.used + persons.head_count * sizeof *persons.heads <=
                (size_t)BYTES_MOST * PERSONS);
    needs_persons_free(&persons);
    free(handles);
}

static void test_nobody_is_in_an_empty_one(void **state)
{
    const struct needs_persons persons = {0};

    (void)state;
    assert_int_equal(needs_persons_find(&persons, span_from("1")), PERSON_NONE);
    assert_int_equal(needs_persons_next(&persons, PERSON_NONE), PERSON_NONE);
}

/* Keys that are longer than a short length can say, also one that begins like another.
 */
static void test_long_keys(void **state)
{
    struct needs_persons persons = {0};
    char *text = malloc(LONG);
    size_t lengths[] = {1, 65534, 65535, 65536, LONG};
    uint32_t handles[5];

    (void)state;
    memset(text, 'k', LONG);
    for (unsigned i = 0; i < 5; i++)
        handles[i] = needs_persons_add(&persons, span_of(text, lengths[i]));
    for (unsigned i = 0; i < 5; i++) {
        struct span key = needs_persons_key(needs_persons_at(&persons, handles[i]));
        assert_int_equal(key.len, lengths[i]);
        assert_memory_equal(key.ptr, text, key.len);
        assert_int_equal(needs_persons_find(&persons, span_of(text, lengths[i])),
                         handles[i]);
        assert_int_equal(
            needs_persons_next(&persons, i > 0 ? handles[i - 1] : PERSON_NONE),
            handles[i]);
    }
    needs_persons_free(&persons);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_key_is_one_person),
        cmocka_unit_test(test_nobody_is_in_an_empty_one),
        cmocka_unit_test(test_long_keys),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
