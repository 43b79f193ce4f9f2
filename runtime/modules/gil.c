// The native module gil: the dial, and what the GIL did, for guest programs.
#include "vm/thread/gil.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/modules/gil_counts.h"
#include "runtime/modules/gil_locks.h"
#include "runtime/modules/seconds.h"
#include "runtime/objects/runtime_state.h"
#include "vm/base/clock.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/guest_thread.h"
#include "vm/thread/mode.h"

static Ref gil_enabled(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return owned(value_bool(mode_get(ts) == GIL_ON));
}

// Sets the mode by name; false with ValueError.
static bool set_by_name(ThreadState *ts, const char *name) ATTACHED {
    if (strcmp(name, "off") == 0) {
        mode_set(ts, GIL_OFF);
        return true;
    }
    const GilPolicy *policy = gil_policy_find(name);
    if (!policy) {
        raise_error(ts, EXC_VALUE_ERROR, "unknown GIL policy '%s': see gil.policies()", name);
        return false;
    }
    mode_set_policy(ts, policy);
    return true;
}

static Ref gil_set(ThreadState *ts, const Value *arguments) ATTACHED {
    Value mode = arguments[0];
    if (value_is_bool(mode)) {
        mode_set(ts, value_same(mode, TRUE_VALUE) ? GIL_ON : GIL_OFF);
        return owned(NONE);
    }
    if (!value_has_layout(ts, mode, KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "set() argument must be str or bool, not %s",
                           value_type_name(ts, mode));
    }
    char *name = str_to_utf8(ts, mode, NULL);
    bool is_set = name && set_by_name(ts, name);
    buffer_free(ts, name);
    return is_set ? owned(NONE) : NO_REF;
}

static Ref gil_policy_name(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return str_from_text(ts,
                         mode_get(ts) == GIL_ON ? ts->interpreter->gil->policy->name : "off");
}

static Ref gil_policy_names(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    Ref list = list_new(ts, 0);
    Ref name = ref_is_null(list) ? NO_REF : str_from_text(ts, "off");
    const GilPolicy *const *policy = gil_policies();
    bool ok = !ref_is_null(name);
    while (ok) {
        ok = list_append(ts, value_object(borrow(list)), borrow(name));
        ref_drop(ts, name);
        if (!ok || !*policy) {
            break;
        }
        name = str_from_text(ts, (*policy++)->name);
        ok = !ref_is_null(name);
    }
    if (!ok) {
        ref_drop(ts, list);
        return NO_REF;
    }
    return list;
}

static Ref gil_get_switch_interval(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return seconds_from_ns(ts, (int64_t)gil_interval(ts->interpreter->gil));
}

static Ref gil_set_switch_interval(ThreadState *ts, const Value *arguments) ATTACHED {
    int64_t ns;
    if (!seconds_to_ns(ts, arguments[0], &ns)) {
        return NO_REF;
    }
    if (ns <= 0) {
        return raise_error(ts, EXC_VALUE_ERROR, "switch interval must be strictly positive");
    }
    gil_set_interval(ts->interpreter->gil, (uint64_t)ns);
    return owned(NONE);
}

static Ref gil_get_check_interval(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return owned(value_from_int(gil_check_interval(ts->interpreter->gil)));
}

static Ref gil_change_check_interval(ThreadState *ts, const Value *arguments) ATTACHED {
    int64_t instructions;
    if (!value_to_index(ts, arguments[0], EXC_OVERFLOW_ERROR, &instructions)) {
        return NO_REF;
    }
    if (instructions < 1 || instructions > INT32_MAX) {
        return raise_error(ts, EXC_VALUE_ERROR, "check interval must be strictly positive");
    }
    gil_set_check_interval(ts->interpreter->gil, (uint32_t)instructions);
    return owned(NONE);
}

static bool put_stats(ThreadState *ts, Object *dict, GilStats stats) ATTACHED {
    return dict_put_text(ts, dict, "switches_forced",
                         int_from_u64(ts, stats.switches_forced)) &&
           dict_put_text(ts, dict, "switches_voluntary",
                         int_from_u64(ts, stats.switches_voluntary)) &&
           dict_put_text(ts, dict, "requests", int_from_u64(ts, stats.requests)) &&
           dict_put_text(ts, dict, "waits", int_from_u64(ts, stats.waits)) &&
           dict_put_text(ts, dict, "wait_ns", int_from_u64(ts, stats.wait_ns)) &&
           dict_put_text(ts, dict, "longest_wait_ns",
                         int_from_u64(ts, stats.longest_wait_ns)) &&
           dict_put_text(ts, dict, "wakeups_in_vain", int_from_u64(ts, stats.wakeups_in_vain));
}

