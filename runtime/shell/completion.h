// Tab completion at the prompt: names, and attributes behind a dot.
#ifndef GILT_RUNTIME_SHELL_COMPLETION_H
#define GILT_RUNTIME_SHELL_COMPLETION_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// See CompleteFunction (line_editor.h). Attributes are looked up, which may run guest code.
char **completion_names(ThreadState *ts, const char *text) ATTACHED RUNS_GUEST;

#endif
