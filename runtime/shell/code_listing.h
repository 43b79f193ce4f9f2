// The bytecode of functions and statements at the prompt.
#ifndef GILT_RUNTIME_SHELL_CODE_LISTING_H
#define GILT_RUNTIME_SHELL_CODE_LISTING_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// Prints the bytecode of what `text` names (a function, method or code object) or, if it names
// none, of `text` as a statement. Errors are reported.
void code_listing_print(ThreadState *ts, const char *text,
                        bool has_switch_points) ATTACHED RUNS_GUEST;

#endif
