// Generators: the guest's view of vm/exec/generator.h. Coroutines: coroutine.c. Async
// generators: async_generator.c.
#include "runtime/objects/generator.h"
#include "runtime/objects/deprecation.h"

#include "runtime/objects/getset_descriptor.h"
#include "runtime/objects/traceback.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/lock.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// --- slots ----------------------------------------------------------------------------------

static void drop_registers(ThreadState *ts, Generator *generator) ATTACHED RUNS_GUEST {
    if (generator->state == GENERATOR_FINISHED) {
        return;
    }
    for (uint32_t i = 0; i < generator->code->n_registers; i++) {
        Value v = generator->registers[i];
        generator->registers[i] = UNBOUND;
        value_drop(ts, v);
    }
}

void generator_destroy(ThreadState *ts, Object *self) {
    Generator *generator = (Generator *)(void *)self;
    drop_registers(ts, generator);
    if (generator->function) {
        object_release(ts, &generator->function->head);
    }
    value_drop(ts, generator->handled);
    value_drop(ts, generator->finalizer);
    value_drop(ts, generator->name);
    value_drop(ts, generator->qualified_name);
}

static void visit_if(Value v, Visitor visit, void *context) {
    if (!value_is_null(v) && !value_is_unbound(v)) {
        visit(v, context);
    }
}

void generator_traverse(Object *self, Visitor visit, void *context) {
    Generator *generator = (Generator *)(void *)self;
    uint32_t state = load_relaxed(&generator->state);
    if (state != GENERATOR_FINISHED && state != GENERATOR_RUNNING) {
        for (uint32_t i = 0; i < generator->code->n_registers; i++) {
            visit_if(generator->registers[i], visit, context);
        }
    }
    if (generator->function) {
        visit(object_value(generator->function), context);
    }
    visit_if(generator->handled, visit, context);
    visit_if(generator->finalizer, visit, context);
    visit_if(generator->name, visit, context);
    visit_if(generator->qualified_name, visit, context);
}

// A generator that is dropped in the middle of a try or with statement gets to clean up.
static void generator_finalize(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    Generator *generator = as_generator(self);
    if (generator->state != GENERATOR_SUSPENDED ||
        (value_is_null(generator_inner(generator)) &&
         !code_find_handler(generator->code,
                            (uint32_t)(generator->pc - generator->code->words) - 1))) {
        return;
    }
    Ref pending = error_fetch(ts);
    Ref result = generator_close(ts, generator);
    if (ref_is_null(result)) {
        error_write_unraisable(ts, NULL, self);
    }
    ref_drop(ts, result);
    if (!ref_is_null(pending)) {
        error_restore(ts, pending);
    }
}

static Ref generator_self(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, self);
}

static Ref generator_next(ThreadState *ts, Object *self) ATTACHED RUNS_GUEST {
    Ref result;
    if (generator_send(ts, (Generator *)(void *)self, NONE, &result) == GENERATOR_RETURNED) {
        return value_is_none(borrow(result)) ? NO_REF : raise_stop_iteration(ts, result);
    }
    return result;
}

// --- attributes -----------------------------------------------------------------------------

static Ref get_slot(ThreadState *ts, Object *self, const Value *slot) ATTACHED {
    object_lock(ts, self);
    Ref v = slot_take_locked(ts, slot);
    object_unlock(ts, self);
    return v;
}

static bool set_slot(ThreadState *ts, Object *self, Value *slot, Value name,
                     const char *what) ATTACHED RUNS_GUEST {
    if (value_is_null(name) || !value_has_layout(ts, name, KIND_STR)) {
        raise_error(ts, EXC_TYPE_ERROR, "%s must be set to a string object", what);
        return false;
    }
    ref_take(ts, name);
    object_lock(ts, self);
    Value old = slot_load(slot);
    slot_publish(slot, name);
    object_unlock(ts, self);
    value_drop(ts, old);
    return true;
}

Ref generator_get_name(ThreadState *ts, Value self) {
    return get_slot(ts, value_object(self), &as_generator(self)->name);
}

bool generator_set_name(ThreadState *ts, Value self, Value name) {
    return set_slot(ts, value_object(self), &as_generator(self)->name, name, "__name__");
}

