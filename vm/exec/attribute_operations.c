// Attribute instructions and their inline caches.
//
// A cache word is (version, index). LOAD_ATTR and STORE_ATTR on a plain instance: the id of its
// shape and the inline slot. LOAD_METHOD: the id of the shape of a plain instance, or the
// version of the type of an object without attributes of its own; the index is that of the
// type's resolved names.
#include "vm/base/check.h"
#include "vm/exec/attribute_cache.h"
#include "vm/exec/operands.h"
#include "vm/exec/operations.h"
#include "vm/needs_runtime.h"
#include "vm/object/attributes.h"
#include "vm/object/exceptions.h"
#include "vm/object/lock.h"
#include "vm/object/protocol.h"

// A guard with this bit is about what a class has: no shape has such an id, no type such a
// version.
#define CLASS_ATTRIBUTE 0x80000000u

// What the type of an instance has among its resolved names, if the shape is the one that is
// remembered; NO_REF otherwise.
static Ref resolved_by_shape(ThreadState *ts, Value v, uint32_t id, uint32_t index) ATTACHED {
    Object *object = value_object(v);
    Type *type = load_relaxed(&object->type);
    Shape *shape = load_acquire(&((Instance *)object)->attributes.shape);
    if (load_acquire(&shape->id) != id) {
        return NO_REF;
    }
    Ref found = type_resolved_take(ts, type, load_acquire(&type->version), index);
    if (!ref_is_null(found) && load_seq_cst(&shape->id) != id) {
        ref_drop(ts, found);
        return NO_REF;
    }
    return found;
}

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

// The attribute of a class, or of a class as its instance sees it, that is remembered as
// (CLASS_ATTRIBUTE | guard, index among the type's resolved names); NO_REF if the cache is
// about something else. While threads run in parallel; alone, attribute_cache.h does it.
static Ref cached_class_attribute(ThreadState *ts, Value v, uint64_t cache) ATTACHED {
    uint32_t guard = (uint32_t)(cache >> 32) & ~CLASS_ATTRIBUTE;
    if (!(cache >> 32 & CLASS_ATTRIBUTE)) {
        return NO_REF;
    }
    if (value_is(v, KIND_TYPE)) {
        return type_resolved_take(ts, (Type *)value_object(v), guard, (uint32_t)cache);
    }
    return value_is(v, KIND_INSTANCE) ? resolved_by_shape(ts, v, guard, (uint32_t)cache)
                                      : NO_REF;
}

// Whether C.name, or a plain instance's, is nothing but what the class has there. Then *cache
// says where that is remembered.
static bool find_class_attribute(ThreadState *ts, Value v, Value name,
                                 uint64_t *cache) ATTACHED {
    Type *type = (Type *)value_object(v);
    uint32_t guard = 0, version, index;
    Ref in_meta = NO_REF;
    if (value_is(v, KIND_INSTANCE)) {
        const Shape *shape = load_acquire(&((Instance *)value_object(v))->attributes.shape);
        guard = load_acquire(&shape->id);
        type = value_type(ts, v);
        if (shape->is_dictionary || type->slots.get_attribute || shape_find(shape, name) >= 0) {
            return false;
        }
    } else {
        in_meta = type_lookup(ts, builtin_type(ts, KIND_TYPE), name);
    }
    bool is_hidden =
        !ref_is_null(in_meta) && value_type(ts, borrow(in_meta))->slots.descriptor_set;
    ref_drop(ts, in_meta);
    Ref found = is_hidden ? NO_REF : type_lookup_cached(ts, type, name, &version, &index);
    if (ref_is_null(found)) {
        return false;
    }
    const TypeSlots *slots = &value_type(ts, borrow(found))->slots;
    bool is_plain = !slots->descriptor_get && !slots->descriptor_set;
    ref_drop(ts, found);
    guard = guard ? guard : version;
    *cache = (uint64_t)(guard | CLASS_ATTRIBUTE) << 32 | index;
    return is_plain && version != 0;
}

// What the inline cache is to remember; false if it has no form for that.
static bool find_for_cache(ThreadState *ts, Value v, Value name, uint64_t *cache) ATTACHED {
    if (value_is(v, KIND_TYPE)) {
        return find_class_attribute(ts, v, name, cache);
    }
    return value_is(v, KIND_INSTANCE) && !value_type(ts, v)->slots.get_attribute &&
           (find_slot(ts, v, name, cache) || find_class_attribute(ts, v, name, cache));
}

// Reads the attribute without the inline cache; remembers what can be remembered.
static bool load_uncached(ThreadState *ts, Frame *frame, uint64_t word,
                          uint64_t *cache) ATTACHED {
    Value v = frame->registers[operand_b(word)];
    Value name = frame->code->names[operand_c(word)];
    uint64_t found;
    if (ts->is_parallel && find_for_cache(ts, v, name, &found)) {
        if (load_relaxed(cache) != found) { // other threads read it
            store_relaxed(cache, found);
        }
    }
    Ref attribute = value_get_attribute(ts, v, name);
    if (ref_is_null(attribute)) {
        return false;
    }
    register_consume(ts, frame, operand_b(word));
    register_set(ts, frame, operand_a(word), attribute);
    return true;
}

