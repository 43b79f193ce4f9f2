// The module _signal_sets: sets of signals that are blocked and waited for, timers and the
// constants. signal.py shows all of it as the module signal.
//
// Sets come as any iterable of numbers and go as a set of numbers.
#include <errno.h>
#include <math.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#include "runtime/modules/_signal.h"
#include "runtime/modules/seconds.h"
#include "runtime/objects/text_arguments.h"
#include "vm/base/clock.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/guest_thread.h"
#include "vm/thread/safe_point.h"
#include "vm/thread/signals.h"
#include "vm/thread/thread_state.h"

// --- sets ---

static Ref set_of(ThreadState *ts, const sigset_t *signals) ATTACHED RUNS_GUEST {
    Ref set = set_new(ts);
    for (int number = 1; !ref_is_null(set) && number <= SIGNAL_MAX; number++) {
        if (sigismember(signals, number) == 1 &&
            !set_add(ts, value_object(borrow(set)), value_from_int(number))) {
            ref_drop(ts, set);
            return NO_REF;
        }
    }
    return set;
}

// Adds one number; those the C library keeps for itself are left out.
static bool add_to_set(ThreadState *ts, Value item, sigset_t *out) ATTACHED RUNS_GUEST {
    int64_t number;
    if (!value_to_index(ts, item, -1, &number)) {
        return false;
    }
    if (number == INT64_MAX || number == INT64_MIN) {
        number = -1; // what CPython, too, says of a number that is too large for a C long
    }
    if (number < 1 || number > SIGNAL_MAX) {
        raise_error(ts, EXC_VALUE_ERROR, "signal number %lld out of range [1; %d]",
                    (long long)number, SIGNAL_MAX);
        return false;
    }
    sigaddset(out, (int)number);
    return true;
}

bool signal_set_read(ThreadState *ts, Value iterable, sigset_t *out) {
    sigemptyset(out);
    Ref iterator = value_iterate(ts, iterable);
    if (ref_is_null(iterator)) {
        return false;
    }
    bool ok = true;
    while (ok) {
        Ref item = iterator_next(ts, borrow(iterator));
        if (ref_is_null(item)) {
            ok = !error_is_set(ts);
            break;
        }
        ok = add_to_set(ts, borrow(item), out);
        ref_drop(ts, item);
    }
    ref_drop(ts, iterator);
    return ok;
}

static Ref sets_valid_signals(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    (void)arguments;
    sigset_t all;
    sigfillset(&all); // without those the C library keeps for itself
    return set_of(ts, &all);
}

static Ref sets_pthread_sigmask(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    int64_t how;
    sigset_t change, before;
    if (!argument_int(ts, arguments[0], 0, &how) ||
        !signal_set_read(ts, arguments[1], &change)) {
        return NO_REF;
    }
    int error = pthread_sigmask((int)how, &change, &before);
    if (error) {
        return raise_os_error(ts, error, NO_VALUE);
    }
    // What was held back until now is handled before the call returns.
    return safe_point(ts, SAFE_POINT_NATIVE) ? set_of(ts, &before) : NO_REF;
}

static Ref sets_sigpending(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    (void)arguments;
    sigset_t pending;
    return sigpending(&pending) == 0 ? set_of(ts, &pending)
                                     : raise_os_error(ts, errno, NO_VALUE);
}

// Waits for one of the signals, which must be blocked, until the deadline: 1; 0 when it has
// come; -1 with the exception set.
static int wait_for(ThreadState *ts, Value set, uint64_t deadline,
                    siginfo_t *info) ATTACHED RUNS_GUEST {
    sigset_t signals;
    if (!signal_set_read(ts, set, &signals)) {
        return -1;
    }
    for (;;) {
        uint64_t now = clock_monotonic_ns();
        uint64_t left = deadline > now ? deadline - now : 0;
        struct timespec rest = clock_timespec(left);
        guest_thread_waits(ts, WAIT_SLEEP, NULL);
        thread_detach(ts);
        int found = deadline == CLOCK_NEVER ? sigwaitinfo(&signals, info)
                                            : sigtimedwait(&signals, info, &rest);
        int error = errno;
        thread_attach(ts);
        guest_thread_waits(ts, WAIT_NONE, NULL);
        if (found > 0) {
            return 1;
        }
        if (error == EAGAIN) {
            return 0;
        }
        if (!safe_point_retries(ts, error)) {
            return -1;
        }
    }
}

