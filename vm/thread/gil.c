// The GIL in six sentences.
//
//  1. At most one thread is attached, and it is the one that holds the GIL: so object counts,
//     dicts and lists need no locks of their own.
//  2. A thread that is going to block (sleep, lock, join, I/O) releases the GIL first and takes
//     it again afterwards.
//  3. A thread that finds the GIL held waits, and after the switch interval asks the holder to
//     drop it by setting a bit in the holder's `pending` word.
//  4. The holder looks at that word at safe points only, never in between: there it drops the
//     GIL, and waits until somebody else has taken it.
//  5. Nobody waits, nobody asks: the interval is no time slice, and a thread alone never
//     switches.
//  6. The lock is not a queue: any waiter may get it, and a thread that comes by just when it
//     is free may get it first.
//
// Sentences 3, 4 and 6 are those of the policy py310; others differ (gil_policies.def).
//
//     time --->        0 ms            5 ms     safe point         then B waits ...
//     thread A  ======holds============|========|.....waits for a taker, then for the GIL....
//     thread B         |..waits........|        |====holds=========
//                      take            request  drop, taken
//
// Uncontended, taking and releasing is one compare-exchange on `word`. A thread that must wait
// first announces itself there; from then on the holder's compare-exchange fails, and release
// goes through the mutex too. Hence the invariant of the slow path: while the mutex is held and
// `word` shows both the GIL held and a waiter, the holder cannot go away, so its ThreadState
// may be touched.
#include "vm/thread/gil.h"

#include <sched.h>
#include <stdlib.h>

#include "vm/base/check.h"
#include "vm/base/clock.h"
#include "vm/thread/event_log.h"
#include "vm/thread/gil_policy.h"
#include "vm/thread/guest_thread.h"
#include "vm/thread/wakeups.h"

bool gil_create(Interpreter *interpreter, bool is_enabled, const GilPolicy *policy) {
    Gil *gil = calloc(1, sizeof *gil);
    if (!gil) {
        return false;
    }
    ranked_mutex_init(&gil->mutex, RANK_GIL, "gil");
    condition_init(&gil->released);
    condition_init(&gil->switched);
    gil->is_enabled = is_enabled;
    gil->policy = policy;
    gil->interval_ns = policy->default_interval_ns ? policy->default_interval_ns
                                                   : gil_policy_default()->default_interval_ns;
    interpreter->gil = gil;
    return true;
}

void gil_destroy(Interpreter *interpreter) {
    Gil *gil = interpreter->gil;
    gil_settle(gil);
    condition_done(&gil->switched);
    condition_done(&gil->released);
    ranked_mutex_done(&gil->mutex);
    free(gil);
    interpreter->gil = NULL;
}

// One writer at a time (the holder), readers any time.
static void count(uint64_t *counter, uint64_t n) {
    store_relaxed(counter, load_relaxed(counter) + n);
}

// The caller has just taken the GIL: notes it, and whether that was a switch.
static void become_holder(Gil *gil, ThreadState *ts) {
    store_relaxed(&gil->holder, ts);
    if (load_relaxed(&gil->last_holder) != ts->id) {
        if (gil->last_holder != 0) {
            bool was_forced = gil->was_dropped;
            GilStats *mine = &ts->thread->gil_stats;
            count(was_forced ? &gil->stats.switches_forced : &gil->stats.switches_voluntary, 1);
            count(was_forced ? &mine->switches_forced : &mine->switches_voluntary, 1);
        }
        store_relaxed(&gil->last_holder, ts->id);
        store_relaxed(&gil->switch_number, gil->switch_number + 1);
    }
    gil->was_dropped = false;
}

// The caller holds the GIL after having waited since `start_ns`.
static void count_wait(Gil *gil, ThreadState *ts, uint64_t start_ns) {
    uint64_t waited_ns = clock_monotonic_ns() - start_ns;
    GilStats *both[] = {&gil->stats, &ts->thread->gil_stats};
    for (int i = 0; i < 2; i++) {
        count(&both[i]->waits, 1);
        count(&both[i]->wait_ns, waited_ns);
        if (waited_ns > both[i]->longest_wait_ns) {
            store_relaxed(&both[i]->longest_wait_ns, waited_ns);
        }
    }
}

