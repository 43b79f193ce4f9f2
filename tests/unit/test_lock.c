// The guest's locks, joining, sleeping, and Ctrl-C in them.
// labels: threads
#include <signal.h>

#include "tests/unit/thread_fixture.h"

typedef struct Shared {
    GuestLock lock;
    uint64_t total; // plain: the lock protects it
    int rounds;
    uint32_t waiting;
    uint32_t taken;
} Shared;

static void add_under_lock(ThreadState *ts, void *context) NO_CONTRACT_CHECK {
    Shared *shared = context;
    for (int i = 0; i < shared->rounds; i++) {
        EXPECT_INT(guest_lock_acquire(ts, &shared->lock, CLOCK_NEVER, WAIT_LOCK), LOCK_TAKEN);
        shared->total++;
        if (i % 32 == 0) {
            safe_point(ts, SAFE_POINT_JUMP);
        }
        EXPECT(guest_lock_release(&shared->lock));
        safe_point(ts, SAFE_POINT_JUMP);
    }
}

TEST(lock_excludes) {
    for (int is_gil_off = 0; is_gil_off < 2; is_gil_off++) {
        Fixture fixture;
        fixture_set_up(&fixture, is_gil_off);
        gil_set_interval(fixture.interpreter.gil, 20000);
        Shared shared = {.rounds = 5000};
        guest_lock_init(&shared.lock);
        GuestThread *threads[4];
        for (int i = 0; i < 4; i++) {
            threads[i] = guest_thread_start(fixture.ts, add_under_lock, &shared, false);
        }
        fixture_join(fixture.ts, threads, 4);
        EXPECT_INT(shared.total, 4 * 5000);
        EXPECT(!guest_lock_is_locked(&shared.lock));
        EXPECT_INT(shared.lock.word, 0);
        guest_lock_done(&shared.lock);
        fixture_tear_down(&fixture);
    }
}

TEST(lock_without_waiters) {
    GuestLock lock;
    guest_lock_init(&lock);
    EXPECT(!guest_lock_release(&lock));
    EXPECT(guest_lock_try(&lock, 7));
    EXPECT_INT(lock.holder_id, 7);
    EXPECT(!guest_lock_try(&lock, 8));
    EXPECT(guest_lock_is_locked(&lock));
    EXPECT(guest_lock_release(&lock));
    EXPECT(!guest_lock_is_locked(&lock));
    guest_lock_done(&lock);
}

TEST(lock_times_out) {
    Fixture fixture;
    fixture_set_up(&fixture, false);
    GuestLock lock;
    guest_lock_init(&lock);
    guest_lock_try(&lock, 1);
    uint64_t deadline = clock_deadline(2000000);
    EXPECT_INT(guest_lock_acquire(fixture.ts, &lock, deadline, WAIT_LOCK), LOCK_TIMED_OUT);
    EXPECT(clock_monotonic_ns() >= deadline);
    EXPECT_INT(lock.word, LOCK_LOCKED);
    guest_lock_done(&lock);
    fixture_tear_down(&fixture);
}

static void take_and_keep(ThreadState *ts, void *context) NO_CONTRACT_CHECK {
    Shared *shared = context;
    add_acq_rel(&shared->waiting, 1);
    EXPECT_INT(guest_lock_acquire(ts, &shared->lock, CLOCK_NEVER, WAIT_LOCK), LOCK_TAKEN);
    add_acq_rel(&shared->taken, 1);
}

// Each release lets exactly one waiter through, whoever releases.
TEST(release_by_another_thread) {
    Fixture fixture;
    fixture_set_up(&fixture, true);
    Shared shared = {0};
    guest_lock_init(&shared.lock);
    guest_lock_try(&shared.lock, 1);
    GuestThread *threads[3];
    for (int i = 0; i < 3; i++) {
        threads[i] = guest_thread_start(fixture.ts, take_and_keep, &shared, false);
    }
    fixture_wait_until(fixture.ts, &shared.waiting, 3);
    for (uint32_t i = 1; i <= 3; i++) {
        EXPECT(guest_lock_release(&shared.lock));
        fixture_wait_until(fixture.ts, &shared.taken, i);
        EXPECT_INT(shared.taken, i);
    }
    fixture_join(fixture.ts, threads, 3);
    guest_lock_done(&shared.lock);
    fixture_tear_down(&fixture);
}

TEST(join_times_out) {
    Fixture fixture;
    fixture_set_up(&fixture, false);
    Shared shared = {0};
    guest_lock_init(&shared.lock);
    guest_lock_try(&shared.lock, 1);
    GuestThread *thread = guest_thread_start(fixture.ts, take_and_keep, &shared, false);
    EXPECT_INT(guest_thread_join(fixture.ts, thread, clock_deadline(1000000)), LOCK_TIMED_OUT);
    guest_lock_release(&shared.lock);
    fixture_join(fixture.ts, &thread, 1);
    guest_lock_done(&shared.lock);
    fixture_tear_down(&fixture);
}

// SIGINT sent while the main thread blocks, or just before: it is noted and wakes it.
TEST(signal_wakes_the_main_thread) {
    Fixture fixture;
    fixture_set_up(&fixture, false);
    EXPECT(signals_create(&fixture.interpreter));
    Interpreter *interpreter = &fixture.interpreter;
    for (int i = 0; i < 20; i++) {
        kill(getpid(), SIGINT);
        thread_detach(fixture.ts);
        while (!(load_acquire(&fixture.ts->pending) & PENDING_SIGNAL)) {
            parker_park(&fixture.ts->thread->parker, clock_deadline(10 * CLOCK_SECOND_NS));
        }
        thread_attach(fixture.ts);
        and_acq_rel(&fixture.ts->pending, ~(uint32_t)PENDING_SIGNAL);
        EXPECT(signals_take_interrupt(interpreter));
        EXPECT(!signals_take_interrupt(interpreter));
    }
    fixture_tear_down(&fixture);
}
