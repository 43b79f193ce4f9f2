// tuple: an immutable array of items. Readers need no lock; whoever makes one fills it before
// anybody else sees it.
#include "runtime/objects/tuple.h"

#include "runtime/objects/list.h"
#include "runtime/objects/repr_guard.h"
#include "runtime/objects/runtime_state.h"
#include "runtime/objects/slice.h"
#include "runtime/objects/str_builder.h"
#include "vm/exec/call.h"
#include "vm/object/attributes.h"

// --- making tuples --------------------------------------------------------------------------

// The only tuple without items; it is immortal.
static Tuple *tuple_empty(ThreadState *ts) ATTACHED {
    Object **place = &runtime_state(ts)->empty_tuple;
    Object *empty = load_acquire(place);
    if (empty) {
        return (Tuple *)empty;
    }
    Tuple *made = object_new_uncleared(ts, builtin_type(ts, KIND_TUPLE), sizeof(Tuple));
    if (made) {
        made->length = 0;
        made->hash = -1;
        object_make_immortal(&made->head);
        store_release(place, &made->head); // two threads may both make one: the last stays
    }
    return made;
}

// A tuple whose items the caller fills in at once.
static Tuple *tuple_allocate(ThreadState *ts, size_t n) ATTACHED {
    if (n == 0) {
        return tuple_empty(ts);
    }
    if (n > (size_t)LIST_LENGTH_MAX) {
        raise_memory_error(ts);
        return NULL;
    }
    Type *type = builtin_type(ts, KIND_TUPLE);
    Tuple *tuple = object_new_uncleared(ts, type, sizeof(Tuple) + n * sizeof(Value));
    if (tuple) {
        tuple->length = (int64_t)n;
        tuple->hash = -1;
    }
    return tuple;
}

Ref tuple_new(ThreadState *ts, size_t n) {
    Tuple *tuple = tuple_allocate(ts, n);
    if (!tuple) {
        return NO_REF;
    }
    for (size_t i = 0; i < n; i++) {
        tuple->items[i] = NO_VALUE;
    }
    return object_ref(tuple);
}

Ref tuple_from_array(ThreadState *ts, const Value *items, size_t n) {
    Tuple *tuple = tuple_allocate(ts, n);
    if (!tuple) {
        return NO_REF;
    }
    for (size_t i = 0; i < n; i++) {
        tuple->items[i] = borrow(ref_take(ts, items[i]));
    }
    return object_ref(tuple);
}

Ref tuple_from_owned(ThreadState *ts, const Value *items, size_t n) {
    Tuple *tuple = tuple_allocate(ts, n);
    if (!tuple) {
        for (size_t i = 0; i < n; i++) {
            value_drop(ts, items[i]);
        }
        return NO_REF;
    }
    for (size_t i = 0; i < n; i++) {
        tuple->items[i] = items[i];
    }
    return object_ref(tuple);
}

Ref tuple_from_iterable(ThreadState *ts, Value iterable) {
    if (value_is(iterable, KIND_TUPLE)) {
        return ref_take(ts, iterable);
    }
    ListSnapshot items;
    if (!items_from_iterable(ts, iterable, &items)) {
        return NO_REF;
    }
    Ref tuple = tuple_from_owned(ts, items.items, (size_t)items.length);
    buffer_free(ts, items.items);
    return tuple;
}

Ref tuple_slice(ThreadState *ts, Value tuple, int64_t start, int64_t step, int64_t length) {
    if (start == 0 && step == 1 && length == as_tuple(tuple)->length &&
        value_is(tuple, KIND_TUPLE)) {
        return ref_take(ts, tuple);
    }
    Ref result = tuple_new(ts, (size_t)length);
    if (!ref_is_null(result)) {
        Tuple *part = as_tuple(borrow(result));
        for (int64_t i = 0; i < length; i++) {
            part->items[i] = as_tuple(tuple)->items[start + i * step];
            ref_take(ts, part->items[i]);
        }
    }
    return result;
}

// --- the sequence protocol ------------------------------------------------------------------

bool index_from_key(ThreadState *ts, const char *what, Value key, int64_t *index) {
    if (LIKELY(value_is_small_int(key))) {
        *index = value_to_int(key);
        return true;
    }
    Type *type = value_type(ts, key);
    if (!type->slots.to_index) {
        raise_error(ts, EXC_TYPE_ERROR, "%s indices must be integers or slices, not %s", what,
                    type->name);
        return false;
    }
    return value_to_index(ts, key, EXC_INDEX_ERROR, index);
}

