// Attributes in slots described by shapes, or in a dict; see shape.h and layouts.h.
//
// With parallel threads, writers hold the object's lock, and readers take none unless a
// reference cannot be had without (refcount.h: slot_try_take). The order of stores that readers
// rely on: a new slot is filled before its shape is published; when attributes move to a dict,
// the dictionary shape is published before the slots are emptied, so that a reader finds the
// value, or an empty slot and looks again.
#include "vm/object/attributes.h"

#include <stdlib.h>

#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/lock.h"
#include "vm/object/refcount.h"

#define OVERFLOW_MIN 4

// Where a slot is. Inline slots stay where they are; the overflow buffer is looked at under the
// lock.
static Value *slot_address(Attributes *attributes, const Shape *shape, unsigned slot) {
    if (slot < shape->inline_capacity) {
        return &attributes->slots[slot];
    }
    return &attributes->overflow[slot - shape->inline_capacity];
}

// The value in a slot, with a reference, while others may write.
static Ref get_parallel(ThreadState *ts, Object *object, Attributes *attributes,
                        Value name) ATTACHED {
    Shape *shape = load_acquire(&attributes->shape);
    if (shape && !shape->is_dictionary) {
        int slot = shape_find(shape, name);
        if (slot < 0) {
            return NO_REF;
        }
        // Slots in the overflow buffer are read under the lock: it may just be making way for a
        // dict.
        if (slot < shape->inline_capacity) {
            Ref r = slot_try_take(ts, &attributes->slots[slot]);
            if (!ref_is_null(r)) {
                return r;
            }
        }
    }
    object_lock(ts, object);
    Ref r = NO_REF;
    shape = attributes->shape;
    bool is_dictionary = shape && shape->is_dictionary;
    if (is_dictionary) {
        Value dictionary = object_value(attributes->dictionary);
        r = slot_take_locked(ts, &dictionary);
    } else if (shape) {
        int slot = shape_find(shape, name);
        if (slot >= 0) {
            r = slot_take_locked(ts, slot_address(attributes, shape, (unsigned)slot));
        }
    }
    object_unlock(ts, object);
    if (is_dictionary) {
        Ref value = dict_get_str(ts, value_object(borrow(r)), name);
        ref_drop(ts, r);
        return value;
    }
    return r;
}

Ref attributes_get(ThreadState *ts, Object *object, Value name) {
    Attributes *attributes = object_attributes(object);
    if (!attributes) {
        return NO_REF;
    }
    if (UNLIKELY(ts->is_parallel)) {
        return get_parallel(ts, object, attributes, name);
    }
    Shape *shape = attributes->shape;
    if (!shape) {
        return NO_REF;
    }
    if (shape->is_dictionary) {
        return dict_get_str(ts, attributes->dictionary, name);
    }
    int slot = shape_find(shape, name);
    return slot < 0 ? NO_REF : ref_take(ts, *slot_address(attributes, shape, (unsigned)slot));
}

// Makes room for slot `slot` and publishes the wider overflow. The lock is held. False: no
// memory; the outgrown buffer, if any, is handed to the caller to retire.
static bool grow_overflow(Attributes *attributes, const Shape *shape, unsigned slot,
                          Value **outgrown) {
    unsigned index = slot - shape->inline_capacity;
    if (index > 0 && (index < OVERFLOW_MIN || (index & (index - 1)) != 0)) {
        return true; // capacities are powers of two from OVERFLOW_MIN: still room
    }
    unsigned capacity = index < OVERFLOW_MIN ? OVERFLOW_MIN : index * 2;
    Value *wider = calloc(capacity, sizeof(Value));
    if (!wider) {
        return false;
    }
    for (unsigned i = 0; i < index; i++) {
        wider[i] = slot_load(&attributes->overflow[i]);
    }
    *outgrown = attributes->overflow;
    attributes->overflow = wider;
    return true;
}

// Adds a new attribute. The lock is held; `next` is the shape with it.
static bool add_slot(Attributes *attributes, Shape *next, Value value, Value **outgrown) {
    unsigned slot = next->count - 1u;
    if (slot >= next->inline_capacity && !grow_overflow(attributes, next, slot, outgrown)) {
        return false;
    }
    slot_publish(slot_address(attributes, next, slot), value);
    store_release(&attributes->shape, next);
    return true;
}

