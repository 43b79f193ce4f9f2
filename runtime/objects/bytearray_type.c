// bytearray, the type: its slots, its constructor, its mutating methods and its iterator.
//
// What is put in is first made a bytes object of its own (so that guest code, and the array
// itself as the source, have had their say), then moved in under the lock.
#include <string.h>

#include "runtime/objects/bytearray.h"
#include "runtime/objects/iterator_reduce.h"
#include "runtime/objects/bytes_methods.h"
#include "runtime/objects/memoryview.h"
#include "runtime/objects/slice.h"
#include "runtime/objects/str_search.h"
#include "runtime/objects/text_arguments.h"
#include "runtime/objects/text_operators.h"
#include "runtime/objects/tuple.h"
#include "vm/exec/call.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// --- Slots that read ------------------------------------------------------------------------

static void destroy_slot(ThreadState *ts, Object *self) ATTACHED {
    buffer_free(ts, ((Bytearray *)self)->data);
}

static Ref repr_slot(ThreadState *ts, Value self) ATTACHED {
    BytesHold hold;
    if (!bytes_require(ts, self, &hold)) {
        return NO_REF;
    }
    const char *name = type_last_name(value_type_name(ts, self));
    char *before = buffer_new(ts, strlen(name) + 2);
    Ref result = NO_REF;
    if (before) {
        memcpy(before, name, strlen(name));
        memcpy(before + strlen(name), "(", 2);
        result = bytes_repr(ts, hold.data, hold.length, before, ")");
        buffer_free(ts, before);
    }
    bytes_release(ts, &hold);
    return result;
}

static Ref compare_slot(ThreadState *ts, CompareOperator op, Value self, Value other) ATTACHED {
    BytesHold a;
    BytesHold b;
    int found = bytes_hold(ts, other, &b);
    if (found <= 0) {
        return found < 0 ? NO_REF : owned(NOT_IMPLEMENTED);
    }
    Ref result = NO_REF;
    if (bytes_require(ts, self, &a)) {
        int64_t common = a.length < b.length ? a.length : b.length;
        int order = memcmp(a.data, b.data, (size_t)common);
        if (order == 0) {
            order = (a.length > b.length) - (a.length < b.length);
        }
        result = owned(value_bool(order_holds(op, order)));
        bytes_release(ts, &a);
    }
    bytes_release(ts, &b);
    return result;
}

// Every step-th byte of a range that is within the bytes.
static Ref pick_bytes(ThreadState *ts, Value self, const SliceRange *range,
                      int64_t n) ATTACHED {
    BytesHold hold;
    if (!bytes_require(ts, self, &hold)) {
        return NO_REF;
    }
    Bytes *picked = bytes_allocate(ts, n);
    for (int64_t i = 0; picked && i < n; i++) {
        int64_t place = range->start + i * range->step;
        // Another thread may have made it shorter in between.
        picked->data[i] = place < hold.length ? hold.data[place] : 0;
    }
    bytes_release(ts, &hold);
    return picked ? object_ref(picked) : NO_REF;
}

// Copies only the bytes of the slice: cost is its length, not that of the array.
static Ref get_slice(ThreadState *ts, Value self, Value slice) ATTACHED {
    SliceRange range;
    if (!slice_unpack(ts, slice, &range)) {
        return NO_REF;
    }
    int64_t n = slice_adjust(&range, bytearray_length(ts, self));
    Ref part = range.step == 1 ? bytearray_part(ts, self, range.start, range.start + n)
                               : pick_bytes(ts, self, &range, n);
    if (ref_is_null(part)) {
        return NO_REF;
    }
    const Bytes *bytes = bytes_of(borrow(part));
    Ref result = bytearray_new(ts, bytes->data, bytes->length);
    ref_drop(ts, part);
    return result;
}

static Ref get_item_slot(ThreadState *ts, Value self, Value key) ATTACHED {
    if (value_is(key, KIND_SLICE)) {
        return get_slice(ts, self, key);
    }
    int64_t index;
    if (!index_from_key(ts, "bytearray", key, &index)) {
        return NO_REF;
    }
    int byte = bytearray_read(ts, self, index);
    if (byte < 0) {
        return raise_error(ts, EXC_INDEX_ERROR, "bytearray index out of range");
    }
    return owned(value_from_int(byte));
}

