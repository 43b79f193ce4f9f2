// Resuming and suspending generators: see generator.h.
#include "vm/exec/generator.h"

#include <string.h>

#include "vm/exec/call.h"
#include "vm/exec/operands.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/lock.h"
#include "vm/object/protocol.h"

// "generator", "coroutine" or "async generator", for messages.
static const char *generator_noun(const Generator *generator) {
    switch (generator->head.kind) {
    case KIND_COROUTINE:
        return "coroutine";
    case KIND_ASYNC_GENERATOR:
        return "async generator";
    default:
        return "generator";
    }
}

// Moves the state on if it is still `from`. Pairs with the release in leave_state: who takes
// the generator over sees its registers.
static bool change_state(ThreadState *ts, Generator *generator, uint32_t from,
                         uint32_t to) ATTACHED {
    if (LIKELY(!ts->is_parallel)) {
        bool is_right = generator->state == from;
        if (is_right) {
            generator->state = to;
        }
        return is_right;
    }
    return compare_exchange_acq_rel(&generator->state, &from, to);
}

static void leave_state(Generator *generator, uint32_t to) {
    store_release(&generator->state, to);
}

uint32_t generator_state(const Generator *generator) {
    uint32_t state = load_acquire(&generator->state);
    for (unsigned tries = 0; UNLIKELY(state == GENERATOR_HELD); tries++) {
        wait_a_little(tries);
        state = load_acquire(&generator->state);
    }
    return state;
}

// Takes the generator over if it is at rest. *from is the state in which it was.
static inline bool try_claim(ThreadState *ts, Generator *generator, uint32_t *from,
                             uint32_t to) ATTACHED {
    *from = load_relaxed(&generator->state);
    return (*from == GENERATOR_CREATED || *from == GENERATOR_SUSPENDED) &&
           change_state(ts, generator, *from, to);
}

// The same while others may be looking at it: tries until it is ours, runs or has finished.
static bool claim(ThreadState *ts, Generator *generator, uint32_t *from, uint32_t to) ATTACHED {
    while (!try_claim(ts, generator, from, to)) {
        uint32_t state = generator_state(generator);
        if (state != GENERATOR_CREATED && state != GENERATOR_SUSPENDED) {
            return false;
        }
    }
    return true;
}

// --- frames ---

// Where a coroutine is made: a Tuple of (file, line, function), the caller of its function
// first. NO_REF with MemoryError.
static Ref coroutine_origin(ThreadState *ts, const Frame *frame) ATTACHED {
    Ref places = list_new(ts, 0);
    uint32_t depth = ts->coroutine_origin_depth;
    for (frame = frame->previous; frame && depth > 0 && !ref_is_null(places); depth--) {
        const Code *code = frame->code;
        int64_t line = code_position(code, frame_word(frame)).line;
        Value items[] = {code->file_name, value_from_int(line), code->name};
        Ref place = tuple_from_array(ts, items, 3);
        if (ref_is_null(place) ||
            !list_append(ts, value_object(borrow(places)), borrow(place))) {
            ref_drop(ts, places);
            places = NO_REF;
        }
        ref_drop(ts, place);
        frame = frame->previous;
    }
    Ref origin = ref_is_null(places) ? NO_REF : tuple_from_iterable(ts, borrow(places));
    ref_drop(ts, places);
    return origin;
}

Ref generator_from_frame(ThreadState *ts, Frame *frame) {
    Code *code = frame->code;
    Kind kind = code->flags & CODE_COROUTINE         ? KIND_COROUTINE
                : code->flags & CODE_ASYNC_GENERATOR ? KIND_ASYNC_GENERATOR
                                                     : KIND_GENERATOR;
    size_t size = sizeof(Generator) + code->n_registers * sizeof(Value);
    Generator *generator = object_new(ts, builtin_type(ts, kind), size);
    if (!generator) {
        return NO_REF;
    }
    generator->code = code;
    generator->function = frame->function;
    generator->pc = frame->pc;
    generator->name = borrow(ref_take(ts, frame->function->name));
    generator->qualified_name = borrow(ref_take(ts, frame->function->qualified_name));
    frame->function = NULL;
    for (uint32_t i = 0; i < code->n_registers; i++) {
        generator->registers[i] = frame->registers[i];
        frame->registers[i] = UNBOUND;
    }
    if (UNLIKELY(ts->coroutine_origin_depth > 0) && kind == KIND_COROUTINE) {
        Ref origin = coroutine_origin(ts, frame);
        if (ref_is_null(origin)) {
            ref_drop(ts, object_ref(generator));
            return NO_REF;
        }
        generator->origin = borrow(origin);
    }
    return object_ref(generator);
}

