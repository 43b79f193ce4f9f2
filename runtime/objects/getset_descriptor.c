// getset_descriptor: a computed attribute of a built-in type.
#include "runtime/objects/getset_descriptor.h"

#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/refcount.h"

typedef struct GetSetDescriptor {
    Object head;
    const GetSetDef *definition;
    Type *type; // owned
} GetSetDescriptor;

static GetSetDescriptor *as_getset(Value v) {
    return (GetSetDescriptor *)(void *)value_object(v);
}

Ref getset_descriptor_new(ThreadState *ts, Type *type, const GetSetDef *definition) {
    GetSetDescriptor *d =
        object_new(ts, builtin_type(ts, KIND_GETSET_DESCRIPTOR), sizeof(GetSetDescriptor));
    if (!d) {
        return NO_REF;
    }
    d->definition = definition;
    d->type = type;
    object_retain(ts, &type->head);
    return object_ref(d);
}

static void getset_destroy(ThreadState *ts, Object *self) ATTACHED {
    object_release(ts, &((GetSetDescriptor *)(void *)self)->type->head);
}

static void getset_traverse(Object *self, Visitor visit, void *context) {
    visit(object_value(((GetSetDescriptor *)(void *)self)->type), context);
}

bool descriptor_check(ThreadState *ts, const char *name, Type *type, Value instance) {
    if (type_is_subtype(value_type(ts, instance), type)) {
        return true;
    }
    raise_error(ts, EXC_TYPE_ERROR,
                "descriptor '%s' for '%s' objects doesn't apply to a '%s' object", name,
                type->name, value_type_name(ts, instance));
    return false;
}

static Ref getset_get(ThreadState *ts, Value self, Value instance, Value owner) ATTACHED {
    (void)owner;
    GetSetDescriptor *d = as_getset(self);
    if (value_is_null(instance)) {
        return ref_take(ts, self);
    }
    if (!descriptor_check(ts, d->definition->name, d->type, instance)) {
        return NO_REF;
    }
    return d->definition->get(ts, instance);
}

static bool getset_set(ThreadState *ts, Value self, Value instance, Value value) ATTACHED {
    GetSetDescriptor *d = as_getset(self);
    if (!descriptor_check(ts, d->definition->name, d->type, instance)) {
        return false;
    }
    if (!d->definition->set) {
        raise_error(ts, EXC_ATTRIBUTE_ERROR, "attribute '%s' of '%s' objects is not writable",
                    d->definition->name, d->type->name);
        return false;
    }
    return d->definition->set(ts, instance, value);
}

bool getset_refuse(ThreadState *ts, Value self, Value value) {
    (void)self;
    (void)value;
    raise_error(ts, EXC_ATTRIBUTE_ERROR, "readonly attribute");
    return false;
}

static Ref getset_repr(ThreadState *ts, Value self) ATTACHED {
    return str_format(ts, "<attribute '%s' of '%s' objects>", as_getset(self)->definition->name,
                      as_getset(self)->type->name);
}

static Ref getset_get_name(ThreadState *ts, Value self) ATTACHED {
    return str_intern_text(ts, as_getset(self)->definition->name);
}

static Ref getset_get_qualified_name(ThreadState *ts, Value self) ATTACHED {
    return str_format(ts, "%s.%s", type_last_name(as_getset(self)->type->name),
                      as_getset(self)->definition->name);
}

static Ref getset_get_doc(ThreadState *ts, Value self) ATTACHED {
    const char *doc = as_getset(self)->definition->doc;
    return doc ? str_from_text(ts, doc) : owned(NONE);
}

static Ref getset_get_class(ThreadState *ts, Value self) ATTACHED {
    return ref_take_object(ts, as_getset(self)->type);
}

static const GetSetDef GETSET_ATTRIBUTES[] = {
    {"__name__", getset_get_name, getset_refuse, NULL},
    {"__qualname__", getset_get_qualified_name, NULL, NULL},
    {"__doc__", getset_get_doc, NULL, NULL},
    {"__objclass__", getset_get_class, getset_refuse, NULL},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec getset_descriptor_type_spec = {
    .name = "getset_descriptor",
    .kind = KIND_GETSET_DESCRIPTOR,
    .size = sizeof(GetSetDescriptor),
    .flags = TYPE_DISALLOW_NEW | TYPE_IMMORTAL_WHEN_SHARED,
    .slots = {.destroy = getset_destroy,
              .traverse = getset_traverse,
              .repr = getset_repr,
              .descriptor_get = getset_get,
              .descriptor_set = getset_set},
    .attributes = GETSET_ATTRIBUTES,
};
