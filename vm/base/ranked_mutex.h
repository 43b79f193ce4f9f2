// Mutexes with a rank, and the conditions that go with them.
//
// The ranks are the lock order: a thread that holds a mutex may take only mutexes of higher
// rank, so no two threads can wait for each other's. Builds that check invariants verify this
// at every lock, with both names in the message; other builds pay nothing.
//
// A condition wait stands in a `while` on a named predicate. Deadlines are points of the
// monotonic clock (clock.h).
#ifndef GILT_VM_BASE_RANKED_MUTEX_H
#define GILT_VM_BASE_RANKED_MUTEX_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

// From the outermost lock to the innermost.
typedef enum MutexRank {
    RANK_WORLD = 1,  // the list of threads, stopping and starting
    RANK_GIL,        // the GIL's waiters
    RANK_GUEST_LOCK, // the waiters of one lock of the guest
    RANK_LEAF,       // nothing is taken under it
} MutexRank;

typedef struct RankedMutex {
    pthread_mutex_t mutex;
    MutexRank rank;
    const char *name; // for the message; lives as long as the mutex
} RankedMutex;

// Makes a mutex ready for use. Cannot fail (no memory is needed).
void ranked_mutex_init(RankedMutex *mutex, MutexRank rank, const char *name);
// Gives it up; nobody holds it.
void ranked_mutex_done(RankedMutex *mutex);
// Takes it. Not recursive. Blocks for as long as others hold it: keep such sections short.
void ranked_mutex_lock(RankedMutex *mutex);
// Releases it; the caller has it.
void ranked_mutex_unlock(RankedMutex *mutex);

typedef pthread_cond_t Condition;

// Makes a condition ready for use. Cannot fail.
void condition_init(Condition *condition);
// Gives it up; nobody waits.
void condition_done(Condition *condition);
// Waits to be woken; `mutex` is released meanwhile. May return for no reason.
void condition_wait(Condition *condition, RankedMutex *mutex);
// The same until `deadline_ns` at the latest; false when that has come.
bool condition_wait_until(Condition *condition, RankedMutex *mutex, uint64_t deadline_ns);
// Wakes one waiter, all waiters.
void condition_signal(Condition *condition);
void condition_broadcast(Condition *condition);

#endif
