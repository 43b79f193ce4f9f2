// threading.Lock and threading.RLock.
//
// A Lock is a GuestLock (vm/thread/guest_lock.h) with a face. An RLock adds the thread that has
// it and how many times; both are written only by that thread, while it has the lock, and read
// by others only to find out that it is not they.
#include "runtime/modules/thread_locks.h"

#include "runtime/modules/seconds.h"
#include "runtime/objects/deprecation.h"
#include "vm/base/clock.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/refcount.h"
#include "vm/thread/event_log.h"
#include "vm/thread/guest_thread.h"
#include "vm/thread/thread_state.h"

typedef struct Lock {
    Object head;
    GuestLock lock;
} Lock;

typedef struct RLock {
    Object head;
    GuestLock lock;
    uint64_t owner; // ThreadState.id, 0 when free; atomic
    uint64_t count; // how many times the owner has it
} RLock;

static Lock *as_lock(Value v) {
    return (Lock *)value_object(v);
}

GuestLock *lock_inside(Value lock) {
    return &as_lock(lock)->lock;
}

static RLock *as_rlock(Value v) {
    return (RLock *)value_object(v);
}

uint64_t thread_ident(const ThreadState *ts) {
    return load_relaxed(&ts->thread->ident);
}

// Takes a lock if it is free; counted if anybody keeps statistics.
static inline bool try_lock(ThreadState *ts, GuestLock *lock, WaitKind kind) ATTACHED {
    if (UNLIKELY(!guest_lock_try(lock, ts->id))) {
        return false;
    }
    if (UNLIKELY(load_relaxed(&ts->events) != NULL)) {
        event_lock_taken(ts, lock, kind, 0);
    }
    return true;
}

// --- Lock ---

Ref lock_new(ThreadState *ts) {
    Lock *lock = object_new(ts, builtin_type(ts, KIND_LOCK), sizeof *lock);
    if (!lock) {
        return NO_REF;
    }
    guest_lock_init(&lock->lock);
    lock->lock.created = thread_place(ts, true);
    return object_ref(lock);
}

static Ref lock_make(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return lock_new(ts);
}

static void lock_destroy(ThreadState *ts, Object *self) ATTACHED {
    (void)ts;
    guest_lock_done(&((Lock *)self)->lock);
}

// Waits for a lock that was not free at the first try.
static Ref acquire_contended(ThreadState *ts, GuestLock *lock, uint64_t deadline,
                             WaitKind kind) ATTACHED {
    if (deadline == 0) {
        return owned(FALSE_VALUE);
    }
    LockResult result = guest_lock_acquire(ts, lock, deadline, kind);
    return result == LOCK_FAILED ? NO_REF : owned(value_bool(result == LOCK_TAKEN));
}

static Ref lock_acquire(ThreadState *ts, const Value *arguments) ATTACHED {
    GuestLock *lock = &as_lock(arguments[0])->lock;
    uint64_t deadline = CLOCK_NEVER;
    bool has_arguments = !value_is_null(arguments[1]) || !value_is_null(arguments[2]);
    if (has_arguments && !seconds_lock_deadline(ts, arguments[1], arguments[2], &deadline)) {
        return NO_REF;
    }
    if (LIKELY(try_lock(ts, lock, WAIT_LOCK))) {
        return owned(TRUE_VALUE);
    }
    return acquire_contended(ts, lock, deadline, WAIT_LOCK);
}

static Ref lock_enter(ThreadState *ts, const Value *arguments) ATTACHED {
    GuestLock *lock = &as_lock(arguments[0])->lock;
    if (LIKELY(try_lock(ts, lock, WAIT_LOCK))) {
        return owned(TRUE_VALUE);
    }
    return acquire_contended(ts, lock, CLOCK_NEVER, WAIT_LOCK);
}

static Ref lock_release(ThreadState *ts, const Value *arguments) ATTACHED {
    if (UNLIKELY(!guest_lock_release_by(ts, &as_lock(arguments[0])->lock))) {
        return raise_error(ts, EXC_RUNTIME_ERROR, "release unlocked lock");
    }
    return owned(NONE);
}

static Ref lock_locked(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)ts;
    return owned(value_bool(guest_lock_is_locked(&as_lock(arguments[0])->lock)));
}

