// DictTable: the compact ordered table under every dict, without its dict.
//
//     index:    [ -1 |  1 | -1 | -2 |  0 |  3 | -1 | -1 ]      open addressing, 2^index_bits
//     entries:  [ hash key value | hash key value | (deleted) | hash key value | ... ]
//
// The index says where a key's entry stands; the entries stand in the order of insertion. The
// probe sequence is CPython's: i = 5i + perturb + 1 with the hash shifted in (R. Hettinger,
// "More compact dictionaries with faster iteration", 2012).
//
// Invariants. An entry belongs to one key for the life of its table: while threads run in
// parallel entries are appended and deleted, never used again. Every index slot >= 0 names an
// entry that is whole (the slot is published after the entry). A table that has been replaced
// has all its keys and values emptied before the dict is unlocked, so that a reader who is
// still in it takes nothing (slot_try_take looks twice) and goes to the lock. In a deleted
// entry `hash` says how many entries to step back to come to one that may live.
#ifndef GILT_RUNTIME_OBJECTS_DICT_TABLE_H
#define GILT_RUNTIME_OBJECTS_DICT_TABLE_H

#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/lock.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

enum {
    SLOT_EMPTY = -1,
    SLOT_DELETED = -2,
    // What table_find returns instead of an entry's index.
    FIND_ABSENT = -1,
    FIND_UNDECIDED = -2, // only guest code, or a reader with the lock, can tell
};

// The table of every dict without items: one empty index slot, no entries. Never written to.
extern const DictTable DICT_TABLE_EMPTY;

// A table for at least `length` entries, empty; null with MemoryError set.
DictTable *dict_table_new(ThreadState *ts, uint64_t length) ATTACHED;

// The entries that a table that has become too small for `length` items gets: CPython's rule is
// three times the items, in the next power of two of index slots.
uint64_t dict_table_room_for(int64_t length);

// The size of a table in bytes.
size_t dict_table_size(const DictTable *table);

// A copy of the live entries of `table`, which have references of their own afterwards only if
// the caller takes them (dict_table_retain). Room for `length` entries at least. Null with
// MemoryError set.
DictTable *dict_table_copy(ThreadState *ts, const DictTable *table, uint64_t length) ATTACHED;

// Takes one reference to every key and value of a table that nobody else can see yet.
void dict_table_retain(ThreadState *ts, DictTable *table) ATTACHED;

// Drops every key and value and frees the table, which `holder` does not lead to any more: as
// buffer_retire_from does. Any table is allowed.
void dict_table_destroy(ThreadState *ts, const Object *holder,
                        DictTable *table) ATTACHED RUNS_GUEST;

// Frees a replaced table whose references have moved elsewhere: at once if it was private
// (lock.h), else it empties its slots and waits until no reader can be in it. The dict must not
// lead to it any more. Any table is allowed.
void dict_table_retire(ThreadState *ts, bool is_private, DictTable *table) ATTACHED;

// Appends an entry for a key that is not there; there must be room. Takes the references.
void dict_table_append(DictTable *table, Value key, Value value, int64_t hash) ATTACHED;

// Takes the entry `index` out: its references belong to the caller now.
void dict_table_remove(DictTable *table, int64_t index, Ref *key, Ref *value) ATTACHED;

// Whether one more entry can be appended.
static inline bool dict_table_has_room(const DictTable *table) {
    return load_relaxed(&table->entry_count) < table->entry_capacity;
}

// The index slot i.
static inline int64_t dict_table_slot(const DictTable *table, size_t i) {
    if (table->index_width == 1) {
        return load_acquire((const int8_t *)table->index + i);
    }
    if (table->index_width == 2) {
        return load_acquire((const int16_t *)(const void *)table->index + i);
    }
    return load_acquire((const int32_t *)(const void *)table->index + i);
}

// Moves (i, perturb) one step along the probe sequence.
static inline size_t dict_table_probe(size_t i, uint64_t *perturb, size_t mask) {
    *perturb >>= 5;
    return (i * 5 + (size_t)*perturb + 1) & mask;
}

// The hash of a key, by the quick ways first. -1 with the exception set.
static inline int64_t key_hash(ThreadState *ts, Value key) ATTACHED {
    if (value_is(key, KIND_STR)) {
        int64_t hash = load_relaxed(&((Str *)value_object(key))->hash);
        return LIKELY(hash != -1) ? hash : str_hash(key);
    }
    const int64_t modulus = ((int64_t)1 << 61) - 1;
    if (value_is_small_int(key)) {
        int64_t i = value_to_int(key);
        if (i >= 0 && i < modulus) {
            return i;
        }
    }
    return value_hash(ts, key);
}

// The same as keys_compare_plainly for two exact tuples.
int tuples_compare_plainly(const Tuple *a, const Tuple *b) ATTACHED;

// Compares two keys with equal hashes as far as no guest code is needed: 1, 0 or
// FIND_UNDECIDED. Both must be kept alive by the caller.
static inline int keys_compare_plainly(Value a, Value b) ATTACHED {
    if (value_same(a, b)) {
        return 1;
    }
    bool a_is_str = value_is(a, KIND_STR);
    bool b_is_str = value_is(b, KIND_STR);
    if (a_is_str && b_is_str) {
        return str_equal(a, b);
    }
    if ((a_is_str && !value_is_object(b)) || (b_is_str && !value_is_object(a)) ||
        values_are_small_ints(a, b)) {
        return 0;
    }
    if (value_is(a, KIND_TUPLE) && value_is(b, KIND_TUPLE)) {
        return tuples_compare_plainly((const Tuple *)value_object(a),
                                      (const Tuple *)value_object(b));
    }
    return FIND_UNDECIDED;
}

// The index of key's entry, FIND_ABSENT or FIND_UNDECIDED. Runs no guest code. The caller holds
// the dict's lock, or no other thread runs.
int64_t dict_table_find(const DictTable *table, Value key, int64_t hash) ATTACHED;

// The same for a reader without the lock while other threads may change the dict.
int64_t dict_table_find_unlocked(ThreadState *ts, const DictTable *table, Value key,
                                 int64_t hash) ATTACHED;

#endif
