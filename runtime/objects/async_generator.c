// Async generators (PEP 525), and the awaitables their methods give.
//
//     agen.asend(v), agen.__anext__()      one step: awaiting it runs the generator to its next
//     yield agen.athrow(e), agen.aclose()        the same, beginning with an exception
//
// A step is an iterator: what the generator awaits on the way is passed on to the event loop;
// what it yields ends the step, as the value of StopIteration.
#include "runtime/objects/generator.h"
#include "runtime/objects/library.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

typedef enum StepState {
    STEP_NEW,
    STEP_RUNNING,
    STEP_DONE,
} StepState;

// Also what athrow() and aclose() give.
typedef struct Step {
    Object head;
    Value generator;
    Value argument; // what is sent first; the exception thrown; NO_VALUE for aclose()
    uint32_t state; // StepState
} Step;

static Step *as_step(Value v) {
    return (Step *)(void *)value_object(v);
}

// Calls the hook for the first iteration, once.
static bool call_hooks(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    Generator *generator = as_generator(self);
    if (load_relaxed(&generator->has_hooks)) {
        return true;
    }
    store_relaxed(&generator->has_hooks, true);
    if (!value_is_null(ts->async_generator_finalizer)) {
        generator->finalizer = borrow(ref_take(ts, ts->async_generator_finalizer));
    }
    if (value_is_null(ts->async_generator_first_iteration)) {
        return true;
    }
    Ref hook = ref_take(ts, ts->async_generator_first_iteration);
    Ref result = value_call(ts, borrow(hook), &self, 1);
    ref_drop(ts, hook);
    bool ok = !ref_is_null(result);
    ref_drop(ts, result);
    return ok;
}

static Ref step_new(ThreadState *ts, Kind kind, Value generator, Value argument) ATTACHED {
    if (!call_hooks(ts, generator)) {
        return NO_REF;
    }
    Step *step = object_new(ts, builtin_type(ts, kind), sizeof *step);
    if (!step) {
        return NO_REF;
    }
    step->generator = borrow(ref_take(ts, generator));
    step->argument = value_is_null(argument) ? NO_VALUE : borrow(ref_take(ts, argument));
    return object_ref(step);
}

// --- steps ----------------------------------------------------------------------------------

// Ends the step and frees the generator for the next.
static void end_step(Step *step) {
    store_relaxed(&step->state, STEP_DONE);
    store_relaxed(&as_generator(step->generator)->is_running_async, false);
}

// What a step gives for how its generator came back.
static Ref finish_step(ThreadState *ts, Step *step, GeneratorOutcome outcome,
                       Ref result) ATTACHED RUNS_GUEST {
    switch (outcome) {
    case GENERATOR_YIELDED:
        return result; // it awaits something: for the event loop
    case GENERATOR_YIELDED_ASYNC:
        end_step(step);
        return raise_stop_iteration(ts, result);
    case GENERATOR_RETURNED:
        ref_drop(ts, result);
        store_relaxed(&as_generator(step->generator)->is_closed, true);
        end_step(step);
        return raise_error_value(ts, EXC_STOP_ASYNC_ITERATION, NO_VALUE);
    case GENERATOR_RAISED:
        break;
    }
    if (error_matches(ts, EXC_STOP_ASYNC_ITERATION) || error_matches(ts, EXC_GENERATOR_EXIT)) {
        store_relaxed(&as_generator(step->generator)->is_closed, true);
    }
    end_step(step);
    return NO_REF;
}

static const char *step_name(const Step *step) {
    if (step->head.kind == KIND_ASYNC_GENERATOR_STEP) {
        return "__anext__()/asend()";
    }
    return "aclose()/athrow()";
}

// Whether the step may go on; begins it if it is new.
static bool begin(ThreadState *ts, Step *step) ATTACHED {
    Generator *generator = as_generator(step->generator);
    if (load_relaxed(&step->state) == STEP_DONE) {
        raise_error(ts, EXC_RUNTIME_ERROR, "cannot reuse already awaited %s", step_name(step));
        return false;
    }
    if (load_relaxed(&step->state) == STEP_NEW) {
        if (load_relaxed(&generator->is_running_async)) {
            const char *name = step->head.kind == KIND_ASYNC_GENERATOR_STEP ? "anext"
                               : value_is_null(step->argument)              ? "aclose"
                                                                            : "athrow";
            store_relaxed(&step->state, STEP_DONE);
            raise_error(ts, EXC_RUNTIME_ERROR,
                        "%s(): asynchronous generator is already running", name);
            return false;
        }
        store_relaxed(&generator->is_running_async, true);
    }
    return true;
}

