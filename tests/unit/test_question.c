/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is proved of tables, against what anybody finds who asks every person: random
 * small concepts, in which each row of each table is alive, passed over or a
 * contradiction, and each person covered or not, for the proof as for the count.
 */
#include "rules.h"

#include "person/derivation.h"
#include "proof/box_text.h"
#include "proof/question.h"
#include "proof/uncovered.h"
#include "rules/days.h"

/* --- Random concepts --- */

static uint64_t seed;

static unsigned pick(unsigned count)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (unsigned)(seed >> 20) % count;
}

enum { SUBJECTS = 9, CHOSEN_MOST = 3, PERSONS_MOST = 3000, ROUNDS = 1000 };

/* What rules are made of; a letter in front of a test says what has to be chosen, too.
 */
static const struct subject {
    const char *column;
    const char *const *tests;
} SUBJECT[SUBJECTS] = {
    {"prognosis_months",
     (const char *const[]){
         "prognosis_months < 2", "prognosis_months <= 2", "prognosis_months > 2",
         "prognosis_months >= 1", "prognosis_months [1..3]", "prognosis_months (1..3)",
         "prognosis_months null", "prognosis_months not(null)", "prognosis_months 1,3",
         "prognosis_months not(2)", "prognosis_months null,> 1",
         "prognosis_months not(1,3),null", "prognosis_months <= 2,not(1)", NULL}},
    {"grade",
     (const char *const[]){"grade 1", "grade <= 1", "grade > 1", "grade null",
                           "grade < prognosis_months", "grade null,>= prognosis_months",
                           "grade [1..prognosis_months)", "grade not(null)",
                           "grade not(> prognosis_months)",
                           "grade >= prognosis_months,not(null)", NULL}},
    {"first_market",
     (const char *const[]){"first_market yes", "first_market no", "first_market null",
                           "first_market no,null", "first_market not(yes)",
                           "first_market not(null)", NULL}},
    {"support",
     (const char *const[]){"support p", "support q", "support p,q", "support not(p)",
                           "support null", "support not(null)", "support null,q",
                           "support not(p,q),null", "support not(p,null)", NULL}},
    {"applied_on",
     (const char *const[]){
         "applied_on null", "applied_on not(null)", "applied_on >= as_of",
         "applied_on < as_of-1d", "applied_on <= as_of-1b", "applied_on >= as_of+1b",
         "applied_on null,>= as_of-1d", "applied_on [as_of-1d..as_of+1d]",
         "applied_on > approved_on", "applied_on < approved_on",
         "applied_on [approved_on..approved_on)", NULL}},
    {"approved_on",
     (const char *const[]){
         "approved_on null", "approved_on < applied_on", "approved_on <= applied_on+1d",
         "approved_on >= applied_on+1b", "approved_on null,>= applied_on",
         "approved_on (applied_on..as_of]", "approved_on not(< applied_on)",
         "approved_on not([applied_on-1b..applied_on+1b])",
         "approved_on > applied_on-1b,null", "approved_on < as_of-1b,> applied_on+1b",
         "approved_on >= as_of", "approved_on < as_of,null",
         "approved_on >= applied_on+9999y+1b", "approved_on < applied_on+9999y+1b,null",
         NULL}},
    {"birth_date",
     (const char *const[]){"age < 15", "age >= 15", "age [14..15]", "age null",
                           "age not(null)", "age not(15)", "age null,> 15",
                           "birth_date <= 2011-11-21", "birth_date null",
                           "birth_date >= as_of-15y", NULL}},
    {"needs", (const char *const[]){"needs has(n1)",
                                    "needs lacks(n2)",
                                    "needs null",
                                    "needs not(null)",
                                    "needs has(n1),lacks(n3)",
                                    "needs null,has(n3)",
                                    "needs_open 0",
                                    "needs_open >= 2",
                                    "needs_open [1..2]",
                                    "needs_open null",
                                    "needs_x > 0",
                                    "needs_x 2",
                                    "needs_y 0",
                                    "score_x >= 3",
                                    "score_y < 2",
                                    "areas_open 1",
                                    "areas_open 2",
                                    "focus x",
                                    "focus y",
                                    "focus null",
                                    "focus not(x),null",
                                    "score_total >= 4",
                                    "score_total < 3",
                                    NULL}},
    {"esb_on",
     (const char *const[]){"esb_on null", "esb_on not(null)", "esb_on >= as_of",
                           "esb_on > applied_on", "esb_on null,<= applied_on",
                           "esb_on < as_of-1d", NULL}},
};

