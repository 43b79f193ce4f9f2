// The module _call_profile: Profiler, which counts and times calls; cProfile is made of it.
//
// Each call is an Activation on a stack of the profiler's own, above that of its caller. When
// it ends, its time is added up three times: with that of the function, of which the time of
// what was called is taken away again to have its own; with that of the caller, to be taken
// away there; and for the pair of both, the link. A function that is active already has its
// time counted once, by the outermost activation. So CPython's _lsprof.c does it, too.
//
// A profiler hears one thread, the one that has enabled it. Meanwhile other threads cannot look
// at it; else whoever uses it claims it for so long.
#include <stdlib.h>
#include <string.h>

#include "runtime/objects/float.h"
#include "runtime/objects/library.h"
#include "runtime/objects/list.h"
#include "vm/base/atomics.h"
#include "vm/base/clock.h"
#include "vm/exec/call.h"
#include "vm/exec/profile.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// Readings of a timer beyond that are taken for 0: sums would overflow.
#define MOST_TICKS 1e18

// How often something was called, and how long it took, in ticks of the timer.
typedef struct Tally {
    const void *callee; // Code or NativeDef
    const void *caller; // the same, for a link; null: the tally of all calls of the callee
    Value name;         // owned: the code object, or the name of a native function
    int64_t calls;
    int64_t recursive_calls; // of these, while it was active already
    int64_t total;           // without those of recursive calls
    int64_t own;             // total without what was called
    int64_t active;          // activations
    int64_t next;            // the tally with the same hash, or -1
} Tally;

typedef struct Activation {
    int64_t tally, link; // indices; link -1: it has no caller, or links are not wanted
    int64_t began;
    int64_t inside; // ticks of what it called
} Activation;

typedef struct Profiler {
    Object head;
    uint64_t user; // ThreadState.id of who uses it, 0: nobody; atomic
    bool is_enabled;
    bool has_links, has_natives;
    Value timer; // owned callable, NO_VALUE: the clock
    double unit; // seconds of a tick
    Tally *tallies;
    int64_t n_tallies, tally_capacity;
    int64_t *buckets; // as many: by hash, the first tally or -1
    Activation *stack;
    int64_t depth, stack_capacity;
} Profiler;

static Profiler *as_profiler(Value v) {
    return (Profiler *)(void *)value_object(v);
}

// --- whose it is ----------------------------------------------------------------------------

static bool claim(ThreadState *ts, Profiler *profiler) ATTACHED {
    uint64_t user = 0;
    if (compare_exchange_acq_rel(&profiler->user, &user, ts->id) || user == ts->id) {
        return true;
    }
    raise_error(ts, EXC_RUNTIME_ERROR, "the profiler is in use by another thread");
    return false;
}

static void unclaim(Profiler *profiler) {
    if (!profiler->is_enabled) {
        store_release(&profiler->user, 0);
    }
}

// --- tallies --------------------------------------------------------------------------------

static uint64_t hash_of(const void *callee, const void *caller) {
    uint64_t hash = (uint64_t)(uintptr_t)callee * UINT64_C(0x9E3779B97F4A7C15) ^
                    (uint64_t)(uintptr_t)caller * UINT64_C(0xC2B2AE3D27D4EB4F);
    return hash ^ hash >> 32;
}

static int64_t *bucket_of(const Profiler *profiler, const void *callee, const void *caller) {
    return &profiler->buckets[hash_of(callee, caller) % (uint64_t)profiler->tally_capacity];
}

// The index of the tally for calls of `callee` by `caller` (null: by all), or -1.
static int64_t find_tally(const Profiler *profiler, const void *callee, const void *caller) {
    int64_t i = profiler->tally_capacity ? *bucket_of(profiler, callee, caller) : -1;
    while (i >= 0 &&
           (profiler->tallies[i].callee != callee || profiler->tallies[i].caller != caller)) {
        i = profiler->tallies[i].next;
    }
    return i;
}

// Room for twice as many tallies.
static bool grow(ThreadState *ts, Profiler *profiler) ATTACHED {
    int64_t capacity = profiler->tally_capacity ? 2 * profiler->tally_capacity : 64;
    Tally *tallies = realloc(profiler->tallies, (size_t)capacity * sizeof *tallies);
    if (tallies) {
        profiler->tallies = tallies;
    }
    int64_t *buckets =
        tallies ? realloc(profiler->buckets, (size_t)capacity * sizeof *buckets) : NULL;
    if (!buckets) {
        raise_memory_error(ts);
        return false;
    }
    profiler->buckets = buckets;
    profiler->tally_capacity = capacity;
    for (int64_t i = 0; i < capacity; i++) {
        buckets[i] = -1;
    }
    for (int64_t i = 0; i < profiler->n_tallies; i++) {
        int64_t *bucket = bucket_of(profiler, tallies[i].callee, tallies[i].caller);
        tallies[i].next = *bucket;
        *bucket = i;
    }
    return true;
}

