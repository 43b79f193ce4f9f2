// A deque and its iterators, as the files deque.c and deque_iterator.c share them.
#ifndef GILT_RUNTIME_MODULES_DEQUE_H
#define GILT_RUNTIME_MODULES_DEQUE_H

#include "vm/base/contract.h"
#include "vm/object/object.h"

// Everything is read and written under the object lock, except where relaxed loads are used.
typedef struct Deque {
    Object head;
    int64_t length;
    int64_t start;
    int64_t capacity; // a power of two, or 0 without items
    Value *items;
    int64_t maximum;  // maxlen, or NO_MAXIMUM
    uint64_t changes; // counts, so that iterators notice
} Deque;

static inline Deque *as_deque(Value v) {
    return (Deque *)(void *)value_object(v);
}

// Where item i stands; the caller holds the lock.
static inline Value *deque_place(const Deque *deque, int64_t i) {
    return &deque->items[(deque->start + i) & (deque->capacity - 1)];
}

// Appends at the right or left end; a full deque loses the item at the other end.
bool deque_push(ThreadState *ts, Value deque, Value item, bool left) ATTACHED RUNS_GUEST;
// Removes and returns the item at that end. IndexError if there is none.
Ref deque_pull(ThreadState *ts, Value deque, bool left) ATTACHED;

// A new iterator from the left end, or from the right end. NO_REF with MemoryError.
Ref deque_iterator_new(ThreadState *ts, Value deque, bool backwards) ATTACHED;

#endif