static Ref sets_sigwait(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    siginfo_t info;
    return wait_for(ts, arguments[0], CLOCK_NEVER, &info) > 0 ? int_from_i64(ts, info.si_signo)
                                                              : NO_REF;
}

// The fields of struct_siginfo as a tuple; None when the time is over.
static Ref sets_sigtimedwait(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    uint64_t deadline = CLOCK_NEVER;
    if (!value_is_none(arguments[1])) {
        int64_t ns;
        if (!seconds_to_ns(ts, arguments[1], &ns)) {
            return NO_REF;
        }
        if (ns < 0) {
            return raise_error(ts, EXC_VALUE_ERROR, "timeout must be non-negative");
        }
        deadline = clock_deadline((uint64_t)ns);
    }
    siginfo_t info;
    int found = wait_for(ts, arguments[0], deadline, &info);
    if (found <= 0) {
        return found < 0 ? NO_REF : owned(NONE);
    }
    Value fields[7] = {value_from_int(info.si_signo), value_from_int(info.si_code),
                       value_from_int(info.si_errno), value_from_int(info.si_pid),
                       value_from_int(info.si_uid),   value_from_int(info.si_status),
                       value_from_int(info.si_band)};
    return tuple_from_array(ts, fields, 7);
}

// --- timers ---

static Ref sets_alarm(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    int64_t seconds;
    if (!value_to_index(ts, arguments[0], EXC_OVERFLOW_ERROR, &seconds)) {
        return NO_REF;
    }
    return int_from_i64(ts, alarm((unsigned)seconds));
}

static double seconds_of(const struct timeval *time) {
    return (double)time->tv_sec + (double)time->tv_usec / 1e6;
}

// (remaining, interval)
static Ref timer_pair(ThreadState *ts, const struct itimerval *timer) ATTACHED {
    Ref value = float_new(ts, seconds_of(&timer->it_value));
    Ref interval = float_new(ts, seconds_of(&timer->it_interval));
    Ref pair = NO_REF;
    if (!ref_is_null(value) && !ref_is_null(interval)) {
        Value items[2] = {borrow(value), borrow(interval)};
        pair = tuple_from_array(ts, items, 2);
    }
    ref_drop(ts, interval);
    ref_drop(ts, value);
    return pair;
}

// Seconds rounded up, so that a very short time does not become "never".
static bool read_timeval(ThreadState *ts, Value v, struct timeval *out) ATTACHED RUNS_GUEST {
    int64_t ns = 0;
    if (!value_is_null(v) && !seconds_to_ns(ts, v, &ns)) {
        return false;
    }
    int64_t us = ns / 1000 + (ns % 1000 > 0);
    *out = (struct timeval){.tv_sec = us / 1000000, .tv_usec = us % 1000000};
    return true;
}

static Ref sets_setitimer(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    int64_t which;
    struct itimerval now, before;
    if (!value_to_index(ts, arguments[0], EXC_OVERFLOW_ERROR, &which) ||
        !read_timeval(ts, arguments[1], &now.it_value) ||
        !read_timeval(ts, arguments[2], &now.it_interval)) {
        return NO_REF;
    }
    return syscall(SYS_setitimer, (int)which, &now, &before) == 0
               ? timer_pair(ts, &before)
               : raise_os_error(ts, errno, NO_VALUE);
}

