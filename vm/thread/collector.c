// The cycle collector.
//
// While it looks, the header of every candidate is lent to it: `owner` says that it is a
// candidate and `local` is its number, so that a reference found leads to its entry at once.
// Nobody else runs meanwhile, and the headers are put back before anybody does.
#include "vm/thread/collector.h"

#include <stdlib.h>
#include <string.h>

#include "vm/base/check.h"
#include "vm/base/clock.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/refcount.h"
#include "vm/object/split.h"
#include "vm/object/type.h"
#include "vm/object/weakrefs.h"
#include "vm/thread/event_log.h"
#include "vm/thread/world.h"

// The owner of a candidate while the world is stopped; no thread has this identity.
#define OWNER_CANDIDATE UINT32_MAX

typedef struct Candidate {
    Object *object;
    uint32_t owner; // from the header
    uint32_t local;
    int64_t outside; // references not found to come from other candidates
    bool is_reached;
} Candidate;

typedef struct Candidates {
    Interpreter *interpreter;
    Candidate *items;
    size_t count;
    size_t capacity;
    bool has_failed; // no memory
} Candidates;

bool collector_create(Interpreter *interpreter) {
    interpreter->collector = calloc(1, sizeof *interpreter->collector);
    if (!interpreter->collector) {
        return false;
    }
    static const int64_t DEFAULTS[] = {2000, 10, 10}; // CPython's
    memcpy(interpreter->collector->thresholds, DEFAULTS, sizeof DEFAULTS);
    return true;
}

void collector_destroy(Interpreter *interpreter) {
    free(interpreter->collector);
    interpreter->collector = NULL;
}

// --- the candidates ---

static bool refers_to_others(const Object *object) {
    const Type *type = object->type;
    return type && (type->slots.traverse || type->flags & TYPE_HEAP);
}

static void gather(Object *object, void *context) STOPPED {
    Candidates *candidates = context;
    if (!refers_to_others(object) || object_is_immortal(object) || object_is_dead(object)) {
        return;
    }
    if (candidates->count == candidates->capacity) {
        size_t capacity = candidates->capacity ? candidates->capacity * 2 : 4096;
        Candidate *items = realloc(candidates->items, capacity * sizeof *items);
        if (!items || capacity > UINT32_MAX) {
            candidates->has_failed = true;
            candidates->items = items ? items : candidates->items;
            return;
        }
        candidates->items = items;
        candidates->capacity = capacity;
    }
    candidates->items[candidates->count++] =
        (Candidate){.object = object, .outside = object_count(candidates->interpreter, object)};
}

// For reports: what is about to be destroyed is nobody's business any more.
static void gather_listed(Object *object, void *context) STOPPED {
    if (!(load_relaxed(&object->flags) & OBJECT_GARBAGE)) {
        gather(object, context);
    }
}

// Calls visit for everything the object refers to, its class among it.
static void traverse(Object *object, Visitor visit, void *context) {
    const Type *type = object->type;
    if (type->slots.traverse) {
        type->slots.traverse(object, visit, context);
    }
    if (type->flags & TYPE_HEAP) {
        visit(object_value((Object *)(uintptr_t)&type->head), context);
    }
}

static void lend_headers(Candidates *candidates) {
    for (size_t i = 0; i < candidates->count; i++) {
        Candidate *c = &candidates->items[i];
        c->owner = load_relaxed(&c->object->owner);
        c->local = load_relaxed(&c->object->local);
        store_relaxed(&c->object->owner, OWNER_CANDIDATE);
        store_relaxed(&c->object->local, (uint32_t)i);
    }
}

static void return_headers(Candidates *candidates) {
    for (size_t i = 0; i < candidates->count; i++) {
        Candidate *c = &candidates->items[i];
        store_relaxed(&c->object->owner, c->owner);
        store_relaxed(&c->object->local, c->local);
    }
}

static Candidate *candidate_of(Candidates *candidates, Value v) {
    if (value_is_null(v) || !value_is_object(v)) {
        return NULL;
    }
    const Object *object = value_object(v);
    return load_relaxed(&object->owner) == OWNER_CANDIDATE
               ? &candidates->items[load_relaxed(&object->local)]
               : NULL;
}

static void subtract(Value v, void *context) {
    Candidate *c = candidate_of(context, v);
    if (c) {
        c->outside--;
    }
}