static Ref gil_statistics(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    Ref result = dict_new(ts);
    if (ref_is_null(result)) {
        return NO_REF;
    }
    Object *dict = value_object(borrow(result));
    GilStats stats = gil_stats_read(&ts->interpreter->gil->stats);
    uint64_t switches = stats.switches_forced + stats.switches_voluntary;
    if (!dict_put_text(ts, dict, "switches", int_from_u64(ts, switches)) ||
        !put_stats(ts, dict, stats) || !gil_put_count_stats(ts, dict)) {
        ref_drop(ts, result);
        return NO_REF;
    }
    return result;
}

// --- threads ---

// One word for what a thread does.
static const char *state_of(const ThreadInfo *info) {
    static const char *const waiting[] = {
        [WAIT_LOCK] = "waits for lock",
        [WAIT_RLOCK] = "waits for lock",
        [WAIT_JOIN] = "joins",
        [WAIT_SLEEP] = "sleeps",
        [WAIT_IO] = "waits for I/O",
        [WAIT_VISIT] = "is in another interpreter",
        [WAIT_QUEUE] = "waits for a queue",
    };
    if (info->wait_kind != WAIT_NONE) {
        return waiting[info->wait_kind];
    }
    return info->waits_for_gil ? "waits for GIL" : "runs";
}

// The thread with this id, null if it is not in the list.
static const ThreadInfo *find_thread(const ThreadInfo *list, size_t n, uint64_t id) {
    for (size_t i = 0; i < n; i++) {
        if (list[i].id == id) {
            return &list[i];
        }
    }
    return NULL;
}

// "lock 0x7f... held by Thread-2", "thread Thread-2", or None.
static Ref waits_for(ThreadState *ts, const ThreadInfo *info, const ThreadInfo *list,
                     size_t n) ATTACHED {
    if (!info->wait_lock) {
        return owned(NONE);
    }
    const ThreadInfo *holder = find_thread(list, n, info->wait_holder_id);
    if (info->wait_kind == WAIT_JOIN) {
        return str_format(ts, "thread %s", holder ? holder->name : "that has ended");
    }
    return holder ? str_format(ts, "lock 0x%llx held by %s",
                               (unsigned long long)info->wait_lock, holder->name)
                  : str_format(ts, "lock 0x%llx", (unsigned long long)info->wait_lock);
}

static bool put_thread(ThreadState *ts, Object *dict, const ThreadInfo *info,
                       const ThreadInfo *list, size_t n) ATTACHED {
    bool is_blocked = info->wait_kind != WAIT_NONE;
    uint64_t waited_ns = is_blocked ? clock_monotonic_ns() - info->wait_since_ns : 0;
    return dict_put_text(ts, dict, "name", str_from_text(ts, info->name)) &&
           dict_put_text(ts, dict, "ident", int_from_u64(ts, info->ident)) &&
           dict_put_text(ts, dict, "native_id", int_from_u64(ts, info->native_id)) &&
           dict_put_text(ts, dict, "daemon", owned(value_bool(info->is_daemon))) &&
           dict_put_text(ts, dict, "state", str_from_text(ts, state_of(info))) &&
           dict_put_text(ts, dict, "waits_for", waits_for(ts, info, list, n)) &&
           dict_put_text(ts, dict, "waited", seconds_from_ns(ts, (int64_t)waited_ns)) &&
           dict_put_text(ts, dict, "holds_gil", owned(value_bool(info->holds_gil))) &&
           put_stats(ts, dict, info->gil_stats);
}

