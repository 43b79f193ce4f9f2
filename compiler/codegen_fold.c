// Constants and constant folding: operators on literals are computed here if the result is
// small and computing it cannot raise. See codegen.h.
#include "compiler/codegen.h"

#include <math.h>
#include <string.h>

// Looks no deeper than this for constants, so that long chains cost linear time.
#define FOLD_DEPTH 20
// A repeated string is folded up to this length, as in CPython.
#define FOLDED_STRING_SIZE 4096
// Integers up to here are exact as doubles.
#define EXACT_DOUBLE ((int64_t)1 << 53)

Constant codegen_literal(const Literal *literal) {
    Constant constant = {.kind = literal->kind};
    switch (literal->kind) {
    case CONSTANT_INT:
        constant.integer = literal->as.integer;
        break;
    case CONSTANT_BIG_INT:
        constant.base = literal->as.big.base;
        constant.length = literal->as.big.length;
        constant.text = literal->as.big.digits;
        break;
    case CONSTANT_FLOAT:
        constant.real = literal->as.real;
        break;
    case CONSTANT_COMPLEX:
        constant.imaginary = literal->as.imaginary;
        break;
    case CONSTANT_STR:
    case CONSTANT_BYTES:
        constant.length = literal->as.text.size;
        constant.text = literal->as.text.bytes;
        break;
    default:
        break;
    }
    return constant;
}

bool codegen_constant_truth(const Constant *constant) {
    switch (constant->kind) {
    case CONSTANT_NONE:
    case CONSTANT_FALSE:
        return false;
    case CONSTANT_INT:
        return constant->integer != 0;
    case CONSTANT_FLOAT:
        return constant->real != 0;
    case CONSTANT_COMPLEX:
        return constant->real != 0 || constant->imaginary != 0;
    case CONSTANT_STR:
    case CONSTANT_BYTES:
    case CONSTANT_TUPLE:
    case CONSTANT_FROZENSET:
        return constant->length != 0;
    default:
        return true;
    }
}

static bool fold(Codegen *c, const Expr *expr, int depth, Constant *out);

static bool fold_power(int64_t base, int64_t exponent, int64_t *out) {
    int64_t result = 1;
    if (exponent < 0 || exponent > 63) {
        return false;
    }
    for (int64_t i = 0; i < exponent; i++) {
        if (__builtin_mul_overflow(result, base, &result)) {
            return false;
        }
    }
    *out = result;
    return true;
}

// Python's floor division and remainder.
static bool fold_division(int64_t a, int64_t b, bool wants_remainder, int64_t *out) {
    if (b == 0 || (a == INT64_MIN && b == -1)) {
        return false;
    }
    int64_t quotient = a / b, remainder = a % b;
    if (remainder != 0 && (remainder < 0) != (b < 0)) {
        quotient--;
        remainder += b;
    }
    *out = wants_remainder ? remainder : quotient;
    return true;
}

static bool fold_integers(BinaryOperator operator, int64_t a, int64_t b, int64_t *out) {
    switch (operator) {
    case BINARY_ADD:
        return !__builtin_add_overflow(a, b, out);
    case BINARY_SUBTRACT:
        return !__builtin_sub_overflow(a, b, out);
    case BINARY_MULTIPLY:
        return !__builtin_mul_overflow(a, b, out);
    case BINARY_POWER:
        return fold_power(a, b, out);
    case BINARY_FLOOR_DIVIDE:
    case BINARY_MODULO:
        return fold_division(a, b, operator== BINARY_MODULO, out);
    case BINARY_LEFT_SHIFT:
        return b >= 0 && b < 62 && !__builtin_mul_overflow(a, (int64_t)1 << b, out);
    case BINARY_RIGHT_SHIFT:
        *out = b >= 0 && b < 64 ? a >> b : 0;
        return b >= 0 && b < 64;
    case BINARY_OR:
        *out = a | b;
        return true;
    case BINARY_XOR:
        *out = a ^ b;
        return true;
    case BINARY_AND:
        *out = a & b;
        return true;
    default:
        return false;
    }
}