// Somebody has the GIL: waits as the policy does.
static bool take_contended(Gil *gil, ThreadState *ts) {
    uint64_t start_ns = clock_monotonic_ns();
    if (!event_yield_want(ts, start_ns)) {
        event_emit(ts, EVENT_WANT, 0, load_relaxed(&gil->switch_number));
    }
    ranked_mutex_lock(&gil->mutex);
    // Pairs with the compare-exchange of a fast release: either that one comes first and the
    // GIL is free now, or it fails and the holder comes through the mutex.
    add_acq_rel(&gil->word, GIL_WAITER);
    store_relaxed(&ts->thread->waits_for_gil, true);
    bool is_taken = gil->policy->wait(gil, ts);
    store_relaxed(&ts->thread->waits_for_gil, false);
    add_acq_rel(&gil->word, -(uint32_t)GIL_WAITER);
    if (is_taken) {
        count_wait(gil, ts, start_ns);
    }
    // Who dropped the GIL learns that it has been taken, or that nobody wants it any more.
    condition_broadcast(&gil->switched);
    ranked_mutex_unlock(&gil->mutex);
    return is_taken;
}

bool gil_take(Gil *gil, ThreadState *ts) {
    uint32_t expected = 0;
    if (UNLIKELY(!compare_exchange_acq_rel(&gil->word, &expected, GIL_HELD))) {
        return take_contended(gil, ts);
    }
    become_holder(gil, ts);
    return true;
}

void gil_release(Gil *gil, ThreadState *ts) {
    CHECK_SLOW(load_relaxed(&gil->holder) == ts, "the GIL is released by its holder");
    // Before the word: whoever sees the GIL held by the next holder must not see this one.
    store_relaxed(&gil->holder, NULL);
    uint32_t expected = GIL_HELD;
    if (UNLIKELY(!compare_exchange_acq_rel(&gil->word, &expected, 0))) {
        ranked_mutex_lock(&gil->mutex);
        add_relaxed(&gil->waking, 1u); // before it is free: see gil_settle
        gil->policy->pass_on(gil, ts);
        ranked_mutex_unlock(&gil->mutex);
        // After the mutex, which whom it wakes needs at once. Who waits has looked at the word
        // under the mutex, so none misses it.
        gil_wake_waiter(gil);
        add_acq_rel(&gil->waking, -1u);
    }
    wakeups_pay(ts);
}

void gil_settle(const Gil *gil) {
    // Pairs with the last thing that gil_release does.
    while (load_acquire(&gil->waking) > 0) {
        sched_yield();
    }
}

void gil_drop(Gil *gil, ThreadState *ts) {
    wakeups_pay(ts);
    ranked_mutex_lock(&gil->mutex);
    gil->was_dropped = true;
    if (!ts->thread->yield.since_ns) {
        event_emit_here(ts, EVENT_LEAVE, LEAVE_SWITCH, load_relaxed(&gil->switch_number));
    }
    gil->policy->drop(gil, ts);
    ranked_mutex_unlock(&gil->mutex);
}

void gil_after_fork(Gil *gil, ThreadState *ts) {
    wakeups_pay(ts);
    ranked_mutex_init(&gil->mutex, RANK_GIL, "gil");
    condition_init(&gil->released);
    condition_init(&gil->switched);
    gil->first_waiter = gil->last_waiter = NULL;
    store_relaxed(&gil->word, gil->is_enabled ? GIL_HELD : 0);
    store_relaxed(&gil->holder, gil->is_enabled ? ts : NULL);
}

void gil_enable(Gil *gil, ThreadState *ts, const GilPolicy *policy) NO_CONTRACT_CHECK {
    ranked_mutex_lock(&gil->mutex);
    bool is_held = gil->is_enabled;
    gil->policy = policy;
    store_release(&gil->is_enabled, true);
    // Waiters of another policy start over.
    condition_broadcast(&gil->released);
    condition_broadcast(&gil->switched);
    ranked_mutex_unlock(&gil->mutex);
    // A thread that attached just when the GIL was switched off may have it for a moment still.
    while (!is_held && !gil_take(gil, ts)) {
    }
}

