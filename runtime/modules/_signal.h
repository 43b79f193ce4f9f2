// What the modules about signals share.
#ifndef GILT_RUNTIME_MODULES_SIGNAL_H
#define GILT_RUNTIME_MODULES_SIGNAL_H

#include <signal.h>

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// A signal's number from an argument. False with TypeError or ValueError.
bool signal_number(ThreadState *ts, Value v, int *out) ATTACHED RUNS_GUEST;

// The signals of an iterable of numbers; false with the exception set.
bool signal_set_read(ThreadState *ts, Value iterable, sigset_t *out) ATTACHED RUNS_GUEST;

#endif
