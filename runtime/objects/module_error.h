// Exceptions whose classes are written in the guest language: struct.error, re.error, ...
#ifndef GILT_RUNTIME_OBJECTS_MODULE_ERROR_H
#define GILT_RUNTIME_OBJECTS_MODULE_ERROR_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// Raises module.name(message), the message made as by printf. The module is imported if it is
// not. Always NO_REF.
Ref raise_module_error(ThreadState *ts, const char *module, const char *name,
                       const char *format, ...) ATTACHED RUNS_GUEST
    __attribute__((format(printf, 4, 5)));

#endif
