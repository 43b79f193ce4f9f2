// Thread states: making them, and attaching and detaching.
//
// A thread is attached while it may touch objects, and detached while it may block. With a GIL,
// attached means holding it. Blocking code stands between a detach and an attach:
//
//     thread_detach(ts);
//     n = read(fd, buffer, size);         no objects here: plain C memory only
//     thread_attach(ts);
//
// Both are a few uncontended atomic operations unless somebody has or wants the GIL, or stops
// the world.
#ifndef GILT_VM_THREAD_THREAD_STATE_H
#define GILT_VM_THREAD_THREAD_STATE_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"
#include "vm/thread/gil_policy.h"
#include "vm/thread/world.h"

// Becomes able to touch objects: takes the GIL if there is one, waits while the world is
// stopped. When the interpreter is finalizing and this is a cancelled thread, the call does not
// return.
void thread_attach(ThreadState *ts) ATTACHES;
// Gives that ability up, so that the thread may block. Values not owned by a reference must not
// be used any more.
void thread_detach(ThreadState *ts) DETACHES;
// Detaches and attaches again, so that the world can be stopped meanwhile.
void thread_pause(ThreadState *ts) ATTACHED;
// Gives the GIL to whoever asked for it, and takes it back.
void thread_yield_gil(ThreadState *ts) ATTACHED;

// Where the calling thread is in the guest program: the innermost instruction, or the innermost
// one that is not the guest library's. Null code if there is none.
GuestPlace thread_place(const ThreadState *ts, bool outside_library) ANY_THREAD;

// A new state, detached, listed in the world; with its GuestThread, stacks and owner identity.
// `creator` is the calling thread, attached; null for the main thread, which is made first.
// Null if there is no memory. The new thread attaches by itself.
ThreadState *thread_create(Interpreter *interpreter, ThreadState *creator) ATTACHED;
// Ends the calling thread's state: its queued counts are merged, its memory goes back to the
// heap, its identity is retired, the state is freed. The thread is then outside the world. It
// owns no references any more.
void thread_delete(ThreadState *ts) DETACHES RUNS_GUEST;
// Ends a state whose thread has not started, or has been cancelled and has ended. The caller is
// another thread.
void thread_discard(ThreadState *ts) ATTACHED RUNS_GUEST;

// How the threads of a new interpreter behave; all zero means the defaults.
typedef struct ThreadOptions {
    bool is_gil_off;
    const GilPolicy *policy; // null: the default one
    uint64_t interval_ns;    // switch interval; 0: the policy's
    uint32_t check_interval; // instructions; 0: the policy's
    size_t stack_size;       // of new threads, bytes; 0: THREAD_STACK_SIZE
    ThreadHooks hooks;
} ThreadOptions;

#define THREAD_STACK_SIZE     ((size_t)8 << 20)
#define THREAD_STACK_SIZE_MIN ((size_t)32 << 10)

// Creates the world, the GIL, and the main thread's state for the calling thread, which is
// attached afterwards. After heap_create and reclaimer_create. False if there is no memory;
// nothing is left behind then.
bool thread_system_create(Interpreter *interpreter, ThreadOptions options) ATTACHES;
// The end, on the main thread: other threads have ended or are cancelled
// (guest_threads_cancel). False if cancelled threads are still blocked outside the interpreter
// (in a read, say): their memory and the interpreter must then live as long as the process.
bool thread_system_destroy(Interpreter *interpreter) DETACHES;

#endif
