// How those wait who wait for a short section of another thread.
#include "vm/object/lock.h"

#include <sched.h>
#include <time.h>

// Sections under an object lock last some tens of nanoseconds, so a waiter first spins, then
// lets others run in case the holder has lost its processor.
#define SPINS_BEFORE_YIELD  64
#define YIELDS_BEFORE_SLEEP 32
#define SLEEP_NS            50000

void wait_a_little(unsigned tries) {
    if (tries < SPINS_BEFORE_YIELD) {
#if defined(__x86_64__)
        __builtin_ia32_pause();
#endif
    } else if (tries < SPINS_BEFORE_YIELD + YIELDS_BEFORE_SLEEP) {
        sched_yield();
    } else {
        nanosleep(&(struct timespec){.tv_nsec = SLEEP_NS}, NULL);
    }
}

void object_lock_contended(ThreadState *ts, Object *object) {
    uint32_t *waits = &ts->lock_waits[object->kind];
    store_relaxed(waits, load_relaxed(waits) + 1);
    for (unsigned tries = 0;; tries++) {
        if (load_relaxed(&object->lock) == 0) {
            uint8_t expected = 0;
            if (compare_exchange_acq_rel(&object->lock, &expected, 1)) {
                return;
            }
        }
        wait_a_little(tries);
    }
}

void object_lock_both(ThreadState *ts, Object *a, Object *b) {
    object_lock(ts, a < b ? a : b);
    if (a != b) {
        object_lock(ts, a < b ? b : a);
    }
}

void object_unlock_both(ThreadState *ts, Object *a, Object *b) {
    object_unlock(ts, a);
    if (a != b) {
        object_unlock(ts, b);
    }
}
