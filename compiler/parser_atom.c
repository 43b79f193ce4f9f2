// Atoms: names, numbers, parentheses, lists, dicts, sets and their comprehensions.
#include "compiler/literal.h"
#include "compiler/parser_internal.h"

Expr *parse_number(Parser *p) {
    uint32_t start = p->position;
    if (!parser_accept(p, TOKEN_NUMBER)) {
        return NULL;
    }
    Expr *expr = parser_new_expr(p, EXPR_CONSTANT, start);
    if (expr == NULL) {
        return NULL;
    }
    const Token *token = &p->tokens[start];
    char message[LITERAL_MESSAGE_SIZE];
    switch (literal_read_number(p->arena, p->source->text + token->start,
                                token->end - token->start, &expr->as.constant, message)) {
    case LITERAL_OK:
        return expr;
    case LITERAL_NO_MEMORY:
        return parser_fail_memory(p);
    case LITERAL_ERROR:
        return parser_fail_token(p, start, "%s", message);
    }
    return NULL;
}

static Expr *parse_word(Parser *p, ConstantKind kind) {
    uint32_t start = p->position++;
    Expr *expr = parser_new_expr(p, EXPR_CONSTANT, start);
    if (expr != NULL) {
        expr->as.constant.kind = kind;
    }
    return expr;
}

// --- comprehensions ---

static Comprehension *parse_for_if_clause(Parser *p) {
    uint32_t start = p->position;
    bool is_async = parser_accept(p, TOKEN_ASYNC);
    if (!parser_accept(p, TOKEN_FOR)) {
        p->position = start;
        return NULL;
    }
    Expr *target = parse_star_targets(p);
    bool is_committed = target != NULL && parser_accept(p, TOKEN_IN);
    Expr *iterable = is_committed ? parse_disjunction(p) : NULL;
    if (iterable == NULL) {
        p->position = start;
        if (parser_wants_hints(p) && !parser_is_stopped(p) && !is_committed) {
            hint_for_clause(p);
        }
        return NULL;
    }
    size_t mark = p->scratch_length;
    while (parser_accept(p, TOKEN_IF)) {
        Expr *condition = parse_disjunction(p);
        if (condition == NULL) {
            p->position--;
            break;
        }
        if (!parser_push(p, condition)) {
            return NULL;
        }
    }
    Comprehension *clause = parser_is_stopped(p) ? NULL : parser_alloc(p, sizeof *clause);
    if (clause == NULL ||
        !parser_take_pointers(p, mark, &clause->conditions.items, &clause->conditions.length)) {
        return NULL;
    }
    clause->target = target;
    clause->iterable = iterable;
    clause->is_async = is_async;
    return clause;
}

bool parse_for_if_clauses(Parser *p, ComprehensionList *list) {
    size_t mark = p->scratch_length;
    for (;;) {
        Comprehension *clause = parse_for_if_clause(p);
        if (clause == NULL) {
            break;
        }
        if (!parser_push(p, clause)) {
            return false;
        }
    }
    return !parser_is_stopped(p) && p->scratch_length > mark &&
           parser_take_structs(p, mark, sizeof(Comprehension), &list->items, &list->length);
}

static bool is_at_for(Parser *p) {
    return parser_at(p, TOKEN_FOR) || parser_at(p, TOKEN_ASYNC);
}

// Completes `[element for ...]` and the like, behind the element.
static Expr *parse_comprehension_end(Parser *p, uint32_t start, ExprKind kind, Expr *element,
                                     TokenKind close) {
    ComprehensionList generators;
    if (!parse_for_if_clauses(p, &generators) || !parser_accept(p, close)) {
        return NULL;
    }
    Expr *expr = parser_new_expr(p, kind, start);
    if (expr != NULL) {
        expr->as.comprehension.element = element;
        expr->as.comprehension.generators = generators;
    }
    return expr;
}

// Completes a list, set or tuple behind its first item, which is in `first`.
static Expr *parse_sequence_end(Parser *p, uint32_t start, ExprKind kind, Expr *first,
                                TokenKind close) {
    size_t mark = p->scratch_length;
    if (!parser_push(p, first)) {
        return NULL;
    }
    while (parser_accept(p, TOKEN_COMMA)) {
        Expr *item = parse_star_named_expression(p);
        if (item == NULL) {
            break;
        }
        if (!parser_push(p, item)) {
            return NULL;
        }
    }
    if (parser_is_stopped(p) || !parser_accept(p, close)) {
        p->scratch_length = mark;
        return NULL;
    }
    Expr *expr = parser_new_expr(p, kind, start);
    if (expr == NULL || !parser_take_pointers(p, mark, &expr->as.sequence.items.items,
                                              &expr->as.sequence.items.length)) {
        return NULL;
    }
    return expr;
}

