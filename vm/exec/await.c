// Driving other iterators: `yield from`, `await`, `async for`.
//
// All of them become one loop (compiler/codegen_expr.c: drive): SEND a value into the iterator;
// if it yields, yield that on its behalf (YIELD_FROM) and send on what comes in; when it
// returns, its value is the value of the expression.
#include "vm/exec/call.h"
#include "vm/exec/generator.h"
#include "vm/exec/operands.h"
#include "vm/exec/operations.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/protocol.h"

// Puts `result` into register a and consumes b.
static bool deliver(ThreadState *ts, Frame *frame, uint64_t word, Ref result) ATTACHED {
    if (ref_is_null(result)) {
        return false;
    }
    register_consume(ts, frame, operand_b(word));
    register_set(ts, frame, operand_a(word), result);
    return true;
}

static bool is_coroutine_like(Value v) {
    return value_is(v, KIND_COROUTINE) ||
           (value_is(v, KIND_GENERATOR) &&
            load_relaxed(&((Generator *)value_object(v))->code->flags) &
                CODE_ITERABLE_COROUTINE);
}

bool operation_get_yield_from_iterator(ThreadState *ts, Frame *frame, uint64_t word) {
    Value v = frame->registers[operand_b(word)];
    if (value_is(v, KIND_COROUTINE)) {
        if (!(load_relaxed(&frame->code->flags) & (CODE_COROUTINE | CODE_ITERABLE_COROUTINE))) {
            raise_error(ts, EXC_TYPE_ERROR,
                        "cannot 'yield from' a coroutine object in a non-coroutine generator");
            return false;
        }
        return deliver(ts, frame, word, ref_take(ts, v));
    }
    Ref iterator = value_is(v, KIND_GENERATOR) ? ref_take(ts, v) : value_iterate(ts, v);
    return deliver(ts, frame, word, iterator);
}

// TypeError: v cannot be awaited.
static Ref raise_not_awaitable(ThreadState *ts, Value v, unsigned how) ATTACHED {
    const char *name = value_type_name(ts, v);
    if (how == 0) {
        return raise_error(ts, EXC_TYPE_ERROR, "object %s can't be used in 'await' expression",
                           name);
    }
    return raise_error(ts, EXC_TYPE_ERROR,
                       "'async with' received an object from %s that does not implement "
                       "__await__: %s",
                       how == 1 ? "__aenter__" : "__aexit__", name);
}

// Whether the coroutine stands in an `await` of its own.
static bool is_awaiting(ThreadState *ts, Generator *coroutine) ATTACHED {
    uint32_t state;
    if (!generator_hold(ts, coroutine, &state)) {
        return false;
    }
    bool answer = !value_is_null(generator_inner(coroutine));
    generator_let_go(coroutine, state);
    return answer;
}

Ref awaitable_iterator(ThreadState *ts, Value v, unsigned how) {
    if (is_coroutine_like(v)) {
        if (value_is(v, KIND_COROUTINE) && is_awaiting(ts, (Generator *)value_object(v))) {
            return raise_error(ts, EXC_RUNTIME_ERROR, "coroutine is being awaited already");
        }
        return ref_take(ts, v);
    }
    Type *type = value_type(ts, v);
    if (!type->slots.await) {
        return raise_not_awaitable(ts, v, how);
    }
    Ref iterator = type->slots.await(ts, v);
    if (ref_is_null(iterator)) {
        return NO_REF;
    }
    if (is_coroutine_like(borrow(iterator))) {
        raise_error(ts, EXC_TYPE_ERROR, "__await__() returned a coroutine");
    } else if (!value_type(ts, borrow(iterator))->slots.next) {
        raise_error(ts, EXC_TYPE_ERROR, "__await__() returned non-iterator of type '%s'",
                    value_type_name(ts, borrow(iterator)));
    } else {
        return iterator;
    }
    ref_drop(ts, iterator);
    return NO_REF;
}

bool operation_get_awaitable(ThreadState *ts, Frame *frame, uint64_t word) {
    Value v = frame->registers[operand_b(word)];
    return deliver(ts, frame, word, awaitable_iterator(ts, v, operand_d(word)));
}

// The value sent into an iterator that is no generator: its send(), or its next() for None.
static Ref send_to(ThreadState *ts, Value iterator, Value sent) ATTACHED RUNS_GUEST {
    if (value_is_none(sent)) {
        return value_next(ts, iterator);
    }
    return value_call_method_text(ts, iterator, "send", &sent, 1);
}

int operation_send(ThreadState *ts, Frame *frame, uint64_t word) {
    Value iterator = frame->registers[operand_b(word)];
    Value sent = frame->registers[operand_a(word)];
    Ref result = NO_REF;
    bool has_returned = false;
    if (value_is_generator(iterator)) {
        GeneratorOutcome outcome =
            generator_send(ts, (Generator *)value_object(iterator), sent, &result);
        has_returned = outcome == GENERATOR_RETURNED;
    } else {
        result = send_to(ts, iterator, sent);
        if (ref_is_null(result) && error_matches(ts, EXC_STOP_ITERATION)) {
            result = stop_iteration_fetch_value(ts);
            has_returned = true;
        }
    }
    if (ref_is_null(result)) {
        return -1;
    }
    register_set(ts, frame, operand_a(word), result);
    return !has_returned;
}

bool operation_get_async_iterator(ThreadState *ts, Frame *frame, uint64_t word) {
    Value v = frame->registers[operand_b(word)];
    Type *type = value_type(ts, v);
    if (!type->slots.async_iterate) {
        raise_error(ts, EXC_TYPE_ERROR,
                    "'async for' requires an object with __aiter__ method, got %s", type->name);
        return false;
    }
    Ref iterator = type->slots.async_iterate(ts, v);
    if (!ref_is_null(iterator) && !value_type(ts, borrow(iterator))->slots.async_next) {
        raise_error(ts, EXC_TYPE_ERROR,
                    "'async for' received an object from __aiter__ that does not implement "
                    "__anext__: %s",
                    value_type_name(ts, borrow(iterator)));
        ref_drop(ts, iterator);
        return false;
    }
    return deliver(ts, frame, word, iterator);
}

bool operation_get_async_next(ThreadState *ts, Frame *frame, uint64_t word) {
    Value v = frame->registers[operand_b(word)];
    Type *type = value_type(ts, v);
    if (!type->slots.async_next) {
        raise_error(ts, EXC_TYPE_ERROR,
                    "'async for' requires an iterator with __anext__ method, got %s",
                    type->name);
        return false;
    }
    Ref next = type->slots.async_next(ts, v);
    if (ref_is_null(next)) {
        return false;
    }
    if (!is_coroutine_like(borrow(next)) && !value_type(ts, borrow(next))->slots.await) {
        raise_error(ts, EXC_TYPE_ERROR,
                    "'async for' received an invalid object from __anext__: %s",
                    value_type_name(ts, borrow(next)));
        ref_drop(ts, next);
        return false;
    }
    register_set(ts, frame, operand_a(word), next);
    return true;
}

bool operation_end_async_for(ThreadState *ts, Frame *frame, uint64_t word) {
    uint32_t a = operand_a(word);
    Value exception = frame->registers[a];
    if (type_is_subtype(value_type(ts, exception),
                        exception_type(ts, EXC_STOP_ASYNC_ITERATION))) {
        register_consume(ts, frame, a);
        register_consume(ts, frame, operand_b(word));
        return true;
    }
    error_restore(ts, register_take(ts, frame, a));
    return false;
}
