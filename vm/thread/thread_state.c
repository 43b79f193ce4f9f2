// Thread states: their life, and the two moves between touching objects and blocking.
//
// Attaching takes two steps, the GIL and then the status. The mode cannot change while a thread
// is attached, but it can between the two steps, so after the second one the thread looks
// whether it holds what the mode asks for, and goes back if not. Nothing has been touched then.
#include "vm/thread/thread_state.h"

#include <stdlib.h>

#include "vm/base/check.h"
#include "vm/object/heap.h"
#include "vm/object/reclaim.h"
#include "vm/object/refcount.h"
#include "vm/object/split.h"
#include "vm/object/weakrefs.h"
#include "vm/thread/event_log.h"
#include "vm/thread/guest_thread.h"
#include "vm/thread/instruction_check.h"
#include "vm/thread/mode.h"
#include "vm/thread/refcount_mode.h"
#include "vm/thread/safe_point.h"

// What makes an attached thread go back at once.
#define STEP_BACK (PENDING_STOP_WORLD | PENDING_CANCEL)

void thread_attach(ThreadState *ts) NO_CONTRACT_CHECK {
    Gil *gil = ts->interpreter->gil;
    for (;;) {
        bool has_gil = gil_is_enabled(gil) && gil_take(gil, ts);
        uint32_t status = THREAD_DETACHED;
        bool is_attached = compare_exchange_seq_cst(&ts->status, &status, THREAD_ATTACHED);
        if (LIKELY(is_attached && has_gil == gil_is_enabled(gil) &&
                   !(load_seq_cst(&ts->pending) & STEP_BACK))) {
            break;
        }
        if (has_gil) {
            gil_release(gil, ts);
        }
        world_pause(ts);
        if (load_relaxed(&ts->pending) & PENDING_CANCEL) {
            guest_thread_end_cancelled(ts);
        }
    }
    if (event_yield_end(ts)) {
        event_emit(ts, EVENT_RUN, 0, gil_tenure(ts));
    }
    reclaim_quiescent(ts);
}

void thread_detach(ThreadState *ts) NO_CONTRACT_CHECK {
    CHECK_SLOW(load_relaxed(&ts->status) == THREAD_ATTACHED, "only attached threads detach");
    Gil *gil = ts->interpreter->gil;
    bool has_gil = gil_is_enabled(gil); // once detached, the mode may change
    event_emit_here(ts, EVENT_LEAVE, LEAVE_BLOCKING, gil_tenure(ts));
    exchange_seq_cst(&ts->status, THREAD_DETACHED);
    if (UNLIKELY(load_seq_cst(&ts->pending) & PENDING_STOP_WORLD)) {
        world_tell_stopper(ts->interpreter->world);
    }
    if (has_gil) {
        gil_release(gil, ts);
    }
}

void thread_pause(ThreadState *ts) NO_CONTRACT_CHECK {
    event_emit_here(ts, EVENT_LEAVE, LEAVE_STOP, gil_tenure(ts));
    if (gil_is_enabled(ts->interpreter->gil)) {
        gil_release(ts->interpreter->gil, ts);
    }
    world_pause(ts);
    thread_attach(ts);
}

void thread_yield_gil(ThreadState *ts) NO_CONTRACT_CHECK {
    Gil *gil = ts->interpreter->gil;
    if (!gil_is_enabled(gil)) {
        return;
    }
    if (gil->policy->instructions_per_check > 0) {
        event_yield_begin(ts);
    } else {
        event_emit_here(ts, EVENT_SEEN, 0, gil_tenure(ts));
    }
    exchange_seq_cst(&ts->status, THREAD_DETACHED);
    gil_drop(gil, ts);
    thread_attach(ts);
}

// The caller is attached: fills in what depends on the mode, and lists the state.
static void join_world(Interpreter *interpreter, ThreadState *ts,
                       ThreadState *creator) NO_CONTRACT_CHECK {
    bool is_gil_on = gil_is_enabled(interpreter->gil);
    refcount_mode_update(ts, is_gil_on);
    ts->is_parallel = creator && !is_gil_on;
    if (creator) {
        if (ts->is_parallel && !creator->is_parallel) {
            weakrefs_share_targets(interpreter); // it was alone, without a GIL
        }
        creator->is_parallel = ts->is_parallel;
    } else {
        interpreter->main_thread = ts;
    }
    instruction_check_update(ts);
    world_add_thread(interpreter, ts);
    store_relaxed(&ts->thread->done.holder_id, ts->id);
}

