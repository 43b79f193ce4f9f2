// anext(iterator, default): an awaitable that turns StopAsyncIteration into the default.
#include "runtime/objects/anext_awaitable.h"

#include "runtime/objects/generator.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

typedef struct AnextAwaitable {
    Object head;
    Value awaitable;
    Value replacement;
} AnextAwaitable;

static AnextAwaitable *as_anext(Value v) {
    return (AnextAwaitable *)(void *)value_object(v);
}

Ref anext_awaitable_new(ThreadState *ts, Value awaitable, Value replacement) {
    AnextAwaitable *self = object_new(ts, builtin_type(ts, KIND_ANEXT_AWAITABLE), sizeof *self);
    if (!self) {
        return NO_REF;
    }
    self->awaitable = borrow(ref_take(ts, awaitable));
    self->replacement = borrow(ref_take(ts, replacement));
    return object_ref(self);
}

// The iterator of the awaitable; a coroutine's has send() and throw() of its own.
static Ref inner_iterator(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    return awaitable_iterator(ts, as_anext(self)->awaitable, 0);
}

// StopAsyncIteration becomes the end with the default; all else is passed on.
static Ref replace_end(ThreadState *ts, Value self, Ref result) ATTACHED RUNS_GUEST {
    if (ref_is_null(result) && error_matches(ts, EXC_STOP_ASYNC_ITERATION)) {
        error_clear(ts);
        return raise_stop_iteration(ts, ref_take(ts, as_anext(self)->replacement));
    }
    return result;
}

static Ref call_inner(ThreadState *ts, Value self, const char *method, const Value *arguments,
                      size_t n) ATTACHED RUNS_GUEST {
    Ref iterator = inner_iterator(ts, self);
    Ref result = ref_is_null(iterator)
                     ? NO_REF
                     : value_call_method_text(ts, borrow(iterator), method, arguments, n);
    ref_drop(ts, iterator);
    return replace_end(ts, self, result);
}

static Ref anext_next(ThreadState *ts, Object *object) ATTACHED RUNS_GUEST {
    Value self = object_value(object);
    Ref iterator = inner_iterator(ts, self);
    Ref result = NO_REF;
    if (!ref_is_null(iterator)) {
        Value sent = NONE;
        result = value_is_generator(borrow(iterator))
                     ? value_call_method_text(ts, borrow(iterator), "send", &sent, 1)
                     : value_next(ts, borrow(iterator));
    }
    ref_drop(ts, iterator);
    return replace_end(ts, self, result);
}

static Ref send(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    return call_inner(ts, arguments[0], "send", arguments + 1, 1);
}

static Ref throw(ThreadState * ts, const Value *arguments) ATTACHED RUNS_GUEST {
    size_t n = value_is_null(arguments[2]) ? 1 : value_is_null(arguments[3]) ? 2 : 3;
    return call_inner(ts, arguments[0], "throw", arguments + 1, n);
}

static Ref close(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    return call_inner(ts, arguments[0], "close", NULL, 0);
}

static Ref anext_self(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, self);
}

static void anext_destroy(ThreadState *ts, Object *self) ATTACHED {
    value_drop(ts, ((AnextAwaitable *)(void *)self)->awaitable);
    value_drop(ts, ((AnextAwaitable *)(void *)self)->replacement);
}

static void anext_traverse(Object *self, Visitor visit, void *context) {
    visit(((AnextAwaitable *)(void *)self)->awaitable, context);
    visit(((AnextAwaitable *)(void *)self)->replacement, context);
}

static const NativeDef METHODS[] = {
    {"send(self, value, /)", send, NULL, 0},
    {"throw(self, type, value=None, traceback=None, /)", throw, NULL, 0},
    {"close(self, /)", close, NULL, 0},
    {NULL, NULL, NULL, 0},
};

const TypeSpec anext_awaitable_type_spec = {
    .name = "anext_awaitable",
    .kind = KIND_ANEXT_AWAITABLE,
    .base = KIND_INSTANCE,
    .size = sizeof(AnextAwaitable),
    .flags = TYPE_DISALLOW_NEW,
    .slots =
        {
            .destroy = anext_destroy,
            .traverse = anext_traverse,
            .iterate = anext_self,
            .next = anext_next,
            .await = anext_self,
        },
    .methods = METHODS,
};
