// The slow half of safe points: what is pending, in the order of its urgency.
//
// Whoever holds up others comes first: the stopped world, then the GIL. Then the thread's own
// chores. Exceptions come last, since they leave the loop the thread is in. A bit is cleared
// before its matter is looked at, so that news that comes meanwhile sets it again.
#include "vm/thread/safe_point.h"

#include <errno.h>

#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/reclaim.h"
#include "vm/object/refcount.h"
#include "vm/object/split.h"
#include "vm/thread/collector.h"
#include "vm/thread/guest_thread.h"
#include "vm/thread/mode.h"
#include "vm/thread/signals.h"
#include "vm/thread/thread_state.h"
#include "vm/thread/wakeups.h"

// Clears a bit; whether it was set.
static bool take_bit(ThreadState *ts, uint32_t bit) {
    return (load_relaxed(&ts->pending) & bit) && (and_acq_rel(&ts->pending, ~bit) & bit);
}

// Whether the policy lets the GIL change hands here.
static bool grants_switch(const ThreadState *ts, SafePointKind kind) {
    return kind != SAFE_POINT_UNCHECKED_CALL ||
           ts->interpreter->gil->policy->switch_points != SWITCH_AT_CHECKED_CALLS;
}

static void trim(ThreadState *ts) NO_CONTRACT_CHECK {
    world_stop(ts);
    heap_trim(ts->interpreter);
    world_start(ts);
}

void safe_point_add_up(ThreadState *ts) NO_CONTRACT_CHECK {
    world_stop(ts);
    split_add_up_low(ts);
    world_start(ts);
}

bool safe_point_slow(ThreadState *ts, SafePointKind kind) {
    if (load_relaxed(&ts->pending) & (PENDING_STOP_WORLD | PENDING_CANCEL)) {
        thread_pause(ts);
    }
    if (grants_switch(ts, kind) && take_bit(ts, PENDING_GIL_DROP)) {
        thread_yield_gil(ts);
    }
    if (load_relaxed(&ts->pending) & PENDING_WAKEUPS) {
        wakeups_look(ts);
    }
    if (take_bit(ts, PENDING_ADD_UP)) {
        safe_point_add_up(ts);
    }
    if (take_bit(ts, PENDING_MERGE)) {
        refcount_merge_queued(ts);
    }
    if (take_bit(ts, PENDING_QUIESCENT)) {
        reclaim_quiescent(ts);
    }
    if (take_bit(ts, PENDING_COLLECT) &&
        !load_relaxed(&ts->interpreter->collector->is_disabled) && collector_run(ts) < 0) {
        error_clear(ts); // without memory to look, nothing is found
    }
    if (take_bit(ts, PENDING_TRIM)) {
        trim(ts);
    }
    if (take_bit(ts, PENDING_ALONE)) {
        mode_update_alone(ts);
    }
    // Only the dispatch loop, which looks at instruction_checks afterwards, clears this one.
    if (kind != SAFE_POINT_NATIVE) {
        take_bit(ts, PENDING_DISPATCH);
    }
    return !take_bit(ts, PENDING_SIGNAL) || signals_handle(ts);
}

bool safe_point_retries(ThreadState *ts, int error) {
    if (error != EINTR) {
        raise_os_error(ts, error, NO_VALUE);
        return false;
    }
    return safe_point(ts, SAFE_POINT_NATIVE);
}
