// The GIL: exclusion, hand-over, requests and forced switching, the hot switch.
// labels: threads
#include "tests/unit/thread_fixture.h"
#include "vm/thread/event_log.h"

typedef struct Counting {
    uint64_t total; // plain: the GIL protects it
    uint32_t running;
    uint32_t stop;
    int rounds;
} Counting;

static void count_plainly(ThreadState *ts, void *context) NO_CONTRACT_CHECK {
    Counting *counting = context;
    add_acq_rel(&counting->running, 1);
    for (int i = 0; i < counting->rounds; i++) {
        counting->total++;
        safe_point(ts, SAFE_POINT_JUMP);
    }
}

// Four threads count plainly under a policy: it lets only one at a time count.
static void expect_exclusion(const GilPolicy *policy) {
    Fixture fixture;
    fixture_set_up(&fixture, false);
    gil_set_interval(fixture.interpreter.gil, 1000);
    mode_set_policy(fixture.ts, policy);
    Counting counting = {.rounds = 20000};
    GuestThread *threads[4];
    for (int i = 0; i < 4; i++) {
        threads[i] = guest_thread_start(fixture.ts, count_plainly, &counting, false);
    }
    fixture_join(fixture.ts, threads, 4);
    EXPECT_INT(counting.total, 4 * 20000);
    fixture_tear_down(&fixture);
}

TEST(gil_excludes) {
    for (const GilPolicy *const *policy = gil_policies(); *policy; policy++) {
        expect_exclusion(*policy);
    }
}

typedef struct Queue {
    uint32_t n_done;
    uint64_t order[4]; // ThreadState.id in the order in which they got the GIL
} Queue;

static void note_turn(ThreadState *ts, void *context) NO_CONTRACT_CHECK {
    Queue *queue = context;
    queue->order[queue->n_done] = ts->id;
    store_release(&queue->n_done, queue->n_done + 1);
}

TEST(fifo_serves_in_order) {
    Fixture fixture;
    fixture_set_up(&fixture, false);
    Gil *gil = fixture.interpreter.gil;
    mode_set_policy(fixture.ts, &gil_policy_fifo);
    Queue queue = {0};
    GuestThread *threads[4];
    uint64_t ids[4];
    for (int i = 0; i < 4; i++) {
        threads[i] = guest_thread_start(fixture.ts, note_turn, &queue, false);
        ids[i] = threads[i]->ts->id;
        // The main thread holds the GIL until all four stand in the queue, one after the other.
        while (load_acquire(&gil->word) / GIL_WAITER < (uint32_t)i + 1) {
            usleep(200);
        }
    }
    fixture_join(fixture.ts, threads, 4);
    for (int i = 0; i < 4; i++) {
        EXPECT_INT(queue.order[i], ids[i]);
    }
    fixture_tear_down(&fixture);
}

static void spin_until_stopped(ThreadState *ts, void *context) NO_CONTRACT_CHECK {
    Counting *counting = context;
    add_acq_rel(&counting->running, 1);
    while (!load_acquire(&counting->stop)) {
        safe_point(ts, SAFE_POINT_JUMP);
    }
}

TEST(waiter_requests_and_switch_is_forced) {
    Fixture fixture;
    fixture_set_up(&fixture, false);
    Gil *gil = fixture.interpreter.gil;
    gil_set_interval(gil, 100000);
    Counting counting = {0};
    GuestThread *thread = guest_thread_start(fixture.ts, spin_until_stopped, &counting, false);
    // The main thread gets the GIL back only because it asks: the other one never blocks.
    fixture_wait_until(fixture.ts, &counting.running, 1);
    GilStats stats = gil_stats_read(&gil->stats);
    EXPECT(stats.requests >= 1);
    EXPECT(stats.switches_forced >= 1);
    EXPECT(stats.waits >= 1);
    EXPECT(stats.wait_ns >= stats.longest_wait_ns);
    EXPECT(gil_stats_read(&fixture.ts->thread->gil_stats).requests >= 1);
    store_release(&counting.stop, 1);
    fixture_join(fixture.ts, &thread, 1);
    fixture_tear_down(&fixture);
}

TEST(alone_nobody_asks) {
    Fixture fixture;
    fixture_set_up(&fixture, false);
    for (int i = 0; i < 100000; i++) {
        safe_point(fixture.ts, SAFE_POINT_JUMP);
        if (i % 100 == 0) {
            thread_detach(fixture.ts);
            thread_attach(fixture.ts);
        }
    }
    GilStats stats = gil_stats_read(&fixture.interpreter.gil->stats);
    EXPECT_INT(stats.requests, 0);
    EXPECT_INT(stats.switches_forced + stats.switches_voluntary, 0);
    EXPECT_INT(stats.waits, 0);
    fixture_tear_down(&fixture);
}

typedef struct Turns {
    uint32_t entered;
    uint64_t switches_before;
    uint64_t switches_after;
    uint32_t done;
} Turns;

