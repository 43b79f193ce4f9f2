// The match statement and its patterns.
#include "compiler/parser_internal.h"

// --- literals and values ---

// [+|-] number; `+` is CPython 3.14's and not accepted.
static Expr *parse_signed_number(Parser *p) {
    uint32_t start = p->position;
    bool is_negative = parser_accept(p, TOKEN_MINUS);
    Expr *number = parse_number(p);
    if (number == NULL || !is_negative) {
        p->position = number == NULL ? start : p->position;
        return number;
    }
    Expr *negative = parser_new_expr(p, EXPR_UNARY, start);
    if (negative != NULL) {
        negative->as.unary.operator= UNARY_MINUS;
        negative->as.unary.operand = number;
    }
    return negative;
}

static bool is_imaginary(const Expr *number) {
    if (number->kind == EXPR_UNARY) {
        number = number->as.unary.operand;
    }
    return number->as.constant.kind == CONSTANT_COMPLEX;
}

// A signed number, or `real + imaginary`.
static Expr *parse_number_literal(Parser *p) {
    uint32_t start = p->position;
    Expr *real = parse_signed_number(p);
    if (real == NULL || (!parser_at(p, TOKEN_PLUS) && !parser_at(p, TOKEN_MINUS))) {
        return real;
    }
    BinaryOperator operator= parser_at(p, TOKEN_PLUS) ? BINARY_ADD : BINARY_SUBTRACT;
    if (is_imaginary(real)) {
        return parser_fail_range(p, real->range, "real number required in complex literal");
    }
    p->position++;
    Expr *imaginary = parse_number(p);
    if (imaginary == NULL) {
        p->position = start;
        return NULL;
    }
    if (!is_imaginary(imaginary)) {
        return parser_fail_range(p, imaginary->range,
                                 "imaginary number required in complex literal");
    }
    Expr *sum = parser_new_expr(p, EXPR_BINARY, start);
    if (sum != NULL) {
        sum->as.binary.left = real;
        sum->as.binary.operator= operator;
        sum->as.binary.right = imaginary;
    }
    return sum;
}

// `a` or `a.b.c`
static Expr *parse_name_or_attribute(Parser *p) {
    uint32_t start = p->position;
    Expr *expr = parse_name(p, CONTEXT_LOAD);
    while (expr != NULL && parser_accept(p, TOKEN_DOT)) {
        const Name *name = parser_accept_name(p);
        if (name == NULL) {
            p->position--;
            break;
        }
        Expr *attribute = parser_new_expr(p, EXPR_ATTRIBUTE, start);
        if (attribute != NULL) {
            attribute->as.attribute.value = expr;
            attribute->as.attribute.name = name;
        }
        expr = attribute;
    }
    return expr;
}

static Pattern *new_value_pattern(Parser *p, uint32_t start, Expr *value) {
    Pattern *pattern = value == NULL ? NULL : parser_new_pattern(p, PATTERN_VALUE, start);
    if (pattern != NULL) {
        pattern->as.value.value = value;
    }
    return pattern;
}

static Pattern *parse_singleton(Parser *p, ConstantKind constant) {
    uint32_t start = p->position++;
    Pattern *pattern = parser_new_pattern(p, PATTERN_SINGLETON, start);
    if (pattern != NULL) {
        pattern->as.singleton.constant = constant;
    }
    return pattern;
}

// --- names ---

// A name that captures: not `_`, and nothing that goes on as a value, class or keyword pattern.
static const Name *accept_capture(Parser *p) {
    const Name *name = parser_accept_name(p);
    if (name == NULL) {
        return NULL;
    }
    if (name == p->name_underscore || parser_at(p, TOKEN_DOT) ||
        parser_at(p, TOKEN_LEFT_PAREN) || parser_at(p, TOKEN_EQUAL)) {
        p->position--;
        return NULL;
    }
    return name;
}

static Pattern *new_as_pattern(Parser *p, uint32_t start, Pattern *inner, const Name *name) {
    Pattern *pattern = parser_new_pattern(p, PATTERN_AS, start);
    if (pattern != NULL) {
        pattern->as.as_.pattern = inner;
        pattern->as.as_.name = name;
    }
    return pattern;
}

