// Expressions: the dispatch over their kinds, names, attributes, subscripts, conditional
// expressions, assignment expressions, yield and await. See codegen.h.
//
// Chains that lean to the left (a + b + c, a.b.c, f(1)(2), x[0][1]) may be tens of thousands
// long: they are taken apart on a stack of our own, the innermost evaluated first, and each
// link then ends with the previous one's result as its left operand.
#include "compiler/codegen.h"

#include <string.h>

// --- chains ---

// Returns what a link of a chain evaluates first, null if `expr` is not one.
static const Expr *left_of(const Expr *expr) {
    switch (expr->kind) {
    case EXPR_BINARY:
        return expr->as.binary.left;
    case EXPR_ATTRIBUTE:
        return expr->as.attribute.value;
    case EXPR_SUBSCRIPT:
        return expr->as.subscript.value;
    case EXPR_CALL:
        if (expr->as.call.function->kind == EXPR_ATTRIBUTE) { // a method call is one link
            return expr->as.call.function->as.attribute.value;
        }
        return expr->as.call.function;
    default:
        return NULL;
    }
}

// What a link evaluates between its left operand and reading it, or null.
static const Expr *right_of(const Expr *expr) {
    switch (expr->kind) {
    case EXPR_BINARY:
        return expr->as.binary.right;
    case EXPR_SUBSCRIPT:
        return expr->as.subscript.index;
    default:
        return NULL;
    }
}

static bool push_link(Codegen *c, const Expr *expr) {
    if (c->chain_length == c->chain_capacity) {
        uint32_t capacity = c->chain_capacity ? c->chain_capacity * 2 : 64;
        const Expr **chain = arena_alloc_array(c->arena, capacity, sizeof(*chain));
        if (!chain) {
            codegen_fail_memory(c);
            return false;
        }
        if (c->chain_length) {
            memcpy(chain, c->chain, c->chain_length * sizeof(*chain));
        }
        c->chain = chain;
        c->chain_capacity = capacity;
    }
    c->chain[c->chain_length++] = expr;
    codegen_check_link(c, expr);
    return true;
}

static Register end_attribute(Codegen *c, const Expr *expr, Register left, uint32_t mark,
                              Register wanted) {
    uint16_t name = codegen_name_index(c, expr->as.attribute.name);
    codegen_release(c, mark);
    Register to = codegen_destination(c, wanted);
    SourceRange at = codegen_attribute_range(expr, expr->range);
    emit(codegen_emitter(c), OP_LOAD_ATTR, 0, to, left, name, &at);
    return to;
}

// left[lower:upper], without making a slice object.
static Register end_slice(Codegen *c, const Expr *expr, Register left, uint32_t mark,
                          Register wanted) {
    Emitter *e = codegen_emitter(c);
    uint32_t depth = e->depth;
    codegen_slice_parts(c, expr->as.subscript.index, 2);
    codegen_release(c, mark);
    Register to = codegen_destination(c, wanted);
    emit(e, OP_GET_SLICE, 0, to, left, emitter_temporary(e, depth), &expr->range);
    return to;
}

static Register end_subscript(Codegen *c, const Expr *expr, Register left, uint32_t mark,
                              Register wanted) {
    const Expr *subscript = expr->as.subscript.index;
    if (subscript->kind == EXPR_SLICE && !subscript->as.slice.step) {
        return end_slice(c, expr, left, mark, wanted);
    }
    int number;
    if (codegen_small_int(c, expr->as.subscript.index, &number)) {
        codegen_release(c, mark);
        Register to = codegen_destination(c, wanted);
        emit(codegen_emitter(c), OP_GET_ITEM_INT, 0, to, left, (uint16_t)number, &expr->range);
        return to;
    }
    Register index = codegen_operand(c, expr->as.subscript.index, NULL);
    codegen_release(c, mark);
    Register to = codegen_destination(c, wanted);
    emit(codegen_emitter(c), OP_GET_ITEM, 0, to, left, index, &expr->range);
    return to;
}

static Register end_link(Codegen *c, const Expr *expr, Register left, uint32_t mark,
                         Register wanted) {
    switch (expr->kind) {
    case EXPR_BINARY:
        return codegen_binary(c, expr, left, mark, wanted);
    case EXPR_ATTRIBUTE:
        return end_attribute(c, expr, left, mark, wanted);
    case EXPR_SUBSCRIPT:
        return end_subscript(c, expr, left, mark, wanted);
    default:
        return codegen_call(c, expr, left, mark, wanted);
    }
}

