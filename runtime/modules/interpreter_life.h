// The life of an interpreter: how it comes into being, and how it ends.
//
// The main interpreter and the others go the same way. What they differ in: signals are the
// main one's; and when the main one ends the process does, so its objects go as a whole with
// their heap, while another one's are taken apart, so that nothing of it is left.
#ifndef GILT_RUNTIME_MODULES_INTERPRETER_LIFE_H
#define GILT_RUNTIME_MODULES_INTERPRETER_LIFE_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"
#include "vm/thread/thread_state.h"

// A new interpreter with its built-in types, the modules sys and builtins, listed in `process`
// and claimed. The main thread's state, interpreter->main_thread, is the calling thread's, who
// is attached. Null without memory; nothing is left behind then.
Interpreter *interpreter_create(ThreadOptions options, Process *process) ATTACHES;

// The program of the interpreter is over: joins the threads that are no daemons, runs what
// atexit registered, and ends the main thread's profile. On the main thread, like the next
// ones.
void interpreter_wind_down(ThreadState *ts) ATTACHED RUNS_GUEST;
// Stops the threads that are left for good, and finalizes what the program's names hold.
void interpreter_stop(ThreadState *ts) ATTACHED RUNS_GUEST;
// Frees the interpreter, unless a thread of it is still blocked outside: then its memory stays
// for as long as the process lives. The thread is in no interpreter afterwards.
void interpreter_free(ThreadState *ts) DETACHES;

// All of it for an interpreter that is not the main one.
void interpreter_end(ThreadState *ts) DETACHES;
// Ends all interpreters that nobody uses. The main interpreter calls it last.
void interpreters_end_all(ThreadState *ts) ATTACHED RUNS_GUEST;

// An interpreter beside that of `ts`, with its mode, idle, unclaimed, and held once for the
// caller (process_drop): its number. -1 without memory (no exception is set).
int64_t interpreter_create_beside(ThreadState *ts) ATTACHED;
// Closes an interpreter that has been claimed for it.
void interpreter_close(ThreadState *ts, Interpreter *other) ATTACHED RUNS_GUEST;
// Gives the claim of an interpreter up in which `ts` is not any more; it is closed if nobody
// holds it now. The calling thread is at home, but detached, and attached afterwards.
void interpreter_return(ThreadState *home, Interpreter *other) ATTACHES;

#endif
