// The module _signal: the guest's handlers and what the system knows of signals. signal.py
// makes the module signal of it, with enumerations for the numbers.
//
// The handlers are a dict of number to callable, 0 (SIG_DFL), 1 (SIG_IGN) or None (somebody
// else's), in RuntimeState. vm/thread/signals.c notes what arrives; call_handler below runs at
// the main thread's next safe point.
#include "runtime/modules/_signal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runtime/objects/runtime_state.h"
#include "runtime/objects/traceback.h"
#include "vm/exec/call.h"
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

#define DEFAULT 0 // signal.SIG_DFL
#define IGNORE  1 // signal.SIG_IGN

bool signal_number(ThreadState *ts, Value v, int *out) {
    int64_t number;
    if (!value_to_index(ts, v, EXC_OVERFLOW_ERROR, &number)) {
        return false;
    }
    if (number < 1 || number > SIGNAL_MAX) {
        raise_error(ts, EXC_VALUE_ERROR, "signal number out of range");
        return false;
    }
    *out = (int)number;
    return true;
}

static Object *handlers(ThreadState *ts) {
    return runtime_state(ts)->signal_handlers;
}

// --- handlers ---

static Ref default_int_handler(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return raise_error_value(ts, EXC_KEYBOARD_INTERRUPT, NO_VALUE);
}

// Calls handler(number, frame) on the main thread.
static bool call_handler(ThreadState *ts, int number) ATTACHED RUNS_GUEST {
    Ref handler = dict_get(ts, handlers(ts), value_from_int(number));
    if (ref_is_null(handler)) {
        return !error_is_set(ts);
    }
    Value callable = borrow(handler);
    bool ok = true;
    if (!value_is_none(callable) && !value_is_small_int(callable)) { // else changed meanwhile
        Ref frame = ts->frame ? frame_snapshot(ts, ts->frame) : owned(NONE);
        Value arguments[2] = {value_from_int(number), borrow(frame)};
        Ref result = ref_is_null(frame) ? NO_REF : value_call(ts, callable, arguments, 2);
        ok = !ref_is_null(result);
        ref_drop(ts, result);
        ref_drop(ts, frame);
    }
    ref_drop(ts, handler);
    return ok;
}

static Ref signal_getsignal(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    int number;
    if (!signal_number(ts, arguments[0], &number)) {
        return NO_REF;
    }
    Ref handler = dict_get(ts, handlers(ts), value_from_int(number));
    return !ref_is_null(handler) || error_is_set(ts) ? handler : owned(NONE);
}

// What a handler given by the guest means; SIGNAL_FOREIGN with TypeError.
static SignalAction action_of(ThreadState *ts, Value handler) ATTACHED {
    if (value_type(ts, handler)->slots.call) {
        return SIGNAL_NOTED;
    }
    int64_t number;
    bool is_negative;
    if (value_has_layout(ts, handler, KIND_INT) &&
        int_to_i64(ts, handler, &number, &is_negative) &&
        (number == DEFAULT || number == IGNORE)) {
        return number == DEFAULT ? SIGNAL_DEFAULT : SIGNAL_IGNORED;
    }
    raise_error(ts, EXC_TYPE_ERROR,
                "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object");
    return SIGNAL_FOREIGN;
}

static Ref signal_signal(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    int64_t raw;
    int number;
    if (!value_to_index(ts, arguments[0], EXC_OVERFLOW_ERROR, &raw)) {
        return NO_REF;
    }
    if (!signals_are_handled_by(ts)) {
        return raise_error(ts, EXC_VALUE_ERROR,
                           "signal only works in main thread of the main interpreter");
    }
    if (!signal_number(ts, value_from_int(raw), &number)) {
        return NO_REF;
    }
    SignalAction action = action_of(ts, arguments[1]);
    if (action == SIGNAL_FOREIGN || !safe_point(ts, SAFE_POINT_NATIVE)) {
        return NO_REF;
    }
    Ref before = signal_getsignal(ts, &arguments[0]);
    Value handler = action == SIGNAL_NOTED
                        ? arguments[1]
                        : value_from_int(action == SIGNAL_DEFAULT ? DEFAULT : IGNORE);
    if (ref_is_null(before)) {
        return NO_REF;
    }
    if (!signals_set_action(ts->interpreter, number, action)) {
        ref_drop(ts, before);
        return raise_os_error(ts, errno, NO_VALUE);
    }
    if (!dict_set(ts, handlers(ts), value_from_int(number), handler)) {
        ref_drop(ts, before);
        return NO_REF;
    }
    return before;
}

static Ref signal_siginterrupt(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    int number;
    if (!signal_number(ts, arguments[0], &number)) {
        return NO_REF;
    }
    int interrupts = value_truth(ts, arguments[1]);
    if (interrupts < 0) {
        return NO_REF;
    }
    return signals_set_restart(number, !interrupts) ? owned(NONE)
                                                    : raise_os_error(ts, errno, NO_VALUE);
}

// --- sending and waiting ---

static Ref signal_raise_signal(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    int64_t number;
    if (!value_to_index(ts, arguments[0], EXC_OVERFLOW_ERROR, &number)) {
        return NO_REF;
    }
    if (raise((int)number) != 0) {
        return raise_os_error(ts, errno, NO_VALUE);
    }
    return safe_point(ts, SAFE_POINT_NATIVE) ? owned(NONE) : NO_REF;
}

// Sends to a thread of this interpreter that still runs; false with errno set.
static bool send_to_thread(ThreadState *ts, uint64_t ident, int number) ATTACHED {
    int error = ESRCH;
    ThreadInfo *threads = NULL;
    size_t n = guest_threads_list(ts, &threads);
    for (size_t i = 0; i < n; i++) {
        if (threads[i].ident == ident && ident != 0) {
            error = pthread_kill((pthread_t)ident, number);
        }
    }
    free(threads);
    errno = error;
    return error == 0;
}

