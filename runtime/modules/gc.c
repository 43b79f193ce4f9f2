// The module gc: the cycle collector (vm/thread/collector.c) as the guest sees it.
#include "vm/thread/collector.h"

#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

#define GENERATIONS COLLECTOR_GENERATIONS

static Collector *collector(ThreadState *ts) {
    return ts->interpreter->collector;
}

static Ref collect(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t generation = 2;
    if (!value_is_null(a[0]) && !value_to_index(ts, a[0], EXC_OVERFLOW_ERROR, &generation)) {
        return NO_REF;
    }
    if (generation < 0 || generation >= GENERATIONS) {
        return raise_error(ts, EXC_VALUE_ERROR, "invalid generation");
    }
    int64_t n = collector_run(ts);
    heap_ask_for_trim(ts, 0); // whoever asks for a collection wants memory
    return n < 0 ? NO_REF : int_from_i64(ts, n);
}

static Ref enable(ThreadState *ts, const Value *a) ATTACHED {
    (void)a;
    store_relaxed(&collector(ts)->is_disabled, false);
    return owned(NONE);
}

static Ref disable(ThreadState *ts, const Value *a) ATTACHED {
    (void)a;
    store_relaxed(&collector(ts)->is_disabled, true);
    return owned(NONE);
}

static Ref is_enabled(ThreadState *ts, const Value *a) ATTACHED {
    (void)a;
    return owned(value_bool(!load_relaxed(&collector(ts)->is_disabled)));
}

static Ref get_threshold(ThreadState *ts, const Value *a) ATTACHED {
    (void)a;
    Value items[GENERATIONS];
    for (int i = 0; i < GENERATIONS; i++) {
        items[i] = value_from_int(load_relaxed(&collector(ts)->thresholds[i]));
    }
    return tuple_from_owned(ts, items, GENERATIONS);
}

static Ref set_threshold(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    for (int i = 0; i < GENERATIONS; i++) {
        int64_t n;
        if (value_is_null(a[i])) {
            continue;
        }
        if (!value_to_index(ts, a[i], EXC_OVERFLOW_ERROR, &n)) {
            return NO_REF;
        }
        store_relaxed(&collector(ts)->thresholds[i], n);
    }
    if (load_relaxed(&collector(ts)->thresholds[0]) == 0) {
        store_relaxed(&collector(ts)->is_disabled, true);
    }
    return owned(NONE);
}

static Ref get_count(ThreadState *ts, const Value *a) ATTACHED {
    (void)a;
    Value items[GENERATIONS] = {value_from_int(0), value_from_int(0), value_from_int(0)};
    return tuple_from_owned(ts, items, GENERATIONS);
}

static Ref get_objects(ThreadState *ts, const Value *a) ATTACHED {
    (void)a;
    return collector_objects(ts);
}

static Ref get_referrers(ThreadState *ts, const Value *a) ATTACHED {
    return collector_referrers(ts, a[0]);
}

static Ref get_referents(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Tuple *given = (Tuple *)(void *)value_object(a[0]);
    Ref all = list_new(ts, 0);
    for (int64_t i = 0; !ref_is_null(all) && i < given->length; i++) {
        Ref one = collector_referents(ts, given->items[i]);
        bool ok = !ref_is_null(one) && list_extend(ts, value_object(borrow(all)), borrow(one));
        ref_drop(ts, one);
        if (!ok) {
            ref_drop(ts, all);
            return NO_REF;
        }
    }
    return all;
}

static Ref is_tracked(ThreadState *ts, const Value *a) ATTACHED {
    const Type *type = value_is_object(a[0]) ? value_type(ts, a[0]) : NULL;
    return owned(value_bool(type && (type->slots.traverse || type->flags & TYPE_HEAP)));
}

static Ref is_finalized(ThreadState *ts, const Value *a) ATTACHED {
    (void)ts;
    return owned(value_bool(value_is_object(a[0]) &&
                            load_relaxed(&value_object(a[0])->flags) & OBJECT_FINALIZED));
}

static Ref get_stats(ThreadState *ts, const Value *a) ATTACHED {
    (void)a;
    Ref list = list_new(ts, GENERATIONS);
    for (int i = 0; !ref_is_null(list) && i < GENERATIONS; i++) {
        bool is_full = i == GENERATIONS - 1;
        const CollectorStats *stats = &collector(ts)->stats;
        Ref dict = dict_new(ts);
        bool ok =
            !ref_is_null(dict) &&
            dict_set_text(ts, value_object(borrow(dict)), "collections",
                          value_from_int(is_full ? (int64_t)stats->collections : 0)) &&
            dict_set_text(ts, value_object(borrow(dict)), "collected",
                          value_from_int(is_full ? (int64_t)stats->collected : 0)) &&
            dict_set_text(ts, value_object(borrow(dict)), "uncollectable", value_from_int(0)) &&
            list_append(ts, value_object(borrow(list)), borrow(dict));
        ref_drop(ts, dict);
        if (!ok) {
            ref_drop(ts, list);
            return NO_REF;
        }
    }
    return list;
}

static Ref freeze(ThreadState *ts, const Value *a) ATTACHED {
    (void)ts;
    (void)a;
    return owned(NONE);
}

