// Primaries: an atom and what is attached to it, `atom.name(arguments)[slices]...`.
#include "compiler/parser_internal.h"

static Expr *parse_slice(Parser *p) {
    uint32_t start = p->position;
    Expr *lower = NULL;
    if (!parser_at(p, TOKEN_COLON)) {
        // `x[a := 1:]` is wrong, `x[(a := 1):]` is not.
        bool is_bare = parser_at(p, TOKEN_NAME);
        lower = parse_named_expression(p);
        if (lower == NULL || !parser_at(p, TOKEN_COLON) ||
            (lower->kind == EXPR_NAMED && is_bare)) {
            return lower;
        }
    }
    p->position++;
    Expr *upper = parse_expression(p);
    Expr *step = NULL;
    if (!parser_is_stopped(p) && parser_accept(p, TOKEN_COLON)) {
        step = parse_expression(p);
    }
    Expr *slice = parser_is_stopped(p) ? NULL : parser_new_expr(p, EXPR_SLICE, start);
    if (slice != NULL) {
        slice->as.slice.lower = lower;
        slice->as.slice.upper = upper;
        slice->as.slice.step = step;
    }
    return slice;
}

static Expr *parse_slice_or_starred(Parser *p) {
    return parser_at(p, TOKEN_STAR) ? parse_starred_expression(p) : parse_slice(p);
}

Expr *parse_slices(Parser *p) {
    uint32_t start = p->position;
    bool is_starred = parser_at(p, TOKEN_STAR);
    Expr *slices = parse_tuple_or_item(p, parse_slice_or_starred);
    if (slices == NULL || !is_starred || slices->kind != EXPR_STARRED) {
        return slices;
    }
    // a[*b] is a tuple of one.
    Expr *tuple = parser_new_expr(p, EXPR_TUPLE, start);
    Expr **items = parser_alloc(p, sizeof *items);
    if (tuple == NULL || items == NULL) {
        return NULL;
    }
    items[0] = slices;
    tuple->as.sequence.items = (ExprList){items, 1};
    return tuple;
}

// One `.name`, `(...)` or `[...]` behind `value`; null if there is none.
static Expr *parse_trailer(Parser *p, uint32_t start, Expr *value) {
    uint32_t before = p->position;
    Expr *expr = NULL;
    switch (parser_peek(p)) {
    case TOKEN_DOT: {
        p->position++;
        const Name *name = parser_accept_name(p);
        expr = name == NULL ? NULL : parser_new_expr(p, EXPR_ATTRIBUTE, start);
        if (expr != NULL) {
            expr->as.attribute.value = value;
            expr->as.attribute.name = name;
        }
        break;
    }
    case TOKEN_LEFT_PAREN:
        expr = parse_call(p, value);
        if (expr != NULL) {
            expr->range = parser_range(p, start);
        }
        break;
    case TOKEN_LEFT_BRACKET: {
        p->position++;
        Expr *index = parse_slices(p);
        if (index != NULL && parser_accept(p, TOKEN_RIGHT_BRACKET)) {
            expr = parser_new_expr(p, EXPR_SUBSCRIPT, start);
            if (expr != NULL) {
                expr->as.subscript.value = value;
                expr->as.subscript.index = index;
            }
        }
        break;
    }
    default:
        break;
    }
    if (expr == NULL) {
        p->position = before;
    }
    return expr;
}

static void *primary_rule(Parser *p) {
    uint32_t start = p->position;
    Expr *expr = parse_atom(p);
    while (expr != NULL) {
        Expr *longer = parse_trailer(p, start, expr);
        if (longer == NULL) {
            return parser_is_stopped(p) ? NULL : expr;
        }
        expr = longer;
    }
    return NULL;
}

Expr *parse_primary(Parser *p) {
    return parser_memoise(p, MEMO_PRIMARY, primary_rule);
}
