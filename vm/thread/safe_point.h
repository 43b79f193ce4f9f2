// Safe points: the places where a thread lets others have their way.
//
// A thread passes one at every backward jump, function entry and call. It costs one load while
// nothing is pending. At a safe point the thread holds no borrowed pointers into containers
// that it does not own a reference to.
#ifndef GILT_VM_THREAD_SAFE_POINT_H
#define GILT_VM_THREAD_SAFE_POINT_H

#include "vm/base/atomics.h"
#include "vm/base/check.h"
#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// Where the safe point is; a policy may grant switches at some kinds only.
typedef enum SafePointKind {
    SAFE_POINT_JUMP,           // a backward jump
    SAFE_POINT_CALL,           // a call or function entry
    SAFE_POINT_UNCHECKED_CALL, // the call of a function with NATIVE_UNCHECKED, or type(x)
    SAFE_POINT_NATIVE,         // a native function that takes long, or blocks and tries again
} SafePointKind;

// What wakes a blocked thread so that it passes a safe point.
#define PENDING_INTERRUPTS (PENDING_SIGNAL | PENDING_CANCEL)

// Handles everything pending. False with the exception set (KeyboardInterrupt, say). When the
// thread has been cancelled the call does not return.
bool safe_point_slow(ThreadState *ts, SafePointKind kind) ATTACHED RUNS_GUEST;

// After a system call, made detached, that has failed with `error` (errno): whether to make it
// again, because a signal interrupted it and what its handler did is done. False with the
// exception set: the handler's, or OSError.
bool safe_point_retries(ThreadState *ts, int error) ATTACHED RUNS_GUEST;

// Stops the world and adds up the counts of split objects that may have reached zero.
void safe_point_add_up(ThreadState *ts) ATTACHED;

// Passes a safe point; false with an exception set.
static inline bool safe_point(ThreadState *ts, SafePointKind kind) ATTACHED RUNS_GUEST {
    return LIKELY(load_relaxed(&ts->pending) == 0) || safe_point_slow(ts, kind);
}

#endif
