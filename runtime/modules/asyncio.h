// asyncio in C: what its files share. The rest of asyncio is in the guest language
// (runtime/lib/asyncio); here is what runs for every step of every task.
//
//     LoopCore   a base class of the loops: the queue of calls, call_soon()
//        |  ready: deque of
//     Handle     one call to be made, in a context
//        |  callback: often one of
//     TaskStep   "let this task take a step"; TaskWakeup "what it waits for is done"
//        |
//     Task       a Future that drives a coroutine
//        |  waiter:
//     Future     a result that is not there yet, and callbacks for when it is
//
// A loop may be any object with the right methods, and futures and tasks may be subclassed by
// the guest. Each place here has a short way for exactly these types and calls methods for all
// others. What is said in words (repr, reports, errors about bad awaitables) is put together in
// the guest language: asyncio_call_helper().
//
// CPython: a future is not made for several threads. Here too what threads do to one future at
// the same time may come out in any order, but each field is read and written under the
// object's lock, so that nothing breaks.
#ifndef GILT_RUNTIME_MODULES_ASYNCIO_H
#define GILT_RUNTIME_MODULES_ASYNCIO_H

#include "vm/base/contract.h"
#include "vm/needs_runtime.h"
#include "vm/object/attributes.h"
#include "vm/object/lock.h"
#include "vm/object/refcount.h"

typedef enum FutureState { FUTURE_PENDING, FUTURE_CANCELLED, FUTURE_FINISHED } FutureState;

// The fields are under the object lock; an empty Value field is NO_VALUE.
typedef struct Future {
    Object head;
    uint32_t state;                   // FutureState; atomic: published after the result
    uint8_t is_blocking;              // it was yielded by `await`, and nobody waits for it yet
    uint8_t is_unretrieved;           // it has an exception that nobody has asked for
    Value loop;                       // empty: __init__ has not run
    Value callback, callback_context; // the first callback
    Value more_callbacks;             // a List of pairs (callback, context)
    Value result;
    Value exception, exception_traceback;
    Value cancel_message;
    Value cancelled_error;  // the CancelledError that a task ended with, to be raised once
    Value source_traceback; // where it was made, in debug mode
} Future;

// A future that is no task; a task has its attributes further behind.
typedef struct PlainFuture {
    Future future;
    Attributes attributes;
} PlainFuture;

typedef struct Task {
    Future future;
    Value coroutine;
    Value context;
    Value name;                  // Str, or an int: the number in "Task-7"
    Value waiter;                // the future it waits for
    uint8_t must_cancel;         // the next step throws CancelledError
    uint8_t reports_destruction; // whether it is reported if destroyed while pending
    int64_t n_cancels;           // cancel() less uncancel()
    // The loop's tasks, under the lock of the LoopCore:
    struct Task *next, *previous;
    bool is_registered;
    Attributes attributes;
} Task;

typedef struct LoopCore {
    Object head;
    Value ready;             // Deque of handles; never another
    Value debug;             // what set_debug() was given
    Value current;           // the task whose step runs, or empty
    Task *tasks;             // those not done; borrowed, a task that goes takes itself out
    uint32_t plain_shape_id; // instances of this shape have not overridden call_soon(); atomic
    uint8_t is_closed;
} LoopCore;

typedef struct Handle {
    Object head;
    Value loop;
    Value callback;  // empty once cancelled
    Value arguments; // Tuple; empty: `argument` is the only one, if there is one
    Value argument;
    Value context;
    Value source_traceback;
    Value text; // its repr, from when it was cancelled in debug mode
    uint8_t is_cancelled;
} Handle;

static inline Future *as_future(Value v) {
    return (Future *)(void *)value_object(v);
}

static inline Task *as_task(Value v) {
    return (Task *)(void *)value_object(v);
}

// Whether v is exactly a Future or a Task, so that no method of it is the guest's.
static inline bool is_exact_future(Value v) {
    return value_is(v, KIND_FUTURE) || value_is(v, KIND_TASK);
}

// --- fields ---

// A new reference to what a field holds; NO_REF if it is empty.
static inline Ref field_take(ThreadState *ts, void *object, const Value *field) ATTACHED {
    object_lock(ts, object);
    Ref held = slot_take_locked(ts, field);
    object_unlock(ts, object);
    return held;
}

// Replaces what a field holds; takes the reference. What was there is given back.
static inline Ref field_exchange(ThreadState *ts, void *object, Value *field,
                                 Ref value) ATTACHED {
    object_lock(ts, object);
    Value old = *field;
    slot_store(field, borrow(value));
    object_unlock(ts, object);
    return owned(old);
}

// The same; what was there is dropped. NO_REF empties the field.
static inline void field_set(ThreadState *ts, void *object, Value *field,
                             Ref value) ATTACHED RUNS_GUEST {
    ref_drop(ts, field_exchange(ts, object, field, value));
}

// What an attribute made of a field is: None if it is empty.
static inline Ref field_or_none(ThreadState *ts, void *object, const Value *field) ATTACHED {
    Ref held = field_take(ts, object, field);
    return ref_is_null(held) ? owned(NONE) : held;
}

// A new reference to v; NO_VALUE stays empty.
static inline Ref take_if_given(ThreadState *ts, Value v) ATTACHED {
    return value_is_null(v) ? NO_REF : ref_take(ts, v);
}

// --- the guest's half (asyncio_helper.c) ---

// Calls a function of the guest's half: module "asyncio.task", name "_task_repr".
Ref asyncio_call_helper(ThreadState *ts, const char *module, const char *name,
                        const Value *arguments, size_t n) ATTACHED RUNS_GUEST;
