// What _signal.c and _signal_sets.c share.
#ifndef GILT_RUNTIME_MODULES_SIGNAL_H
#define GILT_RUNTIME_MODULES_SIGNAL_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// A signal's number from an argument. False with TypeError or ValueError.
bool signal_number(ThreadState *ts, Value v, int *out) ATTACHED RUNS_GUEST;

#endif
