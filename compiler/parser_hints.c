// Hints: the well-known mistakes behind a failed parse. See parser_internal.h.
#include "compiler/parser_internal.h"

bool hint_expression(Parser *p) {
    return parser_is_stopped(p);
}

bool hint_named_expression(Parser *p) {
    return parser_is_stopped(p);
}

bool hint_assignment(Parser *p) {
    return parser_is_stopped(p);
}

bool hint_comprehension(Parser *p) {
    return parser_is_stopped(p);
}

bool hint_group(Parser *p) {
    return parser_is_stopped(p);
}

bool hint_dict(Parser *p) {
    return parser_is_stopped(p);
}

bool hint_for_target(Parser *p) {
    return parser_is_stopped(p);
}

bool hint_arguments(Parser *p) {
    return parser_is_stopped(p);
}

bool hint_keyword_argument(Parser *p) {
    return parser_is_stopped(p);
}

bool hint_starred(Parser *p) {
    return parser_is_stopped(p);
}

bool hint_import_target(Parser *p) {
    return parser_is_stopped(p);
}

bool hint_assert(Parser *p) {
    return parser_is_stopped(p);
}

bool hint_delete(Parser *p) {
    return parser_is_stopped(p);
}

bool hint_with_item(Parser *p) {
    return parser_is_stopped(p);
}

bool hint_fstring_field(Parser *p) {
    return parser_is_stopped(p);
}

bool hint_pattern_as(Parser *p) {
    return parser_is_stopped(p);
}

bool hint_class_pattern(Parser *p) {
    return parser_is_stopped(p);
}

bool hint_parameters(Parser *p, bool is_lambda) {
    (void)is_lambda;
    return parser_is_stopped(p);
}
