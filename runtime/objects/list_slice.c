// list[start:stop:step]: reading, assigning and deleting slices, and replacing a stretch of a
// list, on which assignment, insertion and += build.
#include "runtime/objects/list.h"
#include "runtime/objects/slice.h"

// So many are kept on the stack while they move.
#define FEW_ITEMS 8

// The items of a range, adjusted to the list, in a new list. No other thread runs.
static Ref copy_range(ThreadState *ts, const List *list, SliceRange range,
                      int64_t length) ATTACHED {
    List *part = list_unfilled(ts, length);
    if (!part) {
        return NO_REF;
    }
    const Value *from = list->buffer->items + range.start;
    for (int64_t i = 0; i < length; i++, from += range.step) {
        part->buffer->items[i] = borrow(ref_take(ts, *from));
    }
    return object_ref(part);
}

// The same while threads run in parallel: the list may change its length at any moment.
static Ref copy_range_locked(ThreadState *ts, List *list, SliceRange range) ATTACHED {
    SliceRange adjusted = range;
    Ref result = list_new(ts, (size_t)slice_adjust(&adjusted, list_length(&list->head)));
    if (ref_is_null(result)) {
        return NO_REF;
    }
    List *part = as_list(borrow(result));
    object_lock(ts, &list->head);
    int64_t length = slice_adjust(&range, list->length);
    bool done = list_reserve(ts, part, length);
    for (int64_t i = 0; done && i < length; i++) {
        Value item = slot_load(&list->buffer->items[range.start + i * range.step]);
        ref_take(ts, item);
        part->buffer->items[i] = item;
    }
    part->length = done ? length : 0;
    object_unlock(ts, &list->head);
    if (!done) {
        ref_drop(ts, result);
        return NO_REF;
    }
    return result;
}

Ref list_get_range(ThreadState *ts, Value self, SliceRange range) {
    List *list = as_list(self);
    if (ts->is_parallel) {
        return copy_range_locked(ts, list, range);
    }
    int64_t length = slice_adjust(&range, list->length);
    return copy_range(ts, list, range, length);
}

Ref list_get_slice(ThreadState *ts, Value self, Value slice) {
    SliceRange range;
    return slice_unpack(ts, slice, &range) ? list_get_range(ts, self, range) : NO_REF;
}

// Moves the items from `from` on to `to`, both inside the buffer. Slot by slot, as readers may
// be looking; the order keeps every item in some slot at any moment.
static void move_items(ThreadState *ts, Value *items, int64_t to, int64_t from,
                       int64_t n) ATTACHED {
    if (n <= 0 || to == from) {
        return;
    }
    if (!ts->is_parallel) {
        memmove(items + to, items + from, (size_t)n * sizeof(Value));
    } else if (to < from) {
        for (int64_t i = 0; i < n; i++) {
            slot_publish(&items[to + i], slot_load(&items[from + i]));
        }
    } else {
        for (int64_t i = n; i-- > 0;) {
            slot_publish(&items[to + i], slot_load(&items[from + i]));
        }
    }
}

static void drop_items(ThreadState *ts, const Value *items, int64_t n) ATTACHED {
    for (int64_t i = 0; i < n; i++) {
        value_drop(ts, items[i]);
    }
}

// The change itself. `removed` has room for end - start values. Locked.
static bool replace_locked(ThreadState *ts, List *list, int64_t start, int64_t end,
                           const Value *items, int64_t n, Value *removed) ATTACHED {
    int64_t length = list->length;
    int64_t new_length = length - (end - start) + n;
    if (!list_reserve(ts, list, new_length)) {
        return false;
    }
    Value *slots = list->buffer->items;
    for (int64_t i = start; i < end; i++) {
        removed[i - start] = slot_load(&slots[i]);
    }
    move_items(ts, slots, start + n, end, length - end);
    for (int64_t i = 0; i < n; i++) {
        slot_publish(&slots[start + i], items[i]);
    }
    store_release(&list->length, new_length);
    for (int64_t i = new_length; i < length; i++) {
        slot_store(&slots[i], NO_VALUE);
    }
    list_shrink(ts, list);
    return true;
}

bool list_replace(ThreadState *ts, Object *object, int64_t start, int64_t end,
                  const Value *items, int64_t n) {
    List *list = (List *)(void *)object;
    Value few[FEW_ITEMS];
    Value *removed = few;
    object_lock(ts, object);
    if (end > list->length) {
        end = list->length;
    }
    if (start > end) {
        start = start > list->length ? list->length : start;
        end = start;
    }
    int64_t n_removed = end - start;
    bool done = true;
    if (n_removed > FEW_ITEMS) {
        removed = buffer_new(ts, (size_t)n_removed * sizeof(Value));
        done = removed != NULL;
    }
    done = done && replace_locked(ts, list, start, end, items, n, removed);
    object_unlock(ts, object);
    if (done) {
        for (int64_t i = n_removed; i-- > 0;) { // from the back, as CPython does
            value_drop(ts, removed[i]);
        }
    } else {
        drop_items(ts, items, n);
    }
    if (removed != few) {
        buffer_free(ts, removed);
    }
    return done;
}

