// Signal handlers, and the one pointer they need.
//
// A blocked main thread is woken in two ways: parked in its Parker it is unparked, which cannot
// be missed; in a system call it gets EINTR, since the handler runs on it: a handler that the
// system starts on another thread passes the signal on to the main thread and does nothing
// else.
#include "vm/thread/signals.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

#include "vm/base/atomics.h"
#include "vm/object/exceptions.h"
#include "vm/thread/guest_thread.h"

struct Signals {
    bool has_interrupt; // SIGINT arrived; atomic
    ThreadState *main_thread;
    pthread_t main_pthread;
    bool is_installed;
    struct sigaction former_interrupt;
    struct sigaction former_pipe;
    struct sigaction former_size;
};

// A C signal handler has no argument: this is the interpreter it belongs to. The only mutable
// global, null while no handler is installed.
static Signals *installed;

// Safe in a signal handler.
static void note_interrupt(Signals *signals) {
    store_seq_cst(&signals->has_interrupt, true);
    or_seq_cst(&signals->main_thread->pending, PENDING_SIGNAL);
    parker_unpark(&signals->main_thread->thread->parker);
}

static void on_interrupt(int number) {
    int saved_errno = errno;
    Signals *signals = load_acquire(&installed);
    if (signals && pthread_equal(pthread_self(), signals->main_pthread)) {
        note_interrupt(signals);
    } else if (signals) {
        pthread_kill(signals->main_pthread, number);
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
    interpreter->signals = signals;
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigaction(SIGPIPE, &ignore, &signals->former_pipe);
    sigaction(SIGXFSZ, &ignore, &signals->former_size);
    sigaction(SIGINT, NULL, &signals->former_interrupt);
    if (signals->former_interrupt.sa_handler == SIG_DFL) {
        store_release(&installed, signals);
        // No SA_RESTART: a blocking call must come back.
        struct sigaction interrupt = {.sa_handler = on_interrupt};
        sigaction(SIGINT, &interrupt, NULL);
        signals->is_installed = true;
    }
    return true;
}

void signals_destroy(Interpreter *interpreter) {
    Signals *signals = interpreter->signals;
    if (!signals) {
        return;
    }
    if (signals->is_installed) {
        sigaction(SIGINT, &signals->former_interrupt, NULL);
        store_release(&installed, NULL);
    }
    sigaction(SIGPIPE, &signals->former_pipe, NULL);
    sigaction(SIGXFSZ, &signals->former_size, NULL);
    interpreter->signals = NULL;
    free(signals);
}

bool signals_take_interrupt(Interpreter *interpreter) {
    return interpreter->signals &&
           exchange_acq_rel(&interpreter->signals->has_interrupt, false);
}

bool signals_handle(ThreadState *ts) {
    if (!signals_take_interrupt(ts->interpreter)) {
        return true;
    }
    raise_error_value(ts, EXC_KEYBOARD_INTERRUPT, NO_VALUE);
    return false;
}

void signals_interrupt_main(Interpreter *interpreter) {
    if (interpreter->signals) {
        note_interrupt(interpreter->signals);
    }
}
