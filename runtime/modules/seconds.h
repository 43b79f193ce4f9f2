// Seconds as the guest writes them (int or float) and nanoseconds as the machine counts them.
#ifndef GILT_RUNTIME_MODULES_SECONDS_H
#define GILT_RUNTIME_MODULES_SECONDS_H

#include "vm/base/contract.h"
#include "vm/object/object.h"

// v seconds in nanoseconds, rounded up so that no wait is too short. False with TypeError,
// ValueError (NaN) or OverflowError in CPython's words.
bool seconds_to_ns(ThreadState *ts, Value v, int64_t *out) ATTACHED RUNS_GUEST;

// The deadline for `acquire(blocking, timeout)`-like arguments: CLOCK_NEVER for a negative
// timeout of -1 or NO_VALUE, 0 for "do not wait". False with ValueError or the above.
bool seconds_lock_deadline(ThreadState *ts, Value blocking, Value timeout,
                           uint64_t *out) ATTACHED RUNS_GUEST;

// ns nanoseconds as a float of seconds.
Ref seconds_from_ns(ThreadState *ts, int64_t ns) ATTACHED;

#endif
