// The methods of list.
#include "runtime/objects/list.h"
#include "runtime/objects/slice.h"
#include "runtime/objects/text_arguments.h"
#include "vm/exec/call.h"

static Object *self_of(const Value *arguments) {
    return value_object(arguments[0]);
}

static Ref list_make(ThreadState *ts, const Value *arguments) ATTACHED {
    Type *type = (Type *)(void *)value_object(arguments[0]);
    List *list = object_new(ts, type, type->instance_size);
    if (!list) {
        return NO_REF;
    }
    list->buffer = (ListBuffer *)&LIST_BUFFER_EMPTY;
    return object_ref(list);
}

static Ref list_initialize(ThreadState *ts, const Value *arguments) ATTACHED {
    if (list_length(self_of(arguments)) > 0) {
        list_clear(ts, self_of(arguments));
    }
    if (!value_is_null(arguments[1]) && !list_extend(ts, self_of(arguments), arguments[1])) {
        return NO_REF;
    }
    return owned(NONE);
}

static Ref list_append_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return list_append(ts, self_of(arguments), arguments[1]) ? owned(NONE) : NO_REF;
}

static Ref list_extend_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return list_extend(ts, self_of(arguments), arguments[1]) ? owned(NONE) : NO_REF;
}

static Ref list_insert_method(ThreadState *ts, const Value *arguments) ATTACHED {
    int64_t index;
    if (!argument_size(ts, arguments[1], 0, &index)) {
        return NO_REF;
    }
    if (index < 0) {
        index += list_length(self_of(arguments));
        if (index < 0) {
            index = 0;
        }
    }
    Value item = borrow(ref_take(ts, arguments[2]));
    return list_replace(ts, self_of(arguments), index, index, &item, 1) ? owned(NONE) : NO_REF;
}

static Ref list_pop_method(ThreadState *ts, const Value *arguments) ATTACHED {
    int64_t index;
    if (!argument_size(ts, arguments[1], -1, &index)) {
        return NO_REF;
    }
    if (list_length(self_of(arguments)) == 0) {
        return raise_error(ts, EXC_INDEX_ERROR, "pop from empty list");
    }
    return list_take_out(ts, self_of(arguments), index, "pop index out of range");
}

static Ref list_clear_method(ThreadState *ts, const Value *arguments) ATTACHED {
    list_clear(ts, self_of(arguments));
    return owned(NONE);
}

// The index of the first item from start to stop that equals `wanted`; -1 none, -2 exception.
static int64_t find_item(ThreadState *ts, Object *list, Value wanted, int64_t start,
                         int64_t stop) ATTACHED {
    for (int64_t i = start; i < stop; i++) {
        Ref item = list_item(ts, list, i);
        if (ref_is_null(item)) {
            break;
        }
        int equal = value_equal(ts, borrow(item), wanted);
        ref_drop(ts, item);
        if (equal) {
            return equal < 0 ? -2 : i;
        }
    }
    return -1;
}

static Ref list_remove_method(ThreadState *ts, const Value *arguments) ATTACHED {
    int64_t index = find_item(ts, self_of(arguments), arguments[1], 0, INT64_MAX);
    if (index == -1) {
        return raise_error(ts, EXC_VALUE_ERROR, "list.remove(x): x not in list");
    }
    return index < 0 || !list_replace(ts, self_of(arguments), index, index + 1, NULL, 0)
               ? NO_REF
               : owned(NONE);
}

static Ref list_index_method(ThreadState *ts, const Value *arguments) ATTACHED {
    int64_t start = 0;
    int64_t stop = INT64_MAX;
    if (!search_range(ts, arguments[2], arguments[3], list_length(self_of(arguments)), &start,
                      &stop)) {
        return NO_REF;
    }
    int64_t index = find_item(ts, self_of(arguments), arguments[1], start, stop);
    if (index == -1) {
        raise_error_repr(ts, EXC_VALUE_ERROR, "", arguments[1], " is not in list");
    }
    return index < 0 ? NO_REF : owned(value_from_int(index));
}

static Ref list_count_method(ThreadState *ts, const Value *arguments) ATTACHED {
    int64_t count = 0;
    for (int64_t i = 0;; i++) {
        Ref item = list_item(ts, self_of(arguments), i);
        if (ref_is_null(item)) {
            return owned(value_from_int(count));
        }
        int equal = value_equal(ts, borrow(item), arguments[1]);
        ref_drop(ts, item);
        if (equal < 0) {
            return NO_REF;
        }
        count += equal;
    }
}

