// Coroutines, and what their __await__() gives.
#include "runtime/objects/generator.h"
#include "runtime/objects/library.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// An iterator that drives a coroutine.
typedef struct CoroutineWrapper {
    Object head;
    Value coroutine;
} CoroutineWrapper;

static Value coroutine_of(Value v) {
    return value_is(v, KIND_COROUTINE)
               ? v
               : ((CoroutineWrapper *)(void *)value_object(v))->coroutine;
}

// Says that a coroutine was never awaited, through the warnings module.
static void warn_unawaited(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    Ref result = library_call(ts, "warnings", "_warn_unawaited_coroutine", &self, 1);
    if (ref_is_null(result)) {
        error_write_unraisable(ts, NULL, self);
    }
    ref_drop(ts, result);
}

static void coroutine_finalize(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    Generator *coroutine = as_generator(self);
    uint32_t state = load_relaxed(&coroutine->state);
    if (state == GENERATOR_FINISHED || state == GENERATOR_RUNNING) {
        return;
    }
    Ref pending = error_fetch(ts);
    if (state == GENERATOR_CREATED) {
        warn_unawaited(ts, self);
    }
    Ref result = generator_close(ts, coroutine);
    if (ref_is_null(result)) {
        error_write_unraisable(ts, NULL, self);
    }
    ref_drop(ts, result);
    if (!ref_is_null(pending)) {
        error_restore(ts, pending);
    }
}

static Ref coroutine_await(ThreadState *ts, Value self) ATTACHED {
    CoroutineWrapper *wrapper =
        object_new(ts, builtin_type(ts, KIND_COROUTINE_WRAPPER), sizeof *wrapper);
    if (!wrapper) {
        return NO_REF;
    }
    wrapper->coroutine = borrow(ref_take(ts, self));
    return object_ref(wrapper);
}

static Ref send(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    Ref result;
    GeneratorOutcome outcome =
        generator_send(ts, as_generator(coroutine_of(arguments[0])), arguments[1], &result);
    return outcome_as_iteration(ts, outcome, result);
}

static Ref throw(ThreadState * ts, const Value *arguments) ATTACHED RUNS_GUEST {
    Ref exception = thrown_exception(ts, arguments[1], arguments[2], arguments[3]);
    if (ref_is_null(exception)) {
        return NO_REF;
    }
    Ref result;
    GeneratorOutcome outcome = generator_throw(ts, as_generator(coroutine_of(arguments[0])),
                                               borrow(exception), &result);
    ref_drop(ts, exception);
    return outcome_as_iteration(ts, outcome, result);
}

static Ref close(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    return generator_close(ts, as_generator(coroutine_of(arguments[0])));
}

static Ref get_origin(ThreadState *ts, Value self) ATTACHED {
    Value origin = as_generator(self)->origin;
    return value_is_null(origin) ? owned(NONE) : ref_take(ts, origin);
}

static const NativeDef METHODS[] = {
    {"send(self, value, /)", send,
     "send(arg) -> send 'arg' into coroutine,\nreturn next iterated value or raise "
     "StopIteration.",
     0},
    {"throw(self, type, value=None, traceback=None, /)", throw,
     "throw(value)\nthrow(type[,value[,traceback]])\n\nRaise exception in coroutine, return "
     "next iterated value or raise\nStopIteration.",
     0},
    {"close(self, /)", close, "close() -> raise GeneratorExit inside coroutine.", 0},
    {NULL, NULL, NULL, 0},
};

static const GetSetDef ATTRIBUTES[] = {
    {"__name__", generator_get_name, generator_set_name, "name of the coroutine"},
    {"__qualname__", generator_get_qualified_name, generator_set_qualified_name,
     "qualified name of the coroutine"},
    {"cr_code", generator_get_code, NULL, NULL},
    {"cr_frame", generator_get_frame, NULL, NULL},
    {"cr_running", generator_get_running, NULL, NULL},
    {"cr_suspended", generator_get_suspended, NULL, NULL},
    {"cr_await", generator_get_inner, NULL, "object being awaited on, or None"},
    {"cr_origin", get_origin, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec coroutine_type_spec = {
    .name = "coroutine",
    .kind = KIND_COROUTINE,
    .base = KIND_INSTANCE,
    .size = sizeof(Generator),
    .flags = TYPE_DISALLOW_NEW,
    .slots =
        {
            .destroy = generator_destroy,
            .traverse = generator_traverse,
            .finalize = coroutine_finalize,
            .repr = generator_repr,
            .await = coroutine_await,
        },
    .methods = METHODS,
    .attributes = ATTRIBUTES,
};

static void wrapper_destroy(ThreadState *ts, Object *self) ATTACHED {
    value_drop(ts, ((CoroutineWrapper *)(void *)self)->coroutine);
}

static void wrapper_traverse(Object *self, Visitor visit, void *context) {
    visit(((CoroutineWrapper *)(void *)self)->coroutine, context);
}

static Ref wrapper_self(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, self);
}

static Ref wrapper_next(ThreadState *ts, Object *self) ATTACHED RUNS_GUEST {
    Ref result;
    Generator *coroutine = as_generator(coroutine_of(object_value(self)));
    return outcome_as_iteration(ts, generator_send(ts, coroutine, NONE, &result), result);
}

const TypeSpec coroutine_wrapper_type_spec = {
    .name = "coroutine_wrapper",
    .kind = KIND_COROUTINE_WRAPPER,
    .base = KIND_INSTANCE,
    .size = sizeof(CoroutineWrapper),
    .flags = TYPE_DISALLOW_NEW,
    .slots =
        {
            .destroy = wrapper_destroy,
            .traverse = wrapper_traverse,
            .iterate = wrapper_self,
            .next = wrapper_next,
        },
    .methods = METHODS,
};
