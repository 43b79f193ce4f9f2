// list: an array of items that grows. Slicing is in list_slice.c, methods in list_methods.c,
// sorting in list_sort.c.
//
//     List:  length | buffer ---> ListBuffer: capacity | item | item | item | - | - | -
//
// Readers take no lock: they load the buffer, look whether the index is inside both the length
// and the capacity, and take the item; whatever they find is a value the list held at that
// moment. The owner frees outgrown buffers at once while the list is private (lock.h). Writers
// hold the object lock. Growth is CPython's (an eighth more, rounded to four).
#include "runtime/objects/list.h"

#include <stdlib.h>

#include "runtime/objects/dict.h"
#include "runtime/objects/guest_slots.h"
#include "runtime/objects/repr_guard.h"
#include "runtime/objects/set.h"
#include "runtime/objects/str_builder.h"
#include "runtime/objects/tuple.h"
#include "vm/exec/call.h"

const ListBuffer LIST_BUFFER_EMPTY = {0};

static ListBuffer *empty_buffer(void) {
    return (ListBuffer *)&LIST_BUFFER_EMPTY;
}

// --- buffers --------------------------------------------------------------------------------

static ListBuffer *buffer_for(ThreadState *ts, int64_t capacity) ATTACHED {
    if (capacity > LIST_LENGTH_MAX) {
        raise_memory_error(ts);
        return NULL;
    }
    ListBuffer *buffer = buffer_new(ts, sizeof(ListBuffer) + (size_t)capacity * sizeof(Value));
    if (buffer) {
        buffer->capacity = capacity;
    }
    return buffer;
}

static void clear_slots(ListBuffer *buffer, int64_t from) {
    memset(buffer->items + from, 0, (size_t)(buffer->capacity - from) * sizeof(Value));
}

void list_buffer_retire(ThreadState *ts, ListBuffer *buffer, int64_t length) {
    if (buffer == &LIST_BUFFER_EMPTY) {
        return;
    }
    if (ts->is_parallel) {
        for (int64_t i = 0; i < length; i++) {
            slot_store(&buffer->items[i], NO_VALUE);
        }
    }
    buffer_retire(ts, buffer);
}

// Moves the items to a buffer of another capacity.
static bool change_capacity(ThreadState *ts, List *list, int64_t capacity) ATTACHED {
    ListBuffer *old = list->buffer;
    int64_t length = list->length;
    if (object_is_private(ts, &list->head) && old != &LIST_BUFFER_EMPTY &&
        capacity <= LIST_LENGTH_MAX) {
        ListBuffer *resized =
            buffer_resize(ts, old, sizeof(ListBuffer) + (size_t)capacity * sizeof(Value));
        if (!resized) {
            return false;
        }
        resized->capacity = capacity;
        clear_slots(resized, length);
        store_release(&list->buffer, resized);
        return true;
    }
    ListBuffer *buffer = buffer_for(ts, capacity);
    if (!buffer) {
        return false;
    }
    for (int64_t i = 0; i < length; i++) {
        buffer->items[i] = slot_load(&old->items[i]);
    }
    clear_slots(buffer, length);
    // Pairs with the acquire of the readers: the items are there.
    store_release(&list->buffer, buffer);
    list_buffer_retire(ts, old, length);
    return true;
}

bool list_reserve(ThreadState *ts, List *list, int64_t length) {
    if (LIKELY(length <= list->buffer->capacity)) {
        return true;
    }
    if (length > LIST_LENGTH_MAX) {
        raise_memory_error(ts);
        return false;
    }
    int64_t capacity = (length + (length >> 3) + 6) & ~(int64_t)3;
    // CPython: a list that grows by more than it would over-allocate gets just what it needs.
    if (length - list->length > capacity - length) {
        capacity = (length + 3) & ~(int64_t)3;
    }
    return change_capacity(ts, list, capacity);
}

void list_shrink(ThreadState *ts, List *list) {
    int64_t length = list->length;
    if (length >= list->buffer->capacity / 2 || list->buffer->capacity <= 8) {
        return;
    }
    // Without memory for the smaller buffer the larger one serves as well.
    if (!change_capacity(ts, list, (length + (length >> 3) + 6) & ~(int64_t)3)) {
        error_clear(ts);
    }
}

// --- making lists ---------------------------------------------------------------------------

Ref list_new(ThreadState *ts, size_t capacity) {
    List *list = object_new(ts, builtin_type(ts, KIND_LIST), sizeof(List));
    if (!list) {
        return NO_REF;
    }
    list->buffer = empty_buffer();
    if (capacity) {
        ListBuffer *buffer =
            buffer_for(ts, capacity > INT64_MAX ? INT64_MAX : (int64_t)capacity);
        if (!buffer) {
            ref_drop(ts, object_ref(list));
            return NO_REF;
        }
        clear_slots(buffer, 0);
        list->buffer = buffer;
    }
    return object_ref(list);
}

