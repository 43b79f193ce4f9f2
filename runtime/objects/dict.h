// What the files of dict share: finding a key with the lock held, and whole-dict operations.
//
// A key whose comparison needs guest code is compared without the lock: the candidate is kept
// alive by a reference, and afterwards the table must still be the one that was being searched,
// with the same entries; otherwise the search starts again. So guest code that changes the dict
// from inside `__eq__` is harmless, and so is another thread.
#ifndef GILT_RUNTIME_OBJECTS_DICT_H
#define GILT_RUNTIME_OBJECTS_DICT_H

#include "runtime/objects/dict_table.h"

// Where a key stands, valid while the dict's lock is held.
typedef struct DictPlace {
    DictTable *table;
    int64_t index; // of the entry, or FIND_ABSENT
    Ref held;      // a key that was compared; dropped by dict_place_release
} DictPlace;

static inline Dict *as_dict(Value v) {
    return (Dict *)(void *)value_object(v);
}

// Takes the dict's lock and finds the key. False with the exception set, and not locked.
bool dict_find_and_lock(ThreadState *ts, Object *dict, Value key, int64_t hash,
                        DictPlace *place) ATTACHED RUNS_GUEST;

// Gives the lock back and drops what the search held.
void dict_place_release(ThreadState *ts, Object *dict, DictPlace *place) ATTACHED RUNS_GUEST;

// dict_get and dict_set with the hash at hand.
Ref dict_get_hashed(ThreadState *ts, Object *dict, Value key, int64_t hash) ATTACHED RUNS_GUEST;
bool dict_set_hashed(ThreadState *ts, Object *dict, Value key, Value value,
                     int64_t hash) ATTACHED RUNS_GUEST;

// dict_set_hashed that gives the value that was there to the caller; NO_REF if none was.
bool dict_replace(ThreadState *ts, Object *dict, Value key, Value value, int64_t hash,
                  Ref *replaced) ATTACHED RUNS_GUEST;

// Removes the key and gives its value to the caller. A missing key is NO_REF without an
// exception.
Ref dict_take_out(ThreadState *ts, Object *dict, Value key, int64_t hash) ATTACHED RUNS_GUEST;

// The value for key; if it is missing, stores `fallback` and returns that.
Ref dict_set_default(ThreadState *ts, Object *dict, Value key,
                     Value fallback) ATTACHED RUNS_GUEST;

// A new exact dict with the same items.
Ref dict_copy(ThreadState *ts, Object *dict) ATTACHED;

// Removes all items.
void dict_clear(ThreadState *ts, Object *dict) ATTACHED RUNS_GUEST;

// Takes over the pairs of any iterable of pairs. TypeError and ValueError in CPython's words.
bool dict_update_from_pairs(ThreadState *ts, Object *dict, Value iterable) ATTACHED RUNS_GUEST;

// dict.update(argument): a mapping if it has `keys`, else pairs.
bool dict_update_from(ThreadState *ts, Object *dict, Value argument) ATTACHED RUNS_GUEST;

// The items, as of one moment, in a new list: keys, values, or tuples of both.
typedef enum DictPart { DICT_PART_KEY, DICT_PART_VALUE, DICT_PART_ITEM } DictPart;
Ref dict_list(ThreadState *ts, Object *dict, DictPart part) ATTACHED;

// The same for what a view shows.
Ref dict_view_list(ThreadState *ts, Value view) ATTACHED;

// The entry at or after *position (before, when stepping back): new references; false at the
// end, where *position is left beyond it. A concurrent change is seen or not.
bool dict_entry_take(ThreadState *ts, Object *dict, int64_t *position, bool backwards, Ref *key,
                     Ref *value) ATTACHED;

// The ends of the order (dict_order.c), each as one step for other threads.
// Moves an item to the end, or to the beginning; KeyError if it is not there.
bool dict_move_to_end(ThreadState *ts, Object *dict, Value key, bool last) ATTACHED RUNS_GUEST;
// Take an item out as new references; false, without an exception, if there is none.
bool dict_take_last(ThreadState *ts, Object *dict, Ref *key, Ref *value) ATTACHED;
bool dict_take_first(ThreadState *ts, Object *dict, Ref *key, Ref *value) ATTACHED;

// Equality of the items of two dicts: 1, 0, -1.
int dict_equal(ThreadState *ts, Object *a, Object *b) ATTACHED RUNS_GUEST;

// repr(dict); a dict that contains itself shows as "{...}".
Ref dict_repr(ThreadState *ts, Value self) ATTACHED RUNS_GUEST;

// Raises KeyError(key).
Ref raise_key_error(ThreadState *ts, Value key) ATTACHED;

// Number of items as of now.
static inline int64_t dict_length(const Object *dict) {
    return load_relaxed(&((const Dict *)(const void *)dict)->length);
}

// The rows of dict's methods (dict_methods.c).
extern const NativeDef DICT_METHODS[];

// The views and iterators (dict_views.c, dict_iterators.c).
Ref dict_view_new(ThreadState *ts, Value dict, DictPart part) ATTACHED;
Ref dict_iterator_new(ThreadState *ts, Value dict, DictPart part, bool backwards) ATTACHED;
// The next key and value of an iterator over items, as new references; false at the end or with
// the exception set.
bool dict_item_iterator_step(ThreadState *ts, Object *self, Value *out) ATTACHED;

#endif
