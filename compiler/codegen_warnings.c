// Warnings about code that is right by the grammar but surely not meant: `x is 1`, `"a" (b)`
// where a comma is missing, `assert (x, "message")`. See codegen.h.
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "compiler/codegen.h"

#define MESSAGE_SIZE 160

void codegen_warn(Codegen *c, SourceRange range, const char *format, ...) {
    if (c->warnings_off) {
        return;
    }
    char message[MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    SyntaxWarning *warning = ARENA_NEW(c->arena, SyntaxWarning);
    char *text = arena_copy(c->arena, message, strlen(message));
    if (!warning || !text) {
        codegen_fail_memory(c);
        return;
    }
    *warning = (SyntaxWarning){.range = range, .message = text};
    *c->last_warning = warning;
    c->last_warning = &warning->next;
}

static const char *constant_type(const Constant *constant) {
    switch (constant->kind) {
    case CONSTANT_NONE:
        return "NoneType";
    case CONSTANT_TRUE:
    case CONSTANT_FALSE:
        return "bool";
    case CONSTANT_INT:
    case CONSTANT_BIG_INT:
        return "int";
    case CONSTANT_FLOAT:
        return "float";
    case CONSTANT_COMPLEX:
        return "complex";
    case CONSTANT_STR:
        return "str";
    case CONSTANT_BYTES:
        return "bytes";
    case CONSTANT_TUPLE:
        return "tuple";
    case CONSTANT_FROZENSET:
        return "frozenset";
    default:
        return "ellipsis";
    }
}

// The name of the type that the value of `expr` will surely have, or null.
static const char *infer_type(Codegen *c, const Expr *expr) {
    Constant constant;
    switch (expr->kind) {
    case EXPR_TUPLE:
        return "tuple";
    case EXPR_LIST:
    case EXPR_LIST_COMP:
        return "list";
    case EXPR_DICT:
    case EXPR_DICT_COMP:
        return "dict";
    case EXPR_SET:
    case EXPR_SET_COMP:
        return "set";
    case EXPR_GENERATOR:
        return "generator";
    case EXPR_LAMBDA:
        return "function";
    case EXPR_JOINED_STR:
        return "str";
    default:
        return codegen_fold(c, expr, &constant) ? constant_type(&constant) : NULL;
    }
}

// A constant of which there may be several equal ones.
static bool is_value(Codegen *c, const Expr *expr) {
    Constant constant;
    return codegen_fold(c, expr, &constant) && constant.kind != CONSTANT_NONE &&
           constant.kind != CONSTANT_TRUE && constant.kind != CONSTANT_FALSE &&
           constant.kind != CONSTANT_ELLIPSIS;
}

void codegen_check_compare(Codegen *c, const Expr *expr) {
    const Expr *left = expr->as.compare.left;
    for (size_t i = 0; i < expr->as.compare.comparators.length; i++) {
        const Expr *right = expr->as.compare.comparators.items[i];
        CompareOperator operator= expr->as.compare.operators[i];
        if (operator== COMPARE_IS || operator== COMPARE_IS_NOT) {
            const Expr *literal = is_value(c, left) ? left : is_value(c, right) ? right : NULL;
            if (literal) {
                const char *format = operator== COMPARE_IS
                                         ? "\"is\" with '%s' literal. Did you mean \"==\"?"
                                         : "\"is not\" with '%s' literal. Did you mean \"!=\"?";
                codegen_warn(c, expr->range, format, infer_type(c, literal));
                return;
            }
        }
        left = right;
    }
}

static void check_callee(Codegen *c, const Expr *expr) {
    const Expr *callee = expr->as.call.function;
    const char *type = callee->kind == EXPR_LAMBDA ? NULL : infer_type(c, callee);
    if (type) {
        codegen_warn(c, callee->range,
                     "'%s' object is not callable; perhaps you missed a comma?", type);
    }
}

// What has no items: the type of `expr`, or null.
static const char *type_without_items(Codegen *c, const Expr *expr) {
    Constant constant;
    switch (expr->kind) {
    case EXPR_SET:
    case EXPR_SET_COMP:
    case EXPR_GENERATOR:
    case EXPR_LAMBDA:
        return infer_type(c, expr);
    default:
        if (!codegen_fold(c, expr, &constant) || constant.kind == CONSTANT_STR ||
            constant.kind == CONSTANT_BYTES || constant.kind == CONSTANT_TUPLE) {
            return NULL;
        }
        return constant_type(&constant);
    }
}

static void check_subscript(Codegen *c, const Expr *expr) {
    const Expr *value = expr->as.subscript.value;
    const char *type = type_without_items(c, value);
    if (type) {
        codegen_warn(c, value->range,
                     "'%s' object is not subscriptable; perhaps you missed a comma?", type);
        return;
    }
    const char *index = infer_type(c, expr->as.subscript.index);
    type = infer_type(c, value);
    bool wants_int = type && (strcmp(type, "list") == 0 || strcmp(type, "tuple") == 0 ||
                              strcmp(type, "str") == 0 || strcmp(type, "bytes") == 0);
    if (wants_int && index && strcmp(index, "int") != 0 && strcmp(index, "bool") != 0) {
        codegen_warn(c, value->range,
                     "%s indices must be integers or slices, not %s; perhaps you missed a "
                     "comma?",
                     type, index);
    }
}

void codegen_check_link(Codegen *c, const Expr *expr) {
    if (expr->kind == EXPR_CALL) {
        check_callee(c, expr);
    } else if (expr->kind == EXPR_SUBSCRIPT) {
        check_subscript(c, expr);
    }
}

void codegen_check_assert(Codegen *c, const Stmt *stmt) {
    const Expr *test = stmt->as.assert_.test;
    if (test->kind == EXPR_TUPLE && test->as.sequence.items.length > 0) {
        codegen_warn(c, stmt->range, "assertion is always true, perhaps remove parentheses?");
    }
}
