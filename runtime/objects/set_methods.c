// The methods of set and frozenset, and both types.
#include "runtime/objects/repr_guard.h"
#include "runtime/objects/iterator_reduce.h"
#include "runtime/objects/set.h"
#include "runtime/objects/str_builder.h"
#include "runtime/objects/tuple.h"

static Object *self_of(const Value *arguments) {
    return value_object(arguments[0]);
}

static Ref done_or_failed(bool done) {
    return done ? owned(NONE) : NO_REF;
}

// --- making ---------------------------------------------------------------------------------

static Ref set_make(ThreadState *ts, const Value *arguments) ATTACHED {
    return set_new_of_type(ts, (Type *)(void *)value_object(arguments[0]));
}

static Ref set_initialize(ThreadState *ts, const Value *arguments) ATTACHED {
    if (set_length(self_of(arguments)) > 0) {
        set_clear(ts, self_of(arguments));
    }
    return done_or_failed(value_is_null(arguments[1]) ||
                          set_update(ts, self_of(arguments), arguments[1]));
}

static Ref frozenset_make(ThreadState *ts, const Value *arguments) ATTACHED {
    Type *type = (Type *)(void *)value_object(arguments[0]);
    Value iterable = arguments[1];
    if (type == builtin_type(ts, KIND_FROZENSET) && !value_is_null(iterable) &&
        value_is(iterable, KIND_FROZENSET)) {
        return ref_take(ts, iterable);
    }
    Ref set = set_new_of_type(ts, type);
    if (!ref_is_null(set) && !value_is_null(iterable) &&
        !set_update(ts, value_object(borrow(set)), iterable)) {
        ref_drop(ts, set);
        return NO_REF;
    }
    return set;
}

// --- changing -------------------------------------------------------------------------------

static Ref set_add_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return done_or_failed(set_add(ts, self_of(arguments), arguments[1]));
}

static Ref set_discard_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return done_or_failed(set_discard(ts, self_of(arguments), arguments[1]) >= 0);
}

static Ref set_remove_method(ThreadState *ts, const Value *arguments) ATTACHED {
    int removed = set_discard(ts, self_of(arguments), arguments[1]);
    if (removed == 0) {
        raise_error_value(ts, EXC_KEY_ERROR, arguments[1]);
    }
    return done_or_failed(removed > 0);
}

static Ref set_pop_method(ThreadState *ts, const Value *arguments) ATTACHED {
    Ref key = set_pop(ts, self_of(arguments));
    return ref_is_null(key) ? raise_error(ts, EXC_KEY_ERROR, "pop from an empty set") : key;
}

static Ref set_clear_method(ThreadState *ts, const Value *arguments) ATTACHED {
    set_clear(ts, self_of(arguments));
    return owned(NONE);
}

// Applies one update after the other: update(*others) and its kin.
static Ref update_with_each(ThreadState *ts, const Value *arguments,
                            bool (*update)(ThreadState *, Object *, Value)) ATTACHED {
    Tuple *others = as_tuple(arguments[1]);
    for (int64_t i = 0; i < others->length; i++) {
        if (!update(ts, self_of(arguments), others->items[i])) {
            return NO_REF;
        }
    }
    return owned(NONE);
}

static Ref set_update_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return update_with_each(ts, arguments, set_update);
}

static Ref set_difference_update_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return update_with_each(ts, arguments, set_difference_update);
}

static Ref set_symmetric_update_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return done_or_failed(set_symmetric_update(ts, self_of(arguments), arguments[1]));
}

// --- new sets -------------------------------------------------------------------------------

static Ref set_copy_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return value_is(arguments[0], KIND_FROZENSET) ? ref_take(ts, arguments[0])
                                                  : set_copy(ts, arguments[0]);
}

// Combines the set with each of the others in turn.
static Ref combine_with_each(ThreadState *ts, const Value *arguments,
                             Ref (*combine)(ThreadState *, Value, Value)) ATTACHED {
    Tuple *others = as_tuple(arguments[1]);
    Ref result = others->length ? ref_take(ts, arguments[0]) : set_copy(ts, arguments[0]);
    for (int64_t i = 0; !ref_is_null(result) && i < others->length; i++) {
        Ref next = combine(ts, borrow(result), others->items[i]);
        ref_drop(ts, result);
        result = next;
    }
    return result;
}

static Ref set_union_method(ThreadState *ts, const Value *arguments) ATTACHED {
    Tuple *others = as_tuple(arguments[1]);
    Ref result = set_copy(ts, arguments[0]);
    for (int64_t i = 0; !ref_is_null(result) && i < others->length; i++) {
        if (!set_update(ts, value_object(borrow(result)), others->items[i])) {
            ref_drop(ts, result);
            result = NO_REF;
        }
    }
    return result;
}

