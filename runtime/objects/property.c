// property: an attribute whose reading, writing and deleting are function calls.
#include "runtime/objects/getset_descriptor.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/world.h"

typedef enum Accessor { GETTER, SETTER, DELETER, ACCESSOR_COUNT } Accessor;

// The fields are read without a lock: other threads are stopped when __init__ replaces one, but
// not when it fills an empty one.
typedef struct Property {
    Object head;
    Value accessors[ACCESSOR_COUNT]; // NO_VALUE where there is none
    Value doc;
    Value name;      // from __set_name__; NO_VALUE if unknown
    bool getter_doc; // doc is that of the getter; relaxed
} Property;

static Property *as_property(Value v) {
    return (Property *)(void *)value_object(v);
}

static Value accessor_of(const Property *self, Accessor which) {
    return slot_load_acquire(&self->accessors[which]);
}

// What a field holds, None for nothing; borrowed.
static Value field_or_none(const Value *field) {
    Value v = slot_load_acquire(field);
    return value_is_null(v) ? NONE : v;
}

static Ref take_or_nothing(ThreadState *ts, Value v) ATTACHED {
    return value_is_null(v) || value_is_none(v) ? NO_REF : ref_take(ts, v);
}

static Ref property_make(ThreadState *ts, const Value *arguments) ATTACHED {
    Type *type = (Type *)value_object(arguments[0]);
    Property *self = object_new(ts, type, type->instance_size);
    return self ? object_ref(self) : NO_REF;
}

// In an instance of a subclass the class's own __doc__ would stand in front of ours: there the
// text becomes an attribute. Takes the reference. A text given explicitly is dropped where no
// attribute can be set.
static bool keep_in_attribute(ThreadState *ts, Value v, Ref doc) ATTACHED RUNS_GUEST {
    Value text = ref_is_null(doc) ? NONE : borrow(doc);
    bool ok = value_set_attribute(ts, v, known_name(ts, NAME_DOC), text);
    ref_drop(ts, doc);
    if (!ok && !load_relaxed(&as_property(v)->getter_doc) &&
        error_matches(ts, EXC_ATTRIBUTE_ERROR)) {
        error_clear(ts);
        ok = true;
    }
    return ok;
}

static Ref property_initialise(ThreadState *ts, const Value *arguments) ATTACHED {
    Property *self = as_property(arguments[0]);
    for (int i = 0; i < ACCESSOR_COUNT; i++) {
        world_fill(ts, &self->accessors[i], take_or_nothing(ts, arguments[1 + i]));
    }
    Ref doc = take_or_nothing(ts, arguments[4]);
    bool is_given = !ref_is_null(doc);
    if (!is_given && !value_is_null(arguments[1]) && !value_is_none(arguments[1])) {
        if (!value_find_attribute(ts, arguments[1], known_name(ts, NAME_DOC), &doc)) {
            return NO_REF;
        }
        if (!ref_is_null(doc) && value_is_none(borrow(doc))) {
            doc = NO_REF; // None is immediate
        }
    }
    store_relaxed(&self->getter_doc, !is_given && !ref_is_null(doc));
    if (value_type(ts, arguments[0]) != builtin_type(ts, KIND_PROPERTY)) {
        return keep_in_attribute(ts, arguments[0], doc) ? owned(NONE) : NO_REF;
    }
    world_fill(ts, &self->doc, doc);
    return owned(NONE);
}

// The name it was given in its class, else that of its getter; NO_REF if neither has one.
static bool find_name(ThreadState *ts, const Property *self, Ref *name) ATTACHED {
    Value getter = accessor_of(self, GETTER);
    Value own = slot_load_acquire(&self->name);
    *name = value_is_null(own) ? NO_REF : ref_take(ts, own);
    return !ref_is_null(*name) || value_is_null(getter) ||
           value_find_attribute(ts, getter, known_name(ts, NAME_NAME), name);
}

