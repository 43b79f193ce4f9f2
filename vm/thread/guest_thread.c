// Guest threads: starting, waiting, ending.
//
//     parent                              child
//     thread_create: state, stacks
//     pthread_create  ------------------> thread_attach
//                                         run(ts, context)        guest code
//                                         thread_delete           counts merged, state freed
//     join: takes `done`  <-------------- releases `done`
//
// The pthread is detached: nobody joins it, `done` says when it has ended. After that it
// touches only its own GuestThread.
#include "vm/thread/guest_thread.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "vm/base/clock.h"
#include "vm/object/reclaim.h"
#include "vm/object/refcount.h"
#include "vm/thread/event_log.h"
#include "vm/thread/safe_point.h"
#include "vm/thread/thread_state.h"

// What the C stack keeps back below c_stack_limit, for natives that do not look.
#define STACK_RESERVE ((size_t)128 << 10)
// The smallest stack a thread really gets: the dispatch loop and the reserve need room.
#define STACK_SIZE_USABLE ((size_t)512 << 10)
// So much of it is used at most. ThreadSanitizer writes calls down, and has room for 65536.
#ifdef __SANITIZE_THREAD__
#define STACK_SIZE_MAX ((size_t)3 << 20)
#else
#define STACK_SIZE_MAX SIZE_MAX
#endif
// How long the end of the program waits for daemon threads that are on their way out.
#define CANCEL_PATIENCE_NS (100 * CLOCK_SECOND_NS / 1000)

GuestThread *guest_thread_new(void) {
    GuestThread *thread = calloc(1, sizeof *thread);
    if (thread) {
        thread->references = 1;
        parker_init(&thread->parker);
        guest_lock_init(&thread->done);
        guest_lock_try(&thread->done, 0);
    }
    return thread;
}

void guest_thread_retain(GuestThread *thread) {
    add_relaxed(&thread->references, 1);
}

void guest_thread_release(GuestThread *thread) {
    // Release what this thread did with it; acquire what the others did before it is freed.
    if (add_acq_rel(&thread->references, -(uint32_t)1) == 1) {
        guest_lock_done(&thread->done);
        parker_done(&thread->parker);
        free(thread);
    }
}

// Fills in what only the running thread can find out. `stack_size` is what lies below here.
static void note_self(ThreadState *ts, size_t stack_size) {
    char here;
    stack_size = stack_size < STACK_SIZE_MAX ? stack_size : STACK_SIZE_MAX;
    size_t reserve = STACK_RESERVE < stack_size / 2 ? STACK_RESERVE : stack_size / 2;
    ts->c_stack_limit = (char *)((uintptr_t)&here - stack_size + reserve);
    store_relaxed(&ts->thread->ident, (uint64_t)(uintptr_t)pthread_self());
    store_relaxed(&ts->thread->native_id, (uint64_t)gettid());
}

void guest_thread_adopt_main(ThreadState *ts) {
    struct rlimit limit;
    bool is_known = getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
    size_t size = is_known ? limit.rlim_cur : THREAD_STACK_SIZE;
    // The environment and the arguments lie on the main thread's stack, too.
    note_self(ts, size > 2 * STACK_RESERVE ? size - STACK_RESERVE : size);
    guest_thread_set_name(ts->thread, ts->interpreter, "MainThread");
}

void guest_thread_adopt_visitor(ThreadState *ts, const ThreadState *home) {
    ts->c_stack_limit = home->c_stack_limit;
    store_relaxed(&ts->thread->ident, (uint64_t)(uintptr_t)pthread_self());
    store_relaxed(&ts->thread->native_id, (uint64_t)gettid());
}

void guest_thread_after_fork(GuestThread *thread) {
    store_relaxed(&thread->native_id, (uint64_t)gettid());
    parker_init(&thread->parker);
}

// The last that a thread does; its state is gone or out of use.
static void announce_end(GuestThread *thread) {
    store_release(&thread->has_ended, true);
    guest_lock_release(&thread->done);
    guest_thread_release(thread);
}

static void *thread_main(void *argument) NO_CONTRACT_CHECK {
    ThreadState *ts = argument;
    GuestThread *thread = ts->thread;
    note_self(ts, load_relaxed(&ts->interpreter->world->stack_size));
    thread_attach(ts);
    thread->run(ts, thread->context);
    thread_delete(ts);
    announce_end(thread);
    return NULL;
}

// Starts the pthread of a state that is ready. The caller has a reference to `thread`: the
// state may be gone before this returns.
static bool start_pthread(ThreadState *ts, GuestThread *thread) {
    size_t stack_size = load_relaxed(&ts->interpreter->world->stack_size);
    pthread_attr_t attributes;
    if (pthread_attr_init(&attributes) != 0) {
        return false;
    }
    pthread_t handle;
    bool is_started = pthread_attr_setstacksize(&attributes, stack_size < STACK_SIZE_USABLE
                                                                 ? STACK_SIZE_USABLE
                                                                 : stack_size) == 0 &&
                      pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED) == 0 &&
                      pthread_create(&handle, &attributes, thread_main, ts) == 0;
    pthread_attr_destroy(&attributes);
    if (is_started) {
        // The thread does the same when it runs; the parent may be asked first.
        store_relaxed(&thread->ident, (uint64_t)(uintptr_t)handle);
    }
    return is_started;
}

