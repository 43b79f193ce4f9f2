// Operators: arithmetic, comparisons, `and` / `or`, and conditions as jumps. See codegen.h.
//
// A condition is not computed as a value: `if a < b and not c:` becomes jumps, where it can in
// one instruction with the comparison. A chain `a < b < c` evaluates b once:
//
//         r1 = b
//         COPY               r2, r1
//         JUMP_LESS 0        a, r2, fail     (jumps if not less)
//         JUMP_LESS 1        r1, c, target
//         ...
//     fail: DROP r1
#include "compiler/codegen.h"

static const uint8_t BINARY_OPCODES[] = {
    [BINARY_ADD] = OP_ADD,
    [BINARY_SUBTRACT] = OP_SUBTRACT,
    [BINARY_MULTIPLY] = OP_MULTIPLY,
    [BINARY_MATRIX_MULTIPLY] = OP_MATRIX_MULTIPLY,
    [BINARY_DIVIDE] = OP_TRUE_DIVIDE,
    [BINARY_MODULO] = OP_REMAINDER,
    [BINARY_POWER] = OP_POWER,
    [BINARY_LEFT_SHIFT] = OP_LEFT_SHIFT,
    [BINARY_RIGHT_SHIFT] = OP_RIGHT_SHIFT,
    [BINARY_OR] = OP_BIT_OR,
    [BINARY_XOR] = OP_BIT_XOR,
    [BINARY_AND] = OP_BIT_AND,
    [BINARY_FLOOR_DIVIDE] = OP_FLOOR_DIVIDE,
};

// Returns the form with a number on the right, NOP if there is none for this number. Division
// by zero and shifts by odd amounts are left to the general form.
static Opcode number_form(BinaryOperator operator, int number) {
    switch (operator) {
    case BINARY_ADD:
        return OP_ADD_INT;
    case BINARY_SUBTRACT:
        return OP_SUBTRACT_INT;
    case BINARY_MULTIPLY:
        return OP_MULTIPLY_INT;
    case BINARY_AND:
        return OP_BIT_AND_INT;
    case BINARY_FLOOR_DIVIDE:
        return number > 0 ? OP_FLOOR_DIVIDE_INT : OP_NOP;
    case BINARY_MODULO:
        return number > 0 ? OP_REMAINDER_INT : OP_NOP;
    case BINARY_LEFT_SHIFT:
        return number >= 0 && number < 64 ? OP_LEFT_SHIFT_INT : OP_NOP;
    case BINARY_RIGHT_SHIFT:
        return number >= 0 && number < 64 ? OP_RIGHT_SHIFT_INT : OP_NOP;
    default:
        return OP_NOP;
    }
}

// Emits the operation with its right operand still to be evaluated; everything from `mark` on
// is given back before the result is written.
static Register operate(Codegen *c, BinaryOperator operator, bool is_inplace, Register left,
                        const Expr *right, uint32_t mark, Register wanted,
                        const SourceRange *at) {
    int number;
    if (codegen_small_int(c, right, &number) && number_form(operator, number) != OP_NOP) {
        codegen_release(c, mark);
        Register to = codegen_destination(c, wanted);
        emit(codegen_emitter(c), number_form(operator, number), is_inplace, to, left,
             (uint16_t)number, at);
        return to;
    }
    Register value = codegen_operand(c, right, NULL);
    codegen_release(c, mark);
    Register to = codegen_destination(c, wanted);
    emit(codegen_emitter(c), BINARY_OPCODES[operator], is_inplace, to, left, value, at);
    return to;
}

Register codegen_binary(Codegen *c, const Expr *expr, Register left, uint32_t mark,
                        Register wanted) {
    return operate(c, expr->as.binary.operator, false, left, expr->as.binary.right, mark,
                   wanted, &expr->range);
}

void codegen_inplace(Codegen *c, BinaryOperator operator, Register left, const Expr *value,
                     Register destination, const SourceRange *at) {
    uint32_t depth = codegen_emitter(c)->depth;
    operate(c, operator, true, left, value, depth, destination, at);
    codegen_release(c, depth);
}

