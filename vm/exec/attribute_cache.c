// Looking attributes up for the per-thread cache; see attribute_cache.h.
#include "vm/exec/attribute_cache.h"

#include "vm/needs_runtime.h"
#include "vm/object/attributes.h"
#include "vm/object/refcount.h"
#include "vm/object/shape.h"

#define CLASS_GUARD 0x80000000u

// The number that the look-up depends on; 0 if there is none.
static uint32_t guard_of(ThreadState *ts, Value v) ATTACHED {
    if (value_is_object(v)) {
        const Object *object = value_object(v);
        switch (object->kind) {
        case KIND_INSTANCE:
            return ((const Instance *)object)->attributes.shape->id;
        case KIND_MODULE:
            return ((const Dict *)((const Module *)object)->dict)->table->version;
        case KIND_TYPE:
            return ((const Type *)object)->version | CLASS_GUARD;
        default:
            break;
        }
    }
    const Type *type = value_type(ts, v);
    if (type->slots.get_attribute) {
        return 0;
    }
    if (type->attributes_offset) {
        const Shape *shape = object_attributes(value_object(v))->shape;
        return shape && shape->type == type ? shape->id : 0;
    }
    return type->version;
}

static bool remember(AttributeEntry *entry, AttributeForm form, uint32_t place, Value value) {
    entry->form = (uint16_t)form;
    entry->place = place;
    entry->value = value;
    return true;
}

// An attribute that the class has and the instance does not hide.
static bool find_in_class(ThreadState *ts, Type *type, Value name, Value found,
                          AttributeEntry *entry) ATTACHED {
    const Type *found_type = value_type(ts, found);
    if (value_is(found, KIND_MEMBER_DESCRIPTOR)) {
        uint32_t offset = member_descriptor_offset(found, type);
        return offset && remember(entry, ATTRIBUTE_MEMBER, offset, NO_VALUE);
    }
    if (value_is(found, KIND_PROPERTY)) {
        return remember(entry, ATTRIBUTE_PROPERTY, 0, found);
    }
    if (found_type->slots.descriptor_set) {
        return false;
    }
    if (found_type->flags & TYPE_METHOD_LIKE) {
        uint32_t version;
        uint32_t index;
        ref_drop(ts, type_lookup_cached(ts, type, name, &version, &index));
        return version && remember(entry, ATTRIBUTE_METHOD, index, found);
    }
    return !found_type->slots.descriptor_get && remember(entry, ATTRIBUTE_VALUE, 0, found);
}

static bool find_in_instance(ThreadState *ts, Value v, Value name,
                             AttributeEntry *entry) ATTACHED {
    Type *type = value_type(ts, v);
    if (type->slots.get_attribute) {
        return false;
    }
    Ref in_class = type_lookup(ts, type, name);
    bool is_data =
        !ref_is_null(in_class) && value_type(ts, borrow(in_class))->slots.descriptor_set;
    int slot = -1;
    const Shape *shape = NULL;
    if (!is_data && value_is_object(v) && type->attributes_offset) {
        shape = object_attributes(value_object(v))->shape;
        slot = shape_find(shape, name);
    }
    bool done;
    if (slot >= 0) {
        bool is_inline = value_is(v, KIND_INSTANCE) && slot < shape->inline_capacity;
        done = remember(entry, is_inline ? ATTRIBUTE_SLOT : ATTRIBUTE_OWN, (uint32_t)slot,
                        NO_VALUE);
    } else {
        done = !ref_is_null(in_class) && find_in_class(ts, type, name, borrow(in_class), entry);
    }
    ref_drop(ts, in_class); // the class keeps it
    return done;
}

// C.name for a class whose own class is `type`.
static bool find_of_class(ThreadState *ts, Value v, Value name,
                          AttributeEntry *entry) ATTACHED {
    Ref in_meta = type_lookup(ts, builtin_type(ts, KIND_TYPE), name);
    bool is_data =
        !ref_is_null(in_meta) && value_type(ts, borrow(in_meta))->slots.descriptor_set;
    ref_drop(ts, in_meta);
    if (is_data) {
        return false;
    }
    Ref found = type_lookup(ts, (Type *)value_object(v), name);
    if (ref_is_null(found)) {
        return false;
    }
    // Read on the class, functions of both kinds are themselves.
    bool is_plain = value_is(borrow(found), KIND_FUNCTION) ||
                    value_is(borrow(found), KIND_METHOD_DESCRIPTOR) ||
                    !value_type(ts, borrow(found))->slots.descriptor_get;
    ref_drop(ts, found);
    return is_plain && remember(entry, ATTRIBUTE_VALUE, 0, borrow(found));
}

const AttributeEntry *attribute_find(ThreadState *ts, Value v, Value name) {
    uint32_t guard = guard_of(ts, v);
    AttributeEntry *entry = attribute_entry(ts, guard, name);
    if (LIKELY(guard != 0 && entry->guard == guard && value_same(entry->name, name))) {
        return entry;
    }
    AttributeEntry found = {.name = name};
    bool done;
    if (value_is(v, KIND_MODULE)) {
        // Gives the key set a version if it has none.
        int64_t index = dict_entry_index(ts, ((Module *)value_object(v))->dict, name);
        done = index >= 0 && remember(&found, ATTRIBUTE_ITEM, (uint32_t)index, NO_VALUE);
        guard = guard_of(ts, v);
    } else if (value_is(v, KIND_TYPE)) {
        done = guard != CLASS_GUARD && find_of_class(ts, v, name, &found);
    } else {
        done = guard && find_in_instance(ts, v, name, &found);
    }
    if (!done || guard == 0) {
        return NULL;
    }
    entry = attribute_entry(ts, guard, name);
    found.guard = guard;
    *entry = found;
    return entry;
}

Value *attribute_place(const AttributeEntry *entry, Value v) {
    if (entry->form == ATTRIBUTE_SLOT) {
        return &((Instance *)value_object(v))->attributes.slots[entry->place];
    }
    if (entry->form == ATTRIBUTE_MEMBER) {
        return (Value *)(void *)((char *)value_object(v) + entry->place);
    }
    if (entry->form == ATTRIBUTE_OWN) {
        Attributes *own = object_attributes(value_object(v));
        uint32_t n_inline = own->shape->inline_capacity;
        return entry->place < n_inline ? &own->slots[entry->place]
                                       : &own->overflow[entry->place - n_inline];
    }
    return NULL;
}

Ref attribute_take(ThreadState *ts, const AttributeEntry *entry, Value v) {
    Value found = NO_VALUE;
    switch ((AttributeForm)entry->form) {
    case ATTRIBUTE_SLOT:
    case ATTRIBUTE_OWN:
    case ATTRIBUTE_MEMBER:
        found = *attribute_place(entry, v);
        break;
    case ATTRIBUTE_ITEM: {
        const Dict *dict = (const Dict *)((const Module *)value_object(v))->dict;
        found = dict->table->entries[entry->place].value;
        break;
    }
    case ATTRIBUTE_VALUE:
        found = entry->value;
        break;
    case ATTRIBUTE_METHOD:
    case ATTRIBUTE_PROPERTY:
        break;
    }
    return value_is_null(found) ? NO_REF : ref_take(ts, found);
}