// Learns from an instance that ran out of inline slots: the class's next instances get more.
static void learn_capacity(ThreadState *ts, Type *type, const Shape *shape) ATTACHED {
    uint32_t capacity = load_relaxed(&type->inline_capacity);
    if (shape->count <= shape->inline_capacity || capacity >= SHAPE_SLOT_MAX ||
        capacity > shape->inline_capacity || type->layout != KIND_INSTANCE) {
        return;
    }
    object_lock(ts, &type->head);
    if (type->inline_capacity == shape->inline_capacity) {
        store_relaxed(&type->inline_capacity, shape->inline_capacity * 2u);
        store_release(&type->root_shape, (Shape *)NULL);
    }
    object_unlock(ts, &type->head);
}

// attributes_set for an object whose attributes are a dict.
static bool set_in_dictionary(ThreadState *ts, Object *object, Attributes *attributes,
                              Value name, Value value) ATTACHED {
    object_lock(ts, object);
    Value dictionary = object_value(attributes->dictionary);
    Ref dict = slot_take_locked(ts, &dictionary);
    object_unlock(ts, object);
    bool ok = dict_set(ts, value_object(borrow(dict)), name, value);
    ref_drop(ts, dict);
    return ok;
}

bool attributes_set(ThreadState *ts, Object *object, Value name, Value value) {
    Attributes *attributes = object_attributes(object);
    for (;;) {
        Shape *shape = load_acquire(&attributes->shape);
        if (!shape && !(shape = shape_root(ts, load_relaxed(&object->type)))) {
            return false;
        }
        if (shape->is_dictionary) {
            return set_in_dictionary(ts, object, attributes, name, value);
        }
        int slot = shape_find(shape, name);
        Shape *next = slot < 0 ? shape_extend(ts, shape, name) : shape;
        if (!next) {
            return false;
        }
        if (next->is_dictionary) {
            Ref dict = attributes_dictionary(ts, object);
            if (ref_is_null(dict)) {
                return false;
            }
            ref_drop(ts, dict);
            continue;
        }
        Ref reference = ref_take(ts, value);
        Value replaced = NO_VALUE;
        Value *outgrown = NULL;
        bool ok = true;
        object_lock(ts, object);
        Shape *now = attributes->shape;
        bool unchanged = now == shape || (!now && shape->count == 0);
        if (unchanged && slot >= 0) {
            Value *address = slot_address(attributes, shape, (unsigned)slot);
            replaced = slot_load(address);
            slot_publish(address, value);
        } else if (unchanged) {
            ok = add_slot(attributes, next, value, &outgrown);
        }
        object_unlock(ts, object);
        if (unchanged && ok) {
            buffer_retire(ts, outgrown);
            value_drop(ts, replaced);
            learn_capacity(ts, load_relaxed(&object->type), next);
            return true;
        }
        ref_drop(ts, reference);
        if (!ok) {
            raise_memory_error(ts);
            return false;
        }
    }
}

// Copies slots into a new dict. The lock is held when threads are parallel; dict_set of
// interned names into a dict nobody else knows runs no guest code.
static bool fill_dictionary(ThreadState *ts, Object *dict, Attributes *attributes,
                            const Shape *shape) ATTACHED {
    if (!shape || shape->count == 0) {
        return true;
    }
    return fill_dictionary(ts, dict, attributes, shape->parent) &&
           dict_set(ts, dict, shape->key, *slot_address(attributes, shape, shape->count - 1u));
}

Ref attributes_dictionary(ThreadState *ts, Object *object) {
    Attributes *attributes = object_attributes(object);
    Shape *dictionary_shape = shape_dictionary(ts, load_relaxed(&object->type));
    Ref dict = dictionary_shape ? dict_new(ts) : NO_REF;
    if (ref_is_null(dict)) {
        return NO_REF;
    }
    bool ok = true;
    Value *overflow = NULL;
    Value dropped[SHAPE_SLOT_MAX];
    unsigned n_dropped = 0;
    Ref result = NO_REF;
    object_lock(ts, object);
    Shape *shape = attributes->shape;
    if (shape && shape->is_dictionary) {
        Value existing = object_value(attributes->dictionary);
        result = slot_take_locked(ts, &existing);
    } else if ((ok = fill_dictionary(ts, value_object(borrow(dict)), attributes, shape))) {
        store_seq_cst(&attributes->shape, dictionary_shape);
        for (unsigned i = 0; shape && i < shape->count; i++) {
            Value *address = slot_address(attributes, shape, i);
            dropped[n_dropped++] = slot_load(address);
            slot_store(address, NO_VALUE);
        }
        overflow = shape && shape->count > shape->inline_capacity ? attributes->overflow : NULL;
        result = ref_take(ts, borrow(dict));
        store_release(&attributes->dictionary, value_object(borrow(dict)));
        dict = NO_REF; // the attributes own it now
    }
    object_unlock(ts, object);
    for (unsigned i = 0; i < n_dropped; i++) {
        value_drop(ts, dropped[i]);
    }
    buffer_retire(ts, overflow);
    ref_drop(ts, dict);
    return ok ? result : NO_REF;
}

