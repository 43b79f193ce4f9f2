// range: start, stop and step of any size, and its iterators.
//
// A range whose numbers are all immediate and whose length fits a machine word is worked on
// with machine arithmetic, and iterated by the RangeIterator the VM knows. Everything else goes
// through ints of any size.
#include "runtime/objects/getset_descriptor.h"
#include "runtime/objects/int.h"
#include "runtime/objects/iterator_reduce.h"
#include "runtime/objects/list.h"
#include "runtime/objects/slice.h"
#include "runtime/objects/tuple.h"

typedef struct Range {
    Object head;
    Value start; // exact ints
    Value stop;
    Value step;
    Value length;
    bool is_small; // start, stop and step are immediate, and so is the length
} Range;

static Range *as_range(Value v) {
    return (Range *)(void *)value_object(v);
}

// --- making ---------------------------------------------------------------------------------

// How many numbers there are from start by step until stop.
static int64_t small_length(int64_t start, int64_t stop, int64_t step) {
    if (step > 0) {
        return start < stop
                   ? (int64_t)(((uint64_t)stop - 1 - (uint64_t)start) / (uint64_t)step) + 1
                   : 0;
    }
    return stop < start
               ? (int64_t)(((uint64_t)start - 1 - (uint64_t)stop) / (0 - (uint64_t)step)) + 1
               : 0;
}

static Ref big_length(ThreadState *ts, Value start, Value stop, Value step) ATTACHED {
    bool backwards = int_is_less(ts, step, value_from_int(0)) > 0;
    Value low = backwards ? stop : start;
    Value high = backwards ? start : stop;
    if (!int_is_less(ts, low, high)) {
        return owned(value_from_int(0));
    }
    Ref width = int_combine(ts, BINARY_SUBTRACT, ref_take(ts, high), ref_take(ts, low));
    width = int_combine(ts, BINARY_SUBTRACT, width, owned(value_from_int(1)));
    Ref size = backwards ? value_unary(ts, UNARY_NEGATE, step) : ref_take(ts, step);
    Ref steps = int_combine(ts, BINARY_FLOOR_DIVIDE, width, size);
    return int_combine(ts, BINARY_ADD, steps, owned(value_from_int(1)));
}

// A new range; takes the references; NO_REF passes through. ValueError if step is 0.
static Ref range_from(ThreadState *ts, Ref start, Ref stop, Ref step) ATTACHED {
    Ref length = NO_REF;
    bool is_small = false;
    if (ref_is_null(start) || ref_is_null(stop) || ref_is_null(step)) {
        goto failed;
    }
    if (value_same(borrow(step), value_from_int(0))) {
        raise_error(ts, EXC_VALUE_ERROR, "range() arg 3 must not be zero");
        goto failed;
    }
    if (start.bits & stop.bits & step.bits & 1) {
        int64_t n = small_length(value_to_int(borrow(start)), value_to_int(borrow(stop)),
                                 value_to_int(borrow(step)));
        is_small = n >= 0 && n <= VALUE_INT_MAX;
        length = is_small ? owned(value_from_int(n)) : int_from_u64(ts, (uint64_t)n);
    } else {
        length = big_length(ts, borrow(start), borrow(stop), borrow(step));
    }
    if (ref_is_null(length)) {
        goto failed;
    }
    Range *range = object_new(ts, builtin_type(ts, KIND_RANGE), sizeof(Range));
    if (!range) {
        goto failed;
    }
    range->start = borrow(start);
    range->stop = borrow(stop);
    range->step = borrow(step);
    range->length = borrow(length);
    range->is_small = is_small;
    return object_ref(range);
failed:
    ref_drop(ts, length);
    ref_drop(ts, step);
    ref_drop(ts, stop);
    ref_drop(ts, start);
    return NO_REF;
}

// An argument as an exact int.
static Ref exact_int(ThreadState *ts, Value v) ATTACHED {
    if (value_is_small_int(v)) {
        return owned(v);
    }
    Ref index = value_index(ts, v);
    Ref exact = ref_is_null(index) ? NO_REF : int_exact(ts, borrow(index));
    ref_drop(ts, index);
    return exact;
}

