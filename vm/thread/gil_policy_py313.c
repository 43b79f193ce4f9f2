// The GIL policy of CPython 3.11 to 3.13, with their specialised calls: as py310, but there is
// no check after `len(x)`, `isinstance(x, T)`, `list.append(x)` and `type(x)`. A race with one
// of these between its read and its write, within reach in 3.10, is out of reach here.
#include "vm/base/clock.h"
#include "vm/thread/gil_timed.h"

const GilPolicy gil_policy_py313 = {
    .name = "py313",
    .models = "CPython 3.11 to 3.13: len() and such unchecked",
    .switch_points = SWITCH_AT_CHECKED_CALLS,
    .default_interval_ns = TIMED_INTERVAL_NS,
    .wait = timed_wait,
    .pass_on = timed_pass_on,
    .drop = timed_drop,
};