// What reports call a native function.
static Ref native_name(ThreadState *ts, const NativeCallable *native) ATTACHED {
    int length = (int)native_name_length(native->definition);
    const char *name = native->definition->signature;
    bool is_of_class = !value_is_null(native->self) && value_is(native->self, KIND_TYPE);
    if (native->owner && !is_of_class) {
        return str_format(ts, "<method '%.*s' of '%s' objects>", length, name,
                          native->owner->name);
    }
    if (value_is_null(native->module) || !value_has_layout(ts, native->module, KIND_STR)) {
        return str_format(ts, "<built-in method %.*s>", length, name);
    }
    char *module = str_to_utf8(ts, native->module, NULL);
    Ref text =
        module ? str_format(ts, "<built-in method %s.%.*s>", module, length, name) : NO_REF;
    buffer_free(ts, module);
    return text;
}

// The same, made if there is none; -1 with MemoryError. `native` is null for guest code.
static int64_t need_tally(ThreadState *ts, Profiler *profiler, const void *callee,
                          const void *caller, const NativeCallable *native) ATTACHED {
    int64_t known = find_tally(profiler, callee, caller);
    if (known >= 0) {
        return known;
    }
    if (profiler->n_tallies == profiler->tally_capacity && !grow(ts, profiler)) {
        return -1;
    }
    Ref name = native ? native_name(ts, native) : ref_take(ts, object_value(callee));
    if (ref_is_null(name)) {
        return -1;
    }
    int64_t *bucket = bucket_of(profiler, callee, caller);
    int64_t index = profiler->n_tallies++;
    profiler->tallies[index] =
        (Tally){.callee = callee, .caller = caller, .name = borrow(name), .next = *bucket};
    *bucket = index;
    return index;
}

// --- calls ----------------------------------------------------------------------------------

static bool read_timer(ThreadState *ts, const Profiler *profiler,
                       int64_t *ticks) ATTACHED RUNS_GUEST {
    if (value_is_null(profiler->timer)) {
        *ticks = (int64_t)clock_monotonic_ns();
        return true;
    }
    Ref timer = ref_take(ts, profiler->timer);
    Ref now = value_call(ts, borrow(timer), NULL, 0);
    ref_drop(ts, timer);
    double read = 0;
    bool ok = !ref_is_null(now) && value_to_float(ts, borrow(now), &read);
    ref_drop(ts, now);
    double in_ticks = profiler->unit > 0 ? read : read * CLOCK_SECOND_NS;
    *ticks = in_ticks > -MOST_TICKS && in_ticks < MOST_TICKS ? (int64_t)in_ticks : 0;
    return ok;
}

static bool grow_stack(ThreadState *ts, Profiler *profiler) ATTACHED {
    int64_t capacity = profiler->stack_capacity ? 2 * profiler->stack_capacity : 64;
    Activation *stack = realloc(profiler->stack, (size_t)capacity * sizeof *stack);
    if (!stack) {
        raise_memory_error(ts);
        return false;
    }
    profiler->stack = stack;
    profiler->stack_capacity = capacity;
    return true;
}

// A call begins; `native` is null for guest code.
static bool begin(ThreadState *ts, Profiler *profiler, const void *callee,
                  const NativeCallable *native) ATTACHED RUNS_GUEST {
    int64_t now;
    // First: a timer of the guest's may clear what has been found.
    if (!read_timer(ts, profiler, &now) ||
        (profiler->depth == profiler->stack_capacity && !grow_stack(ts, profiler))) {
        return false;
    }
    Activation new = {.link = -1, .began = now};
    new.tally = need_tally(ts, profiler, callee, NULL, native);
    if (new.tally >= 0 && profiler->has_links && profiler->depth > 0) {
        int64_t caller = profiler->stack[profiler->depth - 1].tally;
        new.link = need_tally(ts, profiler, callee, profiler->tallies[caller].callee, native);
    }
    if (error_is_set(ts)) {
        return false;
    }
    profiler->tallies[new.tally].active++;
    if (new.link >= 0) {
        profiler->tallies[new.link].active++;
    }
    profiler->stack[profiler->depth++] = new;
    return true;
}

static void add_call(Tally *tally, int64_t ticks, int64_t inside) {
    tally->calls++;
    tally->own += ticks - inside;
    if (--tally->active == 0) {
        tally->total += ticks;
    } else {
        tally->recursive_calls++;
    }
}