static const char *const TABLES[] = {"first", "category", "last"};

static const char *const OF_TABLES[] = {
    "A", "B", "not(A)", "null", "A,null", "not(null)", "C,B", "not(A,C),null"};

struct invented {
    unsigned subjects[CHOSEN_MOST];
    bool is_decided;
    struct house house;
};

static const char *test_of(const struct invented *it, unsigned table)
{
    static char text[128];
    const char *const *tests = SUBJECT[it->subjects[pick(CHOSEN_MOST)]].tests;
    unsigned count = 0;

    if (table > 0 && pick(3) == 0) {
        snprintf(text, sizeof text, "%s %s", TABLES[pick(table)],
                 OF_TABLES[pick(COUNT_OF(OF_TABLES))]);
        return text;
    }
    while (tests[count] != NULL)
        count++;
    return tests[pick(count)];
}

static void put_table(struct invented *it, unsigned table)
{
    static const char *const outputs[] = {"A", "B", "C", "null", "none"};
    char text[4096], file[32];
    size_t used = (size_t)snprintf(text, sizeof text,
                                   "rule\twhen\t%s=\tpropose\tsource\n", TABLES[table]);
    unsigned rows = 2 + pick(4);

    for (unsigned i = 0; i < rows; i++) {
        unsigned tests = pick(8) == 0 ? 0 : 1 + pick(3);
        used += (size_t)snprintf(text + used, sizeof text - used, "r%u\t", i);
        for (unsigned j = 0; j < tests; j++)
            used += (size_t)snprintf(text + used, sizeof text - used, "%s%s",
                                     j > 0 ? "; " : "", test_of(it, table));
        used += (size_t)snprintf(
            text + used, sizeof text - used, "\t%s\t%s\ts\n",
            outputs[i < 3 && pick(3) > 0 ? i : pick(COUNT_OF(outputs))],
            pick(8) == 0 ? "no" : "");
    }
    snprintf(file, sizeof file, "%s.tsv", TABLES[table]);
    house_put(&it->house, file, text);
}

/* How many values of a subject are enough to meet each cell of it; the first is
 * unknown. */
static unsigned values_of(unsigned subject)
{
    static const unsigned counts[SUBJECTS] = {7, 6, 3, 4, 16, 16, 9, 65, 4};

    return counts[subject];
}

static bool is_chosen(const struct invented *it, unsigned subject)
{
    for (unsigned i = 0; i < CHOSEN_MOST; i++)
        if (it->subjects[i] == subject)
            return true;
    /* Tests of these compare with others. */
    for (unsigned i = 0; i < CHOSEN_MOST; i++)
        if ((it->subjects[i] == 1 && subject == 0) ||
            (it->subjects[i] == 4 && subject == 5) ||
            (it->subjects[i] == 5 && subject == 4) ||
            (it->subjects[i] == 8 && subject == 4))
            return true;
    return false;
}

/* How many persons there are to ask, without what people decide. */
static unsigned persons_of(const struct invented *it)
{
    unsigned persons = 1;

    for (unsigned i = 0; i < SUBJECTS; i++)
        persons *= is_chosen(it, i) ? values_of(i) : 1;
    return persons;
}