List *list_unfilled(ThreadState *ts, int64_t n) {
    ListBuffer *buffer = n ? buffer_for(ts, n) : empty_buffer();
    List *list =
        buffer ? object_new_uncleared(ts, builtin_type(ts, KIND_LIST), sizeof(List)) : NULL;
    if (list) {
        list->length = n;
        list->buffer = buffer;
    } else if (n) {
        buffer_free(ts, buffer);
    }
    return list;
}

Ref list_from_owned(ThreadState *ts, const Value *items, size_t n) {
    List *list = list_unfilled(ts, n > INT64_MAX ? INT64_MAX : (int64_t)n);
    if (!list) {
        for (size_t i = 0; i < n; i++) {
            value_drop(ts, items[i]);
        }
        return NO_REF;
    }
    for (size_t i = 0; i < n; i++) {
        list->buffer->items[i] = items[i];
    }
    return object_ref(list);
}

Ref list_from_iterable(ThreadState *ts, Value iterable) {
    Ref list = list_new(ts, 0);
    if (!ref_is_null(list) && !list_extend(ts, value_object(borrow(list)), iterable)) {
        ref_drop(ts, list);
        return NO_REF;
    }
    return list;
}

// --- snapshots ------------------------------------------------------------------------------

bool list_snapshot_part(ThreadState *ts, Object *object, int64_t start, int64_t end,
                        ListSnapshot *out) {
    List *list = (List *)(void *)object;
    *out = (ListSnapshot){NULL, 0};
    bool done = true;
    object_lock(ts, object);
    if (end > list->length) {
        end = list->length;
    }
    if (start < end) {
        out->items = buffer_new(ts, (size_t)(end - start) * sizeof(Value));
        done = out->items != NULL;
        if (done) {
            out->length = end - start;
            for (int64_t i = 0; i < out->length; i++) {
                out->items[i] = slot_load(&list->buffer->items[start + i]);
                ref_take(ts, out->items[i]);
            }
        }
    }
    object_unlock(ts, object);
    return done;
}

bool list_snapshot(ThreadState *ts, Object *list, ListSnapshot *out) {
    return list_snapshot_part(ts, list, 0, INT64_MAX, out);
}

void list_snapshot_drop(ThreadState *ts, ListSnapshot *snapshot) {
    for (int64_t i = 0; i < snapshot->length; i++) {
        value_drop(ts, snapshot->items[i]);
    }
    buffer_free(ts, snapshot->items);
}

// Asks an iterable how long it is, as CPython does; an answer no memory could hold is an error.
// `held` items are there already; with them too many for a number, the answer is not believed.
static bool expect_length(ThreadState *ts, Value iterable, int64_t held) ATTACHED RUNS_GUEST {
    int64_t length;
    if (!guest_length_hint(ts, iterable, &length)) {
        return false;
    }
    if (length > LIST_LENGTH_MAX && length <= INT64_MAX - held) {
        raise_memory_error(ts);
        return false;
    }
    return true;
}

// Collects what an iterator gives.
static bool collect(ThreadState *ts, Value iterator, ListSnapshot *out) ATTACHED {
    int64_t capacity = 0;
    Ref (*next)(ThreadState *, Object *) = value_type(ts, iterator)->slots.next;
    for (;;) {
        Ref item = next ? next(ts, value_object(iterator)) : iterator_next(ts, iterator);
        if (ref_is_null(item)) {
            break;
        }
        if (out->length == capacity) {
            int64_t larger = capacity ? capacity + (capacity >> 1) : 8;
            Value *items = capacity ? buffer_resize(ts, out->items, (size_t)larger * 8)
                                    : buffer_new(ts, (size_t)larger * 8);
            if (!items) {
                ref_drop(ts, item);
                break;
            }
            out->items = items;
            capacity = larger;
        }
        out->items[out->length++] = borrow(item);
    }
    return iterator_has_ended(ts);
}

bool items_from_iterable(ThreadState *ts, Value iterable, ListSnapshot *out) {
    *out = (ListSnapshot){NULL, 0};
    if (value_is(iterable, KIND_LIST)) {
        return list_snapshot(ts, value_object(iterable), out);
    }
    if (value_is(iterable, KIND_TUPLE)) {
        Tuple *tuple = as_tuple(iterable);
        out->items =
            tuple->length ? buffer_new(ts, (size_t)tuple->length * sizeof(Value)) : NULL;
        if (tuple->length && !out->items) {
            return false;
        }
        for (; out->length < tuple->length; out->length++) {
            out->items[out->length] = tuple->items[out->length];
            ref_take(ts, tuple->items[out->length]);
        }
        return true;
    }
    Ref iterator = value_iterate(ts, iterable);
    if (ref_is_null(iterator)) {
        return false;
    }
    bool done = expect_length(ts, iterable, 0) && collect(ts, borrow(iterator), out);
    ref_drop(ts, iterator);
    if (!done) {
        list_snapshot_drop(ts, out);
        *out = (ListSnapshot){NULL, 0};
    }
    return done;
}