static Ref lock_repr(ThreadState *ts, Value self) ATTACHED {
    return str_format(ts, "<%s %s object at %p>",
                      guest_lock_is_locked(&as_lock(self)->lock) ? "locked" : "unlocked",
                      value_type_name(ts, self), (void *)value_object(self));
}

static const NativeDef lock_methods[] = {
    {"__new__(cls, /)", lock_make, "Create and return a new lock.",
     NATIVE_STATIC_METHOD | NATIVE_COUNTED},
    {"acquire(self, /, blocking=True, timeout=-1)", lock_acquire,
     "Lock the lock, waiting until it is free. Without blocking, or after timeout seconds,\n"
     "give up. Return whether the lock was acquired.",
     0},
    {"release(self, /)", lock_release,
     "Release the lock, so that another thread that waits for it can go on.", 0},
    {"locked(self, /)", lock_locked, "Return whether the lock is in use.", 0},
    {"__enter__(self, /)", lock_enter, "Lock the lock.", 0},
    {"__exit__(self, exc_type=None, exc_value=None, traceback=None, /)", lock_release,
     "Release the lock.", 0},
    {0},
};

const TypeSpec lock_type_spec = {
    .name = "_thread.lock",
    .kind = KIND_LOCK,
    .base = KIND_INSTANCE,
    .size = sizeof(Lock),
    .slots = {.destroy = lock_destroy, .repr = lock_repr},
    .methods = lock_methods,
    .doc = "A lock: at most one thread has it. It belongs to nobody: any thread may release\n"
           "it, and a thread that acquires it twice waits for ever.",
};

// --- RLock ---

static Ref rlock_make(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    bool has_arguments = ((Tuple *)value_object(arguments[1]))->length > 0 ||
                         ((Dict *)value_object(arguments[2]))->length > 0;
    if (has_arguments && !warn_deprecated(ts, "Passing arguments to RLock is deprecated and "
                                              "will be removed in 3.15")) {
        return NO_REF;
    }
    Type *type = (Type *)value_object(arguments[0]);
    RLock *rlock = object_new(ts, type, type->instance_size);
    if (!rlock) {
        return NO_REF;
    }
    guest_lock_init(&rlock->lock);
    rlock->lock.created = thread_place(ts, true);
    return object_ref(rlock);
}

static void rlock_destroy(ThreadState *ts, Object *self) ATTACHED {
    (void)ts;
    guest_lock_done(&((RLock *)self)->lock);
}

static bool rlock_is_mine(const RLock *rlock, const ThreadState *ts) {
    return load_relaxed(&rlock->owner) == ts->id;
}

// The caller has just taken the lock.
static void rlock_own(RLock *rlock, const ThreadState *ts, uint64_t count) {
    store_relaxed(&rlock->count, count);
    store_relaxed(&rlock->owner, ts->id);
}

static Ref rlock_take(ThreadState *ts, RLock *rlock, uint64_t deadline) ATTACHED {
    if (rlock_is_mine(rlock, ts)) {
        store_relaxed(&rlock->count, rlock->count + 1);
        return owned(TRUE_VALUE);
    }
    Ref is_taken = owned(TRUE_VALUE);
    if (!try_lock(ts, &rlock->lock, WAIT_RLOCK)) {
        is_taken = acquire_contended(ts, &rlock->lock, deadline, WAIT_RLOCK);
    }
    if (value_same(borrow(is_taken), TRUE_VALUE)) {
        rlock_own(rlock, ts, 1);
    }
    return is_taken;
}

static Ref rlock_acquire(ThreadState *ts, const Value *arguments) ATTACHED {
    uint64_t deadline;
    if (!seconds_lock_deadline(ts, arguments[1], arguments[2], &deadline)) {
        return NO_REF;
    }
    return rlock_take(ts, as_rlock(arguments[0]), deadline);
}

static Ref rlock_enter(ThreadState *ts, const Value *arguments) ATTACHED {
    return rlock_take(ts, as_rlock(arguments[0]), CLOCK_NEVER);
}

static Ref rlock_release(ThreadState *ts, const Value *arguments) ATTACHED {
    RLock *rlock = as_rlock(arguments[0]);
    if (!rlock_is_mine(rlock, ts)) {
        return raise_error(ts, EXC_RUNTIME_ERROR, "cannot release un-acquired lock");
    }
    store_relaxed(&rlock->count, rlock->count - 1);
    if (rlock->count == 0) {
        store_relaxed(&rlock->owner, 0);
        guest_lock_release_by(ts, &rlock->lock);
    }
    return owned(NONE);
}