typedef struct Marking {
    Candidates *candidates;
    Candidate **stack; // as large as there are candidates: each is pushed once
    size_t depth;
} Marking;

static void reach(Value v, void *context) {
    Marking *marking = context;
    Candidate *c = candidate_of(marking->candidates, v);
    if (c && !c->is_reached) {
        c->is_reached = true;
        marking->stack[marking->depth++] = c;
    }
}

// Marks what is held from outside. False without memory, or if a count is lower than the
// references found, which no correct type makes: then nothing is garbage.
static bool mark(Candidates *candidates) {
    Marking marking = {.candidates = candidates,
                       .stack = malloc((candidates->count + 1) * sizeof *marking.stack)};
    if (!marking.stack) {
        return false;
    }
    for (size_t i = 0; i < candidates->count; i++) {
        traverse(candidates->items[i].object, subtract, candidates);
    }
    bool ok = true;
    for (size_t i = 0; i < candidates->count; i++) {
        Candidate *c = &candidates->items[i];
        ok = ok && c->outside >= 0;
        if (c->outside > 0) {
            reach(object_value(c->object), &marking);
        }
    }
    CHECK(ok, "an object has at least the references that others hold on it");
    while (ok && marking.depth) {
        traverse(marking.stack[--marking.depth]->object, reach, &marking);
    }
    free(marking.stack);
    return ok;
}

// --- garbage ---

// The objects found, with the calling thread as their owner and one reference more on each.
typedef struct Garbage {
    Object **items;
    size_t count;
    WeakReference **callbacks; // to be called, one reference on each
    size_t n_callbacks;
    bool has_finalizers;
} Garbage;

static bool is_lent(const Object *object) {
    return load_relaxed(&object->owner) == OWNER_CANDIDATE;
}

// Keeps only garbage lent, so that is_lent says what is garbage.
static void keep_garbage_lent(Candidates *candidates) {
    for (size_t i = 0; i < candidates->count; i++) {
        Candidate *c = &candidates->items[i];
        if (c->is_reached) {
            store_relaxed(&c->object->owner, c->owner);
            store_relaxed(&c->object->local, c->local);
        }
    }
}

// Weak references to the garbage, which is lent, lose their targets; whose callbacks are due
// becomes garbage->callbacks.
static void forget_weak_references(ThreadState *ts, Garbage *garbage) STOPPED {
    for (size_t i = 0; i < garbage->count; i++) {
        Object *object = garbage->items[i];
        if (load_relaxed(&object->flags) & OBJECT_WEAKLY_REFERENCED) {
            weakrefs_forget(ts, object, is_lent, &garbage->callbacks, &garbage->n_callbacks);
        }
    }
}

static bool needs_finalizer(const Object *object) {
    return object->type->slots.finalize && !(load_relaxed(&object->flags) & OBJECT_FINALIZED);
}

// Takes the garbage over: forgets weak references to it, and owns it.
static void take_over(ThreadState *ts, Candidates *candidates, Garbage *garbage) STOPPED {
    for (size_t i = 0; i < candidates->count; i++) {
        Candidate *c = &candidates->items[i];
        if (!c->is_reached) {
            garbage->items[garbage->count++] = c->object;
            garbage->has_finalizers |= needs_finalizer(c->object);
        }
    }
    keep_garbage_lent(candidates);
    forget_weak_references(ts, garbage);
    for (size_t i = 0; i < candidates->count; i++) {
        Candidate *c = &candidates->items[i];
        if (!c->is_reached) {
            int64_t count = (load_relaxed(&c->object->shared) >> 2) +
                            (c->owner == OWNER_RACY ? 0 : (int64_t)c->local);
            object_adopt(ts, c->object, (uint32_t)(count + 1));
            or_relaxed(&c->object->flags, OBJECT_GARBAGE);
        }
    }
    for (size_t i = 0; i < garbage->n_callbacks; i++) {
        object_retain(ts, &garbage->callbacks[i]->head);
    }
}

// Finds the garbage. False without memory.
static bool find_garbage(ThreadState *ts, Garbage *garbage) STOPPED {
    Candidates candidates = {.interpreter = ts->interpreter};
    split_add_up_all(ts);
    heap_each_object(ts->interpreter, gather, &candidates);
    bool ok = !candidates.has_failed;
    if (ok) {
        lend_headers(&candidates);
        ok = mark(&candidates);
        size_t found = 0;
        for (size_t i = 0; ok && i < candidates.count; i++) {
            found += !candidates.items[i].is_reached;
        }
        garbage->items = ok ? malloc((found + 1) * sizeof *garbage->items) : NULL;
        ok = garbage->items != NULL;
        if (ok) {
            take_over(ts, &candidates, garbage);
        } else {
            return_headers(&candidates);
        }
    }
    free(candidates.items);
    return ok;
}