static Ref range_make(ThreadState *ts, const Value *arguments) ATTACHED {
    if (value_is_null(arguments[2])) {
        return range_from(ts, owned(value_from_int(0)), exact_int(ts, arguments[1]),
                          owned(value_from_int(1)));
    }
    Ref start = exact_int(ts, arguments[1]);
    Ref stop = ref_is_null(start) ? NO_REF : exact_int(ts, arguments[2]);
    Ref step = ref_is_null(stop)             ? NO_REF
               : value_is_null(arguments[3]) ? owned(value_from_int(1))
                                             : exact_int(ts, arguments[3]);
    return range_from(ts, start, stop, step);
}

static void range_destroy(ThreadState *ts, Object *self) ATTACHED {
    Range *range = (Range *)(void *)self;
    value_drop(ts, range->start);
    value_drop(ts, range->stop);
    value_drop(ts, range->step);
    value_drop(ts, range->length);
}

// --- items ----------------------------------------------------------------------------------

static int64_t range_length(ThreadState *ts, Value self) ATTACHED {
    int64_t length;
    if (!int_fits_i64(as_range(self)->length, &length)) {
        raise_error(ts, EXC_OVERFLOW_ERROR, "Python int too large to convert to C ssize_t");
        return -1;
    }
    return length;
}

static int range_truth(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    return !value_same(as_range(self)->length, value_from_int(0));
}

// start + index * step.
static Ref number_at(ThreadState *ts, Range *range, Value index) ATTACHED {
    if (range->is_small && value_is_small_int(index)) {
        // The number lies between two immediates, so the product's high bits do not matter.
        uint64_t n = (uint64_t)value_to_int(range->start) +
                     (uint64_t)value_to_int(index) * (uint64_t)value_to_int(range->step);
        if (value_to_int(index) >= 0 && value_to_int(index) < value_to_int(range->length)) {
            return owned(value_from_int((int64_t)n));
        }
    }
    Ref offset =
        int_combine(ts, BINARY_MULTIPLY, ref_take(ts, index), ref_take(ts, range->step));
    return int_combine(ts, BINARY_ADD, ref_take(ts, range->start), offset);
}

static Ref range_slice(ThreadState *ts, Range *range, Value slice) ATTACHED {
    Ref indices = slice_indices_of(ts, slice, range->length);
    if (ref_is_null(indices)) {
        return NO_REF;
    }
    Value *parts = as_tuple(borrow(indices))->items;
    Ref start = number_at(ts, range, parts[0]);
    Ref stop = number_at(ts, range, parts[1]);
    Ref step =
        int_combine(ts, BINARY_MULTIPLY, ref_take(ts, range->step), ref_take(ts, parts[2]));
    ref_drop(ts, indices);
    return range_from(ts, start, stop, step);
}

static Ref range_get_item(ThreadState *ts, Value self, Value key) ATTACHED {
    Range *range = as_range(self);
    if (value_is(key, KIND_SLICE)) {
        return range_slice(ts, range, key);
    }
    if (!value_type(ts, key)->slots.to_index) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "range indices must be integers or slices, not %s",
                           value_type_name(ts, key));
    }
    Ref index = exact_int(ts, key);
    if (ref_is_null(index)) {
        return NO_REF;
    }
    Value zero = value_from_int(0);
    if (int_is_less(ts, borrow(index), zero) > 0) {
        index = int_combine(ts, BINARY_ADD, index, ref_take(ts, range->length));
        if (ref_is_null(index)) {
            return NO_REF;
        }
    }
    Ref result;
    if (int_is_less(ts, borrow(index), zero) ||
        !int_is_less(ts, borrow(index), range->length)) {
        result = raise_error(ts, EXC_INDEX_ERROR, "range object index out of range");
    } else {
        result = number_at(ts, range, borrow(index));
    }
    ref_drop(ts, index);
    return result;
}

// The index of an exact int or bool; *index is NO_REF if it is not in the range. False:
// exception.
static bool find_int(ThreadState *ts, Range *range, Value v, Ref *index) ATTACHED {
    *index = NO_REF;
    Ref offset = int_combine(ts, BINARY_SUBTRACT, ref_take(ts, v), ref_take(ts, range->start));
    if (ref_is_null(offset)) {
        return false;
    }
    Ref pair = value_binary(ts, BINARY_DIVMOD, borrow(offset), range->step);
    ref_drop(ts, offset);
    if (ref_is_null(pair)) {
        return false;
    }
    Value quotient = as_tuple(borrow(pair))->items[0];
    Value zero = value_from_int(0);
    if (value_same(as_tuple(borrow(pair))->items[1], zero) &&
        !int_is_less(ts, quotient, zero) && int_is_less(ts, quotient, range->length) > 0) {
        *index = ref_take(ts, quotient);
    }
    ref_drop(ts, pair);
    return true;
}