static int contains_slot(ThreadState *ts, Value self, Value item) ATTACHED {
    uint8_t byte = 0;
    BytesHold sought = {&byte, 1, NO_REF};
    if (value_type(ts, item)->slots.to_index) {
        int number = byte_from_value(ts, item, "byte");
        if (number < 0) {
            return -1;
        }
        byte = (uint8_t)number;
    } else if (!bytes_require(ts, item, &sought)) {
        return -1;
    }
    BytesHold hold;
    int found = -1;
    if (bytes_require(ts, self, &hold)) {
        found = view_find(bytes_text(&hold), bytes_text(&sought)) >= 0;
        bytes_release(ts, &hold);
    }
    bytes_release(ts, &sought);
    return found;
}

// --- Operators ------------------------------------------------------------------------------

static Ref concatenate_slot(ThreadState *ts, Value a, Value b) ATTACHED {
    if (!value_has_layout(ts, a, KIND_BYTEARRAY)) {
        return owned(NOT_IMPLEMENTED);
    }
    BytesHold added;
    int found = bytes_hold(ts, b, &added);
    if (found <= 0) {
        return found < 0 ? NO_REF : owned(NOT_IMPLEMENTED);
    }
    BytesHold hold;
    Ref result = NO_REF;
    if (bytes_require(ts, a, &hold)) {
        result = bytearray_new(ts, hold.data, hold.length);
        bytes_release(ts, &hold);
    }
    if (!ref_is_null(result) &&
        !bytearray_extend(ts, borrow(result), added.data, added.length)) {
        ref_drop(ts, result);
        result = NO_REF;
    }
    bytes_release(ts, &added);
    return result;
}

// Adds the held bytes `count` times to the array.
static bool extend_repeated(ThreadState *ts, Value array, const BytesHold *hold,
                            int64_t count) ATTACHED {
    if (hold->length && count > INT64_MAX / 8 / hold->length) {
        raise_memory_error(ts);
        return false;
    }
    for (int64_t i = 0; i < count && hold->length; i++) {
        if (!bytearray_extend(ts, array, hold->data, hold->length)) {
            return false;
        }
    }
    return true;
}

static Ref repeat_slot(ThreadState *ts, Value self, Value factor) ATTACHED {
    int64_t count;
    int found = repeat_factor(ts, factor, &count);
    if (found <= 0) {
        return found < 0 ? NO_REF : owned(NOT_IMPLEMENTED);
    }
    BytesHold hold;
    if (!bytes_require(ts, self, &hold)) {
        return NO_REF;
    }
    Ref result = bytearray_new(ts, NULL, 0);
    if (!ref_is_null(result) && !extend_repeated(ts, borrow(result), &hold, count)) {
        ref_drop(ts, result);
        result = NO_REF;
    }
    bytes_release(ts, &hold);
    return result;
}

static Ref percent_slot(ThreadState *ts, Value self, Value arguments) ATTACHED {
    Ref bytes = bytes_percent(ts, self, arguments);
    if (ref_is_null(bytes)) {
        return NO_REF;
    }
    const Bytes *text = bytes_of(borrow(bytes));
    Ref result = bytearray_new(ts, text->data, text->length);
    ref_drop(ts, bytes);
    return result;
}

static Ref binary_slot(ThreadState *ts, BinaryOperator op, Value a, Value b) ATTACHED {
    bool is_left = value_has_layout(ts, a, KIND_BYTEARRAY);
    switch (op) {
    case BINARY_ADD:
        return concatenate_slot(ts, a, b);
    case BINARY_MULTIPLY:
        return is_left ? repeat_slot(ts, a, b) : repeat_slot(ts, b, a);
    case BINARY_REMAINDER:
        return is_left ? percent_slot(ts, a, b) : owned(NOT_IMPLEMENTED);
    default:
        return owned(NOT_IMPLEMENTED);
    }
}

