// Sets as their own files share them: the table, and how to look into it.
//
// The table is CPython's: 2^n places, linear probes of up to 9 places, then a jump that mixes
// in more of the hash. So a set of small ints iterates in the order a student sees there. Keys
// are never moved except when the table is replaced. Everybody, readers too, takes the object
// lock while threads run in parallel; a comparison that needs guest code is made without it,
// and afterwards the table must be unchanged, else the search starts again.
#ifndef GILT_RUNTIME_OBJECTS_SET_H
#define GILT_RUNTIME_OBJECTS_SET_H

#include "runtime/objects/dict_table.h"
#include "vm/object/native.h"

#define SET_SMALL_SIZE 8

// key NO_VALUE: hash 0 never used, hash -1 deleted.
typedef struct SetEntry {
    int64_t hash;
    Value key;
} SetEntry;

typedef struct Set {
    Object head;
    int64_t length; // keys
    int64_t fill;   // keys and deleted places
    int64_t mask;
    SetEntry *table;  // `small`, or a buffer
    int64_t hash;     // of a frozenset; -1: not yet computed
    int64_t finger;   // where pop() goes on searching
    uint32_t changes; // counts the changes of the key set, for searches and iterators
    SetEntry small[SET_SMALL_SIZE];
} Set;

static inline Set *as_set(Value v) {
    return (Set *)(void *)value_object(v);
}

static inline bool is_set(const ThreadState *ts, Value v) {
    return value_has_layout(ts, v, KIND_SET) || value_has_layout(ts, v, KIND_FROZENSET);
}

static inline int64_t set_length(const Object *set) {
    return load_relaxed(&((const Set *)(const void *)set)->length);
}

// A new empty set of `type` (set, frozenset or a subclass).
Ref set_new_of_type(ThreadState *ts, Type *type) ATTACHED;

// The keys as of one moment: a private array with references of its own, in the set's order.
typedef struct SetSnapshot {
    SetEntry *entries; // null if length is 0
    int64_t length;
} SetSnapshot;
bool set_snapshot(ThreadState *ts, Object *set, SetSnapshot *out) ATTACHED;
void set_snapshot_drop(ThreadState *ts, SetSnapshot *snapshot) ATTACHED RUNS_GUEST;

// Adds, finds, removes a key whose hash is known. 1 if it was there (add: was new), 0, -1.
int set_add_hashed(ThreadState *ts, Object *set, Value key, int64_t hash) ATTACHED RUNS_GUEST;
int set_find_hashed(ThreadState *ts, Object *set, Value key, int64_t hash) ATTACHED RUNS_GUEST;
int set_remove_hashed(ThreadState *ts, Object *set, Value key,
                      int64_t hash) ATTACHED RUNS_GUEST;

// Whether item is in the set; a set as item of a set of frozensets is looked up as a frozenset.
int set_contains(ThreadState *ts, Object *set, Value item) ATTACHED RUNS_GUEST;
// The same hash rule for remove and discard. 1 removed, 0 not there, -1.
int set_discard(ThreadState *ts, Object *set, Value item) ATTACHED RUNS_GUEST;

// Removes all keys.
void set_clear(ThreadState *ts, Object *set) ATTACHED RUNS_GUEST;
// Removes some key and gives it to the caller; NO_REF without an exception if there is none.
Ref set_pop(ThreadState *ts, Object *set) ATTACHED;
// Makes `to`, an empty private set, a copy of `from`, table and all.
bool set_copy_into(ThreadState *ts, Object *to, Object *from) ATTACHED;
// Puts the contents of two sets in each other's place. `other` is private.
void set_swap(ThreadState *ts, Object *set, Object *other) ATTACHED;
// The key at or after place *position; new reference; NO_REF at the end.
Ref set_step(ThreadState *ts, Object *set, int64_t *position) ATTACHED;

// The operators and comparisons (set_operations.c).
Ref set_binary(ThreadState *ts, BinaryOperator op, Value a, Value b) ATTACHED RUNS_GUEST;
Ref set_in_place(ThreadState *ts, BinaryOperator op, Value self,
                 Value other) ATTACHED RUNS_GUEST;
Ref set_compare(ThreadState *ts, CompareOperator op, Value self,
                Value other) ATTACHED RUNS_GUEST;
// Elements of any iterable in or not in `set`, into new sets of the same base type.
Ref set_intersection(ThreadState *ts, Value set, Value iterable) ATTACHED RUNS_GUEST;
Ref set_difference(ThreadState *ts, Value set, Value iterable) ATTACHED RUNS_GUEST;
bool set_difference_update(ThreadState *ts, Object *set, Value iterable) ATTACHED RUNS_GUEST;
bool set_symmetric_update(ThreadState *ts, Object *set, Value iterable) ATTACHED RUNS_GUEST;
// Whether every key of the set a is in b; every item of the iterable in the set, up to the
// first that is not; no item at all. 0, 1, -1.
int set_is_subset(ThreadState *ts, Value a, Value b) ATTACHED RUNS_GUEST;
int set_includes(ThreadState *ts, Value set, Value iterable) ATTACHED RUNS_GUEST;
int set_is_disjoint(ThreadState *ts, Value set, Value iterable) ATTACHED RUNS_GUEST;
// A new set like `set` (frozenset for a frozenset, else set).
Ref set_copy(ThreadState *ts, Value set) ATTACHED;

#endif
