// slice: start, stop and step as they were written; sequences turn them into numbers.
#include "runtime/objects/slice.h"

#include "runtime/objects/getset_descriptor.h"
#include "runtime/objects/list.h"
#include "runtime/objects/str.h"
#include "runtime/objects/tuple.h"
#include "vm/exec/call.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

Ref slice_new(ThreadState *ts, Value start, Value stop, Value step) {
    Slice *slice = object_new_uncleared(ts, builtin_type(ts, KIND_SLICE), sizeof(Slice));
    if (!slice) {
        return NO_REF;
    }
    slice->start = borrow(ref_take(ts, start));
    slice->stop = borrow(ref_take(ts, stop));
    slice->step = borrow(ref_take(ts, step));
    return object_ref(slice);
}

// One number of a slice, clipped. TypeError with the words for slices that allow None, or not.
static bool read_number(ThreadState *ts, Value v, bool allows_none, int64_t *out) ATTACHED {
    if (value_is_small_int(v)) {
        *out = value_to_int(v);
        return true;
    }
    if (!value_type(ts, v)->slots.to_index) {
        raise_error(ts, EXC_TYPE_ERROR,
                    "slice indices must be integers or %shave an "
                    "__index__ method",
                    allows_none ? "None or " : "");
        return false;
    }
    return value_to_index(ts, v, -1, out);
}

bool slice_unpack(ThreadState *ts, Value v, SliceRange *out) {
    Slice *slice = as_slice(v);
    out->step = 1;
    if (!value_is_none(slice->step)) {
        if (!read_number(ts, slice->step, true, &out->step)) {
            return false;
        }
        if (out->step == 0) {
            raise_error(ts, EXC_VALUE_ERROR, "slice step cannot be zero");
            return false;
        }
        if (out->step == INT64_MIN) {
            out->step = -INT64_MAX;
        }
    }
    out->start = out->step < 0 ? INT64_MAX : 0;
    out->stop = out->step < 0 ? INT64_MIN : INT64_MAX;
    return (value_is_none(slice->start) || read_number(ts, slice->start, true, &out->start)) &&
           (value_is_none(slice->stop) || read_number(ts, slice->stop, true, &out->stop));
}

// Clips one bound of a slice over `length` items.
static int64_t clip(int64_t bound, int64_t length, bool backwards) {
    if (bound < 0) {
        bound += length;
        if (bound < 0) {
            return backwards ? -1 : 0;
        }
    } else if (bound >= length) {
        return backwards ? length - 1 : length;
    }
    return bound;
}

int64_t slice_adjust(SliceRange *range, int64_t length) {
    bool backwards = range->step < 0;
    range->start = clip(range->start, length, backwards);
    range->stop = clip(range->stop, length, backwards);
    if (LIKELY(range->step == 1)) { // no division
        return range->start < range->stop ? range->stop - range->start : 0;
    }
    if (range->step == -1) {
        return range->stop < range->start ? range->start - range->stop : 0;
    }
    if (backwards) {
        return range->stop < range->start ? (range->start - range->stop - 1) / -range->step + 1
                                          : 0;
    }
    return range->start < range->stop ? (range->stop - range->start - 1) / range->step + 1 : 0;
}

Ref sequence_get_range(ThreadState *ts, Value v, Value start, Value stop) {
    bool is_plain = (value_is_none(start) || value_is_small_int(start)) &&
                    (value_is_none(stop) || value_is_small_int(stop)) && value_is_object(v);
    if (!is_plain) {
        return NO_REF;
    }
    SliceRange range = {value_is_none(start) ? 0 : value_to_int(start),
                        value_is_none(stop) ? INT64_MAX : value_to_int(stop), 1};
    int64_t length;
    switch (value_object(v)->kind) {
    case KIND_LIST:
        return list_get_range(ts, v, range);
    case KIND_TUPLE:
        length = slice_adjust(&range, as_tuple(v)->length);
        return tuple_slice(ts, v, range.start, 1, length);
    case KIND_STR:
        length = slice_adjust(&range, str_length(v));
        return str_slice(ts, v, range.start, range.start + length);
    default:
        return NO_REF;
    }
}

bool search_range(ThreadState *ts, Value start_argument, Value stop_argument, int64_t length,
                  int64_t *start, int64_t *stop) {
    Value arguments[] = {start_argument, stop_argument};
    int64_t *bounds[] = {start, stop};
    for (int i = 0; i < 2; i++) {
        if (value_is_null(arguments[i])) {
            continue;
        }
        if (!read_number(ts, arguments[i], false, bounds[i])) {
            return false;
        }
        if (*bounds[i] < 0) {
            *bounds[i] += length;
            if (*bounds[i] < 0) {
                *bounds[i] = 0;
            }
        }
    }
    return true;
}

