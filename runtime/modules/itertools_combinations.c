// itertools, choosing from a pool: product, permutations, combinations,
// combinations_with_replacement.
//
// A Choice stands at one choice, as indices into its pools, and steps to the next in
// lexicographic order. The steps are the textbook ones (Knuth, The Art of Computer Programming
// 4A, 7.2.1); that of the permutations turns cycles: cycles[i] says how many choices are left
// for place i, and running out of them rotates the rest back. Indices are read and written
// under the object lock.
#include "runtime/modules/itertools.h"

#define NEW(signature, function)                                                               \
    { "__new__(cls, " signature, function, NULL, NATIVE_STATIC_METHOD }
#define END_OF_TABLE                                                                           \
    { NULL, NULL, NULL, 0 }

typedef struct Choice {
    Object head;
    Value pools; // Tuple of Tuples: one for each place, or only one for all
    int64_t n;   // the size of the pool
    int64_t r;   // how many places
    int64_t *indices;
    int64_t *cycles; // permutations only
    bool is_at_start;
    bool is_at_end;
} Choice;

static Choice *as_choice(Object *object) {
    return (Choice *)(void *)object;
}

static Tuple *as_tuple_of(Value v) {
    return (Tuple *)(void *)value_object(v);
}

static Tuple *pool_of(const Choice *choice, int64_t place) {
    Tuple *pools = as_tuple_of(choice->pools);
    return as_tuple_of(pools->items[pools->length == 1 ? 0 : place]);
}

// A choice of r from pools; takes the reference to the pools. `n_indices` and `n_cycles` are
// the lengths of the buffers.
static Choice *choice_new(ThreadState *ts, Value cls, Ref pools, int64_t r, int64_t n_indices,
                          int64_t n_cycles) ATTACHED {
    Type *type = (Type *)(void *)value_object(cls);
    Choice *choice = object_new(ts, type, type->instance_size);
    if (!choice) {
        ref_drop(ts, pools);
        return NULL;
    }
    choice->pools = borrow(pools);
    choice->r = r;
    choice->is_at_start = true;
    if (n_indices > INT64_MAX / 16 || n_cycles > INT64_MAX / 16) {
        raise_error(ts, EXC_MEMORY_ERROR, NULL);
    } else {
        choice->indices = buffer_new(ts, ((size_t)n_indices + 1) * sizeof *choice->indices);
        choice->cycles = choice->indices
                             ? buffer_new(ts, ((size_t)n_cycles + 1) * sizeof *choice->cycles)
                             : NULL;
    }
    if (!choice->cycles) {
        ref_drop(ts, object_ref(choice));
        return NULL;
    }
    return choice;
}

static void choice_destroy(ThreadState *ts, Object *object) ATTACHED RUNS_GUEST {
    Choice *choice = as_choice(object);
    value_drop(ts, choice->pools);
    buffer_free(ts, choice->indices);
    buffer_free(ts, choice->cycles);
}

static void choice_traverse(Object *object, Visitor visit, void *context) {
    visit(as_choice(object)->pools, context);
}

// Steps with `advance` (false at the end) and gives the items chosen.
static Ref choice_next(ThreadState *ts, Choice *choice, bool (*advance)(Choice *)) ATTACHED {
    Ref result = tuple_new(ts, (size_t)choice->r);
    if (ref_is_null(result)) {
        return NO_REF;
    }
    object_lock(ts, &choice->head);
    if (!choice->is_at_end && !choice->is_at_start && !advance(choice)) {
        choice->is_at_end = true;
    }
    bool is_at_end = choice->is_at_end;
    choice->is_at_start = false;
    for (int64_t i = 0; !is_at_end && i < choice->r; i++) {
        Value item = pool_of(choice, i)->items[choice->indices[i]];
        as_tuple_of(borrow(result))->items[i] = borrow(ref_take(ts, item));
    }
    object_unlock(ts, &choice->head);
    if (is_at_end) {
        ref_drop(ts, result);
        return NO_REF;
    }
    return result;
}

// A tuple that holds the items of an iterable as the only pool.
static Ref one_pool(ThreadState *ts, Value iterable, int64_t *n) ATTACHED RUNS_GUEST {
    Ref pool = tuple_from_iterable(ts, iterable);
    if (ref_is_null(pool)) {
        return NO_REF;
    }
    *n = as_tuple_of(borrow(pool))->length;
    Value items[] = {borrow(pool)};
    return tuple_from_owned(ts, items, 1);
}

