// The blocking half of GuestLock.
//
// A waiter stands in the lock's queue while it sleeps. Whoever wakes it takes it off the queue
// under the lock's mutex, and the waiter takes the mutex again before it leaves, so its record,
// which lives on its stack, outlasts every access. A woken waiter that finds the lock taken by
// somebody quicker goes back to the head of the queue.
//
// No wake-up is lost: while the queue is not empty, LOCK_HAS_WAITERS is set; it is set under
// the mutex by a compare-exchange that also sees the lock still locked; and with it set every
// release comes through the mutex.
#include "vm/thread/guest_lock.h"

#include "vm/base/clock.h"
#include "vm/thread/event_log.h"
#include "vm/thread/guest_thread.h"
#include "vm/thread/safe_point.h"
#include "vm/thread/thread_state.h"
#include "vm/thread/wakeups.h"

struct LockWaiter {
    GuestThread *thread;
    LockWaiter *next;
    LockWaiter *previous;
    bool is_queued;
};

void guest_lock_init(GuestLock *lock) {
    *lock = (GuestLock){0};
    ranked_mutex_init(&lock->mutex, RANK_GUEST_LOCK, "guest lock");
}

void guest_lock_done(GuestLock *lock) {
    CHECK_SLOW(!lock->first, "nobody waits for a lock that goes away");
    ranked_mutex_done(&lock->mutex);
}

void guest_lock_after_fork(GuestLock *lock) {
    ranked_mutex_init(&lock->mutex, RANK_GUEST_LOCK, "guest lock");
    lock->first = lock->last = NULL;
    and_relaxed(&lock->word, ~(uint32_t)LOCK_HAS_WAITERS);
}

// The mutex is held in the next four functions.

static void enqueue(GuestLock *lock, LockWaiter *waiter, bool at_head) {
    LockWaiter *before = at_head ? NULL : lock->last;
    LockWaiter *after = at_head ? lock->first : NULL;
    waiter->previous = before;
    waiter->next = after;
    *(before ? &before->next : &lock->first) = waiter;
    *(after ? &after->previous : &lock->last) = waiter;
    waiter->is_queued = true;
}

static void dequeue(GuestLock *lock, LockWaiter *waiter) {
    *(waiter->previous ? &waiter->previous->next : &lock->first) = waiter->next;
    *(waiter->next ? &waiter->next->previous : &lock->last) = waiter->previous;
    waiter->is_queued = false;
    if (!lock->first) {
        and_relaxed(&lock->word, ~(uint32_t)LOCK_HAS_WAITERS);
    }
}

// Takes the lock, or makes sure that its release will look at the queue.
static bool take_or_announce(GuestLock *lock, uint64_t id) {
    uint32_t word = load_relaxed(&lock->word);
    for (;;) {
        bool is_free = !(word & LOCK_LOCKED);
        uint32_t next = word | (is_free ? LOCK_LOCKED : LOCK_HAS_WAITERS);
        if (compare_exchange_acq_rel(&lock->word, &word, next)) {
            if (is_free) {
                store_relaxed(&lock->holder_id, id);
            }
            return is_free;
        }
    }
}

// Takes the first waiter off the queue: its thread, with a reference; null if nobody waits.
static GuestThread *dequeue_first(GuestLock *lock) {
    LockWaiter *waiter = lock->first;
    if (!waiter) {
        return NULL;
    }
    dequeue(lock, waiter);
    guest_thread_retain(waiter->thread);
    return waiter->thread;
}

void guest_lock_wake(ThreadState *ts, GuestLock *lock) {
    ranked_mutex_lock(&lock->mutex);
    // Pairs with the compare-exchange of the next taker.
    and_acq_rel(&lock->word, ~(uint32_t)LOCK_LOCKED);
    GuestThread *thread = dequeue_first(lock);
    ranked_mutex_unlock(&lock->mutex);
    // After the mutex, which whom it wakes needs at once.
    if (thread) {
        wakeup_owe(ts, thread);
    }
}

// Waits for the lock. The lock's mutex orders this against releases.
static LockResult wait_for_lock(ThreadState *ts, GuestLock *lock,
                                uint64_t deadline_ns) DETACHED {
    LockWaiter waiter = {.thread = ts->thread};
    LockResult result = LOCK_TAKEN;
    bool was_woken = false;
    ranked_mutex_lock(&lock->mutex);
    while (!take_or_announce(lock, ts->id)) {
        enqueue(lock, &waiter, was_woken);
        ranked_mutex_unlock(&lock->mutex);
        bool in_time = parker_park(&ts->thread->parker, deadline_ns);
        ranked_mutex_lock(&lock->mutex);
        was_woken = !waiter.is_queued;
        if (!was_woken) {
            dequeue(lock, &waiter);
        }
        bool is_interrupted = load_relaxed(&ts->pending) & PENDING_INTERRUPTS;
        if (in_time && !is_interrupted) {
            continue;
        }
        if (take_or_announce(lock, ts->id)) {
            break;
        }
        result = is_interrupted ? LOCK_INTERRUPTED : LOCK_TIMED_OUT;
        if (!lock->first) {
            and_relaxed(&lock->word, ~(uint32_t)LOCK_HAS_WAITERS);
        }
        break;
    }
    ranked_mutex_unlock(&lock->mutex);
    return result;
}

// For statistics: the caller has just taken the lock, after a wait if `was_contended`.
static void note_taken(ThreadState *ts, GuestLock *lock, WaitKind kind, bool was_contended) {
    bool is_guests = kind == WAIT_LOCK || kind == WAIT_RLOCK;
    if (UNLIKELY(load_relaxed(&ts->events) != NULL) && is_guests) {
        uint64_t since = load_relaxed(&ts->thread->wait_since_ns);
        uint64_t waited = was_contended ? clock_monotonic_ns() - since : 0;
        event_lock_taken(ts, lock, kind, waited);
    }
}

LockResult guest_lock_acquire(ThreadState *ts, GuestLock *lock, uint64_t deadline_ns,
                              WaitKind kind) {
    for (;;) {
        if (guest_lock_try(lock, ts->id)) {
            note_taken(ts, lock, kind, false);
            return LOCK_TAKEN;
        }
        guest_thread_waits(ts, kind, lock);
        thread_detach(ts);
        LockResult result = wait_for_lock(ts, lock, deadline_ns);
        if (result == LOCK_TAKEN) {
            note_taken(ts, lock, kind, true);
        }
        guest_thread_waits(ts, WAIT_NONE, NULL);
        if (result == LOCK_TAKEN && load_seq_cst(&ts->pending) & PENDING_CANCEL) {
            guest_lock_release(lock); // this thread ends below, and others go on
        }
        thread_attach(ts);
        if (result != LOCK_INTERRUPTED) {
            return result;
        }
        if (!safe_point(ts, SAFE_POINT_NATIVE)) {
            return LOCK_FAILED;
        }
    }
}
