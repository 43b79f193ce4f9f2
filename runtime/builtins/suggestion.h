// "Did you mean": what the report of a NameError, AttributeError or ImportError proposes.
#ifndef GILT_RUNTIME_BUILTINS_SUGGESTION_H
#define GILT_RUNTIME_BUILTINS_SUGGESTION_H

#include "runtime/objects/str_builder.h"
#include "vm/base/contract.h"
#include "vm/object/value.h"

// Appends ". Did you mean: 'x'?" or ". Did you forget to import 'x'?" for the exception, or
// nothing. `traceback` (or NO_VALUE or None) says where the exception was raised. What goes
// wrong while looking is swallowed; false with the exception set only without memory.
bool suggestion_add(StrBuilder *out, ThreadState *ts, Value exception,
                    Value traceback) ATTACHED RUNS_GUEST;

#endif