// --- ( ) ---

// A tuple, a generator or a group; `start` is at "(".
static Expr *parse_parenthesised(Parser *p, uint32_t start) {
    p->position++;
    if (parser_accept(p, TOKEN_RIGHT_PAREN)) {
        return parser_new_expr(p, EXPR_TUPLE, start);
    }
    if (parser_at(p, TOKEN_YIELD)) {
        Expr *yield = parse_yield_expression(p);
        return yield != NULL && parser_accept(p, TOKEN_RIGHT_PAREN) ? yield : NULL;
    }
    Expr *first = parse_star_named_expression(p);
    if (first == NULL) {
        return NULL;
    }
    if (parser_at(p, TOKEN_COMMA)) {
        return parse_sequence_end(p, start, EXPR_TUPLE, first, TOKEN_RIGHT_PAREN);
    }
    if (first->kind == EXPR_STARRED) {
        return NULL;
    }
    if (is_at_for(p)) {
        return parse_comprehension_end(p, start, EXPR_GENERATOR, first, TOKEN_RIGHT_PAREN);
    }
    return parser_accept(p, TOKEN_RIGHT_PAREN) ? first : NULL;
}

static Expr *parse_paren(Parser *p) {
    uint32_t start = p->position;
    Expr *expr = parse_parenthesised(p, start);
    if (expr == NULL) {
        p->position = start;
        if (parser_wants_hints(p) && !parser_is_stopped(p) && !hint_comprehension(p)) {
            hint_group(p);
        }
    }
    return expr;
}

// --- [ ] ---

static Expr *parse_list(Parser *p) {
    uint32_t start = p->position++;
    if (parser_accept(p, TOKEN_RIGHT_BRACKET)) {
        return parser_new_expr(p, EXPR_LIST, start);
    }
    Expr *first = parse_star_named_expression(p);
    Expr *expr = NULL;
    if (first != NULL && is_at_for(p) && first->kind != EXPR_STARRED) {
        expr = parse_comprehension_end(p, start, EXPR_LIST_COMP, first, TOKEN_RIGHT_BRACKET);
    } else if (first != NULL) {
        expr = parse_sequence_end(p, start, EXPR_LIST, first, TOKEN_RIGHT_BRACKET);
    }
    if (expr == NULL) {
        p->position = start;
        if (parser_wants_hints(p) && !parser_is_stopped(p)) {
            hint_comprehension(p);
        }
    }
    return expr;
}

// --- { } ---

// Pushes a key (null for **) and a value. `key` has been read, or is null.
static bool push_pair(Parser *p, Expr *key) {
    uint32_t start = p->position;
    Expr *value = NULL;
    if (key == NULL && parser_accept(p, TOKEN_DOUBLE_STAR)) {
        value = parse_bitwise_or(p);
    } else {
        key = key != NULL ? key : parse_expression(p);
        value = key != NULL && parser_accept(p, TOKEN_COLON) ? parse_expression(p) : NULL;
    }
    if (value == NULL) {
        p->position = start;
        return false;
    }
    return parser_push(p, key) && parser_push(p, value);
}

// Moves the pairs pushed above `mark` into the dict.
static bool take_pairs(Parser *p, size_t mark, Expr *dict) {
    size_t length = (p->scratch_length - mark) / 2;
    Expr **keys = parser_alloc(p, length * sizeof *keys);
    Expr **values = parser_alloc(p, length * sizeof *values);
    if (keys == NULL || values == NULL) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        keys[i] = p->scratch[mark + 2 * i];
        values[i] = p->scratch[mark + 2 * i + 1];
    }
    dict->as.dict.keys = (ExprList){keys, length};
    dict->as.dict.values = (ExprList){values, length};
    p->scratch_length = mark;
    return true;
}

