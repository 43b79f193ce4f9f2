// staticmethod: a callable in a class that is not bound to anything.
#include "runtime/objects/static_method.h"

#include "runtime/objects/wrapped_callable.h"
#include "vm/exec/call.h"
#include "vm/object/heap.h"
#include "vm/object/refcount.h"

Ref static_method_new(ThreadState *ts, Value callable) {
    WrappedCallable *self =
        object_new(ts, builtin_type(ts, KIND_STATIC_METHOD), sizeof(WrappedCallable));
    if (!self) {
        return NO_REF;
    }
    self->callable = borrow(ref_take(ts, callable));
    return object_ref(self);
}

static Ref static_method_get(ThreadState *ts, Value self, Value instance,
                             Value owner) ATTACHED {
    (void)instance;
    (void)owner;
    return wrapped_callable_take(ts, self);
}

static Ref static_method_call(ThreadState *ts, Value self, const Value *arguments, size_t n,
                              Value names) ATTACHED {
    Ref callable = wrapped_callable_take(ts, self);
    Ref result = ref_is_null(callable)
                     ? NO_REF
                     : value_call_named(ts, borrow(callable), arguments, n, names);
    ref_drop(ts, callable);
    return result;
}

static const NativeDef METHODS[] = {
    {"__new__(cls, *args, **kwargs)", wrapped_callable_make, NULL, NATIVE_STATIC_METHOD},
    {"__init__(self, function, /)", wrapped_callable_initialise, NULL, NATIVE_COUNTED},
    {NULL, NULL, NULL, 0},
};

const TypeSpec static_method_type_spec = {
    .name = "staticmethod",
    .kind = KIND_STATIC_METHOD,
    .base = KIND_INSTANCE,
    .size = sizeof(WrappedCallable),
    .flags = TYPE_BASE | TYPE_DEFINES_NEW | TYPE_IMMORTAL_WHEN_SHARED,
    .attributes_offset = offsetof(WrappedCallable, attributes),
    .slots = {.destroy = wrapped_callable_destroy,
              .traverse = wrapped_callable_traverse,
              .repr = wrapped_callable_repr,
              .call = static_method_call,
              .descriptor_get = static_method_get},
    .methods = METHODS,
    .attributes = WRAPPED_CALLABLE_ATTRIBUTES,
    .doc = "Convert a function to be a static method.",
};