// Enters the guest function that reads a property; false without an exception if it is no
// simple one.
static bool enter_getter(ThreadState *ts, Frame *frame, uint64_t word, Value getter) ATTACHED {
    if (value_is_null(getter) || !value_is(getter, KIND_FUNCTION)) {
        return false;
    }
    Function *function = (Function *)value_object(getter);
    if (!function->code->is_simple || function->code->n_positional != 1) {
        return false;
    }
    Value *registers = frame_scratch(ts, function->code->n_registers);
    Frame *pushed = registers ? frame_push(ts, function, registers) : NULL;
    if (!pushed) {
        return false;
    }
    ref_take_object(ts, function);
    registers[0] = borrow(register_take(ts, frame, operand_b(word)));
    pushed->result_register = operand_a(word);
    return true;
}

CallOutcome operation_load_attr(ThreadState *ts, Frame *frame, uint64_t word, uint64_t *cache) {
    Value v = frame->registers[operand_b(word)];
    Ref of_class =
        ts->is_parallel ? cached_class_attribute(ts, v, load_relaxed(cache)) : NO_REF;
    if (!ref_is_null(of_class)) {
        register_consume(ts, frame, operand_b(word));
        register_set(ts, frame, operand_a(word), of_class);
        return CALL_DONE;
    }
    const AttributeEntry *entry =
        ts->is_parallel ? NULL : attribute_find(ts, v, frame->code->names[operand_c(word)]);
    if (entry) {
        if (entry->form == ATTRIBUTE_SLOT) {
            *cache = (uint64_t)entry->guard << 32 | entry->place;
        }
        Ref attribute = attribute_take(ts, entry, v);
        if (LIKELY(!ref_is_null(attribute))) {
            register_consume(ts, frame, operand_b(word));
            register_set(ts, frame, operand_a(word), attribute);
            return CALL_DONE;
        }
        if (entry->form == ATTRIBUTE_PROPERTY &&
            enter_getter(ts, frame, word, property_getter_of(entry->value))) {
            return CALL_ENTERED;
        }
    }
    if (error_is_set(ts)) {
        return CALL_FAILED;
    }
    return load_uncached(ts, frame, word, cache) ? CALL_DONE : CALL_FAILED;
}

// Adding an attribute the way the previous instance of the class got it: no look-up in the
// class is needed, for a shape below which the attribute was added knows that the class has no
// descriptor for it.
static bool add_like_before(ThreadState *ts, Value v, Value name, Value value) ATTACHED {
    if (!value_is(v, KIND_INSTANCE)) {
        return false;
    }
    Instance *instance = (Instance *)value_object(v);
    object_lock(ts, &instance->head);
    const Shape *shape = instance->attributes.shape;
    Shape *child = load_acquire(&shape->child);
    uint32_t id = load_relaxed(&shape->id);
    bool is_like_before = child && value_same(child->key, name) &&
                          child->count <= child->inline_capacity && id != 0 &&
                          load_relaxed(&child->added_version) == id;
    if (is_like_before) {
        slot_publish(&instance->attributes.slots[child->count - 1],
                     borrow(ref_take(ts, value)));
        store_release(&instance->attributes.shape, child);
    }
    object_unlock(ts, &instance->head);
    return is_like_before;
}

// The same for an attribute that is there, where the inline cache knows it, while others may
// read and write it. (Alone, the dispatch loop does it.)
static bool store_cached(ThreadState *ts, Value v, uint64_t cache, Value value) ATTACHED {
    if (!ts->is_parallel || cache == 0 || !value_is(v, KIND_INSTANCE)) {
        return false;
    }
    Instance *instance = (Instance *)value_object(v);
    Value replaced = NO_VALUE;
    object_lock(ts, &instance->head);
    bool is_there = load_acquire(&instance->attributes.shape->id) == (uint32_t)(cache >> 32);
    if (is_there) {
        Value *slot = &instance->attributes.slots[(uint32_t)cache];
        replaced = slot_load(slot);
        slot_publish(slot, borrow(ref_take(ts, value)));
    }
    object_unlock(ts, &instance->head);
    value_drop(ts, replaced);
    return is_there;
}

// After the attribute has been added the slow way: the next instance may do it the quick way.
static void learn_addition(ThreadState *ts, Value v, const Shape *before,
                           uint32_t id) ATTACHED {
    if (value_is(v, KIND_INSTANCE) && before && !before->is_dictionary) {
        Shape *now = load_acquire(&((Instance *)value_object(v))->attributes.shape);
        if (now->parent == before && load_acquire(&before->id) == id &&
            load_relaxed(&now->added_version) != id) {
            store_relaxed(&now->added_version, id);
        }
    }
    (void)ts;
}