static Ref step_send(ThreadState *ts, Value self, Value sent) ATTACHED RUNS_GUEST {
    Step *step = as_step(self);
    bool is_new = load_relaxed(&step->state) == STEP_NEW;
    if (!begin(ts, step)) {
        return NO_REF;
    }
    store_relaxed(&step->state, STEP_RUNNING);
    Value first = is_new && value_is_none(sent) ? step->argument : sent;
    Ref result;
    GeneratorOutcome outcome =
        generator_send(ts, as_generator(step->generator), first, &result);
    return finish_step(ts, step, outcome, result);
}

static Ref step_throw(ThreadState *ts, Value self, Value exception) ATTACHED RUNS_GUEST {
    Step *step = as_step(self);
    if (!begin(ts, step)) {
        return NO_REF;
    }
    store_relaxed(&step->state, STEP_RUNNING);
    Ref result;
    GeneratorOutcome outcome =
        generator_throw(ts, as_generator(step->generator), exception, &result);
    return finish_step(ts, step, outcome, result);
}

// --- athrow() and aclose() ------------------------------------------------------------------

static bool is_closing(const Step *step) {
    return value_is_null(step->argument);
}

// As finish_step, for a generator that is being closed: it must not yield.
static Ref finish_closing(ThreadState *ts, Step *step, GeneratorOutcome outcome,
                          Ref result) ATTACHED RUNS_GUEST {
    if (!is_closing(step)) {
        return finish_step(ts, step, outcome, result);
    }
    if (outcome == GENERATOR_YIELDED) {
        return result;
    }
    end_step(step);
    if (outcome == GENERATOR_YIELDED_ASYNC) {
        ref_drop(ts, result);
        return raise_error(ts, EXC_RUNTIME_ERROR, "async generator ignored GeneratorExit");
    }
    if (outcome == GENERATOR_RETURNED) {
        ref_drop(ts, result);
    } else if (error_matches(ts, EXC_STOP_ASYNC_ITERATION) ||
               error_matches(ts, EXC_GENERATOR_EXIT)) {
        error_clear(ts);
    } else {
        return NO_REF;
    }
    return raise_error_value(ts, EXC_STOP_ITERATION, NO_VALUE);
}

static Ref closing_begin(ThreadState *ts, Step *step) ATTACHED RUNS_GUEST {
    Generator *generator = as_generator(step->generator);
    if (load_relaxed(&generator->state) == GENERATOR_FINISHED ||
        load_relaxed(&generator->is_closed)) {
        end_step(step);
        return raise_error_value(
            ts, is_closing(step) ? EXC_STOP_ITERATION : EXC_STOP_ASYNC_ITERATION, NO_VALUE);
    }
    store_relaxed(&step->state, STEP_RUNNING);
    Ref thrown = NO_REF;
    if (is_closing(step)) {
        store_relaxed(&generator->is_closed, true);
        thrown = value_call(ts, object_value(exception_type(ts, EXC_GENERATOR_EXIT)), NULL, 0);
    } else {
        thrown = ref_take(ts, step->argument);
    }
    if (ref_is_null(thrown)) {
        end_step(step);
        return NO_REF;
    }
    Ref result;
    GeneratorOutcome outcome = generator_throw(ts, generator, borrow(thrown), &result);
    ref_drop(ts, thrown);
    return finish_closing(ts, step, outcome, result);
}

static Ref closing_send(ThreadState *ts, Value self, Value sent) ATTACHED RUNS_GUEST {
    Step *step = as_step(self);
    bool is_new = load_relaxed(&step->state) == STEP_NEW;
    if (is_new && !value_is_none(sent)) {
        return raise_error(ts, EXC_RUNTIME_ERROR,
                           "can't send non-None value to a just-started coroutine");
    }
    if (!begin(ts, step)) {
        return NO_REF;
    }
    if (is_new) {
        return closing_begin(ts, step);
    }
    Ref result;
    GeneratorOutcome outcome = generator_send(ts, as_generator(step->generator), sent, &result);
    return finish_closing(ts, step, outcome, result);
}

