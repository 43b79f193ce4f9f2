// The GIL policy of CPython 3.10 and later: a timed request, seen at backward jumps, function
// entry and calls only. `counter += 1` has none of these between its read and its write, so its
// race is out of reach, which is not the same as safe.
//
// (CPython bpo-29988 and bpo-42500: the check moved from every instruction to these points.)
#include "vm/base/clock.h"
#include "vm/thread/gil_timed.h"

const GilPolicy gil_policy_py310 = {
    .name = "py310",
    .models = "CPython 3.10 and later",
    .switch_points = SWITCH_AT_SAFE_POINTS,
    .default_interval_ns = TIMED_INTERVAL_NS,
    .wait = timed_wait,
    .pass_on = timed_pass_on,
    .drop = timed_drop,
};