GuestThread *guest_thread_start(ThreadState *ts, void (*run)(ThreadState *ts, void *context),
                                void *context, bool is_daemon) {
    ThreadState *started = thread_create(ts->interpreter, ts);
    if (!started) {
        return NULL;
    }
    GuestThread *thread = started->thread;
    thread->run = run;
    thread->context = context;
    thread->is_daemon = is_daemon;
    guest_thread_retain(thread);
    if (!start_pthread(started, thread)) {
        thread_discard(started);
        guest_thread_release(thread);
        return NULL;
    }
    return thread;
}

LockResult guest_thread_join(ThreadState *ts, GuestThread *thread, uint64_t deadline_ns) {
    if (load_acquire(&thread->has_ended)) {
        return LOCK_TAKEN;
    }
    LockResult result = guest_lock_acquire(ts, &thread->done, deadline_ns, WAIT_JOIN);
    if (result == LOCK_TAKEN) {
        guest_lock_release(&thread->done);
    }
    return result;
}

bool guest_thread_sleep(ThreadState *ts, uint64_t deadline_ns) {
    for (bool in_time = true; in_time;) {
        guest_thread_waits(ts, WAIT_SLEEP, NULL);
        thread_detach(ts);
        while (in_time && !(load_relaxed(&ts->pending) & PENDING_INTERRUPTS)) {
            in_time = parker_park(&ts->thread->parker, deadline_ns);
        }
        guest_thread_waits(ts, WAIT_NONE, NULL);
        thread_attach(ts);
        if (!safe_point(ts, SAFE_POINT_NATIVE)) {
            return false;
        }
    }
    return true;
}

// What the event of a wait says: which thread, or which lock.
static uint64_t wait_number(ThreadState *ts, WaitKind kind, GuestLock *lock) {
    if (!lock || !load_relaxed(&ts->events)) {
        return 0;
    }
    return kind == WAIT_JOIN ? load_relaxed(&lock->holder_id)
                             : event_lock_number(ts, lock, kind);
}

void guest_thread_waits(ThreadState *ts, WaitKind kind, GuestLock *lock) {
    GuestThread *thread = ts->thread;
    if (kind != WAIT_NONE) {
        store_relaxed(&thread->wait_since_ns, clock_monotonic_ns());
        event_emit_here(ts, EVENT_BLOCK, kind, wait_number(ts, kind, lock));
    } else {
        event_emit(ts, EVENT_UNBLOCK, load_relaxed(&thread->wait_kind), 0);
    }
    store_relaxed(&thread->wait_lock, lock);
    store_relaxed(&thread->wait_kind, kind);
}

void guest_thread_set_name(GuestThread *thread, Interpreter *interpreter, const char *name) {
    ranked_mutex_lock(&interpreter->world->mutex);
    snprintf(thread->name, sizeof thread->name, "%s", name);
    ranked_mutex_unlock(&interpreter->world->mutex);
}

void guest_thread_forget_state(ThreadState *ts) {
    GuestThread *thread = ts->thread;
    ranked_mutex_lock(&ts->interpreter->world->mutex);
    thread->ts = NULL;
    ranked_mutex_unlock(&ts->interpreter->world->mutex);
}

uint64_t guest_thread_ident_of(const ThreadState *ts, uint64_t id) {
    uint64_t ident = 0;
    ranked_mutex_lock(&ts->interpreter->world->mutex);
    for (const ThreadState *other = ts->interpreter->threads; other; other = other->next) {
        if (other->id == id) {
            ident = load_relaxed(&other->thread->ident);
        }
    }
    ranked_mutex_unlock(&ts->interpreter->world->mutex);
    return ident;
}

// --- the end of the interpreter ---

// Some thread that the end of the program must wait for, with a reference; null if there is
// none.
static GuestThread *next_to_join(const ThreadState *ts) {
    GuestThread *thread = NULL;
    ranked_mutex_lock(&ts->interpreter->world->mutex);
    for (ThreadState *other = ts->interpreter->threads; other && !thread; other = other->next) {
        if (other != ts && !other->is_main && !other->thread->is_daemon) {
            thread = other->thread;
            guest_thread_retain(thread);
        }
    }
    ranked_mutex_unlock(&ts->interpreter->world->mutex);
    return thread;
}

bool guest_threads_join_all(ThreadState *ts) {
    GuestThread *self = ts->thread;
    if (ts->is_main && !load_relaxed(&self->has_ended)) {
        // Those who join the main thread are waited for: they must not wait for it.
        store_release(&self->has_ended, true);
        guest_lock_release(&self->done);
    }
    LockResult result = LOCK_TAKEN;
    for (GuestThread *thread; result != LOCK_FAILED && (thread = next_to_join(ts));) {
        result = guest_thread_join(ts, thread, CLOCK_NEVER);
        guest_thread_release(thread);
    }
    return result != LOCK_FAILED;
}

