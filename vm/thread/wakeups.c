// The wake-ups that a thread owes (wakeups.h).
#include "vm/thread/wakeups.h"

#include "vm/base/atomics.h"
#include "vm/thread/gil.h"
#include "vm/thread/guest_thread.h"

// So many safe points a wake-up may wait, some microseconds: as long as waking itself takes.
#define PATIENCE_SAFE_POINTS 100

static void wake(GuestThread *thread) {
    parker_unpark(&thread->parker);
    guest_thread_release(thread);
}

void wakeup_owe(ThreadState *ts, GuestThread *thread) {
    if (!ts || !gil_is_enabled(ts->interpreter->gil) || ts->owed_count == OWED_WAKEUPS_MAX) {
        wake(thread);
        return;
    }
    if (ts->owed_count == 0) {
        ts->owed_safe_points = PATIENCE_SAFE_POINTS;
        or_relaxed(&ts->pending, PENDING_WAKEUPS);
    }
    ts->owed_wakeups[ts->owed_count++] = thread;
}

void wakeups_pay_owed(ThreadState *ts) {
    and_relaxed(&ts->pending, ~(uint32_t)PENDING_WAKEUPS);
    for (uint32_t i = 0; i < ts->owed_count; i++) {
        wake(ts->owed_wakeups[i]);
    }
    ts->owed_count = 0;
}

void wakeups_look(ThreadState *ts) {
    if (--ts->owed_safe_points == 0) {
        wakeups_pay_owed(ts);
    }
}
