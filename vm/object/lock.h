// The one-byte lock in every object's header.
//
// It is taken only while threads run in parallel (ThreadState.is_parallel); with a GIL, or with
// one thread alone, locking is a predicted branch. A section under an object lock is short: it
// never runs guest code, never blocks and never takes references down to zero (drop what you
// replaced after unlocking). So a waiter spins a little, then yields the processor, and the
// unlock is one plain store.
#ifndef GILT_VM_OBJECT_LOCK_H
#define GILT_VM_OBJECT_LOCK_H

#include "vm/base/contract.h"
#include "vm/object/object.h"
#include "vm/object/thread_state.h"

// One wait for the end of a short section: spins at first, then yields, then sleeps. `tries`
// counts the waits so far.
void wait_a_little(unsigned tries);
// The waiting half of object_lock().
void object_lock_contended(ThreadState *ts, Object *object) ATTACHED;

// Takes the object's lock. Not recursive.
static inline void object_lock(ThreadState *ts, Object *object) ATTACHED {
    if (ts->is_parallel) {
        uint8_t expected = 0;
        if (!compare_exchange_acq_rel(&object->lock, &expected, 1)) {
            object_lock_contended(ts, object);
        }
    }
}

// Releases it; pairs with the acquire in object_lock.
static inline void object_unlock(ThreadState *ts, Object *object) ATTACHED {
    if (ts->is_parallel) {
        store_release(&object->lock, 0);
    }
}

// A container's buffer is PRIVATE while only the container's owner reads it without the lock:
// then the owner, which holds the lock to replace it, may free the old one at once. Any other
// thread that wants to read without the lock first takes it once, and leaves a mark.

// Whether this thread may read the buffer without the lock. The buffer is looked up afterwards.
static inline bool object_may_look(const ThreadState *ts, const Object *container) ATTACHED {
    // Pairs with object_mark_read: buffers that are replaced from then on stay readable.
    return load_relaxed(&container->owner) == ts->identity ||
           load_acquire(&container->flags) & OBJECT_READ_BY_OTHERS;
}

// Leaves the mark, if this thread needs it. The lock is held.
static inline void object_mark_read(const ThreadState *ts, Object *container) ATTACHED {
    if (ts->is_parallel && !object_may_look(ts, container)) {
        or_acq_rel(&container->flags, OBJECT_READ_BY_OTHERS);
    }
}

// Leaves the mark for whoever will read without looking for it.
static inline void object_open(ThreadState *ts, Object *container) ATTACHED {
    if (!(load_relaxed(&container->flags) & OBJECT_READ_BY_OTHERS)) {
        object_lock(ts, container);
        or_acq_rel(&container->flags, OBJECT_READ_BY_OTHERS);
        object_unlock(ts, container);
    }
}

// Whether no other thread can be reading the buffer. The lock is held.
static inline bool object_is_private(const ThreadState *ts, const Object *container) ATTACHED {
    return !ts->is_parallel || (load_relaxed(&container->owner) == ts->identity &&
                                !(load_relaxed(&container->flags) & OBJECT_READ_BY_OTHERS));
}

// Takes two objects' locks in address order; the same object twice is taken once.
void object_lock_both(ThreadState *ts, Object *a, Object *b) ATTACHED;
void object_unlock_both(ThreadState *ts, Object *a, Object *b) ATTACHED;

#endif
