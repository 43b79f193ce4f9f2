// Sets combined: union, intersection, difference and symmetric difference as operators and as
// in-place operators, and the comparisons by inclusion.
//
// The other operand of a method may be any iterable; it is walked as one moment's snapshot if
// it is a set, else item by item.
#include "runtime/objects/set.h"

#include "runtime/objects/dict.h"
#include "vm/exec/call.h"

// The type of results: frozenset for a frozenset, set else.
static Type *result_type(ThreadState *ts, Value set) ATTACHED {
    return builtin_type(ts,
                        value_has_layout(ts, set, KIND_FROZENSET) ? KIND_FROZENSET : KIND_SET);
}

Ref set_copy(ThreadState *ts, Value set) {
    Ref copy = set_new_of_type(ts, result_type(ts, set));
    if (!ref_is_null(copy) &&
        !set_copy_into(ts, value_object(borrow(copy)), value_object(set))) {
        ref_drop(ts, copy);
        return NO_REF;
    }
    return copy;
}

// Calls `visit` for every key of a set or item of an iterable, with its hash. It returns 1 to
// go on, 0 to stop, -1 with the exception set; so does this.
typedef int (*KeyVisitor)(ThreadState *ts, void *context, Value key, int64_t hash);

static int each_key(ThreadState *ts, Value iterable, KeyVisitor visit, void *context) ATTACHED {
    int result = 1;
    if (is_set(ts, iterable)) {
        SetSnapshot keys;
        if (!set_snapshot(ts, value_object(iterable), &keys)) {
            return -1;
        }
        for (int64_t i = 0; result == 1 && i < keys.length; i++) {
            result = visit(ts, context, keys.entries[i].key, keys.entries[i].hash);
        }
        set_snapshot_drop(ts, &keys);
        return result;
    }
    Ref iterator = value_iterate(ts, iterable);
    if (ref_is_null(iterator)) {
        return -1;
    }
    while (result == 1) {
        Ref item = iterator_next(ts, borrow(iterator));
        if (ref_is_null(item)) {
            result = error_is_set(ts) ? -1 : 1;
            break;
        }
        int64_t hash = key_hash(ts, borrow(item));
        result = hash == -1 ? -1 : visit(ts, context, borrow(item), hash);
        ref_drop(ts, item);
    }
    ref_drop(ts, iterator);
    return result;
}

// A set being made from keys that are, or are not, in another set.
typedef struct Filter {
    Object *result;
    Object *other;
    int wanted;   // 1: keys that are in `other`; 0: that are not
    int64_t most; // keys the result may have: then nothing more is looked at
} Filter;

static int add_if(ThreadState *ts, void *context, Value key, int64_t hash) ATTACHED {
    Filter *filter = context;
    int found = set_find_hashed(ts, filter->other, key, hash);
    if (found != filter->wanted) {
        return found < 0 ? -1 : 1;
    }
    int added = set_add_hashed(ts, filter->result, key, hash);
    return added < 0 ? -1 : set_length(filter->result) < filter->most;
}

Ref set_intersection(ThreadState *ts, Value set, Value iterable) {
    Ref result = set_new_of_type(ts, result_type(ts, set));
    if (ref_is_null(result)) {
        return NO_REF;
    }
    Value walked = iterable;
    Value looked_in = set;
    if (is_set(ts, iterable) &&
        set_length(value_object(iterable)) > set_length(value_object(set))) {
        walked = set;
        looked_in = iterable;
    }
    // CPython: an iterable is left when all keys of the set have come.
    int64_t most = is_set(ts, iterable) ? INT64_MAX : set_length(value_object(set));
    Filter filter = {value_object(borrow(result)), value_object(looked_in), 1, most};
    if (each_key(ts, walked, add_if, &filter) < 0) {
        ref_drop(ts, result);
        return NO_REF;
    }
    return result;
}

static int remove_key(ThreadState *ts, void *context, Value key, int64_t hash) ATTACHED {
    return set_remove_hashed(ts, context, key, hash) < 0 ? -1 : 1;
}

bool set_difference_update(ThreadState *ts, Object *set, Value iterable) {
    if (value_same(object_value(set), iterable)) {
        set_clear(ts, set);
        return true;
    }
    return each_key(ts, iterable, remove_key, set) >= 0;
}

Ref set_difference(ThreadState *ts, Value set, Value iterable) {
    // CPython: copy and remove, unless the other set is so large that looking up pays.
    if (!is_set(ts, iterable) ||
        (set_length(value_object(set)) >> 2) > set_length(value_object(iterable))) {
        Ref copy = set_copy(ts, set);
        if (!ref_is_null(copy) &&
            each_key(ts, iterable, remove_key, value_object(borrow(copy))) < 0) {
            ref_drop(ts, copy);
            return NO_REF;
        }
        return copy;
    }
    Ref result = set_new_of_type(ts, result_type(ts, set));
    if (ref_is_null(result)) {
        return NO_REF;
    }
    Filter filter = {value_object(borrow(result)), value_object(iterable), 0, INT64_MAX};
    if (each_key(ts, set, add_if, &filter) < 0) {
        ref_drop(ts, result);
        return NO_REF;
    }
    return result;
}

static int toggle_key(ThreadState *ts, void *context, Value key, int64_t hash) ATTACHED {
    int removed = set_remove_hashed(ts, context, key, hash);
    if (removed == 0) {
        removed = set_add_hashed(ts, context, key, hash);
    }
    return removed < 0 ? -1 : 1;
}

