// An interpreter with threads and a heap and nothing else, for tests of the thread layer.
//
// Guest threads run C functions here. What they wait for is counted or signalled, never timed:
// fixture_wait_until is a backstop that fails the test after ten seconds.
#ifndef GILT_TESTS_UNIT_THREAD_FIXTURE_H
#define GILT_TESTS_UNIT_THREAD_FIXTURE_H

#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

#include "tests/unit/check.h"
#include "vm/base/clock.h"
#include "vm/object/heap.h"
#include "vm/object/reclaim.h"
#include "vm/object/refcount.h"
#include "vm/object/split.h"
#include "vm/object/weakrefs.h"
#include "vm/thread/collector.h"
#include "vm/thread/guest_thread.h"
#include "vm/thread/mode.h"
#include "vm/thread/safe_point.h"
#include "vm/thread/signals.h"
#include "vm/thread/thread_state.h"

typedef struct Fixture {
    Interpreter interpreter;
    ThreadState *ts; // the main thread's, attached
} Fixture;

// Builds it; the calling thread is attached as the main thread.
static inline void fixture_set_up(Fixture *fixture, bool is_gil_off) NO_CONTRACT_CHECK {
    *fixture = (Fixture){0};
    Interpreter *interpreter = &fixture->interpreter;
    CHECK(owner_registry_create(interpreter) && split_create(interpreter) &&
              heap_create(interpreter) && reclaimer_create(interpreter) &&
              weakrefs_create(interpreter) && collector_create(interpreter) &&
              thread_system_create(interpreter, (ThreadOptions){.is_gil_off = is_gil_off}),
          "there is memory for a test");
    fixture->ts = interpreter->main_thread;
}

// Takes it down; no other thread is left.
static inline void fixture_tear_down(Fixture *fixture) NO_CONTRACT_CHECK {
    Interpreter *interpreter = &fixture->interpreter;
    signals_destroy(interpreter);
    EXPECT(thread_system_destroy(interpreter));
    reclaimer_destroy(interpreter);
    weakrefs_destroy(interpreter);
    collector_destroy(interpreter);
    heap_destroy(interpreter);
    split_destroy(interpreter);
    owner_registry_destroy(interpreter);
}

// Waits, detached, until *flag is at least `value`.
static inline void fixture_wait_until(ThreadState *ts, uint32_t *flag,
                                      uint32_t value) NO_CONTRACT_CHECK {
    uint64_t deadline = clock_deadline(10 * CLOCK_SECOND_NS);
    thread_detach(ts);
    while (load_acquire(flag) < value && clock_monotonic_ns() < deadline) {
        usleep(200);
    }
    thread_attach(ts);
    EXPECT(load_acquire(flag) >= value);
}

// Joins n threads and drops the references.
static inline void fixture_join(ThreadState *ts, GuestThread **threads,
                                int n) NO_CONTRACT_CHECK {
    for (int i = 0; i < n; i++) {
        if (threads[i]) {
            EXPECT_INT(guest_thread_join(ts, threads[i], CLOCK_NEVER), LOCK_TAKEN);
            guest_thread_release(threads[i]);
        } else {
            TEST_FAIL("a thread did not start");
        }
    }
}

#endif
