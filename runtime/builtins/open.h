// open().
#ifndef GILT_RUNTIME_BUILTINS_OPEN_H
#define GILT_RUNTIME_BUILTINS_OPEN_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// The built-in function open(file, mode, buffering, encoding, errors, newline, closefd,
// opener).
Ref open_function(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;

#endif