void gil_disable(Gil *gil, ThreadState *ts) {
    wakeups_pay(ts);
    ranked_mutex_lock(&gil->mutex);
    store_release(&gil->is_enabled, false);
    gil_set_free(gil, ts);
    condition_broadcast(&gil->released);
    condition_broadcast(&gil->switched);
    ranked_mutex_unlock(&gil->mutex);
}

void gil_set_interval(Gil *gil, uint64_t interval_ns) {
    store_relaxed(&gil->interval_ns, interval_ns);
}

uint64_t gil_interval(const Gil *gil) {
    return load_relaxed(&gil->interval_ns);
}

void gil_set_check_interval(Gil *gil, uint32_t instructions) {
    store_relaxed(&gil->check_interval, instructions);
}

uint32_t gil_check_interval(const Gil *gil) {
    uint32_t own = load_relaxed(&gil->check_interval);
    return own ? own : gil->policy->instructions_per_check;
}

GilStats gil_stats_read(const GilStats *stats) {
    return (GilStats){
        .switches_forced = load_relaxed(&stats->switches_forced),
        .switches_voluntary = load_relaxed(&stats->switches_voluntary),
        .requests = load_relaxed(&stats->requests),
        .waits = load_relaxed(&stats->waits),
        .wait_ns = load_relaxed(&stats->wait_ns),
        .longest_wait_ns = load_relaxed(&stats->longest_wait_ns),
        .wakeups_in_vain = load_relaxed(&stats->wakeups_in_vain),
    };
}

// --- the moves of policies ---

bool gil_take_if_free(Gil *gil, ThreadState *ts) {
    uint32_t word = load_relaxed(&gil->word);
    do {
        if (word & GIL_HELD) {
            return false;
        }
    } while (!compare_exchange_acq_rel(&gil->word, &word, word | GIL_HELD));
    become_holder(gil, ts);
    return true;
}

bool gil_wait_released(Gil *gil, ThreadState *ts, uint64_t deadline_ns) {
    event_yield_tell(ts);
    bool in_time = condition_wait_until(&gil->released, &gil->mutex, deadline_ns);
    bool is_held = load_relaxed(&gil->word) & GIL_HELD;
    if (in_time) {
        event_emit(ts, EVENT_WOKEN, is_held, load_relaxed(&gil->switch_number));
    }
    if (in_time && is_held) {
        add_relaxed(&gil->stats.wakeups_in_vain, 1);
        add_relaxed(&ts->thread->gil_stats.wakeups_in_vain, 1);
    }
    return in_time;
}

void gil_request_drop(Gil *gil, ThreadState *ts) {
    // A fast taker may be between its compare-exchange and noting itself as the holder; the
    // waiter asks again after the next interval.
    ThreadState *holder = load_relaxed(&gil->holder);
    if (!(load_acquire(&gil->word) & GIL_HELD) || !holder) {
        return;
    }
    add_relaxed(&gil->stats.requests, 1);
    add_relaxed(&ts->thread->gil_stats.requests, 1);
    event_emit(ts, EVENT_REQUEST, 0, load_relaxed(&gil->switch_number));
    or_relaxed(&holder->pending, PENDING_GIL_DROP);
}

void gil_set_free(Gil *gil, ThreadState *ts) {
    and_relaxed(&ts->pending, ~(uint32_t)PENDING_GIL_DROP);
    store_relaxed(&gil->holder, NULL);
    // Pairs with the compare-exchange of the next taker.
    and_acq_rel(&gil->word, ~(uint32_t)GIL_HELD);
}

void gil_wake_waiter(Gil *gil) {
    condition_signal(&gil->released);
}

void gil_wait_switched(Gil *gil, ThreadState *ts) {
    while (load_relaxed(&gil->last_holder) == ts->id && gil_is_enabled(gil) &&
           gil_has_waiters(gil)) {
        condition_wait(&gil->switched, &gil->mutex);
    }
}
