// Parker: a semaphore waited for on the monotonic clock.
#include "vm/base/parker.h"

#include <errno.h>

#include "vm/base/check.h"
#include "vm/base/clock.h"

void parker_init(Parker *parker) {
    CHECK(sem_init(&parker->wakeups, 0, 0) == 0, "semaphores need no memory");
}

void parker_done(Parker *parker) {
    sem_destroy(&parker->wakeups);
}

bool parker_park(Parker *parker, uint64_t deadline_ns) {
    if (deadline_ns == CLOCK_NEVER) {
        sem_wait(&parker->wakeups);
        return true;
    }
    struct timespec deadline = clock_timespec(deadline_ns);
    return sem_clockwait(&parker->wakeups, CLOCK_MONOTONIC, &deadline) == 0 ||
           errno != ETIMEDOUT;
}

void parker_unpark(Parker *parker) {
    int saved_errno = errno; // a signal handler must not change it
    sem_post(&parker->wakeups);
    errno = saved_errno;
}