Register codegen_unary(Codegen *c, const Expr *expr, Register wanted) {
    static const uint8_t opcodes[] = {[UNARY_INVERT] = OP_INVERT,
                                      [UNARY_NOT] = OP_NOT,
                                      [UNARY_PLUS] = OP_POSITIVE,
                                      [UNARY_MINUS] = OP_NEGATE};
    Constant constant;
    if (codegen_fold(c, expr, &constant)) {
        return codegen_constant(c, &constant, wanted, &expr->range);
    }
    uint32_t mark = codegen_emitter(c)->depth;
    Register operand = codegen_operand(c, expr->as.unary.operand, NULL);
    codegen_release(c, mark);
    Register to = codegen_destination(c, wanted);
    emit(codegen_emitter(c), opcodes[expr->as.unary.operator], 0, to, operand, 0, &expr->range);
    return to;
}

// --- comparisons ---

typedef struct CompareForm {
    uint8_t value;       // compares to a value
    uint8_t jump;        // compares and jumps
    uint8_t jump_number; // with a number on the right, or NOP
    bool is_negated;     // `is not`, `not in`
} CompareForm;

static const CompareForm COMPARE_FORMS[] = {
    [COMPARE_EQUAL] = {OP_EQUAL, OP_JUMP_EQUAL, OP_JUMP_EQUAL_INT, false},
    [COMPARE_NOT_EQUAL] = {OP_NOT_EQUAL, OP_JUMP_NOT_EQUAL, OP_JUMP_NOT_EQUAL_INT, false},
    [COMPARE_LESS] = {OP_LESS, OP_JUMP_LESS, OP_JUMP_LESS_INT, false},
    [COMPARE_LESS_EQUAL] = {OP_LESS_EQUAL, OP_JUMP_LESS_EQUAL, OP_JUMP_LESS_EQUAL_INT, false},
    [COMPARE_GREATER] = {OP_GREATER, OP_JUMP_GREATER, OP_JUMP_GREATER_INT, false},
    [COMPARE_GREATER_EQUAL] = {OP_GREATER_EQUAL, OP_JUMP_GREATER_EQUAL,
                               OP_JUMP_GREATER_EQUAL_INT, false},
    [COMPARE_IS] = {OP_IS, OP_JUMP_IS, OP_NOP, false},
    [COMPARE_IS_NOT] = {OP_IS, OP_JUMP_IS, OP_NOP, true},
    [COMPARE_IN] = {OP_IN, OP_JUMP_IN, OP_NOP, false},
    [COMPARE_NOT_IN] = {OP_IN, OP_JUMP_IN, OP_NOP, true},
};

// Evaluates the right side of a comparison. A list or set display of constants that is only
// asked `in` becomes a constant.
static Register compare_right(Codegen *c, CompareOperator operator, const Expr * right) {
    Constant constant;
    bool asks_in = operator== COMPARE_IN || operator== COMPARE_NOT_IN;
    if (asks_in && right->kind == EXPR_SET && right->as.sequence.items.length &&
        codegen_fold_items(c, right->as.sequence.items, CONSTANT_FROZENSET, &constant)) {
        return codegen_constant(c, &constant, INTO_TEMPORARY, &right->range);
    }
    if (asks_in && right->kind == EXPR_LIST &&
        codegen_fold_items(c, right->as.sequence.items, CONSTANT_TUPLE, &constant)) {
        return codegen_constant(c, &constant, INTO_TEMPORARY, &right->range);
    }
    return codegen_operand(c, right, NULL);
}

// Evaluates a comparator in the middle of a chain: `*kept` is read by the next link, the
// returned register by this one.
static Register compare_middle(Codegen *c, const Expr *expr, const Expr *later,
                               Register *kept) {
    Emitter *e = codegen_emitter(c);
    *kept = codegen_operand(c, expr, later);
    if (emitter_is_local(e, *kept)) {
        return *kept;
    }
    Register copy = emitter_push(e);
    emit(e, OP_COPY, 0, copy, *kept, 0, &expr->range);
    return copy;
}

