// The GIL policy of CPython 2.3 to 2.7, 3.0 and 3.1: every 100 instructions the GIL is released
// and taken again.
#include "vm/thread/gil_ticks.h"

const GilPolicy gil_policy_py27 = {
    .name = "py27",
    .models = "CPython 2.3 to 2.7, 3.0, 3.1",
    .switch_points = SWITCH_AT_EVERY_INSTRUCTION,
    .instructions_per_check = 100,
    .wait = ticks_wait,
    .pass_on = ticks_pass_on,
    .drop = ticks_drop,
};
