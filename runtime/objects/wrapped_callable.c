// The common part of classmethod and staticmethod.
#include "runtime/objects/wrapped_callable.h"

#include "vm/needs_runtime.h"
#include "vm/object/attributes.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/world.h"

Ref wrapped_callable_make(ThreadState *ts, const Value *arguments) {
    Type *type = (Type *)value_object(arguments[0]);
    WrappedCallable *self = object_new(ts, type, type->instance_size);
    return self ? object_ref(self) : NO_REF;
}

// The wrapper goes by the names of what it wraps.
static bool copy_names(ThreadState *ts, Object *self, Value callable) ATTACHED {
    static const KnownName NAMES[] = {NAME_MODULE, NAME_NAME, NAME_QUALNAME, NAME_DOC,
                                      NAME_ANNOTATIONS};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        Ref value;
        Value name = known_name(ts, NAMES[i]);
        if (!value_find_attribute(ts, callable, name, &value)) {
            return false;
        }
        bool ok = ref_is_null(value) || attributes_set(ts, self, name, borrow(value));
        ref_drop(ts, value);
        if (!ok) {
            return false;
        }
    }
    return true;
}

Ref wrapped_callable_initialise(ThreadState *ts, const Value *arguments) {
    WrappedCallable *self = as_wrapped(arguments[0]);
    world_fill(ts, &self->callable, ref_take(ts, arguments[1]));
    return copy_names(ts, &self->head, arguments[1]) ? owned(NONE) : NO_REF;
}

Ref wrapped_callable_take(ThreadState *ts, Value self) {
    Value callable = slot_load_acquire(&as_wrapped(self)->callable);
    return value_is_null(callable)
               ? raise_error(ts, EXC_RUNTIME_ERROR, "uninitialized %s object",
                             value_has_layout(ts, self, KIND_CLASS_METHOD) ? "classmethod"
                                                                           : "staticmethod")
               : ref_take(ts, callable);
}

// The same, None before __init__.
static Ref take_or_none(ThreadState *ts, Value self) ATTACHED {
    Value callable = slot_load_acquire(&as_wrapped(self)->callable);
    return ref_take(ts, value_is_null(callable) ? NONE : callable);
}

void wrapped_callable_destroy(ThreadState *ts, Object *self) {
    WrappedCallable *wrapped = (WrappedCallable *)(void *)self;
    Value callable = wrapped->callable;
    wrapped->callable = NO_VALUE;
    value_drop(ts, callable);
    attributes_destroy(ts, self);
}

void wrapped_callable_traverse(Object *self, Visitor visit, void *context) {
    visit(((WrappedCallable *)(void *)self)->callable, context);
    attributes_traverse(self, visit, context);
}

Ref wrapped_callable_repr(ThreadState *ts, Value self) {
    if (value_is_null(slot_load_acquire(&as_wrapped(self)->callable))) {
        return str_format(ts, "<%s(<NULL>)>", value_type_name(ts, self));
    }
    Ref callable = take_or_none(ts, self);
    Ref inner = value_repr(ts, borrow(callable));
    char *text = ref_is_null(inner) ? NULL : str_to_utf8(ts, borrow(inner), NULL);
    Ref result = text ? str_format(ts, "<%s(%s)>", value_type_name(ts, self), text) : NO_REF;
    buffer_free(ts, text);
    ref_drop(ts, inner);
    ref_drop(ts, callable);
    return result;
}

static Ref get_function(ThreadState *ts, Value self) ATTACHED {
    return take_or_none(ts, self);
}

static Ref get_is_abstract(ThreadState *ts, Value self) ATTACHED {
    Ref callable = take_or_none(ts, self);
    Ref flag;
    bool ok = value_find_attribute(ts, borrow(callable),
                                   known_name(ts, NAME_IS_ABSTRACT_METHOD), &flag);
    ref_drop(ts, callable);
    if (!ok) {
        return NO_REF;
    }
    int truth = ref_is_null(flag) ? 0 : value_truth(ts, borrow(flag));
    ref_drop(ts, flag);
    return truth < 0 ? NO_REF : owned(value_bool(truth));
}

static Ref get_dict(ThreadState *ts, Value self) ATTACHED {
    return attributes_dictionary(ts, value_object(self));
}

const GetSetDef WRAPPED_CALLABLE_ATTRIBUTES[] = {
    {"__func__", get_function, NULL, NULL},
    {"__wrapped__", get_function, NULL, NULL},
    {"__isabstractmethod__", get_is_abstract, NULL, NULL},
    {"__dict__", get_dict, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