// --- items ----------------------------------------------------------------------------------

bool list_append(ThreadState *ts, Object *object, Value item) {
    return list_append_owned(ts, object, ref_take(ts, item));
}

bool list_append_owned(ThreadState *ts, Object *object, Ref item) {
    List *list = (List *)(void *)object;
    object_lock(ts, object);
    int64_t length = list->length;
    if (UNLIKELY(length >= list->buffer->capacity) && !list_reserve(ts, list, length + 1)) {
        object_unlock(ts, object);
        ref_drop(ts, item);
        return false;
    }
    slot_publish(&list->buffer->items[length], borrow(item));
    // Pairs with the acquire in those who read the length first.
    store_release(&list->length, length + 1);
    object_unlock(ts, object);
    return true;
}

// Appends the items of a list or tuple as they are at one moment. The source may be the list
// itself.
static bool extend_from_sequence(ThreadState *ts, Object *object, Value source,
                                 bool is_list) ATTACHED {
    List *list = (List *)(void *)object;
    object_lock_both(ts, object, value_object(source));
    int64_t length = list->length;
    int64_t n = is_list ? as_list(source)->length : as_tuple(source)->length;
    bool done = list_reserve(ts, list, length + n);
    if (done) {
        // Read now: making room may have moved the source's items, too.
        const Value *items = is_list ? as_list(source)->buffer->items : as_tuple(source)->items;
        Value *to = list->buffer->items + length;
        for (int64_t i = 0; i < n; i++) {
            Value item = slot_load(&items[i]);
            ref_take(ts, item);
            slot_publish(&to[i], item);
        }
        store_release(&list->length, length + n);
    }
    object_unlock_both(ts, object, value_object(source));
    return done;
}

bool list_extend_from_list(ThreadState *ts, Object *list, Value source) {
    return extend_from_sequence(ts, list, source, true);
}

// The items of an exact set or dict, or of a dict's view, in a new list: while threads are
// parallel these are taken all at once, under the container's lock. NO_REF without an exception
// for anything else.
static Ref items_of_one_moment(ThreadState *ts, Value iterable) ATTACHED {
    if (value_is(iterable, KIND_DICT)) {
        return dict_list(ts, value_object(iterable), DICT_PART_KEY);
    }
    if (value_is(iterable, KIND_DICT_KEYS) || value_is(iterable, KIND_DICT_VALUES) ||
        value_is(iterable, KIND_DICT_ITEMS)) {
        return dict_view_list(ts, iterable);
    }
    SetSnapshot keys;
    if (!(value_is(iterable, KIND_SET) || value_is(iterable, KIND_FROZENSET)) ||
        !set_snapshot(ts, value_object(iterable), &keys)) {
        return NO_REF;
    }
    Ref list = list_new(ts, (size_t)keys.length);
    bool ok = !ref_is_null(list);
    for (int64_t i = 0; ok && i < keys.length; i++) {
        ok = list_append(ts, value_object(borrow(list)), keys.entries[i].key);
    }
    set_snapshot_drop(ts, &keys);
    if (!ok) {
        ref_drop(ts, list);
        return NO_REF;
    }
    return list;
}

bool list_extend(ThreadState *ts, Object *list, Value iterable) {
    if (value_is(iterable, KIND_LIST) || value_is(iterable, KIND_TUPLE)) {
        return extend_from_sequence(ts, list, iterable, value_is(iterable, KIND_LIST));
    }
    if (ts->is_parallel) {
        Ref items = items_of_one_moment(ts, iterable);
        if (!ref_is_null(items) || error_is_set(ts)) {
            bool done = !ref_is_null(items) && list_extend(ts, list, borrow(items));
            ref_drop(ts, items);
            return done;
        }
    }
    Ref iterator = value_iterate(ts, iterable);
    if (ref_is_null(iterator)) {
        return false;
    }
    bool done = expect_length(ts, iterable, list_length(list));
    Ref (*next)(ThreadState *, Object *) = value_type(ts, borrow(iterator))->slots.next;
    while (done) {
        Ref item = next(ts, value_object(borrow(iterator)));
        if (ref_is_null(item)) {
            done = iterator_has_ended(ts);
            break;
        }
        done = list_append_owned(ts, list, item);
    }
    ref_drop(ts, iterator);
    return done;
}