// list[range] = the owned references in `values`, one for each.
static bool assign_extended(ThreadState *ts, List *list, SliceRange range,
                            const ListSnapshot *values) ATTACHED {
    object_lock(ts, &list->head);
    int64_t length = slice_adjust(&range, list->length);
    bool fits = length == values->length;
    for (int64_t i = 0; fits && i < length; i++) {
        Value *slot = &list->buffer->items[range.start + i * range.step];
        Value replaced = slot_load(slot);
        slot_publish(slot, values->items[i]);
        values->items[i] = replaced;
    }
    object_unlock(ts, &list->head);
    drop_items(ts, values->items, values->length);
    if (!fits) {
        raise_error(ts, EXC_VALUE_ERROR,
                    "attempt to assign sequence of size %lld to extended slice of size %lld",
                    (long long)values->length, (long long)length);
    }
    return fits;
}

// del list[range] for a step that is not 1. Locked; `removed` has room for `length`.
static void delete_locked(ThreadState *ts, List *list, SliceRange range, int64_t length,
                          Value *removed) ATTACHED {
    if (range.step < 0) {
        range.start += (length - 1) * range.step;
        range.step = -range.step;
    }
    Value *items = list->buffer->items;
    int64_t to = range.start;
    int64_t next = range.start;
    int64_t n = 0;
    for (int64_t from = range.start; from < list->length; from++) {
        Value item = slot_load(&items[from]);
        if (n < length && from == next) {
            removed[n++] = item;
            next = n < length ? next + range.step : next;
        } else {
            slot_publish(&items[to++], item);
        }
    }
    int64_t old_length = list->length;
    store_relaxed(&list->length, to);
    for (int64_t i = to; i < old_length; i++) {
        slot_store(&items[i], NO_VALUE);
    }
    list_shrink(ts, list);
}

static bool delete_extended(ThreadState *ts, List *list, SliceRange range) ATTACHED {
    object_lock(ts, &list->head);
    int64_t length = slice_adjust(&range, list->length);
    Value *removed = NULL;
    if (length > 0) {
        removed = buffer_new(ts, (size_t)length * sizeof(Value));
        if (removed) {
            delete_locked(ts, list, range, length, removed);
        }
    }
    object_unlock(ts, &list->head);
    if (length > 0 && !removed) {
        return false;
    }
    drop_items(ts, removed, length);
    buffer_free(ts, removed);
    return true;
}

// list[range] = another list of few items, while no other thread runs: without a buffer.
static bool assign_few(ThreadState *ts, Value self, SliceRange range,
                       const List *source) ATTACHED {
    Value few[FEW_ITEMS];
    for (int64_t i = 0; i < source->length; i++) {
        few[i] = borrow(ref_take(ts, source->buffer->items[i]));
    }
    slice_adjust(&range, list_length(value_object(self)));
    return list_replace(ts, value_object(self), range.start, range.stop, few, source->length);
}

bool list_set_slice(ThreadState *ts, Value self, Value slice, Value value) {
    SliceRange range;
    if (!slice_unpack(ts, slice, &range)) {
        return false;
    }
    if (range.step == 1 && !ts->is_parallel && !value_is_null(value) &&
        value_is(value, KIND_LIST) && as_list(value)->length <= FEW_ITEMS) {
        return assign_few(ts, self, range, as_list(value));
    }
    if (value_is_null(value) && range.step != 1) {
        return delete_extended(ts, as_list(self), range);
    }
    ListSnapshot items = {NULL, 0};
    if (!value_is_null(value) && !items_from_iterable(ts, value, &items)) {
        if (error_matches(ts, EXC_TYPE_ERROR) && !value_type(ts, value)->slots.iterate) {
            error_clear(ts);
            raise_error(ts, EXC_TYPE_ERROR, "must assign iterable to extended slice");
        }
        return false;
    }
    bool done;
    if (range.step == 1) {
        slice_adjust(&range, list_length(value_object(self)));
        done = list_replace(ts, value_object(self), range.start, range.stop, items.items,
                            items.length);
    } else {
        done = assign_extended(ts, as_list(self), range, &items);
    }
    buffer_free(ts, items.items);
    return done;
}
