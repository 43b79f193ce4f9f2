// Calls that block on a descriptor (socket_call.h).
#include "runtime/modules/socket_call.h"

#include <errno.h>
#include <limits.h>

#include "runtime/modules/seconds.h"
#include "vm/base/clock.h"
#include "vm/object/exceptions.h"
#include "vm/thread/guest_thread.h"
#include "vm/thread/safe_point.h"
#include "vm/thread/thread_state.h"

#define MILLISECOND_NS (CLOCK_SECOND_NS / 1000)

bool socket_deadline(ThreadState *ts, Value timeout, uint64_t *out) {
    if (value_is_null(timeout) || value_is_none(timeout)) {
        *out = CLOCK_NEVER;
        return true;
    }
    int64_t ns;
    if (!seconds_to_ns(ts, timeout, &ns)) {
        return false;
    }
    *out = ns <= 0 ? 0 : clock_deadline((uint64_t)ns);
    return true;
}

int poll_milliseconds(uint64_t deadline) {
    uint64_t now = clock_monotonic_ns();
    if (deadline == CLOCK_NEVER) {
        return -1;
    }
    if (deadline <= now) {
        return 0;
    }
    uint64_t ms = (deadline - now + MILLISECOND_NS - 1) / MILLISECOND_NS;
    return ms > INT_MAX ? INT_MAX : (int)ms;
}

int poll_until(ThreadState *ts, struct pollfd *fds, nfds_t n, uint64_t deadline) {
    for (;;) {
        guest_thread_waits(ts, WAIT_IO, NULL);
        thread_detach(ts);
        int ready = poll(fds, n, poll_milliseconds(deadline));
        int error = errno;
        thread_attach(ts);
        guest_thread_waits(ts, WAIT_NONE, NULL);
        if (ready >= 0) {
            return ready;
        }
        if (!safe_point_retries(ts, error)) {
            return -1;
        }
    }
}

ssize_t socket_call(ThreadState *ts, int fd, short events, uint64_t deadline,
                    BlockingFunction function, void *context) {
    // poll() would wait in vain for a closed socket; the call itself says what is wrong.
    bool has_timeout = fd >= 0 && deadline != CLOCK_NEVER && deadline != 0;
    for (;;) {
        if (has_timeout) {
            int ready = poll_until(ts, &(struct pollfd){fd, events, 0}, 1, deadline);
            if (ready == 0) {
                raise_error(ts, EXC_TIMEOUT_ERROR, "timed out");
            }
            if (ready <= 0) {
                return -1;
            }
        }
        guest_thread_waits(ts, WAIT_IO, NULL);
        thread_detach(ts);
        ssize_t result = function(context);
        int error = errno;
        thread_attach(ts);
        guest_thread_waits(ts, WAIT_NONE, NULL);
        if (result >= 0) {
            return result;
        }
        if (error == EINTR) {
            if (!safe_point(ts, SAFE_POINT_NATIVE)) {
                return -1;
            }
        } else if (!has_timeout || (error != EAGAIN && error != EWOULDBLOCK)) {
            raise_os_error(ts, error, NO_VALUE);
            return -1;
        }
    }
}
