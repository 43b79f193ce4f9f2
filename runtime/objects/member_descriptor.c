// member_descriptor: a variable that a class's `__slots__` names, at a fixed place in its
// instances.
#include "runtime/objects/member_descriptor.h"

#include "runtime/objects/getset_descriptor.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/lock.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

typedef struct MemberDescriptor {
    Object head;
    Type *type; // owned
    Value name; // interned Str
    uint32_t offset;
} MemberDescriptor;

static MemberDescriptor *as_member(Value v) {
    return (MemberDescriptor *)(void *)value_object(v);
}

bool member_descriptor_matches(Value a, Value b) {
    return value_is(a, KIND_MEMBER_DESCRIPTOR) && value_is(b, KIND_MEMBER_DESCRIPTOR) &&
           as_member(a)->offset == as_member(b)->offset;
}

Ref member_descriptor_new(ThreadState *ts, Type *type, Value name, uint32_t offset) {
    MemberDescriptor *d =
        object_new(ts, builtin_type(ts, KIND_MEMBER_DESCRIPTOR), sizeof(MemberDescriptor));
    if (!d) {
        return NO_REF;
    }
    d->type = type;
    object_retain(ts, &type->head);
    d->name = borrow(ref_take(ts, name));
    d->offset = offset;
    return object_ref(d);
}

static bool check(ThreadState *ts, const MemberDescriptor *d, Value instance) ATTACHED {
    if (type_is_subtype(value_type(ts, instance), d->type)) {
        return true;
    }
    char *name = str_to_utf8(ts, d->name, NULL);
    bool ok = name && descriptor_check(ts, name, d->type, instance);
    buffer_free(ts, name);
    return ok;
}

uint32_t member_descriptor_offset(Value descriptor, const Type *type) {
    const MemberDescriptor *d = as_member(descriptor);
    return type_is_subtype(type, d->type) ? d->offset : 0;
}

static Value *member_slot(const MemberDescriptor *d, Value instance) {
    return (Value *)(void *)((char *)value_object(instance) + d->offset);
}

static Ref member_get(ThreadState *ts, Value self, Value instance, Value owner) ATTACHED {
    (void)owner;
    const MemberDescriptor *d = as_member(self);
    if (value_is_null(instance)) {
        return ref_take(ts, self);
    }
    if (!check(ts, d, instance)) {
        return NO_REF;
    }
    const Value *slot = member_slot(d, instance);
    Ref value = slot_try_take(ts, slot);
    if (ref_is_null(value)) {
        object_lock(ts, value_object(instance));
        value = slot_take_locked(ts, slot);
        object_unlock(ts, value_object(instance));
    }
    return ref_is_null(value) ? raise_no_attribute(ts, instance, d->name) : value;
}

static bool member_set(ThreadState *ts, Value self, Value instance, Value value) ATTACHED {
    const MemberDescriptor *d = as_member(self);
    if (!check(ts, d, instance)) {
        return false;
    }
    Value *slot = member_slot(d, instance);
    Ref kept = value_is_null(value) ? NO_REF : ref_take(ts, value);
    object_lock(ts, value_object(instance));
    Value replaced = slot_load(slot);
    slot_publish(slot, borrow(kept));
    object_unlock(ts, value_object(instance));
    if (value_is_null(replaced) && value_is_null(value)) {
        raise_error_value(ts, EXC_ATTRIBUTE_ERROR, d->name);
        return false;
    }
    value_drop(ts, replaced);
    return true;
}

static void member_destroy(ThreadState *ts, Object *self) ATTACHED {
    value_drop(ts, ((MemberDescriptor *)(void *)self)->name);
    object_release(ts, &((MemberDescriptor *)(void *)self)->type->head);
}

static void member_traverse(Object *self, Visitor visit, void *context) {
    visit(object_value(((MemberDescriptor *)(void *)self)->type), context);
}

static Ref member_repr(ThreadState *ts, Value self) ATTACHED {
    char *name = str_to_utf8(ts, as_member(self)->name, NULL);
    Ref text = name ? str_format(ts, "<member '%s' of '%s' objects>", name,
                                 as_member(self)->type->name)
                    : NO_REF;
    buffer_free(ts, name);
    return text;
}

static Ref member_get_name(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, as_member(self)->name);
}

static Ref member_get_class(ThreadState *ts, Value self) ATTACHED {
    return ref_take_object(ts, as_member(self)->type);
}

static Ref member_get_doc(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    (void)self;
    return owned(NONE);
}

static const GetSetDef MEMBER_ATTRIBUTES[] = {
    {"__name__", member_get_name, NULL, NULL},
    {"__doc__", member_get_doc, NULL, NULL},
    {"__objclass__", member_get_class, getset_refuse, NULL},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec member_descriptor_type_spec = {
    .name = "member_descriptor",
    .kind = KIND_MEMBER_DESCRIPTOR,
    .size = sizeof(MemberDescriptor),
    .flags = TYPE_DISALLOW_NEW | TYPE_IMMORTAL_WHEN_SHARED,
    .slots = {.destroy = member_destroy,
              .traverse = member_traverse,
              .repr = member_repr,
              .descriptor_get = member_get,
              .descriptor_set = member_set},
    .attributes = MEMBER_ATTRIBUTES,
};