static Expr *parse_dict_comp_end(Parser *p, uint32_t start, Expr *key, Expr *value) {
    ComprehensionList generators;
    if (!parse_for_if_clauses(p, &generators) || !parser_accept(p, TOKEN_RIGHT_BRACE)) {
        return NULL;
    }
    Expr *expr = parser_new_expr(p, EXPR_DICT_COMP, start);
    if (expr != NULL) {
        expr->as.dict_comp.key = key;
        expr->as.dict_comp.value = value;
        expr->as.dict_comp.generators = generators;
    }
    return expr;
}

// A dict or a dict comprehension; its first key has been read, or is null for `**`.
static Expr *parse_dict(Parser *p, uint32_t start, Expr *first) {
    size_t mark = p->scratch_length;
    Expr *expr = NULL;
    while (push_pair(p, first)) {
        if (p->scratch_length == mark + 2 && first != NULL && is_at_for(p)) {
            Expr *value = p->scratch[mark + 1];
            p->scratch_length = mark;
            return parse_dict_comp_end(p, start, first, value);
        }
        first = NULL;
        if (!parser_accept(p, TOKEN_COMMA) || parser_at(p, TOKEN_RIGHT_BRACE)) {
            break;
        }
    }
    if (!parser_is_stopped(p) && p->scratch_length > mark &&
        parser_accept(p, TOKEN_RIGHT_BRACE)) {
        expr = parser_new_expr(p, EXPR_DICT, start);
        if (expr != NULL && !take_pairs(p, mark, expr)) {
            return NULL;
        }
    }
    p->scratch_length = mark;
    return expr;
}

// A set or a set comprehension behind its first item.
static Expr *parse_set(Parser *p, uint32_t start, Expr *first) {
    if (is_at_for(p) && first->kind != EXPR_STARRED) {
        return parse_comprehension_end(p, start, EXPR_SET_COMP, first, TOKEN_RIGHT_BRACE);
    }
    return parse_sequence_end(p, start, EXPR_SET, first, TOKEN_RIGHT_BRACE);
}

// The first item decides between a dict and a set.
static Expr *parse_brace(Parser *p) {
    uint32_t start = p->position;
    if (parser_wants_hints(p) && hint_dict(p)) {
        return NULL;
    }
    p->position++;
    if (parser_accept(p, TOKEN_RIGHT_BRACE)) {
        return parser_new_expr(p, EXPR_DICT, start);
    }
    Expr *expr = NULL;
    if (parser_at(p, TOKEN_DOUBLE_STAR)) {
        expr = parse_dict(p, start, NULL);
    } else {
        // `{a := 1: 2}` is wrong, `{(a := 1): 2}` is not.
        bool is_bare = parser_at(p, TOKEN_NAME);
        Expr *first = parse_star_named_expression(p);
        if (first != NULL && parser_at(p, TOKEN_COLON) && first->kind != EXPR_STARRED &&
            !(first->kind == EXPR_NAMED && is_bare)) {
            expr = parse_dict(p, start, first);
        } else if (first != NULL) {
            expr = parse_set(p, start, first);
        }
    }
    if (expr == NULL) {
        p->position = start;
        if (parser_wants_hints(p) && !parser_is_stopped(p)) {
            hint_comprehension(p);
        }
    }
    return expr;
}

// --- all of them ---

static void *bracket_rule(Parser *p) {
    TokenKind kind = parser_peek(p);
    return kind == TOKEN_LEFT_PAREN     ? parse_paren(p)
           : kind == TOKEN_LEFT_BRACKET ? parse_list(p)
                                        : parse_brace(p);
}

Expr *parse_atom(Parser *p) {
    switch (parser_peek(p)) {
    case TOKEN_NAME:
        return parse_name(p, CONTEXT_LOAD);
    case TOKEN_NUMBER:
        return parse_number(p);
    case TOKEN_STRING:
    case TOKEN_FSTRING_START:
        return parse_strings(p);
    case TOKEN_LEFT_PAREN:
    case TOKEN_LEFT_BRACKET:
    case TOKEN_LEFT_BRACE:
        return parser_memoise(p, MEMO_ATOM, bracket_rule);
    case TOKEN_NONE:
        return parse_word(p, CONSTANT_NONE);
    case TOKEN_TRUE:
        return parse_word(p, CONSTANT_TRUE);
    case TOKEN_FALSE:
        return parse_word(p, CONSTANT_FALSE);
    case TOKEN_ELLIPSIS:
        return parse_word(p, CONSTANT_ELLIPSIS);
    default:
        return NULL;
    }
}
