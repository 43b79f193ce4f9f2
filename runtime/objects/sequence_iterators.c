// Iterators that walk a sequence by index: of list (both ways), of tuple, of classes that have
// only __getitem__, and reversed().
//
// They share one layout (layouts.h: ListIterator). An exhausted iterator gives its sequence up,
// and stays exhausted if the sequence grows. While threads run in parallel another thread may
// be inside the same iterator, so the sequence is kept then and an impossible index marks the
// end.
#include "runtime/objects/guest_slots.h"
#include "runtime/objects/iterator_reduce.h"
#include "runtime/objects/list.h"
#include "runtime/objects/tuple.h"
#include "vm/exec/call.h"

#define INDEX_EXHAUSTED INT64_MAX

static ListIterator *as_iterator(Object *object) {
    return (ListIterator *)(void *)object;
}

static void iterator_destroy(ThreadState *ts, Object *self) ATTACHED {
    Value sequence = as_iterator(self)->sequence;
    as_iterator(self)->sequence = NO_VALUE;
    value_drop(ts, sequence);
}

static void iterator_traverse(Object *self, Visitor visit, void *context) {
    if (!value_is_null(as_iterator(self)->sequence)) {
        visit(as_iterator(self)->sequence, context);
    }
}

static Ref iterator_self(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, self);
}

static Ref finish(ThreadState *ts, ListIterator *iterator) ATTACHED {
    store_relaxed(&iterator->index, INDEX_EXHAUSTED);
    if (!ts->is_parallel) {
        Value sequence = iterator->sequence;
        iterator->sequence = NO_VALUE;
        value_drop(ts, sequence);
    }
    return NO_REF;
}

static Ref list_iterator_next(ThreadState *ts, Object *self) ATTACHED {
    ListIterator *iterator = as_iterator(self);
    if (value_is_null(iterator->sequence)) {
        return NO_REF;
    }
    int64_t index = load_relaxed(&iterator->index);
    Ref item = list_item(ts, value_object(iterator->sequence), index);
    if (ref_is_null(item)) {
        return finish(ts, iterator);
    }
    store_relaxed(&iterator->index, index + 1);
    return item;
}

static Ref list_reverse_iterator_next(ThreadState *ts, Object *self) ATTACHED {
    ListIterator *iterator = as_iterator(self);
    if (value_is_null(iterator->sequence)) {
        return NO_REF;
    }
    int64_t index = load_relaxed(&iterator->index);
    Ref item = index < 0 || index == INDEX_EXHAUSTED
                   ? NO_REF
                   : list_item(ts, value_object(iterator->sequence), index);
    if (ref_is_null(item)) {
        return finish(ts, iterator);
    }
    store_relaxed(&iterator->index, index - 1);
    return item;
}

static Ref tuple_iterator_next(ThreadState *ts, Object *self) ATTACHED {
    ListIterator *iterator = as_iterator(self);
    if (value_is_null(iterator->sequence)) {
        return NO_REF;
    }
    const Tuple *tuple = as_tuple(iterator->sequence);
    int64_t index = load_relaxed(&iterator->index);
    if (index >= tuple->length) {
        return finish(ts, iterator);
    }
    store_relaxed(&iterator->index, index + 1);
    return ref_take(ts, tuple->items[index]);
}

// --- anything with __getitem__ --------------------------------------------------------------

static Ref iterator_over(ThreadState *ts, Type *type, Value sequence, int64_t index) ATTACHED {
    ListIterator *iterator = object_new(ts, type, type->instance_size);
    if (!iterator) {
        return NO_REF;
    }
    iterator->sequence = borrow(ref_take(ts, sequence));
    iterator->index = index;
    return object_ref(iterator);
}

Ref sequence_iterator_new(ThreadState *ts, Value sequence) {
    return iterator_over(ts, builtin_type(ts, KIND_SEQUENCE_ITERATOR), sequence, 0);
}

// sequence[index], after which the iterator stands at `next`. IndexError and StopIteration are
// the end. Any other exception leaves a forward iterator where it is, and is the end of a
// backward one, as in CPython.
static Ref item_at(ThreadState *ts, ListIterator *iterator, int64_t index,
                   int64_t next) ATTACHED RUNS_GUEST {
    Ref sequence = ref_take(ts, iterator->sequence);
    Ref item = value_get_item(ts, borrow(sequence), value_from_int(index));
    if (!ref_is_null(item)) {
        if (load_relaxed(&iterator->index) != INDEX_EXHAUSTED) { // by the guest meanwhile
            store_relaxed(&iterator->index, next);
        }
    } else {
        bool is_end =
            error_matches(ts, EXC_INDEX_ERROR) || error_matches(ts, EXC_STOP_ITERATION);
        if (is_end) {
            error_clear(ts);
        }
        if (is_end || next < index) {
            finish(ts, iterator);
        }
    }
    ref_drop(ts, sequence);
    return item;
}

