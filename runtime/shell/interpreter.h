// Making the main interpreter and ending it; interpreter_life.h has what all interpreters
// share.
#ifndef GILT_RUNTIME_SHELL_INTERPRETER_H
#define GILT_RUNTIME_SHELL_INTERPRETER_H

#include "runtime/shell/command_line.h"
#include "vm/base/contract.h"
#include "vm/object/thread_state.h"
#include "vm/thread/thread_state.h"

// The first interpreter of the process, with its signal handlers. The calling thread is its
// main thread, attached: interpreter->main_thread. Without memory the process ends, after a
// message.
Interpreter *main_interpreter_create(ThreadOptions options) ATTACHES;

// The program is over: joins the threads that are no daemons, runs what atexit registered,
// flushes the standard streams, ends the other interpreters, stops daemon threads for good.
// Returns the exit status: `status`, or 120 if flushing failed. On the way, writes the
// statistics and the timeline that the command line asks for, and finalizes what the program's
// names still hold. Frees the interpreter's memory
// unless a daemon thread is still blocked outside it.
int main_interpreter_finish(ThreadState *ts, int status, const CommandLine *line) DETACHES;

#endif