static bool is_plain_int(Value v) {
    return int_is_exact(v) || value_is_bool(v);
}

// Counts the items equal to v, or finds the first: by looking at one after the other, as v may
// equal anything. *index is that of the last one found; -1 with the exception set.
static int64_t search_items(ThreadState *ts, Value self, Value v, bool stops,
                            int64_t *index) ATTACHED {
    Ref iterator = value_iterate(ts, self);
    if (ref_is_null(iterator)) {
        return -1;
    }
    int64_t count = 0;
    for (int64_t i = 0; !(stops && count); i++) {
        Ref item = iterator_next(ts, borrow(iterator));
        if (ref_is_null(item)) {
            break;
        }
        int equal = value_equal(ts, borrow(item), v);
        ref_drop(ts, item);
        if (equal < 0) {
            break;
        }
        count += equal;
        *index = i;
    }
    ref_drop(ts, iterator);
    return error_is_set(ts) ? -1 : count;
}

static int range_contains(ThreadState *ts, Value self, Value item) ATTACHED {
    Range *range = as_range(self);
    if (range->is_small && value_is_small_int(item)) {
        int64_t n = value_to_int(item);
        int64_t start = value_to_int(range->start);
        int64_t stop = value_to_int(range->stop);
        int64_t step = value_to_int(range->step);
        return (step > 0 ? n >= start && n < stop : n <= start && n > stop) &&
               (n - start) % step == 0;
    }
    if (is_plain_int(item)) {
        Ref index;
        if (!find_int(ts, range, item, &index)) {
            return -1;
        }
        bool found = !ref_is_null(index);
        ref_drop(ts, index);
        return found;
    }
    int64_t index;
    return (int)search_items(ts, self, item, true, &index);
}

static Ref range_index_method(ThreadState *ts, const Value *arguments) ATTACHED {
    if (!is_plain_int(arguments[1])) {
        int64_t index = 0;
        int64_t found = search_items(ts, arguments[0], arguments[1], true, &index);
        if (found == 0) {
            return raise_error(ts, EXC_VALUE_ERROR, "sequence.index(x): x not in sequence");
        }
        return found < 0 ? NO_REF : owned(value_from_int(index));
    }
    Ref index;
    if (!find_int(ts, as_range(arguments[0]), arguments[1], &index) || !ref_is_null(index)) {
        return index;
    }
    return raise_error_repr(ts, EXC_VALUE_ERROR, "", arguments[1], " is not in range");
}

static Ref range_count_method(ThreadState *ts, const Value *arguments) ATTACHED {
    int64_t index;
    int64_t count = is_plain_int(arguments[1])
                        ? range_contains(ts, arguments[0], arguments[1])
                        : search_items(ts, arguments[0], arguments[1], false, &index);
    return count < 0 ? NO_REF : owned(value_from_int(count));
}

// --- iterating ------------------------------------------------------------------------------

// The numbers still to come of a range that is not small. The lock guards both fields.
typedef struct LongRangeIterator {
    Object head;
    Value next;
    Value step;
    Value remaining;
} LongRangeIterator;

static Ref long_iterator(ThreadState *ts, Ref next, Ref step, Value remaining) ATTACHED {
    LongRangeIterator *iterator = NULL;
    if (!ref_is_null(next) && !ref_is_null(step)) {
        iterator = object_new(ts, builtin_type(ts, KIND_LONG_RANGE_ITERATOR),
                              sizeof(LongRangeIterator));
    }
    if (!iterator) {
        ref_drop(ts, next);
        ref_drop(ts, step);
        return NO_REF;
    }
    iterator->next = borrow(next);
    iterator->step = borrow(step);
    iterator->remaining = borrow(ref_take(ts, remaining));
    return object_ref(iterator);
}

