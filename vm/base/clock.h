// The clocks, in nanoseconds.
//
// Deadlines are points of the monotonic clock, which never jumps; CLOCK_NEVER is the deadline
// that does not come.
#ifndef GILT_VM_BASE_CLOCK_H
#define GILT_VM_BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#define CLOCK_NEVER     UINT64_MAX
#define CLOCK_SECOND_NS UINT64_C(1000000000)

// Time since some point in the past; never goes back. ANY_THREAD, cannot fail.
uint64_t clock_monotonic_ns(void);
// Time since 1970, as the system believes it to be. ANY_THREAD, cannot fail.
int64_t clock_wall_ns(void);
// Processor time used by the whole process, by the calling thread. ANY_THREAD, cannot fail.
uint64_t clock_process_ns(void);
uint64_t clock_thread_ns(void);

// The deadline `timeout_ns` from now; CLOCK_NEVER when that is beyond the clock's range.
uint64_t clock_deadline(uint64_t timeout_ns);
// A point of the monotonic clock in the form the system calls take. Points beyond what they
// take are cut to the latest they do.
struct timespec clock_timespec(uint64_t point_ns);

#endif
