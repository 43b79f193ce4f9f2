// Comprehensions and generator expressions. See codegen.h.
//
// A list, set or dict comprehension is code of the unit around it (PEP 709): the container and
// the iterators are temporaries, the targets hidden registers, emptied at the end. A generator
// expression is a unit of its own that gets its first iterator as its parameter `.0`.
#include "compiler/codegen.h"

// More `for` parts than this in one comprehension are refused: they nest.
#define FOR_PARTS_MAX 200

typedef struct Loop {
    const Expr *expr;
    ComprehensionList generators;
    Register container; // NO_REGISTER in a generator expression
} Loop;

static void loop_over(Codegen *c, const Loop *loop, size_t i);

// The innermost body: one more item for the container.
static void add_element(Codegen *c, const Loop *loop) {
    Emitter *e = codegen_emitter(c);
    const Expr *expr = loop->expr;
    uint32_t mark = e->depth;
    if (expr->kind == EXPR_DICT_COMP) {
        Register key = codegen_operand(c, expr->as.dict_comp.key, expr->as.dict_comp.value);
        Register value = codegen_operand(c, expr->as.dict_comp.value, NULL);
        emit(e, OP_MAP_SET, 0, loop->container, key, value, &expr->range);
        codegen_release(c, mark);
        return;
    }
    const Expr *element = expr->as.comprehension.element;
    Register value = codegen_operand(c, element, NULL);
    if (expr->kind == EXPR_GENERATOR) {
        codegen_release(c, mark);
        Register sent = emitter_push(e);
        emit(e, c->unit->is_async ? OP_ASYNC_YIELD : OP_YIELD, 0, sent, value, 0,
             &element->range);
        emit(e, OP_DROP, 0, sent, 0, 0, &element->range);
    } else {
        emit(e, expr->kind == EXPR_SET_COMP ? OP_SET_ADD : OP_LIST_APPEND, 0, loop->container,
             value, 0, &element->range);
    }
    codegen_release(c, mark);
}

static void filter_and_go_on(Codegen *c, const Loop *loop, size_t i, Label next) {
    ExprList conditions = loop->generators.items[i].conditions;
    for (size_t k = 0; k < conditions.length; k++) {
        codegen_condition(c, conditions.items[k], false, next);
    }
    if (i + 1 < loop->generators.length) {
        loop_over(c, loop, i + 1);
    } else {
        add_element(c, loop);
    }
}

static void loop_async(Codegen *c, const Loop *loop, size_t i, uint32_t mark) {
    Emitter *e = codegen_emitter(c);
    const Comprehension *part = &loop->generators.items[i];
    Label next = emitter_new_label(e), finished = emitter_new_label(e);
    emitter_reach_later(e, next);
    emitter_bind(e, next);
    Register item = codegen_async_next(c, mark, finished, &part->iterable->range);
    codegen_assign(c, part->target, item);
    codegen_release(c, mark + 1);
    filter_and_go_on(c, loop, i, next);
    emit_jump(e, OP_JUMP, 0, 0, 0, next, NULL);
    emitter_bind(e, finished);
    emit(e, OP_END_ASYNC_FOR, 0, emitter_temporary(e, mark + 1), emitter_temporary(e, mark), 0,
         &part->iterable->range);
    codegen_release(c, mark);
}

// Runs through the iterator in the newest temporary.
static void loop_iterator(Codegen *c, const Loop *loop, size_t i) {
    Emitter *e = codegen_emitter(c);
    const Comprehension *part = &loop->generators.items[i];
    uint32_t mark = e->depth - 1;
    Register iterator = emitter_temporary(e, mark);
    if (part->is_async) {
        loop_async(c, loop, i, mark);
        return;
    }
    Label body = emitter_new_label(e), next = emitter_new_label(e);
    emitter_reach_later(e, body);
    emit_jump(e, OP_JUMP, 0, 0, 0, next, &part->iterable->range);
    emitter_bind(e, body);
    Register item = codegen_local(c, part->target);
    if (item != NO_REGISTER) {
        codegen_store_name(c, part->target->as.name.id, item, &part->target->range);
    } else {
        item = emitter_push(e);
        codegen_assign(c, part->target, item);
        codegen_release(c, mark + 1);
    }
    filter_and_go_on(c, loop, i, next);
    emitter_bind(e, next);
    emit_jump(e, OP_FOR_ITER, 0, item, iterator, body, &part->iterable->range);
    codegen_release(c, mark);
}

static void loop_over(Codegen *c, const Loop *loop, size_t i) {
    Emitter *e = codegen_emitter(c);
    const Comprehension *part = &loop->generators.items[i];
    uint32_t mark = e->depth;
    Register source = codegen_operand(c, part->iterable, NULL);
    codegen_release(c, mark);
    Register iterator = emitter_push(e);
    emit(e, part->is_async ? OP_GET_ASYNC_ITER : OP_GET_ITER, 0, iterator, source, 0,
         &part->iterable->range);
    loop_iterator(c, loop, i);
}