static Ref gil_threads(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    ThreadInfo *threads;
    size_t n = guest_threads_list(ts, &threads);
    if (n == 0) {
        return raise_memory_error(ts);
    }
    Ref list = list_new(ts, n);
    bool ok = !ref_is_null(list);
    for (size_t i = 0; ok && i < n; i++) {
        Ref dict = dict_new(ts);
        ok = !ref_is_null(dict) &&
             put_thread(ts, value_object(borrow(dict)), &threads[i], threads, n) &&
             list_append(ts, value_object(borrow(list)), borrow(dict));
        ref_drop(ts, dict);
    }
    free(threads);
    if (!ok) {
        ref_drop(ts, list);
        return NO_REF;
    }
    return list;
}

static const NativeDef functions[] = {
    {"enabled()", gil_enabled, "Return whether there is a GIL at present.", 0},
    {"set(mode, /)", gil_set,
     "Switch the GIL while the program runs: 'off', 'on' (which is py310), the name of a "
     "policy,\n"
     "False, or True, which is the policy there was last.",
     0},
    {"policy()", gil_policy_name, "Return the name of the GIL's policy, 'off' without a GIL.",
     0},
    {"policies()", gil_policy_names, "Return the names that set() takes besides 'on'.", 0},
    {"switch_interval()", gil_get_switch_interval,
     "Return how many seconds a thread waits for the GIL before it asks for it.", 0},
    {"set_switch_interval(seconds, /)", gil_set_switch_interval,
     "Set how many seconds a thread waits for the GIL before it asks for it.", 0},
    {"check_interval()", gil_get_check_interval,
     "Return how many instructions a thread executes before it releases the GIL and takes it\n"
     "again; 0 under policies that do not count.",
     0},
    {"set_check_interval(instructions, /)", gil_change_check_interval,
     "Set how many instructions a thread executes before it releases the GIL and takes it\n"
     "again, under policies that count (py22, py27).",
     0},
    {"stats()", gil_statistics,
     "Return what the GIL did so far, as a dict:\n"
     "switches            how often it went to another thread,\n"
     "switches_forced     after the holder had been asked to drop it,\n"
     "switches_voluntary  after the holder had released it to block,\n"
     "requests            how often a waiter asked,\n"
     "waits, wait_ns, longest_wait_ns\n"
     "                    how often and how long threads waited for it,\n"
     "wakeups_in_vain     how often a waiter woke up and another thread had been quicker,\n"
     "counts              operations on reference counts (plain: see count_operations),\n"
     "lock_waits          how often an object's lock was held by another thread, by type,\n"
     "collections, collected, collector_pause_ns, collector_longest_pause_ns, world_stops,\n"
     "racy                what racy counts lost, if they were ever racy.",
     0},
    {"refs(object, /)", gil_refs,
     "Return what an object's header says, as a dict: state, owner, local, shared, queued,\n"
     "locked, address, size. The argument is a reference, too.",
     0},
    {"refcount()", gil_refcount,
     "Return how threads count references while there is no GIL: 'biased', 'atomic', 'racy'.",
     0},
    {"set_refcount(name, /)", gil_set_refcount,
     "Change how threads count references while there is no GIL: 'biased', 'atomic' or\n"
     "'racy', which loses counts and reports them.",
     0},
    {"count_operations(on, /)", gil_count_operations,
     "Count every operation on reference counts from now on (slower), or no longer.", 0},
    {"memory()", gil_memory,
     "Return a dict: objects, live and held (bytes of the heap), resident (of the process).",
     0},
    {"watch(on=True, /)", gil_watch, "Begin to keep statistics of locks, from zero, or end it.",
     0},
    {"locks()", gil_locks,
     "Return a dict for every lock that was taken since watch(), most waited for first: "
     "number,\n"
     "kind, made (file and line), taken, contended, wait_ns, longest_wait_ns.",
     0},
    {"thread_list()", gil_threads,
     "Return a dict for every thread: name, ident, native_id, daemon, state, waits_for,\n"
     "waited (seconds), holds_gil, and its share of what stats() counts.",
     0},
    {0},
};

static bool set_up(ThreadState *ts, Object *module) ATTACHED {
    int64_t threads = runtime_state(ts)->options.threads;
    return dict_set_text(ts, ((Module *)module)->dict, "threads", value_from_int(threads));
}

const ModuleSpec gil_module_spec = {
    .name = "gil",
    .doc = "The global interpreter lock: is there one, how it behaves, what it did.",
    .functions = functions,
    .set_up = set_up,
};
