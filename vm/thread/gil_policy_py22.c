// The GIL policy of CPython up to 2.2: every 10 instructions the GIL is released and taken
// again.
#include "vm/thread/gil_ticks.h"

const GilPolicy gil_policy_py22 = {
    .name = "py22",
    .models = "CPython up to 2.2",
    .switch_points = SWITCH_AT_EVERY_INSTRUCTION,
    .instructions_per_check = 10,
    .wait = ticks_wait,
    .pass_on = ticks_pass_on,
    .drop = ticks_drop,
};