static Ref set_intersection_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return combine_with_each(ts, arguments, set_intersection);
}

// The set changes only when all others have been gone over.
static Ref set_intersection_update_method(ThreadState *ts,
                                          const Value *arguments) ATTACHED RUNS_GUEST {
    Ref common = combine_with_each(ts, arguments, set_intersection);
    if (ref_is_null(common)) {
        return NO_REF;
    }
    if (as_tuple(arguments[1])->length) {
        set_swap(ts, self_of(arguments), value_object(borrow(common)));
    }
    ref_drop(ts, common);
    return owned(NONE);
}

static Ref set_difference_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return combine_with_each(ts, arguments, set_difference);
}

static Ref set_symmetric_difference_method(ThreadState *ts, const Value *arguments) ATTACHED {
    Ref result = set_copy(ts, arguments[0]);
    if (!ref_is_null(result) &&
        !set_symmetric_update(ts, value_object(borrow(result)), arguments[1])) {
        ref_drop(ts, result);
        return NO_REF;
    }
    return result;
}

// --- asking ---------------------------------------------------------------------------------

static Ref set_issubset_method(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    int holds;
    if (is_set(ts, arguments[1])) {
        holds = set_is_subset(ts, arguments[0], arguments[1]);
    } else {
        Ref common = set_intersection(ts, arguments[0], arguments[1]);
        holds = ref_is_null(common) ? -1
                                    : set_length(value_object(borrow(common))) ==
                                          set_length(self_of(arguments));
        ref_drop(ts, common);
    }
    return holds < 0 ? NO_REF : owned(value_bool(holds));
}

static Ref set_issuperset_method(ThreadState *ts, const Value *arguments) ATTACHED {
    int holds = set_includes(ts, arguments[0], arguments[1]);
    return holds < 0 ? NO_REF : owned(value_bool(holds));
}

static Ref set_isdisjoint_method(ThreadState *ts, const Value *arguments) ATTACHED {
    int holds = set_is_disjoint(ts, arguments[0], arguments[1]);
    return holds < 0 ? NO_REF : owned(value_bool(holds));
}

static Ref set_size_method(ThreadState *ts, const Value *arguments) ATTACHED {
    Set *set = as_set(arguments[0]);
    object_lock(ts, &set->head);
    int64_t places = set->table == set->small ? 0 : set->mask + 1;
    object_unlock(ts, &set->head);
    return owned(value_from_int((int64_t)object_memory_size(&set->head) +
                                places * (int64_t)sizeof(SetEntry)));
}

// --- slots ----------------------------------------------------------------------------------

static void set_destroy(ThreadState *ts, Object *self) ATTACHED {
    if (((Set *)(void *)self)->table) {
        set_clear(ts, self);
    }
}

static void set_traverse(Object *self, Visitor visit, void *context) {
    Set *set = (Set *)(void *)self;
    for (int64_t i = 0; set->table && i <= set->mask; i++) {
        if (!value_is_null(set->table[i].key)) {
            visit(set->table[i].key, context);
        }
    }
}

static int64_t set_length_slot(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    return set_length(value_object(self));
}

static int set_contains_slot(ThreadState *ts, Value self, Value item) ATTACHED {
    return set_contains(ts, value_object(self), item);
}

// The keys' hashes mixed so that their order does not matter, as in CPython.
static int64_t frozenset_hash(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    Set *set = as_set(self);
    int64_t known = load_relaxed(&set->hash);
    if (known != -1) {
        return known;
    }
    uint64_t hash = 0;
    for (int64_t i = 0; i <= set->mask; i++) {
        if (!value_is_null(set->table[i].key)) {
            uint64_t h = (uint64_t)set->table[i].hash;
            hash ^= ((h ^ 89869747u) ^ (h << 16)) * 3644798167u;
        }
    }
    hash ^= ((uint64_t)set->length + 1) * 1927868237u;
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash * 69069u + 907133923u;
    if (hash == (uint64_t)-1) {
        hash = 590923713u;
    }
    store_relaxed(&set->hash, (int64_t)hash);
    return (int64_t)hash;
}

static bool write_keys(StrBuilder *builder, ThreadState *ts, Value self) ATTACHED {
    SetSnapshot keys;
    if (!set_snapshot(ts, value_object(self), &keys)) {
        return false;
    }
    bool good = str_builder_char(builder, '{');
    for (int64_t i = 0; good && i < keys.length; i++) {
        good = (i == 0 || str_builder_text(builder, ", ")) &&
               str_builder_repr(builder, keys.entries[i].key);
    }
    set_snapshot_drop(ts, &keys);
    return good && str_builder_char(builder, '}');
}

