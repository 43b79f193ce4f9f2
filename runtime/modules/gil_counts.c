// The part of the module gil that looks at reference counts, object locks and memory.
#include "runtime/modules/gil_counts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vm/exec/code_object.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/owners.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/object/split.h"
#include "vm/object/type.h"
#include "vm/observe/place.h"
#include "vm/thread/collector.h"
#include "vm/thread/gil.h"
#include "vm/thread/guest_thread.h"
#include "vm/thread/refcount_mode.h"
#include "vm/thread/world.h"

static bool put_number(ThreadState *ts, Object *dict, const char *key,
                       uint64_t number) ATTACHED {
    return dict_put_text(ts, dict, key, int_from_u64(ts, number));
}

// --- one object -----------------------------------------------------------------------------

// What the header of an object says at one moment.
typedef struct Counts {
    const char *state; // "immediate", "immortal", "plain", "biased", "merged", "split",
                       // "racy"
    char owner[GUEST_THREAD_NAME_SIZE + 16];
    int64_t local, shared;
    bool is_queued, is_locked;
} Counts;

typedef struct OwnerSearch {
    uint32_t identity;
    Counts *counts;
} OwnerSearch;

static void look_at_owner(ThreadState *ts, void *context) {
    OwnerSearch *search = context;
    if (ts->own_identity == search->identity) {
        snprintf(search->counts->owner, sizeof search->counts->owner, "%s",
                 ts->is_main ? "MainThread" : ts->thread->name);
    }
}

static Counts read_counts(ThreadState *ts, Value v) ATTACHED {
    Counts counts = {.state = "immediate", .owner = "nobody"};
    if (!value_is_object(v)) {
        return counts;
    }
    const Object *object = value_object(v);
    uint32_t owner = load_relaxed(&object->owner);
    int32_t shared = load_relaxed(&object->shared);
    counts.local = load_relaxed(&object->local);
    counts.shared = shared >> 2;
    counts.is_queued = (shared & COUNT_STATE_MASK) == COUNT_QUEUED;
    counts.is_locked = load_relaxed(&object->lock);
    if (object_is_immortal(object)) {
        counts.state = "immortal";
        counts.local = counts.shared = 0;
    } else if (owner == OWNER_NONE) {
        counts.state = "merged";
    } else if (owner == OWNER_SPLIT) {
        counts.state = "split";
        snprintf(counts.owner, sizeof counts.owner, "each thread, for itself");
        counts.local = split_sum(ts->interpreter, object);
        counts.shared -= COUNT_SPLIT / COUNT_ONE;
    } else if (owner == OWNER_RACY) {
        counts.state = "racy";
    } else if (gil_is_enabled(ts->interpreter->gil)) {
        counts.state = "plain";
        snprintf(counts.owner, sizeof counts.owner, "all threads");
    } else {
        counts.state = "biased";
        snprintf(counts.owner, sizeof counts.owner, "a thread that has ended");
        OwnerSearch search = {owner, &counts};
        owner_registry_threads(ts->interpreter, look_at_owner, &search);
    }
    return counts;
}

Ref gil_refs(ThreadState *ts, const Value *arguments) {
    Value v = arguments[0];
    Counts counts = read_counts(ts, v);
    Ref result = dict_new(ts);
    if (ref_is_null(result)) {
        return NO_REF;
    }
    Object *dict = value_object(borrow(result));
    bool is_object = value_is_object(v);
    bool ok = dict_put_text(ts, dict, "state", str_from_text(ts, counts.state)) &&
              dict_put_text(ts, dict, "owner", str_from_text(ts, counts.owner)) &&
              dict_put_text(ts, dict, "local", int_from_i64(ts, counts.local)) &&
              dict_put_text(ts, dict, "shared", int_from_i64(ts, counts.shared)) &&
              dict_put_text(ts, dict, "queued", owned(value_bool(counts.is_queued))) &&
              dict_put_text(ts, dict, "locked", owned(value_bool(counts.is_locked))) &&
              put_number(ts, dict, "address", is_object ? v.bits : 0) &&
              put_number(ts, dict, "size",
                         is_object && strcmp(counts.state, "immortal") != 0
                             ? object_memory_size(value_object(v))
                             : 0);
    if (!ok) {
        ref_drop(ts, result);
        return NO_REF;
    }
    return result;
}