static void invent(struct invented *it)
{
    do
        for (unsigned i = 0; i < CHOSEN_MOST; i++)
            it->subjects[i] = pick(SUBJECTS);
    while (persons_of(it) > PERSONS_MOST);
    it->is_decided = pick(2) == 0;
    house_make(&it->house);
    house_put(&it->house, "concept.tsv",
              it->is_decided ? "key\tvalue\nderive\tfirst category last\n"
                               "decided\tcategory\n"
                             : "key\tvalue\nderive\tfirst category last\n");
    house_put(&it->house, "areas.tsv", "area\twork_order\nx\t2\ny\t1\n");
    house_put(&it->house, "needs.tsv", "need\tarea\nn1\tx\nn2\tx\nn3\ty\n");
    /* So that each table may be asked for each code. */
    house_put(&it->house, "columns.tsv",
              "column\tkind\tcodes\nfirst\tcode\tA|B|C|none\n"
              "category\tcode\tA|B|C|none\nlast\tcode\tA|B|C|none\n");
    for (unsigned i = 0; i < COUNT_OF(TABLES); i++)
        put_table(it, i);
}

/* --- Every person --- */

enum { ROWS_MOST = 8, NEEDS_INVENTED = 3, GRADES = 4, UNCOVERED_MOST = 64 };

/* What there is to compare: of each table, by asking everybody. */
struct census {
    struct model *model;
    bool holds[3][ROWS_MOST], hits[3][ROWS_MOST];
    struct boxes uncovered[3];
    bool box_is_met[3][UNCOVERED_MOST];
    unsigned failures;
};

struct person {
    struct value values[COL_MOST];
    struct judgement judgements[3];
};

/* Which point of an axis a person is; of a derived one, one with the same value. */
static bool is_at(const struct census *it, const struct person *person, unsigned axis,
                  const uint64_t *set)
{
    const struct model *model = it->model;
    const struct meaning *meaning = &model->meanings[axis];
    const struct value *value = &person->values[meaning->column];
    int32_t y;

    switch (meaning->role) {
    case ROLE_LIST:
        return set_has(set, value->known);
    case ROLE_MEMBER:
        return set_has(set, !value->known                         ? MEMBER_UNKNOWN
                            : (value->set >> meaning->number & 1) ? MEMBER_HAS
                                                                  : MEMBER_LACKS);
    case ROLE_DERIVED:
        for (unsigned i = 0; i < model->derived[meaning->number].count; i++)
            if (model->derived[meaning->number].hits[i].code ==
                    (value->known ? value->number : -1) &&
                set_has(set, i))
                return true;
        return false;
    case ROLE_ORDERING: {
        const struct ordering *ordering = &model->orderings[meaning->number];
        const struct value *other = &person->values[ordering->column_y];
        if (!value->known)
            return set_has(set, ORDERING_X_UNKNOWN);
        y = other->known ? ordering_reach(ordering, other->number) : DATE_NONE;
        if (y == DATE_NONE)
            return set_has(set, ORDERING_Y_UNKNOWN);
        return set_has(set, value->number >= y + ordering->shift ? ORDERING_FROM
                                                                 : ORDERING_BEFORE);
    }
    case ROLE_CODES:
        return set_has(
            set, !value->known ? POINT_UNKNOWN
                 : value->number == CODE_OTHER
                     ? model->concept->columns.column[meaning->column].codes.count + 1
                     : (unsigned)value->number + 1);
    case ROLE_VALUES:
    default:
        return set_has(
            set, value->known
                     ? cells_find(&model->cells[meaning->column], value->number) + 1
                     : POINT_UNKNOWN);
    }
}

static bool is_in(const struct census *it, const struct person *person,
                  const struct box *box)
{
    for (unsigned i = 0; i < box->count; i++)
        if (!is_at(it, person, box->sides[i].axis, box->sides[i].set))
            return false;
    return true;
}

static void count_person(struct census *it, const struct person *person)
{
    for (unsigned table = 0; table < 3; table++) {
        const struct decision *decision = &it->model->concept->derived[table].table;
        const struct rule *hit = person->judgements[table].rule;
        for (unsigned i = 0; i < decision->count; i++)
            it->holds[table][i] |=
                rule_holds(&decision->rules[i], person->values, &it->model->day);
        if (hit != NULL)
            it->hits[table][hit - decision->rules] = true;
        for (unsigned i = 0; i < it->uncovered[table].count; i++) {
            bool is_there = is_in(it, person, &it->uncovered[table].list[i]);
            it->box_is_met[table][i] |= is_there;
            it->failures += is_there && hit != NULL;
        }
        if (hit == NULL) {
            bool is_told = false;
            for (unsigned i = 0; i < it->uncovered[table].count && !is_told; i++)
                is_told = is_in(it, person, &it->uncovered[table].list[i]);
            it->failures += !is_told;
        }
    }
}