static bool read_r(ThreadState *ts, Value v, int64_t *r) ATTACHED RUNS_GUEST {
    if (!value_to_index(ts, v, EXC_OVERFLOW_ERROR, r)) {
        return false;
    }
    if (*r < 0) {
        raise_error(ts, EXC_VALUE_ERROR, "r must be non-negative");
        return false;
    }
    return true;
}

// --- product --------------------------------------------------------------------------------

// The pools `repeat` times one after the other, as a tuple of tuples.
static Ref product_pools(ThreadState *ts, Tuple *given, int64_t repeat) ATTACHED RUNS_GUEST {
    int64_t n = given->length;
    if (n && repeat > INT64_MAX / 16 / n) {
        return raise_error(ts, EXC_OVERFLOW_ERROR, "repeat argument too large");
    }
    Ref pools = tuple_new(ts, (size_t)(n * repeat));
    for (int64_t i = 0; !ref_is_null(pools) && i < n * repeat; i++) {
        Value *items = as_tuple_of(borrow(pools))->items;
        Ref pool =
            i < n ? tuple_from_iterable(ts, given->items[i]) : ref_take(ts, items[i - n]);
        if (ref_is_null(pool)) {
            ref_drop(ts, pools);
            return NO_REF;
        }
        items[i] = borrow(pool);
    }
    return pools;
}

static Ref product_make(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t repeat = 1;
    if (!value_is_null(a[2]) && !value_to_index(ts, a[2], EXC_OVERFLOW_ERROR, &repeat)) {
        return NO_REF;
    }
    if (repeat < 0) {
        return raise_error(ts, EXC_VALUE_ERROR, "repeat argument cannot be negative");
    }
    Ref pools = product_pools(ts, as_tuple_of(a[1]), repeat);
    if (ref_is_null(pools)) {
        return NO_REF;
    }
    int64_t r = as_tuple_of(borrow(pools))->length;
    Choice *choice = choice_new(ts, a[0], pools, r, r, 0);
    if (!choice) {
        return NO_REF;
    }
    for (int64_t i = 0; i < r; i++) {
        choice->indices[i] = 0;
        choice->is_at_end |= pool_of(choice, i)->length == 0;
    }
    return object_ref(choice);
}

static bool product_advance(Choice *choice) {
    for (int64_t i = choice->r - 1; i >= 0; i--) {
        if (++choice->indices[i] < pool_of(choice, i)->length) {
            return true;
        }
        choice->indices[i] = 0;
    }
    return false;
}

static Ref product_next(ThreadState *ts, Object *object) ATTACHED {
    return choice_next(ts, as_choice(object), product_advance);
}

// --- combinations ---------------------------------------------------------------------------

static Ref combinations_make(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t r, n;
    Ref pools = one_pool(ts, a[1], &n);
    if (ref_is_null(pools)) {
        return NO_REF;
    }
    if (!read_r(ts, a[2], &r)) {
        ref_drop(ts, pools);
        return NO_REF;
    }
    int64_t places = r > n ? 0 : r;
    Choice *choice = choice_new(ts, a[0], pools, places, places, 0);
    if (!choice) {
        return NO_REF;
    }
    choice->n = n;
    choice->is_at_end = r > n;
    for (int64_t i = 0; i < places; i++) {
        choice->indices[i] = i;
    }
    return object_ref(choice);
}

static bool combinations_advance(Choice *choice) {
    int64_t i = choice->r - 1;
    while (i >= 0 && choice->indices[i] == i + choice->n - choice->r) {
        i--;
    }
    if (i < 0) {
        return false;
    }
    choice->indices[i]++;
    for (int64_t k = i + 1; k < choice->r; k++) {
        choice->indices[k] = choice->indices[k - 1] + 1;
    }
    return true;
}

static Ref combinations_next(ThreadState *ts, Object *object) ATTACHED {
    return choice_next(ts, as_choice(object), combinations_advance);
}

static Ref replaced_make(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t r, n;
    Ref pools = one_pool(ts, a[1], &n);
    if (ref_is_null(pools)) {
        return NO_REF;
    }
    if (!read_r(ts, a[2], &r)) {
        ref_drop(ts, pools);
        return NO_REF;
    }
    Choice *choice = choice_new(ts, a[0], pools, r, r, 0);
    if (!choice) {
        return NO_REF;
    }
    choice->n = n;
    choice->is_at_end = n == 0 && r > 0;
    for (int64_t i = 0; i < r; i++) {
        choice->indices[i] = 0;
    }
    return object_ref(choice);
}

