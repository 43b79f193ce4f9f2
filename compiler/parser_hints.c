// Hints about expressions, assignments and displays. See parser_internal.h for what a hint is.
// The comments quote the mistake, not the rule.
#include <string.h>

#include "compiler/parser_internal.h"

// Ends a hint that began at `start`: true if it has recorded an error.
static bool end_hint(Parser *p, uint32_t start) {
    p->position = start;
    return parser_is_stopped(p);
}

// Runs a rule that must not search for mistakes itself.
static Expr *parse_quietly(Parser *p, Expr *(*rule)(Parser *)) {
    bool before = p->hints_off;
    p->hints_off = true;
    Expr *expr = rule(p);
    p->hints_off = before;
    return expr;
}

static bool is_legacy_statement(const Parser *p, const Expr *expr) {
    return expr->kind == EXPR_NAME &&
           (expr->as.name.id == p->name_print || expr->as.name.id == p->name_exec);
}

// CPython compares only as many characters as the name has: "c" counts as "case" here.
static bool is_soft_keyword(const Parser *p, const Name *name) {
    const Name *words[] = {p->name_match, p->name_case, p->name_type, p->name_underscore};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strncmp(words[i]->bytes, name->bytes, name->length) == 0) {
            return true;
        }
    }
    return false;
}

// --- expressions ---

// (a b): two expressions side by side inside a bracket.
static void hint_missing_comma(Parser *p) {
    uint32_t start = p->position;
    if (parser_at(p, TOKEN_NAME)) {
        if (is_soft_keyword(p, p->tokens[start].name)) {
            return;
        }
        p->position++;
        bool is_bad_prefix = parser_at(p, TOKEN_STRING);
        p->position = start;
        if (is_bad_prefix) {
            return;
        }
    }
    Expr *first = parse_disjunction(p);
    Expr *second = first == NULL ? NULL : parse_quietly(p, parse_expression);
    if (second != NULL && !parser_is_stopped(p) && !is_legacy_statement(p, first) &&
        p->tokens[p->position - 1].level > 0) {
        parser_fail_range(p, range_join(first->range, second->range),
                          "invalid syntax. Perhaps you forgot a comma?");
    }
    p->position = start;
}

// a if b, without else
static void hint_missing_else(Parser *p) {
    uint32_t start = p->position;
    Expr *body = parse_disjunction(p);
    if (body != NULL && parser_accept(p, TOKEN_IF)) {
        Expr *test = parse_disjunction(p);
        if (test != NULL && !parser_at(p, TOKEN_ELSE) && !parser_at(p, TOKEN_COLON)) {
            parser_fail_range(p, range_join(body->range, test->range),
                              "expected 'else' after 'if' expression");
        }
    }
    p->position = start;
}

// f"{lambda x: x}": the colon began a format spec.
static void hint_lambda_in_field(Parser *p) {
    uint32_t start = p->position;
    if (!parser_accept(p, TOKEN_LAMBDA)) {
        return;
    }
    if (parse_parameters(p, true) != NULL && parser_accept(p, TOKEN_COLON) &&
        parser_at(p, TOKEN_FSTRING_MIDDLE)) {
        parser_fail_range(p, parser_range(p, start),
                          "f-string: lambda expressions are not allowed without parentheses");
    }
    p->position = start;
}

// print "a", exec "a"
static void hint_legacy_statement(Parser *p) {
    uint32_t start = p->position;
    Expr *name = parse_name(p, CONTEXT_LOAD);
    // Behind any other name the mistakes of what follows are looked for, too: a print "b".
    // CPython: words side by side overflow its parser's stack.
    bool is_deep = p->depth > PARSER_DEPTH_MAX / 2;
    if (name != NULL && !is_deep && !parser_at(p, TOKEN_LEFT_PAREN)) {
        Expr *rest = parse_star_expressions(p);
        if (rest != NULL && is_legacy_statement(p, name)) {
            parser_fail_range(p, range_join(name->range, rest->range),
                              "Missing parentheses in call to '%s'. Did you mean %s(...)?",
                              name->as.name.id->bytes, name->as.name.id->bytes);
        }
    }
    p->position = start;
}

bool hint_expression(Parser *p) {
    uint32_t start = p->position;
    hint_missing_comma(p);
    if (!parser_is_stopped(p)) {
        hint_missing_else(p);
    }
    if (!parser_is_stopped(p)) {
        hint_lambda_in_field(p);
    }
    if (!parser_is_stopped(p)) {
        hint_legacy_statement(p);
    }
    return end_hint(p, start);
}

