// list as a type: its slots. The work is done in list.c and list_slice.c.
#include "runtime/objects/list.h"
#include "runtime/objects/repr_guard.h"
#include "runtime/objects/str_builder.h"
#include "runtime/objects/tuple.h"
#include "vm/exec/call.h"

static void list_destroy(ThreadState *ts, Object *self) ATTACHED {
    List *list = (List *)(void *)self;
    ListBuffer *buffer = list->buffer;
    if (buffer && buffer != &LIST_BUFFER_EMPTY) {
        int64_t length = list->length;
        list->length = 0; // the collector may come by while items are destroyed
        for (int64_t i = length; i-- > 0;) {
            value_drop(ts, buffer->items[i]);
        }
        buffer_free(ts, buffer); // who reads it holds the list
    }
}

static void list_traverse(Object *self, Visitor visit, void *context) {
    List *list = (List *)(void *)self;
    for (int64_t i = 0; i < list->length; i++) {
        visit(list->buffer->items[i], context);
    }
}

static int64_t length_slot(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    return list_length(value_object(self));
}

static Ref list_get_item(ThreadState *ts, Value self, Value key) ATTACHED {
    if (value_is(key, KIND_SLICE)) {
        return list_get_slice(ts, self, key);
    }
    int64_t index;
    return index_from_key(ts, "list", key, &index) ? list_get(ts, value_object(self), index)
                                                   : NO_REF;
}

static bool list_set_item(ThreadState *ts, Value self, Value key, Value value) ATTACHED {
    if (value_is(key, KIND_SLICE)) {
        return list_set_slice(ts, self, key, value);
    }
    int64_t index;
    if (!index_from_key(ts, "list", key, &index)) {
        return false;
    }
    if (!value_is_null(value)) {
        return list_set(ts, value_object(self), index, value);
    }
    Ref item =
        list_take_out(ts, value_object(self), index, "list assignment index out of range");
    if (ref_is_null(item)) {
        return false;
    }
    ref_drop(ts, item);
    return true;
}

static int list_contains(ThreadState *ts, Value self, Value wanted) ATTACHED {
    int found = 0;
    for (int64_t i = 0; !found; i++) {
        Ref item = list_item(ts, value_object(self), i);
        if (ref_is_null(item)) {
            return 0;
        }
        found = value_equal(ts, borrow(item), wanted);
        ref_drop(ts, item);
    }
    return found;
}

static Ref list_iterate(ThreadState *ts, Value self) ATTACHED {
    ListIterator *iterator =
        object_new(ts, builtin_type(ts, KIND_LIST_ITERATOR), sizeof(ListIterator));
    if (!iterator) {
        return NO_REF;
    }
    iterator->sequence = borrow(ref_take(ts, self));
    return object_ref(iterator);
}

// a + b while no other thread runs.
static Ref join_alone(ThreadState *ts, const List *a, const List *b) ATTACHED {
    List *sum = list_unfilled(ts, a->length + b->length);
    if (!sum) {
        return NO_REF;
    }
    Value *to = sum->buffer->items;
    for (int64_t i = 0; i < a->length; i++) {
        *to++ = borrow(ref_take(ts, a->buffer->items[i]));
    }
    for (int64_t i = 0; i < b->length; i++) {
        *to++ = borrow(ref_take(ts, b->buffer->items[i]));
    }
    return object_ref(sum);
}

static Ref list_concatenate(ThreadState *ts, Value a, Value b) ATTACHED {
    if (!value_has_layout(ts, a, KIND_LIST) || !value_has_layout(ts, b, KIND_LIST)) {
        return owned(NOT_IMPLEMENTED);
    }
    if (!ts->is_parallel) {
        return join_alone(ts, as_list(a), as_list(b));
    }
    int64_t length = list_length(value_object(a)) + list_length(value_object(b));
    Ref result = list_new(ts, (size_t)length);
    if (!ref_is_null(result) && (!list_extend_from_list(ts, value_object(borrow(result)), a) ||
                                 !list_extend_from_list(ts, value_object(borrow(result)), b))) {
        ref_drop(ts, result);
        return NO_REF;
    }
    return result;
}

// The items of a list `times` over, in a new list.
static Ref list_repeat(ThreadState *ts, Value self, Value times) ATTACHED {
    if (!value_type(ts, times)->slots.to_index) {
        return owned(NOT_IMPLEMENTED);
    }
    int64_t count;
    ListSnapshot items;
    if (!repeat_count(ts, times, &count) || !list_snapshot(ts, value_object(self), &items)) {
        return NO_REF;
    }
    if (count < 0) {
        count = 0;
    }
    Ref result = NO_REF;
    if (items.length && count > LIST_LENGTH_MAX / items.length) {
        raise_memory_error(ts);
    } else {
        result = list_new(ts, (size_t)(items.length * count));
    }
    if (!ref_is_null(result)) {
        List *list = as_list(borrow(result));
        int64_t length = items.length * count;
        for (int64_t i = 0, from = 0; i < length; i++) {
            list->buffer->items[i] = items.items[from];
            ref_take(ts, items.items[from]);
            from = from + 1 == items.length ? 0 : from + 1;
        }
        list->length = length;
    }
    list_snapshot_drop(ts, &items);
    return result;
}

