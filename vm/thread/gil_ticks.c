// Ticks (gil_ticks.h has the idea).
#include "vm/thread/gil_ticks.h"

#include "vm/base/clock.h"

bool ticks_wait(Gil *gil, ThreadState *ts) {
    const GilPolicy *policy = gil->policy;
    while (!gil_take_if_free(gil, ts)) {
        if (!gil_follows(gil, policy)) {
            return false;
        }
        gil_wait_released(gil, ts, CLOCK_NEVER);
    }
    return true;
}

void ticks_pass_on(Gil *gil, ThreadState *ts) {
    gil_set_free(gil, ts);
}

// The caller comes back for the GIL at once, like everybody else; nothing is handed over.
void ticks_drop(Gil *gil, ThreadState *ts) {
    gil_set_free(gil, ts);
    gil_wake_waiter(gil);
}