static bool is_at_assignment(Parser *p) {
    return parser_at(p, TOKEN_EQUAL) || parser_at(p, TOKEN_COLON_EQUAL);
}

// (a = b): a name or anything else before `=` where a value is wanted.
static void hint_equal_sign(Parser *p) {
    uint32_t start = p->position;
    Expr *name = parse_name(p, CONTEXT_LOAD);
    if (name != NULL && parser_accept(p, TOKEN_EQUAL)) {
        Expr *value = parse_bitwise_or(p);
        if (value != NULL && !is_at_assignment(p)) {
            parser_fail_range(p, range_join(name->range, value->range),
                              "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
        }
    }
    p->position = start;
    if (parser_is_stopped(p)) {
        return;
    }
    Expr *left = parse_bitwise_or(p);
    if (left != NULL && parser_accept(p, TOKEN_EQUAL) && parse_bitwise_or(p) != NULL &&
        !is_at_assignment(p)) {
        TokenKind first = (TokenKind)p->tokens[start].kind;
        bool is_display = (left->kind == EXPR_LIST || left->kind == EXPR_TUPLE ||
                           left->kind == EXPR_GENERATOR) &&
                          (first == TOKEN_LEFT_PAREN || first == TOKEN_LEFT_BRACKET);
        if (!is_display && first != TOKEN_TRUE && first != TOKEN_NONE && first != TOKEN_FALSE) {
            parser_fail_range(p, left->range,
                              "cannot assign to %s here. Maybe you meant '==' instead of '='?",
                              target_describe(left));
        }
    }
    p->position = start;
}

bool hint_named_expression(Parser *p) {
    uint32_t start = p->position;
    Expr *target = parse_expression(p);
    if (target != NULL && parser_accept(p, TOKEN_COLON_EQUAL) && parse_expression(p) != NULL) {
        parser_fail_range(p, target->range, "cannot use assignment expressions with %s",
                          target_describe(target));
    }
    p->position = start;
    if (!parser_is_stopped(p)) {
        hint_equal_sign(p);
    }
    return end_hint(p, start);
}

// --- assignments ---

// Reports the part of `expr` that cannot be a target.
static void refuse_target(Parser *p, Expr *expr, TargetKind kind) {
    Expr *invalid = expr == NULL ? NULL : target_find_invalid(expr, kind);
    if (invalid != NULL && !parser_is_stopped(p)) {
        parser_fail_range(p, invalid->range,
                          kind == TARGET_DELETE ? "cannot delete %s" : "cannot assign to %s",
                          target_describe(invalid));
    }
}

// [a]: int   a, b: int   f(): int
static void hint_annotation(Parser *p) {
    uint32_t start = p->position;
    TokenKind first_token = parser_peek(p);
    if (first_token == TOKEN_LEFT_PAREN || first_token == TOKEN_LEFT_BRACKET) {
        Expr *target = parse_atom(p);
        if (target != NULL && (target->kind == EXPR_LIST || target->kind == EXPR_TUPLE) &&
            parser_accept(p, TOKEN_COLON) && parse_expression(p) != NULL) {
            parser_fail_range(p, target->range, "only single target (not %s) can be annotated",
                              target_describe(target));
        }
        p->position = start;
    }
    Expr *first = parser_is_stopped(p) ? NULL : parse_star_named_expression(p);
    if (first != NULL && parser_accept(p, TOKEN_COMMA)) {
        ExprList rest;
        while (parse_star_named_list(p, &rest)) { // CPython: lists need no comma between them
        }
        if (!parser_is_stopped(p) && parser_accept(p, TOKEN_COLON) &&
            parse_expression(p) != NULL) {
            parser_fail_range(p, first->range,
                              "only single target (not tuple) can be annotated");
        }
    }
    p->position = start;
    Expr *target = parser_is_stopped(p) ? NULL : parse_expression(p);
    if (target != NULL && parser_accept(p, TOKEN_COLON) && parse_expression(p) != NULL) {
        parser_fail_range(p, target->range, "illegal target for annotation");
    }
    p->position = start;
}

static bool is_augmented(TokenKind kind) {
    return (kind >= TOKEN_PLUS_EQUAL && kind <= TOKEN_DOUBLE_STAR_EQUAL) ||
           kind == TOKEN_DOUBLE_SLASH_EQUAL || kind == TOKEN_AT_EQUAL;
}

bool hint_assignment(Parser *p) {
    uint32_t start = p->position;
    hint_annotation(p);
    // a = f() = b, a = yield = b: steps over the targets that are right.
    while (!parser_is_stopped(p)) {
        uint32_t before = p->position;
        if (parse_star_targets(p) == NULL || !parser_accept(p, TOKEN_EQUAL)) {
            p->position = before;
            break;
        }
    }
    if (!parser_is_stopped(p)) {
        uint32_t before = p->position;
        Expr *target = parse_star_expressions(p);
        if (target != NULL && parser_at(p, TOKEN_EQUAL)) {
            refuse_target(p, target, TARGET_STAR);
        }
        p->position = before;
        Expr *yield = parser_is_stopped(p) ? NULL : parse_yield_expression(p);
        if (yield != NULL && parser_at(p, TOKEN_EQUAL)) {
            parser_fail_range(p, yield->range, "assignment to yield expression not possible");
        }
    }
    p->position = start;
    Expr *target = parser_is_stopped(p) ? NULL : parse_star_expressions(p);
    if (target != NULL && is_augmented(parser_peek(p))) {
        p->position++;
        if (parse_annotated_rhs(p) != NULL) {
            parser_fail_range(p, target->range,
                              "'%s' is an illegal expression for augmented assignment",
                              target_describe(target));
        }
    }
    return end_hint(p, start);
}

bool hint_for_target(Parser *p) {
    uint32_t start = p->position;
    parser_accept(p, TOKEN_ASYNC);
    if (parser_accept(p, TOKEN_FOR)) {
        refuse_target(p, parse_star_expressions(p), TARGET_FOR);
    }
    return end_hint(p, start);
}

bool hint_for_clause(Parser *p) {
    uint32_t start = p->position;
    parser_accept(p, TOKEN_ASYNC);
    if (parser_accept(p, TOKEN_FOR) && parse_bitwise_or(p) != NULL) {
        while (parser_accept(p, TOKEN_COMMA) && parse_bitwise_or(p) != NULL) {
        }
        if (!parser_is_stopped(p) && !parser_at(p, TOKEN_IN)) {
            parser_fail_last(p, "'in' expected after for-loop variables");
        }
    }
    p->position = start;
    return parser_is_stopped(p) || hint_for_target(p);
}

bool hint_delete(Parser *p) {
    uint32_t start = p->position;
    if (parser_accept(p, TOKEN_DEL)) {
        refuse_target(p, parse_star_expressions(p), TARGET_DELETE);
    }
    return end_hint(p, start);
}

bool hint_with_item(Parser *p) {
    uint32_t start = p->position;
    if (parse_expression(p) != NULL && parser_accept(p, TOKEN_AS)) {
        Expr *target = parse_expression(p);
        if (target != NULL && (parser_at(p, TOKEN_COMMA) || parser_at(p, TOKEN_COLON) ||
                               parser_at(p, TOKEN_RIGHT_PAREN))) {
            refuse_target(p, target, TARGET_STAR);
        }
    }
    return end_hint(p, start);
}

// Steps over `a as b, c` with what `parse_item` takes for the items. False if it is not here.
static bool skip_with_items(Parser *p, Expr *(*parse_item)(Parser *)) {
    do {
        if (parse_item(p) == NULL ||
            (parser_accept(p, TOKEN_AS) && parse_star_target(p) == NULL)) {
            return false;
        }
    } while (parser_accept(p, TOKEN_COMMA) && !parser_at(p, TOKEN_RIGHT_PAREN));
    return true;
}

bool hint_with(Parser *p) {
    uint32_t start = p->position++;
    if (skip_with_items(p, parse_expression) && parser_at(p, TOKEN_NEWLINE)) {
        parser_fail_last(p, "expected ':'");
    }
    p->position = start + 1;
    if (!parser_is_stopped(p) && parser_accept(p, TOKEN_LEFT_PAREN) &&
        skip_with_items(p, parse_expressions) && parser_accept(p, TOKEN_RIGHT_PAREN) &&
        parser_at(p, TOKEN_NEWLINE)) {
        parser_fail_last(p, "expected ':'");
    }
    return end_hint(p, start);
}

// --- displays ---

// [a, b for c in d], [a, for c in d]
static void hint_comprehension_target(Parser *p) {
    uint32_t start = p->position++;
    ComprehensionList clauses;
    Expr *first = parse_star_named_expression(p);
    if (first != NULL && parser_accept(p, TOKEN_COMMA)) {
        uint32_t behind = p->position;
        ExprList rest;
        const char *message = "did you forget parentheses around the comprehension target?";
        if (parse_star_named_list(p, &rest)) {
            if (parse_for_if_clauses(p, &clauses)) {
                Expr *last = rest.items[rest.length - 1];
                parser_fail_range(p, range_join(first->range, last->range), "%s", message);
            }
        } else if (!parser_is_stopped(p) && parse_for_if_clauses(p, &clauses)) {
            SourceRange range = first->range;
            range.end_line = p->tokens[behind - 1].end_line;
            range.end_column = p->tokens[behind - 1].end_column;
            parser_fail_range(p, range, "%s", message);
        }
    }
    p->position = start;
}

bool hint_comprehension(Parser *p) {
    uint32_t start = p->position;
    TokenKind open = parser_peek(p);
    ComprehensionList clauses;
    p->position++;
    if (open == TOKEN_LEFT_BRACE && parser_at(p, TOKEN_DOUBLE_STAR)) {
        uint32_t stars = p->position++;
        if (parse_bitwise_or(p) != NULL && parse_for_if_clauses(p, &clauses) &&
            parser_accept(p, TOKEN_RIGHT_BRACE)) {
            parser_fail_token(p, stars, "dict unpacking cannot be used in dict comprehension");
        }
        return end_hint(p, start);
    }
    if (parser_at(p, TOKEN_STAR)) {
        Expr *starred = parse_starred_expression(p);
        if (starred != NULL && parse_for_if_clauses(p, &clauses)) {
            parser_fail_range(p, starred->range,
                              "iterable unpacking cannot be used in comprehension");
        }
    }
    p->position = start;
    if (!parser_is_stopped(p) && open != TOKEN_LEFT_PAREN) {
        hint_comprehension_target(p);
    }
    return end_hint(p, start);
}

bool hint_group(Parser *p) {
    uint32_t start = p->position++;
    if (parser_at(p, TOKEN_STAR)) {
        Expr *starred = parse_starred_expression(p);
        if (starred != NULL && parser_accept(p, TOKEN_RIGHT_PAREN)) {
            parser_fail_range(p, starred->range, "cannot use starred expression here");
        }
    } else if (parser_accept(p, TOKEN_DOUBLE_STAR)) {
        uint32_t stars = p->position - 1;
        if (parse_expression(p) != NULL && parser_accept(p, TOKEN_RIGHT_PAREN)) {
            parser_fail_token(p, stars, "cannot use double starred expression here");
        }
    }
    return end_hint(p, start);
}

// Steps over `key: value` or `**value`; false, where it was, if neither is here.
static bool skip_pair(Parser *p) {
    uint32_t start = p->position;
    bool is_pair = parser_accept(p, TOKEN_DOUBLE_STAR)
                       ? parse_bitwise_or(p) != NULL
                       : parse_expression(p) != NULL && parser_accept(p, TOKEN_COLON) &&
                             parse_expression(p) != NULL;
    if (!is_pair) {
        p->position = start;
    }
    return is_pair;
}

// {a: *b}, {a:}, {a: 1, b}: what is wrong with the pair here.
static void hint_pair(Parser *p, bool is_first) {
    Expr *key = parse_expression(p);
    if (key == NULL) {
        return;
    }
    if (!parser_accept(p, TOKEN_COLON)) {
        if (!is_first) {
            SourceRange range = {key->range.line, key->range.end_column - 1, 0, 0};
            parser_fail_range(p, range, "':' expected after dictionary key");
        }
        return;
    }
    uint32_t colon = p->position - 1;
    if (parser_at(p, TOKEN_STAR)) {
        uint32_t star = p->position++;
        if (parse_bitwise_or(p) != NULL) {
            parser_peek(p);
            parser_fail_from(p, p->tokens[star].line, p->tokens[star].column,
                             "cannot use a starred expression in a dictionary value");
        }
    } else if (parser_at(p, TOKEN_RIGHT_BRACE) || parser_at(p, TOKEN_COMMA)) {
        parser_fail_token(p, colon, "expression expected after dictionary key and ':'");
    }
}

bool hint_dict(Parser *p) {
    uint32_t start = p->position++;
    bool before = p->hints_off;
    p->hints_off = true; // CPython looks for these mistakes before all others
    bool is_first = true;
    bool goes_on = true;
    while (goes_on && skip_pair(p)) {
        is_first = false;
        goes_on = parser_accept(p, TOKEN_COMMA);
    }
    if (goes_on && !parser_is_stopped(p)) {
        hint_pair(p, is_first);
    }
    p->hints_off = before;
    return end_hint(p, start);
}
