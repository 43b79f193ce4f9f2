// The module _select: waiting for many descriptors at once. select.py and selectors.py make the
// rest of it.
//
// Every wait is detached; a signal interrupts it, its handler runs, and the wait goes on until
// the deadline.
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "runtime/modules/seconds.h"
#include "runtime/modules/socket_address.h"
#include "runtime/modules/socket_call.h"
#include "vm/base/clock.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/guest_thread.h"
#include "vm/thread/safe_point.h"
#include "vm/thread/thread_state.h"

#define EVENTS_MAX 4096 // that one epoll_wait asks for; more come with the next

// The list with (fd, events) behind it; NO_REF, and the list is gone, without memory.
static Ref append_ready(ThreadState *ts, Ref list, int fd, uint32_t events) ATTACHED {
    Value pair[2] = {value_from_int(fd), value_from_int(events)};
    Ref item = tuple_from_array(ts, pair, 2);
    bool ok = !ref_is_null(item) && list_append(ts, value_object(borrow(list)), borrow(item));
    ref_drop(ts, item);
    if (!ok) {
        ref_drop(ts, list);
        return NO_REF;
    }
    return list;
}

// A list of (fd, events) for those that have some.
static Ref ready_list(ThreadState *ts, const struct pollfd *fds, size_t n) ATTACHED {
    Ref list = list_new(ts, 4);
    for (size_t i = 0; i < n && !ref_is_null(list); i++) {
        if (fds[i].revents) {
            list = append_ready(ts, list, fds[i].fd, (unsigned short)fds[i].revents);
        }
    }
    return list;
}

// poll(fds, events, timeout): two tuples of ints, the timeout in seconds or None.
static Ref select_poll(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    uint64_t deadline;
    if (!value_has_layout(ts, a[0], KIND_TUPLE) || !value_has_layout(ts, a[1], KIND_TUPLE)) {
        return raise_error(ts, EXC_TYPE_ERROR, "two tuples are required");
    }
    const Tuple *numbers = (const Tuple *)(void *)value_object(a[0]);
    const Tuple *events = (const Tuple *)(void *)value_object(a[1]);
    size_t n = (size_t)(numbers->length < events->length ? numbers->length : events->length);
    if (!socket_deadline(ts, a[2], &deadline)) {
        return NO_REF;
    }
    struct pollfd *fds = buffer_new(ts, (n + 1) * sizeof *fds);
    bool ok = fds != NULL;
    for (size_t i = 0; ok && i < n; i++) {
        int wanted = 0;
        ok = socket_int(ts, numbers->items[i], &fds[i].fd) &&
             socket_int(ts, events->items[i], &wanted);
        fds[i].events = (short)wanted;
        fds[i].revents = 0;
    }
    Ref list = ok && poll_until(ts, fds, n, deadline) >= 0 ? ready_list(ts, fds, n) : NO_REF;
    buffer_free(ts, fds);
    return list;
}

// --- epoll ---

static Ref select_epoll_create(ThreadState *ts, const Value *a) ATTACHED {
    (void)a;
    int fd = epoll_create1(EPOLL_CLOEXEC);
    return fd >= 0 ? owned(value_from_int(fd)) : raise_os_error(ts, errno, NO_VALUE);
}

static Ref select_epoll_ctl(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int epoll, operation, fd;
    int64_t events;
    if (!socket_int(ts, a[0], &epoll) || !socket_int(ts, a[1], &operation) ||
        !socket_int(ts, a[2], &fd) || !value_to_index(ts, a[3], EXC_OVERFLOW_ERROR, &events)) {
        return NO_REF;
    }
    struct epoll_event event = {.events = (uint32_t)events, .data.fd = fd};
    return epoll_ctl(epoll, operation, fd, &event) == 0 ? owned(NONE)
                                                        : raise_os_error(ts, errno, NO_VALUE);
}