// --- class patterns ---

// `name=pattern`, pushed as two items.
static bool push_keyword_pattern(Parser *p) {
    uint32_t start = p->position;
    const Name *name = parser_accept_name(p);
    if (name == NULL || !parser_accept(p, TOKEN_EQUAL)) {
        p->position = start;
        return false;
    }
    Pattern *value = parse_pattern(p);
    if (value == NULL) {
        p->position = start;
        return false;
    }
    return parser_push(p, (void *)name) && parser_push(p, value);
}

// The keyword patterns up to ")", into the class pattern. False if they do not match.
static bool read_keyword_patterns(Parser *p, Pattern *pattern) {
    size_t mark = p->scratch_length;
    while (push_keyword_pattern(p) && parser_accept(p, TOKEN_COMMA)) {
    }
    if (parser_is_stopped(p) || !parser_accept(p, TOKEN_RIGHT_PAREN)) {
        p->scratch_length = mark;
        return false;
    }
    size_t count = (p->scratch_length - mark) / 2;
    const Name **names = parser_alloc(p, count * sizeof *names);
    Pattern **patterns = parser_alloc(p, count * sizeof *patterns);
    if (names == NULL || patterns == NULL) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        names[i] = p->scratch[mark + 2 * i];
        patterns[i] = p->scratch[mark + 2 * i + 1];
    }
    p->scratch_length = mark;
    pattern->as.class_.keyword_names = (NameList){names, count};
    pattern->as.class_.keyword_patterns = (PatternList){patterns, count};
    return true;
}

static bool is_at_keyword_pattern(Parser *p) {
    if (!parser_at(p, TOKEN_NAME)) {
        return false;
    }
    p->position++;
    bool is_keyword = parser_at(p, TOKEN_EQUAL);
    p->position--;
    return is_keyword;
}

// `name(positional, ..., keyword=...)`, behind the name.
static Pattern *parse_class_pattern(Parser *p, uint32_t start, Expr *class_) {
    uint32_t paren = p->position++;
    size_t mark = p->scratch_length;
    Pattern *pattern = parser_new_pattern(p, PATTERN_CLASS, start);
    if (pattern == NULL) {
        return NULL;
    }
    pattern->as.class_.class_ = class_;
    while (!is_at_keyword_pattern(p)) {
        Pattern *positional = parse_pattern(p);
        if (positional == NULL) {
            break;
        }
        if (!parser_push(p, positional)) {
            return NULL;
        }
        if (!parser_accept(p, TOKEN_COMMA)) {
            break;
        }
    }
    if (parser_is_stopped(p) ||
        !parser_take_pointers(p, mark, &pattern->as.class_.patterns.items,
                              &pattern->as.class_.patterns.length) ||
        !read_keyword_patterns(p, pattern)) {
        if (parser_wants_hints(p) && !parser_is_stopped(p)) {
            p->position = paren;
            hint_class_pattern(p);
        }
        p->position = start;
        return NULL;
    }
    SourceRange range = parser_range(p, start);
    pattern->range = range;
    return pattern;
}

// --- sequences and mappings ---

static Pattern *parse_star_pattern(Parser *p) {
    uint32_t start = p->position;
    if (!parser_accept(p, TOKEN_STAR)) {
        return parse_pattern(p);
    }
    const Name *name = accept_capture(p);
    if (name == NULL && !parser_at_word(p, p->name_underscore)) {
        p->position = start;
        return NULL;
    }
    p->position += name == NULL;
    Pattern *pattern = parser_new_pattern(p, PATTERN_STAR, start);
    if (pattern != NULL) {
        pattern->as.star.name = name;
    }
    return pattern;
}

// Pushes `pattern, pattern, ...`; a last comma is stepped over. True if there was a comma.
static bool push_sequence(Parser *p) {
    bool has_comma = false;
    do {
        Pattern *item = parse_star_pattern(p);
        if (item == NULL || !parser_push(p, item)) {
            break;
        }
    } while (parser_accept(p, TOKEN_COMMA) && (has_comma = true));
    return has_comma;
}

