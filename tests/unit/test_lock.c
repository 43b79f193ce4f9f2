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

// A thread that sleeps in the lock, which the main thread has.
static GuestThread *start_waiter(Fixture *fixture, Shared *shared) NO_CONTRACT_CHECK {
    EXPECT_INT(guest_lock_acquire(fixture->ts, &shared->lock, CLOCK_NEVER, WAIT_LOCK),
               LOCK_TAKEN);
    GuestThread *thread = guest_thread_start(fixture->ts, take_and_keep, shared, false);
    while (!(load_relaxed(&shared->lock.word) & LOCK_HAS_WAITERS)) {
        thread_detach(fixture->ts);
        sched_yield();
        thread_attach(fixture->ts);
    }
    return thread;
}

static uint32_t owed_after_safe_points(ThreadState *ts, int n) NO_CONTRACT_CHECK {
    for (int i = 0; i < n; i++) {
        safe_point(ts, SAFE_POINT_JUMP);
    }
    return ts->owed_count;
}

// Who holds the GIL wakes others when it lets the GIL go or switches it off, or soon; without
// one, at once.
TEST(wake_ups_wait_for_the_gil) {
    for (int way = 0; way < 4; way++) {
        Fixture fixture;
        bool is_gil_off = way == 2;
        fixture_set_up(&fixture, is_gil_off);
        Shared shared = {0};
        guest_lock_init(&shared.lock);
        GuestThread *thread = start_waiter(&fixture, &shared);
        EXPECT(guest_lock_release_by(fixture.ts, &shared.lock));
        EXPECT_INT(fixture.ts->owed_count, is_gil_off ? 0 : 1);
        if (way == 0) {
            EXPECT_INT(owed_after_safe_points(fixture.ts, 10), 1);
            EXPECT_INT(owed_after_safe_points(fixture.ts, 1000), 0);
        } else if (way == 1) {
            mode_set(fixture.ts, GIL_OFF);
            EXPECT_INT(fixture.ts->owed_count, 0);
        } else {
            thread_detach(fixture.ts);
            EXPECT_INT(fixture.ts->owed_count, 0);
            thread_attach(fixture.ts);
        }
        EXPECT(!(load_relaxed(&fixture.ts->pending) & PENDING_WAKEUPS));
        fixture_wait_until(fixture.ts, &shared.taken, 1);
        fixture_join(fixture.ts, &thread, 1);
        guest_lock_done(&shared.lock);
        fixture_tear_down(&fixture);
    }
}

static void release(ThreadState *ts, void *context) NO_CONTRACT_CHECK {
    Shared *shared = context;
    EXPECT(guest_lock_release_by(ts, &shared->lock));
    EXPECT_INT(ts->owed_count, 1);
}

// A thread that ends leaves no wake-up behind.
TEST(wake_ups_of_a_thread_that_ends) {
    Fixture fixture;
    fixture_set_up(&fixture, false);
    Shared shared = {0};
    guest_lock_init(&shared.lock);
    GuestThread *threads[2] = {start_waiter(&fixture, &shared)};
    threads[1] = guest_thread_start(fixture.ts, release, &shared, false);
    fixture_wait_until(fixture.ts, &shared.taken, 1);
    fixture_join(fixture.ts, threads, 2);
    guest_lock_done(&shared.lock);
    fixture_tear_down(&fixture);
}

// There is room for so many; the next is woken at once.
TEST(more_wake_ups_than_are_kept) {
    Fixture fixture;
    fixture_set_up(&fixture, false);
    Shared shared[OWED_WAKEUPS_MAX + 1] = {0};
    GuestThread *threads[OWED_WAKEUPS_MAX + 1];
    for (int i = 0; i <= OWED_WAKEUPS_MAX; i++) {
        guest_lock_init(&shared[i].lock);
        threads[i] = start_waiter(&fixture, &shared[i]);
    }
    for (uint32_t i = 0; i <= OWED_WAKEUPS_MAX; i++) {
        EXPECT(guest_lock_release_by(fixture.ts, &shared[i].lock));
        EXPECT_INT(fixture.ts->owed_count, i < OWED_WAKEUPS_MAX ? i + 1 : OWED_WAKEUPS_MAX);
    }
    for (int i = 0; i <= OWED_WAKEUPS_MAX; i++) {
        fixture_wait_until(fixture.ts, &shared[i].taken, 1);
    }
    fixture_join(fixture.ts, threads, OWED_WAKEUPS_MAX + 1);
    for (int i = 0; i <= OWED_WAKEUPS_MAX; i++) {
        guest_lock_done(&shared[i].lock);
    }
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
