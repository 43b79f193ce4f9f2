// classmethod: a callable in a class that is bound to the class, not the instance.
#include "runtime/objects/wrapped_callable.h"
#include "vm/needs_runtime.h"
#include "vm/object/refcount.h"

static Ref class_method_get(ThreadState *ts, Value self, Value instance, Value owner) ATTACHED {
    if (value_is_null(owner)) {
        owner = object_value(value_type(ts, instance));
    }
    Ref callable = wrapped_callable_take(ts, self);
    Ref method = ref_is_null(callable) ? NO_REF : method_new(ts, borrow(callable), owner);
    ref_drop(ts, callable);
    return method;
}

static const NativeDef METHODS[] = {
    {"__new__(cls, *args, **kwargs)", wrapped_callable_make, NULL, NATIVE_STATIC_METHOD},
    {"__init__(self, function, /)", wrapped_callable_initialise, NULL, NATIVE_COUNTED},
    {NULL, NULL, NULL, 0},
};

const TypeSpec class_method_type_spec = {
    .name = "classmethod",
    .kind = KIND_CLASS_METHOD,
    .base = KIND_INSTANCE,
    .size = sizeof(WrappedCallable),
    .flags = TYPE_BASE | TYPE_DEFINES_NEW | TYPE_IMMORTAL_WHEN_SHARED,
    .attributes_offset = offsetof(WrappedCallable, attributes),
    .slots = {.destroy = wrapped_callable_destroy,
              .traverse = wrapped_callable_traverse,
              .repr = wrapped_callable_repr,
              .descriptor_get = class_method_get},
    .methods = METHODS,
    .attributes = WRAPPED_CALLABLE_ATTRIBUTES,
    .doc = "Convert a function to be a class method.",
};
