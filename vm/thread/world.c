// Stopping the world: flags and conditions (world.h has the idea).
//
// The one race that matters is a thread detaching while the stopper looks at it. The thread
// writes its status and then reads `pending`; the stopper writes `pending` and then reads the
// status again; all four are sequentially consistent, so at least one of them sees the other
// (Dekker's argument): the stopper finds the thread detached, or the thread tells the stopper.
#include "vm/thread/world.h"

#include <stdlib.h>

#include "vm/base/check.h"
#include "vm/object/refcount.h"
#include "vm/thread/gil.h"
#include "vm/thread/guest_thread.h"
#include "vm/thread/thread_state.h"

bool world_create(Interpreter *interpreter, ThreadHooks hooks, size_t stack_size) {
    World *world = calloc(1, sizeof *world);
    if (!world) {
        return false;
    }
    world->hooks = hooks;
    world->stack_size = stack_size;
    world->next_id = 1;
    ranked_mutex_init(&world->mutex, RANK_WORLD, "world");
    condition_init(&world->arrived);
    condition_init(&world->started);
    interpreter->world = world;
    return true;
}

void world_destroy(Interpreter *interpreter) {
    World *world = interpreter->world;
    CHECK(world->thread_count == 0, "no thread outlives its world");
    condition_done(&world->started);
    condition_done(&world->arrived);
    ranked_mutex_done(&world->mutex);
    free(world);
    interpreter->world = NULL;
}

// Whether `ts` is held where it is; asks it to stop if it is not.
static bool hold_thread(ThreadState *ts) {
    for (int attempt = 0; attempt < 2; attempt++) {
        uint32_t status = THREAD_DETACHED;
        while (!compare_exchange_seq_cst(&ts->status, &status, THREAD_STOPPED) &&
               status == THREAD_HELD) {
            status = THREAD_DETACHED; // for a moment only
        }
        if (status == THREAD_DETACHED || status == THREAD_STOPPED) {
            return true;
        }
        or_seq_cst(&ts->pending, PENDING_STOP_WORLD);
    }
    return false;
}

// Whether all threads but the stopper are held. All are asked, however the first answers.
static bool hold_others(const Interpreter *interpreter, const ThreadState *stopper) {
    bool are_held = true;
    for (ThreadState *other = interpreter->threads; other; other = other->next) {
        if (other != stopper && !hold_thread(other)) {
            are_held = false;
        }
    }
    return are_held;
}

void world_stop(ThreadState *ts) NO_CONTRACT_CHECK {
    World *world = ts->interpreter->world;
    ranked_mutex_lock(&world->mutex);
    if (world->stopper == ts) {
        world->stop_depth++;
        ranked_mutex_unlock(&world->mutex);
        return;
    }
    while (world->stopper) {
        ranked_mutex_unlock(&world->mutex);
        thread_pause(ts);
        ranked_mutex_lock(&world->mutex);
    }
    world->stopper = ts;
    world->stop_depth = 1;
    world->stop_count++;
    while (!hold_others(ts->interpreter, ts)) {
        condition_wait(&world->arrived, &world->mutex);
    }
    ranked_mutex_unlock(&world->mutex);
}

void world_start(ThreadState *ts) NO_CONTRACT_CHECK {
    World *world = ts->interpreter->world;
    ranked_mutex_lock(&world->mutex);
    CHECK(world->stopper == ts, "the world is started by its stopper");
    if (--world->stop_depth == 0) {
        world->stopper = NULL;
        for (ThreadState *other = ts->interpreter->threads; other; other = other->next) {
            if (other != ts) {
                and_relaxed(&other->pending, ~(uint32_t)PENDING_STOP_WORLD);
                store_seq_cst(&other->status, THREAD_DETACHED);
            }
        }
        condition_broadcast(&world->started);
    }
    ranked_mutex_unlock(&world->mutex);
}

void world_replace(ThreadState *ts, Value *slot, Ref value) NO_CONTRACT_CHECK {
    bool stops = ts->is_parallel;
    if (stops) {
        world_stop(ts);
    }
    Value old = slot_load(slot);
    slot_publish(slot, borrow(value));
    if (stops) {
        world_start(ts);
    }
    value_drop(ts, old);
}

void world_fill(ThreadState *ts, Value *slot, Ref value) {
    if (!value_is_null(slot_load(slot))) {
        world_replace(ts, slot, value);
        return;
    }
    uint64_t nothing = 0;
    if (!compare_exchange_acq_rel(&slot->bits, &nothing, value.bits)) {
        world_replace(ts, slot, value); // another thread was quicker
    }
}

void world_pause(ThreadState *ts) {
    World *world = ts->interpreter->world;
    ranked_mutex_lock(&world->mutex);
    if (load_relaxed(&ts->status) == THREAD_ATTACHED) {
        bool is_stopping = world->stopper && world->stopper != ts;
        store_seq_cst(&ts->status, is_stopping ? THREAD_STOPPED : THREAD_DETACHED);
        condition_signal(&world->arrived);
    }
    while (load_relaxed(&ts->status) == THREAD_STOPPED &&
           !(load_relaxed(&ts->pending) & PENDING_CANCEL)) {
        condition_wait(&world->started, &world->mutex);
    }
    ranked_mutex_unlock(&world->mutex);
}

void world_tell_stopper(World *world) {
    ranked_mutex_lock(&world->mutex);
    condition_signal(&world->arrived);
    ranked_mutex_unlock(&world->mutex);
}

void world_add_thread(Interpreter *interpreter, ThreadState *ts) {
    World *world = interpreter->world;
    ranked_mutex_lock(&world->mutex);
    ts->id = world->next_id++;
    store_seq_cst(&ts->status, world->stopper ? THREAD_STOPPED : THREAD_DETACHED);
    ts->next = interpreter->threads;
    if (ts->next) {
        ts->next->previous = ts;
    }
    interpreter->threads = ts;
    store_relaxed(&world->thread_count, world->thread_count + 1);
    ranked_mutex_unlock(&world->mutex);
}

void world_remove_thread(ThreadState *ts) {
    World *world = ts->interpreter->world;
    ranked_mutex_lock(&world->mutex);
    if (ts->previous) {
        ts->previous->next = ts->next;
    } else {
        ts->interpreter->threads = ts->next;
    }
    if (ts->next) {
        ts->next->previous = ts->previous;
    }
    store_relaxed(&world->thread_count, world->thread_count - 1);
    store_relaxed(&ts->status, THREAD_DETACHED);
    // A fork() from here on finds no state to end: its child must not wait for this thread.
    store_release(&ts->thread->has_ended, true);
    if (world->thread_count == 1) {
        or_relaxed(&ts->interpreter->threads->pending, PENDING_ALONE);
    }
    // A stopper may be waiting for this very thread.
    condition_signal(&world->arrived);
    ranked_mutex_unlock(&world->mutex);
}

void world_after_fork(World *world) {
    ranked_mutex_init(&world->mutex, RANK_WORLD, "world");
    condition_init(&world->arrived);
    condition_init(&world->started);
}

uint32_t world_thread_count(const World *world) {
    return load_relaxed(&world->thread_count);
}