// "property 'x' of 'C' object has no setter".
static Ref raise_missing(ThreadState *ts, const Property *self, Value instance,
                         const char *what) ATTACHED {
    Ref name;
    if (!find_name(ts, self, &name)) {
        return NO_REF;
    }
    Ref quoted = ref_is_null(name) ? NO_REF : value_repr(ts, borrow(name));
    ref_drop(ts, name);
    char *text = ref_is_null(quoted) ? NULL : str_to_utf8(ts, borrow(quoted), NULL);
    char *type = str_to_utf8(ts, value_type(ts, instance)->qualified_name, NULL);
    if (!error_is_set(ts)) {
        raise_error(ts, EXC_ATTRIBUTE_ERROR, "property%s%s of '%s' object has no %s",
                    text ? " " : "", text ? text : "", type, what);
    }
    buffer_free(ts, type);
    buffer_free(ts, text);
    ref_drop(ts, quoted);
    return NO_REF;
}

static Ref property_get(ThreadState *ts, Value v, Value instance, Value owner) ATTACHED {
    (void)owner;
    const Property *self = as_property(v);
    if (value_is_null(instance)) {
        return ref_take(ts, v);
    }
    Value getter = accessor_of(self, GETTER);
    if (value_is_null(getter)) {
        return raise_missing(ts, self, instance, "getter");
    }
    return value_call(ts, getter, &instance, 1);
}

Value property_getter_of(Value property) {
    return accessor_of(as_property(property), GETTER);
}

static bool property_set(ThreadState *ts, Value v, Value instance, Value value) ATTACHED {
    const Property *self = as_property(v);
    bool is_delete = value_is_null(value);
    Value accessor = accessor_of(self, is_delete ? DELETER : SETTER);
    if (value_is_null(accessor)) {
        raise_missing(ts, self, instance, is_delete ? "deleter" : "setter");
        return false;
    }
    Value arguments[] = {instance, value};
    Ref result = value_call(ts, accessor, arguments, is_delete ? 1 : 2);
    ref_drop(ts, result);
    return !ref_is_null(result);
}

// A copy with one accessor replaced.
static Ref property_with(ThreadState *ts, Value v, Accessor which, Value accessor) ATTACHED {
    const Property *self = as_property(v);
    Value arguments[4];
    for (int i = 0; i < ACCESSOR_COUNT; i++) {
        arguments[i] = i == (int)which ? accessor : field_or_none(&self->accessors[i]);
    }
    arguments[3] = load_relaxed(&self->getter_doc) ? NONE : field_or_none(&self->doc);
    // Guest code, or another thread, may call __init__ of this very object.
    Ref held = tuple_from_array(ts, arguments, 4);
    if (ref_is_null(held)) {
        return NO_REF;
    }
    Ref copy = value_call(ts, object_value(value_type(ts, v)), arguments, 4);
    ref_drop(ts, held);
    Value name = slot_load_acquire(&self->name);
    if (!ref_is_null(copy) && value_has_layout(ts, borrow(copy), KIND_PROPERTY) &&
        !value_is_null(name)) {
        world_fill(ts, &as_property(borrow(copy))->name, ref_take(ts, name));
    }
    return copy;
}

static Ref property_getter(ThreadState *ts, const Value *arguments) ATTACHED {
    return property_with(ts, arguments[0], GETTER, arguments[1]);
}

static Ref property_setter(ThreadState *ts, const Value *arguments) ATTACHED {
    return property_with(ts, arguments[0], SETTER, arguments[1]);
}

static Ref property_deleter(ThreadState *ts, const Value *arguments) ATTACHED {
    return property_with(ts, arguments[0], DELETER, arguments[1]);
}

static Ref property_set_name(ThreadState *ts, const Value *arguments) ATTACHED {
    world_fill(ts, &as_property(arguments[0])->name, ref_take(ts, arguments[2]));
    return owned(NONE);
}

static void property_destroy(ThreadState *ts, Object *object) ATTACHED {
    Property *self = (Property *)(void *)object;
    for (int i = 0; i < ACCESSOR_COUNT; i++) {
        value_drop(ts, self->accessors[i]);
    }
    value_drop(ts, self->doc);
    value_drop(ts, self->name);
}