static Ref sequence_iterator_next(ThreadState *ts, Object *self) ATTACHED {
    ListIterator *iterator = as_iterator(self);
    int64_t index = load_relaxed(&iterator->index);
    if (value_is_null(iterator->sequence) || index == INDEX_EXHAUSTED) {
        return NO_REF;
    }
    return item_at(ts, iterator, index, index + 1);
}

static Ref reversed_next(ThreadState *ts, Object *self) ATTACHED {
    ListIterator *iterator = as_iterator(self);
    int64_t index = load_relaxed(&iterator->index);
    if (value_is_null(iterator->sequence) || index == INDEX_EXHAUSTED) {
        return NO_REF;
    }
    if (index < 0) {
        return finish(ts, iterator);
    }
    return item_at(ts, iterator, index, index - 1);
}

static Ref reversed_make(ThreadState *ts, const Value *arguments) ATTACHED {
    Type *type = (Type *)(void *)value_object(arguments[0]);
    Value sequence = arguments[1];
    if (value_is(sequence, KIND_LIST)) {
        return list_reverse_iterator(ts, sequence);
    }
    Ref name = str_intern_text(ts, "__reversed__");
    if (ref_is_null(name)) {
        return NO_REF;
    }
    Ref method = type_lookup(ts, value_type(ts, sequence), borrow(name));
    ref_drop(ts, name);
    bool is_refused = !ref_is_null(method) && value_is_none(borrow(method));
    bool has_method = !ref_is_null(method) && !is_refused;
    ref_drop(ts, method);
    if (error_is_set(ts)) {
        return NO_REF;
    }
    if (has_method) {
        return special_call_text(ts, sequence, "__reversed__", &has_method);
    }
    const TypeSlots *slots = &value_type(ts, sequence)->slots;
    if (is_refused || !slots->get_item || !slots->length || value_is(sequence, KIND_TYPE) ||
        value_is(sequence, KIND_MAPPING_PROXY)) {
        return raise_error(ts, EXC_TYPE_ERROR, "'%s' object is not reversible",
                           value_type_name(ts, sequence));
    }
    int64_t length = value_length(ts, sequence);
    return length < 0 ? NO_REF : iterator_over(ts, type, sequence, length - 1);
}

// --- methods --------------------------------------------------------------------------------

static bool is_reverse(const ListIterator *iterator) {
    return iterator->head.kind == KIND_LIST_REVERSE_ITERATOR ||
           iterator->head.kind == KIND_REVERSED;
}

// How many items the sequence has; -1 with the exception set. Lists and tuples are not asked
// what their class says.
static int64_t count_items(ThreadState *ts, const ListIterator *iterator) ATTACHED RUNS_GUEST {
    switch (iterator->head.kind) {
    case KIND_LIST_ITERATOR:
    case KIND_LIST_REVERSE_ITERATOR:
        return list_length(value_object(iterator->sequence));
    case KIND_TUPLE_ITERATOR:
        return as_tuple(iterator->sequence)->length;
    default:
        break;
    }
    Ref sequence = ref_take(ts, iterator->sequence); // its __len__ may end the iterator
    int64_t length = value_length(ts, borrow(sequence));
    ref_drop(ts, sequence);
    return length;
}

// Items still to come, for list(iterator) and its like.
static Ref length_hint(ThreadState *ts, const Value *arguments) ATTACHED {
    ListIterator *iterator = as_iterator(value_object(arguments[0]));
    int64_t index = load_relaxed(&iterator->index);
    if (value_is_null(iterator->sequence) || index == INDEX_EXHAUSTED) {
        return owned(value_from_int(0));
    }
    if (!value_type(ts, iterator->sequence)->slots.length) {
        return owned(NOT_IMPLEMENTED);
    }
    int64_t length = count_items(ts, iterator);
    if (length < 0) {
        return NO_REF;
    }
    index = load_relaxed(&iterator->index);
    int64_t rest = is_reverse(iterator) ? (index < length ? index + 1 : 0) : length - index;
    return owned(value_from_int(rest < 0 ? 0 : rest));
}