bool repeat_count(ThreadState *ts, Value v, int64_t *count) {
    if (value_is_small_int(v)) {
        *count = value_to_int(v);
        return true;
    }
    Type *type = value_type(ts, v);
    if (!type->slots.to_index) {
        raise_error(ts, EXC_TYPE_ERROR, "can't multiply sequence by non-int of type '%s'",
                    type->name);
        return false;
    }
    return value_to_index(ts, v, EXC_OVERFLOW_ERROR, count);
}

static Ref tuple_get_item(ThreadState *ts, Value self, Value key) ATTACHED {
    Tuple *tuple = as_tuple(self);
    if (value_is(key, KIND_SLICE)) {
        SliceRange range;
        if (!slice_unpack(ts, key, &range)) {
            return NO_REF;
        }
        int64_t length = slice_adjust(&range, tuple->length);
        return tuple_slice(ts, self, range.start, range.step, length);
    }
    int64_t index;
    if (!index_from_key(ts, "tuple", key, &index)) {
        return NO_REF;
    }
    if (index < 0) {
        index += tuple->length;
    }
    if (index < 0 || index >= tuple->length) {
        return raise_error(ts, EXC_INDEX_ERROR, "tuple index out of range");
    }
    return ref_take(ts, tuple->items[index]);
}

static int64_t tuple_length(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    return as_tuple(self)->length;
}

static int tuple_contains(ThreadState *ts, Value self, Value item) ATTACHED {
    Tuple *tuple = as_tuple(self);
    int found = 0;
    for (int64_t i = 0; i < tuple->length && !found; i++) {
        found = value_equal(ts, tuple->items[i], item);
    }
    return found;
}

static Ref tuple_concatenate(ThreadState *ts, Value a, Value b) ATTACHED {
    if (!value_has_layout(ts, a, KIND_TUPLE) || !value_has_layout(ts, b, KIND_TUPLE)) {
        return owned(NOT_IMPLEMENTED);
    }
    Tuple *left = as_tuple(a);
    Tuple *right = as_tuple(b);
    if (right->length == 0 && value_is(a, KIND_TUPLE)) {
        return ref_take(ts, a);
    }
    if (left->length == 0 && value_is(b, KIND_TUPLE)) {
        return ref_take(ts, b);
    }
    Ref result = tuple_new(ts, (size_t)(left->length + right->length));
    if (!ref_is_null(result)) {
        Value *to = as_tuple(borrow(result))->items;
        for (int64_t i = 0; i < left->length; i++) {
            ref_take(ts, left->items[i]);
            *to++ = left->items[i];
        }
        for (int64_t i = 0; i < right->length; i++) {
            ref_take(ts, right->items[i]);
            *to++ = right->items[i];
        }
    }
    return result;
}

static Ref tuple_repeat(ThreadState *ts, Value self, Value times) ATTACHED {
    int64_t count;
    if (!value_type(ts, times)->slots.to_index) {
        return owned(NOT_IMPLEMENTED);
    }
    if (!repeat_count(ts, times, &count)) {
        return NO_REF;
    }
    Tuple *tuple = as_tuple(self);
    if ((count == 1 || tuple->length == 0) && value_is(self, KIND_TUPLE)) {
        return ref_take(ts, self);
    }
    if (count < 0) {
        count = 0;
    }
    if (tuple->length && count > LIST_LENGTH_MAX / tuple->length) {
        return raise_memory_error(ts);
    }
    int64_t n = tuple->length * count;
    Ref result = tuple_new(ts, (size_t)n);
    if (!ref_is_null(result)) {
        Value *to = as_tuple(borrow(result))->items;
        for (int64_t i = 0; i < n; i++) {
            to[i] = i < tuple->length ? tuple->items[i] : to[i - tuple->length];
            ref_take(ts, to[i]);
        }
    }
    return result;
}

static Ref tuple_binary(ThreadState *ts, BinaryOperator op, Value a, Value b) ATTACHED {
    if (op == BINARY_ADD) {
        return tuple_concatenate(ts, a, b);
    }
    if (op == BINARY_MULTIPLY) {
        return value_has_layout(ts, a, KIND_TUPLE) ? tuple_repeat(ts, a, b)
                                                   : tuple_repeat(ts, b, a);
    }
    return owned(NOT_IMPLEMENTED);
}