static Ref signal_pthread_kill(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    int64_t ident, number;
    if (!value_to_index(ts, arguments[0], EXC_OVERFLOW_ERROR, &ident) ||
        !value_to_index(ts, arguments[1], EXC_OVERFLOW_ERROR, &number)) {
        return NO_REF;
    }
    if (!send_to_thread(ts, (uint64_t)ident, (int)number)) {
        return raise_os_error(ts, errno, NO_VALUE);
    }
    return safe_point(ts, SAFE_POINT_NATIVE) ? owned(NONE) : NO_REF;
}

static Ref signal_pause(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    (void)arguments;
    sigset_t all, before;
    sigfillset(&all);
    guest_thread_waits(ts, WAIT_SLEEP, NULL);
    thread_detach(ts);
    // Blocked until sigsuspend, so that none comes between the look and the wait.
    pthread_sigmask(SIG_BLOCK, &all, &before);
    if (!(load_relaxed(&ts->pending) & PENDING_INTERRUPTS)) {
        sigsuspend(&before);
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    thread_attach(ts);
    guest_thread_waits(ts, WAIT_NONE, NULL);
    return safe_point(ts, SAFE_POINT_NATIVE) ? owned(NONE) : NO_REF;
}

static Ref signal_set_wakeup_fd(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    int64_t fd;
    int warns = value_is_null(arguments[1]) ? 1 : value_truth(ts, arguments[1]);
    if (warns < 0 || !value_to_index(ts, arguments[0], EXC_OVERFLOW_ERROR, &fd)) {
        return NO_REF;
    }
    if (!signals_are_handled_by(ts)) {
        return raise_error(ts, EXC_VALUE_ERROR,
                           "set_wakeup_fd only works in main thread of the main interpreter");
    }
    if (fd != -1) {
        int flags = fd == (int)fd ? fcntl((int)fd, F_GETFL) : (errno = EBADF, -1);
        if (flags < 0) {
            return raise_os_error(ts, errno, NO_VALUE);
        }
        if (!(flags & O_NONBLOCK)) {
            return raise_error(ts, EXC_VALUE_ERROR, "the fd %d must be in non-blocking mode",
                               (int)fd);
        }
    }
    return int_from_i64(ts, signals_set_wakeup(ts->interpreter, (int)fd, warns));
}

static Ref signal_strsignal(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    int number;
    if (!signal_number(ts, arguments[0], &number)) {
        return NO_REF;
    }
    const char *text = strsignal(number);
    return !text || strncmp(text, "Unknown signal", 14) == 0 ? owned(NONE)
                                                             : str_from_text(ts, text);
}

// --- the module ---

static const NativeDef FUNCTIONS[] = {
    {"default_int_handler(signalnum, frame, /)", default_int_handler,
     "The default handler for SIGINT installed by Python.\n\nIt raises KeyboardInterrupt.",
     NATIVE_COUNTED},
    {"signal(signalnum, handler, /)", signal_signal, "Sets a handler; the one before.", 0},
    {"getsignal(signalnum, /)", signal_getsignal, "The handler of a signal.", 0},
    {"siginterrupt(signalnum, flag, /)", signal_siginterrupt,
     "Change system call restart behaviour: if flag is False, system calls will be\n"
     "restarted when interrupted by the signal, else system calls will be interrupted.",
     0},
    {"raise_signal(signalnum, /)", signal_raise_signal,
     "Send a signal to the executing process.", 0},
    {"pthread_kill(thread_id, signalnum, /)", signal_pthread_kill, "Send a signal to a thread.",
     0},
    {"pause()", signal_pause, "Wait until a signal arrives.", 0},
    {"set_wakeup_fd(fd, /, *, warn_on_full_buffer=True)", signal_set_wakeup_fd,
     "Set the file into which the number of every signal is written as a byte when it\n"
     "arrives; -1 ends that. Return the one before.",
     0},
    {"strsignal(signalnum, /)", signal_strsignal, "The system's words for a signal.", 0},
    {NULL, NULL, NULL, 0},
};

// The handlers as they are when the module is first imported.
static bool read_handlers(ThreadState *ts, Object *module) ATTACHED {
    Object *dict = ((Module *)module)->dict;
    Ref interrupt = dict_get_text(ts, dict, "default_int_handler");
    bool ok = !ref_is_null(interrupt);
    for (int number = 1; ok && number <= SIGNAL_MAX; number++) {
        SignalAction action = signals_action(ts->interpreter, number);
        Value handler = action == SIGNAL_DEFAULT   ? value_from_int(DEFAULT)
                        : action == SIGNAL_IGNORED ? value_from_int(IGNORE)
                        : action == SIGNAL_NOTED   ? borrow(interrupt)
                                                   : NONE;
        ok = dict_set(ts, handlers(ts), value_from_int(number), handler);
    }
    ref_drop(ts, interrupt);
    return ok;
}

static bool set_up(ThreadState *ts, Object *module) ATTACHED {
    RuntimeState *state = runtime_state(ts);
    if (state->signal_handlers) { // imported again after it was taken out of sys.modules
        return true;
    }
    Ref dict = dict_new(ts);
    if (ref_is_null(dict)) {
        return false;
    }
    state->signal_handlers = value_object(borrow(dict)); // and the reference
    if (!read_handlers(ts, module)) {
        return false;
    }
    signals_set_handler(ts->interpreter, call_handler);
    return true;
}

const ModuleSpec signal_module_spec = {
    .name = "_signal",
    .doc = "What the module signal is made of.",
    .functions = FUNCTIONS,
    .set_up = set_up,
};
