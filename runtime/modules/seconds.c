// Converting seconds: the exact range checks and messages of CPython's timeouts.
#include "runtime/modules/seconds.h"

#include <math.h>

#include "vm/base/clock.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/protocol.h"

static bool overflow(ThreadState *ts) ATTACHED {
    raise_error(ts, EXC_OVERFLOW_ERROR, "timestamp out of range for platform time_t");
    return false;
}

bool seconds_to_ns(ThreadState *ts, Value v, int64_t *out) {
    if (value_has_layout(ts, v, KIND_FLOAT)) {
        double seconds;
        if (!value_to_float(ts, v, &seconds)) {
            return false;
        }
        if (isnan(seconds)) {
            raise_error(ts, EXC_VALUE_ERROR, "Invalid value NaN (not a number)");
            return false;
        }
        double ns = ceil(seconds * 1e9);
        // 2^63 is a double; the largest int64 is not.
        if (!(ns >= -0x1p63 && ns < 0x1p63)) {
            return overflow(ts);
        }
        *out = (int64_t)ns;
        return true;
    }
    int64_t seconds;
    if (!value_to_index(ts, v, -1, &seconds)) {
        return false;
    }
    return !__builtin_mul_overflow(seconds, (int64_t)CLOCK_SECOND_NS, out) || overflow(ts);
}

bool seconds_lock_deadline(ThreadState *ts, Value blocking, Value timeout, uint64_t *out) {
    int is_blocking = value_is_null(blocking) ? 1 : value_truth(ts, blocking);
    int64_t ns = -(int64_t)CLOCK_SECOND_NS;
    if (is_blocking < 0 || (!value_is_null(timeout) && !seconds_to_ns(ts, timeout, &ns))) {
        return false;
    }
    bool has_timeout = ns != -(int64_t)CLOCK_SECOND_NS;
    if (!is_blocking && has_timeout) {
        raise_error(ts, EXC_VALUE_ERROR, "can't specify a timeout for a non-blocking call");
        return false;
    }
    if (has_timeout && ns < 0) {
        raise_error(ts, EXC_VALUE_ERROR, "timeout value must be a non-negative number");
        return false;
    }
    *out = !is_blocking || ns == 0 ? 0
           : has_timeout           ? clock_deadline((uint64_t)ns)
                                   : CLOCK_NEVER;
    return true;
}

Ref seconds_from_ns(ThreadState *ts, int64_t ns) {
    return float_new(ts, (double)ns / 1e9);
}
