// Native functions and methods as the guest sees them.
#include <string.h>

#include "runtime/objects/str_builder.h"
#include "vm/exec/bind.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

static NativeCallable *as_callable(Value v) {
    return (NativeCallable *)value_object(v);
}

static void callable_destroy(ThreadState *ts, Object *self) ATTACHED {
    NativeCallable *callable = (NativeCallable *)self;
    value_drop(ts, callable->self);
    value_drop(ts, callable->module);
}

static Ref callable_call(ThreadState *ts, Value self, const Value *arguments, size_t n,
                         Value names) ATTACHED {
    return native_call(ts, as_callable(self), arguments, n, names);
}

static Ref function_repr(ThreadState *ts, Value self) ATTACHED {
    const NativeCallable *callable = as_callable(self);
    int length = (int)native_name_length(callable->definition);
    const char *name = callable->definition->signature;
    if (value_is_null(callable->self)) {
        return str_format(ts, "<built-in %s %.*s>", callable->owner ? "method" : "function",
                          length, name);
    }
    return str_format(ts, "<built-in method %.*s of %s object at %p>", length, name,
                      value_type_name(ts, callable->self),
                      (void *)(uintptr_t)callable->self.bits);
}

static Ref method_repr(ThreadState *ts, Value self) ATTACHED {
    const NativeCallable *callable = as_callable(self);
    return str_format(ts, "<method '%.*s' of '%s' objects>",
                      (int)native_name_length(callable->definition),
                      callable->definition->signature, callable->owner->name);
}

// Bound to `self`, which becomes the first argument. The owner stays for the messages.
static Ref bind(ThreadState *ts, const NativeCallable *callable, Value self) ATTACHED {
    Ref bound = native_callable_new(ts, callable->definition, NULL, self, NO_VALUE);
    if (!ref_is_null(bound)) {
        as_callable(borrow(bound))->owner = callable->owner;
    }
    return bound;
}

static Ref method_get(ThreadState *ts, Value self, Value instance, Value owner) ATTACHED {
    (void)owner;
    const NativeCallable *callable = as_callable(self);
    if (value_is_null(instance)) {
        return ref_take(ts, self);
    }
    if (!type_is_subtype(value_type(ts, instance), callable->owner)) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "descriptor '%.*s' for '%s' objects doesn't apply to a '%s' object",
                           (int)native_name_length(callable->definition),
                           callable->definition->signature, callable->owner->name,
                           value_type_name(ts, instance));
    }
    return bind(ts, callable, instance);
}

static Ref class_method_get(ThreadState *ts, Value self, Value instance, Value owner) ATTACHED {
    Value class = value_is_null(owner) ? object_value(value_type(ts, instance)) : owner;
    return bind(ts, as_callable(self), class);
}

static Ref get_name(ThreadState *ts, Value self) ATTACHED {
    const NativeDef *definition = as_callable(self)->definition;
    return str_from_utf8(ts, definition->signature, native_name_length(definition));
}

static Ref get_qualname(ThreadState *ts, Value self) ATTACHED {
    const NativeCallable *callable = as_callable(self);
    if (!callable->owner) {
        return get_name(ts, self);
    }
    return str_format(ts, "%s.%.*s", callable->owner->name,
                      (int)native_name_length(callable->definition),
                      callable->definition->signature);
}

static Ref get_doc(ThreadState *ts, Value self) ATTACHED {
    const char *doc = as_callable(self)->definition->doc;
    return doc ? str_from_text(ts, doc) : owned(NONE);
}

static Ref get_module(ThreadState *ts, Value self) ATTACHED {
    Value module = as_callable(self)->module;
    return value_is_null(module) ? owned(NONE) : ref_take(ts, module);
}

static Ref get_self(ThreadState *ts, Value self) ATTACHED {
    Value bound = as_callable(self)->self;
    return value_is_null(bound) ? owned(NONE) : ref_take(ts, bound);
}

static Ref get_signature(ThreadState *ts, Value self) ATTACHED {
    const NativeDef *definition = as_callable(self)->definition;
    return str_from_text(ts, definition->signature + native_name_length(definition));
}

static Ref get_owner(ThreadState *ts, Value self) ATTACHED {
    Type *owner = as_callable(self)->owner;
    return owner ? ref_take_object(ts, owner) : owned(NONE);
}

static const GetSetDef FUNCTION_ATTRIBUTES[] = {
    {"__name__", get_name, NULL, NULL}, {"__qualname__", get_qualname, NULL, NULL},
    {"__doc__", get_doc, NULL, NULL},   {"__module__", get_module, NULL, NULL},
    {"__self__", get_self, NULL, NULL}, {"__text_signature__", get_signature, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

static const GetSetDef METHOD_ATTRIBUTES[] = {
    {"__name__", get_name, NULL, NULL},
    {"__qualname__", get_qualname, NULL, NULL},
    {"__doc__", get_doc, NULL, NULL},
    {"__objclass__", get_owner, NULL, NULL},
    {"__text_signature__", get_signature, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec native_function_type_spec = {
    .name = "builtin_function_or_method",
    .kind = KIND_NATIVE_FUNCTION,
    .base = KIND_INSTANCE,
    .size = sizeof(NativeCallable),
    .flags = TYPE_DISALLOW_NEW,
    .slots = {.destroy = callable_destroy, .repr = function_repr, .call = callable_call},
    .attributes = FUNCTION_ATTRIBUTES,
};

const TypeSpec method_descriptor_type_spec = {
    .name = "method_descriptor",
    .kind = KIND_METHOD_DESCRIPTOR,
    .base = KIND_INSTANCE,
    .size = sizeof(NativeCallable),
    .flags = TYPE_DISALLOW_NEW | TYPE_METHOD_LIKE | TYPE_IMMORTAL_WHEN_SHARED,
    .slots = {.destroy = callable_destroy,
              .repr = method_repr,
              .call = callable_call,
              .descriptor_get = method_get},
    .attributes = METHOD_ATTRIBUTES,
};

const TypeSpec class_method_descriptor_type_spec = {
    .name = "classmethod_descriptor",
    .kind = KIND_CLASS_METHOD_DESCRIPTOR,
    .base = KIND_INSTANCE,
    .size = sizeof(NativeCallable),
    .flags = TYPE_DISALLOW_NEW | TYPE_IMMORTAL_WHEN_SHARED,
    .slots = {.destroy = callable_destroy,
              .repr = method_repr,
              .call = callable_call,
              .descriptor_get = class_method_get},
    .attributes = METHOD_ATTRIBUTES,
};
