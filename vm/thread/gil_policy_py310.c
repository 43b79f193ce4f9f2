// The GIL policy of CPython 3.10 and later.
//
// The waiter asks: it waits `interval` (5 ms), and if nobody switched meanwhile it sends the
// holder a drop request; if somebody did, it starts over, so with many waiters each waits
// longer than the interval. The holder sees the request at its next backward jump, function
// entry or call, drops the GIL, and then sleeps until another thread has really taken it
// (forced switching): otherwise it would nearly always win the lock back before the waiter has
// woken up. A voluntary release, before blocking, needs no taker. Which waiter is next is the
// operating system's choice: the GIL is no queue.
//
// (A. Pitrou's new GIL, CPython 3.2, Python/ceval_gil.c; the points are 3.10's.)
#include "vm/base/clock.h"
#include "vm/thread/gil_policy.h"

static bool py310_wait(Gil *gil, ThreadState *ts) {
    while (!gil_take_if_free(gil, ts)) {
        if (!gil_follows(gil, &gil_policy_py310)) {
            return false;
        }
        uint64_t seen = load_relaxed(&gil->switch_number);
        bool in_time = gil_wait_released(gil, clock_deadline(gil_interval(gil)));
        if (!in_time && load_relaxed(&gil->switch_number) == seen) {
            gil_request_drop(gil, ts);
        }
    }
    return true;
}

static void py310_pass_on(Gil *gil, ThreadState *ts) {
    gil_set_free(gil, ts);
}

static void py310_drop(Gil *gil, ThreadState *ts) {
    gil_set_free(gil, ts);
    gil_wait_switched(gil, ts);
}

const GilPolicy gil_policy_py310 = {
    .name = "py310",
    .models = "CPython 3.10 and later",
    .switch_points = SWITCH_AT_SAFE_POINTS,
    .default_interval_ns = 5 * CLOCK_SECOND_NS / 1000,
    .wait = py310_wait,
    .pass_on = py310_pass_on,
    .drop = py310_drop,
};