Ref gil_describe_refs(ThreadState *ts, Value v) {
    Counts counts = read_counts(ts, v);
    const char *type = value_type_name(ts, v);
    if (!value_is_object(v)) {
        return str_format(ts, "%s: immediate, the value is the word itself: nothing to count",
                          type);
    }
    void *address = value_object(v);
    if (strcmp(counts.state, "immortal") == 0) {
        return str_format(ts, "%s at %p: immortal, never counted", type, address);
    }
    bool is_racy = strcmp(counts.state, "racy") == 0;
    return str_format(ts,
                      "%s at %p: %s, owner %s\n"
                      "  %s %lld, %s %lld, one of them the question's own; %s%s",
                      type, address, counts.state, counts.owner,
                      is_racy ? "racy count" : "local", (long long)(int32_t)counts.local,
                      is_racy ? "true count" : "shared", (long long)counts.shared,
                      counts.is_locked ? "locked" : "unlocked",
                      counts.is_queued ? "; waits to be merged by its owner" : "");
}

// --- the dial -------------------------------------------------------------------------------

Ref gil_refcount(ThreadState *ts, const Value *arguments) {
    (void)arguments;
    return str_from_text(ts, refcount_mode_name(refcount_mode_get(ts)));
}

Ref gil_set_refcount(ThreadState *ts, const Value *arguments) {
    if (!value_has_layout(ts, arguments[0], KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "set_refcount() argument must be str, not %s",
                           value_type_name(ts, arguments[0]));
    }
    char *name = str_to_utf8(ts, arguments[0], NULL);
    if (!name) {
        return NO_REF;
    }
    RefcountMode mode;
    bool ok = refcount_mode_find(name, &mode);
    if (!ok) {
        raise_error(ts, EXC_VALUE_ERROR,
                    "unknown way to count: '%s' (there are biased, atomic and racy)", name);
    }
    buffer_free(ts, name);
    return ok && refcount_mode_set(ts, mode) ? owned(NONE) : NO_REF;
}

Ref gil_count_operations(ThreadState *ts, const Value *arguments) {
    int counts = value_truth(ts, arguments[0]);
    if (counts < 0) {
        return NO_REF;
    }
    refcount_mode_count_operations(ts, counts);
    return owned(NONE);
}

// --- statistics -----------------------------------------------------------------------------

static Ref describe(ThreadState *ts, GuestPlace place) ATTACHED {
    char text[PLACE_SIZE];
    place_describe(text, sizeof text, place);
    return str_from_text(ts, text);
}

// The cases that are remembered, as a list of dicts.
static Ref list_cases(ThreadState *ts, const RacyCases *cases) ATTACHED {
    Ref list = list_new(ts, cases->kept);
    bool ok = !ref_is_null(list);
    for (size_t i = 0; ok && i < cases->kept; i++) {
        const RacyCase *c = &cases->items[i];
        Ref entry = dict_new(ts);
        Object *dict = value_object(borrow(entry));
        ok = !ref_is_null(entry) &&
             dict_put_text(ts, dict, "type", str_from_text(ts, c->type)) &&
             dict_put_text(ts, dict, "made", describe(ts, c->made)) &&
             dict_put_text(ts, dict, "dropped", describe(ts, c->dropped)) &&
             put_number(ts, dict, "thread", c->thread) &&
             put_number(ts, dict, "references", (uint64_t)c->references) &&
             list_append(ts, value_object(borrow(list)), borrow(entry));
        ref_drop(ts, entry);
    }
    if (!ok) {
        ref_drop(ts, list);
        return NO_REF;
    }
    return list;
}

static bool put_racy(ThreadState *ts, Object *stats) ATTACHED {
    RacyReport *report = racy_report(ts->interpreter);
    if (!report) {
        return true;
    }
    Ref entry = dict_new(ts);
    Object *dict = value_object(borrow(entry));
    bool ok =
        !ref_is_null(entry) && put_number(ts, dict, "updates", report->updates) &&
        put_number(ts, dict, "lost_increments", report->lost_increments) &&
        put_number(ts, dict, "lost_decrements", report->lost_decrements) &&
        put_number(ts, dict, "freed_in_use", report->freed_in_use.count) &&
        put_number(ts, dict, "leaked", report->leaked.count) &&
        dict_put_text(ts, dict, "freed_in_use_cases", list_cases(ts, &report->freed_in_use)) &&
        dict_put_text(ts, dict, "leaked_cases", list_cases(ts, &report->leaked)) &&
        dict_set_text(ts, stats, "racy", borrow(entry));
    ref_drop(ts, entry);
    free(report);
    return ok;
}