// Evaluates all links but the last; a failing one leads to `failure`. With `result` the failing
// comparison's value is kept there, else it is only jumped on. Returns the left operand of the
// last link.
static Register compare_links(Codegen *c, const Expr *expr, Register result, Label failure) {
    Emitter *e = codegen_emitter(c);
    uint32_t start = e->depth;
    size_t n_links = expr->as.compare.comparators.length;
    Expr **comparators = expr->as.compare.comparators.items;
    Register left = codegen_operand(c, expr->as.compare.left, comparators[0]);
    for (size_t i = 0; i + 1 < n_links && !c->has_failed; i++) {
        Register kept;
        Register right = compare_middle(c, comparators[i], comparators[i + 1], &kept);
        CompareForm form = COMPARE_FORMS[expr->as.compare.operators[i]];
        bool must_drop = !emitter_is_local(e, kept);
        Label failed = must_drop ? emitter_new_label(e) : failure;
        if (result != NO_REGISTER) {
            emit(e, form.value, form.is_negated, result, left, right, &expr->range);
            emit_jump(e, OP_JUMP_UNLESS_OR_DROP, 0, result, 0, failed, &expr->range);
        } else {
            emit_jump(e, form.jump, form.is_negated, left, right, failed, &expr->range);
        }
        if (must_drop) {
            Label next = emitter_new_label(e);
            emit_jump(e, OP_JUMP, 0, 0, 0, next, NULL);
            emitter_bind(e, failed);
            emit(e, OP_DROP, 0, kept, 0, 0, NULL);
            emit_jump(e, OP_JUMP, 0, 0, 0, failure, NULL);
            emitter_bind(e, next);
        }
        codegen_release(c, must_drop ? (uint32_t)(kept - e->n_locals) + 1 : start);
        left = kept;
    }
    return left;
}

Register codegen_compare(Codegen *c, const Expr *expr, Register wanted) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    size_t last = expr->as.compare.comparators.length - 1;
    CompareOperator operator= expr->as.compare.operators[last];
    CompareForm form = COMPARE_FORMS[operator];
    codegen_check_compare(c, expr);
    const Expr *right_side = expr->as.compare.comparators.items[last];
    if (last == 0) {
        Register left = codegen_operand(c, expr->as.compare.left, right_side);
        Register right = compare_right(c, operator, right_side);
        codegen_release(c, mark);
        Register to = codegen_destination(c, wanted);
        emit(e, form.value, form.is_negated, to, left, right, &expr->range);
        return to;
    }
    Label end = emitter_new_label(e);
    Register result = emitter_push(e);
    Register left = compare_links(c, expr, result, end);
    Register right = compare_right(c, operator, right_side);
    emit(e, form.value, form.is_negated, result, left, right, &expr->range);
    emitter_bind(e, end);
    codegen_release(c, mark);
    if (wanted == INTO_TEMPORARY) {
        return emitter_push(e);
    }
    emit(e, OP_MOVE, 0, wanted, result, 0, &expr->range);
    return wanted;
}

Register codegen_bool_op(Codegen *c, const Expr *expr, Register wanted) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    bool is_and = expr->as.bool_op.operator== BOOL_AND;
    Opcode jump = is_and ? OP_JUMP_UNLESS_OR_DROP : OP_JUMP_IF_OR_DROP;
    ExprList values = expr->as.bool_op.values;
    Label end = emitter_new_label(e);
    Register result = emitter_temporary(e, mark);
    for (size_t i = 0; i < values.length && !c->has_failed; i++) {
        codegen_release(c, mark);
        codegen_expr(c, values.items[i], INTO_TEMPORARY);
        if (i + 1 < values.length) {
            emit_jump(e, jump, 0, result, 0, end, &expr->range);
        }
    }
    emitter_bind(e, end);
    codegen_release(c, mark);
    if (wanted == INTO_TEMPORARY) {
        return emitter_push(e);
    }
    emit(e, OP_MOVE, 0, wanted, result, 0, &expr->range);
    return wanted;
}

// --- conditions ---