void guest_thread_end_cancelled(ThreadState *ts) {
    GuestThread *thread = ts->thread;
    sigset_t all; // handlers of signals look at the interpreter, which is about to go
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, NULL);
    guest_thread_retain(thread); // the state keeps its own reference until it is destroyed
    announce_end(thread);
    for (;;) {
        pause();
    }
}

// Whether a thread other than `ts` is still on its way out. The world's lock is held.
static bool others_run(const ThreadState *ts) {
    for (ThreadState *other = ts->interpreter->threads; other; other = other->next) {
        if (other != ts && !load_acquire(&other->thread->has_ended)) {
            return true;
        }
    }
    return false;
}

bool guest_threads_have_ended(const ThreadState *ts) {
    ranked_mutex_lock(&ts->interpreter->world->mutex);
    bool others = others_run(ts);
    ranked_mutex_unlock(&ts->interpreter->world->mutex);
    return !others;
}

// Tells all other threads to end, and wakes those that sleep in the interpreter.
static void cancel_others(ThreadState *ts) {
    ranked_mutex_lock(&ts->interpreter->world->mutex);
    store_relaxed(&ts->interpreter->is_finalizing, true);
    for (ThreadState *other = ts->interpreter->threads; other; other = other->next) {
        if (other != ts) {
            or_seq_cst(&other->pending, PENDING_CANCEL);
            parker_unpark(&other->thread->parker);
        }
    }
    condition_broadcast(&ts->interpreter->world->started);
    ranked_mutex_unlock(&ts->interpreter->world->mutex);
}

// The world is stopped for good: what the others own becomes this thread's, who is alone now.
static void inherit_all(ThreadState *ts) STOPPED {
    if (ts->is_parallel) {
        if (ts->refcount == REFCOUNT_BIASED) {
            refcount_rehome_all(ts, REFCOUNT_BIASED, ts->identity);
        }
        ts->is_parallel = false;
        reclaim_all(ts->interpreter);
    }
}

void guest_threads_cancel(ThreadState *ts) NO_CONTRACT_CHECK {
    World *world = ts->interpreter->world;
    cancel_others(ts);
    uint64_t deadline = clock_deadline(CANCEL_PATIENCE_NS);
    thread_detach(ts);
    ranked_mutex_lock(&world->mutex);
    // Nobody signals the end of a thread to the world: short looks until the patience is spent.
    while (others_run(ts) && clock_monotonic_ns() < deadline) {
        condition_wait_until(&world->arrived, &world->mutex,
                             clock_deadline(CLOCK_SECOND_NS / 1000));
    }
    ranked_mutex_unlock(&world->mutex);
    thread_attach(ts);
    world_stop(ts);
    inherit_all(ts);
}

bool guest_threads_are_cancelled(const ThreadState *ts) {
    if (!load_relaxed(&ts->interpreter->is_finalizing)) {
        return false;
    }
    World *world = ts->interpreter->world;
    ranked_mutex_lock(&world->mutex);
    bool is_stopper = world->stopper == ts; // from guest_threads_cancel to the end
    ranked_mutex_unlock(&world->mutex);
    return is_stopper;
}

// --- reports ---

// The world is stopped: no thread that waits for a lock can get rid of it.
static ThreadInfo describe(const ThreadState *ts, const ThreadState *self) STOPPED {
    const GuestThread *thread = ts->thread;
    const GuestLock *lock = load_relaxed(&thread->wait_lock);
    ThreadInfo info = {
        .id = ts->id,
        .ident = load_relaxed(&thread->ident),
        .native_id = load_relaxed(&thread->native_id),
        .is_daemon = thread->is_daemon,
        .is_main = ts->is_main,
        .is_self = ts == self,
        .holds_gil = load_relaxed(&ts->interpreter->gil->holder) == ts,
        .waits_for_gil = load_relaxed(&thread->waits_for_gil),
        .wait_kind = load_relaxed(&thread->wait_kind),
        .wait_since_ns = load_relaxed(&thread->wait_since_ns),
        .wait_lock = (uintptr_t)lock,
        .wait_holder_id = lock ? load_relaxed(&lock->holder_id) : 0,
        .gil_stats = gil_stats_read(&thread->gil_stats),
    };
    memcpy(info.name, thread->name, sizeof info.name);
    return info;
}

size_t guest_threads_list(ThreadState *ts, ThreadInfo **out) NO_CONTRACT_CHECK {
    world_stop(ts);
    World *world = ts->interpreter->world;
    ranked_mutex_lock(&world->mutex);
    size_t count = world->thread_count;
    *out = calloc(count, sizeof **out);
    size_t i = count; // the list has the newest first
    for (const ThreadState *other = ts->interpreter->threads; other && *out;
         other = other->next) {
        (*out)[--i] = describe(other, ts);
    }
    ranked_mutex_unlock(&world->mutex);
    world_start(ts);
    return *out ? count : 0;
}