static Register chain(Codegen *c, const Expr *expr, Register wanted) {
    uint32_t mark = codegen_emitter(c)->depth;
    uint32_t base = c->chain_length;
    Constant constant;
    const Expr *inner = expr;
    while (left_of(inner) &&
           !(inner->kind == EXPR_BINARY && codegen_fold(c, inner, &constant))) {
        if (!push_link(c, inner)) {
            return wanted;
        }
        inner = left_of(inner);
    }
    if (c->chain_length == base) { // the whole of it is a constant
        return codegen_constant(c, &constant, wanted, &expr->range);
    }
    const Expr *link = c->chain[c->chain_length - 1];
    bool is_callee = link->kind == EXPR_CALL && link->as.call.function == inner;
    Register left = is_callee ? codegen_expr(c, inner, INTO_TEMPORARY)
                              : codegen_operand(c, inner, right_of(link));
    while (c->chain_length > base && !c->has_failed) {
        link = c->chain[--c->chain_length];
        left = end_link(c, link, left, mark, c->chain_length > base ? INTO_TEMPORARY : wanted);
    }
    c->chain_length = base;
    return left;
}

// --- operands ---

// Whether evaluating `expr` can run an assignment expression of this unit.
static bool is_simple(const Expr *expr) {
    return expr->kind == EXPR_CONSTANT || expr->kind == EXPR_NAME;
}

Register codegen_operand(Codegen *c, const Expr *expr, const Expr *later) {
    if (expr->kind == EXPR_NAME) {
        const Symbol *symbol = codegen_resolve(c, expr->as.name.id);
        if (symbol && symbol->kind == SYMBOL_LOCAL &&
            (!(symbol->flags & SYMBOL_WALRUS) || !later || is_simple(later))) {
            return codegen_load_name(c, expr->as.name.id, (Register)symbol->reg, &expr->range);
        }
    }
    return codegen_expr(c, expr, INTO_TEMPORARY);
}

void codegen_discard(Codegen *c, const Expr *expr) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    Constant constant;
    if (codegen_fold(c, expr, &constant)) {
        return;
    }
    Register value = codegen_operand(c, expr, NULL);
    if (!emitter_is_local(e, value)) {
        emit(e, OP_DROP, 0, value, 0, 0, &expr->range);
    }
    codegen_release(c, mark);
}

// --- the other kinds ---

static Register conditional(Codegen *c, const Expr *expr, Register wanted) {
    Emitter *e = codegen_emitter(c);
    Label orelse = emitter_new_label(e), end = emitter_new_label(e);
    uint32_t mark = e->depth;
    codegen_condition(c, expr->as.conditional.test, false, orelse);
    codegen_expr(c, expr->as.conditional.body, wanted);
    emit_jump(e, OP_JUMP, 0, 0, 0, end, NULL);
    emitter_bind(e, orelse);
    codegen_release(c, mark);
    Register to = codegen_expr(c, expr->as.conditional.orelse, wanted);
    emitter_bind(e, end);
    return to;
}

static Register walrus(Codegen *c, const Expr *expr, Register wanted) {
    const Expr *target = expr->as.named.target;
    Emitter *e = codegen_emitter(c);
    Register local = codegen_local(c, target);
    if (!codegen_check_name(c, target->as.name.id, false, target->range)) {
        return codegen_destination(c, wanted);
    }
    if (local != NO_REGISTER) {
        codegen_expr(c, expr->as.named.value, local);
        emitter_set_bound(e, local, true);
        return codegen_load_name(c, target->as.name.id, wanted, &target->range);
    }
    Register value = codegen_expr(c, expr->as.named.value, wanted);
    uint32_t mark = e->depth;
    Register copy = emitter_push(e);
    emit(e, OP_COPY, 0, copy, value, 0, &expr->range);
    codegen_store_name(c, target->as.name.id, copy, &target->range);
    codegen_release(c, mark);
    return value;
}

// Sends None and then whatever comes in to the iterator in temporary `mark` + 1 until it
// returns; its result becomes the temporary at `mark`.
static Register drive(Codegen *c, uint32_t mark, const SourceRange *at) {
    Emitter *e = codegen_emitter(c);
    Label send = emitter_new_label(e), done = emitter_new_label(e);
    codegen_release(c, mark);
    Register value = emitter_push(e), iterator = emitter_push(e);
    emit(e, OP_LOAD_NONE, 0, value, 0, 0, at);
    emitter_reach_later(e, send);
    emitter_bind(e, send);
    emit_jump(e, OP_SEND, 0, value, iterator, done, at);
    emit(e, OP_YIELD_FROM, 0, value, iterator, 0, at);
    emit_jump(e, OP_JUMP, 0, 0, 0, send, at);
    emitter_bind(e, done);
    emit(e, OP_DROP, 0, iterator, 0, 0, at);
    codegen_release(c, mark + 1);
    return value;
}

