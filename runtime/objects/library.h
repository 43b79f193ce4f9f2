// What native code uses of the library in the guest language (runtime/lib): its functions and
// exception classes. A module is imported when it is first asked for.
#ifndef GILT_RUNTIME_OBJECTS_LIBRARY_H
#define GILT_RUNTIME_OBJECTS_LIBRARY_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// module.name. NO_REF with what importing it raises, or AttributeError.
Ref library_get(ThreadState *ts, const char *module, const char *name) ATTACHED RUNS_GUEST;

// module.name(*arguments).
Ref library_call(ThreadState *ts, const char *module, const char *name, const Value *arguments,
                 size_t n) ATTACHED RUNS_GUEST;

// Raises module.name(*arguments). Always NO_REF.
Ref library_raise(ThreadState *ts, const char *module, const char *name, const Value *arguments,
                  size_t n) ATTACHED RUNS_GUEST;

// Raises module.name(message), the message made as by printf. Always NO_REF.
Ref raise_module_error(ThreadState *ts, const char *module, const char *name,
                       const char *format, ...) ATTACHED RUNS_GUEST
    __attribute__((format(printf, 4, 5)));

#endif
