// A GIL policy: who asks for the GIL, who gives it up, when, and to whom.
//
// One policy is one file and one row in gil_policies.def. The GIL calls the policy with its
// mutex held, and only when somebody waits: a thread alone pays for no policy. gil.h has the
// moves policies are made of; gil_timed.h and gil_ticks.h have the two protocols that most of
// them share. A policy of ticks (CPython 2) sets `instructions_per_check` and has the dispatch
// loop count; a fair queue has moves of its own.
#ifndef GILT_VM_THREAD_GIL_POLICY_H
#define GILT_VM_THREAD_GIL_POLICY_H

#include "vm/thread/gil.h"

// Where a policy lets a thread be switched out.
typedef enum GilSwitchPoints {
    SWITCH_AT_SAFE_POINTS,       // backward jumps, function entry, calls
    SWITCH_AT_CHECKED_CALLS,     // the same without the calls of NATIVE_UNCHECKED functions
    SWITCH_AT_EVERY_INSTRUCTION, // nearly: switch_points.h; needs the checking dispatch row
} GilSwitchPoints;

struct GilPolicy {
    const char *name;   // as in --gil=NAME
    const char *models; // what it behaves like, for people
    GilSwitchPoints switch_points;
    uint32_t instructions_per_check; // 0: no ticks, switches happen on request
    uint64_t default_interval_ns;    // 0: there are no requests

    // The GIL is held by another: waits until the thread has it and returns true, or returns
    // false as soon as !gil_follows(gil, policy).
    bool (*wait)(Gil *gil, ThreadState *ts);
    // The holder releases it to block, and somebody waits: makes it free. The caller wakes a
    // waiter afterwards.
    void (*pass_on)(Gil *gil, ThreadState *ts);
    // The holder is at a switch point and was asked, or its ticks are spent: gives the GIL up.
    // May wait for another to take it. The caller takes it again like everybody else.
    void (*drop)(Gil *gil, ThreadState *ts);
};

// The policy called `name`, "on" being the default one; null if there is none.
const GilPolicy *gil_policy_find(const char *name);
// The default policy, which is what "on" means.
const GilPolicy *gil_policy_default(void);
// All policies, oldest first; null at the end.
const GilPolicy *const *gil_policies(void);

#define GIL_POLICY(policy) extern const GilPolicy policy;
#include "vm/thread/gil_policies.def"
#undef GIL_POLICY

#endif
