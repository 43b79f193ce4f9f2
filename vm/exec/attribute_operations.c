// Attribute instructions and their inline caches.
//
// A cache word is (version, index). LOAD_ATTR and STORE_ATTR on a plain instance: the id of its
// shape and the inline slot. LOAD_METHOD: the id of the shape of a plain instance, or the
// version of the type of an object without attributes of its own; the index is that of the
// type's resolved names.
#include "vm/base/check.h"
#include "vm/exec/operands.h"
#include "vm/exec/operations.h"
#include "vm/needs_runtime.h"
#include "vm/object/attributes.h"
#include "vm/object/exceptions.h"
#include "vm/object/lock.h"
#include "vm/object/protocol.h"

// The inline slot of attribute `name` of a plain instance, and its shape's id, if it may be
// cached for reading (or writing): no data descriptor of that name in the class.
static bool find_slot(ThreadState *ts, Value v, Value name, uint64_t *cache) ATTACHED {
    if (!value_is(v, KIND_INSTANCE)) {
        return false;
    }
    Shape *shape = load_acquire(&((Instance *)value_object(v))->attributes.shape);
    uint32_t id = load_acquire(&shape->id);
    if (id == 0 || shape->is_dictionary) {
        return false;
    }
    int slot = shape_find(shape, name);
    if (slot < 0 || slot >= shape->inline_capacity) {
        return false;
    }
    Ref in_class = type_lookup(ts, value_type(ts, v), name);
    bool is_data =
        !ref_is_null(in_class) && value_type(ts, borrow(in_class))->slots.descriptor_set;
    ref_drop(ts, in_class);
    *cache = (uint64_t)id << 32 | (uint32_t)slot;
    return !is_data;
}

bool operation_load_attr(ThreadState *ts, Frame *frame, uint64_t word, uint64_t *cache) {
    Value v = frame->registers[operand_b(word)];
    Value name = frame->code->names[operand_c(word)];
    uint64_t found;
    if (!value_type(ts, v)->slots.get_attribute && find_slot(ts, v, name, &found)) {
        store_relaxed(cache, found);
    }
    Ref attribute = value_get_attribute(ts, v, name);
    if (ref_is_null(attribute)) {
        return false;
    }
    register_consume(ts, frame, operand_b(word));
    register_set(ts, frame, operand_a(word), attribute);
    return true;
}

// Adding an attribute the way the previous instance of the class got it: no look-up in the
// class is needed, for a shape below which the attribute was added knows that the class has no
// descriptor for it.
static bool add_like_before(ThreadState *ts, Value v, Value name, Value value) ATTACHED {
    if (!value_is(v, KIND_INSTANCE) || ts->is_parallel) {
        return false;
    }
    Instance *instance = (Instance *)value_object(v);
    Shape *shape = instance->attributes.shape;
    Shape *child = shape->child;
    if (!child || !value_same(child->key, name) || child->count > child->inline_capacity ||
        child->added_version != shape->id || shape->id == 0) {
        return false;
    }
    slot_store(&instance->attributes.slots[child->count - 1], borrow(ref_take(ts, value)));
    instance->attributes.shape = child;
    return true;
}

// After the attribute has been added the slow way: the next instance may do it the quick way.
static void learn_addition(ThreadState *ts, Value v, const Shape *before,
                           uint32_t id) ATTACHED {
    if (value_is(v, KIND_INSTANCE) && before && !before->is_dictionary) {
        Shape *now = load_acquire(&((Instance *)value_object(v))->attributes.shape);
        if (now->parent == before && load_acquire(&before->id) == id) {
            store_relaxed(&now->added_version, id);
        }
    }
    (void)ts;
}

bool operation_store_attr(ThreadState *ts, Frame *frame, uint64_t word, uint64_t *cache) {
    Value v = frame->registers[operand_a(word)];
    Value name = frame->code->names[operand_b(word)];
    Value value = frame->registers[operand_c(word)];
    bool is_generic = !value_type(ts, v)->slots.set_attribute;
    uint64_t found;
    if (is_generic && add_like_before(ts, v, name, value)) {
        register_consume(ts, frame, operand_c(word));
        register_consume(ts, frame, operand_a(word));
        return true;
    }
    const Shape *before = NULL;
    uint32_t id = 0;
    if (is_generic && find_slot(ts, v, name, &found)) {
        store_relaxed(cache, found);
    } else if (is_generic && value_is(v, KIND_INSTANCE)) {
        before = load_acquire(&((Instance *)value_object(v))->attributes.shape);
        id = load_acquire(&before->id);
    }
    if (!value_set_attribute(ts, v, name, value)) {
        return false;
    }
    learn_addition(ts, v, before, id);
    register_consume(ts, frame, operand_c(word));
    register_consume(ts, frame, operand_a(word));
    return true;
}