// --- slices of sequences longer than 63 bits ------------------------------------------------

Ref int_combine(ThreadState *ts, BinaryOperator op, Ref a, Ref b) {
    Ref result = NO_REF;
    if (!ref_is_null(a) && !ref_is_null(b)) {
        result = value_binary(ts, op, borrow(a), borrow(b));
    }
    ref_drop(ts, a);
    ref_drop(ts, b);
    return result;
}

int int_is_less(ThreadState *ts, Value a, Value b) {
    if (values_are_small_ints(a, b)) {
        return value_to_int(a) < value_to_int(b);
    }
    return value_compare_truth(ts, COMPARE_LESS, a, b);
}

// One number of a slice as an int; NO_REF with TypeError.
static Ref exact_number(ThreadState *ts, Value v) ATTACHED {
    if (!value_type(ts, v)->slots.to_index) {
        return raise_error(
            ts, EXC_TYPE_ERROR,
            "slice indices must be integers or None or have an __index__ method");
    }
    return value_index(ts, v);
}

// A bound of the slice: counted from the back if negative, then kept within lower .. upper.
static Ref fit_bound(ThreadState *ts, Value bound, Value length, Value lower,
                     Value upper) ATTACHED {
    Ref n = exact_number(ts, bound);
    if (ref_is_null(n)) {
        return NO_REF;
    }
    if (int_is_less(ts, borrow(n), value_from_int(0)) > 0) {
        n = int_combine(ts, BINARY_ADD, n, ref_take(ts, length));
        if (ref_is_null(n) || !int_is_less(ts, borrow(n), lower)) {
            return n;
        }
        ref_drop(ts, n);
        return ref_take(ts, lower);
    }
    if (int_is_less(ts, upper, borrow(n)) > 0) {
        ref_drop(ts, n);
        return ref_take(ts, upper);
    }
    return n;
}

Ref slice_indices_of(ThreadState *ts, Value v, Value length) {
    Slice *slice = as_slice(v);
    Ref step =
        value_is_none(slice->step) ? owned(value_from_int(1)) : exact_number(ts, slice->step);
    if (ref_is_null(step)) {
        return NO_REF;
    }
    if (value_same(borrow(step), value_from_int(0))) {
        return raise_error(ts, EXC_VALUE_ERROR, "slice step cannot be zero");
    }
    bool backwards = int_is_less(ts, borrow(step), value_from_int(0)) > 0;
    Value lower = value_from_int(backwards ? -1 : 0);
    Ref upper = backwards ? int_combine(ts, BINARY_SUBTRACT, ref_take(ts, length),
                                        owned(value_from_int(1)))
                          : ref_take(ts, length);
    Ref start = NO_REF;
    Ref stop = NO_REF;
    if (!ref_is_null(upper)) {
        start = !value_is_none(slice->start)
                    ? fit_bound(ts, slice->start, length, lower, borrow(upper))
                    : ref_take(ts, backwards ? borrow(upper) : lower);
    }
    if (!ref_is_null(start)) {
        stop = !value_is_none(slice->stop)
                   ? fit_bound(ts, slice->stop, length, lower, borrow(upper))
                   : ref_take(ts, backwards ? lower : borrow(upper));
    }
    ref_drop(ts, upper);
    if (ref_is_null(stop)) {
        ref_drop(ts, start);
        ref_drop(ts, step);
        return NO_REF;
    }
    return tuple_from_owned(ts, (Value[]){borrow(start), borrow(stop), borrow(step)}, 3);
}

// --- the type -------------------------------------------------------------------------------

static void slice_destroy(ThreadState *ts, Object *self) ATTACHED {
    Slice *slice = (Slice *)(void *)self;
    value_drop(ts, slice->start);
    value_drop(ts, slice->stop);
    value_drop(ts, slice->step);
}

static void slice_traverse(Object *self, Visitor visit, void *context) {
    Slice *slice = (Slice *)(void *)self;
    visit(slice->start, context);
    visit(slice->stop, context);
    visit(slice->step, context);
}

// (start, stop, step), by which slices are compared, hashed and shown.
static Ref slice_tuple(ThreadState *ts, Value self) ATTACHED {
    Slice *slice = as_slice(self);
    return tuple_from_array(ts, (Value[]){slice->start, slice->stop, slice->step}, 3);
}

