// What the files of list share, and what other types use of lists.
//
// The rule for buffers: a writer with the lock changes slots one by one. When the buffer is
// replaced while threads run in parallel, the old one is emptied before the lock is given back,
// so that a reader who still looks at it takes nothing (slot_try_take looks twice).
#ifndef GILT_RUNTIME_OBJECTS_LIST_H
#define GILT_RUNTIME_OBJECTS_LIST_H

#include "runtime/objects/slice.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/lock.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// More items than any list can hold.
#define LIST_LENGTH_MAX ((int64_t)(INT64_MAX / (int64_t)sizeof(Value) / 2))

// The buffer of every list without items. Never written to.
extern const ListBuffer LIST_BUFFER_EMPTY;

static inline List *as_list(Value v) {
    return (List *)(void *)value_object(v);
}

static inline int64_t list_length(const Object *list) {
    return load_relaxed(&((const List *)(const void *)list)->length);
}

// A list of n items whose slots are undefined: the caller fills them at once, before anything
// else can run. Null with MemoryError set.
List *list_unfilled(ThreadState *ts, int64_t n) ATTACHED;

// list_append that takes the reference to the item, also on failure.
bool list_append_owned(ThreadState *ts, Object *list, Ref item) ATTACHED;

// Makes room for `length` items. Locked, or the list is private. False with MemoryError set.
bool list_reserve(ThreadState *ts, List *list, int64_t length) ATTACHED;

// Appends the items of a value with the layout of list, whatever its class says about
// iteration.
bool list_extend_from_list(ThreadState *ts, Object *list, Value source) ATTACHED;

// Gives back memory after the list became shorter. Locked, or the list is private.
void list_shrink(ThreadState *ts, List *list) ATTACHED;

// Frees a buffer whose references have moved elsewhere, or that holds none. The list must not
// lead to it any more.
void list_buffer_retire(ThreadState *ts, ListBuffer *buffer, int64_t length) ATTACHED;

// The items as of one moment: a private array with references of its own. list_snapshot_drop
// gives it up. False with MemoryError set.
typedef struct ListSnapshot {
    Value *items; // null if length is 0
    int64_t length;
} ListSnapshot;
bool list_snapshot(ThreadState *ts, Object *list, ListSnapshot *out) ATTACHED;
// The part start .. end only; clipped to the list.
bool list_snapshot_part(ThreadState *ts, Object *list, int64_t start, int64_t end,
                        ListSnapshot *out) ATTACHED;
void list_snapshot_drop(ThreadState *ts, ListSnapshot *snapshot) ATTACHED RUNS_GUEST;

// The items of any iterable as a snapshot; lists and tuples are copied at one moment.
bool items_from_iterable(ThreadState *ts, Value iterable,
                         ListSnapshot *out) ATTACHED RUNS_GUEST;

// The items of a slice that has been read (slice_unpack), in a new list.
Ref list_get_range(ThreadState *ts, Value list, SliceRange range) ATTACHED;

// reversed(list).
Ref list_reverse_iterator(ThreadState *ts, Value list) ATTACHED;

// list[start:stop:step] in its three forms (list_slice.c).
Ref list_get_slice(ThreadState *ts, Value list, Value slice) ATTACHED RUNS_GUEST;
bool list_set_slice(ThreadState *ts, Value list, Value slice,
                    Value value) ATTACHED RUNS_GUEST; // NO_VALUE deletes
// Replaces the items start .. end by the n owned references in `items`, which are taken, also
// on failure.
bool list_replace(ThreadState *ts, Object *list, int64_t start, int64_t end, const Value *items,
                  int64_t n) ATTACHED RUNS_GUEST;
// Removes all items.
void list_clear(ThreadState *ts, Object *list) ATTACHED RUNS_GUEST;
// Takes the item at `index` out; it must be in range as of the call, or IndexError `message`.
// Negative counts from the back.
Ref list_take_out(ThreadState *ts, Object *list, int64_t index, const char *message) ATTACHED;

// Removes the items for which goes() holds, in one step; none if there is no memory to note
// them. goes() must not touch the list.
void list_remove_where(ThreadState *ts, Object *list,
                       bool (*goes)(Value item)) ATTACHED RUNS_GUEST;

// Sorts the list (list_sort.c). `key` is NONE for none. False with the exception set; the items
// are all there then, in some order.
bool list_sort(ThreadState *ts, Object *list, Value key, bool reverse) ATTACHED RUNS_GUEST;

// repr of n items between `open` and `close`; recursion shows as open...close.
Ref list_repr(ThreadState *ts, Value list) ATTACHED RUNS_GUEST;

extern const NativeDef LIST_METHODS[];

#endif
