// GuestThread: the thread as the guest and the operating system know it.
//
// The ThreadState is the part that touches objects and dies with the thread; the GuestThread
// outlasts it, for handles that are joined later. It is counted: one reference is the running
// thread's, one each of its handles'.
#ifndef GILT_VM_THREAD_GUEST_THREAD_H
#define GILT_VM_THREAD_GUEST_THREAD_H

#include <pthread.h>

#include "vm/base/parker.h"
#include "vm/object/thread_state.h"
#include "vm/thread/gil.h"
#include "vm/thread/guest_lock.h"

#define GUEST_THREAD_NAME_SIZE 64

// An offer of the GIL that observers have not been told of (event_log.h).
typedef struct EventYield {
    uint64_t since_ns; // when it was made; 0: there is none
    uint64_t want_ns;  // when the thread wanted it back and did not have it at once, or 0
    uint64_t tenure;   // in which it was made
} EventYield;

typedef struct GuestThread {
    uint32_t references; // atomic
    ThreadState *ts;     // null once the thread has ended; under World's lock
    // Atomic; it runs no guest code and touches no object any more. The main thread has ended
    // for others when it begins to wait for them.
    bool has_ended;
    bool is_daemon;     // set before the thread starts
    uint64_t ident;     // what get_ident returns; atomic, 0 before it is started
    uint64_t native_id; // the operating system's number; atomic, 0 before it runs
    char name[GUEST_THREAD_NAME_SIZE]; // UTF-8, for reports; under World's lock
    Parker parker;                     // where it sleeps
    GuestLock done;                    // locked until it has ended
    GilStats gil_stats;
    bool waits_for_gil; // relaxed
    EventYield yield;   // its own
    // What it waits for; relaxed, written by the thread itself before it detaches. The child of
    // fork() goes by it: a thread stands in the queue of this lock or of none.
    uint32_t wait_kind;     // WaitKind
    GuestLock *wait_lock;   // null unless it waits for a lock
    uint64_t wait_since_ns; // monotonic
    // How it starts.
    void (*run)(ThreadState *ts, void *context);
    void *context;
} GuestThread;

// A new record with one reference; null if there is no memory.
GuestThread *guest_thread_new(void);
// One more reference; one less, which may free it. ANY_THREAD.
void guest_thread_retain(GuestThread *thread);
void guest_thread_release(GuestThread *thread);

// Starts a thread that calls run(its state, context), attached, and ends when that returns. No
// exception may be set then. `is_daemon` threads do not outlive the main thread. Null if the
// system gives no thread or memory (no exception is set); else a reference to the new thread.
GuestThread *guest_thread_start(ThreadState *ts, void (*run)(ThreadState *ts, void *context),
                                void *context, bool is_daemon) ATTACHED;

// Waits until the thread has ended. LOCK_TAKEN: it has; LOCK_TIMED_OUT; LOCK_FAILED: exception
// set (Ctrl-C).
LockResult guest_thread_join(ThreadState *ts, GuestThread *thread,
                             uint64_t deadline_ns) ATTACHED RUNS_GUEST;

// Sleeps until the deadline; other threads run meanwhile. False with the exception set
// (Ctrl-C).
bool guest_thread_sleep(ThreadState *ts, uint64_t deadline_ns) ATTACHED RUNS_GUEST;

// Notes what the calling thread is going to wait for; WAIT_NONE when it no longer waits. `lock`
// may be null. Around every blocking call: see thread_detach.
void guest_thread_waits(ThreadState *ts, WaitKind kind, GuestLock *lock) ANY_THREAD;

// Names the thread, for reports; longer names are cut. ANY_THREAD.
void guest_thread_set_name(GuestThread *thread, Interpreter *interpreter, const char *name);

// The interpreter ends: other threads are stopped for good. Threads that run or block inside
// the interpreter end without running any more guest code; those that stay blocked outside
// never come back. Waits a moment for the former. The world remains stopped. On the main
// thread.
void guest_threads_cancel(ThreadState *ts) STOPS_WORLD;

// Whether the calling thread has cancelled all others: what these hold they never release.
bool guest_threads_are_cancelled(const ThreadState *ts) ANY_THREAD;

// Whether all threads but the calling one have ended, after guest_threads_cancel: nobody will
// come back and look for the interpreter.
bool guest_threads_have_ended(const ThreadState *ts) ANY_THREAD;

// One thread as reports show it.
typedef struct ThreadInfo {
    uint64_t id;
    uint64_t ident;
    uint64_t native_id;
    char name[GUEST_THREAD_NAME_SIZE];
    bool is_daemon;
    bool is_main;
    bool is_self;
    bool holds_gil;
    bool waits_for_gil;
    WaitKind wait_kind;
    uint64_t wait_since_ns;
    uintptr_t wait_lock;     // address of the lock it waits for, 0 if none
    uint64_t wait_holder_id; // id of the thread that holds that lock, 0 if unknown
    GilStats gil_stats;
} ThreadInfo;

// All threads, oldest first, as of one moment: *out is a malloc'd array the caller frees;
// returns how many, 0 if there is no memory. Stops the world for a moment.
size_t guest_threads_list(ThreadState *ts, ThreadInfo **out) ATTACHED;

// What get_ident gave the thread with this ThreadState.id; 0 if it has ended. For reports.
uint64_t guest_thread_ident_of(const ThreadState *ts, uint64_t id) ANY_THREAD;
// The end of the program: waits until all threads that are no daemons have ended, the calling
// one excepted; whoever joins the main thread goes on now. False with the exception set
// (Ctrl-C).
bool guest_threads_join_all(ThreadState *ts) ATTACHED RUNS_GUEST;

// --- for thread_state.c and fork.c ---

// The calling thread goes on in the child of a fork().
void guest_thread_after_fork(GuestThread *thread) ANY_THREAD;

// The calling thread is the main thread: fills in what a started thread finds out for itself.
void guest_thread_adopt_main(ThreadState *ts) ANY_THREAD;
// The same for a thread that is `home` in another interpreter (visit.h).
void guest_thread_adopt_visitor(ThreadState *ts, const ThreadState *home) ANY_THREAD;
// The state is going to be freed.
void guest_thread_forget_state(ThreadState *ts) ANY_THREAD;
// A cancelled thread wanted to attach: it says that it has ended, and sleeps until the process
// ends, as in CPython 3.14. Its C frames may own what nobody else knows of (a buffer to read
// into, a mutex of a library): pthread_exit() would lose it. Its state stays until the
// interpreter is destroyed.
_Noreturn void guest_thread_end_cancelled(ThreadState *ts) DETACHED;

#endif
