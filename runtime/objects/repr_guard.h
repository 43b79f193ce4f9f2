// Which containers this thread is writing the repr of, so that one that contains itself shows
// as "[...]" instead of without end.
//
// The guards are nodes on the C stack, chained per OS thread: each repr in progress is one.
#ifndef GILT_RUNTIME_OBJECTS_REPR_GUARD_H
#define GILT_RUNTIME_OBJECTS_REPR_GUARD_H

#include "vm/base/contract.h"
#include "vm/object/object.h"

typedef struct ReprGuard {
    struct ReprGuard *outer;
    Value container;
} ReprGuard;

// 1: go on, and call repr_leave with the same guard. 0: the container is being written already.
// -1: RecursionError is set.
int repr_enter(ThreadState *ts, Value container, ReprGuard *guard) ATTACHED;
void repr_leave(ThreadState *ts, ReprGuard *guard) ATTACHED;

#endif
