// An object's own attributes (layouts.h: Attributes), whatever form they are in.
//
// Names are interned Strs. `object` is the object the attributes are part of; its lock guards
// writes.
#ifndef GILT_VM_OBJECT_ATTRIBUTES_H
#define GILT_VM_OBJECT_ATTRIBUTES_H

#include "vm/base/check.h"
#include "vm/base/contract.h"
#include "vm/object/heap.h"
#include "vm/object/layouts.h"
#include "vm/object/shape.h"

// In Type.attributes_offset of the guest's subclasses of a type whose instances differ in size
// (str, bytes, int, tuple): the attributes are the last thing in the object's memory. Such
// types have inline_capacity 0.
#define ATTRIBUTES_AT_END UINT32_MAX

// The attributes of an object, null if its type gives it none.
static inline Attributes *object_attributes(Object *object) {
    uint32_t offset = load_relaxed(&object->type)->attributes_offset; // __class__ may change
    if (UNLIKELY(offset == ATTRIBUTES_AT_END)) {
        return (Attributes *)(void *)((char *)object + object_memory_size(object)) - 1;
    }
    return offset ? (Attributes *)((char *)object + offset) : NULL;
}

// A new reference to attribute `name`; NO_REF without an exception if there is none.
Ref attributes_get(ThreadState *ts, Object *object, Value name) ATTACHED;

// Sets it; false with MemoryError.
bool attributes_set(ThreadState *ts, Object *object, Value name,
                    Value value) ATTACHED RUNS_GUEST;

// Deletes it: 1 done, 0 there was none, -1 with the exception set.
int attributes_delete(ThreadState *ts, Object *object, Value name) ATTACHED RUNS_GUEST;

// The object's __dict__: from now on its attributes live there. New reference.
Ref attributes_dictionary(ThreadState *ts, Object *object) ATTACHED;
// Replaces it (obj.__dict__ = d).
bool attributes_set_dictionary(ThreadState *ts, Object *object,
                               Object *dict) ATTACHED RUNS_GUEST;

// A new list of the names, in the order they were set; for dir().
Ref attributes_names(ThreadState *ts, Object *object) ATTACHED;

// Drops everything (from a destroy slot); shows everything (from a traverse slot).
void attributes_destroy(ThreadState *ts, Object *object) ATTACHED;
void attributes_traverse(Object *object, Visitor visit, void *context);

// A new instance of a class whose instances are plain (layout INSTANCE). NO_REF with
// MemoryError.
Ref instance_new(ThreadState *ts, Type *type) ATTACHED;
// A new instance of a guest subclass of a type whose instances differ in size: `size` bytes as
// the built-in type would have them, header included, and room for attributes behind. Null with
// MemoryError set.
void *instance_new_sized(ThreadState *ts, Type *type, size_t size) ATTACHED;

#endif