// Gives captured targets fresh cells, or empties all hidden registers at the end.
static void set_up_variables(Codegen *c, const Scope *scope, bool is_end) {
    Emitter *e = codegen_emitter(c);
    for (uint32_t i = 0; i < scope->n_symbols; i++) {
        const Symbol *symbol = scope->symbols[i];
        if (symbol->kind != SYMBOL_LOCAL && symbol->kind != SYMBOL_CELL) {
            continue;
        }
        if (is_end) {
            emit(e, OP_CLEAR_LOCAL, 0, symbol->reg, 0, 0, NULL);
            emitter_set_bound(e, (Register)symbol->reg, false);
        } else if (symbol->kind == SYMBOL_CELL) {
            emit(e, OP_MAKE_CELL, 0, symbol->reg, 0, 0, NULL);
        }
    }
}

static Register inlined(Codegen *c, const Expr *expr, Loop *loop, Scope *scope,
                        Register wanted) {
    Emitter *e = codegen_emitter(c);
    const Comprehension *first = &loop->generators.items[0];
    uint32_t mark = e->depth;
    if (scope->is_coroutine && !c->unit->is_async) {
        codegen_fail(c, expr->range,
                     "asynchronous comprehension outside of an asynchronous function");
    }
    loop->container = emitter_push(e);
    Register source = codegen_operand(c, first->iterable, NULL);
    codegen_release(c, mark + 1);
    Register iterator = emitter_push(e);
    emit(e, first->is_async ? OP_GET_ASYNC_ITER : OP_GET_ITER, 0, iterator, source, 0,
         &first->iterable->range);
    Opcode build = expr->kind == EXPR_LIST_COMP  ? OP_BUILD_LIST
                   : expr->kind == EXPR_SET_COMP ? OP_BUILD_SET
                                                 : OP_BUILD_MAP;
    emit(e, build, 0, loop->container, loop->container, 0, &expr->range);
    Scope *around = c->unit->current;
    c->unit->current = scope;
    set_up_variables(c, scope, false);
    loop_iterator(c, loop, 0);
    set_up_variables(c, scope, true);
    c->unit->current = around;
    codegen_release(c, mark);
    if (wanted == INTO_TEMPORARY) {
        return emitter_push(e);
    }
    emit(e, OP_MOVE, 0, wanted, loop->container, 0, &expr->range);
    return wanted;
}

static CodeUnit *generator_code(Codegen *c, Loop *loop, Scope *scope) {
    Unit unit;
    uint32_t flags = scope->is_coroutine ? CODE_ASYNC_GENERATOR : CODE_GENERATOR;
    if (!codegen_enter(c, &unit, scope, "<genexpr>", loop->expr->range.line, flags)) {
        return NULL;
    }
    Emitter *e = codegen_emitter(c);
    unit.code->n_positional = 1;
    Register iterator = emitter_push(e);
    emit(e, OP_MOVE, 0, iterator, 0, 0, &loop->generators.items[0].iterable->range);
    emit(e, OP_CLEAR_LOCAL, 0, 0, 0, 0, NULL);
    loop_iterator(c, loop, 0);
    emit(e, OP_RETURN_NONE, 0, 0, 0, 0, &loop->expr->range);
    return codegen_leave(c);
}

static Register generator(Codegen *c, const Expr *expr, Loop *loop, Scope *scope,
                          Register wanted) {
    Emitter *e = codegen_emitter(c);
    const Comprehension *first = &loop->generators.items[0];
    uint32_t mark = e->depth;
    CodeUnit *code = generator_code(c, loop, scope);
    if (!code) {
        return codegen_destination(c, wanted);
    }
    Register function =
        codegen_make_function(c, code, scope, 0, mark, INTO_TEMPORARY, &expr->range);
    Register source = codegen_operand(c, first->iterable, NULL);
    codegen_release(c, mark + 1);
    Register iterator = emitter_push(e);
    emit(e, first->is_async ? OP_GET_ASYNC_ITER : OP_GET_ITER, 0, iterator, source, 0,
         &first->iterable->range);
    codegen_release(c, mark);
    Register to = codegen_destination(c, wanted);
    emit(e, OP_CALL, 0, to, function, 1, &expr->range);
    return to;
}

Register codegen_comprehension(Codegen *c, const Expr *expr, Register wanted) {
    Loop loop = {.expr = expr, .container = NO_REGISTER};
    loop.generators = expr->kind == EXPR_DICT_COMP ? expr->as.dict_comp.generators
                                                   : expr->as.comprehension.generators;
    Scope *scope = scope_of(c->scopes, expr);
    if (loop.generators.length > FOR_PARTS_MAX) {
        codegen_fail(c, expr->range, "too many statically nested blocks");
    }
    if (c->has_failed || !scope) {
        return codegen_destination(c, wanted);
    }
    return expr->kind == EXPR_GENERATOR ? generator(c, expr, &loop, scope, wanted)
                                        : inlined(c, expr, &loop, scope, wanted);
}