static Ref small_iterator(ThreadState *ts, int64_t next, int64_t step,
                          int64_t remaining) ATTACHED {
    RangeIterator *iterator =
        object_new(ts, builtin_type(ts, KIND_RANGE_ITERATOR), sizeof(RangeIterator));
    if (!iterator) {
        return NO_REF;
    }
    iterator->next = next;
    iterator->step = step;
    iterator->remaining = remaining;
    return object_ref(iterator);
}

static Ref range_iterate(ThreadState *ts, Value self) ATTACHED {
    Range *range = as_range(self);
    if (range->is_small) {
        return small_iterator(ts, value_to_int(range->start), value_to_int(range->step),
                              value_to_int(range->length));
    }
    return long_iterator(ts, ref_take(ts, range->start), ref_take(ts, range->step),
                         range->length);
}

static Ref range_reversed_method(ThreadState *ts, const Value *arguments) ATTACHED {
    Range *range = as_range(arguments[0]);
    if (range->is_small && value_to_int(range->step) != VALUE_INT_MIN) {
        int64_t length = value_to_int(range->length);
        int64_t step = value_to_int(range->step);
        int64_t last = length ? value_to_int(range->start) + (length - 1) * step : 0;
        return small_iterator(ts, last, -step, length);
    }
    Ref last_index =
        int_combine(ts, BINARY_SUBTRACT, ref_take(ts, range->length), owned(value_from_int(1)));
    Ref last = ref_is_null(last_index) ? NO_REF : number_at(ts, range, borrow(last_index));
    ref_drop(ts, last_index);
    return long_iterator(ts, last, value_unary(ts, UNARY_NEGATE, range->step), range->length);
}

static Ref small_iterator_next(ThreadState *ts, Object *self) ATTACHED {
    RangeIterator *iterator = (RangeIterator *)(void *)self;
    object_lock(ts, self);
    int64_t remaining = load_relaxed(&iterator->remaining);
    int64_t next = load_relaxed(&iterator->next);
    if (remaining > 0) {
        store_relaxed(&iterator->remaining, remaining - 1);
        // Beyond the last number this may leave the immediates, but not 64 bits; it is not
        // used.
        store_relaxed(&iterator->next, next + iterator->step);
    }
    object_unlock(ts, self);
    return remaining > 0 ? owned(value_from_int(next)) : NO_REF;
}

static Ref long_iterator_next(ThreadState *ts, Object *self) ATTACHED {
    LongRangeIterator *iterator = (LongRangeIterator *)(void *)self;
    object_lock(ts, self);
    Ref number = slot_take_locked(ts, &iterator->next);
    Ref remaining = slot_take_locked(ts, &iterator->remaining);
    object_unlock(ts, self);
    Ref rest = NO_REF;
    Ref next = NO_REF;
    if (int_is_less(ts, value_from_int(0), borrow(remaining)) > 0) {
        rest = value_binary(ts, BINARY_SUBTRACT, borrow(remaining), value_from_int(1));
        next = value_binary(ts, BINARY_ADD, borrow(number), iterator->step);
    }
    ref_drop(ts, remaining);
    if (ref_is_null(rest) || ref_is_null(next)) {
        ref_drop(ts, rest);
        ref_drop(ts, next);
        ref_drop(ts, number);
        return NO_REF;
    }
    object_lock(ts, self);
    Value old_next = slot_load(&iterator->next);
    Value old_remaining = slot_load(&iterator->remaining);
    slot_publish(&iterator->next, borrow(next));
    slot_publish(&iterator->remaining, borrow(rest));
    object_unlock(ts, self);
    value_drop(ts, old_next);
    value_drop(ts, old_remaining);
    return number;
}

static void long_iterator_destroy(ThreadState *ts, Object *self) ATTACHED {
    LongRangeIterator *iterator = (LongRangeIterator *)(void *)self;
    value_drop(ts, iterator->next);
    value_drop(ts, iterator->step);
    value_drop(ts, iterator->remaining);
}

static Ref iterator_self(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, self);
}

static Ref iterator_length_hint(ThreadState *ts, const Value *arguments) ATTACHED {
    Object *self = value_object(arguments[0]);
    if (self->kind == KIND_RANGE_ITERATOR) {
        return int_from_i64(ts, load_relaxed(&((RangeIterator *)(void *)self)->remaining));
    }
    object_lock(ts, self);
    Ref remaining = slot_take_locked(ts, &((LongRangeIterator *)(void *)self)->remaining);
    object_unlock(ts, self);
    return remaining;
}

