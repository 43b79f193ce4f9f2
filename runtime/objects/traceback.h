// Frame objects: what sys._getframe() gives.
#ifndef GILT_RUNTIME_OBJECTS_TRACEBACK_H
#define GILT_RUNTIME_OBJECTS_TRACEBACK_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// A snapshot of a frame of the calling thread, and of those that called it. NO_REF with
// MemoryError.
Ref frame_snapshot(ThreadState *ts, Frame *frame) ATTACHED;

#endif