Ref list_item(ThreadState *ts, Object *object, int64_t index) {
    List *list = (List *)(void *)object;
    // Pairs with the release in list_append and change_capacity.
    int64_t length = load_acquire(&list->length);
    ListBuffer *buffer = load_acquire(&list->buffer);
    if (UNLIKELY((uint64_t)index >= (uint64_t)length)) {
        return NO_REF;
    }
    if (LIKELY(!ts->is_parallel)) {
        return ref_take(ts, buffer->items[index]);
    }
    if (LIKELY(object_may_look(ts, object))) {
        buffer = load_acquire(&list->buffer);
        if (index < buffer->capacity) {
            Ref item = slot_try_take(ts, &buffer->items[index]);
            if (!ref_is_null(item)) {
                return item;
            }
        }
    }
    object_lock(ts, object);
    object_mark_read(ts, object);
    Ref item =
        index < list->length ? slot_take_locked(ts, &list->buffer->items[index]) : NO_REF;
    object_unlock(ts, object);
    return item;
}

Ref list_get(ThreadState *ts, Object *list, int64_t index) {
    if (index < 0) {
        index += list_length(list);
    }
    Ref item = list_item(ts, list, index);
    return LIKELY(!ref_is_null(item))
               ? item
               : raise_error(ts, EXC_INDEX_ERROR, "list index out of range");
}

bool list_set(ThreadState *ts, Object *object, int64_t index, Value item) {
    List *list = (List *)(void *)object;
    object_lock(ts, object);
    if (index < 0) {
        index += list->length;
    }
    if (UNLIKELY((uint64_t)index >= (uint64_t)list->length)) {
        object_unlock(ts, object);
        raise_error(ts, EXC_INDEX_ERROR, "list assignment index out of range");
        return false;
    }
    Value *slot = &list->buffer->items[index];
    Value replaced = slot_load(slot);
    ref_take(ts, item);
    slot_publish(slot, item);
    object_unlock(ts, object);
    value_drop(ts, replaced);
    return true;
}

Ref list_take_out(ThreadState *ts, Object *object, int64_t index, const char *message) {
    List *list = (List *)(void *)object;
    object_lock(ts, object);
    int64_t length = list->length;
    if (index < 0) {
        index += length;
    }
    if (UNLIKELY((uint64_t)index >= (uint64_t)length)) {
        object_unlock(ts, object);
        return raise_error(ts, EXC_INDEX_ERROR, "%s", message);
    }
    Value *items = list->buffer->items;
    Value item = slot_load(&items[index]);
    if (ts->is_parallel) {
        for (int64_t i = index; i < length - 1; i++) {
            slot_publish(&items[i], slot_load(&items[i + 1]));
        }
    } else {
        memmove(&items[index], &items[index + 1], (size_t)(length - 1 - index) * sizeof(Value));
    }
    slot_store(&items[length - 1], NO_VALUE);
    store_relaxed(&list->length, length - 1);
    list_shrink(ts, list);
    object_unlock(ts, object);
    return owned(item);
}

void list_remove_where(ThreadState *ts, Object *object, bool (*goes)(Value item)) {
    List *list = (List *)(void *)object;
    object_lock(ts, object);
    int64_t length = list->length, n_kept = 0, n_gone = 0;
    Value *items = list->buffer->items;
    Value *gone = malloc((size_t)length * sizeof *gone);
    for (int64_t i = 0; gone && i < length; i++) {
        Value item = slot_load(&items[i]);
        if (goes(item)) {
            gone[n_gone++] = item;
        } else if (n_kept++ < i) {
            slot_publish(&items[n_kept - 1], item);
        }
    }
    if (n_gone > 0) {
        for (int64_t i = n_kept; i < length; i++) {
            slot_store(&items[i], NO_VALUE);
        }
        store_relaxed(&list->length, n_kept);
        list_shrink(ts, list);
    }
    object_unlock(ts, object);
    for (int64_t i = 0; i < n_gone; i++) {
        value_drop(ts, gone[i]);
    }
    free(gone);
}

void list_clear(ThreadState *ts, Object *object) {
    List *list = (List *)(void *)object;
    object_lock(ts, object);
    ListBuffer *buffer = list->buffer;
    int64_t length = list->length;
    bool frees = object_is_private(ts, &list->head);
    store_relaxed(&list->length, 0);
    store_release(&list->buffer, empty_buffer());
    object_unlock(ts, object);
    for (int64_t i = length; i-- > 0;) {
        Value item = slot_load(&buffer->items[i]);
        slot_store(&buffer->items[i], NO_VALUE);
        value_drop(ts, item);
    }
    if (buffer != &LIST_BUFFER_EMPTY) {
        buffer_retire_from(ts, frees ? NULL : object, buffer);
    }
}
