// Items of lists and tuples while threads run in parallel (quick.h).
#include "vm/exec/quick.h"
#include "vm/needs_runtime.h"
#include "vm/object/lock.h"

// As list_item, of which this is the simplest case: an immediate item needs no count.
static inline Ref item_of_list(ThreadState *ts, Object *object, int64_t i) ATTACHED {
    List *list = (List *)(void *)object;
    if ((uint64_t)i < (uint64_t)load_acquire(&list->length) && object_may_look(ts, object)) {
        ListBuffer *buffer = load_acquire(&list->buffer);
        Value item = i < buffer->capacity ? slot_load(&buffer->items[i]) : NO_VALUE;
        if (!value_is_null(item) && !value_is_object(item)) {
            return owned(item);
        }
    }
    return list_item(ts, object, i);
}

Ref quick_item_parallel(ThreadState *ts, Value container, int64_t i) {
    Object *object = value_object(container);
    if (object->kind == KIND_LIST) {
        int64_t length = load_relaxed(&((List *)(void *)object)->length);
        return item_of_list(ts, object, i < 0 ? i + length : i);
    }
    if (object->kind != KIND_TUPLE) {
        return NO_REF;
    }
    const Tuple *tuple = (const Tuple *)(void *)object;
    i += i < 0 ? tuple->length : 0;
    return (uint64_t)i < (uint64_t)tuple->length ? ref_take(ts, tuple->items[i]) : NO_REF;
}

Ref quick_next_parallel(ThreadState *ts, Value iterator) {
    ListIterator *it = (ListIterator *)value_object(iterator);
    if (it->head.kind != KIND_LIST_ITERATOR && it->head.kind != KIND_TUPLE_ITERATOR) {
        return NO_REF;
    }
    if (value_is_null(it->sequence)) {
        return NO_REF;
    }
    int64_t i = load_relaxed(&it->index);
    Ref item = NO_REF;
    if (it->head.kind == KIND_LIST_ITERATOR) {
        item = item_of_list(ts, value_object(it->sequence), i);
    } else if (i < ((const Tuple *)value_object(it->sequence))->length) {
        item = ref_take(ts, ((const Tuple *)value_object(it->sequence))->items[i]);
    }
    store_relaxed(&it->index, i + !ref_is_null(item));
    return item;
}
