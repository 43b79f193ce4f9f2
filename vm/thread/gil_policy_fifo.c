// The policy of a fair queue: the GIL goes to whoever has waited longest, and to nobody else.
// No CPython has it. It shows what fairness costs: every switch is a sleep and a wake-up, and
// an I/O thread still waits for everybody before it.
//
//     gil->first_waiter -> A -> B -> C <- gil->last_waiter        A takes it, others sleep
//
// Nobody can jump the queue: with a waiter announced in the GIL's word, the quick way of taking
// it fails, and whoever comes by gets in line. Only the head of the queue asks for the GIL, as
// waiters of timed requests do. A release wakes all waiters, and all but the head go back to
// sleep: simple, and slow with many of them.
#include "vm/base/clock.h"
#include "vm/thread/gil_timed.h"

struct GilWaiter {
    GilWaiter *next;
};

static void enqueue_self(Gil *gil, GilWaiter *waiter) {
    waiter->next = NULL;
    *(gil->last_waiter ? &gil->last_waiter->next : &gil->first_waiter) = waiter;
    gil->last_waiter = waiter;
}

static void leave_queue(Gil *gil, GilWaiter *waiter) {
    GilWaiter *previous = NULL;
    for (GilWaiter *other = gil->first_waiter; other != waiter; other = other->next) {
        previous = other;
    }
    *(previous ? &previous->next : &gil->first_waiter) = waiter->next;
    if (gil->last_waiter == waiter) {
        gil->last_waiter = previous;
    }
}

static bool fifo_wait(Gil *gil, ThreadState *ts) {
    GilWaiter self;
    bool is_taken = false;
    enqueue_self(gil, &self);
    while (gil_follows(gil, &gil_policy_fifo)) {
        bool is_first = gil->first_waiter == &self;
        if (is_first && gil_take_if_free(gil, ts)) {
            is_taken = true;
            break;
        }
        uint64_t seen = load_relaxed(&gil->switch_number);
        bool in_time = gil_wait_released(
            gil, ts, is_first ? clock_deadline(gil_interval(gil)) : CLOCK_NEVER);
        if (!in_time && load_relaxed(&gil->switch_number) == seen) {
            gil_request_drop(gil, ts);
        }
    }
    leave_queue(gil, &self);
    // The next one is the head now: it must start its interval.
    condition_broadcast(&gil->released);
    return is_taken;
}

static void fifo_pass_on(Gil *gil, ThreadState *ts) {
    gil_set_free(gil, ts);
    condition_broadcast(&gil->released);
}

static void fifo_drop(Gil *gil, ThreadState *ts) {
    fifo_pass_on(gil, ts);
    gil_wait_switched(gil, ts);
}

const GilPolicy gil_policy_fifo = {
    .name = "fifo",
    .models = "no CPython: a fair queue",
    .switch_points = SWITCH_AT_SAFE_POINTS,
    .default_interval_ns = TIMED_INTERVAL_NS,
    .wait = fifo_wait,
    .pass_on = fifo_pass_on,
    .drop = fifo_drop,
};