// The innermost call ends at `now`.
static void end(Profiler *profiler, int64_t now) {
    const Activation *last = &profiler->stack[--profiler->depth];
    int64_t ticks = now - last->began;
    if (profiler->depth > 0) {
        profiler->stack[profiler->depth - 1].inside += ticks;
    }
    add_call(&profiler->tallies[last->tally], ticks, last->inside);
    if (last->link >= 0) {
        add_call(&profiler->tallies[last->link], ticks, last->inside);
    }
}

// It is disabled: what is active ends now.
static void end_all(ThreadState *ts, Profiler *profiler) ATTACHED RUNS_GUEST {
    int64_t now;
    bool is_known = read_timer(ts, profiler, &now);
    if (!is_known) {
        error_clear(ts);
    }
    while (profiler->depth > 0) {
        end(profiler, is_known ? now : profiler->stack[profiler->depth - 1].began);
    }
    profiler->is_enabled = false;
    unclaim(profiler);
}

static bool hear(ThreadState *ts, Value context, ProfileEvent event, Value argument,
                 Value self) ATTACHED RUNS_GUEST {
    (void)self;
    Profiler *profiler = as_profiler(context);
    if (event == PROFILE_OVER) {
        end_all(ts, profiler);
        return true;
    }
    if (event == PROFILE_CALL) {
        return begin(ts, profiler, ts->frame->code, NULL);
    }
    if (event == PROFILE_NATIVE_CALL) {
        if (!profiler->has_natives) {
            return true;
        }
        Value native = value_is(argument, KIND_METHOD)
                           ? ((Method *)value_object(argument))->function
                           : argument;
        const NativeCallable *callable = (NativeCallable *)value_object(native);
        return begin(ts, profiler, callable->definition, callable);
    }
    int64_t now;
    if (event != PROFILE_RETURN && !profiler->has_natives) {
        return true;
    }
    if (!read_timer(ts, profiler, &now)) {
        return false;
    }
    if (profiler->depth > 0) { // else it had begun before the profiler was enabled
        end(profiler, now);
    }
    return true;
}

// --- for the guest --------------------------------------------------------------------------

static Ref profiler_make(ThreadState *ts, const Value *a) ATTACHED {
    Type *type = (Type *)value_object(a[0]);
    Profiler *profiler = object_new(ts, type, type->instance_size);
    if (!profiler) {
        return NO_REF;
    }
    profiler->timer = NO_VALUE;
    return object_ref(profiler);
}

// What is wanted, from the arguments `subcalls` and `builtins`; left out, they are true.
static bool read_wishes(ThreadState *ts, const Value *a, bool *has_links,
                        bool *has_natives) ATTACHED RUNS_GUEST {
    int links = value_is_null(a[0]) ? true : value_truth(ts, a[0]);
    int natives = links < 0 ? -1 : value_is_null(a[1]) ? true : value_truth(ts, a[1]);
    *has_links = links > 0;
    *has_natives = natives > 0;
    return natives >= 0;
}

// __init__(self, timer=None, timeunit=0.0, subcalls=True, builtins=True)
static Ref profiler_initialize(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Profiler *profiler = as_profiler(a[0]);
    double unit = 0;
    bool has_links, has_natives;
    if ((!value_is_null(a[2]) && !value_to_float(ts, a[2], &unit)) ||
        !read_wishes(ts, &a[3], &has_links, &has_natives) || !claim(ts, profiler)) {
        return NO_REF;
    }
    bool has_timer = !value_is_null(a[1]) && !value_is_none(a[1]);
    Value old = profiler->timer;
    profiler->timer = has_timer ? borrow(ref_take(ts, a[1])) : NO_VALUE;
    profiler->unit = unit;
    profiler->has_links = has_links;
    profiler->has_natives = has_natives;
    unclaim(profiler);
    value_drop(ts, old);
    return owned(NONE);
}

// enable(self, subcalls=True, builtins=True)
static Ref profiler_enable(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Profiler *profiler = as_profiler(a[0]);
    bool has_links, has_natives;
    if (!read_wishes(ts, &a[1], &has_links, &has_natives)) {
        return NO_REF;
    }
    if (ts->profile) {
        return raise_error(ts, EXC_VALUE_ERROR, "Another profiling tool is already active");
    }
    if (!claim(ts, profiler)) {
        return NO_REF;
    }
    profiler->has_links = has_links;
    profiler->has_natives = has_natives;
    profiler->is_enabled = true;
    if (!profile_start(ts, hear, a[0])) {
        profiler->is_enabled = false;
        unclaim(profiler);
        return NO_REF;
    }
    return owned(NONE);
}