Ref generator_get_qualified_name(ThreadState *ts, Value self) {
    return get_slot(ts, value_object(self), &as_generator(self)->qualified_name);
}

bool generator_set_qualified_name(ThreadState *ts, Value self, Value name) {
    return set_slot(ts, value_object(self), &as_generator(self)->qualified_name, name,
                    "__qualname__");
}

Ref generator_repr(ThreadState *ts, Value self) {
    Ref qualified_name = generator_get_qualified_name(ts, self);
    char *name = str_to_utf8(ts, borrow(qualified_name), NULL);
    ref_drop(ts, qualified_name);
    if (!name) {
        return NO_REF;
    }
    Ref text = str_format(ts, "<%s object %s at %p>", value_type_name(ts, self), name,
                          (void *)value_object(self));
    buffer_free(ts, name);
    return text;
}

Ref generator_get_code(ThreadState *ts, Value self) {
    return ref_take_object(ts, as_generator(self)->code);
}

Ref generator_get_running(ThreadState *ts, Value self) {
    (void)ts;
    uint32_t state = load_relaxed(&as_generator(self)->state);
    return owned(value_bool(state == GENERATOR_RUNNING || state == GENERATOR_DELEGATING));
}

Ref generator_get_suspended(ThreadState *ts, Value self) {
    (void)ts;
    return owned(value_bool(generator_state(as_generator(self)) == GENERATOR_SUSPENDED));
}

Ref generator_get_inner(ThreadState *ts, Value self) {
    Generator *generator = as_generator(self);
    uint32_t state;
    if (!generator_hold(ts, generator, &state)) {
        return owned(NONE);
    }
    Value inner = generator_inner(generator);
    Ref result = ref_take(ts, value_is_null(inner) ? NONE : inner);
    generator_let_go(generator, state);
    return result;
}

// A snapshot of the frame where it stands; None once it has finished.
Ref generator_get_frame(ThreadState *ts, Value self) {
    Generator *generator = as_generator(self);
    for (Frame *frame = ts->frame; frame; frame = frame->previous) {
        if (frame->flags & FRAME_GENERATOR && frame->generator == generator) {
            return frame_snapshot(ts, frame);
        }
    }
    uint32_t state;
    if (!generator_hold(ts, generator, &state)) {
        return owned(NONE);
    }
    Frame frame = {
        .registers = generator->registers,
        .pc = generator->pc,
        .code = generator->code,
        .function = generator->function,
        .globals = generator->function->globals,
        .builtins = generator->function->builtins,
    };
    Ref snapshot = frame_snapshot(ts, &frame);
    generator_let_go(generator, state);
    return snapshot;
}

// --- methods --------------------------------------------------------------------------------

// An instance of the exception class made from throw()'s second argument, as `except` in old
// programs wrote it.
static Ref make_thrown(ThreadState *ts, Value class, Value value) ATTACHED RUNS_GUEST {
    if (!value_is_null(value) &&
        type_is_subtype(value_type(ts, value), (Type *)value_object(class))) {
        return ref_take(ts, value);
    }
    if (value_is_null(value) || value_is_none(value)) {
        return value_call(ts, class, NULL, 0);
    }
    if (value_has_layout(ts, value, KIND_TUPLE)) {
        return value_call_unpacked(ts, class, value, NO_VALUE);
    }
    return value_call(ts, class, &value, 1);
}