bool set_symmetric_update(ThreadState *ts, Object *set, Value iterable) {
    if (value_same(object_value(set), iterable)) {
        set_clear(ts, set);
        return true;
    }
    if (is_set(ts, iterable)) {
        return each_key(ts, iterable, toggle_key, set) >= 0;
    }
    // An item that comes twice is toggled once.
    Ref others = set_new(ts);
    bool done = !ref_is_null(others) &&
                set_update(ts, value_object(borrow(others)), iterable) &&
                each_key(ts, borrow(others), toggle_key, set) >= 0;
    ref_drop(ts, others);
    return done;
}

static int is_in(ThreadState *ts, void *context, Value key, int64_t hash) ATTACHED {
    return set_find_hashed(ts, context, key, hash);
}

int set_is_subset(ThreadState *ts, Value a, Value b) {
    if (set_length(value_object(a)) > set_length(value_object(b))) {
        return 0;
    }
    return each_key(ts, a, is_in, value_object(b));
}

int set_includes(ThreadState *ts, Value set, Value iterable) {
    if (is_set(ts, iterable)) {
        return set_is_subset(ts, iterable, set);
    }
    return each_key(ts, iterable, is_in, value_object(set));
}

static int is_not_in(ThreadState *ts, void *context, Value key, int64_t hash) ATTACHED {
    int found = set_find_hashed(ts, context, key, hash);
    return found < 0 ? -1 : !found;
}

int set_is_disjoint(ThreadState *ts, Value set, Value iterable) {
    if (is_set(ts, iterable) &&
        set_length(value_object(iterable)) > set_length(value_object(set))) {
        return each_key(ts, set, is_not_in, value_object(iterable));
    }
    return each_key(ts, iterable, is_not_in, value_object(set));
}

// --- operators ------------------------------------------------------------------------------

Ref set_binary(ThreadState *ts, BinaryOperator op, Value a, Value b) {
    if (!is_set(ts, a) || !is_set(ts, b)) {
        return owned(NOT_IMPLEMENTED);
    }
    if (op == BINARY_AND) {
        return set_intersection(ts, a, b);
    }
    if (op == BINARY_SUBTRACT) {
        return set_difference(ts, a, b);
    }
    if (op != BINARY_OR && op != BINARY_XOR) {
        return owned(NOT_IMPLEMENTED);
    }
    // CPython: a ^ b toggles the keys of a in a copy of b.
    bool is_union = op == BINARY_OR;
    Ref result = is_union ? set_copy(ts, a) : set_new_of_type(ts, result_type(ts, a));
    bool done = !ref_is_null(result) && set_update(ts, value_object(borrow(result)), b) &&
                (is_union || set_symmetric_update(ts, value_object(borrow(result)), a));
    if (!done) {
        ref_drop(ts, result);
        return NO_REF;
    }
    return result;
}

Ref set_in_place(ThreadState *ts, BinaryOperator op, Value self, Value other) {
    if (!is_set(ts, other)) {
        return owned(NOT_IMPLEMENTED);
    }
    Object *set = value_object(self);
    bool done;
    switch (op) {
    case BINARY_OR:
        done = set_update(ts, set, other);
        break;
    case BINARY_SUBTRACT:
        done = set_difference_update(ts, set, other);
        break;
    case BINARY_XOR:
        done = set_symmetric_update(ts, set, other);
        break;
    case BINARY_AND: {
        Ref common = set_intersection(ts, self, other);
        done = !ref_is_null(common);
        if (done) {
            set_swap(ts, set, value_object(borrow(common)));
            ref_drop(ts, common);
        }
        break;
    }
    default:
        return owned(NOT_IMPLEMENTED);
    }
    return done ? ref_take(ts, self) : NO_REF;
}

// Whether `op` holds between two sets: 1, 0, -1.
static int compare_sets(ThreadState *ts, CompareOperator op, Value self,
                        Value other) ATTACHED RUNS_GUEST {
    int64_t length = set_length(value_object(self));
    int64_t other_length = set_length(value_object(other));
    int holds = 0;
    switch (op) {
    case COMPARE_EQUAL:
    case COMPARE_NOT_EQUAL:
        holds = length == other_length ? set_is_subset(ts, self, other) : 0;
        if (holds >= 0 && op == COMPARE_NOT_EQUAL) {
            holds = !holds;
        }
        break;
    case COMPARE_LESS:
        holds = length < other_length ? set_is_subset(ts, self, other) : 0;
        break;
    case COMPARE_LESS_EQUAL:
        holds = set_is_subset(ts, self, other);
        break;
    case COMPARE_GREATER:
        holds = length > other_length ? set_is_subset(ts, other, self) : 0;
        break;
    case COMPARE_GREATER_EQUAL:
        holds = set_is_subset(ts, other, self);
        break;
    case COMPARE_COUNT:
        break;
    }
    return holds;
}

Ref set_compare(ThreadState *ts, CompareOperator op, Value self, Value other) {
    if (!is_set(ts, other)) {
        return owned(NOT_IMPLEMENTED);
    }
    if (!native_enter(ts, " in comparison")) {
        return NO_REF;
    }
    int holds = compare_sets(ts, op, self, other);
    native_leave(ts);
    return holds < 0 ? NO_REF : owned(value_bool(holds));
}
