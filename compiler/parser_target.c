// Targets: what may stand on the left of `=`, behind `for`, `del`, `with ... as`.
//
// A target is parsed as the expression it looks like and then checked and marked, so that `a,
// b.c = x` is read once.
#include "compiler/parser_internal.h"

bool target_mark(Expr *expr, TargetKind kind, ExprContext context) {
    if (target_find_invalid(expr, kind) != NULL) {
        return false;
    }
    switch (expr->kind) {
    case EXPR_NAME:
        expr->as.name.context = context;
        return true;
    case EXPR_ATTRIBUTE:
        expr->as.attribute.context = context;
        return true;
    case EXPR_SUBSCRIPT:
        expr->as.subscript.context = context;
        return true;
    case EXPR_STARRED:
        expr->as.starred.context = context;
        return target_mark(expr->as.starred.value, kind, context);
    case EXPR_LIST:
    case EXPR_TUPLE:
        expr->as.sequence.context = context;
        for (size_t i = 0; i < expr->as.sequence.items.length; i++) {
            if (!target_mark(expr->as.sequence.items.items[i], kind, context)) {
                return false;
            }
        }
        return true;
    default:
        return false;
    }
}

Expr *target_find_invalid(Expr *expr, TargetKind kind) {
    switch (expr->kind) {
    case EXPR_NAME:
    case EXPR_ATTRIBUTE:
    case EXPR_SUBSCRIPT:
        return NULL;
    case EXPR_LIST:
    case EXPR_TUPLE:
        for (size_t i = 0; i < expr->as.sequence.items.length; i++) {
            Expr *invalid = target_find_invalid(expr->as.sequence.items.items[i], kind);
            if (invalid != NULL) {
                return invalid;
            }
        }
        return NULL;
    case EXPR_STARRED:
        if (kind == TARGET_DELETE) {
            return expr;
        }
        return target_find_invalid(expr->as.starred.value, kind);
    case EXPR_COMPARE:
        // `for a() in b` was read as a comparison: the left side is what was meant as the
        // target.
        if (kind == TARGET_FOR && expr->as.compare.operators[0] == COMPARE_IN) {
            return target_find_invalid(expr->as.compare.left, kind);
        }
        return expr;
    default:
        return expr;
    }
}

const char *target_describe(const Expr *expr) {
    switch (expr->kind) {
    case EXPR_ATTRIBUTE:
        return "attribute";
    case EXPR_SUBSCRIPT:
        return "subscript";
    case EXPR_STARRED:
        return "starred";
    case EXPR_NAME:
        return "name";
    case EXPR_LIST:
        return "list";
    case EXPR_TUPLE:
        return "tuple";
    case EXPR_LAMBDA:
        return "lambda";
    case EXPR_CALL:
        return "function call";
    case EXPR_BOOL_OP:
    case EXPR_BINARY:
    case EXPR_UNARY:
        return "expression";
    case EXPR_GENERATOR:
        return "generator expression";
    case EXPR_YIELD:
    case EXPR_YIELD_FROM:
        return "yield expression";
    case EXPR_AWAIT:
        return "await expression";
    case EXPR_LIST_COMP:
        return "list comprehension";
    case EXPR_SET_COMP:
        return "set comprehension";
    case EXPR_DICT_COMP:
        return "dict comprehension";
    case EXPR_DICT:
        return "dict literal";
    case EXPR_SET:
        return "set display";
    case EXPR_JOINED_STR:
    case EXPR_FORMATTED_VALUE:
        return "f-string expression";
    case EXPR_COMPARE:
        return "comparison";
    case EXPR_CONDITIONAL:
        return "conditional expression";
    case EXPR_NAMED:
        return "named expression";
    case EXPR_SLICE:
        return "slice";
    case EXPR_CONSTANT:
        switch (expr->as.constant.kind) {
        case CONSTANT_NONE:
            return "None";
        case CONSTANT_TRUE:
            return "True";
        case CONSTANT_FALSE:
            return "False";
        case CONSTANT_ELLIPSIS:
            return "ellipsis";
        default:
            return "literal";
        }
    }
    return "expression";
}

Expr *parse_star_target(Parser *p) {
    uint32_t start = p->position;
    bool is_starred = parser_accept(p, TOKEN_STAR);
    Expr *target = parse_primary(p);
    if (target == NULL || !target_mark(target, TARGET_STAR, CONTEXT_STORE)) {
        p->position = start;
        return NULL;
    }
    if (!is_starred) {
        return target;
    }
    Expr *starred = parser_new_expr(p, EXPR_STARRED, start);
    if (starred != NULL) {
        starred->as.starred.value = target;
        starred->as.starred.context = CONTEXT_STORE;
    }
    return starred;
}

Expr *parse_star_targets(Parser *p) {
    uint32_t start = p->position;
    Expr *first = parse_star_target(p);
    if (first == NULL || !parser_at(p, TOKEN_COMMA)) {
        return first;
    }
    size_t mark = p->scratch_length;
    if (!parser_push(p, first)) {
        return NULL;
    }
    while (parser_accept(p, TOKEN_COMMA)) {
        Expr *target = parse_star_target(p);
        if (target == NULL) {
            break;
        }
        if (!parser_push(p, target)) {
            return NULL;
        }
    }
    Expr *tuple = parser_is_stopped(p) ? NULL : parser_new_expr(p, EXPR_TUPLE, start);
    if (tuple == NULL || !parser_take_pointers(p, mark, &tuple->as.sequence.items.items,
                                               &tuple->as.sequence.items.length)) {
        return NULL;
    }
    tuple->as.sequence.context = CONTEXT_STORE;
    return tuple;
}
