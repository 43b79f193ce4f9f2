// Making an interpreter and ending it.
#ifndef GILT_RUNTIME_SHELL_INTERPRETER_H
#define GILT_RUNTIME_SHELL_INTERPRETER_H

#include "runtime/shell/command_line.h"
#include "vm/base/contract.h"
#include "vm/object/thread_state.h"
#include "vm/thread/thread_state.h"

// A new interpreter with its built-in types, the modules sys and builtins, and the main
// thread's state for the calling thread, attached: interpreter->main_thread. Null without
// memory, after a message on stderr.
Interpreter *interpreter_create(ThreadOptions options) ATTACHES;

// The program is over: joins the threads that are no daemons, runs what atexit registered,
// flushes the standard streams, stops daemon threads for good. Returns the exit status:
// `status`, or 120 if flushing failed. On the way, writes the statistics and the timeline that
// the command line asks for. The interpreter's memory is freed unless a daemon thread is still
// blocked outside it.
int interpreter_finish(ThreadState *ts, int status, const CommandLine *line) DETACHES;

#endif