Register codegen_await(Codegen *c, uint32_t mark, Register value, unsigned how,
                       const SourceRange *at) {
    Emitter *e = codegen_emitter(c);
    codegen_release(c, mark);
    emitter_push(e);
    Register iterator = emitter_push(e);
    emit(e, OP_GET_AWAITABLE, how, iterator, value, 0, at);
    return drive(c, mark, at);
}

// Moves a result that came out as the temporary at the top to where it is wanted.
static Register deliver(Codegen *c, Register value, uint32_t mark, Register wanted,
                        const SourceRange *at) {
    if (wanted == INTO_TEMPORARY) {
        return value;
    }
    codegen_release(c, mark);
    emit(codegen_emitter(c), OP_MOVE, 0, wanted, value, 0, at);
    return wanted;
}

static Register await(Codegen *c, const Expr *expr, Register wanted) {
    if (!c->unit->is_async && !c->unit->is_function) {
        codegen_fail(c, expr->range, "'await' outside function");
    } else if (!c->unit->is_async && c->unit->current->kind != SCOPE_COMPREHENSION) {
        codegen_fail(c, expr->range, "'await' outside async function");
    }
    uint32_t mark = codegen_emitter(c)->depth;
    Register value = codegen_operand(c, expr->as.yield.value, NULL);
    value = codegen_await(c, mark, value, 0, &expr->range);
    return deliver(c, value, mark, wanted, &expr->range);
}

static Register yield(Codegen *c, const Expr *expr, Register wanted) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    if (!c->unit->is_function) {
        codegen_fail(c, expr->range, "'yield%s' outside function",
                     expr->kind == EXPR_YIELD_FROM ? " from" : "");
    } else if (expr->kind == EXPR_YIELD_FROM && c->unit->is_async) {
        codegen_fail(c, expr->range, "'yield from' inside async function");
    }
    if (c->has_failed) {
        return codegen_destination(c, wanted);
    }
    const Expr *argument = expr->as.yield.value;
    Register value = argument ? codegen_operand(c, argument, NULL)
                              : codegen_none(c, INTO_TEMPORARY, &expr->range);
    if (expr->kind == EXPR_YIELD_FROM) {
        codegen_release(c, mark);
        emitter_push(e);
        Register iterator = emitter_push(e);
        emit(e, OP_GET_YIELD_FROM_ITER, 0, iterator, value, 0, &expr->range);
        value = drive(c, mark, &expr->range);
        return deliver(c, value, mark, wanted, &expr->range);
    }
    codegen_release(c, mark);
    Register to = codegen_destination(c, wanted);
    emit(e, c->unit->is_async ? OP_ASYNC_YIELD : OP_YIELD, 0, to, value, 0, &expr->range);
    return to;
}

Register codegen_expr(Codegen *c, const Expr *expr, Register wanted) {
    if (c->has_failed) {
        return codegen_destination(c, wanted);
    }
    Constant constant;
    switch (expr->kind) {
    case EXPR_CONSTANT:
        constant = codegen_literal(&expr->as.constant);
        return codegen_constant(c, &constant, wanted, &expr->range);
    case EXPR_NAME:
        return codegen_load_name(c, expr->as.name.id, wanted, &expr->range);
    case EXPR_BINARY:
    case EXPR_ATTRIBUTE:
    case EXPR_SUBSCRIPT:
    case EXPR_CALL:
        return chain(c, expr, wanted);
    case EXPR_UNARY:
        return codegen_unary(c, expr, wanted);
    case EXPR_BOOL_OP:
        return codegen_bool_op(c, expr, wanted);
    case EXPR_COMPARE:
        return codegen_compare(c, expr, wanted);
    case EXPR_CONDITIONAL:
        return conditional(c, expr, wanted);
    case EXPR_NAMED:
        return walrus(c, expr, wanted);
    case EXPR_LAMBDA:
        return codegen_lambda(c, expr, wanted);
    case EXPR_TUPLE:
    case EXPR_LIST:
    case EXPR_SET:
        return codegen_sequence(c, expr, wanted);
    case EXPR_DICT:
        return codegen_dict(c, expr, wanted);
    case EXPR_LIST_COMP:
    case EXPR_SET_COMP:
    case EXPR_DICT_COMP:
    case EXPR_GENERATOR:
        return codegen_comprehension(c, expr, wanted);
    case EXPR_AWAIT:
        return await(c, expr, wanted);
    case EXPR_YIELD:
    case EXPR_YIELD_FROM:
        return yield(c, expr, wanted);
    case EXPR_JOINED_STR:
        return codegen_joined(c, expr, wanted);
    case EXPR_FORMATTED_VALUE:
        return codegen_formatted(c, expr, wanted);
    case EXPR_SLICE:
        return codegen_slice(c, expr, wanted);
    case EXPR_STARRED:
        codegen_fail(c, expr->range, "can't use starred expression here");
        break;
    }
    return codegen_destination(c, wanted);
}
