// fork(): the process is copied, but only the thread that asks for it runs in the copy.
//
// The others are frozen in the copy wherever they are: a mutex that one of them has just then
// would stay locked for ever. So the world is stopped first: every other thread is detached or
// held. In the child what they might have been in the middle of is made anew (the GIL, the
// world, the waiters of locks), and their states are taken out of the world. What they own is
// leaked, and a lock of the guest that one of them holds stays locked, as in CPython.
#ifndef GILT_VM_THREAD_FORK_H
#define GILT_VM_THREAD_FORK_H

#include <sys/types.h>

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// In the child, what higher layers have to make anew. The world is stopped, and only `ts` is
// left in it.
typedef void (*ForkChildHook)(ThreadState *ts);

// Copies the process: its number in the parent, 0 in the child, where the calling thread is the
// main thread from now on; -1 with errno set.
pid_t world_fork(ThreadState *ts, ForkChildHook in_child) ATTACHED;

#endif