static Ref in_place_slot(ThreadState *ts, BinaryOperator op, Value self, Value other) ATTACHED {
    BytesHold hold;
    bool ok;
    if (op == BINARY_ADD) {
        int found = bytes_hold(ts, other, &hold);
        if (found <= 0) {
            return found < 0
                       ? NO_REF
                       : raise_error(ts, EXC_TYPE_ERROR, "can't concat %s to %s",
                                     value_type_name(ts, other), value_type_name(ts, self));
        }
        ok = bytearray_extend(ts, self, hold.data, hold.length);
    } else if (op == BINARY_MULTIPLY) {
        int64_t count;
        int found = repeat_factor(ts, other, &count);
        if (found <= 0) {
            return found < 0 ? NO_REF : owned(NOT_IMPLEMENTED);
        }
        if (!bytes_require(ts, self, &hold)) {
            return NO_REF;
        }
        ok = count > 0 ? extend_repeated(ts, self, &hold, count - 1)
                       : bytearray_replace(ts, self, 0, INT64_MAX, NULL, 0);
    } else {
        return owned(NOT_IMPLEMENTED);
    }
    bytes_release(ts, &hold);
    return ok ? ref_take(ts, self) : NO_REF;
}

// --- Assigning to items and slices ----------------------------------------------------------

// Replaces every picked byte; there is one new byte for each.
static bool write_extended(ThreadState *ts, Value self, const SliceRange *range, int64_t n,
                           const Bytes *new) ATTACHED {
    if (new->length != n) {
        raise_error(ts, EXC_VALUE_ERROR,
                    "attempt to assign bytes of size %lld to extended slice of size %lld",
                    (long long)new->length, (long long)n);
        return false;
    }
    for (int64_t i = 0; i < n; i++) {
        bytearray_write(ts, self, range->start + i * range->step, new->data[i]);
    }
    return true;
}

static bool delete_extended(ThreadState *ts, Value self, const SliceRange *range,
                            int64_t n) ATTACHED {
    BytesHold hold;
    if (!bytes_require(ts, self, &hold)) {
        return false;
    }
    Bytes *kept = bytes_allocate(ts, hold.length);
    bool ok = kept != NULL;
    if (ok) {
        int64_t step = range->step > 0 ? range->step : -range->step;
        int64_t first = range->step > 0 ? range->start : range->start + (n - 1) * range->step;
        int64_t length = 0;
        for (int64_t i = 0; i < hold.length; i++) {
            bool is_picked = i >= first && (i - first) % step == 0 && (i - first) / step < n;
            if (!is_picked) {
                kept->data[length++] = hold.data[i];
            }
        }
        ok = bytearray_replace(ts, self, 0, INT64_MAX, kept->data, length);
        ref_drop(ts, object_ref(kept));
    }
    bytes_release(ts, &hold);
    return ok;
}

