// Signals: how Ctrl-C and other signals reach the main thread.
//
// The C handler only notes the signal, sets PENDING_SIGNAL on the main thread and wakes it from
// whatever it is blocked in; what is to be done happens at the main thread's next safe point. A
// signal that arrives after that has begun counts anew, so a second Ctrl-C is never lost; as
// everywhere in Unix, one that arrives again before that counts once.
//
// What is done about a noted signal is the handler's business: the module signal sets one that
// calls the guest's functions. Without it SIGINT raises KeyboardInterrupt.
#ifndef GILT_VM_THREAD_SIGNALS_H
#define GILT_VM_THREAD_SIGNALS_H

#include <poll.h>

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// Signals have the numbers 1 to SIGNAL_MAX.
#define SIGNAL_MAX 64

// What the process does when a signal comes.
typedef enum SignalAction {
    SIGNAL_DEFAULT, // what the system does by itself
    SIGNAL_IGNORED,
    SIGNAL_NOTED,   // it is noted for the main thread
    SIGNAL_FOREIGN, // a handler that is not ours, or no such signal
} SignalAction;

// Handles a noted signal; false with the exception set.
typedef bool (*SignalHandler)(ThreadState *ts, int number);

// Installs the handlers for this interpreter, whose main thread is the calling one: SIGINT
// (unless it is ignored already, as in a background job), and SIGPIPE and SIGXFSZ ignored, as
// CPython does. Only the main interpreter of the process does this; the others have no Signals.
// False if there is no memory.
bool signals_create(Interpreter *interpreter) ANY_THREAD;
// Puts the former handlers back. Nothing happens if none were installed.
void signals_destroy(Interpreter *interpreter) ANY_THREAD;

// At a safe point of the main thread: handles what has arrived; false with the exception set.
bool signals_handle(ThreadState *ts) ATTACHED RUNS_GUEST;
// From now on `handler` says what is done about noted signals.
void signals_set_handler(Interpreter *interpreter, SignalHandler handler) ATTACHED;

// Whether this thread is the one in which signals are handled. ANY_THREAD.
bool signals_are_handled_by(const ThreadState *ts);
// The calling thread is `ts` or visits from it (visit.h) as `visitor`, null: it is home again.
// If it is the one in which signals are handled, they wake the visitor too.
void signals_follow(ThreadState *ts, ThreadState *visitor) ANY_THREAD;

// In the child after fork(): the calling thread is the interpreter's main thread now. What had
// arrived for the parent is forgotten.
void signals_after_fork(Interpreter *interpreter) ANY_THREAD;

// What the process does when the signal comes.
SignalAction signals_action(const Interpreter *interpreter, int number) ANY_THREAD;
// Changes that; the action is not SIGNAL_FOREIGN. False with errno set.
bool signals_set_action(Interpreter *interpreter, int number, SignalAction action) ANY_THREAD;
// Whether system calls that the signal interrupts go on by themselves. False with errno set.
bool signals_set_restart(int number, bool restarts) ANY_THREAD;

// Has every signal's number written to `fd` as one byte when it arrives; -1: nowhere. With
// `warns` a full pipe is reported. Returns the former one.
int signals_set_wakeup(Interpreter *interpreter, int fd, bool warns) ANY_THREAD;

// As if the signal had arrived, if such signals are noted (_thread.interrupt_main).
void signals_simulate(Interpreter *interpreter, int number) ANY_THREAD;
// Forgets a SIGINT that has not been handled yet; whether there was one. For prompts.
bool signals_take_interrupt(Interpreter *interpreter) ANY_THREAD;
// poll() for the main thread at a prompt, which a SIGINT always ends, also one that came just
// before it: the signal is blocked until the wait has begun. `timeout_ms` -1: for ever. True if
// there was one, which is forgotten then.
bool signals_poll(Interpreter *interpreter, struct pollfd *polls, size_t count,
                  int timeout_ms) DETACHED;

#endif
