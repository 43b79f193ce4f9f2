// Starting guest threads, and the handles they are joined by.
//
// What a new thread is to call travels in a tuple, which the new thread drops; if it is stopped
// for good before that, the tuple goes with the heap. A handle keeps the GuestThread, which
// outlasts the thread.
#include "runtime/modules/thread_handle.h"

#include "runtime/modules/seconds.h"
#include "runtime/modules/thread_local.h"
#include "vm/base/clock.h"
#include "vm/exec/call.h"
#include "vm/exec/profile.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/guest_thread.h"

typedef enum HandleState {
    HANDLE_NOT_STARTED,
    HANDLE_STARTING,
    HANDLE_STARTED,
} HandleState;

typedef struct ThreadHandle {
    Object head;
    uint32_t state;      // HandleState, atomic
    GuestThread *thread; // one reference; published by HANDLE_STARTED
} ThreadHandle;

// The parts of the tuple.
typedef enum CallPart {
    CALL_FUNCTION,
    CALL_ARGUMENTS, // a Tuple
    CALL_KEYWORDS,  // a Dict or None
    CALL_PARTS,
} CallPart;

static ThreadHandle *as_handle(Value v) {
    return (ThreadHandle *)value_object(v);
}

// Drops what the thread that ends has kept in one of its slots.
static void empty(ThreadState *ts, Value *slot) ATTACHED RUNS_GUEST {
    Value held = *slot;
    *slot = NO_VALUE;
    value_drop(ts, held);
}

// What a started thread runs.
static void run_call(ThreadState *ts, void *context) ATTACHED {
    const Value *parts = ((const Tuple *)context)->items;
    Value keywords = parts[CALL_KEYWORDS];
    Ref result = value_call_unpacked(ts, parts[CALL_FUNCTION], parts[CALL_ARGUMENTS],
                                     value_is_none(keywords) ? NO_VALUE : keywords);
    if (ref_is_null(result)) {
        if (error_matches(ts, EXC_SYSTEM_EXIT)) {
            error_clear(ts);
        } else {
            error_write_unraisable(ts, "in thread started by", parts[CALL_FUNCTION]);
        }
    }
    ref_drop(ts, result);
    ref_drop(ts, object_ref(context));
    profile_stop(ts);
    thread_locals_forget(ts);
    empty(ts, &ts->context);
    empty(ts, &ts->running_loop);
}

// A reference to the new thread, or null with the exception set.
static GuestThread *start(ThreadState *ts, Value callable, Ref arguments, Value keywords,
                          bool is_daemon) ATTACHED {
    if (load_relaxed(&ts->interpreter->is_finalizing)) {
        ref_drop(ts, arguments);
        raise_error(ts, EXC_PYTHON_FINALIZATION_ERROR,
                    "can't create new thread at interpreter shutdown");
        return NULL;
    }
    Value parts[CALL_PARTS] = {
        [CALL_FUNCTION] = callable,
        [CALL_ARGUMENTS] = borrow(arguments),
        [CALL_KEYWORDS] = value_is_null(keywords) ? NONE : keywords,
    };
    Ref call = ref_is_null(arguments) ? NO_REF : tuple_from_array(ts, parts, CALL_PARTS);
    ref_drop(ts, arguments);
    if (ref_is_null(call)) {
        return NULL;
    }
    GuestThread *thread =
        guest_thread_start(ts, run_call, value_object(borrow(call)), is_daemon);
    if (!thread) {
        ref_drop(ts, call);
        raise_error(ts, EXC_RUNTIME_ERROR, "can't start new thread");
    }
    return thread;
}

static bool is_callable(const ThreadState *ts, Value v) {
    return value_type(ts, v)->slots.call != NULL;
}

Ref thread_start_new(ThreadState *ts, const Value *arguments) {
    Value function = arguments[0];
    Value keywords = arguments[2];
    if (!is_callable(ts, function)) {
        return raise_error(ts, EXC_TYPE_ERROR, "first arg must be callable");
    }
    if (!value_has_layout(ts, arguments[1], KIND_TUPLE)) {
        return raise_error(ts, EXC_TYPE_ERROR, "2nd arg must be a tuple");
    }
    if (!value_is_null(keywords) && !value_has_layout(ts, keywords, KIND_DICT)) {
        return raise_error(ts, EXC_TYPE_ERROR, "optional 3rd arg must be a dictionary");
    }
    // Nobody joins it, so the end of the program does not wait for it either.
    GuestThread *thread = start(ts, function, ref_take(ts, arguments[1]), keywords, true);
    if (!thread) {
        return NO_REF;
    }
    uint64_t ident = load_relaxed(&thread->ident);
    guest_thread_release(thread);
    return int_from_u64(ts, ident);
}

// --- the handle ---

static Ref handle_new(ThreadState *ts) ATTACHED {
    return object_ref(
        object_new(ts, builtin_type(ts, KIND_THREAD_HANDLE), sizeof(ThreadHandle)));
}

static Ref handle_make(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return handle_new(ts);
}