static Ref get_freeze_count(ThreadState *ts, const Value *a) ATTACHED {
    (void)ts;
    (void)a;
    return owned(value_from_int(0));
}

static Ref set_debug(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t flags;
    if (!value_to_index(ts, a[0], EXC_OVERFLOW_ERROR, &flags)) {
        return NO_REF;
    }
    return flags == 0 ? owned(NONE)
                      : raise_error(ts, EXC_NOT_IMPLEMENTED_ERROR,
                                    "gilt's collector has no debugging flags");
}

// Calls each of gc.callbacks with the phase and a dict.
void collector_notify(ThreadState *ts, bool is_start, int64_t collected) {
    if (!ts->interpreter->modules) { // it is just being made, or a test of the VM alone
        return;
    }
    Ref module = dict_get_text(ts, ts->interpreter->modules, "gc");
    Ref callbacks = ref_is_null(module)
                        ? NO_REF
                        : value_get_attribute_text(ts, borrow(module), "callbacks");
    ref_drop(ts, module);
    Ref copy = ref_is_null(callbacks) ? NO_REF : list_from_iterable(ts, borrow(callbacks));
    ref_drop(ts, callbacks);
    int64_t n = ref_is_null(copy) ? 0 : ((List *)(void *)value_object(borrow(copy)))->length;
    for (int64_t i = 0; i < n; i++) {
        Ref info = dict_new(ts);
        Ref phase = str_from_text(ts, is_start ? "start" : "stop");
        Ref callback = list_get(ts, value_object(borrow(copy)), i);
        if (!ref_is_null(info) && !ref_is_null(phase) && !ref_is_null(callback)) {
            Object *dict = value_object(borrow(info));
            Value arguments[] = {borrow(phase), borrow(info)};
            bool ok = dict_set_text(ts, dict, "generation", value_from_int(2)) &&
                      dict_set_text(ts, dict, "collected", value_from_int(collected)) &&
                      dict_set_text(ts, dict, "uncollectable", value_from_int(0));
            Ref result = ok ? value_call(ts, borrow(callback), arguments, 2) : NO_REF;
            if (ref_is_null(result)) {
                error_write_unraisable(ts, NULL, borrow(callback));
            }
            ref_drop(ts, result);
        }
        ref_drop(ts, callback);
        ref_drop(ts, phase);
        ref_drop(ts, info);
    }
    ref_drop(ts, copy);
    error_clear(ts);
}

static const NativeDef FUNCTIONS[] = {
    {"collect(generation=2)", collect,
     "Run the garbage collector. The number of unreachable objects is returned.", 0},
    {"enable()", enable, "Enable automatic garbage collection.", 0},
    {"disable()", disable, "Disable automatic garbage collection.", 0},
    {"isenabled()", is_enabled, "Returns true if automatic garbage collection is enabled.", 0},
    {"get_threshold()", get_threshold, "Return the current collection thresholds.", 0},
    {"set_threshold(threshold0, threshold1=10, threshold2=10, /)", set_threshold,
     "Set the collection thresholds.", 0},
    {"get_count()", get_count, "Return a three-tuple of the current collection counts.", 0},
    {"get_objects(generation=None)", get_objects,
     "Return a list of objects tracked by the collector.", 0},
    {"get_referrers(*objs)", get_referrers,
     "Return the list of objects that directly refer to any of 'objs'.", 0},
    {"get_referents(*objs)", get_referents,
     "Return the list of objects that are directly referred to by 'objs'.", 0},
    {"is_tracked(obj, /)", is_tracked,
     "Returns true if the object is tracked by the garbage collector.", 0},
    {"is_finalized(obj, /)", is_finalized,
     "Returns true if the object has been already finalized by the GC.", 0},
    {"get_stats()", get_stats,
     "Return a list of dictionaries containing per-generation statistics.", 0},
    {"freeze()", freeze, "Freeze all current tracked objects: of no effect here.", 0},
    {"unfreeze()", freeze, "Unfreeze all objects: of no effect here.", 0},
    {"get_freeze_count()", get_freeze_count, "Return the number of frozen objects: 0.", 0},
    {"set_debug(flags, /)", set_debug, "Set the garbage collection debugging flags.", 0},
    {"get_debug()", get_freeze_count, "Get the garbage collection debugging flags.", 0},
    {NULL, NULL, NULL, 0},
};

static const NumberDef FLAGS[] = {
    {"DEBUG_STATS", 1},    {"DEBUG_COLLECTABLE", 2}, {"DEBUG_UNCOLLECTABLE", 4},
    {"DEBUG_SAVEALL", 32}, {"DEBUG_LEAK", 38},       {NULL, 0},
};

static bool set_up(ThreadState *ts, Object *module) ATTACHED {
    Object *dict = ((Module *)module)->dict;
    return dict_put_text(ts, dict, "garbage", list_new(ts, 0)) &&
           dict_put_text(ts, dict, "callbacks", list_new(ts, 0));
}

const ModuleSpec gc_module_spec = {
    .name = "gc",
    .doc = "The cycle collector.",
    .functions = FUNCTIONS,
    .numbers = FLAGS,
    .set_up = set_up,
};
