// Signals: how Ctrl-C reaches the main thread.
//
// The C handler only notes the signal, sets PENDING_SIGNAL on the main thread and wakes it from
// whatever it is blocked in; the exception is raised at the main thread's next safe point. A
// signal that arrives after that has begun counts anew, so a second Ctrl-C is never lost.
#ifndef GILT_VM_THREAD_SIGNALS_H
#define GILT_VM_THREAD_SIGNALS_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// Installs the handlers for this interpreter, whose main thread is the calling one: SIGINT
// (unless it is ignored already, as in a background job), and SIGPIPE and SIGXFSZ ignored, as
// CPython does. One interpreter of the process at a time. False if there is no memory.
bool signals_create(Interpreter *interpreter) ANY_THREAD;
// Puts the former handlers back. Nothing happens if none were installed.
void signals_destroy(Interpreter *interpreter) ANY_THREAD;

// At a safe point of the main thread: raises KeyboardInterrupt if SIGINT has arrived; false
// then.
bool signals_handle(ThreadState *ts) ATTACHED RUNS_GUEST;

// As if SIGINT had arrived (_thread.interrupt_main). ANY_THREAD.
void signals_interrupt_main(Interpreter *interpreter) ANY_THREAD;
// Forgets a SIGINT that has not been raised yet; whether there was one. For prompts.
bool signals_take_interrupt(Interpreter *interpreter) ANY_THREAD;

#endif