ThreadState *thread_create(Interpreter *interpreter, ThreadState *creator) {
    ThreadState *ts = calloc(1, sizeof *ts);
    GuestThread *thread = guest_thread_new();
    if (!ts || !thread) {
        goto fail;
    }
    ts->interpreter = interpreter;
    ts->thread = thread;
    ts->is_main = creator == NULL;
    // The main thread registers first and so has GIL_IDENTITY for its own.
    if (!refcount_register_owner(ts)) {
        goto fail;
    }
    ThreadHooks hooks = interpreter->world->hooks;
    if (hooks.init && !hooks.init(ts)) {
        refcount_retire_owner(ts);
        goto fail;
    }
    store_relaxed(&thread->ts, ts);
    join_world(interpreter, ts, creator);
    event_log_thread_init(ts);
    event_emit(ts, EVENT_THREAD_START, 0, creator ? creator->id : 0);
    return ts;

fail:
    if (thread) {
        guest_thread_release(thread);
    }
    free(ts);
    return NULL;
}

GuestPlace thread_place(const ThreadState *ts, bool outside_library) {
    PlaceHook place = ts->interpreter->world->hooks.place;
    return place ? place(ts, outside_library) : (GuestPlace){0};
}

// Takes away what the higher layer gave the thread.
static void free_stacks(ThreadState *ts) {
    ThreadHooks hooks = ts->interpreter->world->hooks;
    if (hooks.done) {
        hooks.done(ts);
    }
}

// Frees what is left of a state that nobody knows any more.
static void free_state(ThreadState *ts) {
    free_stacks(ts);
    free(ts);
}

void thread_delete(ThreadState *ts) NO_CONTRACT_CHECK {
    Gil *gil = ts->interpreter->gil;
    split_thread_done(ts);
    if (load_relaxed(&ts->pending) & PENDING_ADD_UP) {
        safe_point_add_up(ts);
    }
    refcount_retire_owner(ts);
    heap_thread_done(ts);
    bool has_gil = gil_is_enabled(gil);
    event_emit(ts, EVENT_LEAVE, LEAVE_EXIT, gil_tenure(ts));
    event_emit(ts, EVENT_THREAD_END, 0, 0);
    event_log_thread_done(ts);
    // Once the world does not know this thread the main thread may destroy the interpreter.
    free_stacks(ts);
    guest_thread_forget_state(ts);
    world_remove_thread(ts);
    // Last, with a GIL: whoever asks its holder to drop it touches this state.
    if (has_gil) {
        gil_release(gil, ts);
    }
    free(ts);
}

void thread_discard(ThreadState *ts) NO_CONTRACT_CHECK {
    GuestThread *thread = ts->thread;
    event_log_thread_done(ts);
    world_remove_thread(ts);
    split_thread_done(ts);
    refcount_retire_owner(ts);
    reclaim_thread_done(ts);
    guest_thread_forget_state(ts);
    free_state(ts);
    guest_thread_release(thread);
}

bool thread_system_create(Interpreter *interpreter, ThreadOptions options) NO_CONTRACT_CHECK {
    const GilPolicy *policy = options.policy ? options.policy : gil_policy_default();
    size_t stack_size = options.stack_size ? options.stack_size : THREAD_STACK_SIZE;
    if (!world_create(interpreter, options.hooks, stack_size)) {
        return false;
    }
    if (!event_log_create(interpreter)) {
        world_destroy(interpreter);
        return false;
    }
    if (!gil_create(interpreter, !options.is_gil_off, policy)) {
        event_log_destroy(interpreter);
        world_destroy(interpreter);
        return false;
    }
    if (options.interval_ns) {
        gil_set_interval(interpreter->gil, options.interval_ns);
    }
    gil_set_check_interval(interpreter->gil, options.check_interval);
    ThreadState *main_thread = thread_create(interpreter, NULL);
    if (!main_thread) {
        gil_destroy(interpreter);
        event_log_destroy(interpreter);
        world_destroy(interpreter);
        return false;
    }
    guest_thread_adopt_main(main_thread);
    thread_attach(main_thread);
    return true;
}

bool thread_system_destroy(Interpreter *interpreter) NO_CONTRACT_CHECK {
    ThreadState *main_thread = interpreter->main_thread;
    for (ThreadState *ts = interpreter->threads; ts; ts = ts->next) {
        if (ts != main_thread && !load_acquire(&ts->thread->has_ended)) {
            return false;
        }
    }
    while (interpreter->threads) {
        thread_discard(interpreter->threads);
    }
    interpreter->main_thread = NULL;
    gil_destroy(interpreter);
    event_log_destroy(interpreter);
    world_destroy(interpreter);
    return true;
}