// (iter or reversed, (sequence,), index); a list has a reversed() of its own.
static Ref iterator_reduce(ThreadState *ts, const Value *arguments) ATTACHED {
    ListIterator *iterator = as_iterator(value_object(arguments[0]));
    int64_t index = load_relaxed(&iterator->index);
    if (value_is_null(iterator->sequence) || index == INDEX_EXHAUSTED) {
        bool is_list = iterator->head.kind == KIND_LIST_ITERATOR ||
                       iterator->head.kind == KIND_LIST_REVERSE_ITERATOR;
        return reduce_to_end(ts, is_list ? list_new(ts, 0) : tuple_new(ts, 0));
    }
    if (!is_reverse(iterator)) {
        return reduce_at_index(ts, iterator->sequence, index);
    }
    bool is_list = iterator->head.kind == KIND_LIST_REVERSE_ITERATOR;
    Type *type = is_list ? builtin_type(ts, KIND_REVERSED) : value_type(ts, arguments[0]);
    return reduce_to(ts, ref_take(ts, object_value(type)),
                     tuple_from_array(ts, &iterator->sequence, 1), value_from_int(index));
}

static Ref iterator_set_state(ThreadState *ts, const Value *arguments) ATTACHED {
    ListIterator *iterator = as_iterator(value_object(arguments[0]));
    if (value_is_null(iterator->sequence) ||
        load_relaxed(&iterator->index) == INDEX_EXHAUSTED) {
        return owned(NONE);
    }
    bool has_length = iterator->head.kind != KIND_SEQUENCE_ITERATOR;
    int64_t length = has_length ? count_items(ts, iterator) : INT64_MAX - 1;
    int64_t low = is_reverse(iterator) ? -1 : 0;
    int64_t index;
    if (length < 0 || !read_index_state(ts, arguments[1], low, length + low, &index)) {
        return NO_REF;
    }
    store_relaxed(&iterator->index, index);
    return owned(NONE);
}

static const NativeDef iterator_methods[] = {
    {"__length_hint__(self, /)", length_hint,
     "Private method returning an estimate of len(list(it)).", 0},
    {"__reduce__(self, /)", iterator_reduce, "Return state information for pickling.", 0},
    {"__setstate__(self, state, /)", iterator_set_state,
     "Set state information for unpickling.", 0},
    {NULL, NULL, NULL, 0},
};

static const NativeDef reversed_methods[] = {
    {"__new__(cls, object, /)", reversed_make,
     "Create and return a new object.  See help(type) for accurate signature.",
     NATIVE_STATIC_METHOD | NATIVE_COUNTED},
    {"__length_hint__(self, /)", length_hint,
     "Private method returning an estimate of len(list(it)).", 0},
    {"__reduce__(self, /)", iterator_reduce, "Return state information for pickling.", 0},
    {"__setstate__(self, state, /)", iterator_set_state,
     "Set state information for unpickling.", 0},
    {NULL, NULL, NULL, 0},
};

#define SEQUENCE_ITERATOR_SPEC(variable, type_kind, type_name, next_function)                  \
    const TypeSpec variable = {                                                                \
        .name = type_name,                                                                     \
        .kind = type_kind,                                                                     \
        .size = sizeof(ListIterator),                                                          \
        .flags = TYPE_DISALLOW_NEW,                                                            \
        .slots = {.destroy = iterator_destroy,                                                 \
                  .traverse = iterator_traverse,                                               \
                  .iterate = iterator_self,                                                    \
                  .next = next_function},                                                      \
        .methods = iterator_methods,                                                           \
    }

SEQUENCE_ITERATOR_SPEC(list_iterator_type_spec, KIND_LIST_ITERATOR, "list_iterator",
                       list_iterator_next);
SEQUENCE_ITERATOR_SPEC(list_reverse_iterator_type_spec, KIND_LIST_REVERSE_ITERATOR,
                       "list_reverseiterator", list_reverse_iterator_next);
SEQUENCE_ITERATOR_SPEC(tuple_iterator_type_spec, KIND_TUPLE_ITERATOR, "tuple_iterator",
                       tuple_iterator_next);
SEQUENCE_ITERATOR_SPEC(sequence_iterator_type_spec, KIND_SEQUENCE_ITERATOR, "iterator",
                       sequence_iterator_next);

const TypeSpec reversed_type_spec = {
    .name = "reversed",
    .kind = KIND_REVERSED,
    .size = sizeof(ListIterator),
    .flags = TYPE_BASE | TYPE_DEFINES_NEW,
    .slots = {.destroy = iterator_destroy,
              .traverse = iterator_traverse,
              .iterate = iterator_self,
              .next = reversed_next},
    .methods = reversed_methods,
    .doc = "Return a reverse iterator over the values of the given sequence.",
};
