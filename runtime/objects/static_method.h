// staticmethod: a callable in a class that is not bound to anything.
#ifndef GILT_RUNTIME_OBJECTS_STATIC_METHOD_H
#define GILT_RUNTIME_OBJECTS_STATIC_METHOD_H

#include "vm/base/contract.h"
#include "vm/object/native.h"

// staticmethod(callable). NO_REF with MemoryError.
Ref static_method_new(ThreadState *ts, Value callable) ATTACHED;

#endif
