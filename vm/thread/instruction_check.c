// Counting instructions, and looking for requests between them (instruction_check.h).
#include "vm/thread/instruction_check.h"

#include "vm/base/atomics.h"
#include "vm/thread/gil.h"
#include "vm/thread/switch_points.h"
#include "vm/thread/thread_state.h"

// Counts one instruction; whether it is time to check. As in CPython the counter is looked at
// before it goes down, so that a check comes every 101st (11th) instruction: a prime number,
// which lets the checks wander through a loop of any length instead of always meeting the same
// instruction.
static bool spend_tick(const Gil *gil, ThreadState *ts) {
    if (ts->ticks_left > 0) {
        ts->ticks_left--;
        return false;
    }
    ts->ticks_left = gil_check_interval(gil);
    return true;
}

void instruction_check(ThreadState *ts, CodeWord next) {
    CodeWord before = {.word = ts->previous_instruction};
    ts->previous_instruction = next.word;
    if (!switch_points_between(before.instruction, next.instruction)) {
        return;
    }
    Gil *gil = ts->interpreter->gil;
    if (!gil_is_enabled(gil)) {
        return; // switched off a moment ago; the loop changes rows at the next safe point
    }
    if (gil->policy->instructions_per_check) {
        if (spend_tick(gil, ts) && gil_has_waiters(gil)) {
            thread_yield_gil(ts);
        }
    } else if (load_relaxed(&ts->pending) & PENDING_GIL_DROP) {
        and_relaxed(&ts->pending, ~(uint32_t)PENDING_GIL_DROP);
        thread_yield_gil(ts);
    }
}

void instruction_check_update(ThreadState *ts) {
    const Gil *gil = ts->interpreter->gil;
    bool checks =
        gil_is_enabled(gil) && gil->policy->switch_points == SWITCH_AT_EVERY_INSTRUCTION;
    store_relaxed(&ts->instruction_checks, checks ? DISPATCH_CHECKED : 0);
}
