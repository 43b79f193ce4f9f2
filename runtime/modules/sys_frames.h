// The functions of sys that look at the stacks of threads.
#ifndef GILT_RUNTIME_MODULES_SYS_FRAMES_H
#define GILT_RUNTIME_MODULES_SYS_FRAMES_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// sys._getframe(depth): the calling thread's own. ValueError if there are not so many.
Ref sys_getframe(ThreadState *ts, const Value *arguments) ATTACHED;
// sys._current_frames() and sys._current_exceptions(): a dict by thread identifier, of one
// moment.
Ref sys_current_frames(ThreadState *ts, const Value *arguments) ATTACHED;
Ref sys_current_exceptions(ThreadState *ts, const Value *arguments) ATTACHED;

#endif