static Ref sets_getitimer(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    int64_t which;
    struct itimerval now;
    if (!value_to_index(ts, arguments[0], EXC_OVERFLOW_ERROR, &which)) {
        return NO_REF;
    }
    return syscall(SYS_getitimer, (int)which, &now) == 0 ? timer_pair(ts, &now)
                                                         : raise_os_error(ts, errno, NO_VALUE);
}

// --- the module ---

static const NativeDef FUNCTIONS[] = {
    {"valid_signals()", sets_valid_signals, "The numbers of the signals there are.", 0},
    {"pthread_sigmask(how, mask, /)", sets_pthread_sigmask, "Changes what is blocked.", 0},
    {"sigpending()", sets_sigpending, "What has arrived and is blocked.", 0},
    {"sigwait(sigset, /)", sets_sigwait, "Waits for one of the signals.", 0},
    {"sigtimedwait(sigset, timeout, /)", sets_sigtimedwait,
     "Waits for one of the signals, with a limit if it is not None.", 0},
    {"alarm(seconds, /)", sets_alarm,
     "Arrange for SIGALRM to arrive after the given number\n"
     "of seconds.",
     0},
    {"setitimer(which, seconds, interval=0.0, /)", sets_setitimer, "Starts a timer.", 0},
    {"getitimer(which, /)", sets_getitimer, "Remaining time and interval of a timer.", 0},
    {NULL, NULL, NULL, 0},
};

static const NumberDef CONSTANTS[] = {
    NUMBER_DEF(SIGHUP),      NUMBER_DEF(SIGINT),
    NUMBER_DEF(SIGQUIT),     NUMBER_DEF(SIGILL),
    NUMBER_DEF(SIGTRAP),     NUMBER_DEF(SIGABRT),
    NUMBER_DEF(SIGBUS),      NUMBER_DEF(SIGFPE),
    NUMBER_DEF(SIGKILL),     NUMBER_DEF(SIGUSR1),
    NUMBER_DEF(SIGSEGV),     NUMBER_DEF(SIGUSR2),
    NUMBER_DEF(SIGPIPE),     NUMBER_DEF(SIGALRM),
    NUMBER_DEF(SIGTERM),     NUMBER_DEF(SIGSTKFLT),
    NUMBER_DEF(SIGCHLD),     NUMBER_DEF(SIGCONT),
    NUMBER_DEF(SIGSTOP),     NUMBER_DEF(SIGTSTP),
    NUMBER_DEF(SIGTTIN),     NUMBER_DEF(SIGTTOU),
    NUMBER_DEF(SIGURG),      NUMBER_DEF(SIGXCPU),
    NUMBER_DEF(SIGXFSZ),     NUMBER_DEF(SIGVTALRM),
    NUMBER_DEF(SIGPROF),     NUMBER_DEF(SIGWINCH),
    NUMBER_DEF(SIGIO),       NUMBER_DEF(SIGPWR),
    NUMBER_DEF(SIGSYS),      NUMBER_DEF(SIG_BLOCK),
    NUMBER_DEF(SIG_UNBLOCK), NUMBER_DEF(SIG_SETMASK),
    NUMBER_DEF(ITIMER_REAL), NUMBER_DEF(ITIMER_VIRTUAL),
    NUMBER_DEF(ITIMER_PROF), {NULL, 0},
};

// The C library keeps some real-time signals for itself: how many is known only when the
// program runs.
static bool set_up(ThreadState *ts, Object *module) ATTACHED {
    Object *dict = ((Module *)module)->dict;
    return dict_set_text(ts, dict, "SIGRTMIN", value_from_int(SIGRTMIN)) &&
           dict_set_text(ts, dict, "SIGRTMAX", value_from_int(SIGRTMAX));
}

const ModuleSpec signal_sets_module_spec = {
    .name = "_signal_sets",
    .doc = "Sets of signals, timers and constants for the module signal.",
    .functions = FUNCTIONS,
    .numbers = CONSTANTS,
    .set_up = set_up,
};