static Pattern *finish_sequence(Parser *p, uint32_t start, size_t mark) {
    Pattern *pattern = parser_new_pattern(p, PATTERN_SEQUENCE, start);
    if (pattern == NULL || !parser_take_pointers(p, mark, &pattern->as.sequence.patterns.items,
                                                 &pattern->as.sequence.patterns.length)) {
        return NULL;
    }
    return pattern;
}

// [a, b], (a, b) or the group (a).
static Pattern *parse_bracketed_pattern(Parser *p, TokenKind close) {
    uint32_t start = p->position++;
    size_t mark = p->scratch_length;
    bool has_comma = push_sequence(p);
    size_t count = p->scratch_length - mark;
    if (parser_is_stopped(p) || !parser_accept(p, close)) {
        p->scratch_length = mark;
        p->position = start;
        return NULL;
    }
    if (close == TOKEN_RIGHT_PAREN && count == 1 && !has_comma) {
        Pattern *group = p->scratch[mark];
        p->scratch_length = mark;
        if (group->kind == PATTERN_STAR) {
            p->position = start;
            return NULL;
        }
        return group;
    }
    return finish_sequence(p, start, mark);
}

static Expr *parse_mapping_key(Parser *p) {
    uint32_t start = p->position;
    switch (parser_peek(p)) {
    case TOKEN_NUMBER:
    case TOKEN_MINUS:
        return parse_number_literal(p);
    case TOKEN_STRING:
    case TOKEN_FSTRING_START:
    case TOKEN_NONE:
    case TOKEN_TRUE:
    case TOKEN_FALSE:
        return parse_atom(p);
    default: {
        Expr *key = parse_name_or_attribute(p);
        if (key != NULL && key->kind != EXPR_ATTRIBUTE) {
            p->position = start;
            return NULL;
        }
        return key;
    }
    }
}

// Pushes keys and patterns in turn; reads `**rest`. False if the mapping does not match.
static bool push_mapping_items(Parser *p, const Name **rest) {
    while (!parser_at(p, TOKEN_RIGHT_BRACE)) {
        if (parser_at(p, TOKEN_DOUBLE_STAR)) {
            p->position++;
            *rest = accept_capture(p);
            if (*rest == NULL) {
                return false;
            }
            parser_accept(p, TOKEN_COMMA);
            return !parser_is_stopped(p) && parser_at(p, TOKEN_RIGHT_BRACE);
        }
        Expr *key = parse_mapping_key(p);
        if (key == NULL || !parser_accept(p, TOKEN_COLON)) {
            return false;
        }
        Pattern *value = parse_pattern(p);
        if (value == NULL || !parser_push(p, key) || !parser_push(p, value)) {
            return false;
        }
        if (!parser_accept(p, TOKEN_COMMA)) {
            break;
        }
    }
    return parser_at(p, TOKEN_RIGHT_BRACE);
}

static Pattern *parse_mapping(Parser *p) {
    uint32_t start = p->position++;
    size_t mark = p->scratch_length;
    const Name *rest = NULL;
    if (!push_mapping_items(p, &rest) || !parser_accept(p, TOKEN_RIGHT_BRACE)) {
        p->scratch_length = mark;
        p->position = start;
        return NULL;
    }
    size_t count = (p->scratch_length - mark) / 2;
    Pattern *pattern = parser_new_pattern(p, PATTERN_MAPPING, start);
    Expr **keys = parser_alloc(p, count * sizeof *keys);
    Pattern **patterns = parser_alloc(p, count * sizeof *patterns);
    if (pattern == NULL || keys == NULL || patterns == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        keys[i] = p->scratch[mark + 2 * i];
        patterns[i] = p->scratch[mark + 2 * i + 1];
    }
    p->scratch_length = mark;
    pattern->as.mapping.keys = (ExprList){keys, count};
    pattern->as.mapping.patterns = (PatternList){patterns, count};
    pattern->as.mapping.rest = rest;
    return pattern;
}

// --- any pattern ---

