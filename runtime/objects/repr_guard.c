// The chain of containers being written. See repr_guard.h.
#include "runtime/objects/repr_guard.h"

#include "vm/exec/call.h"

// Thread-local, as the nodes are on this OS thread's own stack.
static _Thread_local ReprGuard *innermost;

int repr_enter(ThreadState *ts, Value container, ReprGuard *guard) {
    for (ReprGuard *g = innermost; g; g = g->outer) {
        if (value_same(g->container, container)) {
            return 0;
        }
    }
    if (!native_enter(ts, " while getting the repr of an object")) {
        return -1;
    }
    guard->outer = innermost;
    guard->container = container;
    innermost = guard;
    return 1;
}

void repr_leave(ThreadState *ts, ReprGuard *guard) {
    innermost = guard->outer;
    native_leave(ts);
}