// `__del__` may have stored references to garbage: what is held from outside again, and all it
// reaches, is given back.
static void spare_the_resurrected(ThreadState *ts, Garbage *garbage) STOPPED {
    Candidates candidates = {.interpreter = ts->interpreter};
    split_add_up_all(ts);
    for (size_t i = 0; i < garbage->count; i++) {
        gather(garbage->items[i], &candidates);
    }
    for (size_t i = 0; i < candidates.count; i++) {
        candidates.items[i].outside--; // the reference of the collector
    }
    bool are_lent = !candidates.has_failed;
    bool ok = are_lent;
    if (are_lent) {
        lend_headers(&candidates);
        ok = mark(&candidates);
        keep_garbage_lent(&candidates);
    }
    garbage->count = 0;
    for (size_t i = 0; i < candidates.count; i++) {
        Candidate *c = &candidates.items[i];
        if (ok && !c->is_reached) {
            garbage->items[garbage->count++] = c->object;
        }
    }
    forget_weak_references(ts, garbage);
    if (are_lent) {
        return_headers(&candidates);
    }
    for (size_t i = 0; i < garbage->n_callbacks; i++) {
        object_retain(ts, &garbage->callbacks[i]->head);
    }
    // The others keep the collector's reference until the world goes on; they stand behind.
    size_t behind = garbage->count;
    for (size_t i = 0; i < candidates.count; i++) {
        if (!ok || candidates.items[i].is_reached) {
            Object *spared = candidates.items[i].object;
            and_relaxed(&spared->flags, (uint8_t)~OBJECT_GARBAGE);
            garbage->items[behind++] = spared;
        }
    }
    free(candidates.items);
}

static void run_callbacks(ThreadState *ts, Garbage *garbage) ATTACHED RUNS_GUEST {
    for (size_t i = 0; i < garbage->n_callbacks; i++) {
        weakref_call_back(ts, garbage->callbacks[i]);
        object_release(ts, &garbage->callbacks[i]->head);
    }
    free(garbage->callbacks);
    garbage->callbacks = NULL;
    garbage->n_callbacks = 0;
}

// Finalizes the coroutines of the garbage, or everything else.
static void finalize_some(ThreadState *ts, Garbage *garbage,
                          bool coroutines) ATTACHED RUNS_GUEST {
    for (size_t i = 0; i < garbage->count; i++) {
        Object *object = garbage->items[i];
        if ((object->kind == KIND_COROUTINE) == coroutines && needs_finalizer(object)) {
            or_relaxed(&object->flags, OBJECT_FINALIZED);
            object->type->slots.finalize(ts, object_value(object));
        }
    }
}

// CPython: in the order of creation, in which a coroutine comes before the task that runs it.
static void run_finalizers(ThreadState *ts, Garbage *garbage) ATTACHED RUNS_GUEST {
    finalize_some(ts, garbage, true);
    finalize_some(ts, garbage, false);
}

// Destroys the garbage. The objects hold only each other, and one reference of the collector:
// so each drops what it holds, and none is freed before all have done so. Nothing counts them
// meanwhile, and nobody finds them: what they hold from outside may have a `__del__` that looks
// around. Classes come after their instances.
static void destroy(ThreadState *ts, Garbage *garbage) ATTACHED RUNS_GUEST {
    for (size_t i = 0; i < garbage->count; i++) {
        object_make_dying(garbage->items[i]);
    }
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < garbage->count; i++) {
            Object *object = garbage->items[i];
            bool is_class = object->type->layout == KIND_TYPE;
            if (is_class == (pass == 1) && object->type->slots.destroy) {
                object->type->slots.destroy(ts, object);
            }
        }
    }
    for (size_t i = 0; i < garbage->count; i++) {
        Type *type = garbage->items[i]->type;
        if (type->flags & TYPE_HEAP) {
            object_release(ts, &type->head);
        }
    }
    for (size_t i = 0; i < garbage->count; i++) {
        object_free_memory(ts, garbage->items[i]);
    }
}

