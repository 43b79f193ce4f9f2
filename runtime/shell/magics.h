// Magics: lines at the prompt that start with %.
#ifndef GILT_RUNTIME_SHELL_MAGICS_H
#define GILT_RUNTIME_SHELL_MAGICS_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// Runs one magic line (with its %). *exits and *status as in prompt_execute.
void magic_run(ThreadState *ts, const char *line, bool *exits, int *status) ATTACHED RUNS_GUEST;

#endif