// Yields a requested GIL once: forced switching means somebody else had it meanwhile.
static void yield_once(ThreadState *ts, void *context) NO_CONTRACT_CHECK {
    Turns *turns = context;
    Gil *gil = ts->interpreter->gil;
    store_release(&turns->entered, 1);
    while (!(load_relaxed(&ts->pending) & PENDING_GIL_DROP)) {
        sched_yield();
    }
    turns->switches_before = load_relaxed(&gil->switch_number);
    safe_point(ts, SAFE_POINT_CALL);
    turns->switches_after = load_relaxed(&gil->switch_number);
    store_release(&turns->done, 1);
}

TEST(drop_waits_for_a_taker) {
    Fixture fixture;
    fixture_set_up(&fixture, false);
    gil_set_interval(fixture.interpreter.gil, 100000);
    Turns turns = {0};
    GuestThread *thread = guest_thread_start(fixture.ts, yield_once, &turns, false);
    fixture_wait_until(fixture.ts, &turns.entered, 1);
    fixture_wait_until(fixture.ts, &turns.done, 1);
    EXPECT(turns.switches_after >= turns.switches_before + 2);
    fixture_join(fixture.ts, &thread, 1);
    fixture_tear_down(&fixture);
}

static void detach_and_attach(ThreadState *ts, void *context) NO_CONTRACT_CHECK {
    Counting *counting = context;
    for (int i = 0; i < counting->rounds; i++) {
        thread_detach(ts);
        thread_attach(ts);
        add_relaxed(&counting->total, 1);
        safe_point(ts, SAFE_POINT_JUMP);
    }
}

TEST(mode_switches_under_running_threads) {
    Fixture fixture;
    fixture_set_up(&fixture, false);
    gil_set_interval(fixture.interpreter.gil, 50000);
    Counting counting = {.rounds = 3000};
    GuestThread *threads[4];
    for (int i = 0; i < 4; i++) {
        threads[i] = guest_thread_start(fixture.ts, detach_and_attach, &counting, false);
    }
    for (int i = 0; i < 100; i++) {
        mode_set(fixture.ts, i % 2 ? GIL_ON : GIL_OFF);
        EXPECT_INT(mode_get(fixture.ts), i % 2 ? GIL_ON : GIL_OFF);
        EXPECT_INT(fixture.ts->rc_identity, GIL_IDENTITY);
        thread_detach(fixture.ts);
        usleep(100);
        thread_attach(fixture.ts);
    }
    fixture_join(fixture.ts, threads, 4);
    EXPECT_INT(counting.total, 4 * 3000);
    fixture_tear_down(&fixture);
}

TEST(policies_have_names) {
    EXPECT(gil_policy_find("on") == gil_policy_default());
    EXPECT(gil_policy_find("py310") == &gil_policy_py310);
    EXPECT(gil_policy_find("py27") == &gil_policy_py27);
    EXPECT(gil_policy_find("no such policy") == NULL);
}

// How many events the main thread has written.
static uint64_t events_written(const Fixture *fixture) {
    return load_relaxed(&fixture->ts->events->written);
}

// Under a policy of ticks an offer that nobody takes is no event; a request always is one.
TEST(offers_in_vain_are_no_events) {
    Fixture fixture;
    fixture_set_up(&fixture, false);
    event_log_start(fixture.ts, 64);
    for (const GilPolicy *const *policy = gil_policies(); *policy; policy++) {
        mode_set_policy(fixture.ts, *policy);
        uint64_t before = events_written(&fixture);
        for (int i = 0; i < 5; i++) {
            thread_yield_gil(fixture.ts);
        }
        bool ticks = (*policy)->instructions_per_check > 0;
        EXPECT_INT(events_written(&fixture) - before, ticks ? 0 : 5 * 3); // SEEN, LEAVE, RUN
    }
    event_log_stop(fixture.ts);
    fixture_tear_down(&fixture);
}

// One that another thread takes is told in full, in order of time, and ends the tenure.
TEST(offers_taken_are_told) {
    Fixture fixture;
    fixture_set_up(&fixture, false);
    mode_set_policy(fixture.ts, &gil_policy_py27);
    event_log_start(fixture.ts, 1 << 16);
    Counting counting = {.rounds = 1};
    GuestThread *other = guest_thread_start(fixture.ts, count_plainly, &counting, false);
    while (load_acquire(&counting.running) == 0) {
        thread_yield_gil(fixture.ts);
    }
    EventTrace trace;
    EXPECT(event_trace_read(fixture.ts, &trace));
    const ThreadTrace *mine = &trace.threads[0];
    const Event *left = NULL, *seen = NULL;
    for (size_t i = 1; i < mine->n; i++) {
        EXPECT(mine->events[i].time_ns >= mine->events[i - 1].time_ns);
        if (mine->events[i].kind == EVENT_LEAVE && mine->events[i].detail == LEAVE_SWITCH) {
            left = &mine->events[i];
            seen = left - 1;
        }
    }
    EXPECT(left && seen->kind == EVENT_SEEN && seen->number == left->number);
    EXPECT(mine->events[mine->n - 1].kind == EVENT_RUN);
    EXPECT(left && mine->events[mine->n - 1].number > left->number);
    event_trace_free(&trace);
    fixture_join(fixture.ts, &other, 1);
    event_log_stop(fixture.ts);
    fixture_tear_down(&fixture);
}