typedef struct LockWaits {
    uint64_t by_kind[KIND_COUNT];
} LockWaits;

static void add_lock_waits(ThreadState *ts, void *context) {
    LockWaits *waits = context;
    for (size_t kind = 0; kind < KIND_COUNT; kind++) {
        waits->by_kind[kind] += load_relaxed(&ts->lock_waits[kind]);
    }
}

// How often a thread found an object's lock held, by the type of the object.
static bool put_lock_waits(ThreadState *ts, Object *stats) ATTACHED {
    LockWaits waits;
    memcpy(waits.by_kind, ts->interpreter->ended_lock_waits, sizeof waits.by_kind);
    owner_registry_threads(ts->interpreter, add_lock_waits, &waits);
    for (size_t kind = 0; kind < KIND_COUNT; kind++) {
        if (!builtin_type(ts, (Kind)kind)) { // the kind of many native classes
            waits.by_kind[KIND_INSTANCE] += waits.by_kind[kind];
            waits.by_kind[kind] = 0;
        }
    }
    Ref entry = dict_new(ts);
    bool ok = !ref_is_null(entry);
    for (size_t kind = 0; ok && kind < KIND_COUNT; kind++) {
        if (waits.by_kind[kind]) {
            ok = put_number(ts, value_object(borrow(entry)), builtin_type(ts, (Kind)kind)->name,
                            waits.by_kind[kind]);
        }
    }
    ok = ok && dict_set_text(ts, stats, "lock_waits", borrow(entry));
    ref_drop(ts, entry);
    return ok;
}

bool gil_put_count_stats(ThreadState *ts, Object *stats) {
    CountStats counts = refcount_stats(ts->interpreter);
    CollectorStats collector = ts->interpreter->collector->stats;
    Ref entry = dict_new(ts);
    Object *dict = value_object(borrow(entry));
    bool ok = !ref_is_null(entry) && put_number(ts, dict, "plain", counts.plain) &&
              put_number(ts, dict, "atomic", counts.atomic) &&
              put_number(ts, dict, "queued", counts.queued) &&
              put_number(ts, dict, "merged", counts.merged) &&
              put_number(ts, dict, "split", counts.split) &&
              dict_set_text(ts, stats, "counts", borrow(entry));
    ref_drop(ts, entry);
    return ok && put_lock_waits(ts, stats) && put_racy(ts, stats) &&
           put_number(ts, stats, "collections", collector.collections) &&
           put_number(ts, stats, "collected", collector.collected) &&
           put_number(ts, stats, "collector_pause_ns", collector.pause_ns) &&
           put_number(ts, stats, "collector_longest_pause_ns", collector.longest_pause_ns) &&
           put_number(ts, stats, "world_stops",
                      load_relaxed(&ts->interpreter->world->stop_count));
}

// --- memory ---------------------------------------------------------------------------------

// Resident memory of the process, bytes; 0 where the system does not tell.
static uint64_t resident_size(void) {
    FILE *file = fopen("/proc/self/statm", "r");
    unsigned long long pages = 0;
    if (file) {
        if (fscanf(file, "%*u %llu", &pages) != 1) {
            pages = 0;
        }
        fclose(file);
    }
    return pages * 4096;
}

GilMemory gil_memory_now(ThreadState *ts) NO_CONTRACT_CHECK {
    world_stop(ts);
    GilMemory memory = {heap_use(ts->interpreter), resident_size()};
    world_start(ts);
    return memory;
}

Ref gil_memory(ThreadState *ts, const Value *arguments) {
    (void)arguments;
    GilMemory memory = gil_memory_now(ts);
    Ref result = dict_new(ts);
    Object *dict = value_object(borrow(result));
    bool ok = !ref_is_null(result) && put_number(ts, dict, "objects", memory.heap.objects) &&
              put_number(ts, dict, "live", memory.heap.live_size) &&
              put_number(ts, dict, "held", memory.heap.held_size) &&
              put_number(ts, dict, "resident", memory.resident);
    if (!ok) {
        ref_drop(ts, result);
        return NO_REF;
    }
    return result;
}