static Ref list_reverse_method(ThreadState *ts, const Value *arguments) ATTACHED {
    List *list = as_list(arguments[0]);
    object_lock(ts, &list->head);
    Value *items = list->buffer->items;
    for (int64_t i = 0, j = list->length - 1; i < j; i++, j--) {
        Value item = slot_load(&items[i]);
        slot_publish(&items[i], slot_load(&items[j]));
        slot_publish(&items[j], item);
    }
    object_unlock(ts, &list->head);
    return owned(NONE);
}

static Ref list_copy_method(ThreadState *ts, const Value *arguments) ATTACHED {
    Ref copy = list_new(ts, (size_t)list_length(self_of(arguments)));
    if (!ref_is_null(copy) &&
        !list_extend_from_list(ts, value_object(borrow(copy)), arguments[0])) {
        ref_drop(ts, copy);
        return NO_REF;
    }
    return copy;
}

static Ref list_sort_method(ThreadState *ts, const Value *arguments) ATTACHED {
    Value key = value_is_null(arguments[1]) ? NONE : arguments[1];
    int reverse = value_is_null(arguments[2]) ? 0 : value_truth(ts, arguments[2]);
    return reverse >= 0 && list_sort(ts, self_of(arguments), key, reverse) ? owned(NONE)
                                                                           : NO_REF;
}

Ref list_reverse_iterator(ThreadState *ts, Value list) {
    ListIterator *iterator =
        object_new(ts, builtin_type(ts, KIND_LIST_REVERSE_ITERATOR), sizeof(ListIterator));
    if (!iterator) {
        return NO_REF;
    }
    iterator->index = list_length(value_object(list)) - 1;
    iterator->sequence = borrow(ref_take(ts, list));
    return object_ref(iterator);
}

static Ref list_reversed_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return list_reverse_iterator(ts, arguments[0]);
}

static Ref list_size_method(ThreadState *ts, const Value *arguments) ATTACHED {
    List *list = as_list(arguments[0]);
    object_lock(ts, &list->head);
    int64_t capacity = list->buffer->capacity;
    object_unlock(ts, &list->head);
    size_t size = object_memory_size(&list->head);
    return owned(value_from_int((int64_t)size + capacity * (int64_t)sizeof(Value)));
}

const NativeDef LIST_METHODS[] = {
    {"__new__(cls, *arguments, **keywords)", list_make,
     "Create and return a new object.  See help(type) for accurate signature.",
     NATIVE_STATIC_METHOD | NATIVE_IGNORES_ARGUMENTS},
    {"__init__(self, iterable=(), /)", list_initialize,
     "Initialize self.  See help(type(self)) for accurate signature.", 0},
    {"append(self, object, /)", list_append_method, "Append object to the end of the list.",
     NATIVE_UNCHECKED},
    {"extend(self, iterable, /)", list_extend_method,
     "Extend list by appending elements from the iterable.", 0},
    {"insert(self, index, object, /)", list_insert_method, "Insert object before index.", 0},
    {"pop(self, index=-1, /)", list_pop_method,
     "Remove and return item at index (default last).\n\nRaises IndexError if list is empty or "
     "index is out of range.",
     0},
    {"remove(self, value, /)", list_remove_method,
     "Remove first occurrence of value.\n\nRaises ValueError if the value is not present.", 0},
    {"clear(self, /)", list_clear_method, "Remove all items from list.", 0},
    {"index(self, value, start=0, stop=9223372036854775807, /)", list_index_method,
     "Return first index of value.\n\nRaises ValueError if the value is not present.", 0},
    {"count(self, value, /)", list_count_method, "Return number of occurrences of value.", 0},
    {"reverse(self, /)", list_reverse_method, "Reverse *IN PLACE*.", 0},
    {"copy(self, /)", list_copy_method, "Return a shallow copy of the list.", 0},
    {"sort(self, /, *, key=None, reverse=False)", list_sort_method,
     "Sort the list in ascending order and return None.\n\nThe sort is in-place (i.e. the list "
     "itself is modified) and stable (i.e. the\norder of two equal elements is maintained).\n\n"
     "If a key function is given, apply it once to each list item and sort them,\nascending or "
     "descending, according to their function values.\n\nThe reverse flag can be set to sort "
     "in descending order.",
     0},
    {"__reversed__(self, /)", list_reversed_method, "Return a reverse iterator over the list.",
     0},
    {"__sizeof__(self, /)", list_size_method,
     "Return the size of the list in memory, in bytes.", 0},
    {NULL, NULL, NULL, 0},
};
