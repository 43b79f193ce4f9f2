// Deprecation warnings that C code gives, through the module warnings: `int(x)` by way of
// __trunc__, `~True`, and the like.
#ifndef GILT_RUNTIME_OBJECTS_DEPRECATION_H
#define GILT_RUNTIME_OBJECTS_DEPRECATION_H

#include "vm/base/contract.h"
#include "vm/object/object.h"

// warnings.warn(message, DeprecationWarning) for the line that is running. The message is made
// like that of raise_error. False if the filters make an exception of it.
bool warn_deprecated(ThreadState *ts, const char *format, ...) ATTACHED RUNS_GUEST
    __attribute__((format(printf, 2, 3)));

#endif