static Ref list_binary(ThreadState *ts, BinaryOperator op, Value a, Value b) ATTACHED {
    if (op == BINARY_ADD) {
        return list_concatenate(ts, a, b);
    }
    if (op == BINARY_MULTIPLY) {
        return value_has_layout(ts, a, KIND_LIST) ? list_repeat(ts, a, b)
                                                  : list_repeat(ts, b, a);
    }
    return owned(NOT_IMPLEMENTED);
}

static Ref list_in_place(ThreadState *ts, BinaryOperator op, Value self, Value other) ATTACHED {
    if (op == BINARY_ADD) {
        return list_extend(ts, value_object(self), other) ? ref_take(ts, self) : NO_REF;
    }
    if (op != BINARY_MULTIPLY) {
        return owned(NOT_IMPLEMENTED);
    }
    Ref repeated = list_repeat(ts, self, other);
    if (ref_is_null(repeated) || value_same(borrow(repeated), NOT_IMPLEMENTED)) {
        return repeated;
    }
    List *source = as_list(borrow(repeated));
    int64_t n = source->length;
    source->length = 0; // the references move
    bool done = list_replace(ts, value_object(self), 0, INT64_MAX, source->buffer->items, n);
    memset(source->buffer->items, 0, (size_t)n * sizeof(Value));
    ref_drop(ts, repeated);
    return done ? ref_take(ts, self) : NO_REF;
}

// The first items that differ decide, else the lengths as they are then.
static Ref compare_items(ThreadState *ts, CompareOperator op, Object *a, Object *b) ATTACHED {
    for (int64_t i = 0;; i++) {
        Ref x = list_item(ts, a, i);
        Ref y = list_item(ts, b, i);
        if (ref_is_null(x) || ref_is_null(y)) {
            ref_drop(ts, x);
            ref_drop(ts, y);
            return owned(value_bool(lengths_compare(op, list_length(a), list_length(b))));
        }
        int equal = value_equal(ts, borrow(x), borrow(y));
        Ref result = NO_REF;
        if (equal == 0 && (i >= list_length(a) || i >= list_length(b))) {
            result = owned(value_bool(lengths_compare(op, list_length(a), list_length(b))));
        } else if (equal == 0) {
            result = op == COMPARE_EQUAL       ? owned(FALSE_VALUE)
                     : op == COMPARE_NOT_EQUAL ? owned(TRUE_VALUE)
                                               : value_compare(ts, op, borrow(x), borrow(y));
        }
        ref_drop(ts, x);
        ref_drop(ts, y);
        if (equal <= 0) {
            return result;
        }
    }
}

static Ref list_compare(ThreadState *ts, CompareOperator op, Value self, Value other) ATTACHED {
    if (!value_has_layout(ts, other, KIND_LIST)) {
        return owned(NOT_IMPLEMENTED);
    }
    if ((op == COMPARE_EQUAL || op == COMPARE_NOT_EQUAL) &&
        list_length(value_object(self)) != list_length(value_object(other))) {
        return owned(value_bool(op == COMPARE_NOT_EQUAL));
    }
    if (!native_enter(ts, " in comparison")) {
        return NO_REF;
    }
    Ref result = compare_items(ts, op, value_object(self), value_object(other));
    native_leave(ts);
    return result;
}

Ref list_repr(ThreadState *ts, Value self) {
    if (list_length(value_object(self)) == 0) {
        return str_from_text(ts, "[]");
    }
    ReprGuard guard;
    int entered = repr_enter(ts, self, &guard);
    if (entered <= 0) {
        return entered < 0 ? NO_REF : str_from_text(ts, "[...]");
    }
    StrBuilder builder;
    str_builder_init(&builder, ts);
    bool good = str_builder_char(&builder, '[');
    for (int64_t i = 0; good; i++) {
        Ref item = list_item(ts, value_object(self), i);
        if (ref_is_null(item)) {
            break;
        }
        good = (i == 0 || str_builder_text(&builder, ", ")) &&
               str_builder_repr(&builder, borrow(item));
        ref_drop(ts, item);
    }
    good = good && str_builder_char(&builder, ']');
    repr_leave(ts, &guard);
    if (!good) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

const TypeSpec list_type_spec = {
    .name = "list",
    .kind = KIND_LIST,
    .size = sizeof(List),
    .flags = TYPE_BASE | TYPE_UNHASHABLE | TYPE_SEQUENCE | TYPE_DEFINES_NEW,
    .slots = {.destroy = list_destroy,
              .traverse = list_traverse,
              .repr = list_repr,
              .compare = list_compare,
              .binary = list_binary,
              .in_place = list_in_place,
              .length = length_slot,
              .get_item = list_get_item,
              .set_item = list_set_item,
              .contains = list_contains,
              .iterate = list_iterate},
    .methods = LIST_METHODS,
    .doc =
        "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new "
        "empty list.\nThe argument must be an iterable if specified.",
};