// What is handled from now on: the generator's own, or what its caller is handling.
static void swap_handled_in(ThreadState *ts, Generator *generator) ATTACHED {
    generator->caller_handled = ts->handled;
    if (!generator->is_handling) {
        if (!value_is_null(ts->handled)) {
            ref_take(ts, ts->handled);
        }
    } else {
        ts->handled = generator->handled;
        generator->handled = NO_VALUE;
    }
}

static void swap_handled_out(ThreadState *ts, Generator *generator) ATTACHED {
    Value handled = ts->handled;
    Value callers = generator->caller_handled;
    ts->handled = callers;
    generator->caller_handled = NO_VALUE;
    if (!generator->is_handling) {
        value_drop(ts, handled); // the caller still holds it: nothing is destroyed here
    } else {
        generator->handled = handled;
    }
}

// What is thrown into an except block of the generator happens while that handles its own.
static void chain(ThreadState *ts, Exception *thrown) ATTACHED {
    if (value_same(object_value(thrown), ts->handled) || object_is_immortal(&thrown->head)) {
        return;
    }
    object_lock(ts, &thrown->head);
    if (value_is_null(slot_load(&thrown->context))) {
        slot_publish(&thrown->context, borrow(ref_take(ts, ts->handled)));
    }
    object_unlock(ts, &thrown->head);
}

static bool raise_executing(ThreadState *ts, const Generator *generator) ATTACHED {
    raise_error(ts, EXC_VALUE_ERROR, "%s already executing", generator_noun(generator));
    return false;
}

// Pushes the frame of a generator that this thread has made RUNNING or DELEGATING, and that was
// in state `from` before.
static inline bool enter_claimed(ThreadState *ts, Generator *generator, uint32_t from, Ref sent,
                                 uint32_t flags) ATTACHED RUNS_GUEST {
    Value *registers = ts->frame ? ts->frame->stack_top : ts->registers;
    Code *code = generator->code;
    Ref thrown = ref_is_null(sent) ? error_fetch(ts) : NO_REF;
    Frame *frame = frame_allocate(ts, code, registers);
    if (UNLIKELY(!frame)) {
        leave_state(generator, from);
        ref_drop(ts, sent);
        ref_drop(ts, thrown);
        return false;
    }
    store_relaxed(&generator->state, GENERATOR_RUNNING);
    memcpy(registers, generator->registers, code->n_registers * sizeof(Value));
    *frame = (Frame){
        .registers = registers,
        .pc = generator->pc,
        .code = code,
        .function = generator->function,
        .globals = generator->function->globals,
        .builtins = generator->function->builtins,
        .locals = NO_VALUE,
        .previous = ts->frame,
        .stack_top = registers + code->n_registers + 1,
        .generator = generator,
        .flags = flags | FRAME_GENERATOR,
    };
    object_retain(ts, &generator->head);
    ts->frame = frame;
    swap_handled_in(ts, generator);
    if (!ref_is_null(thrown)) {
        if (generator->is_handling) {
            chain(ts, (Exception *)value_object(borrow(thrown)));
        }
        error_restore(ts, thrown);
    } else if (from == GENERATOR_SUSPENDED) {
        register_set(ts, frame, operand_a(generator->pc[-1].word), sent);
    } else {
        ref_drop(ts, sent);
    }
    return true;
}

bool generator_enter(ThreadState *ts, Generator *generator, Ref sent, uint32_t flags) {
    uint32_t from;
    if (UNLIKELY(!try_claim(ts, generator, &from, GENERATOR_RUNNING) &&
                 !claim(ts, generator, &from, GENERATOR_RUNNING))) {
        ref_drop(ts, sent);
        return raise_executing(ts, generator);
    }
    return enter_claimed(ts, generator, from, sent, flags);
}