static bool is_none(const Expr *expr) {
    return expr->kind == EXPR_CONSTANT && expr->as.constant.kind == CONSTANT_NONE;
}

// A single comparison as one compare-and-jump.
static void compare_and_jump(Codegen *c, const Expr *expr, size_t i, Register left,
                             uint32_t mark, bool sense, Label target) {
    Emitter *e = codegen_emitter(c);
    CompareOperator operator= expr->as.compare.operators[i];
    const Expr *right = expr->as.compare.comparators.items[i];
    CompareForm form = COMPARE_FORMS[operator];
    bool wanted = sense != form.is_negated;
    int number;
    if (form.jump == OP_JUMP_IS && is_none(right)) {
        emit_jump(e, wanted ? OP_JUMP_IF_NONE : OP_JUMP_UNLESS_NONE, 0, left, 0, target,
                  &expr->range);
    } else if (form.jump_number != OP_NOP && codegen_small_int(c, right, &number)) {
        emit_jump(e, form.jump_number, wanted, left, (uint16_t)number, target, &expr->range);
    } else {
        Register value = compare_right(c, operator, right);
        codegen_release(c, mark);
        emit_jump(e, form.jump, wanted, left, value, target, &expr->range);
    }
    codegen_release(c, mark);
}

static void compare_condition(Codegen *c, const Expr *expr, bool sense, Label target) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    size_t n_links = expr->as.compare.comparators.length;
    codegen_check_compare(c, expr);
    if (n_links == 1) {
        Register left =
            codegen_operand(c, expr->as.compare.left, expr->as.compare.comparators.items[0]);
        compare_and_jump(c, expr, 0, left, mark, sense, target);
        return;
    }
    Label end = emitter_new_label(e);
    Register left = compare_links(c, expr, NO_REGISTER, sense ? end : target);
    compare_and_jump(c, expr, n_links - 1, left, mark, sense, target);
    emitter_bind(e, end);
}

static void bool_op_condition(Codegen *c, const Expr *expr, bool sense, Label target) {
    Emitter *e = codegen_emitter(c);
    bool is_or = expr->as.bool_op.operator== BOOL_OR;
    ExprList values = expr->as.bool_op.values;
    Label end = emitter_new_label(e);
    for (size_t i = 0; i + 1 < values.length; i++) {
        // An `or` is decided by a true operand, an `and` by a false one.
        codegen_condition(c, values.items[i], is_or, is_or == sense ? target : end);
    }
    codegen_condition(c, values.items[values.length - 1], sense, target);
    emitter_bind(e, end);
}

void codegen_condition(Codegen *c, const Expr *expr, bool sense, Label target) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    Constant constant;
    while (expr->kind == EXPR_UNARY && expr->as.unary.operator== UNARY_NOT) {
        expr = expr->as.unary.operand;
        sense = !sense;
    }
    if (c->has_failed) {
        return;
    }
    if (codegen_fold(c, expr, &constant)) {
        if (codegen_constant_truth(&constant) == sense) {
            emit_jump(e, OP_JUMP, 0, 0, 0, target, &expr->range);
        }
        return;
    }
    switch (expr->kind) {
    case EXPR_COMPARE:
        compare_condition(c, expr, sense, target);
        return;
    case EXPR_BOOL_OP:
        bool_op_condition(c, expr, sense, target);
        return;
    case EXPR_CONDITIONAL: {
        Label orelse = emitter_new_label(e), end = emitter_new_label(e);
        codegen_condition(c, expr->as.conditional.test, false, orelse);
        codegen_condition(c, expr->as.conditional.body, sense, target);
        emit_jump(e, OP_JUMP, 0, 0, 0, end, NULL);
        emitter_bind(e, orelse);
        codegen_condition(c, expr->as.conditional.orelse, sense, target);
        emitter_bind(e, end);
        return;
    }
    default: {
        Register value = codegen_operand(c, expr, NULL);
        emit_jump(e, sense ? OP_JUMP_IF : OP_JUMP_UNLESS, 0, value, 0, target, &expr->range);
        codegen_release(c, mark);
    }
    }
}