static Ref closing_throw(ThreadState *ts, Value self, Value exception) ATTACHED RUNS_GUEST {
    Step *step = as_step(self);
    if (!begin(ts, step)) {
        return NO_REF;
    }
    store_relaxed(&step->state, STEP_RUNNING);
    Ref result;
    GeneratorOutcome outcome =
        generator_throw(ts, as_generator(step->generator), exception, &result);
    return finish_closing(ts, step, outcome, result);
}

// --- methods of the awaitables --------------------------------------------------------------

static bool is_plain_step(Value v) {
    return value_is(v, KIND_ASYNC_GENERATOR_STEP);
}

static Ref method_send(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return is_plain_step(a[0]) ? step_send(ts, a[0], a[1]) : closing_send(ts, a[0], a[1]);
}

static Ref method_throw(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Ref exception = thrown_exception(ts, a[1], a[2], a[3]);
    if (ref_is_null(exception)) {
        return NO_REF;
    }
    Ref result = is_plain_step(a[0]) ? step_throw(ts, a[0], borrow(exception))
                                     : closing_throw(ts, a[0], borrow(exception));
    ref_drop(ts, exception);
    return result;
}

static Ref method_close(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Step *step = as_step(a[0]);
    if (load_relaxed(&step->state) == STEP_DONE) {
        return owned(NONE);
    }
    Ref exit = value_call(ts, object_value(exception_type(ts, EXC_GENERATOR_EXIT)), NULL, 0);
    if (ref_is_null(exit)) {
        return NO_REF;
    }
    Ref result = is_plain_step(a[0]) ? step_throw(ts, a[0], borrow(exit))
                                     : closing_throw(ts, a[0], borrow(exit));
    ref_drop(ts, exit);
    if (!ref_is_null(result)) {
        ref_drop(ts, result);
        return raise_error(ts, EXC_RUNTIME_ERROR, "coroutine ignored GeneratorExit");
    }
    if (error_matches(ts, EXC_STOP_ITERATION) || error_matches(ts, EXC_GENERATOR_EXIT) ||
        error_matches(ts, EXC_STOP_ASYNC_ITERATION)) {
        error_clear(ts);
        return owned(NONE);
    }
    return NO_REF;
}

static Ref step_self(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, self);
}

static Ref step_next(ThreadState *ts, Object *self) ATTACHED RUNS_GUEST {
    Value v = object_value(self);
    return is_plain_step(v) ? step_send(ts, v, NONE) : closing_send(ts, v, NONE);
}

// Says that nobody awaited it, through the warnings module.
static void step_finalize(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    const Step *step = (const Step *)(void *)value_object(self);
    if (load_relaxed(&step->state) != STEP_NEW) {
        return;
    }
    Ref pending = error_fetch(ts);
    const char *method = is_plain_step(self)             ? "asend"
                         : value_is_null(step->argument) ? "aclose"
                                                         : "athrow";
    Ref name = str_from_text(ts, method);
    Value arguments[2] = {borrow(name), step->generator};
    Ref result = ref_is_null(name)
                     ? NO_REF
                     : library_call(ts, "warnings", "_warn_unawaited_method", arguments, 2);
    if (ref_is_null(result)) {
        error_write_unraisable(ts, NULL, self);
    }
    ref_drop(ts, result);
    ref_drop(ts, name);
    if (!ref_is_null(pending)) {
        error_restore(ts, pending);
    }
}

static void step_destroy(ThreadState *ts, Object *self) ATTACHED RUNS_GUEST {
    Step *step = (Step *)(void *)self;
    if (step->state == STEP_RUNNING) {
        store_relaxed(&as_generator(step->generator)->is_running_async, false);
    }
    value_drop(ts, step->generator);
    value_drop(ts, step->argument);
}

static void step_traverse(Object *self, Visitor visit, void *context) {
    Step *step = (Step *)(void *)self;
    visit(step->generator, context);
    if (!value_is_null(step->argument)) {
        visit(step->argument, context);
    }
}

static const NativeDef STEP_METHODS[] = {
    {"send(self, value, /)", method_send, NULL, 0},
    {"throw(self, type, value=None, traceback=None, /)", method_throw, NULL, 0},
    {"close(self, /)", method_close, NULL, 0},
    {NULL, NULL, NULL, 0},
};