// The same for a future that is about to go and says so: what is raised is written out, and an
// exception that was set stays.
void asyncio_report(ThreadState *ts, const char *module, const char *name,
                    Value future) ATTACHED RUNS_GUEST;
// Raises an exception of asyncio.exceptions; `argument` may be NO_VALUE. Always NO_REF.
Ref asyncio_raise(ThreadState *ts, const char *name, Value argument) ATTACHED RUNS_GUEST;
// Whether v is an instance of asyncio.CancelledError: 0, 1, -1.
int asyncio_is_cancelled_error(ThreadState *ts, Value v) ATTACHED RUNS_GUEST;
// object.method(*arguments, name=value), with at most two arguments.
Ref asyncio_call_method_with(ThreadState *ts, Value object, const char *method,
                             const Value *arguments, size_t n, const char *name,
                             Value value) ATTACHED RUNS_GUEST;

// --- futures (asyncio_future.c) ---

// What __init__ does: `loop` may be NO_VALUE or None. False with the exception set.
bool future_initialize(ThreadState *ts, Future *future, Value loop) ATTACHED RUNS_GUEST;
// A new Future of a loop.
Ref future_new(ThreadState *ts, Value loop) ATTACHED RUNS_GUEST;
// The result; raises the exception or CancelledError; InvalidStateError if it is pending.
Ref future_result(ThreadState *ts, Future *future) ATTACHED RUNS_GUEST;
// The CancelledError to be raised, not yet raised.
Ref future_make_cancelled_error(ThreadState *ts, Future *future) ATTACHED RUNS_GUEST;
// They end the future and schedule the callbacks. InvalidStateError if it has ended already.
bool future_set_result(ThreadState *ts, Future *future, Value result) ATTACHED RUNS_GUEST;
bool future_set_exception(ThreadState *ts, Future *future, Value exception) ATTACHED RUNS_GUEST;
// 1 cancelled, 0 it has ended already, -1 exception. `message` may be NO_VALUE.
int future_cancel(ThreadState *ts, Future *future, Value message) ATTACHED RUNS_GUEST;
// A new reference to the loop; RuntimeError if there is none.
Ref future_take_loop(ThreadState *ts, Future *future) ATTACHED;
// Whether there is one; RuntimeError.
bool future_check_loop(ThreadState *ts, Future *future) ATTACHED;
// What `await future` drives (asyncio_future_iterator.c).
Ref future_iterate(ThreadState *ts, Value self) ATTACHED;

// --- the callbacks of futures (asyncio_callbacks.c) ---

// Has callback(future) called when the future is done, in a copy of the current context if
// `context` is NO_VALUE or None.
bool future_add_callback(ThreadState *ts, Future *future, Value callback,
                         Value context) ATTACHED RUNS_GUEST;
// The future has ended: hands all callbacks to the loop.
bool future_schedule_callbacks(ThreadState *ts, Future *future) ATTACHED RUNS_GUEST;
// Future's methods, and its attribute _callbacks: a new list of pairs, None without callbacks.
Ref future_add_done_callback(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;
Ref future_remove_done_callback(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;
Ref future_get_callbacks(ThreadState *ts, Value self) ATTACHED;

// What Task shares with Future in its slots and tables.
void future_destroy(ThreadState *ts, Object *self) ATTACHED RUNS_GUEST;
void future_traverse(Object *self, Visitor visit, void *context);
void future_finalize(ThreadState *ts, Value self) ATTACHED RUNS_GUEST;

// --- tasks (asyncio_task.c, asyncio_step.c) ---

// A callable that lets a task take a step: resumes the coroutine, with `error` if it is given.
Ref task_step_new(ThreadState *ts, Task *task, Value error) ATTACHED;
// Starts the coroutine at once, inside the step of another task.
bool task_start_eagerly(ThreadState *ts, Task *task) ATTACHED RUNS_GUEST;

// --- the loop (asyncio_loop.c, asyncio_handle.c) ---

// Has the loop call callback(argument), or callback() for NO_VALUE, in its next round; in a
// copy of the current context if `context` is NO_VALUE.
bool loop_call_soon(ThreadState *ts, Value loop, Value callback, Value argument,
                    Value context) ATTACHED RUNS_GUEST;
// loop.get_debug(): 0, 1, -1.
int loop_is_debug(ThreadState *ts, Value loop) ATTACHED RUNS_GUEST;
// Enters a task into the list of its loop; takes it out. A loop that is no LoopCore keeps its
// tasks in the guest's half.
bool loop_register(ThreadState *ts, Task *task) ATTACHED RUNS_GUEST;
void loop_unregister(ThreadState *ts, Task *task) ATTACHED;
// Says that a step of `task` begins, and ends. RuntimeError if another one is under way.
bool loop_enter_task(ThreadState *ts, Value loop, Value task) ATTACHED RUNS_GUEST;
bool loop_leave_task(ThreadState *ts, Value loop, Value task) ATTACHED RUNS_GUEST;
// Makes `task` (None: nobody) the current task: the one before, or None.
Ref loop_swap_task(ThreadState *ts, Value loop, Value task) ATTACHED RUNS_GUEST;
Ref loop_current_task(ThreadState *ts, Value loop) ATTACHED RUNS_GUEST;
// A new list of the tasks of a LoopCore.
Ref loop_tasks(ThreadState *ts, Value loop) ATTACHED;

// A new handle. `arguments` (Tuple) or `argument` or both are NO_VALUE; so may be the context.
Ref handle_new(ThreadState *ts, Value loop, Value callback, Value arguments, Value argument,
               Value context) ATTACHED;
// Makes the call; what it raises is reported. False with SystemExit or KeyboardInterrupt, or if
// reporting fails.
bool handle_run(ThreadState *ts, Handle *handle) ATTACHED RUNS_GUEST;

#endif