static Ref set_repr(ThreadState *ts, Value self) ATTACHED {
    const char *name = value_type_name(ts, self);
    if (set_length(value_object(self)) == 0) {
        return str_format(ts, "%s()", name);
    }
    ReprGuard guard;
    int entered = repr_enter(ts, self, &guard);
    if (entered <= 0) {
        return entered < 0 ? NO_REF : str_format(ts, "%s(...)", name);
    }
    bool is_plain = value_is(self, KIND_SET);
    StrBuilder builder;
    str_builder_init(&builder, ts);
    bool good = (is_plain || (str_builder_utf8(&builder, name, strlen(name)) &&
                              str_builder_char(&builder, '('))) &&
                write_keys(&builder, ts, self) && (is_plain || str_builder_char(&builder, ')'));
    repr_leave(ts, &guard);
    if (!good) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

// --- iterating ------------------------------------------------------------------------------

typedef struct SetIterator {
    Object head;
    Value set; // NO_VALUE when exhausted
    int64_t position;
    int64_t length; // of the set when the iteration began; -1 exhausted
    int64_t n_given;
} SetIterator;

static Ref set_iterate(ThreadState *ts, Value self) ATTACHED {
    SetIterator *iterator =
        object_new(ts, builtin_type(ts, KIND_SET_ITERATOR), sizeof(SetIterator));
    if (!iterator) {
        return NO_REF;
    }
    iterator->set = borrow(ref_take(ts, self));
    iterator->length = set_length(value_object(self));
    return object_ref(iterator);
}

static Ref set_iterator_next(ThreadState *ts, Object *self) ATTACHED {
    SetIterator *iterator = (SetIterator *)(void *)self;
    int64_t length = load_relaxed(&iterator->length);
    if (length == -1) {
        return NO_REF;
    }
    Object *set = value_object(iterator->set);
    if (length != set_length(set)) {
        store_relaxed(&iterator->length, -2);
        return raise_error(ts, EXC_RUNTIME_ERROR, "Set changed size during iteration");
    }
    int64_t position = load_relaxed(&iterator->position);
    Ref key = set_step(ts, set, &position);
    store_relaxed(&iterator->position, position);
    if (ref_is_null(key)) {
        store_relaxed(&iterator->length, -1);
        if (!ts->is_parallel) {
            Value done = iterator->set;
            iterator->set = NO_VALUE;
            value_drop(ts, done);
        }
    }
    store_relaxed(&iterator->n_given, load_relaxed(&iterator->n_given) + 1);
    return key;
}

static void set_iterator_destroy(ThreadState *ts, Object *self) ATTACHED {
    value_drop(ts, ((SetIterator *)(void *)self)->set);
}

static void set_iterator_traverse(Object *self, Visitor visit, void *context) {
    Value set = ((SetIterator *)(void *)self)->set;
    if (!value_is_null(set)) {
        visit(set, context);
    }
}

static Ref iterator_self(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, self);
}

static Ref set_iterator_length_hint(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)ts;
    const SetIterator *iterator = (const SetIterator *)(const void *)value_object(arguments[0]);
    int64_t length = load_relaxed(&iterator->length);
    bool goes_on = length >= 0 && length == set_length(value_object(iterator->set));
    int64_t rest = goes_on ? length - load_relaxed(&iterator->n_given) : 0;
    return owned(value_from_int(rest < 0 ? 0 : rest));
}

// (iter, ([what is still to come],)); the iterator itself does not move.
static Ref set_iterator_reduce(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    SetIterator *iterator = (SetIterator *)(void *)value_object(arguments[0]);
    if (value_is_null(iterator->set)) {
        return reduce_to_end(ts, list_new(ts, 0));
    }
    Ref copy = set_iterate(ts, iterator->set);
    if (!ref_is_null(copy)) {
        SetIterator *other = (SetIterator *)(void *)value_object(borrow(copy));
        other->position = load_relaxed(&iterator->position);
        other->length = load_relaxed(&iterator->length);
        other->n_given = load_relaxed(&iterator->n_given);
    }
    return reduce_to_rest(ts, copy);
}

static const NativeDef set_iterator_methods[] = {
    {"__length_hint__(self, /)", set_iterator_length_hint,
     "Private method returning an estimate of len(list(it)).", 0},
    {"__reduce__(self, /)", set_iterator_reduce, "Return state information for pickling.", 0},
    {NULL, NULL, NULL, 0},
};

// --- the types ------------------------------------------------------------------------------