// Removes the innermost frame, whose registers have been taken care of.
static void pop(ThreadState *ts, Frame *frame) ATTACHED {
    ts->frame = frame->previous;
    ts->next_frame = frame;
    ts->guest_depth--;
}

void generator_suspend(ThreadState *ts, GeneratorOutcome outcome) {
    Frame *frame = ts->frame;
    Generator *generator = frame->generator;
    generator->pc = frame->pc;
    uint32_t n = generator->code->n_registers;
    for (uint32_t i = 0; i < n; i++) {
        generator->registers[i] = frame->registers[i];
        // The caller's caller may have more temporaries than have been used so far, and they
        // may stand here: it must not find what it would drop.
        frame->registers[i] = UNBOUND;
    }
    pop(ts, frame);
    swap_handled_out(ts, generator);
    ts->generator_outcome = outcome;
    leave_state(generator, GENERATOR_SUSPENDED);
    object_release(ts, &generator->head);
}

void generator_finish(ThreadState *ts, GeneratorOutcome outcome) {
    Frame *frame = ts->frame;
    Generator *generator = frame->generator;
    Function *function = generator->function;
    frame_clear(ts, frame, 0);
    pop(ts, frame);
    swap_handled_out(ts, generator);
    generator->function = NULL;
    leave_state(generator, GENERATOR_FINISHED);
    object_release(ts, &function->head);
    object_release(ts, &generator->head);
    ts->generator_outcome = outcome; // after what may have run other generators
}

bool generator_convert_stop(ThreadState *ts, const Generator *generator) {
    bool is_async = generator->head.kind == KIND_ASYNC_GENERATOR;
    const char *name = NULL;
    if (error_matches(ts, EXC_STOP_ITERATION)) {
        name = "StopIteration";
    } else if (is_async && error_matches(ts, EXC_STOP_ASYNC_ITERATION)) {
        name = "StopAsyncIteration";
    }
    if (!name) {
        return false;
    }
    Ref stop = error_fetch(ts);
    raise_error(ts, EXC_RUNTIME_ERROR, "%s raised %s", generator_noun(generator), name);
    Exception *error = (Exception *)value_object(ts->error);
    if (!object_is_immortal(&error->head)) {
        Value old_context = error->context;
        Value old_cause = error->cause;
        error->context = borrow(ref_take(ts, borrow(stop)));
        error->cause = borrow(ref_take(ts, borrow(stop)));
        error->suppress_context = true;
        value_drop(ts, old_context);
        value_drop(ts, old_cause);
    }
    ref_drop(ts, stop);
    return true;
}

// --- resuming from C ---

// Runs a generator that has been entered with FRAME_ENTRY until it comes back.
static GeneratorOutcome run(ThreadState *ts, Ref *result) ATTACHED RUNS_GUEST {
    *result = execute(ts);
    return ref_is_null(*result) ? GENERATOR_RAISED : (GeneratorOutcome)ts->generator_outcome;
}

// What resuming a finished one gives.
static GeneratorOutcome after_the_end(ThreadState *ts, const Generator *generator,
                                      Ref *result) ATTACHED {
    if (generator->head.kind == KIND_COROUTINE) {
        raise_error(ts, EXC_RUNTIME_ERROR, "cannot reuse already awaited coroutine");
        return GENERATOR_RAISED;
    }
    *result = owned(NONE);
    return GENERATOR_RETURNED;
}

GeneratorOutcome generator_send(ThreadState *ts, Generator *generator, Value sent,
                                Ref *result) {
    *result = NO_REF;
    uint32_t state = generator_state(generator);
    if (state == GENERATOR_FINISHED) {
        return after_the_end(ts, generator, result);
    }
    if (state == GENERATOR_CREATED && !value_is_none(sent)) {
        raise_error(ts, EXC_TYPE_ERROR, "can't send non-None value to a just-started %s",
                    generator_noun(generator));
        return GENERATOR_RAISED;
    }
    if (!generator_enter(ts, generator, ref_take(ts, sent), FRAME_ENTRY)) {
        return GENERATOR_RAISED;
    }
    return run(ts, result);
}