int64_t collector_run(ThreadState *ts) {
    Collector *collector = ts->interpreter->collector;
    bool was_running = false;
    if (!compare_exchange_acq_rel(&collector->is_running, &was_running, true)) {
        return 0;
    }
    collector_notify(ts, true, 0);
    Garbage garbage = {0};
    event_emit_here(ts, EVENT_COLLECT_BEGIN, 0, 0);
    int64_t start = (int64_t)clock_monotonic_ns();
    world_stop(ts);
    bool ok = find_garbage(ts, &garbage);
    world_start(ts);
    int64_t pause = (int64_t)clock_monotonic_ns() - start;
    run_callbacks(ts, &garbage);
    size_t all = garbage.count;
    if (garbage.has_finalizers) {
        run_finalizers(ts, &garbage);
        refcount_merge_queued(ts);
        start = (int64_t)clock_monotonic_ns();
        world_stop(ts);
        spare_the_resurrected(ts, &garbage);
        world_start(ts);
        pause += (int64_t)clock_monotonic_ns() - start;
        run_callbacks(ts, &garbage); // of references that `__del__` has made
    }
    int64_t collected = (int64_t)garbage.count;
    destroy(ts, &garbage);
    for (size_t i = garbage.count; i < all; i++) {
        object_release(ts, garbage.items[i]);
    }
    free(garbage.items);
    event_emit(ts, EVENT_COLLECT_END, 0, (uint64_t)collected);
    collector->stats.collections++;
    collector->stats.collected += (uint64_t)collected;
    collector->stats.pause_ns += (uint64_t)pause;
    if ((uint64_t)pause > collector->stats.longest_pause_ns) {
        collector->stats.longest_pause_ns = (uint64_t)pause;
    }
    heap_collected(ts);
    store_release(&collector->is_running, false);
    collector_notify(ts, false, collected);
    if (!ok) {
        raise_memory_error(ts);
        return -1;
    }
    return collected;
}

// --- reports ---

// A list of candidates, each kept by a reference.
static Ref list_candidates(ThreadState *ts, bool (*wanted)(Object *, void *),
                           void *context) NO_CONTRACT_CHECK {
    Candidates candidates = {.interpreter = ts->interpreter};
    world_stop(ts);
    heap_each_object(ts->interpreter, gather_listed, &candidates);
    size_t n = 0;
    for (size_t i = 0; i < candidates.count; i++) {
        Object *object = candidates.items[i].object;
        if (!wanted || wanted(object, context)) {
            Value slot = object_value(object);
            slot_take_locked(ts, &slot);
            candidates.items[n++].object = object;
        }
    }
    world_start(ts);
    Ref list = list_new(ts, n);
    for (size_t i = 0; i < n; i++) {
        if (!ref_is_null(list) && !list_append(ts, value_object(borrow(list)),
                                               object_value(candidates.items[i].object))) {
            ref_drop(ts, list);
            list = NO_REF;
        }
        object_release(ts, candidates.items[i].object);
    }
    free(candidates.items);
    return list;
}

Ref collector_objects(ThreadState *ts) {
    return list_candidates(ts, NULL, NULL);
}

typedef struct Search {
    const Tuple *targets;
    bool is_found;
} Search;

static void look_for(Value v, void *context) {
    Search *search = context;
    for (int64_t i = 0; i < search->targets->length; i++) {
        search->is_found |= value_same(v, search->targets->items[i]);
    }
}

static bool refers_to_target(Object *object, void *context) {
    Search *search = context;
    search->is_found = false;
    traverse(object, look_for, search);
    return search->is_found;
}

Ref collector_referrers(ThreadState *ts, Value targets) {
    Search search = {.targets = (const Tuple *)(void *)value_object(targets)};
    return list_candidates(ts, refers_to_target, &search);
}

typedef struct Referents {
    ThreadState *ts;
    Ref list;
} Referents;

static void add_referent(Value v, void *context) NO_CONTRACT_CHECK {
    Referents *referents = context;
    if (!value_is_null(v) && !value_is_unbound(v) && !ref_is_null(referents->list)) {
        list_append(referents->ts, value_object(borrow(referents->list)), v);
    }
}

Ref collector_referents(ThreadState *ts, Value v) {
    Referents referents = {.ts = ts, .list = list_new(ts, 4)};
    if (value_is_object(v) && !ref_is_null(referents.list) &&
        refers_to_others(value_object(v))) {
        traverse(value_object(v), add_referent, &referents);
    }
    return referents.list;
}
