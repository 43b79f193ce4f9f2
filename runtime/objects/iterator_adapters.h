// Iterators made from other things, as the builtin functions make them.
#ifndef GILT_RUNTIME_OBJECTS_ITERATOR_ADAPTERS_H
#define GILT_RUNTIME_OBJECTS_ITERATOR_ADAPTERS_H

#include "vm/needs_runtime.h"

// iter(callable, sentinel): calls until the result equals the sentinel.
Ref callable_iterator_new(ThreadState *ts, Value callable, Value sentinel) ATTACHED;

#endif
