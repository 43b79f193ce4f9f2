// Signal handlers, and the one pointer they need.
//
// A blocked main thread is woken in two ways: parked in its Parker it is unparked, which cannot
// be missed; in a system call it gets EINTR, since the handler runs on it. A handler that the
// system starts on another thread notes the signal and sends it on to the main thread, only to
// wake that: the copy is counted in `forwarded` and not noted again.
#include "vm/thread/signals.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "vm/base/atomics.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/refcount.h"
#include "vm/thread/guest_thread.h"
#include "vm/thread/visit.h"

struct Signals {
    uint64_t arrived;      // a bit for each signal that waits for the main thread; atomic
    uint64_t forwarded;    // a bit for each that was sent on to it; atomic
    int wakeup_fd;         // where the numbers of signals are written, -1: nowhere; atomic
    int wakeup_error;      // errno of a write that failed, to be reported; atomic
    bool wakeup_warns;     // a full pipe counts as a failure; atomic
    SignalHandler handler; // null: only SIGINT is handled
    ThreadState *main_thread;
    pthread_t main_pthread;
    ThreadState *visitor; // the main thread's state where it visits; changed by itself only
    uint64_t changed;     // a bit for each signal whose former action is kept here
    struct sigaction former[SIGNAL_MAX + 1];
};

// A C signal handler has no argument: this is the interpreter it belongs to. The only mutable
// global, null while no handler is installed.
static Signals *installed;

static uint64_t bit_of(int number) {
    return 1ull << (number - 1);
}

// Safe in a signal handler, like the next two.
static void write_wakeup(Signals *signals, int number) {
    int fd = load_relaxed(&signals->wakeup_fd);
    unsigned char byte = (unsigned char)number;
    if (fd >= 0 && write(fd, &byte, 1) < 0) {
        bool is_full = errno == EAGAIN || errno == EWOULDBLOCK;
        if (!is_full || load_relaxed(&signals->wakeup_warns)) {
            store_relaxed(&signals->wakeup_error, errno);
        }
    }
}

static void note(Signals *signals, int number) {
    or_seq_cst(&signals->arrived, bit_of(number));
    or_seq_cst(&signals->main_thread->pending, PENDING_SIGNAL);
    parker_unpark(&signals->main_thread->thread->parker);
    write_wakeup(signals, number);
}

// Wakes the main thread's system call, and the thread if it visits another interpreter.
static void forward(Signals *signals, int number) {
    if (!(or_acq_rel(&signals->forwarded, bit_of(number)) & bit_of(number))) {
        pthread_kill(signals->main_pthread, number);
    }
}

// Runs on the main thread: so the visitor is there.
static void wake_visitor(const Signals *signals) {
    ThreadState *visitor = load_relaxed(&signals->visitor);
    if (visitor) {
        or_seq_cst(&visitor->pending, PENDING_SIGNAL);
        parker_unpark(&visitor->thread->parker);
    }
}

// Whether it comes from an instruction that would be executed again after the handler.
static bool is_fault(int number, const siginfo_t *info) {
    return (number == SIGSEGV || number == SIGBUS || number == SIGFPE || number == SIGILL) &&
           info->si_code > 0;
}

static void on_signal(int number, siginfo_t *info, void *context) {
    int saved_errno = errno;
    (void)context;
    if (is_fault(number, info)) {
        signal(number, SIG_DFL); // the process ends by it: no guest handler can mend it
        return;
    }
    Signals *signals = load_acquire(&installed);
    if (signals && pthread_equal(pthread_self(), signals->main_pthread)) {
        wake_visitor(signals);
        // A real one that comes just before the copy is taken for it; then the copy is noted.
        if (!(and_acq_rel(&signals->forwarded, ~bit_of(number)) & bit_of(number))) {
            note(signals, number);
        }
    } else if (signals) {
        note(signals, number);
        forward(signals, number);
    }
    errno = saved_errno;
}

bool signals_create(Interpreter *interpreter) {
    Signals *signals = calloc(1, sizeof *signals);
    if (!signals) {
        return false;
    }
    signals->main_thread = interpreter->main_thread;
    signals->main_pthread = pthread_self();
    signals->wakeup_fd = -1;
    interpreter->signals = signals;
    store_release(&installed, signals);
    signals_set_action(interpreter, SIGPIPE, SIGNAL_IGNORED);
    signals_set_action(interpreter, SIGXFSZ, SIGNAL_IGNORED);
    if (signals_action(interpreter, SIGINT) == SIGNAL_DEFAULT) {
        signals_set_action(interpreter, SIGINT, SIGNAL_NOTED);
    }
    return true;
}

void signals_destroy(Interpreter *interpreter) {
    Signals *signals = interpreter->signals;
    if (!signals) {
        return;
    }
    for (int number = 1; number <= SIGNAL_MAX; number++) {
        if (signals->changed & bit_of(number)) {
            sigaction(number, &signals->former[number], NULL);
        }
    }
    store_release(&installed, NULL);
    interpreter->signals = NULL;
    free(signals);
}

void signals_after_fork(Interpreter *interpreter) {
    Signals *signals = interpreter->signals;
    if (signals) {
        signals->main_thread = interpreter->main_thread;
        signals->main_pthread = pthread_self();
        store_relaxed(&signals->visitor, NULL);
        store_relaxed(&signals->arrived, 0);
        store_relaxed(&signals->forwarded, 0);
    }
}