// epoll_wait with a deadline, again after signals; how many events, -1 with the exception set.
static int wait_epoll(ThreadState *ts, int epoll, struct epoll_event *events, int max,
                      uint64_t deadline) ATTACHED RUNS_GUEST {
    // What is there already needs no detaching, which may cost the GIL.
    if (deadline == 0) {
        int ready = epoll_wait(epoll, events, max, 0);
        if (ready < 0) {
            raise_os_error(ts, errno, NO_VALUE);
        }
        return ready;
    }
    for (;;) {
        guest_thread_waits(ts, WAIT_IO, NULL);
        thread_detach(ts);
        int ready = epoll_wait(epoll, events, max, poll_milliseconds(deadline));
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

// epoll_wait(fd, timeout, max): a list of (fd, events).
static Ref select_epoll_wait(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int epoll, max;
    uint64_t deadline;
    if (!socket_int(ts, a[0], &epoll) || !socket_deadline(ts, a[1], &deadline) ||
        !socket_int(ts, a[2], &max)) {
        return NO_REF;
    }
    max = max < 1 ? 1 : max > EVENTS_MAX ? EVENTS_MAX : max;
    struct epoll_event *events = buffer_new(ts, (size_t)max * sizeof *events);
    int n = events ? wait_epoll(ts, epoll, events, max, deadline) : -1;
    Ref list = n < 0 ? NO_REF : list_new(ts, (size_t)n);
    for (int i = 0; i < n && !ref_is_null(list); i++) {
        list = append_ready(ts, list, events[i].data.fd, events[i].events);
    }
    buffer_free(ts, events);
    return list;
}

static const NativeDef FUNCTIONS[] = {
    {"poll(fds, events, timeout, /)", select_poll, "Those that are ready: (fd, events).", 0},
    {"epoll_create()", select_epoll_create, "A new epoll descriptor.", 0},
    {"epoll_ctl(epoll, operation, fd, events, /)", select_epoll_ctl,
     "Add, change or remove a descriptor.", 0},
    {"epoll_wait(epoll, timeout, max, /)", select_epoll_wait,
     "Those that are ready: (fd, events).", 0},
    {NULL, NULL, NULL, 0},
};

static const NumberDef CONSTANTS[] = {
    NUMBER_DEF(POLLIN),         NUMBER_DEF(POLLPRI),
    NUMBER_DEF(POLLOUT),        NUMBER_DEF(POLLERR),
    NUMBER_DEF(POLLHUP),        NUMBER_DEF(POLLNVAL),
    NUMBER_DEF(POLLRDHUP),      NUMBER_DEF(POLLRDNORM),
    NUMBER_DEF(POLLRDBAND),     NUMBER_DEF(POLLWRNORM),
    NUMBER_DEF(POLLWRBAND),     NUMBER_DEF(POLLMSG),
    NUMBER_DEF(EPOLLIN),        NUMBER_DEF(EPOLLOUT),
    NUMBER_DEF(EPOLLPRI),       NUMBER_DEF(EPOLLERR),
    NUMBER_DEF(EPOLLHUP),       NUMBER_DEF(EPOLLRDHUP),
    NUMBER_DEF(EPOLLET),        NUMBER_DEF(EPOLLONESHOT),
    NUMBER_DEF(EPOLLEXCLUSIVE), NUMBER_DEF(EPOLLRDNORM),
    NUMBER_DEF(EPOLLRDBAND),    NUMBER_DEF(EPOLLWRNORM),
    NUMBER_DEF(EPOLLWRBAND),    NUMBER_DEF(EPOLLMSG),
    NUMBER_DEF(EPOLL_CLOEXEC),  NUMBER_DEF(EPOLL_CTL_ADD),
    NUMBER_DEF(EPOLL_CTL_DEL),  NUMBER_DEF(EPOLL_CTL_MOD),
    NUMBER_DEF(PIPE_BUF),       {NULL, 0},
};

const ModuleSpec select_module_spec = {
    .name = "_select",
    .doc = "What the module select is made of.",
    .functions = FUNCTIONS,
    .numbers = CONSTANTS,
};
