// Counting instructions, and looking for requests between them (instruction_check.h).
#include "vm/thread/instruction_check.h"

#include "vm/base/atomics.h"
#include "vm/thread/gil.h"
#include "vm/thread/switch_points.h"
#include "vm/thread/thread_state.h"
#include "vm/thread/world.h"

// Whether the GIL may change hands between two instructions.
static bool policy_checks(const Gil *gil) {
    return gil_is_enabled(gil) && gil->policy->switch_points == SWITCH_AT_EVERY_INSTRUCTION;
}

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

// Looks whether the GIL is wanted, or the ticks are spent, between two instructions.
static void check_gil(ThreadState *ts, Gil *gil, CodeWord before, CodeWord next) ATTACHED {
    if (!switch_points_between(before.instruction, next.instruction)) {
        return;
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

void instruction_check(ThreadState *ts, CodeWord next) {
    CodeWord before = {.word = ts->previous_instruction};
    ts->previous_instruction = next.word;
    Gil *gil = ts->interpreter->gil;
    if (policy_checks(gil)) {
        check_gil(ts, gil, before, next);
    }
    void (*observe)(ThreadState *) = load_relaxed(&ts->interpreter->world->hooks.instruction);
    if (observe) {
        observe(ts);
    }
}

void instruction_check_update(ThreadState *ts) {
    const Gil *gil = ts->interpreter->gil;
    bool checks = policy_checks(gil) || ts->interpreter->world->hooks.instruction;
    uint32_t row = checks ? DISPATCH_CHECKED : ts->profile ? DISPATCH_PROFILED : 0;
    store_relaxed(&ts->instruction_checks, row);
}
