// GuestLock: the lock behind threading.Lock, RLock and join.
//
//     word:   bit 0  locked
//             bit 1  has waiters (in the queue; set and cleared under `mutex`)
//
// Without waiters, taking and releasing is one compare-exchange. A waiter queues up and parks
// itself; a release takes the first waiter off the queue and wakes it (with a GIL a little
// later: wakeups.h), and the woken one competes for the lock with whoever comes by, as in
// CPython. Taking never gives the GIL up before the first try has failed. The lock belongs to
// nobody: any thread may release it; who took it last is noted for reports.
#ifndef GILT_VM_THREAD_GUEST_LOCK_H
#define GILT_VM_THREAD_GUEST_LOCK_H

#include "vm/base/atomics.h"
#include "vm/base/check.h"
#include "vm/base/contract.h"
#include "vm/base/ranked_mutex.h"
#include "vm/object/thread_state.h"

typedef struct LockWaiter LockWaiter;
typedef struct LockRecord LockRecord;

enum {
    LOCK_LOCKED = 1,
    LOCK_HAS_WAITERS = 2,
};

typedef struct GuestLock {
    uint32_t word;      // see above
    uint64_t holder_id; // ThreadState.id of who took it last, 0 when free; relaxed, for reports
    LockRecord *record; // what statistics know of it (event_log.h); atomic, null: nothing
    GuestPlace created; // set by who makes it, before others see it
    // --- guarded by mutex ---
    RankedMutex mutex;
    LockWaiter *first;
    LockWaiter *last;
} GuestLock;

// What a thread waits for, for reports.
typedef enum WaitKind {
    WAIT_NONE,
    WAIT_LOCK,
    WAIT_RLOCK,
    WAIT_JOIN,
    WAIT_SLEEP,
    WAIT_IO,
    WAIT_VISIT, // for itself: it is in another interpreter (visit.h)
    WAIT_QUEUE, // for another interpreter to put something into a queue, or take it out
} WaitKind;

typedef enum LockResult {
    LOCK_TAKEN,
    LOCK_TIMED_OUT,
    LOCK_INTERRUPTED, // something is pending for this thread (Ctrl-C): look at a safe point
    LOCK_FAILED,      // the safe point raised; the exception is set
} LockResult;

// Makes a lock ready for use, free. Cannot fail.
void guest_lock_init(GuestLock *lock);
// Gives it up; nobody waits for it.
void guest_lock_done(GuestLock *lock);

// In the child after fork(), for locks that had waiters: nobody waits any more. It stays locked
// if it is.
void guest_lock_after_fork(GuestLock *lock) STOPPED;

// Takes the lock if it is free. ANY_THREAD; `id` is the taker's ThreadState.id.
static inline bool guest_lock_try(GuestLock *lock, uint64_t id) {
    uint32_t word = 0;
    if (LIKELY(compare_exchange_acq_rel(&lock->word, &word, LOCK_LOCKED)) ||
        (word == LOCK_HAS_WAITERS &&
         compare_exchange_acq_rel(&lock->word, &word, LOCK_LOCKED | LOCK_HAS_WAITERS))) {
        store_relaxed(&lock->holder_id, id);
        return true;
    }
    return false;
}

// Takes the lock, waiting until `deadline_ns` (clock.h) at the latest; detaches while blocked.
// `kind` is what reports say. Ctrl-C and the like are handled on the way: LOCK_FAILED with the
// exception set. Never LOCK_INTERRUPTED. The lock's memory must stay: hold a reference. Who is
// cancelled while it waits leaves the lock free.
LockResult guest_lock_acquire(ThreadState *ts, GuestLock *lock, uint64_t deadline_ns,
                              WaitKind kind) ATTACHED RUNS_GUEST;

// The slow half of releasing: wakes the first waiter.
void guest_lock_wake(ThreadState *ts, GuestLock *lock) ANY_THREAD;

// Releases the lock; false if it was not locked. `ts` is attached, and whom it wakes is woken
// when it lets the GIL go (wakeups.h), or null: ANY_THREAD, at once.
static inline bool guest_lock_release_by(ThreadState *ts, GuestLock *lock) {
    store_relaxed(&lock->holder_id, 0);
    uint32_t word = LOCK_LOCKED;
    if (LIKELY(compare_exchange_acq_rel(&lock->word, &word, 0))) {
        return true;
    }
    if (!(word & LOCK_LOCKED)) {
        return false;
    }
    guest_lock_wake(ts, lock);
    return true;
}

// The same, waking at once. ANY_THREAD.
static inline bool guest_lock_release(GuestLock *lock) {
    return guest_lock_release_by(NULL, lock);
}

// Whether it is locked right now. ANY_THREAD.
static inline bool guest_lock_is_locked(const GuestLock *lock) {
    return load_relaxed(&lock->word) & LOCK_LOCKED;
}

#endif