// What is assigned to a slice, as a new Bytes.
static Ref assigned_bytes(ThreadState *ts, Value value) ATTACHED {
    if (value_is_null(value)) {
        return bytes_new(ts, NULL, 0);
    }
    const TypeSlots *slots = &value_type(ts, value)->slots;
    bool is_text = value_has_layout(ts, value, KIND_STR);
    if (is_text || slots->to_index || slots->to_int || slots->to_float) {
        return raise_error(
            ts, EXC_TYPE_ERROR,
            "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
    }
    return bytes_from_arguments(ts, "bytearray", value, NO_VALUE, NO_VALUE);
}

static bool set_slice(ThreadState *ts, Value self, Value slice, Value value) ATTACHED {
    SliceRange range;
    if (!slice_unpack(ts, slice, &range)) {
        return false;
    }
    Ref assigned = assigned_bytes(ts, value);
    if (ref_is_null(assigned)) {
        return false;
    }
    const Bytes *new = bytes_of(borrow(assigned));
    int64_t n = slice_adjust(&range, bytearray_length(ts, self));
    bool ok;
    if (range.step == 1) {
        ok = bytearray_replace(ts, self, range.start, range.start + n, new->data, new->length);
    } else if (new->length == 0) {
        ok = n == 0 || delete_extended(ts, self, &range, n);
    } else {
        ok = write_extended(ts, self, &range, n, new);
    }
    ref_drop(ts, assigned);
    return ok;
}

static bool raise_index(ThreadState *ts) ATTACHED {
    raise_error(ts, EXC_INDEX_ERROR, "bytearray index out of range");
    return false;
}

static bool set_item_slot(ThreadState *ts, Value self, Value key, Value value) ATTACHED {
    if (value_is(key, KIND_SLICE)) {
        return set_slice(ts, self, key, value);
    }
    int64_t index;
    if (!index_from_key(ts, "bytearray", key, &index)) {
        return false;
    }
    if (value_is_null(value)) {
        return bytearray_take_out(ts, self, index) >= 0 ||
               (!error_is_set(ts) && raise_index(ts));
    }
    int byte = byte_from_value(ts, value, "byte");
    return byte >= 0 && (bytearray_write(ts, self, index, (uint8_t)byte) || raise_index(ts));
}

// --- The constructor ------------------------------------------------------------------------

static Ref new_method(ThreadState *ts, const Value *arguments) ATTACHED {
    Type *type = (Type *)value_object(arguments[0]);
    Bytearray *array = object_new(ts, type, type->instance_size);
    return array ? object_ref(array) : NO_REF;
}

static Ref init_method(ThreadState *ts, const Value *arguments) ATTACHED {
    if (!bytearray_replace(ts, arguments[0], 0, INT64_MAX, NULL, 0)) {
        return NO_REF;
    }
    Ref bytes = bytes_from_arguments(ts, "bytearray", arguments[1], arguments[2], arguments[3]);
    if (ref_is_null(bytes)) {
        return NO_REF;
    }
    const Bytes *source = bytes_of(borrow(bytes));
    bool ok = bytearray_extend(ts, arguments[0], source->data, source->length);
    ref_drop(ts, bytes);
    return ok ? owned(NONE) : NO_REF;
}

static Ref from_hex_method(ThreadState *ts, const Value *arguments) ATTACHED {
    Ref bytes = bytes_from_hex(ts, arguments[1]);
    if (ref_is_null(bytes)) {
        return NO_REF;
    }
    Value argument = borrow(bytes);
    Ref result = value_call(ts, arguments[0], &argument, 1);
    ref_drop(ts, bytes);
    return result;
}

// --- Methods that change it -----------------------------------------------------------------

static Ref append_method(ThreadState *ts, const Value *arguments) ATTACHED {
    int byte = byte_from_value(ts, arguments[1], "byte");
    uint8_t data = (uint8_t)byte;
    return byte >= 0 && bytearray_extend(ts, arguments[0], &data, 1) ? owned(NONE) : NO_REF;
}

static Ref extend_method(ThreadState *ts, const Value *arguments) ATTACHED {
    Value source = arguments[1];
    const TypeSlots *slots = &value_type(ts, source)->slots;
    if (value_has_layout(ts, source, KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "expected iterable of integers; got: 'str'");
    }
    if (slots->to_index || (!slots->iterate && !slots->get_item)) {
        return raise_error(ts, EXC_TYPE_ERROR, "can't extend bytearray with %s",
                           value_type_name(ts, source));
    }
    Ref bytes = bytes_from_arguments(ts, "bytearray", source, NO_VALUE, NO_VALUE);
    if (ref_is_null(bytes)) {
        return NO_REF;
    }
    const Bytes *added = bytes_of(borrow(bytes));
    bool ok = bytearray_extend(ts, arguments[0], added->data, added->length);
    ref_drop(ts, bytes);
    return ok ? owned(NONE) : NO_REF;
}

static Ref insert_method(ThreadState *ts, const Value *arguments) ATTACHED {
    int64_t index;
    if (!argument_size(ts, arguments[1], 0, &index)) {
        return NO_REF;
    }
    int byte = byte_from_value(ts, arguments[2], "byte");
    if (byte < 0) {
        return NO_REF;
    }
    index += index < 0 ? bytearray_length(ts, arguments[0]) : 0;
    index = index < 0 ? 0 : index;
    uint8_t data = (uint8_t)byte;
    return bytearray_replace(ts, arguments[0], index, index, &data, 1) ? owned(NONE) : NO_REF;
}

static Ref pop_method(ThreadState *ts, const Value *arguments) ATTACHED {
    int64_t index;
    if (!argument_size(ts, arguments[1], -1, &index)) {
        return NO_REF;
    }
    int byte = bytearray_take_out(ts, arguments[0], index);
    if (byte < 0 && error_is_set(ts)) {
        return NO_REF;
    }
    if (byte < 0) {
        bool is_empty = bytearray_length(ts, arguments[0]) == 0;
        return raise_error(ts, EXC_INDEX_ERROR, "%s",
                           is_empty ? "pop from empty bytearray" : "pop index out of range");
    }
    return owned(value_from_int(byte));
}

static Ref remove_method(ThreadState *ts, const Value *arguments) ATTACHED {
    int byte = byte_from_value(ts, arguments[1], "byte");
    BytesHold hold;
    if (byte < 0 || !bytes_require(ts, arguments[0], &hold)) {
        return NO_REF;
    }
    int64_t found = view_find_char(bytes_text(&hold), (uint32_t)byte);
    bytes_release(ts, &hold);
    if (found < 0) {
        return raise_error(ts, EXC_VALUE_ERROR, "value not found in bytearray");
    }
    return bytearray_take_out(ts, arguments[0], found) < 0 && error_is_set(ts) ? NO_REF
                                                                               : owned(NONE);
}

static Ref clear_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return bytearray_replace(ts, arguments[0], 0, INT64_MAX, NULL, 0) ? owned(NONE) : NO_REF;
}

