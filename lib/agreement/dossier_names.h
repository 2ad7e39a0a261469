/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What forms may say of a person: the names of vierphasen-form(5), in its order. A name
 * of a list stands behind the list.
 *
 * X(id, name, list it belongs to, kind)
 */
#ifndef VIERPHASEN_DOSSIER_NAMES_H
#define VIERPHASEN_DOSSIER_NAMES_H

#define DOSSIER_NAMES(X)                                    \
    /* the document */                                      \
    X(TITLE, "title", WHOLE, TEXT)                          \
    X(AS_OF, "as_of", WHOLE, TEXT)                          \
    X(PROPOSAL, "proposal", WHOLE, FLAG)                    \
    X(AUTHORITY, "authority", WHOLE, TEXT)                  \
    X(AUTHORITY_SUBJECT, "authority_subject", WHOLE, TEXT)  \
    X(LARGE, "large", WHOLE, FLAG)                          \
    X(SIGNATURES, "signatures", WHOLE, FLAG)                \
    X(SGB3, "sgb3", WHOLE, FLAG)                            \
    X(VALID_FROM, "valid_from", WHOLE, TEXT)                \
    X(VALID_UNTIL, "valid_until", WHOLE, TEXT)              \
    X(REVIEW_ON, "review_on", WHOLE, TEXT)                  \
    X(NEXT_TALK_ON, "next_talk_on", WHOLE, TEXT)            \
    X(RUNNING, "running", WHOLE, FLAG)                      \
    X(PREVIOUS, "previous", WHOLE, FLAG)                    \
    X(EARLIER_FROM, "earlier_from", WHOLE, TEXT)            \
    X(EARLIER_UNTIL, "earlier_until", WHOLE, TEXT)          \
    X(PROFILING_ON, "profiling_on", WHOLE, TEXT)            \
    /* the person */                                        \
    X(CLIENT_ID, "client_id", WHOLE, TEXT)                  \
    X(HOUSEHOLD_ID, "household_id", WHOLE, TEXT)            \
    X(GIVEN_NAME, "given_name", WHOLE, TEXT)                \
    X(FAMILY_NAME, "family_name", WHOLE, TEXT)              \
    X(BIRTH_DATE, "birth_date", WHOLE, TEXT)                \
    X(AGE, "age", WHOLE, TEXT)                              \
    X(MINOR, "minor", WHOLE, FLAG)                          \
    X(YOUNG, "young", WHOLE, FLAG)                          \
    X(GUARDIAN_NAME, "guardian_name", WHOLE, TEXT)          \
    X(GUARDIAN_SIGNS, "guardian_signs", WHOLE, FLAG)        \
    X(GUARDIAN_INFORMED, "guardian_informed", WHOLE, FLAG)  \
    X(TURNS_25_ON, "turns_25_on", WHOLE, TEXT)              \
    X(ESB_ON, "esb_on", WHOLE, TEXT)                        \
    X(FIRST_TALK_ON, "first_talk_on", WHOLE, TEXT)          \
    X(LAST_CONTACT_ON, "last_contact_on", WHOLE, TEXT)      \
    /* the office */                                        \
    X(OFFICE, "office", WHOLE, TEXT)                        \
    X(OFFICE_NAME, "office_name", WHOLE, TEXT)              \
    X(OFFICE_ADDRESS, "office_address", WHOLE, TEXT)        \
    X(OFFICE_PHONE, "office_phone", WHOLE, TEXT)            \
    X(OFFICE_MAIL, "office_mail", WHOLE, TEXT)              \
    X(CASE_MANAGER, "case_manager", WHOLE, TEXT)            \
    /* the goal */                                          \
    X(GOAL, "goal", WHOLE, TEXT)                            \
    X(GOAL_AREA, "goal_area", WHOLE, TEXT)                  \
    X(TARGET_OCCUPATION, "target_occupation", WHOLE, TEXT)  \
    X(SUBGOALS, "subgoals", WHOLE, TEXT)                    \
    X(OWN_WORDS, "own_words", WHOLE, TEXT)                  \
    X(CATEGORY, "category", WHOLE, TEXT)                    \
    X(CATEGORY_LABEL, "category_label", WHOLE, TEXT)        \
    X(CATEGORY_SINCE, "category_since", WHOLE, TEXT)        \
    X(HAS_STRENGTHS, "has_strengths", WHOLE, FLAG)          \
    X(STRENGTHS, "strengths", WHOLE, TEXTS)                 \
    /* the needs */                                         \
    X(NEEDS_KNOWN, "needs_known", WHOLE, FLAG)              \
    X(HAS_NEEDS, "has_needs", WHOLE, FLAG)                  \
    X(NEEDS, "needs", WHOLE, LIST)                          \
    X(NEED, "need", NEEDS, TEXT)                            \
    X(NEED_LABEL, "need_label", NEEDS, TEXT)                \
    X(NEED_AREA, "need_area", NEEDS, TEXT)                  \
    X(NEED_STATUS, "need_status", NEEDS, TEXT)              \
    X(NEED_GRADE, "need_grade", NEEDS, TEXT)                \
    X(NEED_IN_WORK, "need_in_work", NEEDS, FLAG)            \
    X(HAS_DONE_NEEDS, "has_done_needs", WHOLE, FLAG)        \
    X(DONE_NEEDS, "done_needs", WHOLE, LIST)                \
    X(DONE_NEED, "done_need", DONE_NEEDS, TEXT)             \
    X(DONE_NEED_LABEL, "done_need_label", DONE_NEEDS, TEXT) \
    /* the plan */                                          \
    X(HAS_STEPS, "has_steps", WHOLE, FLAG)                  \
    X(STEPS, "steps", WHOLE, LIST)                          \
    X(STEP_NUMBER, "step_number", STEPS, TEXT)              \
    X(STEP_STRATEGY, "step_strategy", STEPS, TEXT)          \
    X(STEP_LABEL, "step_label", STEPS, TEXT)                \
    X(STEP_NEEDS, "step_needs", STEPS, TEXT)                \
    X(STEP_NEED_LABELS, "step_need_labels", STEPS, TEXT)    \
    X(STEP_SUBGOAL, "step_subgoal", STEPS, TEXT)            \
    X(STEP_CLIENT, "step_client", STEPS, TEXT)              \
    X(STEP_CLIENT_ON, "step_client_on", STEPS, TEXT)        \
    X(STEP_OFFICE, "step_office", STEPS, TEXT)              \
    X(STEP_OFFICE_ON, "step_office_on", STEPS, TEXT)        \
    X(STEP_THIRD, "step_third", STEPS, TEXT)                \
    X(CLIENT_STEPS, "client_steps", WHOLE, TEXT)            \
    X(OFFICE_STEPS, "office_steps", WHOLE, TEXT)            \
    X(THIRD_STEPS, "third_steps", WHOLE, TEXT)              \
    X(LANGUAGE_COURSE, "language_course", WHOLE, TEXT)      \
    X(REHABILITATION, "rehabilitation", WHOLE, TEXT)        \
    X(APPLICATIONS, "applications", WHOLE, FLAG)            \
    X(STEPS_KNOWN, "steps_known", WHOLE, FLAG)              \
    X(MEASURE_ENDS_ON, "measure_ends_on", WHOLE, TEXT)      \
    /* what is due */                                       \
    X(HAS_DUES, "has_dues", WHOLE, FLAG)                    \
    X(DUES, "dues", WHOLE, LIST)                            \
    X(DUE_LABEL, "due_label", DUES, TEXT)                   \
    X(DUE_ON, "due_on", DUES, TEXT)                         \
    X(DUE_UNTIL, "due_until", DUES, TEXT)                   \
    X(DUE_RULE, "due_rule", DUES, TEXT)                     \
    X(DUE_SOURCE, "due_source", DUES, TEXT)                 \
    /* the rules that say something of the person */        \
    X(DECISIONS, "decisions", WHOLE, LIST)                  \
    X(DECISION_NAME, "decision_name", DECISIONS, TEXT)      \
    X(DECISION_VALUE, "decision_value", DECISIONS, TEXT)    \
    X(DECISION_RULE, "decision_rule", DECISIONS, TEXT)      \
    X(DECISION_SOURCE, "decision_source", DECISIONS, TEXT)  \
    X(DECISION_HUMAN, "decision_human", DECISIONS, FLAG)    \
    X(CONCEPT, "concept", WHOLE, TEXT)                      \
    X(EDITION, "edition", WHOLE, TEXT)                      \
    /* everything that the stream holds of the person */    \
    X(FIELDS, "fields", WHOLE, LIST)                        \
    X(FIELD_NAME, "field_name", FIELDS, TEXT)               \
    X(FIELD_LABEL, "field_label", FIELDS, TEXT)             \
    X(FIELD_VALUE, "field_value", FIELDS, TEXT)             \
    X(FIELD_MEANING, "field_meaning", FIELDS, TEXT)

enum {
    NAME_WHOLE = -1, /* as TEMPLATE_WHOLE */
#define AS_NUMBER(id, name, within, kind) NAME_##id,
    DOSSIER_NAMES(AS_NUMBER)
#undef AS_NUMBER
        NAME_COUNT
};

#endif
