// The hot switch between GIL on and GIL off.
//
// Off to on: with the world stopped no count is in flight, so every object's two counts can be
// added up and given to the identity all threads then share. On to off: nothing is counted
// anew; the objects made so far belong to the main thread, whose own identity is the one they
// have.
#include "vm/thread/mode.h"

#include "vm/base/clock.h"
#include "vm/object/heap.h"
#include "vm/object/reclaim.h"
#include "vm/object/split.h"
#include "vm/thread/event_log.h"
#include "vm/thread/instruction_check.h"
#include "vm/thread/refcount_mode.h"
#include "vm/thread/thread_state.h"

#define TRIM_PAUSE_ALONE_NS (CLOCK_SECOND_NS / 50)

GilMode mode_get(const ThreadState *ts) {
    return gil_is_enabled(ts->interpreter->gil) ? GIL_ON : GIL_OFF;
}

// Gives every thread the flag that the mode wants.
static void update_threads(Interpreter *interpreter, GilMode mode) STOPPED {
    bool is_parallel = mode == GIL_OFF && world_thread_count(interpreter->world) > 1;
    for (ThreadState *ts = interpreter->threads; ts; ts = ts->next) {
        ts->is_parallel = is_parallel;
    }
}

// Has every thread's dispatch loop check, or not, as the new mode wants it.
static void update_checks(Interpreter *interpreter) STOPPED {
    for (ThreadState *ts = interpreter->threads; ts; ts = ts->next) {
        instruction_check_update(ts);
        or_relaxed(&ts->pending, PENDING_DISPATCH);
    }
}

// Tells observers what the GIL is now.
static void tell_observers(ThreadState *ts) {
    const Gil *gil = ts->interpreter->gil;
    uint64_t number = 0;
    while (gil_is_enabled(gil) && gil_policies()[number++] != gil->policy) {
    }
    event_emit_here(ts, EVENT_POLICY, 0, number);
}

static void switch_on(ThreadState *ts, const GilPolicy *policy) STOPPED {
    bool was_off = mode_get(ts) == GIL_OFF;
    gil_enable(ts->interpreter->gil, ts, policy);
    if (was_off) {
        refcount_mode_switch(ts, true);
        update_threads(ts->interpreter, GIL_ON);
        reclaim_all(ts->interpreter);
    }
    update_checks(ts->interpreter);
    tell_observers(ts);
}

void mode_set(ThreadState *ts, GilMode mode) NO_CONTRACT_CHECK {
    world_stop(ts);
    if (mode == mode_get(ts)) {
        world_start(ts);
        return;
    }
    if (mode == GIL_ON) {
        switch_on(ts, ts->interpreter->gil->policy);
    } else {
        refcount_mode_switch(ts, false);
        update_threads(ts->interpreter, GIL_OFF);
        gil_disable(ts->interpreter->gil, ts);
        update_checks(ts->interpreter);
        tell_observers(ts);
    }
    world_start(ts);
}

void mode_set_policy(ThreadState *ts, const GilPolicy *policy) NO_CONTRACT_CHECK {
    world_stop(ts);
    if (mode_get(ts) == GIL_OFF || ts->interpreter->gil->policy != policy) {
        switch_on(ts, policy);
    }
    world_start(ts);
}

void mode_watch_instructions(ThreadState *ts,
                             void (*instruction)(ThreadState *ts)) NO_CONTRACT_CHECK {
    world_stop(ts);
    ts->interpreter->world->hooks.instruction = instruction;
    update_checks(ts->interpreter);
    world_start(ts);
}

void mode_update_alone(ThreadState *ts) NO_CONTRACT_CHECK {
    heap_ask_for_trim(ts, TRIM_PAUSE_ALONE_NS); // what the others have used may be free now
    if (!ts->is_parallel) {
        return;
    }
    world_stop(ts);
    // Only this thread could start another one, so the answer stays true.
    if (world_thread_count(ts->interpreter->world) == 1) {
        ts->is_parallel = false;
        split_add_up_all(ts);
        reclaim_all(ts->interpreter);
    }
    world_start(ts);
}