static Ref reverse_method(ThreadState *ts, const Value *arguments) ATTACHED {
    bytearray_reverse(ts, arguments[0]);
    return owned(NONE);
}

static Ref copy_method(ThreadState *ts, const Value *arguments) ATTACHED {
    BytesHold hold;
    if (!bytes_require(ts, arguments[0], &hold)) {
        return NO_REF;
    }
    Ref result = bytearray_new(ts, hold.data, hold.length);
    bytes_release(ts, &hold);
    return result;
}

// --- The iterator ---------------------------------------------------------------------------

typedef struct BytearrayIterator {
    Object head;
    int64_t index;  // -1: exhausted. Two threads may advance it at once: bytes may repeat
    Value sequence; // Bytearray
} BytearrayIterator;

static Ref iterate_slot(ThreadState *ts, Value self) ATTACHED {
    BytearrayIterator *iterator =
        object_new(ts, builtin_type(ts, KIND_BYTEARRAY_ITERATOR), sizeof(BytearrayIterator));
    if (!iterator) {
        return NO_REF;
    }
    iterator->sequence = borrow(ref_take(ts, self));
    return object_ref(iterator);
}

static void iterator_destroy(ThreadState *ts, Object *self) ATTACHED {
    value_drop(ts, ((BytearrayIterator *)self)->sequence);
}

static void iterator_traverse(Object *self, Visitor visit, void *context) {
    visit(((BytearrayIterator *)self)->sequence, context);
}

static Ref iterator_next_slot(ThreadState *ts, Object *self) ATTACHED {
    BytearrayIterator *iterator = (BytearrayIterator *)self;
    int64_t index = load_relaxed(&iterator->index);
    int byte = index < 0 ? -1 : bytearray_read(ts, iterator->sequence, index);
    store_relaxed(&iterator->index, byte < 0 ? -1 : index + 1);
    return byte < 0 ? NO_REF : owned(value_from_int(byte));
}

static Ref iterate_self(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, self);
}

static Ref length_hint_method(ThreadState *ts, const Value *arguments) ATTACHED {
    BytearrayIterator *iterator = (BytearrayIterator *)value_object(arguments[0]);
    int64_t index = load_relaxed(&iterator->index);
    int64_t left = index < 0 ? 0 : bytearray_length(ts, iterator->sequence) - index;
    return int_from_i64(ts, left < 0 ? 0 : left);
}

static Ref iterator_reduce(ThreadState *ts, const Value *arguments) ATTACHED {
    BytearrayIterator *iterator = (BytearrayIterator *)value_object(arguments[0]);
    int64_t index = load_relaxed(&iterator->index);
    return index < 0 ? reduce_to_end(ts, tuple_new(ts, 0))
                     : reduce_at_index(ts, iterator->sequence, index);
}

static Ref iterator_set_state(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    BytearrayIterator *iterator = (BytearrayIterator *)value_object(arguments[0]);
    int64_t index;
    if (!read_index_state(ts, arguments[1], 0, bytearray_length(ts, iterator->sequence),
                          &index)) {
        return NO_REF;
    }
    if (load_relaxed(&iterator->index) >= 0) {
        store_relaxed(&iterator->index, index);
    }
    return owned(NONE);
}