// --- comparing and showing ------------------------------------------------------------------

// What makes two ranges equal: (length, first number, step), as far as they matter.
static Ref range_identity(ThreadState *ts, Value self) ATTACHED {
    Range *range = as_range(self);
    bool is_empty = value_same(range->length, value_from_int(0));
    bool is_single = value_same(range->length, value_from_int(1));
    Value parts[] = {range->length, is_empty ? NONE : range->start,
                     is_empty || is_single ? NONE : range->step};
    return tuple_from_array(ts, parts, 3);
}

static Ref range_compare(ThreadState *ts, CompareOperator op, Value self,
                         Value other) ATTACHED {
    if ((op != COMPARE_EQUAL && op != COMPARE_NOT_EQUAL) || !value_is(other, KIND_RANGE)) {
        return owned(NOT_IMPLEMENTED);
    }
    Ref a = range_identity(ts, self);
    Ref b = ref_is_null(a) ? NO_REF : range_identity(ts, other);
    Ref result = ref_is_null(b) ? NO_REF : value_compare(ts, op, borrow(a), borrow(b));
    ref_drop(ts, a);
    ref_drop(ts, b);
    return result;
}

static int64_t range_hash(ThreadState *ts, Value self) ATTACHED {
    Ref identity = range_identity(ts, self);
    if (ref_is_null(identity)) {
        return -1;
    }
    int64_t hash = value_hash(ts, borrow(identity));
    ref_drop(ts, identity);
    return hash;
}

static Ref range_repr(ThreadState *ts, Value self) ATTACHED {
    Range *range = as_range(self);
    bool has_step = !value_same(range->step, value_from_int(1));
    Value parts[] = {range->start, range->stop, range->step};
    Ref tuple = tuple_from_array(ts, parts, has_step ? 3 : 2);
    Ref inner = ref_is_null(tuple) ? NO_REF : value_repr(ts, borrow(tuple));
    Ref word = ref_is_null(inner) ? NO_REF : str_from_text(ts, "range");
    Ref result = ref_is_null(word) ? NO_REF : str_concatenate(ts, borrow(word), borrow(inner));
    ref_drop(ts, word);
    ref_drop(ts, inner);
    ref_drop(ts, tuple);
    return result;
}

static Ref get_start(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, as_range(self)->start);
}

static Ref get_stop(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, as_range(self)->stop);
}

static Ref get_step(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, as_range(self)->step);
}

static const GetSetDef range_attributes[] = {
    {"start", get_start, getset_refuse, NULL},
    {"stop", get_stop, getset_refuse, NULL},
    {"step", get_step, getset_refuse, NULL},
    {NULL, NULL, NULL, NULL},
};

static const NativeDef range_methods[] = {
    {"__new__(cls, start, stop=None, step=1, /)", range_make,
     "Create and return a new object.  See help(type) for accurate signature.",
     NATIVE_STATIC_METHOD},
    {"count(self, value, /)", range_count_method,
     "rangeobject.count(value) -> integer -- return number of occurrences of value", 0},
    {"index(self, value, /)", range_index_method,
     "rangeobject.index(value) -> integer -- return index of value.\nRaise ValueError if the "
     "value is not present.",
     0},
    {"__reversed__(self, /)", range_reversed_method, "Return a reverse iterator.", 0},
    {NULL, NULL, NULL, 0},
};

// What is still to come: the first number, the step, how many there are, as new references.
static void take_rest(ThreadState *ts, Object *self, Ref out[3]) ATTACHED {
    object_lock(ts, self);
    if (self->kind == KIND_RANGE_ITERATOR) {
        RangeIterator *iterator = (RangeIterator *)(void *)self;
        int64_t remaining = load_relaxed(&iterator->remaining);
        int64_t next = remaining > 0 ? load_relaxed(&iterator->next) : 0;
        out[0] = owned(value_from_int(next));
        out[1] = owned(value_from_int(iterator->step));
        out[2] = owned(value_from_int(remaining));
    } else {
        LongRangeIterator *iterator = (LongRangeIterator *)(void *)self;
        out[0] = slot_take_locked(ts, &iterator->next);
        out[1] = ref_take(ts, iterator->step);
        out[2] = slot_take_locked(ts, &iterator->remaining);
    }
    object_unlock(ts, self);
}

