// The functions of sys that serve event loops.
#ifndef GILT_RUNTIME_MODULES_SYS_ASYNC_H
#define GILT_RUNTIME_MODULES_SYS_ASYNC_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// sys.set_asyncgen_hooks(firstiter, finalizer), and what they are as a tuple.
Ref sys_set_asyncgen_hooks(ThreadState *ts, const Value *arguments) ATTACHED;
Ref sys_asyncgen_hooks(ThreadState *ts, const Value *arguments) ATTACHED;
// How many frames are noted with each new coroutine of this thread, as its cr_origin.
Ref sys_get_coroutine_origin_tracking_depth(ThreadState *ts, const Value *arguments) ATTACHED;
Ref sys_set_coroutine_origin_tracking_depth(ThreadState *ts, const Value *arguments) ATTACHED;
// For types.coroutine(): from now on the generators of this function can be awaited. False if
// it makes none.
Ref sys_make_awaitable(ThreadState *ts, const Value *arguments) ATTACHED;

#endif