// --- comparing and hashing ------------------------------------------------------------------

Ref sequence_compare(ThreadState *ts, CompareOperator op, const Value *a, int64_t a_length,
                     const Value *b, int64_t b_length) {
    if (a_length != b_length && (op == COMPARE_EQUAL || op == COMPARE_NOT_EQUAL)) {
        return owned(value_bool(op == COMPARE_NOT_EQUAL));
    }
    int64_t shorter = a_length < b_length ? a_length : b_length;
    int64_t i = 0;
    if (!native_enter(ts, " in comparison")) {
        return NO_REF;
    }
    int equal = 1;
    while (i < shorter && (equal = value_equal(ts, a[i], b[i])) == 1) {
        i++;
    }
    Ref result;
    if (equal < 0) {
        result = NO_REF;
    } else if (i < shorter) {
        result = op == COMPARE_EQUAL       ? owned(FALSE_VALUE)
                 : op == COMPARE_NOT_EQUAL ? owned(TRUE_VALUE)
                                           : value_compare(ts, op, a[i], b[i]);
    } else {
        result = owned(value_bool(lengths_compare(op, a_length, b_length)));
    }
    native_leave(ts);
    return result;
}

static Ref tuple_compare(ThreadState *ts, CompareOperator op, Value self,
                         Value other) ATTACHED {
    if (!value_has_layout(ts, other, KIND_TUPLE)) {
        return owned(NOT_IMPLEMENTED);
    }
    Tuple *a = as_tuple(self);
    Tuple *b = as_tuple(other);
    return sequence_compare(ts, op, a->items, a->length, b->items, b->length);
}

// xxHash's mixing, as in CPython.
static int64_t tuple_hash(ThreadState *ts, Value self) ATTACHED {
    const uint64_t prime_1 = 11400714785074694791u;
    const uint64_t prime_2 = 14029467366897019727u;
    const uint64_t prime_5 = 2870177450012600261u;
    Tuple *tuple = as_tuple(self);
    if (load_relaxed(&tuple->hash) != -1) {
        return load_relaxed(&tuple->hash);
    }
    if (!native_enter(ts, "")) {
        return -1;
    }
    uint64_t sum = prime_5;
    for (int64_t i = 0; i < tuple->length; i++) {
        int64_t hash = value_hash(ts, tuple->items[i]);
        if (hash == -1) {
            native_leave(ts);
            return -1;
        }
        sum += (uint64_t)hash * prime_2;
        sum = (sum << 31 | sum >> 33) * prime_1;
    }
    native_leave(ts);
    sum += (uint64_t)tuple->length ^ (prime_5 ^ 3527539u);
    int64_t hash = sum == (uint64_t)-1 ? 1546275796 : (int64_t)sum;
    store_relaxed(&tuple->hash, hash);
    return hash;
}

// --- the type -------------------------------------------------------------------------------

