// What anext(iterator, default) gives.
#ifndef GILT_RUNTIME_OBJECTS_ANEXT_AWAITABLE_H
#define GILT_RUNTIME_OBJECTS_ANEXT_AWAITABLE_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// Awaits `awaitable` and gives `replacement` if that ends with StopAsyncIteration.
Ref anext_awaitable_new(ThreadState *ts, Value awaitable, Value replacement) ATTACHED;

#endif