// (iter, (range(what is still to come),), None)
static Ref iterator_reduce(ThreadState *ts, const Value *arguments) ATTACHED {
    Ref rest[3];
    take_rest(ts, value_object(arguments[0]), rest);
    Ref width = int_combine(ts, BINARY_MULTIPLY, rest[2], ref_take(ts, borrow(rest[1])));
    Ref stop = int_combine(ts, BINARY_ADD, width, ref_take(ts, borrow(rest[0])));
    Ref range = range_from(ts, rest[0], stop, rest[1]);
    Value argument = borrow(range);
    Ref packed = ref_is_null(range) ? NO_REF : tuple_from_array(ts, &argument, 1);
    ref_drop(ts, range);
    return reduce_to(ts, dict_get_text(ts, ts->interpreter->builtins, "iter"), packed, NONE);
}

// Goes on by that many numbers at once. Of an iterator over large numbers it takes them one by
// one off what is left: nobody but unpickling does it.
static Ref iterator_set_state(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    Object *self = value_object(arguments[0]);
    RangeIterator *iterator = (RangeIterator *)(void *)self;
    bool is_small = self->kind == KIND_RANGE_ITERATOR;
    int64_t most = is_small ? load_relaxed(&iterator->remaining) : INT64_MAX;
    int64_t n;
    if (!read_index_state(ts, arguments[1], 0, most, &n)) {
        return NO_REF;
    }
    if (is_small) {
        object_lock(ts, self);
        store_relaxed(&iterator->remaining, load_relaxed(&iterator->remaining) - n);
        // Only the sum is sure to fit: n steps may be as far as from one end to beyond the
        // other.
        uint64_t distance = (uint64_t)n * (uint64_t)iterator->step;
        store_relaxed(&iterator->next,
                      (int64_t)((uint64_t)load_relaxed(&iterator->next) + distance));
        object_unlock(ts, self);
        return owned(NONE);
    }
    for (; n > 0; n--) {
        Ref number = long_iterator_next(ts, self);
        if (ref_is_null(number)) {
            return error_is_set(ts) ? NO_REF : owned(NONE);
        }
        ref_drop(ts, number);
    }
    return owned(NONE);
}

static const NativeDef iterator_methods[] = {
    {"__length_hint__(self, /)", iterator_length_hint,
     "Private method returning an estimate of len(list(it)).", 0},
    {"__reduce__(self, /)", iterator_reduce, "Return state information for pickling.", 0},
    {"__setstate__(self, state, /)", iterator_set_state,
     "Set state information for unpickling.", 0},
    {NULL, NULL, NULL, 0},
};

const TypeSpec range_type_spec = {
    .name = "range",
    .kind = KIND_RANGE,
    .size = sizeof(Range),
    .flags = TYPE_SEQUENCE | TYPE_DEFINES_NEW,
    .slots = {.destroy = range_destroy,
              .repr = range_repr,
              .hash = range_hash,
              .truth = range_truth,
              .compare = range_compare,
              .length = range_length,
              .get_item = range_get_item,
              .contains = range_contains,
              .iterate = range_iterate},
    .methods = range_methods,
    .attributes = range_attributes,
    .doc =
        "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nReturn an "
        "object that produces a sequence of integers from start (inclusive)\nto stop "
        "(exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., j-1.\nstart defaults "
        "to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.\nThese are exactly the "
        "valid indices for a list of 4 elements.\nWhen step is given, it specifies the "
        "increment (or decrement).",
};

const TypeSpec range_iterator_type_spec = {
    .name = "range_iterator",
    .kind = KIND_RANGE_ITERATOR,
    .size = sizeof(RangeIterator),
    .flags = TYPE_DISALLOW_NEW,
    .slots = {.iterate = iterator_self, .next = small_iterator_next},
    .methods = iterator_methods,
};

const TypeSpec long_range_iterator_type_spec = {
    .name = "longrange_iterator",
    .kind = KIND_LONG_RANGE_ITERATOR,
    .size = sizeof(LongRangeIterator),
    .flags = TYPE_DISALLOW_NEW,
    .slots = {.destroy = long_iterator_destroy,
              .iterate = iterator_self,
              .next = long_iterator_next},
    .methods = iterator_methods,
};