static void judge_from(struct census *it, struct person *person, unsigned table)
{
    const struct concept *concept = it->model->concept;
    const struct derived *derived = &concept->derived[table];

    if (table == 3) {
        count_person(it, person);
        return;
    }
    for (int human = -1;
         human < (derived->is_decided
                      ? (int)concept->columns.column[derived->column].codes.count
                      : 0);
         human++) {
        struct judgement *judgement = &person->judgements[table];
        *judgement = (struct judgement){.is_human = human >= 0, .human_code = human};
        judgement_make(judgement, derived, person->values, &it->model->day);
        judge_from(it, person, table + 1);
    }
}

static void give_needs(const struct census *it, struct person *person, unsigned number)
{
    struct need_entry entries[NEEDS_INVENTED];
    struct derivation_input input = {it->model->concept, it->model->day.as_of, 0,
                                     entries};
    struct value *needs = &person->values[COL_NEEDS];

    *needs = (struct value){number > 0, 0, 0};
    for (unsigned i = 0, rest = number - 1; number > 0 && i < NEEDS_INVENTED;
         i++, rest /= GRADES) {
        if (rest % GRADES == 0)
            continue;
        entries[input.need_count++] = (struct need_entry){
            .need = (int)i, .status = NEED_KNOWN, .grade = (int32_t)(rest % GRADES)};
        needs->set |= UINT64_C(1) << i;
    }
    DERIVATIONS[derivation_of(&it->model->concept->columns, COL_NEEDS_OPEN)].derive(
        &input, person->values);
}

static void give_age(const struct census *it, struct person *person)
{
    const struct derivation_input input = {it->model->concept, it->model->day.as_of, 0,
                                           NULL};

    DERIVATIONS[derivation_of(&it->model->concept->columns, COL_AGE)].derive(
        &input, person->values);
}

static void give(const struct census *it, struct person *person, unsigned subject,
                 unsigned number)
{
    int32_t as_of = it->model->day.as_of, at = (int32_t)number;
    int column =
        columns_find(&it->model->concept->columns, span_from(SUBJECT[subject].column));
    const struct code_set *codes =
        &it->model->concept->columns.column[COL_SUPPORT].codes;
    struct value *value = &person->values[column];

    *value = (struct value){number > 0, at - 1, 0};
    switch (column) {
    case COL_NEEDS:
        give_needs(it, person, number);
        break;
    case COL_SUPPORT: {
        static const char *const names[] = {"p", "q", "else"};
        int code = number > 0 ? code_find(codes, span_from(names[number - 1])) : 0;
        value->number = code < 0 ? CODE_OTHER : code;
        break;
    }
    case COL_APPLIED_ON:
    case COL_APPROVED_ON:
        value->number = as_of + at - 10;
        break;
    case COL_BIRTH_DATE:
        /* A day before, on and after the 14th birthday, and so on. */
        value->number =
            date_add_months(as_of, -12 * (14 + (at - 1) / 3)) + (at - 1) % 3 - 1;
        if (number == values_of(subject) - 1)
            value->number = date_add_months(as_of, -12 * 17);
        give_age(it, person);
        break;
    case COL_ESB_ON:
        value->number = as_of + at - 3;
        break;
    default:
        break;
    }
}

static void ask_everybody(struct census *census, const struct invented *it,
                          struct person *person, unsigned subject)
{
    unsigned count =
        subject < SUBJECTS && is_chosen(it, subject) ? values_of(subject) : 1;

    if (subject == SUBJECTS) {
        judge_from(census, person, 0);
        return;
    }
    for (unsigned i = 0; i < count; i++) {
        give(census, person, subject, i);
        ask_everybody(census, it, person, subject + 1);
    }
}

/* --- The proof --- */