// The value as a double, if it is one exactly.
static bool as_double(const Constant *constant, double *out) {
    if (constant->kind == CONSTANT_FLOAT) {
        *out = constant->real;
        return true;
    }
    *out = (double)constant->integer;
    return constant->kind == CONSTANT_INT && constant->integer <= EXACT_DOUBLE &&
           constant->integer >= -EXACT_DOUBLE;
}

static bool fold_doubles(BinaryOperator operator, double a, double b, double *out) {
    switch (operator) {
    case BINARY_ADD:
        *out = a + b;
        return true;
    case BINARY_SUBTRACT:
        *out = a - b;
        return true;
    case BINARY_MULTIPLY:
        *out = a * b;
        return true;
    case BINARY_DIVIDE:
        *out = b != 0 ? a / b : 0;
        return b != 0;
    case BINARY_POWER:
        *out = a > 0 ? pow(a, b) : 0;
        return a > 0 && isfinite(*out);
    default:
        return false;
    }
}

// 1 + 2j: the only complex arithmetic worth folding, it is how complex literals are written.
static bool fold_complex(BinaryOperator operator, const Constant * a, const Constant *b,
                         Constant *out) {
    double real;
    if (b->kind != CONSTANT_COMPLEX || b->real != 0 || !as_double(a, &real) ||
        (operator!= BINARY_ADD && operator!= BINARY_SUBTRACT)) {
        return false;
    }
    double sign = operator== BINARY_ADD ? 1.0 : - 1.0;
    *out = (Constant){.kind = CONSTANT_COMPLEX};
    out->real = real + sign * b->real;
    out->imaginary = 0.0 + sign * b->imaginary;
    return true;
}

static bool fold_text(Codegen *c, BinaryOperator operator, const Constant * a,
                      const Constant *b, Constant *out) {
    if (a->kind != CONSTANT_STR && a->kind != CONSTANT_BYTES) {
        return false;
    }
    size_t count = 1, length = a->length;
    if (operator== BINARY_ADD && b->kind == a->kind) {
        length += b->length;
    } else if (operator== BINARY_MULTIPLY && b->kind == CONSTANT_INT && b->integer >= 0 &&
               b->integer <= FOLDED_STRING_SIZE && a->length *(size_t)
                   b->integer <= FOLDED_STRING_SIZE) {
        count = (size_t)b->integer;
        length *= count;
    } else {
        return false;
    }
    char *text = arena_alloc(c->arena, length + 1);
    if (!text) {
        codegen_fail_memory(c);
        return false;
    }
    for (size_t i = 0; i < count && a->length; i++) {
        memcpy(text + i * a->length, a->text, a->length);
    }
    if (operator== BINARY_ADD && b->length) {
        memcpy(text + a->length, b->text, b->length);
    }
    *out = (Constant){.kind = a->kind, .length = length, .text = text};
    return true;
}

static bool fold_binary(Codegen *c, const Expr *expr, int depth, Constant *out) {
    Constant a, b;
    BinaryOperator operator= expr->as.binary.operator;
    if (!fold(c, expr->as.binary.right, depth, &b) ||
        !fold(c, expr->as.binary.left, depth, &a)) {
        return false;
    }
    if (a.kind == CONSTANT_INT && b.kind == CONSTANT_INT && operator!= BINARY_DIVIDE) {
        int64_t number;
        bool is_done = fold_integers(operator, a.integer, b.integer, &number);
        *out = (Constant){.kind = CONSTANT_INT};
        out->integer = is_done ? number : 0;
        return is_done;
    }
    double x, y, result;
    if (as_double(&a, &x) && as_double(&b, &y) &&
        !(a.kind == CONSTANT_INT && b.kind == CONSTANT_INT && operator!= BINARY_DIVIDE)) {
        bool is_done = fold_doubles(operator, x, y, &result);
        *out = (Constant){.kind = CONSTANT_FLOAT};
        out->real = is_done ? result : 0;
        return is_done;
    }
    return fold_complex(operator, & a, &b, out) || fold_text(c, operator, & a, &b, out);
}