static Ref slice_repr(ThreadState *ts, Value self) ATTACHED {
    Ref parts = slice_tuple(ts, self);
    if (ref_is_null(parts)) {
        return NO_REF;
    }
    Ref inner = value_repr(ts, borrow(parts));
    ref_drop(ts, parts);
    Ref word = ref_is_null(inner) ? NO_REF : str_from_text(ts, "slice");
    Ref result = ref_is_null(word) ? NO_REF : str_concatenate(ts, borrow(word), borrow(inner));
    ref_drop(ts, word);
    ref_drop(ts, inner);
    return result;
}

static int64_t slice_hash(ThreadState *ts, Value self) ATTACHED {
    const uint64_t prime_1 = 11400714785074694791u;
    const uint64_t prime_2 = 14029467366897019727u;
    Value parts[] = {as_slice(self)->start, as_slice(self)->stop, as_slice(self)->step};
    uint64_t sum = 2870177450012600261u;
    if (!native_enter(ts, "")) {
        return -1;
    }
    for (int i = 0; i < 3; i++) {
        int64_t hash = value_hash(ts, parts[i]);
        if (hash == -1) {
            native_leave(ts);
            return -1;
        }
        sum += (uint64_t)hash * prime_2;
        sum = (sum << 31 | sum >> 33) * prime_1;
    }
    native_leave(ts);
    return sum == (uint64_t)-1 ? 1546275796 : (int64_t)sum;
}

static Ref slice_compare(ThreadState *ts, CompareOperator op, Value self,
                         Value other) ATTACHED {
    if (!value_is(other, KIND_SLICE)) {
        return owned(NOT_IMPLEMENTED);
    }
    Slice *a = as_slice(self);
    Slice *b = as_slice(other);
    Value left[] = {a->start, a->stop, a->step};
    Value right[] = {b->start, b->stop, b->step};
    return sequence_compare(ts, op, left, 3, right, 3);
}

static Ref slice_make(ThreadState *ts, const Value *arguments) ATTACHED {
    Tuple *given = as_tuple(arguments[1]);
    if (given->length < 1 || given->length > 3) {
        return raise_error(ts, EXC_TYPE_ERROR, "slice expected at %s argument%s, got %lld",
                           given->length < 1 ? "least 1" : "most 3",
                           given->length < 1 ? "" : "s", (long long)given->length);
    }
    if (given->length == 1) {
        return slice_new(ts, NONE, given->items[0], NONE);
    }
    return slice_new(ts, given->items[0], given->items[1],
                     given->length == 3 ? given->items[2] : NONE);
}

static Ref slice_indices(ThreadState *ts, const Value *arguments) ATTACHED {
    Ref length = value_index(ts, arguments[1]);
    if (ref_is_null(length)) {
        return NO_REF;
    }
    Ref result;
    if (int_is_less(ts, borrow(length), value_from_int(0)) > 0) {
        result = raise_error(ts, EXC_VALUE_ERROR, "length should not be negative");
    } else {
        result = slice_indices_of(ts, arguments[0], borrow(length));
    }
    ref_drop(ts, length);
    return result;
}

static Ref get_start(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, as_slice(self)->start);
}

static Ref get_stop(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, as_slice(self)->stop);
}

static Ref get_step(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, as_slice(self)->step);
}

static const GetSetDef slice_attributes[] = {
    {"start", get_start, getset_refuse, NULL},
    {"stop", get_stop, getset_refuse, NULL},
    {"step", get_step, getset_refuse, NULL},
    {NULL, NULL, NULL, NULL},
};

static const NativeDef slice_methods[] = {
    {"__new__(cls, *arguments)", slice_make,
     "Create and return a new object.  See help(type) for accurate signature.",
     NATIVE_STATIC_METHOD},
    {"indices(self, length, /)", slice_indices,
     "S.indices(len) -> (start, stop, stride)\n\nAssuming a sequence of length len, calculate "
     "the start and stop\nindices, and the stride length of the extended slice described by\n"
     "S. Out of bounds indices are clipped in a manner consistent with the\nhandling of normal "
     "slices.",
     0},
    {NULL, NULL, NULL, 0},
};

const TypeSpec slice_type_spec = {
    .name = "slice",
    .kind = KIND_SLICE,
    .size = sizeof(Slice),
    .flags = TYPE_DEFINES_NEW,
    .slots = {.destroy = slice_destroy,
              .traverse = slice_traverse,
              .repr = slice_repr,
              .hash = slice_hash,
              .compare = slice_compare},
    .methods = slice_methods,
    .attributes = slice_attributes,
    .doc =
        "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object.  This is used for "
        "extended slicing (e.g. a[0:10:2]).",
};