// A capture, the wildcard, a value or a class pattern.
static Pattern *parse_named_pattern(Parser *p) {
    uint32_t start = p->position;
    const Name *name = accept_capture(p);
    if (name != NULL) {
        return new_as_pattern(p, start, NULL, name);
    }
    Expr *expr = parse_name_or_attribute(p);
    if (expr == NULL) {
        return NULL;
    }
    if (parser_at(p, TOKEN_LEFT_PAREN)) {
        return parse_class_pattern(p, start, expr);
    }
    if (expr->kind == EXPR_ATTRIBUTE && !parser_at(p, TOKEN_EQUAL) &&
        !parser_at(p, TOKEN_DOT)) {
        return new_value_pattern(p, start, expr);
    }
    if (expr->kind == EXPR_NAME && expr->as.name.id == p->name_underscore) {
        return new_as_pattern(p, start, NULL, NULL);
    }
    p->position = start;
    return NULL;
}

static Pattern *parse_closed_pattern(Parser *p) {
    uint32_t start = p->position;
    switch (parser_peek(p)) {
    case TOKEN_NUMBER:
    case TOKEN_MINUS:
        return new_value_pattern(p, start, parse_number_literal(p));
    case TOKEN_STRING:
    case TOKEN_FSTRING_START:
        return new_value_pattern(p, start, parse_strings(p));
    case TOKEN_NONE:
        return parse_singleton(p, CONSTANT_NONE);
    case TOKEN_TRUE:
        return parse_singleton(p, CONSTANT_TRUE);
    case TOKEN_FALSE:
        return parse_singleton(p, CONSTANT_FALSE);
    case TOKEN_NAME:
        return parse_named_pattern(p);
    case TOKEN_LEFT_PAREN:
        return parse_bracketed_pattern(p, TOKEN_RIGHT_PAREN);
    case TOKEN_LEFT_BRACKET:
        return parse_bracketed_pattern(p, TOKEN_RIGHT_BRACKET);
    case TOKEN_LEFT_BRACE:
        return parse_mapping(p);
    default:
        return NULL;
    }
}

static Pattern *parse_or_pattern(Parser *p) {
    uint32_t start = p->position;
    Pattern *first = parse_closed_pattern(p);
    if (first == NULL || !parser_at(p, TOKEN_VERTICAL_BAR)) {
        return first;
    }
    size_t mark = p->scratch_length;
    if (!parser_push(p, first)) {
        return NULL;
    }
    while (parser_accept(p, TOKEN_VERTICAL_BAR)) {
        Pattern *item = parse_closed_pattern(p);
        if (item == NULL) {
            p->position--;
            break;
        }
        if (!parser_push(p, item)) {
            return NULL;
        }
    }
    if (parser_is_stopped(p)) {
        return NULL;
    }
    if (p->scratch_length == mark + 1) {
        p->scratch_length = mark;
        return first;
    }
    Pattern *pattern = parser_new_pattern(p, PATTERN_OR, start);
    if (pattern == NULL || !parser_take_pointers(p, mark, &pattern->as.or_.patterns.items,
                                                 &pattern->as.or_.patterns.length)) {
        return NULL;
    }
    return pattern;
}

static void *pattern_rule(Parser *p) {
    if (!parser_enter(p)) {
        return NULL;
    }
    uint32_t start = p->position;
    Pattern *pattern = parse_or_pattern(p);
    if (pattern != NULL && parser_accept(p, TOKEN_AS)) {
        const Name *name = accept_capture(p);
        if (name != NULL) {
            pattern = new_as_pattern(p, start, pattern, name);
        } else {
            if (parser_wants_hints(p) && !parser_is_stopped(p)) {
                hint_pattern_as(p);
            }
            p->position--;
            pattern = parser_is_stopped(p) ? NULL : pattern;
        }
    }
    parser_leave(p);
    return pattern;
}

Pattern *parse_pattern(Parser *p) {
    return parser_memoise(p, MEMO_PATTERN, pattern_rule);
}