static bool fold_unary(Codegen *c, const Expr *expr, int depth, Constant *out) {
    Constant a;
    UnaryOperator operator= expr->as.unary.operator;
    if (!fold(c, expr->as.unary.operand, depth, &a)) {
        return false;
    }
    if (operator== UNARY_NOT) {
        *out = (Constant){.kind = codegen_constant_truth(&a) ? CONSTANT_FALSE : CONSTANT_TRUE};
        return true;
    }
    if (a.kind == CONSTANT_TRUE || a.kind == CONSTANT_FALSE) {
        a = (Constant){.kind = CONSTANT_INT, .integer = a.kind == CONSTANT_TRUE};
    }
    *out = a;
    switch (a.kind) {
    case CONSTANT_INT:
        if (operator== UNARY_INVERT) {
            out->integer = ~a.integer;
        } else if (operator== UNARY_MINUS) {
            return !__builtin_sub_overflow((int64_t)0, a.integer, &out->integer);
        }
        return true;
    case CONSTANT_FLOAT:
    case CONSTANT_COMPLEX:
        if (operator== UNARY_MINUS) {
            out->real = -a.real;
            out->imaginary = -a.imaginary;
        }
        return operator!= UNARY_INVERT;
    default:
        return false;
    }
}

static bool fold_items(Codegen *c, ExprList list, ConstantKind kind, int depth, Constant *out) {
    for (size_t i = 0; i < list.length; i++) { // cheap look before any memory is taken
        ExprKind item = list.items[i]->kind;
        if (item != EXPR_CONSTANT && item != EXPR_UNARY && item != EXPR_BINARY &&
            item != EXPR_TUPLE) {
            return false;
        }
    }
    Constant *items = arena_alloc_array(c->arena, list.length, sizeof(*items));
    if (!items) {
        codegen_fail_memory(c);
        return false;
    }
    for (size_t i = 0; i < list.length; i++) {
        if (!fold(c, list.items[i], depth, &items[i])) {
            return false;
        }
    }
    *out = (Constant){.kind = kind, .length = list.length, .items = items};
    return true;
}

static bool fold(Codegen *c, const Expr *expr, int depth, Constant *out) {
    switch (expr->kind) {
    case EXPR_CONSTANT:
        *out = codegen_literal(&expr->as.constant);
        return true;
    case EXPR_NAME: {
        const Name *name = expr->as.name.id;
        if (name->length != 9 || memcmp(name->bytes, "__debug__", 9) != 0) {
            return false;
        }
        *out = (Constant){.kind = c->optimize ? CONSTANT_FALSE : CONSTANT_TRUE};
        return true;
    }
    case EXPR_BINARY:
        return depth > 0 && fold_binary(c, expr, depth - 1, out);
    case EXPR_UNARY:
        return depth > 0 && fold_unary(c, expr, depth - 1, out);
    case EXPR_TUPLE:
        return depth > 0 &&
               fold_items(c, expr->as.sequence.items, CONSTANT_TUPLE, depth - 1, out);
    default:
        return false;
    }
}

bool codegen_fold(Codegen *c, const Expr *expr, Constant *out) {
    return fold(c, expr, FOLD_DEPTH, out);
}

bool codegen_fold_items(Codegen *c, ExprList items, ConstantKind kind, Constant *out) {
    return fold_items(c, items, kind, FOLD_DEPTH, out);
}

bool codegen_small_int(Codegen *c, const Expr *expr, int *out) {
    Constant constant;
    if ((expr->kind != EXPR_CONSTANT && expr->kind != EXPR_UNARY &&
         expr->kind != EXPR_BINARY) ||
        !codegen_fold(c, expr, &constant) || constant.kind != CONSTANT_INT ||
        constant.integer < INT16_MIN || constant.integer > INT16_MAX) {
        return false;
    }
    *out = (int)constant.integer;
    return true;
}