static void property_traverse(Object *object, Visitor visit, void *context) {
    Property *self = (Property *)(void *)object;
    for (int i = 0; i < ACCESSOR_COUNT; i++) {
        visit(self->accessors[i], context);
    }
    visit(self->doc, context);
    visit(self->name, context);
}

static Ref get_getter(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, field_or_none(&as_property(self)->accessors[GETTER]));
}

static Ref get_setter(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, field_or_none(&as_property(self)->accessors[SETTER]));
}

static Ref get_deleter(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, field_or_none(&as_property(self)->accessors[DELETER]));
}

static Ref get_doc(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, field_or_none(&as_property(self)->doc));
}

static bool set_doc(ThreadState *ts, Value self, Value value) ATTACHED {
    world_replace(ts, &as_property(self)->doc, take_or_nothing(ts, value));
    return true;
}

static Ref get_name(ThreadState *ts, Value self) ATTACHED {
    Ref name;
    if (!find_name(ts, as_property(self), &name)) {
        return NO_REF;
    }
    return ref_is_null(name) ? raise_no_attribute(ts, self, known_name(ts, NAME_NAME)) : name;
}

static bool set_name(ThreadState *ts, Value self, Value value) ATTACHED {
    world_replace(ts, &as_property(self)->name,
                  value_is_null(value) ? NO_REF : ref_take(ts, value));
    return true;
}

static Ref get_is_abstract(ThreadState *ts, Value self) ATTACHED {
    int truth = 0;
    for (int i = 0; truth == 0 && i < ACCESSOR_COUNT; i++) {
        Ref flag = NO_REF;
        Ref accessor = ref_take(ts, field_or_none(&as_property(self)->accessors[i]));
        bool ok = value_find_attribute(ts, borrow(accessor),
                                       known_name(ts, NAME_IS_ABSTRACT_METHOD), &flag);
        ref_drop(ts, accessor);
        if (!ok) {
            return NO_REF;
        }
        truth = ref_is_null(flag) ? 0 : value_truth(ts, borrow(flag));
        ref_drop(ts, flag);
    }
    return truth < 0 ? NO_REF : owned(value_bool(truth));
}

static const NativeDef METHODS[] = {
    {"__new__(cls, *args, **kwargs)", property_make, NULL, NATIVE_STATIC_METHOD},
    {"__init__(self, fget=None, fset=None, fdel=None, doc=None)", property_initialise, NULL, 0},
    {"getter(self, fget, /)", property_getter,
     "Descriptor to obtain a copy of the property with a different getter.", 0},
    {"setter(self, fset, /)", property_setter,
     "Descriptor to obtain a copy of the property with a different setter.", 0},
    {"deleter(self, fdel, /)", property_deleter,
     "Descriptor to obtain a copy of the property with a different deleter.", 0},
    {"__set_name__(self, owner, name, /)", property_set_name,
     "Method to set name of a property.", 0},
    {NULL, NULL, NULL, 0},
};

static const GetSetDef ATTRIBUTES[] = {
    {"fget", get_getter, getset_refuse, NULL},
    {"fset", get_setter, getset_refuse, NULL},
    {"fdel", get_deleter, getset_refuse, NULL},
    {"__doc__", get_doc, set_doc, NULL},
    {"__name__", get_name, set_name, NULL},
    {"__isabstractmethod__", get_is_abstract, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec property_type_spec = {
    .name = "property",
    .kind = KIND_PROPERTY,
    .base = KIND_INSTANCE,
    .size = sizeof(Property),
    .flags = TYPE_BASE | TYPE_DEFINES_NEW | TYPE_IMMORTAL_WHEN_SHARED,
    .slots = {.destroy = property_destroy,
              .traverse = property_traverse,
              .descriptor_get = property_get,
              .descriptor_set = property_set},
    .methods = METHODS,
    .attributes = ATTRIBUTES,
    .doc = "Property attribute.",
};
