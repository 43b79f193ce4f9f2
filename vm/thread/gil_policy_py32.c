// The GIL policy of CPython 3.2 to 3.9: the timed request, seen between nearly any two
// instructions. switch_points.h has the exceptions.
#include "vm/base/clock.h"
#include "vm/thread/gil_timed.h"

const GilPolicy gil_policy_py32 = {
    .name = "py32",
    .models = "CPython 3.2 to 3.9",
    .switch_points = SWITCH_AT_EVERY_INSTRUCTION,
    .default_interval_ns = TIMED_INTERVAL_NS,
    .wait = timed_wait,
    .pass_on = timed_pass_on,
    .drop = timed_drop,
};