#define STEP_SLOTS                                                                             \
    {                                                                                          \
        .finalize = step_finalize, .destroy = step_destroy, .traverse = step_traverse,         \
        .iterate = step_self, .next = step_next, .await = step_self                            \
    }

const TypeSpec async_generator_step_type_spec = {
    .name = "async_generator_asend",
    .kind = KIND_ASYNC_GENERATOR_STEP,
    .base = KIND_INSTANCE,
    .size = sizeof(Step),
    .flags = TYPE_DISALLOW_NEW,
    .slots = STEP_SLOTS,
    .methods = STEP_METHODS,
};

const TypeSpec async_generator_throw_type_spec = {
    .name = "async_generator_athrow",
    .kind = KIND_ASYNC_GENERATOR_THROW,
    .base = KIND_INSTANCE,
    .size = sizeof(Step),
    .flags = TYPE_DISALLOW_NEW,
    .slots = STEP_SLOTS,
    .methods = STEP_METHODS,
};

// --- the async generator --------------------------------------------------------------------

static Ref asend(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return step_new(ts, KIND_ASYNC_GENERATOR_STEP, a[0], a[1]);
}

static Ref athrow(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Ref exception = thrown_exception(ts, a[1], a[2], a[3]);
    if (ref_is_null(exception)) {
        return NO_REF;
    }
    Ref step = step_new(ts, KIND_ASYNC_GENERATOR_THROW, a[0], borrow(exception));
    ref_drop(ts, exception);
    return step;
}

static Ref aclose(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return step_new(ts, KIND_ASYNC_GENERATOR_THROW, a[0], NO_VALUE);
}

static Ref async_generator_self(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, self);
}

static Ref async_generator_next(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    return step_new(ts, KIND_ASYNC_GENERATOR_STEP, self, NONE);
}

// The event loop's hook gets an async generator that is dropped unfinished, to close it.
static void async_generator_finalize(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    Generator *generator = as_generator(self);
    uint32_t state = load_relaxed(&generator->state);
    if (state != GENERATOR_SUSPENDED) {
        return;
    }
    Ref pending = error_fetch(ts);
    Ref result = NO_REF;
    if (!value_is_null(generator->finalizer) && !load_relaxed(&generator->is_closed)) {
        result = value_call(ts, generator->finalizer, &self, 1);
    } else {
        result = generator_close(ts, generator);
    }
    if (ref_is_null(result)) {
        error_write_unraisable(ts, NULL, self);
    }
    ref_drop(ts, result);
    if (!ref_is_null(pending)) {
        error_restore(ts, pending);
    }
}

static Ref get_running(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    return owned(value_bool(load_relaxed(&as_generator(self)->is_running_async)));
}

static const NativeDef METHODS[] = {
    {"asend(self, value, /)", asend, "asend(v) -> send 'v' in generator.", 0},
    {"athrow(self, type, value=None, traceback=None, /)", athrow,
     "athrow(value)\nathrow(type[,value[,tb]])\n\nraise exception in generator.", 0},
    {"aclose(self, /)", aclose, "aclose() -> raise GeneratorExit inside generator.", 0},
    {NULL, NULL, NULL, 0},
};

static const GetSetDef ATTRIBUTES[] = {
    {"__name__", generator_get_name, generator_set_name, "name of the async generator"},
    {"__qualname__", generator_get_qualified_name, generator_set_qualified_name,
     "qualified name of the async generator"},
    {"ag_code", generator_get_code, NULL, NULL},
    {"ag_frame", generator_get_frame, NULL, NULL},
    {"ag_running", get_running, NULL, NULL},
    {"ag_suspended", generator_get_suspended, NULL, NULL},
    {"ag_await", generator_get_inner, NULL, "object being awaited on, or None"},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec async_generator_type_spec = {
    .name = "async_generator",
    .kind = KIND_ASYNC_GENERATOR,
    .base = KIND_INSTANCE,
    .size = sizeof(Generator),
    .flags = TYPE_DISALLOW_NEW,
    .slots =
        {
            .destroy = generator_destroy,
            .traverse = generator_traverse,
            .finalize = async_generator_finalize,
            .repr = generator_repr,
            .async_iterate = async_generator_self,
            .async_next = async_generator_next,
        },
    .methods = METHODS,
    .attributes = ATTRIBUTES,
};