Ref thrown_exception(ThreadState *ts, Value kind, Value value, Value traceback) {
    if (!value_is_null(value) &&
        !warn_deprecated(ts, "the (type, exc, tb) signature of throw() is deprecated, use the "
                             "single-arg signature instead.")) {
        return NO_REF;
    }
    if (!value_is_null(traceback) && !value_is_none(traceback) &&
        !value_is(traceback, KIND_TRACEBACK)) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "throw() third argument must be a traceback object");
    }
    Ref exception = NO_REF;
    if (value_has_layout(ts, kind, KIND_EXCEPTION)) {
        if (!value_is_null(value) && !value_is_none(value)) {
            return raise_error(ts, EXC_TYPE_ERROR,
                               "instance exception may not have a separate value");
        }
        exception = ref_take(ts, kind);
    } else if (value_has_layout(ts, kind, KIND_TYPE) &&
               type_is_subtype((Type *)value_object(kind),
                               exception_type(ts, EXC_BASE_EXCEPTION))) {
        exception = make_thrown(ts, kind, value);
        if (!ref_is_null(exception) &&
            !value_has_layout(ts, borrow(exception), KIND_EXCEPTION)) {
            raise_no_exception(ts, kind, borrow(exception));
            ref_drop(ts, exception);
            exception = NO_REF;
        }
        if (ref_is_null(exception)) {
            exception = error_fetch(ts); // what making it has raised is thrown instead
        }
    } else {
        raise_error(
            ts, EXC_TYPE_ERROR,
            "exceptions must be classes or instances deriving from BaseException, not %s",
            value_type_name(ts, kind));
    }
    if (!ref_is_null(exception) && !value_is_null(traceback) && !value_is_none(traceback)) {
        Exception *thrown = (Exception *)value_object(borrow(exception));
        ref_take(ts, traceback);
        object_lock(ts, &thrown->head);
        Value old = slot_load(&thrown->traceback);
        slot_publish(&thrown->traceback, traceback);
        object_unlock(ts, &thrown->head);
        value_drop(ts, old);
    }
    return exception;
}

Ref outcome_as_iteration(ThreadState *ts, GeneratorOutcome outcome, Ref result) {
    return outcome == GENERATOR_RETURNED ? raise_stop_iteration(ts, result) : result;
}

static Ref send(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    Ref result;
    GeneratorOutcome outcome =
        generator_send(ts, as_generator(arguments[0]), arguments[1], &result);
    return outcome_as_iteration(ts, outcome, result);
}

static Ref throw(ThreadState * ts, const Value *arguments) ATTACHED RUNS_GUEST {
    Ref exception = thrown_exception(ts, arguments[1], arguments[2], arguments[3]);
    if (ref_is_null(exception)) {
        return NO_REF;
    }
    Ref result;
    GeneratorOutcome outcome =
        generator_throw(ts, as_generator(arguments[0]), borrow(exception), &result);
    ref_drop(ts, exception);
    return outcome_as_iteration(ts, outcome, result);
}

static Ref close(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    return generator_close(ts, as_generator(arguments[0]));
}

// --- the types ------------------------------------------------------------------------------

static const NativeDef METHODS[] = {
    {"send(self, value, /)", send,
     "send(arg) -> send 'arg' into generator,\nreturn next yielded value or raise "
     "StopIteration.",
     0},
    {"throw(self, type, value=None, traceback=None, /)", throw,
     "throw(value)\nthrow(type[,value[,tb]])\n\nRaise exception in generator, return next "
     "yielded value or raise\nStopIteration.",
     0},
    {"close(self, /)", close, "close() -> raise GeneratorExit inside generator.", 0},
    {NULL, NULL, NULL, 0},
};

static const GetSetDef ATTRIBUTES[] = {
    {"__name__", generator_get_name, generator_set_name, "name of the generator"},
    {"__qualname__", generator_get_qualified_name, generator_set_qualified_name,
     "qualified name of the generator"},
    {"gi_code", generator_get_code, NULL, NULL},
    {"gi_frame", generator_get_frame, NULL, NULL},
    {"gi_running", generator_get_running, NULL, NULL},
    {"gi_suspended", generator_get_suspended, NULL, NULL},
    {"gi_yieldfrom", generator_get_inner, NULL, "object being iterated by yield from, or None"},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec generator_type_spec = {
    .name = "generator",
    .kind = KIND_GENERATOR,
    .base = KIND_INSTANCE,
    .size = sizeof(Generator),
    .flags = TYPE_DISALLOW_NEW,
    .slots =
        {
            .destroy = generator_destroy,
            .traverse = generator_traverse,
            .finalize = generator_finalize,
            .repr = generator_repr,
            .iterate = generator_self,
            .next = generator_next,
        },
    .methods = METHODS,
    .attributes = ATTRIBUTES,
};
