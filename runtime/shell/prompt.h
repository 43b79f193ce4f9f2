// The prompt: a class types here.
#ifndef GILT_RUNTIME_SHELL_PROMPT_H
#define GILT_RUNTIME_SHELL_PROMPT_H

#include "runtime/shell/command_line.h"
#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// Reads, runs and shows until the end of input or exit(). Returns the exit status.
int prompt_run(ThreadState *ts, const CommandLine *line) ATTACHED RUNS_GUEST;

// Runs one piece of source as typed at the prompt, showing the values of expressions if
// `shows`; an exception is reported. False if it raised. *exits is set, with *status, when it
// was SystemExit.
bool prompt_execute(ThreadState *ts, const char *text, bool shows, bool *exits,
                    int *status) ATTACHED RUNS_GUEST;

#endif
