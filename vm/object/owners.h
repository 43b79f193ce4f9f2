// The registry of threads that own objects, for those who must look at all of them.
#ifndef GILT_VM_OBJECT_OWNERS_H
#define GILT_VM_OBJECT_OWNERS_H

#include <stddef.h>

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// Calls `visit` for every registered thread under the registry's lock; returns how many there
// are. `visit` must not register or retire threads.
size_t owner_registry_threads(Interpreter *interpreter, void (*visit)(ThreadState *, void *),
                              void *context) ANY_THREAD;

#endif