#define SHARED_METHODS                                                                         \
    {"copy(self, /)", set_copy_method, "Return a shallow copy of a set.", 0},                  \
        {"union(self, *others)", set_union_method,                                             \
         "Return a new set with elements from the set and all others.", 0},                    \
        {"intersection(self, *others)", set_intersection_method,                               \
         "Return a new set with elements common to the set and all others.", 0},               \
        {"difference(self, *others)", set_difference_method,                                   \
         "Return a new set with elements in the set that are not in the others.", 0},          \
        {"symmetric_difference(self, other, /)", set_symmetric_difference_method,              \
         "Return a new set with elements in either the set or other but not both.", 0},        \
        {"issubset(self, other, /)", set_issubset_method,                                      \
         "Report whether another set contains this set.", 0},                                  \
        {"issuperset(self, other, /)", set_issuperset_method,                                  \
         "Report whether this set contains another set.", 0},                                  \
        {"isdisjoint(self, other, /)", set_isdisjoint_method,                                  \
         "Return True if two sets have a null intersection.", 0},                              \
    {                                                                                          \
        "__sizeof__(self, /)", set_size_method,                                                \
            "S.__sizeof__() -> size of S in memory, in bytes.", 0                              \
    }

static const NativeDef set_methods[] = {
    {"__new__(cls, *arguments, **keywords)", set_make,
     "Create and return a new object.  See help(type) for accurate signature.",
     NATIVE_STATIC_METHOD | NATIVE_IGNORES_ARGUMENTS},
    {"__init__(self, iterable=(), /)", set_initialize,
     "Initialize self.  See help(type(self)) for accurate signature.", 0},
    {"add(self, object, /)", set_add_method,
     "Add an element to a set.\n\nThis has no effect if the element is already present.", 0},
    {"remove(self, object, /)", set_remove_method,
     "Remove an element from a set; it must be a member.\n\nIf the element is not a member, "
     "raise a KeyError.",
     0},
    {"discard(self, object, /)", set_discard_method,
     "Remove an element from a set if it is a member.\n\nUnlike set.remove(), the discard() "
     "method does not raise\nan exception when an element is missing from the set.",
     0},
    {"pop(self, /)", set_pop_method,
     "Remove and return an arbitrary set element.\n\nRaises KeyError if the set is empty.", 0},
    {"clear(self, /)", set_clear_method, "Remove all elements from this set.", 0},
    {"update(self, *others)", set_update_method,
     "Update the set, adding elements from all others.", 0},
    {"intersection_update(self, *others)", set_intersection_update_method,
     "Update the set, keeping only elements found in it and all others.", 0},
    {"difference_update(self, *others)", set_difference_update_method,
     "Update the set, removing elements found in others.", 0},
    {"symmetric_difference_update(self, other, /)", set_symmetric_update_method,
     "Update the set, keeping only elements found in either set, but not in both.", 0},
    SHARED_METHODS,
    {NULL, NULL, NULL, 0},
};

static const NativeDef frozenset_methods[] = {
    {"__new__(cls, iterable=(), /)", frozenset_make,
     "Create and return a new object.  See help(type) for accurate signature.",
     NATIVE_STATIC_METHOD},
    SHARED_METHODS,
    {NULL, NULL, NULL, 0},
};

const TypeSpec set_type_spec = {
    .name = "set",
    .kind = KIND_SET,
    .size = sizeof(Set),
    .flags = TYPE_BASE | TYPE_UNHASHABLE | TYPE_DEFINES_NEW,
    .slots = {.destroy = set_destroy,
              .traverse = set_traverse,
              .repr = set_repr,
              .compare = set_compare,
              .binary = set_binary,
              .in_place = set_in_place,
              .length = set_length_slot,
              .contains = set_contains_slot,
              .iterate = set_iterate},
    .methods = set_methods,
    .doc = "Build an unordered collection of unique elements.",
};

const TypeSpec frozenset_type_spec = {
    .name = "frozenset",
    .kind = KIND_FROZENSET,
    .size = sizeof(Set),
    .flags = TYPE_BASE | TYPE_DEFINES_NEW,
    .slots = {.destroy = set_destroy,
              .traverse = set_traverse,
              .repr = set_repr,
              .hash = frozenset_hash,
              .compare = set_compare,
              .binary = set_binary,
              .length = set_length_slot,
              .contains = set_contains_slot,
              .iterate = set_iterate},
    .methods = frozenset_methods,
    .doc = "Build an immutable unordered collection of unique elements.",
};

const TypeSpec set_iterator_type_spec = {
    .name = "set_iterator",
    .kind = KIND_SET_ITERATOR,
    .size = sizeof(SetIterator),
    .flags = TYPE_DISALLOW_NEW,
    .slots = {.destroy = set_iterator_destroy,
              .traverse = set_iterator_traverse,
              .iterate = iterator_self,
              .next = set_iterator_next},
    .methods = set_iterator_methods,
};
