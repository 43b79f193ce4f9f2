// Frame objects: what sys._getframe() gives; tracebacks.
#ifndef GILT_RUNTIME_OBJECTS_TRACEBACK_H
#define GILT_RUNTIME_OBJECTS_TRACEBACK_H

#include "vm/base/contract.h"
#include "vm/object/layouts.h"
#include "vm/object/thread_state.h"

// A snapshot of a frame, and of those that called it: of the calling thread, or while the world
// is stopped of any. NO_REF with MemoryError.
Ref frame_snapshot(ThreadState *ts, Frame *frame) ATTACHED;

// Where a traceback stands: its code, and the index of the instruction in *word. Null for
// anything else.
const Code *traceback_place(Value traceback, uint32_t *word) ANY_THREAD;

#endif
