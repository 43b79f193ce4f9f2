// What the two files of _contextvars, contexts and variables, need of each other.
#ifndef GILT_RUNTIME_MODULES_CONTEXT_VARIABLE_H
#define GILT_RUNTIME_MODULES_CONTEXT_VARIABLE_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// The value of a variable in the current context; NO_REF without an exception if it has none.
Ref context_look_up(ThreadState *ts, Value variable) ATTACHED;
// The context itself. NO_REF with MemoryError.
Ref context_current(ThreadState *ts) ATTACHED;
// Sets it there; NO_VALUE takes it out. False with MemoryError.
bool context_store(ThreadState *ts, Value variable, Value value) ATTACHED RUNS_GUEST;

// Gives the class Token its MISSING. False: exception set.
bool context_variable_set_up(ThreadState *ts) ATTACHED;

#endif
