// Calls that block on a descriptor, with a timeout.
//
// A socket with a timeout is non-blocking for the system: first poll() waits until it is ready,
// then the call is made; another thread may have taken what there was, so that is a loop.
// Signals interrupt both; the handlers run, and what is left of the time goes on (PEP 475).
#ifndef GILT_RUNTIME_MODULES_SOCKET_CALL_H
#define GILT_RUNTIME_MODULES_SOCKET_CALL_H

#include <poll.h>
#include <sys/types.h>

#include "vm/base/contract.h"
#include "vm/object/object.h"

// What a call does with the system; -1 with errno set. Runs detached.
typedef ssize_t (*BlockingFunction)(void *context);

// The guest's timeout, None or seconds, as a deadline: CLOCK_NEVER for None, 0 for zero. False
// with the exception set.
bool socket_deadline(ThreadState *ts, Value timeout, uint64_t *out) ATTACHED RUNS_GUEST;

// What poll() and its like are to wait until the deadline, in milliseconds, rounded up; -1:
// without end.
int poll_milliseconds(uint64_t deadline) ANY_THREAD;

// poll() until the deadline, again after signals; how many descriptors have events, 0 at the
// deadline, -1 with the exception set.
int poll_until(ThreadState *ts, struct pollfd *fds, nfds_t n,
               uint64_t deadline) ATTACHED RUNS_GUEST;

// Calls function(context) when `fd` has one of the poll() events, or before the deadline; a
// deadline of CLOCK_NEVER or 0 leaves the waiting to the call. Its result; -1 with TimeoutError
// or OSError.
ssize_t socket_call(ThreadState *ts, int fd, short events, uint64_t deadline,
                    BlockingFunction function, void *context) ATTACHED RUNS_GUEST;

#endif
