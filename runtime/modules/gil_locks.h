// gil.watch() and gil.locks(): the statistics of locks, for guest programs.
#ifndef GILT_RUNTIME_MODULES_GIL_LOCKS_H
#define GILT_RUNTIME_MODULES_GIL_LOCKS_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// watch(on=True, /): begins to keep statistics of locks and of the time threads ran, or ends
// it.
Ref gil_watch(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;

// locks(): a list with a dict for every lock that was taken since, most waited for first.
Ref gil_locks(ThreadState *ts, const Value *arguments) ATTACHED;

#endif