bool generator_hold(ThreadState *ts, Generator *generator, uint32_t *state) {
    return claim(ts, generator, state, GENERATOR_HELD);
}

void generator_let_go(Generator *generator, uint32_t state) {
    leave_state(generator, state);
}

Value generator_inner(const Generator *generator) {
    uint64_t word = load_relaxed(&generator->pc[-1].word);
    return operand_op(word) == OP_YIELD_FROM ? generator->registers[operand_b(word)] : NO_VALUE;
}

// Raises the exception that is set inside the generator, which this thread has claimed.
static GeneratorOutcome raise_inside(ThreadState *ts, Generator *generator, uint32_t from,
                                     Ref *result) ATTACHED RUNS_GUEST {
    return enter_claimed(ts, generator, from, NO_REF, FRAME_ENTRY) ? run(ts, result)
                                                                   : GENERATOR_RAISED;
}

// Closes what `yield from` is driving. False with its exception.
static bool close_inner(ThreadState *ts, Value inner) ATTACHED RUNS_GUEST {
    Ref result = NO_REF;
    if (value_is_generator(inner)) {
        result = generator_close(ts, (Generator *)value_object(inner));
    } else {
        Ref method;
        Ref name = str_intern_text(ts, "close");
        if (ref_is_null(name) || !value_find_attribute(ts, inner, borrow(name), &method)) {
            return false;
        }
        if (ref_is_null(method)) {
            return true;
        }
        result = value_call(ts, borrow(method), NULL, 0);
        ref_drop(ts, method);
    }
    bool ok = !ref_is_null(result);
    ref_drop(ts, result);
    return ok;
}

// Throws into what `yield from` is driving. *has_method is false if it takes no exceptions.
static GeneratorOutcome throw_inner(ThreadState *ts, Value inner, Value exception, Ref *result,
                                    bool *has_method) ATTACHED RUNS_GUEST {
    *has_method = true;
    *result = NO_REF;
    if (value_is_generator(inner)) {
        return generator_throw(ts, (Generator *)value_object(inner), exception, result);
    }
    Ref method = NO_REF;
    Ref name = str_intern_text(ts, "throw");
    if (ref_is_null(name) || !value_find_attribute(ts, inner, borrow(name), &method)) {
        return GENERATOR_RAISED;
    }
    if (ref_is_null(method)) {
        *has_method = false;
        return GENERATOR_RAISED;
    }
    *result = value_call(ts, borrow(method), &exception, 1);
    ref_drop(ts, method);
    if (!ref_is_null(*result)) {
        return GENERATOR_YIELDED;
    }
    if (!error_matches(ts, EXC_STOP_ITERATION)) {
        return GENERATOR_RAISED;
    }
    *result = stop_iteration_fetch_value(ts);
    return ref_is_null(*result) ? GENERATOR_RAISED : GENERATOR_RETURNED;
}

// The inner iterator is done with `value`: goes on behind the loop that drives it. The SEND
// stands in front of the YIELD_FROM where the generator is suspended.
static GeneratorOutcome finish_delegation(ThreadState *ts, Generator *generator, Ref value,
                                          Ref *result) ATTACHED RUNS_GUEST {
    const CodeWord *behind_send = generator->pc - 1;
    uint64_t send = load_relaxed(&behind_send[-1].word);
    generator->registers[operand_a(send)] = borrow(value);
    // generator_enter would write what is sent into the register of the instruction before pc:
    // entered as if just created, it writes nothing.
    generator->pc = behind_send + operand_signed_c(send);
    return enter_claimed(ts, generator, GENERATOR_CREATED, owned(NONE), FRAME_ENTRY)
               ? run(ts, result)
               : GENERATOR_RAISED;
}