static bool replaced_advance(Choice *choice) {
    int64_t i = choice->r - 1;
    while (i >= 0 && choice->indices[i] == choice->n - 1) {
        i--;
    }
    if (i < 0) {
        return false;
    }
    int64_t index = choice->indices[i] + 1;
    for (; i < choice->r; i++) {
        choice->indices[i] = index;
    }
    return true;
}

static Ref replaced_next(ThreadState *ts, Object *object) ATTACHED {
    return choice_next(ts, as_choice(object), replaced_advance);
}

// --- permutations ---------------------------------------------------------------------------

static Ref permutations_make(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t r, n;
    Ref pools = one_pool(ts, a[1], &n);
    if (ref_is_null(pools)) {
        return NO_REF;
    }
    r = n;
    if (!value_is_null(a[2]) && !value_is_none(a[2])) {
        if (!value_has_layout(ts, a[2], KIND_INT) && !value_has_layout(ts, a[2], KIND_BOOL)) {
            ref_drop(ts, pools);
            return raise_error(ts, EXC_TYPE_ERROR, "Expected int as r");
        }
        if (!read_r(ts, a[2], &r)) {
            ref_drop(ts, pools);
            return NO_REF;
        }
    }
    int64_t places = r > n ? 0 : r;
    Choice *choice = choice_new(ts, a[0], pools, places, n, places);
    if (!choice) {
        return NO_REF;
    }
    choice->n = n;
    choice->is_at_end = r > n;
    for (int64_t i = 0; i < n; i++) {
        choice->indices[i] = i;
    }
    for (int64_t i = 0; i < places; i++) {
        choice->cycles[i] = n - i;
    }
    return object_ref(choice);
}

static bool permutations_advance(Choice *choice) {
    int64_t *indices = choice->indices;
    for (int64_t i = choice->r - 1; i >= 0; i--) {
        if (--choice->cycles[i] > 0) {
            int64_t other = choice->n - choice->cycles[i];
            int64_t index = indices[i];
            indices[i] = indices[other];
            indices[other] = index;
            return true;
        }
        int64_t index = indices[i];
        for (int64_t k = i; k + 1 < choice->n; k++) {
            indices[k] = indices[k + 1];
        }
        indices[choice->n - 1] = index;
        choice->cycles[i] = choice->n - i;
    }
    return false;
}

static Ref permutations_next(ThreadState *ts, Object *object) ATTACHED {
    return choice_next(ts, as_choice(object), permutations_advance);
}

// --- the types ------------------------------------------------------------------------------

#define CHOICE_SPEC(type_name, type_kind, type_methods, next_slot, text)                       \
    {                                                                                          \
        .name = "itertools." type_name, .kind = type_kind, .size = sizeof(Choice),             \
        .flags = TYPE_BASE | TYPE_DEFINES_NEW,                                                 \
        .slots = {.destroy = choice_destroy,                                                   \
                  .traverse = choice_traverse,                                                 \
                  .iterate = stage_self,                                                       \
                  .next = next_slot},                                                          \
        .methods = type_methods, .doc = text,                                                  \
    }

static const NativeDef PRODUCT_METHODS[] = {NEW("/, *iterables, repeat=1)", product_make),
                                            END_OF_TABLE};
const TypeSpec product_type_spec =
    CHOICE_SPEC("product", KIND_PRODUCT, PRODUCT_METHODS, product_next,
                "Every tuple with an item of each iterable: nested for loops.");

static const NativeDef COMBINATIONS_METHODS[] = {NEW("iterable, r)", combinations_make),
                                                 END_OF_TABLE};
const TypeSpec combinations_type_spec =
    CHOICE_SPEC("combinations", KIND_COMBINATIONS, COMBINATIONS_METHODS, combinations_next,
                "Every choice of r items, in the order of the pool.");

static const NativeDef REPLACED_METHODS[] = {NEW("iterable, r)", replaced_make), END_OF_TABLE};
const TypeSpec combinations_replaced_type_spec =
    CHOICE_SPEC("combinations_with_replacement", KIND_COMBINATIONS_REPLACED, REPLACED_METHODS,
                replaced_next, "Every choice of r items, each as often as one likes.");

static const NativeDef PERMUTATIONS_METHODS[] = {NEW("iterable, r=None)", permutations_make),
                                                 END_OF_TABLE};
const TypeSpec permutations_type_spec =
    CHOICE_SPEC("permutations", KIND_PERMUTATIONS, PERMUTATIONS_METHODS, permutations_next,
                "Every arrangement of r items of the pool.");
