// The global interpreter lock: with it, attached means holding it (gil.c tells the story).
//
// The word of the lock holds two things, so that taking and releasing it is one atomic
// operation as long as nobody waits:
//
//     bit 0        held
//     bits 1..31   how many threads wait
//
// With waiters every change goes through `mutex`. Who waits how, and when a holder must give
// the lock up, is the policy's business (gil_policy.h).
#ifndef GILT_VM_THREAD_GIL_H
#define GILT_VM_THREAD_GIL_H

#include "vm/base/atomics.h"
#include "vm/base/contract.h"
#include "vm/base/ranked_mutex.h"
#include "vm/object/thread_state.h"

typedef struct GilPolicy GilPolicy;
typedef struct GilWaiter GilWaiter;

enum {
    GIL_HELD = 1,
    GIL_WAITER = 2, // one waiter, in units of the word
};

// What the GIL did: for all threads together, and for each as the one that took it. Counted on
// the slow paths and at switches only. Written with relaxed atomics, so it may be read any
// time.
typedef struct GilStats {
    uint64_t switches_forced;    // taken after another thread had been made to drop it
    uint64_t switches_voluntary; // taken after another thread had released it by itself
    uint64_t requests;           // drop requests sent
    uint64_t waits;              // times it was not free
    uint64_t wait_ns;            // time spent in those waits
    uint64_t longest_wait_ns;
    uint64_t wakeups_in_vain; // a waiter was woken, and another thread had been quicker
} GilStats;

struct Gil {
    uint32_t word;   // see above
    bool is_enabled; // changed with the world stopped
    // --- changed by the holder only, read by waiters ---
    ThreadState *holder;    // null: free, or being taken
    uint64_t last_holder;   // ThreadState.id, which unlike an address is never reused
    uint64_t switch_number; // counts changes of last_holder
    bool was_dropped;       // the last holder was made to give it up
    // --- guarded by mutex ---
    RankedMutex mutex;
    Condition released; // waiters: it may be free now
    Condition switched; // a dropper: somebody else has taken it
    const GilPolicy *policy;
    GilWaiter *first_waiter; // the queue of a policy that keeps one
    GilWaiter *last_waiter;
    // --- settings and statistics, relaxed ---
    uint64_t interval_ns;
    uint32_t check_interval; // instructions; 0: the policy's own
    GilStats stats;
    uint32_t
        waking; // atomic: threads that have released it and may still have to wake a waiter
};

// Creates the interpreter's GIL, not held; false if there is no memory.
bool gil_create(Interpreter *interpreter, bool is_enabled, const GilPolicy *policy);
// Gives it up; no thread uses it any more.
void gil_destroy(Interpreter *interpreter);

// Whether there is a GIL at present. Stable while the caller is attached.
static inline bool gil_is_enabled(const Gil *gil) ANY_THREAD {
    return load_acquire(&gil->is_enabled);
}

// The number of the present tenure (events.def), 0 without a GIL.
static inline uint64_t gil_tenure(const ThreadState *ts) ANY_THREAD {
    const Gil *gil = ts->interpreter->gil;
    return gil_is_enabled(gil) ? load_relaxed(&gil->switch_number) : 0;
}

// Takes the GIL; blocks while others have it. False if the GIL was switched off, or to another
// policy, meanwhile: it is not held then. Called by thread_attach.
bool gil_take(Gil *gil, ThreadState *ts) DETACHED;
// Releases it because the thread is going to block. Nobody need take it.
void gil_release(Gil *gil, ThreadState *ts) DETACHED;
// Gives it up because somebody asked for it, as the policy wants; the caller takes it again.
void gil_drop(Gil *gil, ThreadState *ts) DETACHED;

// Waits until every thread that has released the GIL has also woken its waiter, and does not
// look at it any more. The caller holds the GIL, or nobody else uses it.
void gil_settle(const Gil *gil) ANY_THREAD;

// In the child after fork(): the calling thread alone has it, if there is one.
void gil_after_fork(Gil *gil, ThreadState *ts) STOPPED;

// Switches the GIL on (the caller then holds it) with `policy`, or off.
void gil_enable(Gil *gil, ThreadState *ts, const GilPolicy *policy) STOPPED;
void gil_disable(Gil *gil, ThreadState *ts) STOPPED;

// How long a waiter waits before it asks (policies with requests). ANY_THREAD.
void gil_set_interval(Gil *gil, uint64_t interval_ns);
uint64_t gil_interval(const Gil *gil);
// How many instructions a thread executes between two checks (policies of ticks); 0 asks for
// the policy's own number. ANY_THREAD.
void gil_set_check_interval(Gil *gil, uint32_t instructions);
uint32_t gil_check_interval(const Gil *gil);
// A copy of the counters, each exact, all together only roughly of one moment. ANY_THREAD.
GilStats gil_stats_read(const GilStats *stats);

// --- for policies: the mutex is held ---

// Takes the GIL if it is free.
bool gil_take_if_free(Gil *gil, ThreadState *ts);
// Sleeps until the GIL may be free or the deadline has come; false for the latter.
bool gil_wait_released(Gil *gil, ThreadState *ts, uint64_t deadline_ns);
// Asks the holder to give the GIL up at its next safe point.
void gil_request_drop(Gil *gil, ThreadState *ts);
// Makes the GIL free. The caller is the holder, and sees to it that a waiter is woken.
void gil_set_free(Gil *gil, ThreadState *ts);
void gil_wake_waiter(Gil *gil);
// Waits until another thread has taken the GIL since the caller had it, or nobody wants it.
void gil_wait_switched(Gil *gil, ThreadState *ts);
// Whether anybody waits for the GIL. ANY_THREAD: the mutex need not be held.
static inline bool gil_has_waiters(const Gil *gil) {
    return load_relaxed(&gil->word) >= GIL_WAITER;
}
// Whether a waiter of `policy` still waits for the right thing.
static inline bool gil_follows(const Gil *gil, const GilPolicy *policy) {
    return gil_is_enabled(gil) && gil->policy == policy;
}

#endif