bool attributes_set_dictionary(ThreadState *ts, Object *object, Object *dict) {
    Ref current = attributes_dictionary(ts, object);
    if (ref_is_null(current)) {
        return false;
    }
    ref_drop(ts, current);
    Attributes *attributes = object_attributes(object);
    Ref reference = ref_take_object(ts, dict);
    object_lock(ts, object);
    Object *replaced = attributes->dictionary;
    store_release(&attributes->dictionary, value_object(borrow(reference)));
    object_unlock(ts, object);
    object_release(ts, replaced);
    return true;
}

int attributes_delete(ThreadState *ts, Object *object, Value name) {
    Ref present = attributes_get(ts, object, name);
    if (ref_is_null(present)) {
        return error_is_set(ts) ? -1 : 0;
    }
    ref_drop(ts, present);
    Ref dict = attributes_dictionary(ts, object);
    if (ref_is_null(dict)) {
        return -1;
    }
    int result = dict_delete(ts, value_object(borrow(dict)), name);
    ref_drop(ts, dict);
    return result;
}

static bool append_names(ThreadState *ts, Object *list, const Shape *shape) ATTACHED {
    if (!shape || shape->count == 0) {
        return true;
    }
    return append_names(ts, list, shape->parent) && list_append(ts, list, shape->key);
}

Ref attributes_names(ThreadState *ts, Object *object) {
    Attributes *attributes = object_attributes(object);
    Shape *shape = attributes ? load_acquire(&attributes->shape) : NULL;
    if (shape && shape->is_dictionary) {
        Ref dict = attributes_dictionary(ts, object);
        Ref list = ref_is_null(dict) ? NO_REF : list_from_iterable(ts, borrow(dict));
        ref_drop(ts, dict);
        return list;
    }
    Ref list = list_new(ts, shape ? shape->count : 0);
    if (!ref_is_null(list) && !append_names(ts, value_object(borrow(list)), shape)) {
        ref_drop(ts, list);
        return NO_REF;
    }
    return list;
}

void attributes_destroy(ThreadState *ts, Object *object) {
    Attributes *attributes = object_attributes(object);
    Shape *shape = attributes ? attributes->shape : NULL;
    if (!shape) {
        return;
    }
    attributes->shape = NULL;
    if (shape->is_dictionary) {
        Object *dictionary = attributes->dictionary;
        attributes->dictionary = NULL;
        object_release(ts, dictionary);
        return;
    }
    Value *overflow = attributes->overflow;
    attributes->overflow = NULL;
    unsigned n_inline =
        shape->count < shape->inline_capacity ? shape->count : shape->inline_capacity;
    for (unsigned i = 0; i < n_inline; i++) {
        Value v = attributes->slots[i];
        slot_store(&attributes->slots[i], NO_VALUE);
        value_drop(ts, v);
    }
    for (unsigned i = n_inline; i < shape->count; i++) {
        value_drop(ts, overflow[i - n_inline]);
    }
    buffer_retire_from(ts, object, overflow);
}

void attributes_traverse(Object *object, Visitor visit, void *context) {
    Attributes *attributes = object_attributes(object);
    Shape *shape = attributes ? attributes->shape : NULL;
    if (shape && shape->is_dictionary) {
        visit(object_value(attributes->dictionary), context);
        return;
    }
    for (unsigned i = 0; shape && i < shape->count; i++) {
        visit(*slot_address(attributes, shape, i), context);
    }
}

Ref instance_new(ThreadState *ts, Type *type) {
    Shape *root = shape_root(ts, type);
    if (!root) {
        return NO_REF;
    }
    size_t size = type->instance_size + root->inline_capacity * sizeof(Value);
    Instance *instance = object_new(ts, type, size);
    if (!instance) {
        return NO_REF;
    }
    ((Attributes *)((char *)instance + type->attributes_offset))->shape = root;
    return object_ref(instance);
}

void *instance_new_sized(ThreadState *ts, Type *type, size_t size) {
    if (type->attributes_offset == ATTRIBUTES_AT_END) {
        size = ((size + 15) & ~(size_t)15) + sizeof(Attributes);
    }
    return object_new(ts, type, size);
}
