// What the prompt and the end of a program tell about reference counts and memory.
#ifndef GILT_RUNTIME_SHELL_REFCOUNT_REPORT_H
#define GILT_RUNTIME_SHELL_REFCOUNT_REPORT_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// On stderr, what racy counts have lost: nothing if counts were never racy. The world is
// stopped.
void refcount_report_print(ThreadState *ts) STOPPED;

// On stdout: the dial, after setting it to `name` unless that is empty; what the header of the
// object that an expression gives says (one reference of those is the answer's own); what the
// heap holds.
void refcount_report_dial(ThreadState *ts, const char *name) ATTACHED RUNS_GUEST;
void refcount_report_refs(ThreadState *ts, const char *expression) ATTACHED RUNS_GUEST;
void refcount_report_memory(ThreadState *ts) ATTACHED;

#endif
