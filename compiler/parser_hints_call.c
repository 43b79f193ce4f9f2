// Hints about arguments, parameters, f-strings and patterns. See parser_internal.h for what a
// hint is.
#include "compiler/parser_internal.h"

// Ends a hint that began at `start`: true if it has recorded an error.
static bool end_hint(Parser *p, uint32_t start) {
    p->position = start;
    return parser_is_stopped(p);
}

// --- arguments ---

// The range of a generator without parentheses: from its element to its last clause.
static SourceRange generator_range(const Expr *element, const ComprehensionList *clauses) {
    const Comprehension *last = &clauses->items[clauses->length - 1];
    const Expr *end = last->conditions.length > 0
                          ? last->conditions.items[last->conditions.length - 1]
                          : last->iterable;
    return range_join(element->range, end->range);
}

// f(a for a in b, c)
static void hint_first_generator(Parser *p) {
    uint32_t start = p->position;
    ComprehensionList clauses;
    Expr *element = parse_expression(p);
    if (element != NULL && parse_for_if_clauses(p, &clauses) && parser_accept(p, TOKEN_COMMA)) {
        Expr args = {0};
        parse_args(p, &args);
        parser_fail_range(p, generator_range(element, &clauses),
                          "Generator expression must be parenthesized");
    }
    p->position = start;
}

// True at `name =`, having stepped over both.
static bool accept_keyword_name(Parser *p, uint32_t *name) {
    *name = p->position;
    if (parser_accept(p, TOKEN_NAME)) {
        if (parser_accept(p, TOKEN_EQUAL)) {
            return true;
        }
        p->position--;
    }
    return false;
}

