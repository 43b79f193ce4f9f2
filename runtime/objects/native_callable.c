// Native functions and methods as the guest sees them.
#include <string.h>

#include "runtime/objects/str_builder.h"
#include "runtime/objects/type.h"
#include "vm/exec/bind.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
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
    buffer_free(ts, callable->names);
}

static void callable_traverse(Object *self, Visitor visit, void *context) {
    visit(((NativeCallable *)self)->self, context);
}

static Ref callable_call(ThreadState *ts, Value self, const Value *arguments, size_t n,
                         Value names) ATTACHED {
    return native_call(ts, as_callable(self), arguments, n, names);
}

// In CPython these methods of object are wrappers around slots, and look like it.
static bool is_slot_method(const NativeCallable *callable) {
    static const char *const NAMES[] = {"__init__(", "__getattribute__(", "__setattr__(",
                                        "__delattr__("};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        if (strncmp(callable->definition->signature, NAMES[i], strlen(NAMES[i])) == 0) {
            return true;
        }
    }
    return false;
}

static Ref function_repr(ThreadState *ts, Value self) ATTACHED {
    const NativeCallable *callable = as_callable(self);
    int length = (int)native_name_length(callable->definition);
    const char *name = callable->definition->signature;
    if (value_is_null(callable->self)) {
        return str_format(ts, "<built-in %s %.*s>", callable->owner ? "method" : "function",
                          length, name);
    }
    const char *format = is_slot_method(callable) ? "<method-wrapper '%.*s' of %s object at %p>"
                                                  : "<built-in method %.*s of %s object at %p>";
    return str_format(ts, format, length, name, value_type_name(ts, callable->self),
                      (void *)(uintptr_t)callable->self.bits);
}

static Ref method_repr(ThreadState *ts, Value self) ATTACHED {
    const NativeCallable *callable = as_callable(self);
    return str_format(ts,
                      is_slot_method(callable) ? "<slot wrapper '%.*s' of '%s' objects>"
                                               : "<method '%.*s' of '%s' objects>",
                      (int)native_name_length(callable->definition),
                      callable->definition->signature, callable->owner->name);
}

// Bound methods of one object are equal when they are the same method.
static Ref function_compare(ThreadState *ts, CompareOperator op, Value self,
                            Value other) ATTACHED {
    (void)ts;
    if ((op != COMPARE_EQUAL && op != COMPARE_NOT_EQUAL) ||
        !value_is(other, KIND_NATIVE_FUNCTION)) {
        return owned(NOT_IMPLEMENTED);
    }
    bool same = value_same(as_callable(self)->self, as_callable(other)->self) &&
                as_callable(self)->function == as_callable(other)->function;
    return owned(value_bool(same == (op == COMPARE_EQUAL)));
}

static int64_t function_hash(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    uint64_t hash = (uint64_t)(uintptr_t)as_callable(self)->function * 31 ^
                    as_callable(self)->self.bits >> 4;
    return (int64_t)hash == -1 ? -2 : (int64_t)hash;
}

// Bound to `self`, which becomes the first argument. The owner stays for the messages.
static Ref bind(ThreadState *ts, const NativeCallable *callable, Value self) ATTACHED {
    NativeCallable *bound =
        object_new(ts, builtin_type(ts, KIND_NATIVE_FUNCTION), sizeof(NativeCallable));
    if (!bound) {
        return NO_REF;
    }
    bound->function = callable->function;
    bound->signature = callable->signature;
    bound->definition = callable->definition;
    bound->owner = callable->owner;
    store_relaxed(&bound->head.flags, OBJECT_ALWAYS_COUNTED); // or `self` would live for ever
    bound->self = borrow(ref_take(ts, self));
    return object_ref(bound);
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
    const NativeCallable *callable = as_callable(self);
    Value class = value_is_null(owner) ? object_value(value_type(ts, instance)) : owner;
    if (!value_is_class(ts, class) ||
        !type_is_subtype((Type *)value_object(class), callable->owner)) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "descriptor '%.*s' requires a subtype of '%s' but received '%s'",
                           (int)native_name_length(callable->definition),
                           callable->definition->signature, callable->owner->name,
                           value_is_class(ts, class) ? ((Type *)value_object(class))->name
                                                     : value_type_name(ts, class));
    }
    return bind(ts, callable, class);
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
    return str_format(ts, "%s.%.*s", type_last_name(callable->owner->name),
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
    .flags = TYPE_DISALLOW_NEW | TYPE_IMMORTAL_WHEN_HOT,
    .slots = {.destroy = callable_destroy,
              .traverse = callable_traverse,
              .hash = function_hash,
              .compare = function_compare,
              .repr = function_repr,
              .call = callable_call},
    .attributes = FUNCTION_ATTRIBUTES,
};

const TypeSpec method_descriptor_type_spec = {
    .name = "method_descriptor",
    .kind = KIND_METHOD_DESCRIPTOR,
    .base = KIND_INSTANCE,
    .size = sizeof(NativeCallable),
    .flags = TYPE_DISALLOW_NEW | TYPE_METHOD_LIKE | TYPE_IMMORTAL_WHEN_SHARED,
    .slots = {.destroy = callable_destroy,
              .traverse = callable_traverse,
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
              .traverse = callable_traverse,
              .repr = method_repr,
              .call = callable_call,
              .descriptor_get = class_method_get},
    .attributes = METHOD_ATTRIBUTES,
};