static void handle_destroy(ThreadState *ts, Object *self) ATTACHED {
    (void)ts;
    ThreadHandle *handle = (ThreadHandle *)self;
    if (handle->thread) {
        guest_thread_release(handle->thread);
    }
}

Ref thread_start_joinable(ThreadState *ts, const Value *arguments) {
    Value function = arguments[0];
    if (!is_callable(ts, function)) {
        return raise_error(ts, EXC_TYPE_ERROR, "thread function must be callable");
    }
    bool has_handle = !value_is_null(arguments[1]) && !value_is_none(arguments[1]);
    if (has_handle && !value_is(arguments[1], KIND_THREAD_HANDLE)) {
        return raise_error(ts, EXC_TYPE_ERROR, "'handle' must be a _ThreadHandle");
    }
    int is_daemon = value_is_null(arguments[2]) ? 1 : value_truth(ts, arguments[2]);
    Ref owned_handle = has_handle ? ref_take(ts, arguments[1]) : handle_new(ts);
    if (is_daemon < 0 || ref_is_null(owned_handle)) {
        ref_drop(ts, owned_handle);
        return NO_REF;
    }
    ThreadHandle *handle = as_handle(borrow(owned_handle));
    uint32_t expected = HANDLE_NOT_STARTED;
    if (!compare_exchange_acq_rel(&handle->state, &expected, HANDLE_STARTING)) {
        ref_drop(ts, owned_handle);
        return raise_error(ts, EXC_RUNTIME_ERROR, "thread already started");
    }
    handle->thread = start(ts, function, tuple_new(ts, 0), NO_VALUE, is_daemon);
    // Pairs with the acquire in started_thread.
    store_release(&handle->state, handle->thread ? HANDLE_STARTED : HANDLE_NOT_STARTED);
    if (!handle->thread) {
        ref_drop(ts, owned_handle);
        return NO_REF;
    }
    return owned_handle;
}

Ref thread_main_handle(ThreadState *ts, const Value *arguments) {
    (void)arguments;
    Ref ref = handle_new(ts);
    if (!ref_is_null(ref)) {
        ThreadHandle *handle = as_handle(borrow(ref));
        handle->thread = ts->interpreter->main_thread->thread;
        guest_thread_retain(handle->thread);
        store_release(&handle->state, HANDLE_STARTED);
    }
    return ref;
}

// The handle's thread, null if it has not been started.
static GuestThread *started_thread(const ThreadHandle *handle) {
    return load_acquire(&handle->state) == HANDLE_STARTED ? handle->thread : NULL;
}

static Ref handle_join(ThreadState *ts, const Value *arguments) ATTACHED {
    GuestThread *thread = started_thread(as_handle(arguments[0]));
    bool has_timeout = !value_is_null(arguments[1]) && !value_is_none(arguments[1]);
    int64_t timeout_ns = -1;
    if (has_timeout && !seconds_to_ns(ts, arguments[1], &timeout_ns)) {
        return NO_REF;
    }
    if (!thread) {
        return raise_error(ts, EXC_RUNTIME_ERROR, "thread not started");
    }
    if (thread == ts->thread) {
        return raise_error(ts, EXC_RUNTIME_ERROR, "Cannot join current thread");
    }
    // CPython: a negative timeout means for ever.
    uint64_t deadline = timeout_ns < 0 ? CLOCK_NEVER : clock_deadline((uint64_t)timeout_ns);
    LockResult result = guest_thread_join(ts, thread, deadline);
    return result == LOCK_FAILED ? NO_REF : owned(NONE);
}

static Ref handle_is_done(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)ts;
    const GuestThread *thread = started_thread(as_handle(arguments[0]));
    return owned(value_bool(thread && load_acquire(&thread->has_ended)));
}

static Ref handle_ident(ThreadState *ts, Value self) ATTACHED {
    GuestThread *thread = started_thread(as_handle(self));
    return int_from_u64(ts, thread ? load_relaxed(&thread->ident) : 0);
}

static Ref handle_repr(ThreadState *ts, Value self) ATTACHED {
    const GuestThread *thread = started_thread(as_handle(self));
    return str_format(ts, "<_thread._ThreadHandle object: ident=%llu>",
                      (unsigned long long)(thread ? load_relaxed(&thread->ident) : 0));
}

static const NativeDef handle_methods[] = {
    {"__new__(cls, /)", handle_make, "Create and return a handle without a thread.",
     NATIVE_STATIC_METHOD},
    {"join(self, timeout=None, /)", handle_join,
     "Wait until the thread has ended, at most timeout seconds.", 0},
    {"is_done(self, /)", handle_is_done, "Return whether the thread has ended.", 0},
    {0},
};

static const GetSetDef handle_attributes[] = {
    {"ident", handle_ident, NULL, "The thread's identifier; 0 before it runs."},
    {0},
};

const TypeSpec thread_handle_type_spec = {
    .name = "_thread._ThreadHandle",
    .kind = KIND_THREAD_HANDLE,
    .base = KIND_INSTANCE,
    .size = sizeof(ThreadHandle),
    .slots = {.destroy = handle_destroy, .repr = handle_repr},
    .methods = handle_methods,
    .attributes = handle_attributes,
    .doc = "What a thread is joined by.",
};
