// The part of the module gil that looks at reference counts, locks and memory (gil_counts.c),
// for gil.c and the prompt.
#ifndef GILT_RUNTIME_MODULES_GIL_COUNTS_H
#define GILT_RUNTIME_MODULES_GIL_COUNTS_H

#include "vm/base/contract.h"
#include "vm/object/heap.h"
#include "vm/object/racy.h"

// gil.refs(x), gil.refcount(), gil.set_refcount(name), gil.count_operations(on), gil.memory():
// natives for the module's table.
Ref gil_refs(ThreadState *ts, const Value *arguments) ATTACHED;
Ref gil_refcount(ThreadState *ts, const Value *arguments) ATTACHED;
Ref gil_set_refcount(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;
Ref gil_count_operations(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;
Ref gil_memory(ThreadState *ts, const Value *arguments) ATTACHED;

// Adds to the dict of gil.stats(): operations on counts, waits for object locks, collections,
// and what racy counts lost. False with MemoryError.
bool gil_put_count_stats(ThreadState *ts, Object *stats) ATTACHED;

// One line about an object's counts, as %refs shows it: a new str.
Ref gil_describe_refs(ThreadState *ts, Value v) ATTACHED;

// Memory at one moment; the world is stopped meanwhile.
typedef struct GilMemory {
    HeapUse heap;
    uint64_t resident; // bytes of the process; 0 where the system does not tell
} GilMemory;
GilMemory gil_memory_now(ThreadState *ts) ATTACHED;

#endif