// Throws into what a generator that stands in `yield from` is driving. The generator is
// DELEGATING meanwhile, and nobody else may go on with it until its frame runs or it has
// yielded.
static GeneratorOutcome delegate(ThreadState *ts, Generator *generator, Value driven,
                                 Value exception, Ref *result) ATTACHED RUNS_GUEST {
    Ref inner = ref_take(ts, driven);
    bool is_exit =
        type_is_subtype(value_type(ts, exception), exception_type(ts, EXC_GENERATOR_EXIT));
    bool has_method = false;
    GeneratorOutcome outcome = GENERATOR_RAISED;
    if (is_exit) {
        close_inner(ts, borrow(inner));
    } else {
        outcome = throw_inner(ts, borrow(inner), exception, result, &has_method);
    }
    ref_drop(ts, inner);
    if (outcome == GENERATOR_RETURNED) {
        Ref value = *result;
        *result = NO_REF;
        return finish_delegation(ts, generator, value, result);
    }
    if (outcome != GENERATOR_RAISED) {
        leave_state(generator, GENERATOR_SUSPENDED);
        return GENERATOR_YIELDED;
    }
    if (!error_is_set(ts)) {
        error_restore(ts, ref_take(ts, exception));
    }
    return raise_inside(ts, generator, GENERATOR_SUSPENDED, result);
}

GeneratorOutcome generator_throw(ThreadState *ts, Generator *generator, Value exception,
                                 Ref *result) {
    *result = NO_REF;
    uint32_t state = generator_state(generator);
    if (state == GENERATOR_FINISHED) {
        if (generator->head.kind == KIND_COROUTINE) {
            return after_the_end(ts, generator, result);
        }
        error_restore(ts, ref_take(ts, exception));
        return GENERATOR_RAISED;
    }
    if (!native_enter(ts, "")) {
        return GENERATOR_RAISED;
    }
    GeneratorOutcome outcome = GENERATOR_RAISED;
    if (!claim(ts, generator, &state, GENERATOR_DELEGATING)) {
        raise_executing(ts, generator);
    } else {
        Value inner = state == GENERATOR_SUSPENDED ? generator_inner(generator) : NO_VALUE;
        if (!value_is_null(inner)) {
            outcome = delegate(ts, generator, inner, exception, result);
        } else {
            error_restore(ts, ref_take(ts, exception));
            outcome = raise_inside(ts, generator, state, result);
        }
    }
    native_leave(ts);
    return outcome;
}

Ref generator_close(ThreadState *ts, Generator *generator) {
    uint32_t state = generator_state(generator);
    if (state == GENERATOR_FINISHED) {
        return owned(NONE);
    }
    if (state == GENERATOR_CREATED &&
        change_state(ts, generator, GENERATOR_CREATED, GENERATOR_DELEGATING)) {
        for (uint32_t i = 0; i < generator->code->n_registers; i++) {
            Value v = generator->registers[i];
            generator->registers[i] = UNBOUND;
            value_drop(ts, v);
        }
        leave_state(generator, GENERATOR_FINISHED);
        return owned(NONE);
    }
    Ref exit = value_call(ts, object_value(exception_type(ts, EXC_GENERATOR_EXIT)), NULL, 0);
    if (ref_is_null(exit)) {
        return NO_REF;
    }
    Ref result;
    GeneratorOutcome outcome = generator_throw(ts, generator, borrow(exit), &result);
    ref_drop(ts, exit);
    if (outcome == GENERATOR_YIELDED || outcome == GENERATOR_YIELDED_ASYNC) {
        ref_drop(ts, result);
        return raise_error(ts, EXC_RUNTIME_ERROR, "%s ignored GeneratorExit",
                           generator_noun(generator));
    }
    if (outcome == GENERATOR_RAISED &&
        (error_matches(ts, EXC_GENERATOR_EXIT) || error_matches(ts, EXC_STOP_ITERATION))) {
        error_clear(ts);
        return owned(NONE);
    }
    return result;
}

// --- values that come with the end ---

Ref stop_iteration_fetch_value(ThreadState *ts) {
    Ref stop = error_fetch(ts);
    Value value = ((Exception *)value_object(borrow(stop)))->fields[0];
    Ref result = ref_take(ts, value_is_null(value) ? NONE : value);
    ref_drop(ts, stop);
    return result;
}

Ref raise_stop_iteration(ThreadState *ts, Ref value) {
    if (value_is_none(borrow(value))) {
        return raise_error_value(ts, EXC_STOP_ITERATION, NO_VALUE);
    }
    raise_error_value(ts, EXC_STOP_ITERATION, borrow(value));
    ref_drop(ts, value);
    return NO_REF;
}