bool operation_delete_attr(ThreadState *ts, Frame *frame, uint64_t word) {
    Value v = frame->registers[operand_a(word)];
    if (!value_set_attribute(ts, v, frame->code->names[operand_b(word)], NO_VALUE)) {
        return false;
    }
    register_consume(ts, frame, operand_a(word));
    return true;
}

// Whether calls of this class attribute may skip the bound method.
static bool is_method_like(ThreadState *ts, Value attribute) ATTACHED {
    return value_type(ts, attribute)->flags & TYPE_METHOD_LIKE;
}

// The function behind v.name if v has no attribute of its own that hides it; NO_REF otherwise
// (no exception). Fills *cache, 0 if it must not be cached.
static Ref find_method(ThreadState *ts, Value v, Value name, uint64_t *cache) ATTACHED {
    Type *type = value_type(ts, v);
    *cache = 0;
    if (type->slots.get_attribute) {
        return NO_REF;
    }
    Shape *shape = NULL;
    uint32_t id = load_acquire(&type->version);
    if (value_is(v, KIND_INSTANCE)) {
        shape = load_acquire(&((Instance *)value_object(v))->attributes.shape);
        id = load_acquire(&shape->id);
    }
    uint32_t version = 0;
    uint32_t index = 0;
    Ref function = type_lookup_cached(ts, type, name, &version, &index);
    bool hidden = false;
    if (!ref_is_null(function) && value_is_object(v) && type->attributes_offset) {
        if (shape && !shape->is_dictionary) {
            hidden = shape_find(shape, name) >= 0;
        } else {
            Ref own = attributes_get(ts, value_object(v), name);
            hidden = !ref_is_null(own);
            ref_drop(ts, own);
            id = 0;
        }
    }
    if (ref_is_null(function) || hidden || !is_method_like(ts, borrow(function))) {
        ref_drop(ts, function);
        return NO_REF;
    }
    if (version && id && value_is_object(v)) {
        *cache = (uint64_t)id << 32 | index;
    }
    return function;
}

// What the cache remembers, while threads run in parallel.
static Ref cached_method_parallel(ThreadState *ts, Value v, uint64_t cache) ATTACHED {
    if (!cache || !value_is_object(v)) {
        return NO_REF;
    }
    Object *object = value_object(v);
    uint32_t version = (uint32_t)(cache >> 32);
    if (object->kind != KIND_INSTANCE) {
        return type_resolved_take(ts, load_relaxed(&object->type), version, (uint32_t)cache);
    }
    Shape *shape = load_acquire(&((Instance *)object)->attributes.shape);
    if (load_acquire(&shape->id) != version) {
        return NO_REF;
    }
    Ref function = type_resolved_take(ts, load_relaxed(&object->type),
                                      load_acquire(&load_relaxed(&object->type)->version),
                                      (uint32_t)cache);
    if (!ref_is_null(function) && load_seq_cst(&shape->id) != version) {
        ref_drop(ts, function);
        return NO_REF;
    }
    return function;
}

bool operation_load_method(ThreadState *ts, Frame *frame, uint64_t word, uint64_t *cache) {
    uint32_t a = operand_a(word);
    Value v = frame->registers[operand_b(word)];
    Value name = frame->code->names[operand_c(word)];
    Ref function =
        ts->is_parallel ? cached_method_parallel(ts, v, load_relaxed(cache)) : NO_REF;
    if (ref_is_null(function)) {
        uint64_t found;
        function = find_method(ts, v, name, &found);
        if (found) {
            store_relaxed(cache, found);
        }
    }
    if (!ref_is_null(function)) {
        Ref self = register_take(ts, frame, operand_b(word));
        frame->registers[a] = borrow(function);
        frame->registers[a + 1] = borrow(self);
        return true;
    }
    if (error_is_set(ts)) {
        return false;
    }
    Ref attribute = value_get_attribute(ts, v, name);
    if (ref_is_null(attribute)) {
        return false;
    }
    register_consume(ts, frame, operand_b(word));
    frame->registers[a] = borrow(attribute);
    frame->registers[a + 1] = UNBOUND;
    return true;
}