static Ref tuple_repr(ThreadState *ts, Value self) ATTACHED {
    Tuple *tuple = as_tuple(self);
    if (tuple->length == 0) {
        return str_from_text(ts, "()");
    }
    ReprGuard guard;
    int entered = repr_enter(ts, self, &guard);
    if (entered <= 0) {
        return entered < 0 ? NO_REF : str_from_text(ts, "(...)");
    }
    StrBuilder builder;
    str_builder_init(&builder, ts);
    bool good = str_builder_char(&builder, '(');
    for (int64_t i = 0; good && i < tuple->length; i++) {
        good = (i == 0 || str_builder_text(&builder, ", ")) &&
               str_builder_repr(&builder, tuple->items[i]);
    }
    good = good && str_builder_text(&builder, tuple->length == 1 ? ",)" : ")");
    repr_leave(ts, &guard);
    if (!good) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

static void tuple_destroy(ThreadState *ts, Object *self) ATTACHED {
    Tuple *tuple = (Tuple *)(void *)self;
    for (int64_t i = tuple->length; i-- > 0;) {
        Value item = tuple->items[i];
        slot_store(&tuple->items[i], NO_VALUE);
        value_drop(ts, item);
    }
}

static void tuple_traverse(Object *self, Visitor visit, void *context) {
    Tuple *tuple = (Tuple *)(void *)self;
    for (int64_t i = 0; i < tuple->length; i++) {
        if (!value_is_null(tuple->items[i])) {
            visit(tuple->items[i], context);
        }
    }
}

static Ref tuple_iterate(ThreadState *ts, Value self) ATTACHED {
    TupleIterator *iterator =
        object_new(ts, builtin_type(ts, KIND_TUPLE_ITERATOR), sizeof(TupleIterator));
    if (!iterator) {
        return NO_REF;
    }
    iterator->sequence = self;
    ref_take(ts, self);
    return object_ref(iterator);
}

static Ref tuple_make(ThreadState *ts, const Value *arguments) ATTACHED {
    Type *type = (Type *)(void *)value_object(arguments[0]);
    bool is_exact = type == builtin_type(ts, KIND_TUPLE);
    Ref items =
        value_is_null(arguments[1]) ? tuple_new(ts, 0) : tuple_from_iterable(ts, arguments[1]);
    if (ref_is_null(items) || is_exact) {
        return items;
    }
    Tuple *from = as_tuple(borrow(items));
    size_t n = (size_t)from->length;
    Tuple *tuple = instance_new_sized(ts, type, sizeof(Tuple) + n * sizeof(Value));
    if (tuple) {
        tuple->length = from->length;
        tuple->hash = -1;
    }
    for (size_t i = 0; tuple && i < n; i++) {
        tuple->items[i] = from->items[i];
        ref_take(ts, tuple->items[i]);
    }
    ref_drop(ts, items);
    return tuple ? object_ref(tuple) : NO_REF;
}

static Ref tuple_index_method(ThreadState *ts, const Value *arguments) ATTACHED {
    Tuple *tuple = as_tuple(arguments[0]);
    int64_t start = 0;
    int64_t stop = tuple->length;
    if (!search_range(ts, arguments[2], arguments[3], tuple->length, &start, &stop)) {
        return NO_REF;
    }
    for (int64_t i = start; i < stop && i < tuple->length; i++) {
        int equal = value_equal(ts, tuple->items[i], arguments[1]);
        if (equal) {
            return equal < 0 ? NO_REF : owned(value_from_int(i));
        }
    }
    return raise_error(ts, EXC_VALUE_ERROR, "tuple.index(x): x not in tuple");
}

static Ref tuple_count_method(ThreadState *ts, const Value *arguments) ATTACHED {
    Tuple *tuple = as_tuple(arguments[0]);
    int64_t count = 0;
    for (int64_t i = 0; i < tuple->length; i++) {
        int equal = value_equal(ts, tuple->items[i], arguments[1]);
        if (equal < 0) {
            return NO_REF;
        }
        count += equal;
    }
    return owned(value_from_int(count));
}

static Ref tuple_new_arguments(ThreadState *ts, const Value *arguments) ATTACHED {
    Tuple *tuple = as_tuple(arguments[0]);
    Ref copy = tuple_from_array(ts, tuple->items, (size_t)tuple->length);
    return ref_is_null(copy) ? NO_REF : tuple_from_owned(ts, (Value[]){borrow(copy)}, 1);
}

static const NativeDef tuple_methods[] = {
    {"__new__(cls, iterable=(), /)", tuple_make,
     "Create and return a new object.  See help(type) for accurate signature.",
     NATIVE_STATIC_METHOD},
    {"index(self, value, start=0, stop=9223372036854775807, /)", tuple_index_method,
     "Return first index of value.\n\nRaises ValueError if the value is not present.", 0},
    {"count(self, value, /)", tuple_count_method, "Return number of occurrences of value.", 0},
    {"__getnewargs__(self, /)", tuple_new_arguments, NULL, 0},
    {NULL, NULL, NULL, 0},
};

const TypeSpec tuple_type_spec = {
    .name = "tuple",
    .kind = KIND_TUPLE,
    .size = sizeof(Tuple),
    .flags = TYPE_BASE | TYPE_SEQUENCE | TYPE_DEFINES_NEW,
    .slots = {.destroy = tuple_destroy,
              .traverse = tuple_traverse,
              .repr = tuple_repr,
              .hash = tuple_hash,
              .compare = tuple_compare,
              .binary = tuple_binary,
              .length = tuple_length,
              .get_item = tuple_get_item,
              .contains = tuple_contains,
              .iterate = tuple_iterate},
    .methods = tuple_methods,
    .doc =
        "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an "
        "empty tuple.\nIf iterable is specified the tuple is initialized from iterable's "
        "items.\n\nIf the argument is a tuple, the return value is the same object.",
};