static const NativeDef iterator_methods[] = {
    {"__length_hint__(self, /)", length_hint_method,
     "Private method returning an estimate of len(list(it)).", NATIVE_METHOD},
    {"__reduce__(self, /)", iterator_reduce, "Return state information for pickling.",
     NATIVE_METHOD},
    {"__setstate__(self, state, /)", iterator_set_state,
     "Set state information for unpickling.", NATIVE_METHOD},
    {NULL, NULL, NULL, 0},
};

const TypeSpec bytearray_iterator_type_spec = {
    .name = "bytearray_iterator",
    .kind = KIND_BYTEARRAY_ITERATOR,
    .base = KIND_INSTANCE,
    .size = sizeof(BytearrayIterator),
    .flags = TYPE_DISALLOW_NEW,
    .slots =
        {
            .destroy = iterator_destroy,
            .traverse = iterator_traverse,
            .iterate = iterate_self,
            .next = iterator_next_slot,
        },
    .methods = iterator_methods,
};

// --- The type -------------------------------------------------------------------------------

static const NativeDef methods[] = {
    BUFFER_METHODS,
    {"__new__(cls, /, *args, **kwargs)", new_method,
     "Create and return a new object.  See help(type) for accurate signature.",
     NATIVE_STATIC_METHOD},
    {"__init__(self, source=b'', encoding='utf-8', errors='strict')", init_method,
     "Initialize self.  See help(type(self)) for accurate signature.", NATIVE_METHOD},
    {"append(self, item, /)", append_method,
     "Append a single item to the end of the bytearray.", NATIVE_METHOD},
    {"extend(self, iterable_of_ints, /)", extend_method,
     "Append all the items from the iterator or sequence to the end of the bytearray.",
     NATIVE_METHOD},
    {"insert(self, index, item, /)", insert_method,
     "Insert a single item into the bytearray before the given index.", NATIVE_METHOD},
    {"pop(self, index=-1, /)", pop_method, "Remove and return a single item from B.",
     NATIVE_METHOD},
    {"remove(self, value, /)", remove_method,
     "Remove the first occurrence of a value in the bytearray.", NATIVE_METHOD},
    {"clear(self, /)", clear_method, "Remove all items from the bytearray.", NATIVE_METHOD},
    {"reverse(self, /)", reverse_method, "Reverse the order of the values in B in place.",
     NATIVE_METHOD},
    {"copy(self, /)", copy_method, "Return a copy of B.", NATIVE_METHOD},
    {"fromhex(cls, string, /)", from_hex_method,
     "Create a bytearray object from a string of hexadecimal numbers.", NATIVE_CLASS_METHOD},
    {"maketrans(frm, to, /)", bytes_maketrans_method,
     "Return a translation table usable for the bytes or bytearray translate method.",
     NATIVE_STATIC_METHOD},
#define BYTES_METHOD(name, signature, doc)                                                     \
    {signature, bytes_##name##_method, doc, NATIVE_METHOD},
#include "runtime/objects/bytes_methods.def"
#undef BYTES_METHOD
    {NULL, NULL, NULL, 0},
};

const TypeSpec bytearray_type_spec = {
    .name = "bytearray",
    .kind = KIND_BYTEARRAY,
    .base = KIND_INSTANCE,
    .size = sizeof(Bytearray),
    .flags = TYPE_BASE | TYPE_UNHASHABLE,
    .slots =
        {
            .destroy = destroy_slot,
            .repr = repr_slot,
            .compare = compare_slot,
            .binary = binary_slot,
            .in_place = in_place_slot,
            .length = bytearray_length,
            .get_item = get_item_slot,
            .set_item = set_item_slot,
            .contains = contains_slot,
            .iterate = iterate_slot,
        },
    .methods = methods,
    .doc = "bytearray(iterable_of_ints) -> bytearray\n"
           "bytearray(string, encoding[, errors]) -> bytearray\n"
           "bytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\n"
           "bytearray(int) -> bytes array of size given by the parameter initialized with null "
           "bytes\n"
           "bytearray() -> empty bytes array",
};