static Ref rlock_is_owned(ThreadState *ts, const Value *arguments) ATTACHED {
    return owned(value_bool(rlock_is_mine(as_rlock(arguments[0]), ts)));
}

static Ref rlock_recursion_count(ThreadState *ts, const Value *arguments) ATTACHED {
    RLock *rlock = as_rlock(arguments[0]);
    return int_from_u64(ts, rlock_is_mine(rlock, ts) ? rlock->count : 0);
}

// Condition.wait gives a lock up however many times it is held, and takes it back as often.
static Ref rlock_release_save(ThreadState *ts, const Value *arguments) ATTACHED {
    RLock *rlock = as_rlock(arguments[0]);
    if (!rlock_is_mine(rlock, ts)) {
        return raise_error(ts, EXC_RUNTIME_ERROR, "cannot release un-acquired lock");
    }
    uint64_t count = rlock->count;
    store_relaxed(&rlock->count, 0);
    store_relaxed(&rlock->owner, 0);
    guest_lock_release_by(ts, &rlock->lock);
    return int_from_u64(ts, count);
}

static Ref rlock_acquire_restore(ThreadState *ts, const Value *arguments) ATTACHED {
    RLock *rlock = as_rlock(arguments[0]);
    if (!value_is_small_int(arguments[1])) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "_acquire_restore() takes what "
                           "_release_save() returned");
    }
    // As in CPython, Ctrl-C does not end this wait: the caller counts on having the lock.
    Ref interrupted = NO_REF;
    while (!try_lock(ts, &rlock->lock, WAIT_RLOCK) &&
           guest_lock_acquire(ts, &rlock->lock, CLOCK_NEVER, WAIT_RLOCK) != LOCK_TAKEN) {
        ref_drop(ts, interrupted);
        interrupted = error_fetch(ts);
    }
    rlock_own(rlock, ts, (uint64_t)value_to_int(arguments[1]));
    if (!ref_is_null(interrupted)) {
        error_restore(ts, interrupted);
        return NO_REF;
    }
    return owned(NONE);
}

static Ref rlock_repr(ThreadState *ts, Value self) ATTACHED {
    RLock *rlock = as_rlock(self);
    uint64_t owner = load_relaxed(&rlock->owner);
    return str_format(
        ts, "<%s %s object owner=%llu count=%llu at %p>", owner ? "locked" : "unlocked",
        value_type_name(ts, self), (unsigned long long)guest_thread_ident_of(ts, owner),
        (unsigned long long)load_relaxed(&rlock->count), (void *)value_object(self));
}

static const NativeDef rlock_methods[] = {
    {"__new__(cls, /, *args, **kwargs)", rlock_make, "Create and return a new lock.",
     NATIVE_STATIC_METHOD},
    {"acquire(self, /, blocking=True, timeout=-1)", rlock_acquire,
     "Lock the lock, or count once more if this thread has it. Without blocking, or after\n"
     "timeout seconds, give up. Return whether the lock was acquired.",
     0},
    {"release(self, /)", rlock_release,
     "Count once less; the last time releases the lock. Only the thread that has it may.", 0},
    {"_is_owned(self, /)", rlock_is_owned, "For Condition: whether this thread has it.", 0},
    {"_recursion_count(self, /)", rlock_recursion_count,
     "For tests: how many times this thread has it.", 0},
    {"_release_save(self, /)", rlock_release_save, "For Condition: give it up entirely.", 0},
    {"_acquire_restore(self, state, /)", rlock_acquire_restore, "For Condition: take it back.",
     0},
    {"__enter__(self, /)", rlock_enter, "Lock the lock.", 0},
    {"__exit__(self, exc_type=None, exc_value=None, traceback=None, /)", rlock_release,
     "Release the lock.", 0},
    {0},
};

const TypeSpec rlock_type_spec = {
    .name = "_thread.RLock",
    .kind = KIND_RLOCK,
    .base = KIND_INSTANCE,
    .size = sizeof(RLock),
    .flags = TYPE_BASE,
    .slots = {.destroy = rlock_destroy, .repr = rlock_repr},
    .methods = rlock_methods,
    .doc =
        "A lock that the thread that has it may acquire again; it must be released as often.",
};
