// The cycle collector: finds objects that only keep each other alive, and destroys them.
//
// The world is stopped while it looks. For every object that refers to others it takes the
// count and subtracts the references that come from such objects (CPython's algorithm): what
// has references left is held from outside, by a register, a C variable or an immortal object,
// and everything it reaches lives. The rest is garbage. The world goes on, weak references'
// callbacks and `__del__` run, and what they did not bring back to life is destroyed all at
// once.
#ifndef GILT_VM_THREAD_COLLECTOR_H
#define GILT_VM_THREAD_COLLECTOR_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

typedef struct CollectorStats {
    uint64_t collections;
    uint64_t collected; // objects
    uint64_t pause_ns;  // the world stood still, in all
    uint64_t longest_pause_ns;
} CollectorStats;

#define COLLECTOR_GENERATIONS 3 // as many as CPython's thresholds

typedef struct Collector {
    // --- relaxed ---
    bool is_disabled; // not by itself; gc.collect() works
    bool is_running;
    // What the program has set, kept to be given back: the whole heap is collected each time it
    // has grown by half. A first threshold of 0 turns that off.
    int64_t thresholds[COLLECTOR_GENERATIONS];
    CollectorStats stats; // written by the thread that collects
} Collector;

// The collector of an interpreter; false if there is no memory.
bool collector_create(Interpreter *interpreter);
void collector_destroy(Interpreter *interpreter);

// Collects now. How many objects were garbage; 0 if a collection is running already, -1 with
// MemoryError.
int64_t collector_run(ThreadState *ts) NO_CONTRACT_CHECK;

// What gc.get_objects() lists: a new list of the objects that refer to others.
Ref collector_objects(ThreadState *ts) NO_CONTRACT_CHECK;
// A new list of those among them that refer to one of the items of a tuple.
Ref collector_referrers(ThreadState *ts, Value targets) NO_CONTRACT_CHECK;
// A new list of what the object refers to.
Ref collector_referents(ThreadState *ts, Value v) ATTACHED;

#endif