bool signals_are_handled_by(const ThreadState *ts) {
    const Signals *signals = ts->interpreter->signals;
    return signals && signals->main_thread == ts;
}

void signals_follow(ThreadState *ts, ThreadState *visitor) {
    if (signals_are_handled_by(ts)) {
        store_relaxed(&ts->interpreter->signals->visitor, visitor);
        if (visitor && load_seq_cst(&ts->pending) & PENDING_SIGNAL) {
            or_seq_cst(&visitor->pending, PENDING_SIGNAL); // it came a moment ago
        }
    }
}

SignalAction signals_action(const Interpreter *interpreter, int number) {
    struct sigaction now;
    (void)interpreter; // it is the process's
    if (sigaction(number, NULL, &now) != 0) {
        return SIGNAL_FOREIGN;
    }
    return now.sa_handler == SIG_DFL       ? SIGNAL_DEFAULT
           : now.sa_handler == SIG_IGN     ? SIGNAL_IGNORED
           : now.sa_sigaction == on_signal ? SIGNAL_NOTED
                                           : SIGNAL_FOREIGN;
}

bool signals_set_action(Interpreter *interpreter, int number, SignalAction action) {
    Signals *signals = interpreter->signals;
    struct sigaction now = {.sa_handler = action == SIGNAL_IGNORED ? SIG_IGN : SIG_DFL};
    if (action == SIGNAL_NOTED) {
        now.sa_sigaction = on_signal;
        now.sa_flags = SA_SIGINFO; // no SA_RESTART: a blocking call must come back
    }
    struct sigaction before;
    if (sigaction(number, &now, &before) != 0) {
        return false;
    }
    if (!(signals->changed & bit_of(number))) {
        signals->former[number] = before;
        signals->changed |= bit_of(number);
    }
    return true;
}

bool signals_set_restart(int number, bool restarts) {
    struct sigaction action;
    if (sigaction(number, NULL, &action) != 0) {
        return false;
    }
    action.sa_flags = restarts ? action.sa_flags | SA_RESTART : action.sa_flags & ~SA_RESTART;
    return sigaction(number, &action, NULL) == 0;
}

int signals_set_wakeup(Interpreter *interpreter, int fd, bool warns) {
    Signals *signals = interpreter->signals;
    int before = signals->wakeup_fd;
    store_relaxed(&signals->wakeup_warns, warns);
    store_relaxed(&signals->wakeup_fd, fd);
    return before;
}

void signals_set_handler(Interpreter *interpreter, SignalHandler handler) {
    if (interpreter->signals) {
        interpreter->signals->handler = handler;
    }
}

bool signals_take_interrupt(Interpreter *interpreter) {
    Signals *signals = interpreter->signals;
    return signals && and_acq_rel(&signals->arrived, ~bit_of(SIGINT)) & bit_of(SIGINT);
}

bool signals_poll(Interpreter *interpreter, struct pollfd *polls, size_t count,
                  int timeout_ms) {
    sigset_t interrupt;
    sigset_t before;
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    pthread_sigmask(SIG_BLOCK, &interrupt, &before);
    bool is_interrupted = signals_take_interrupt(interpreter);
    if (!is_interrupted) {
        struct timespec timeout = {.tv_sec = timeout_ms / 1000,
                                   .tv_nsec = timeout_ms % 1000 * 1000000L};
        if (ppoll(polls, count, timeout_ms < 0 ? NULL : &timeout, &before) < 0) {
            for (size_t i = 0; i < count; i++) {
                polls[i].revents = 0;
            }
        }
        is_interrupted = signals_take_interrupt(interpreter);
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return is_interrupted;
}

// Reports that a number could not be written to the wake-up file.
static void report_wakeup(ThreadState *ts, int error_number) ATTACHED RUNS_GUEST {
    raise_os_error(ts, error_number, NO_VALUE);
    Ref exception = error_fetch(ts);
    report_unraisable(ts, borrow(exception), "when trying to write to the signal wakeup fd",
                      NO_VALUE);
    ref_drop(ts, exception);
}

static bool handle_one(ThreadState *ts, int number) ATTACHED RUNS_GUEST {
    SignalHandler handler = ts->interpreter->signals->handler;
    if (handler) {
        return handler(ts, number);
    }
    if (number == SIGINT) {
        raise_error_value(ts, EXC_KEYBOARD_INTERRUPT, NO_VALUE);
        return false;
    }
    return true;
}

bool signals_handle(ThreadState *ts) {
    Signals *signals = ts->interpreter->signals;
    if (!signals) {
        return visit_handle_signals(ts);
    }
    int wakeup_error = exchange_acq_rel(&signals->wakeup_error, 0);
    if (wakeup_error) {
        report_wakeup(ts, wakeup_error);
    }
    uint64_t arrived = exchange_acq_rel(&signals->arrived, 0);
    while (arrived) {
        int number = __builtin_ctzll(arrived) + 1;
        arrived &= arrived - 1;
        if (!handle_one(ts, number)) {
            if (arrived) { // the others wait for the next safe point
                or_seq_cst(&signals->arrived, arrived);
                or_seq_cst(&ts->pending, PENDING_SIGNAL);
            }
            return false;
        }
    }
    return true;
}

void signals_simulate(Interpreter *interpreter, int number) {
    if (interpreter->signals && signals_action(interpreter, number) == SIGNAL_NOTED) {
        note(interpreter->signals, number);
        if (load_relaxed(&interpreter->signals->visitor)) {
            forward(interpreter->signals, number);
        }
    }
}