// Writes an attribute whose place the per-thread cache remembers.
static bool store_remembered(ThreadState *ts, Frame *frame, uint64_t word,
                             uint64_t *cache) ATTACHED {
    Value v = frame->registers[operand_a(word)];
    const AttributeEntry *entry = attribute_find(ts, v, frame->code->names[operand_b(word)]);
    Value *slot = entry ? attribute_place(entry, v) : NULL;
    if (!slot) {
        return false;
    }
    if (entry->form == ATTRIBUTE_SLOT) {
        *cache = (uint64_t)entry->guard << 32 | entry->place;
    }
    Value replaced = *slot;
    slot_store(slot, borrow(register_take(ts, frame, operand_c(word))));
    if (!value_is_null(replaced)) {
        value_drop(ts, replaced);
    }
    register_consume(ts, frame, operand_a(word));
    return true;
}

bool operation_store_attr(ThreadState *ts, Frame *frame, uint64_t word, uint64_t *cache) {
    Value v = frame->registers[operand_a(word)];
    Value name = frame->code->names[operand_b(word)];
    Value value = frame->registers[operand_c(word)];
    bool is_generic = !value_type(ts, v)->slots.set_attribute;
    uint64_t found;
    if (is_generic && (store_cached(ts, v, load_relaxed(cache), value) ||
                       add_like_before(ts, v, name, value))) {
        register_consume(ts, frame, operand_c(word));
        register_consume(ts, frame, operand_a(word));
        return true;
    }
    if (is_generic && !ts->is_parallel && store_remembered(ts, frame, word, cache)) {
        return true;
    }
    const Shape *before = NULL;
    uint32_t id = 0;
    if (is_generic && find_slot(ts, v, name, &found)) {
        if (load_relaxed(cache) != found) { // other threads read it
            store_relaxed(cache, found);
        }
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

Ref operation_cached_method(ThreadState *ts, Value v, uint64_t cache) {
    if (!cache || !value_is_object(v)) {
        return NO_REF;
    }
    Object *object = value_object(v);
    uint32_t version = (uint32_t)(cache >> 32);
    if (object->kind != KIND_INSTANCE) {
        return type_resolved_take(ts, load_relaxed(&object->type), version, (uint32_t)cache);
    }
    return resolved_by_shape(ts, v, version, (uint32_t)cache);
}

// The callee and the object in front of its arguments; takes the reference to the callee.
static bool set_method(ThreadState *ts, Frame *frame, uint64_t word, Ref function,
                       bool with_self) ATTACHED {
    Value *to = &frame->registers[operand_a(word)];
    Ref self = owned(UNBOUND);
    if (with_self) {
        self = register_take(ts, frame, operand_b(word));
    } else {
        register_consume(ts, frame, operand_b(word));
    }
    to[0] = borrow(function);
    to[1] = borrow(self);
    return true;
}

bool operation_load_method(ThreadState *ts, Frame *frame, uint64_t word, uint64_t *cache) {
    Value v = frame->registers[operand_b(word)];
    Value name = frame->code->names[operand_c(word)];
    Ref function = NO_REF;
    if (value_is(v, KIND_SUPER)) {
        Value object;
        function = super_find_method(ts, v, name, &object);
        if (!ref_is_null(function)) {
            Ref self = ref_take(ts, object);
            register_consume(ts, frame, operand_b(word));
            frame->registers[operand_a(word)] = borrow(function);
            frame->registers[operand_a(word) + 1] = borrow(self);
            return true;
        }
        if (error_is_set(ts)) {
            return false;
        }
    } else if (!ts->is_parallel) {
        const AttributeEntry *entry = attribute_find(ts, v, name);
        if (entry && entry->form == ATTRIBUTE_METHOD) {
            if (value_is_object(v)) {
                *cache = (uint64_t)entry->guard << 32 | entry->place;
            }
            return set_method(ts, frame, word, ref_take(ts, entry->value), true);
        }
        Ref attribute = entry ? attribute_take(ts, entry, v) : NO_REF;
        if (!ref_is_null(attribute)) {
            return set_method(ts, frame, word, attribute, false);
        }
    }
    if (ref_is_null(function)) {
        uint64_t found;
        function = find_method(ts, v, name, &found);
        if (found) {
            store_relaxed(cache, found);
        }
    }
    if (!ref_is_null(function)) {
        return set_method(ts, frame, word, function, true);
    }
    if (error_is_set(ts)) {
        return false;
    }
    Ref attribute = value_get_attribute(ts, v, name);
    return !ref_is_null(attribute) && set_method(ts, frame, word, attribute, false);
}
