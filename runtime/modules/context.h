// Contexts, as the event loop's files need them: what contextvars.Context is in C.
//
// Every thread has a current context, made when it is first asked for (ThreadState.context).
// Running a call in another context makes that one current for the time of the call; a context
// is entered at most once at a time.
#ifndef GILT_RUNTIME_MODULES_CONTEXT_H
#define GILT_RUNTIME_MODULES_CONTEXT_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// A new context with the values of the calling thread's. NO_REF with MemoryError.
Ref context_copy_current(ThreadState *ts) ATTACHED;

// Makes `context` (of KIND_CONTEXT) current, keeping the one before in *outer for
// context_leave. False with RuntimeError if it is entered already; then there is nothing to
// leave.
bool context_enter(ThreadState *ts, Value context, Value *outer) ATTACHED;
void context_leave(ThreadState *ts, Value outer) ATTACHED RUNS_GUEST;

#endif