Pattern *parse_patterns(Parser *p) {
    uint32_t start = p->position;
    size_t mark = p->scratch_length;
    bool has_comma = push_sequence(p);
    size_t count = p->scratch_length - mark;
    if (parser_is_stopped(p) || count == 0) {
        p->position = start;
        return NULL;
    }
    if (count > 1 || has_comma) {
        return finish_sequence(p, start, mark);
    }
    Pattern *pattern = p->scratch[mark];
    p->scratch_length = mark;
    if (pattern->kind == PATTERN_STAR) {
        p->position = start;
        return NULL;
    }
    return pattern;
}

// --- match ---

// The value behind `match`: an expression, or a tuple if there is a comma.
static Expr *parse_subject(Parser *p) {
    uint32_t start = p->position;
    ExprList items;
    if (!parse_star_named_list(p, &items)) {
        return NULL;
    }
    bool has_comma = p->tokens[p->position - 1].kind == TOKEN_COMMA;
    if (items.length == 1 && !has_comma) {
        if (items.items[0]->kind == EXPR_STARRED) {
            p->position = start;
            return NULL;
        }
        return items.items[0];
    }
    Expr *tuple = parser_new_expr(p, EXPR_TUPLE, start);
    if (tuple != NULL) {
        tuple->as.sequence.items = items;
    }
    return tuple;
}

// `case patterns [if guard]`, at `case`. False, there, if it does not match.
static bool parse_case_header(Parser *p, MatchCase *match_case) {
    uint32_t start = p->position++;
    match_case->pattern = parse_patterns(p);
    match_case->guard = NULL;
    if (match_case->pattern != NULL && parser_accept(p, TOKEN_IF)) {
        match_case->guard = parse_named_expression(p);
        if (match_case->guard == NULL) {
            match_case->pattern = NULL;
        }
    }
    if (match_case->pattern == NULL) {
        p->position = start;
    }
    return match_case->pattern != NULL;
}

static MatchCase *parse_case(Parser *p) {
    uint32_t start = p->position;
    MatchCase parts;
    if (!parser_at_word(p, p->name_case) || !parse_case_header(p, &parts) ||
        !parse_body(p, start, "'case' statement", &parts.body)) {
        p->position = start;
        return NULL;
    }
    MatchCase *match_case = parser_alloc(p, sizeof *match_case);
    if (match_case != NULL) {
        *match_case = parts;
    }
    return match_case;
}

// Behind `match subject`: a colon that is missing, or a block that is.
static void hint_match(Parser *p, uint32_t start) {
    if (parser_at(p, TOKEN_NEWLINE)) {
        parser_fail_last(p, "expected ':'");
        return;
    }
    if (parser_accept(p, TOKEN_COLON) && parser_accept(p, TOKEN_NEWLINE) &&
        !parser_at(p, TOKEN_INDENT)) {
        parser_fail_indent(p, "'match' statement", p->tokens[start].line);
    }
}

Stmt *parse_match(Parser *p) {
    uint32_t start = p->position;
    size_t mark = p->scratch_length;
    if (!parser_at_word(p, p->name_match)) {
        return NULL;
    }
    p->position++;
    Expr *subject = parse_subject(p);
    if (subject == NULL) {
        p->position = start;
        return NULL;
    }
    uint32_t behind = p->position;
    if (parser_accept(p, TOKEN_COLON) && parser_accept(p, TOKEN_NEWLINE) &&
        parser_accept(p, TOKEN_INDENT)) {
        MatchCase *match_case;
        while ((match_case = parse_case(p)) != NULL) {
            if (!parser_push(p, match_case)) {
                return NULL;
            }
        }
        if (p->scratch_length > mark && parser_accept(p, TOKEN_DEDENT)) {
            Stmt *stmt = parser_new_stmt(p, STMT_MATCH, start);
            if (stmt == NULL ||
                !parser_take_structs(p, mark, sizeof(MatchCase), &stmt->as.match.cases,
                                     &stmt->as.match.length)) {
                return NULL;
            }
            stmt->as.match.subject = subject;
            return stmt;
        }
    }
    p->scratch_length = mark;
    if (parser_wants_hints(p) && !parser_is_stopped(p)) {
        p->position = behind;
        hint_match(p, start);
    }
    p->position = start;
    return NULL;
}