static void find_uncovered(struct census *it, unsigned table)
{
    const struct decision *decision = &it->model->concept->derived[table].table;
    const struct boxes *covers[ROWS_MOST];
    struct uncovered uncovered = {
        .model = it->model, .cover_count = decision->count, .covers = covers};
    uint64_t *person = mem_array(it->model->space.words + 1, sizeof *person);
    enum answer answer;
    struct box box;

    for (unsigned i = 0; i < decision->count; i++)
        covers[i] = &it->model->rules[table][i];
    while ((answer = uncovered_next(&uncovered, &box, person)) == ANSWER_SOMEBODY) {
        boxes_add(&it->uncovered[table], &box);
        assert_in_range(it->uncovered[table].count, 1, UNCOVERED_MOST);
    }
    assert_int_equal(answer, ANSWER_NOBODY);
    uncovered_free(&uncovered);
    free(person);
}

/* Whether a row is hit, or (alone) holds, as the proof says. */
static bool is_met(struct census *it, unsigned table, unsigned row, bool alone)
{
    const struct boxes *above[ROWS_MOST];
    const struct question question = {
        .model = it->model, .never_count = alone ? 0 : row, .never = above};
    enum answer answer;

    for (unsigned i = 0; i < row; i++)
        above[i] = &it->model->rules[table][i];
    answer = question_ask_any(&question, &it->model->rules[table][row], NULL);
    assert_int_not_equal(answer, ANSWER_UNDECIDED);
    return answer == ANSWER_SOMEBODY;
}

static unsigned compare(struct census *it)
{
    unsigned failures = it->failures;

    for (unsigned table = 0; table < 3; table++) {
        const struct decision *decision = &it->model->concept->derived[table].table;
        for (unsigned i = 0; i < decision->count; i++) {
            bool hit = is_met(it, table, i, false), holds = is_met(it, table, i, true);
            if (hit == it->hits[table][i] && holds == it->holds[table][i])
                continue;
            failures++;
            print_message("%s, row %u: proved hit %d, holds %d; counted %d, %d\n",
                          TABLES[table], i, hit, holds, it->hits[table][i],
                          it->holds[table][i]);
        }
        for (unsigned i = 0; i < it->uncovered[table].count; i++)
            failures += !it->box_is_met[table][i];
    }
    return failures;
}

static void print_file(const struct invented *it, const char *name)
{
    char path[128], text[4096];
    FILE *file;
    size_t len;

    snprintf(path, sizeof path, "%s/%s.tsv", it->house.folder, name);
    file = fopen(path, "r");
    len = fread(text, 1, sizeof text, file);
    fclose(file);
    print_message("%.*s\n", (int)len, text);
}

static void every_person_is_as_proved(void **state)
{
    unsigned failures = 0;

    (void)state;
    seed = 20261121;
    for (unsigned round = 0; round < ROUNDS && failures == 0; round++) {
        struct invented invented;
        struct census census = {.failures = 0};
        struct person person = {.values = {{0}}};
        struct concept *concept;
        invent(&invented);
        concept = house_open(&invented.house, AS_OF);
        census.model = model_new(concept);
        for (unsigned i = 0; i < 3; i++)
            find_uncovered(&census, i);
        ask_everybody(&census, &invented, &person, 0);
        failures = compare(&census);
        for (unsigned i = 0; i < 3 && failures > 0; i++)
            for (unsigned j = 0; j < census.uncovered[i].count; j++) {
                struct buffer text = {0};
                box_print(census.model, &census.uncovered[i].list[j], &text);
                print_message("%s: %.*s%s\n", TABLES[i], (int)text.len, text.bytes,
                              census.box_is_met[i][j] ? "" : " (nobody)");
                buffer_free(&text);
            }
        if (failures > 0) {
            print_message("round %u, decided %d\n", round, invented.is_decided);
            for (unsigned i = 0; i < 3; i++)
                print_file(&invented, TABLES[i]);
        }
        for (unsigned i = 0; i < 3; i++)
            boxes_free(&census.uncovered[i]);
        model_free(census.model);
        concept_close(concept);
        house_drop(&invented.house);
    }
    assert_int_equal(failures, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_person_is_as_proved),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