// f(a=b for b in c), f(a=)
static void hint_keyword_value(Parser *p) {
    uint32_t start = p->position, name;
    ComprehensionList clauses;
    if (accept_keyword_name(p, &name) && parse_expression(p) != NULL &&
        parse_for_if_clauses(p, &clauses)) {
        p->position = name + 2;
        parser_fail_range(p, parser_range(p, name),
                          "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    }
    p->position = start;
    Expr args = {0};
    if (!parser_is_stopped(p) && parse_args(p, &args) && !parser_accept(p, TOKEN_COMMA)) {
        p->position = start;
    }
    if (!parser_is_stopped(p) && accept_keyword_name(p, &name) &&
        (parser_at(p, TOKEN_COMMA) || parser_at(p, TOKEN_RIGHT_PAREN))) {
        parser_fail_range(p, parser_range(p, name), "expected argument value expression");
    }
    p->position = start;
}

// f(a, b for b in c), f(a=1, b), f(**a, b)
static void hint_later_argument(Parser *p) {
    uint32_t start = p->position;
    ComprehensionList clauses;
    Expr args = {0};
    if (!parse_args(p, &args)) {
        p->position = start;
        return;
    }
    uint32_t behind = p->position;
    size_t count = args.as.call.arguments.length;
    if (parse_for_if_clauses(p, &clauses) && count > 1) {
        parser_fail_range(p, generator_range(args.as.call.arguments.items[count - 1], &clauses),
                          "Generator expression must be parenthesized");
    }
    p->position = behind;
    if (!parser_is_stopped(p) && parser_accept(p, TOKEN_COMMA)) {
        uint32_t next = p->position;
        Expr *element = parse_expression(p);
        if (element != NULL && parse_for_if_clauses(p, &clauses)) {
            parser_fail_range(p, generator_range(element, &clauses),
                              "Generator expression must be parenthesized");
        }
        p->position = next;
        Expr more = {0};
        if (!parser_is_stopped(p) && parse_args(p, &more)) {
            bool is_unpacked = false;
            for (size_t i = 0; i < args.as.call.keywords.length; i++) {
                is_unpacked |= args.as.call.keywords.items[i].name == NULL;
            }
            parser_peek(p);
            parser_fail_last(p, "positional argument follows keyword argument%s",
                             is_unpacked ? " unpacking" : "");
        }
    }
    p->position = start;
}

// f(**a, *b)
static void hint_late_unpacking(Parser *p) {
    uint32_t start = p->position;
    Expr args = {0};
    if (parse_args(p, &args) && parser_at(p, TOKEN_COMMA)) {
        uint32_t comma = p->position++;
        if (parser_at(p, TOKEN_STAR) && args.as.call.keywords.length > 0 &&
            parse_starred_expression(p) != NULL && !parser_at(p, TOKEN_EQUAL)) {
            while (parser_accept(p, TOKEN_COMMA) && parse_starred_expression(p) != NULL) {
            }
            parser_peek(p);
            parser_fail_from(p, p->tokens[comma].line, p->tokens[comma].column,
                             "iterable argument unpacking follows keyword argument unpacking");
        }
    }
    p->position = start;
}

bool hint_arguments(Parser *p) {
    uint32_t start = p->position;
    hint_late_unpacking(p);
    if (!parser_is_stopped(p)) {
        hint_first_generator(p);
    }
    if (!parser_is_stopped(p)) {
        hint_keyword_value(p);
    }
    if (!parser_is_stopped(p)) {
        hint_later_argument(p);
    }
    return end_hint(p, start);
}

bool hint_keyword_argument(Parser *p) {
    uint32_t start = p->position, name;
    TokenKind kind = parser_peek(p);
    if (kind == TOKEN_TRUE || kind == TOKEN_FALSE || kind == TOKEN_NONE) {
        p->position++;
        if (parser_accept(p, TOKEN_EQUAL)) {
            parser_fail_range(p, parser_range(p, start), "cannot assign to %s",
                              p->tokens[start].name->bytes);
            return end_hint(p, start);
        }
        p->position = start;
    }
    ComprehensionList clauses;
    if (accept_keyword_name(p, &name)) {
        if (parse_expression(p) != NULL && parse_for_if_clauses(p, &clauses)) {
            p->position = name + 2;
            parser_fail_range(p, parser_range(p, name),
                              "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
        }
        return end_hint(p, start);
    }
    if (parser_accept(p, TOKEN_DOUBLE_STAR)) {
        if (parse_expression(p) != NULL && parser_accept(p, TOKEN_EQUAL) &&
            parse_expression(p) != NULL) {
            parser_fail_range(p, parser_range(p, start),
                              "cannot assign to keyword argument unpacking");
        }
        return end_hint(p, start);
    }
    Expr *left = parse_expression(p);
    if (left != NULL && parser_accept(p, TOKEN_EQUAL)) {
        SourceRange equal = parser_range(p, p->position - 1);
        parser_fail_range(p, range_join(left->range, equal),
                          "expression cannot contain assignment, perhaps you meant \"==\"?");
    }
    return end_hint(p, start);
}

// f(*a=1)
bool hint_starred(Parser *p) {
    uint32_t start = p->position++;
    if (parse_expression(p) != NULL && parser_accept(p, TOKEN_EQUAL) &&
        parse_expression(p) != NULL) {
        parser_fail_range(p, parser_range(p, start),
                          "cannot assign to iterable argument unpacking");
    }
    return end_hint(p, start);
}

// --- parameters ---

// What has been seen on the way through a parameter list.
typedef struct ParameterScan {
    Parser *p;
    bool is_lambda;
    bool has_parameter;
    bool has_default;
    bool has_slash;
    bool has_star;
} ParameterScan;

static bool is_at_close(const ParameterScan *scan) {
    return parser_at(scan->p, scan->is_lambda ? TOKEN_COLON : TOKEN_RIGHT_PAREN);
}

// Steps over a name and its annotation.
static bool skip_parameter(const ParameterScan *scan) {
    Parser *p = scan->p;
    if (!parser_accept(p, TOKEN_NAME)) {
        return false;
    }
    return scan->is_lambda || !parser_accept(p, TOKEN_COLON) ||
           parse_star_expression(p) != NULL;
}

static bool skip_comma(const ParameterScan *scan) {
    return parser_accept(scan->p, TOKEN_COMMA) || is_at_close(scan);
}

// A plain parameter. False when the scan is over.
static bool scan_name(ParameterScan *scan) {
    Parser *p = scan->p;
    uint32_t start = p->position;
    if (!skip_parameter(scan)) {
        return false;
    }
    SourceRange range = parser_range(p, start);
    bool has_default = parser_accept(p, TOKEN_EQUAL);
    if (has_default && parse_expression(p) == NULL) {
        if (!parser_is_stopped(p) &&
            (parser_at(p, TOKEN_RIGHT_PAREN) || parser_at(p, TOKEN_COMMA))) {
            parser_fail_token(p, p->position - 1, "expected default value expression");
        }
        return false;
    }
    if (!skip_comma(scan)) {
        return false;
    }
    if (scan->has_default && !has_default && !scan->has_star) {
        parser_fail_range(p, range,
                          "parameter without a default follows parameter with a default");
    }
    scan->has_parameter = true;
    scan->has_default |= has_default;
    return true;
}

static bool scan_slash(ParameterScan *scan) {
    Parser *p = scan->p;
    uint32_t slash = p->position++;
    if (!scan->has_parameter && !scan->has_star) {
        if (parser_at(p, TOKEN_COMMA)) {
            parser_fail_token(p, slash, "at least one argument must precede /");
        }
        return false;
    }
    if (scan->has_star || scan->has_slash) {
        parser_fail_token(p, slash,
                          scan->has_slash ? "/ may appear only once" : "/ must be ahead of *");
        return false;
    }
    scan->has_slash = true;
    if (parser_at(p, TOKEN_STAR)) {
        parser_fail_token(p, p->position, "expected comma between / and *");
        return false;
    }
    return skip_comma(scan);
}

static bool scan_star(ParameterScan *scan) {
    Parser *p = scan->p;
    uint32_t star = p->position++;
    if (scan->has_star) {
        parser_fail_token(p, star, "* argument may appear only once");
        return false;
    }
    scan->has_star = true;
    bool is_bare = is_at_close(scan);
    if (parser_accept(p, TOKEN_COMMA)) {
        is_bare = is_at_close(scan) || parser_at(p, TOKEN_DOUBLE_STAR);
        if (!is_bare) {
            return true;
        }
    }
    if (is_bare) {
        if (scan->is_lambda) {
            parser_fail_last(p, "named arguments must follow bare *");
        } else {
            parser_fail_token(p, star, "named arguments must follow bare *");
        }
        return false;
    }
    if (!skip_parameter(scan)) {
        return false;
    }
    if (parser_at(p, TOKEN_EQUAL)) {
        parser_fail_token(p, p->position, "var-positional argument cannot have default value");
        return false;
    }
    return skip_comma(scan);
}

static void scan_double_star(const ParameterScan *scan) {
    Parser *p = scan->p;
    p->position++;
    if (!skip_parameter(scan)) {
        return;
    }
    if (parser_at(p, TOKEN_EQUAL)) {
        parser_fail_token(p, p->position, "var-keyword argument cannot have default value");
        return;
    }
    if (!parser_accept(p, TOKEN_COMMA)) {
        return;
    }
    uint32_t next = p->position;
    const char *message = "arguments cannot follow var-keyword argument";
    if (parser_at(p, TOKEN_STAR) || parser_at(p, TOKEN_DOUBLE_STAR) ||
        parser_at(p, TOKEN_SLASH)) {
        parser_fail_token(p, next, "%s", message);
    } else if (skip_parameter(scan)) {
        parser_fail_range(p, parser_range(p, next), "%s", message);
    }
}

// def f((a, b)): a parameter that is a tuple, as in Python 2.
static void scan_parenthesised(const ParameterScan *scan) {
    Parser *p = scan->p;
    uint32_t start = p->position++;
    while (parser_accept(p, TOKEN_NAME) && parser_accept(p, TOKEN_COMMA)) {
    }
    if (p->position > start + 1 && parser_accept(p, TOKEN_RIGHT_PAREN)) {
        parser_fail_range(p, parser_range(p, start), "%s parameters cannot be parenthesized",
                          scan->is_lambda ? "Lambda expression" : "Function");
    }
}

bool hint_parameters(Parser *p, bool is_lambda) {
    uint32_t start = p->position;
    ParameterScan scan = {.p = p, .is_lambda = is_lambda};
    bool goes_on = true;
    while (goes_on && !parser_is_stopped(p)) {
        switch (parser_peek(p)) {
        case TOKEN_NAME:
            goes_on = scan_name(&scan);
            break;
        case TOKEN_SLASH:
            goes_on = scan_slash(&scan);
            break;
        case TOKEN_STAR:
            goes_on = scan_star(&scan);
            break;
        case TOKEN_DOUBLE_STAR:
            scan_double_star(&scan);
            goes_on = false;
            break;
        case TOKEN_LEFT_PAREN:
            if (!scan.has_default && !scan.has_star) {
                scan_parenthesised(&scan);
            }
            goes_on = false;
            break;
        default:
            goes_on = false;
            break;
        }
    }
    return end_hint(p, start);
}

// --- f-strings ---

static bool fail_next(Parser *p, const char *message) {
    parser_peek(p);
    parser_fail_token(p, p->position, "f-string: %s", message);
    return false;
}

// Behind `!`: the conversion. False when an error has been recorded.
static bool hint_conversion(Parser *p) {
    if (!parser_accept(p, TOKEN_EXCLAMATION)) {
        return true;
    }
    if (parser_at(p, TOKEN_COLON) || parser_at(p, TOKEN_RIGHT_BRACE)) {
        return fail_next(p, "missing conversion character");
    }
    return parser_accept(p, TOKEN_NAME) || fail_next(p, "invalid conversion character");
}

// Behind the colon: text and fields. Stops at what is neither.
static void skip_format_spec(Parser *p) {
    while (!parser_is_stopped(p)) {
        if (parser_accept(p, TOKEN_FSTRING_MIDDLE)) {
            continue;
        }
        if (!parser_at(p, TOKEN_LEFT_BRACE)) {
            return;
        }
        uint32_t start = p->position++;
        bool is_right = parse_annotated_rhs(p) != NULL;
        if (is_right) {
            parser_accept(p, TOKEN_EQUAL);
            is_right = !parser_accept(p, TOKEN_EXCLAMATION) || parser_accept(p, TOKEN_NAME);
        }
        if (is_right && parser_accept(p, TOKEN_COLON)) {
            skip_format_spec(p);
        }
        if (!is_right || !parser_accept(p, TOKEN_RIGHT_BRACE)) {
            p->position = start;
            if (!parser_is_stopped(p)) {
                hint_fstring_field(p);
            }
            return;
        }
    }
}

static void hint_field_end(Parser *p) {
    bool is_debug = parser_accept(p, TOKEN_EQUAL);
    TokenKind kind = parser_peek(p);
    if (kind != TOKEN_EXCLAMATION && kind != TOKEN_COLON && kind != TOKEN_RIGHT_BRACE) {
        fail_next(p, is_debug ? "expecting '!', or ':', or '}'"
                              : "expecting '=', or '!', or ':', or '}'");
        return;
    }
    if (!hint_conversion(p)) {
        return;
    }
    if (!parser_at(p, TOKEN_COLON) && !parser_at(p, TOKEN_RIGHT_BRACE)) {
        fail_next(p, "expecting ':' or '}'");
        return;
    }
    if (parser_accept(p, TOKEN_COLON)) {
        skip_format_spec(p);
        if (!parser_is_stopped(p) && !parser_at(p, TOKEN_RIGHT_BRACE)) {
            fail_next(p, "expecting '}', or format specs");
        }
    }
}

bool hint_fstring_field(Parser *p) {
    uint32_t start = p->position++;
    TokenKind kind = parser_peek(p);
    if (kind == TOKEN_EQUAL || kind == TOKEN_EXCLAMATION || kind == TOKEN_COLON ||
        kind == TOKEN_RIGHT_BRACE) {
        const char *text = p->source->text + p->tokens[p->position].start;
        parser_fail_token(p, p->position, "f-string: valid expression required before '%c'",
                          *text);
        return end_hint(p, start);
    }
    Expr *value = parse_annotated_rhs(p);
    if (!parser_is_stopped(p)) {
        if (value == NULL) {
            fail_next(p, "expecting a valid expression after '{'");
        } else {
            hint_field_end(p);
        }
    }
    return end_hint(p, start);
}

// --- patterns ---

// Behind `as`: what is not a name to bind.
bool hint_pattern_as(Parser *p) {
    uint32_t start = p->position;
    if (parser_at_word(p, p->name_underscore)) {
        parser_fail_token(p, start, "cannot use '_' as a target");
    } else if (!parser_at(p, TOKEN_NAME)) {
        Expr *target = parse_expression(p);
        if (target != NULL) {
            parser_fail_range(p, target->range, "invalid pattern target");
        }
    }
    return end_hint(p, start);
}

// C(a=1, b): positional patterns behind a keyword pattern.
bool hint_class_pattern(Parser *p) {
    uint32_t start = p->position++;
    bool has_keyword = false;
    while (!parser_is_stopped(p)) {
        uint32_t name;
        uint32_t before = p->position;
        if (accept_keyword_name(p, &name)) {
            has_keyword = true;
            if (parse_pattern(p) == NULL) {
                break;
            }
        } else {
            Pattern *first = parse_pattern(p);
            Pattern *last = first;
            if (first == NULL) {
                break;
            }
            while (has_keyword && parser_accept(p, TOKEN_COMMA)) {
                Pattern *next = accept_keyword_name(p, &name) ? NULL : parse_pattern(p);
                if (next == NULL) {
                    break;
                }
                last = next;
            }
            if (has_keyword) {
                parser_fail_range(p, range_join(first->range, last->range),
                                  "positional patterns follow keyword patterns");
                break;
            }
        }
        if (p->position == before || !parser_accept(p, TOKEN_COMMA)) {
            break;
        }
    }
    return end_hint(p, start);
}
