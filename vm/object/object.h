// Object: the header of everything on the guest heap.
//
//      +0               +8        +12       +16       +20    +21     +22
//     +----------------+---------+---------+---------+------+-------+------+
//     | type           | owner   | local   | shared  | lock | flags | kind |  contents ...
//     +----------------+---------+---------+---------+------+-------+------+
//
// owner, local, shared are the reference count (refcount.h). `lock` is the object's one-byte
// lock (lock.h), used only when threads really run in parallel. The header of a freed object
// stays readable, with owner 0 and a dead count, until no thread can still be looking at it.
#ifndef GILT_VM_OBJECT_OBJECT_H
#define GILT_VM_OBJECT_OBJECT_H

#include <stddef.h>
#include <stdint.h>

#include "vm/base/atomics.h"
#include "vm/object/value.h"

typedef struct Type Type;
typedef struct ThreadState ThreadState;
typedef struct Interpreter Interpreter;

typedef enum Kind {
#define KIND(name, type_name) KIND_##name,
#include "vm/object/kinds.def"
#undef KIND
    KIND_COUNT
} Kind;

typedef enum ObjectFlag {
    OBJECT_GARBAGE = 1 << 0,   // found by the collector, which is about to destroy it
    OBJECT_FINALIZED = 1 << 1, // __del__ has run
    OBJECT_WEAKLY_REFERENCED = 1 << 2,
    OBJECT_INTERNED = 1 << 3,
    OBJECT_LARGE = 1 << 4,          // not in a page (heap.c)
    OBJECT_QUARANTINED = 1 << 5,    // racy counts would have freed it while it was in use
    OBJECT_READ_BY_OTHERS = 1 << 6, // others than its owner read its buffer unlocked (lock.h)
    OBJECT_ALWAYS_COUNTED = 1 << 7, // in its header: never immortal by its type, never split
} ObjectFlag;

struct Object {
    Type *type;
    uint32_t owner;
    uint32_t local;
    int32_t shared;
    uint8_t lock;
    uint8_t flags; // ObjectFlag, changed with or_relaxed/and_relaxed
    uint16_t kind; // Kind of the exact type; KIND_INSTANCE for classes made by the guest
};

_Static_assert(sizeof(Object) == 24, "three words of header");

// Whether v is a heap object of exactly this built-in type (subclasses have kind INSTANCE).
static inline bool value_is(Value v, Kind kind) {
    return value_is_object(v) && value_object(v)->kind == kind;
}

// A slot of an object: a Value that other threads may read while it is written.
static inline Value slot_load(const Value *slot) {
    return (Value){load_relaxed(&slot->bits)};
}

// Pairs with slot_publish: what the value points to is complete.
static inline Value slot_load_acquire(const Value *slot) {
    return (Value){load_acquire(&slot->bits)};
}

static inline void slot_store(Value *slot, Value v) {
    store_relaxed(&slot->bits, v.bits);
}

// Pairs with slot_load_acquire.
static inline void slot_publish(Value *slot, Value v) {
    store_release(&slot->bits, v.bits);
}

#endif
