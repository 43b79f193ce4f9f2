// The profiling hook: a thread's own calls and returns, told as they happen.
//
// The dispatch loop of a profiled thread uses a row of its own
// (vm/thread/instruction_check.h). There instructions that PROFILE_CONCERNS, and the one that
// is executed next, first come by profile_instruction(), which sees frames that are new,
// instructions that return, and calls of native functions; unwinding tells of the frames that
// an exception leaves. Who is not profiled pays nothing.
//
// As in CPython, calls of native functions are told of only where guest code makes them, those
// of classes not at all, and a generator is called and returns as often as it is resumed.
#ifndef GILT_VM_EXEC_PROFILE_H
#define GILT_VM_EXEC_PROFILE_H

#include "vm/exec/frame.h"

// Whether an opcode may call a native function, or make another frame the innermost one.
#define PROFILE_CONCERNS(op)                                                                   \
    ((op) == OP_CALL || (op) == OP_CALL_KEYWORDS || (op) == OP_CALL_METHOD ||                  \
     (op) == OP_CALL_METHOD_KEYWORDS || (op) == OP_CALL_UNPACKED || (op) == OP_RETURN ||       \
     (op) == OP_RETURN_NONE || (op) == OP_YIELD || (op) == OP_ASYNC_YIELD ||                   \
     (op) == OP_YIELD_FROM || (op) == OP_SEND || (op) == OP_FOR_ITER || (op) == OP_LOAD_ATTR)

typedef enum ProfileEvent {
    PROFILE_CALL,             // the innermost frame begins, or goes on after a yield
    PROFILE_RETURN,           // it ends, or yields
    PROFILE_NATIVE_CALL,      // it is going to call a native function
    PROFILE_NATIVE_RETURN,    // which has returned
    PROFILE_NATIVE_EXCEPTION, // which has raised an exception
    PROFILE_OVER,             // nothing more will be told; must succeed
} ProfileEvent;

// What is called. `context` is as given to profile_start. `argument`, borrowed: the value that
// is returned, NO_VALUE if an exception leaves the frame; or the native function, a
// NativeCallable or a Method of one. `self`: the instance that a method which is not bound to
// one is called with, else NO_VALUE. False with the exception set ends the profiling.
typedef bool (*ProfileHook)(ThreadState *ts, Value context, ProfileEvent event, Value argument,
                            Value self);

// A native function that is being called; `self` as for the hook. Owned.
typedef struct ProfiledCall {
    Value function;
    Value self;
    const CodeWord *pc; // of the frame that calls it
} ProfiledCall;

// ThreadState.profile; null while nobody listens.
typedef struct Profile {
    ProfileHook hook;
    Value context; // owned
    // The native functions that guest frames are calling, innermost last: one for each frame
    // with FRAME_CALLS_NATIVE.
    ProfiledCall *called;
    size_t n_called, capacity;
    bool is_telling; // the hook runs: what it calls is not told of
} Profile;

// From now on the calling thread's calls are told to `hook`, and to no other. `context` is
// borrowed. False with MemoryError.
bool profile_start(ThreadState *ts, ProfileHook hook, Value context) ATTACHED RUNS_GUEST;
// They are told to nobody any more.
void profile_stop(ThreadState *ts) ATTACHED RUNS_GUEST;
// The state of a thread that was cancelled is freed: its objects are gone.
void profile_free_memory(ThreadState *ts) ANY_THREAD;

// --- for the dispatch loop and unwinding; the thread is profiled ---

// The innermost frame is going to execute `word`; its pc is behind that. False with the
// exception set.
bool profile_instruction(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;
// The exception that is set, and may be replaced, leaves an instruction of the innermost frame;
// the frame, too, unless `is_handled`.
void profile_unwinding(ThreadState *ts, Frame *frame, bool is_handled) ATTACHED RUNS_GUEST;

#endif
