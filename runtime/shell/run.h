// Running a program: a script, a command, a module, standard input.
#ifndef GILT_RUNTIME_SHELL_RUN_H
#define GILT_RUNTIME_SHELL_RUN_H

#include "runtime/shell/command_line.h"
#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// The exit status that stands for "ended by Ctrl-C": the program then ends itself by SIGINT, as
// CPython does. No program can ask for it, since its own are 0 to 255.
#define STATUS_KILLED_BY_INTERRUPT (-1)

// Fills sys.argv, sys.path[0] and the options from the command line. False: exception set.
bool run_set_up(ThreadState *ts, const CommandLine *line) ATTACHED;

// Begins to watch what the command line wants watched: collisions, events.
void run_start_watching(ThreadState *ts, const CommandLine *line) ATTACHED;

// Runs what the command line names, watched as it wants, in the module __main__. Returns the
// exit status; an exception nobody handled has been reported.
int run_program(ThreadState *ts, const CommandLine *line) ATTACHED RUNS_GUEST;

// Compiles text and runs it in __main__. Returns the exit status; an exception has been
// reported.
int run_source(ThreadState *ts, const char *text, size_t size,
               const char *file_name) ATTACHED RUNS_GUEST;

// The value of an expression in __main__; null with the exception set. Tracebacks call the text
// `file_name`.
Ref run_expression(ThreadState *ts, const char *text,
                   const char *file_name) ATTACHED RUNS_GUEST;

// The dict of the module __main__, made on first use; null with the exception set. Borrowed.
Object *run_main_dict(ThreadState *ts) ATTACHED;

// Reports the exception being raised, unless it is SystemExit; returns the exit status it
// means.
int run_report(ThreadState *ts) ATTACHED RUNS_GUEST;

#endif
