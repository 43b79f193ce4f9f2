// Stopping and starting the world, parallel flags, thread lists, the end with daemon threads.
// labels: threads
#include "tests/unit/thread_fixture.h"

typedef struct Work {
    uint32_t running;
    uint32_t stop;
    uint64_t total; // relaxed: counted while attached
    int rounds;
} Work;

static void work_attached(ThreadState *ts, void *context) NO_CONTRACT_CHECK {
    Work *work = context;
    add_acq_rel(&work->running, 1);
    for (unsigned i = 0; !load_acquire(&work->stop); i++) {
        add_relaxed(&work->total, 1);
        safe_point(ts, SAFE_POINT_JUMP);
        if (i % 64 == 0) {
            thread_detach(ts);
            thread_attach(ts);
        }
    }
}

// While the world is stopped nobody counts.
static void check_stops(bool is_gil_off) NO_CONTRACT_CHECK {
    Fixture fixture;
    fixture_set_up(&fixture, is_gil_off);
    gil_set_interval(fixture.interpreter.gil, 50000);
    Work work = {0};
    GuestThread *threads[3];
    for (int i = 0; i < 3; i++) {
        threads[i] = guest_thread_start(fixture.ts, work_attached, &work, false);
    }
    fixture_wait_until(fixture.ts, &work.running, 3);
    for (int i = 0; i < 50; i++) {
        world_stop(fixture.ts);
        world_stop(fixture.ts);
        uint64_t before = load_relaxed(&work.total);
        usleep(100);
        EXPECT_INT(load_relaxed(&work.total), before);
        world_start(fixture.ts);
        EXPECT_INT(load_relaxed(&work.total), before);
        world_start(fixture.ts);
        safe_point(fixture.ts, SAFE_POINT_JUMP);
    }
    store_release(&work.stop, 1);
    fixture_join(fixture.ts, threads, 3);
    fixture_tear_down(&fixture);
}

TEST(stopped_world_stands_still_gil_on) {
    check_stops(false);
}

TEST(stopped_world_stands_still_gil_off) {
    check_stops(true);
}

static void stop_often(ThreadState *ts, void *context) NO_CONTRACT_CHECK {
    Work *work = context;
    for (int i = 0; i < work->rounds; i++) {
        world_stop(ts);
        work->total++; // plain: whoever has stopped the world is alone
        world_start(ts);
        safe_point(ts, SAFE_POINT_JUMP);
    }
}

TEST(stoppers_take_turns) {
    Fixture fixture;
    fixture_set_up(&fixture, true);
    Work work = {.rounds = 300};
    GuestThread *threads[4];
    for (int i = 0; i < 4; i++) {
        threads[i] = guest_thread_start(fixture.ts, stop_often, &work, false);
    }
    fixture_join(fixture.ts, threads, 4);
    EXPECT_INT(work.total, 4 * 300);
    fixture_tear_down(&fixture);
}

static void note_parallel(ThreadState *ts, void *context) NO_CONTRACT_CHECK {
    uint32_t *was_parallel = context;
    store_release(was_parallel, ts->is_parallel ? 1 : 2);
}

TEST(parallel_only_without_gil_and_not_alone) {
    Fixture fixture;
    fixture_set_up(&fixture, true);
    EXPECT(!fixture.ts->is_parallel);
    uint32_t was_parallel = 0;
    GuestThread *thread = guest_thread_start(fixture.ts, note_parallel, &was_parallel, false);
    EXPECT(fixture.ts->is_parallel);
    fixture_join(fixture.ts, &thread, 1);
    EXPECT_INT(was_parallel, 1);
    safe_point(fixture.ts, SAFE_POINT_JUMP);
    EXPECT(!fixture.ts->is_parallel);
    fixture_tear_down(&fixture);
}

static void do_nothing(ThreadState *ts, void *context) NO_CONTRACT_CHECK {
    (void)ts;
    (void)context;
}

TEST(many_short_threads) {
    for (int is_gil_off = 0; is_gil_off < 2; is_gil_off++) {
        Fixture fixture;
        fixture_set_up(&fixture, is_gil_off);
        for (int round = 0; round < 20; round++) {
            GuestThread *threads[8];
            for (int i = 0; i < 8; i++) {
                threads[i] = guest_thread_start(fixture.ts, do_nothing, NULL, false);
            }
            fixture_join(fixture.ts, threads, 8);
        }
        EXPECT_INT(world_thread_count(fixture.interpreter.world), 1);
        fixture_tear_down(&fixture);
    }
}

static void sleep_long(ThreadState *ts, void *context) NO_CONTRACT_CHECK {
    Work *work = context;
    add_acq_rel(&work->running, 1);
    guest_thread_sleep(ts, CLOCK_NEVER);
}

TEST(list_shows_who_waits) {
    Fixture fixture;
    fixture_set_up(&fixture, false);
    Work work = {0};
    GuestThread *thread = guest_thread_start(fixture.ts, sleep_long, &work, true);
    guest_thread_set_name(thread, &fixture.interpreter, "sleeper");
    fixture_wait_until(fixture.ts, &work.running, 1);
    ThreadInfo *list;
    size_t n = 0;
    for (int i = 0; i < 1000; i++) {
        n = guest_threads_list(fixture.ts, &list);
        if (n == 2 && list[1].wait_kind == WAIT_SLEEP) {
            break;
        }
        free(list);
        guest_thread_sleep(fixture.ts, clock_deadline(100000));
    }
    REQUIRE(n == 2);
    EXPECT_STR(list[0].name, "MainThread");
    EXPECT(list[0].is_main && list[0].is_self && list[0].holds_gil);
    EXPECT_STR(list[1].name, "sleeper");
    EXPECT(list[1].is_daemon && !list[1].holds_gil);
    EXPECT_INT(list[1].wait_kind, WAIT_SLEEP);
    free(list);
    guest_threads_cancel(fixture.ts);
    guest_thread_release(thread);
    fixture_tear_down(&fixture);
}

TEST(daemons_end_with_the_interpreter) {
    for (int is_gil_off = 0; is_gil_off < 2; is_gil_off++) {
        Fixture fixture;
        fixture_set_up(&fixture, is_gil_off);
        gil_set_interval(fixture.interpreter.gil, 50000);
        Work work = {0};
        guest_thread_release(guest_thread_start(fixture.ts, work_attached, &work, true));
        guest_thread_release(guest_thread_start(fixture.ts, sleep_long, &work, true));
        fixture_wait_until(fixture.ts, &work.running, 2);
        guest_threads_cancel(fixture.ts);
        EXPECT(!fixture.ts->is_parallel);
        fixture_tear_down(&fixture);
    }
}
