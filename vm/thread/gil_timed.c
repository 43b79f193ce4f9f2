// The timed request (gil_timed.h has the idea).
#include "vm/thread/gil_timed.h"

#include "vm/base/clock.h"

bool timed_wait(Gil *gil, ThreadState *ts) {
    const GilPolicy *policy = gil->policy;
    while (!gil_take_if_free(gil, ts)) {
        if (!gil_follows(gil, policy)) {
            return false;
        }
        uint64_t seen = load_relaxed(&gil->switch_number);
        bool in_time = gil_wait_released(gil, ts, clock_deadline(gil_interval(gil)));
        if (!in_time && load_relaxed(&gil->switch_number) == seen) {
            gil_request_drop(gil, ts);
        }
    }
    return true;
}

void timed_pass_on(Gil *gil, ThreadState *ts) {
    gil_set_free(gil, ts);
}

void timed_drop(Gil *gil, ThreadState *ts) {
    gil_set_free(gil, ts);
    gil_wake_waiter(gil);
    gil_wait_switched(gil, ts);
}