static Ref profiler_disable(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    if (ts->profile && ts->profile->hook == hear && value_same(ts->profile->context, a[0])) {
        profile_stop(ts);
    }
    return owned(NONE);
}

static void forget_tallies(ThreadState *ts, Profiler *profiler) ATTACHED RUNS_GUEST {
    profiler->depth = 0;
    while (profiler->n_tallies > 0) {
        value_drop(ts, profiler->tallies[--profiler->n_tallies].name);
    }
    for (int64_t i = 0; i < profiler->tally_capacity; i++) {
        profiler->buckets[i] = -1;
    }
}

static Ref profiler_clear(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Profiler *profiler = as_profiler(a[0]);
    if (!claim(ts, profiler)) {
        return NO_REF;
    }
    forget_tallies(ts, profiler);
    unclaim(profiler);
    return owned(NONE);
}

// (name, caller's name or None, calls, recursive calls, seconds, own seconds)
static Ref row_of(ThreadState *ts, const Profiler *profiler, const Tally *tally) ATTACHED {
    double unit = profiler->unit > 0 && !value_is_null(profiler->timer)
                      ? profiler->unit
                      : 1.0 / (double)CLOCK_SECOND_NS;
    int64_t caller = tally->caller ? find_tally(profiler, tally->caller, NULL) : -1;
    Ref parts[] = {
        int_from_i64(ts, tally->calls),
        int_from_i64(ts, tally->recursive_calls),
        float_new(ts, (double)tally->total * unit),
        float_new(ts, (double)tally->own * unit),
    };
    Value items[] = {tally->name,      caller < 0 ? NONE : profiler->tallies[caller].name,
                     borrow(parts[0]), borrow(parts[1]),
                     borrow(parts[2]), borrow(parts[3])};
    bool ok = true;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        ok = ok && !ref_is_null(parts[i]);
    }
    Ref row = ok ? tuple_from_array(ts, items, sizeof items / sizeof *items) : NO_REF;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        ref_drop(ts, parts[i]);
    }
    return row;
}

static Ref profiler_rows(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Profiler *profiler = as_profiler(a[0]);
    if (!claim(ts, profiler)) {
        return NO_REF;
    }
    Ref rows = list_new(ts, (size_t)profiler->n_tallies);
    for (int64_t i = 0; !ref_is_null(rows) && i < profiler->n_tallies; i++) {
        const Tally *tally = &profiler->tallies[i];
        if (tally->calls == 0) {
            continue; // begun, but not over
        }
        Ref row = row_of(ts, profiler, tally);
        if (ref_is_null(row) || !list_append_owned(ts, value_object(borrow(rows)), row)) {
            ref_drop(ts, rows);
            rows = NO_REF;
        }
    }
    unclaim(profiler);
    return rows;
}

static void profiler_destroy(ThreadState *ts, Object *self) ATTACHED RUNS_GUEST {
    Profiler *profiler = (Profiler *)(void *)self;
    forget_tallies(ts, profiler);
    free(profiler->tallies);
    free(profiler->buckets);
    free(profiler->stack);
    value_drop(ts, profiler->timer);
}

static void profiler_traverse(Object *self, Visitor visit, void *context) {
    visit(((Profiler *)(void *)self)->timer, context);
}

static const NativeDef METHODS[] = {
    {"__new__(cls, /, *arguments, **keywords)", profiler_make, NULL, NATIVE_STATIC_METHOD},
    {"__init__(self, timer=None, timeunit=0.0, subcalls=True, builtins=True)",
     profiler_initialize, NULL, 0},
    {"enable(self, subcalls=True, builtins=True)", profiler_enable,
     "Start collecting profiling information.", 0},
    {"disable(self)", profiler_disable, "Stop collecting profiling information.", 0},
    {"clear(self)", profiler_clear, "Clear all profiling information collected so far.", 0},
    {"_rows(self)", profiler_rows, NULL, 0},
    {NULL, NULL, NULL, 0},
};

const TypeSpec profiler_type_spec = {
    .name = "_lsprof.Profiler",
    .kind = KIND_PROFILER,
    .base = KIND_INSTANCE,
    .size = sizeof(Profiler),
    .flags = TYPE_BASE | TYPE_DEFINES_NEW,
    .slots = {.destroy = profiler_destroy, .traverse = profiler_traverse},
    .methods = METHODS,
    .doc = "Build a profiler object using the specified timer function.",
};

static const ClassDef CLASSES[] = {
    {"Profiler", KIND_PROFILER},
    {NULL, 0},
};

const ModuleSpec call_profile_module_spec = {
    .name = "_call_profile",
    .doc = "The native part of cProfile.",
    .classes = CLASSES,
};
