// Exceptions nobody can handle: those of __del__, weakref callbacks and the like.
#ifndef GILT_RUNTIME_BUILTINS_UNRAISABLE_H
#define GILT_RUNTIME_BUILTINS_UNRAISABLE_H

#include "vm/base/contract.h"
#include "vm/object/object.h"
#include "vm/object/value.h"

// sys.unraisablehook as it is at the beginning: prints what its argument tells. NO_REF with
// AttributeError for an argument that is none.
Ref unraisable_hook(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;

#endif
