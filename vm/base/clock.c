// The clocks: thin wrappers over clock_gettime.
#include "vm/base/clock.h"

#include "vm/base/check.h"

// Reads one of the system's clocks; those used here cannot fail on Linux.
static int64_t read_clock(clockid_t clock) {
    struct timespec now;
    CHECK(clock_gettime(clock, &now) == 0, "the system has this clock");
    return (int64_t)now.tv_sec * (int64_t)CLOCK_SECOND_NS + now.tv_nsec;
}

uint64_t clock_monotonic_ns(void) {
    return (uint64_t)read_clock(CLOCK_MONOTONIC);
}

int64_t clock_wall_ns(void) {
    return read_clock(CLOCK_REALTIME);
}

uint64_t clock_process_ns(void) {
    return (uint64_t)read_clock(CLOCK_PROCESS_CPUTIME_ID);
}

uint64_t clock_thread_ns(void) {
    return (uint64_t)read_clock(CLOCK_THREAD_CPUTIME_ID);
}

uint64_t clock_deadline(uint64_t timeout_ns) {
    uint64_t now = clock_monotonic_ns();
    return timeout_ns < CLOCK_NEVER - now ? now + timeout_ns : CLOCK_NEVER;
}

struct timespec clock_timespec(uint64_t point_ns) {
    if (point_ns > INT64_MAX) {
        point_ns = INT64_MAX;
    }
    return (struct timespec){.tv_sec = (time_t)(point_ns / CLOCK_SECOND_NS),
                             .tv_nsec = (long)(point_ns % CLOCK_SECOND_NS)};
}
