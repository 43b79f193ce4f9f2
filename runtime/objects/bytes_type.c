// bytes, the type: its slots, its constructor and its iterator.
#include <string.h>

#include "runtime/objects/bytes.h"
#include "runtime/objects/iterator_reduce.h"
#include "runtime/objects/bytes_methods.h"
#include "runtime/objects/memoryview.h"
#include "runtime/objects/slice.h"
#include "runtime/objects/str_search.h"
#include "runtime/objects/text_operators.h"
#include "runtime/objects/tuple.h"
#include "vm/exec/call.h"
#include "vm/object/attributes.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// --- Slots ----------------------------------------------------------------------------------

static Ref repr_slot(ThreadState *ts, Value self) ATTACHED {
    const Bytes *bytes = bytes_of(self);
    return bytes_repr(ts, bytes->data, bytes->length, "", "");
}

static int64_t hash_slot(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    Bytes *bytes = (Bytes *)value_object(self);
    int64_t hash = load_relaxed(&bytes->hash);
    if (hash == -1) {
        hash = text_hash(bytes->data, (size_t)bytes->length);
        store_relaxed(&bytes->hash, hash);
    }
    return hash;
}

static int64_t length_slot(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    return bytes_of(self)->length;
}

static Ref compare_slot(ThreadState *ts, CompareOperator op, Value self, Value other) ATTACHED {
    if (!value_has_layout(ts, other, KIND_BYTES) &&
        !value_has_layout(ts, other, KIND_BYTEARRAY)) {
        return owned(NOT_IMPLEMENTED);
    }
    BytesHold hold;
    int found = bytes_hold(ts, other, &hold);
    if (found <= 0) {
        return NO_REF;
    }
    const Bytes *bytes = bytes_of(self);
    int64_t common = bytes->length < hold.length ? bytes->length : hold.length;
    int order = memcmp(bytes->data, hold.data, (size_t)common);
    if (order == 0) {
        order = (bytes->length > hold.length) - (bytes->length < hold.length);
    }
    bytes_release(ts, &hold);
    return owned(value_bool(order_holds(op, order)));
}

static Ref concatenate_slot(ThreadState *ts, Value a, Value b) ATTACHED {
    if (!value_has_layout(ts, a, KIND_BYTES)) {
        return owned(NOT_IMPLEMENTED);
    }
    BytesHold hold;
    int found = bytes_hold(ts, b, &hold);
    if (found <= 0) {
        return found < 0 ? NO_REF : owned(NOT_IMPLEMENTED);
    }
    const Bytes *bytes = bytes_of(a);
    Ref result = NO_REF;
    if (hold.length == 0 && value_is(a, KIND_BYTES)) {
        result = ref_take(ts, a);
    } else if (bytes->length == 0 && value_is(b, KIND_BYTES)) {
        result = ref_take(ts, b);
    } else {
        Bytes *sum = bytes_allocate(ts, bytes->length + hold.length);
        if (sum) {
            memcpy(sum->data, bytes->data, (size_t)bytes->length);
            memcpy(sum->data + bytes->length, hold.data, (size_t)hold.length);
            result = object_ref(sum);
        }
    }
    bytes_release(ts, &hold);
    return result;
}

static Ref repeat_slot(ThreadState *ts, Value self, Value factor) ATTACHED {
    int64_t count;
    int found = repeat_factor(ts, factor, &count);
    if (found <= 0) {
        return found < 0 ? NO_REF : owned(NOT_IMPLEMENTED);
    }
    const Bytes *bytes = bytes_of(self);
    if (count == 1 && value_is(self, KIND_BYTES)) {
        return ref_take(ts, self);
    }
    count = count < 0 ? 0 : count;
    if (bytes->length && count > INT64_MAX / bytes->length) {
        return raise_error(ts, EXC_OVERFLOW_ERROR, "repeated bytes are too long");
    }
    if (bytes->length && count > INT64_MAX / 4 / bytes->length) {
        return raise_memory_error(ts);
    }
    Bytes *result = bytes_allocate(ts, bytes->length * count);
    if (!result) {
        return NO_REF;
    }
    for (int64_t i = 0; i < count && bytes->length; i++) {
        memcpy(result->data + i * bytes->length, bytes->data, (size_t)bytes->length);
    }
    return object_ref(result);
}

static Ref binary_slot(ThreadState *ts, BinaryOperator op, Value a, Value b) ATTACHED {
    switch (op) {
    case BINARY_ADD:
        return concatenate_slot(ts, a, b);
    case BINARY_MULTIPLY:
        return value_has_layout(ts, a, KIND_BYTES) ? repeat_slot(ts, a, b)
                                                   : repeat_slot(ts, b, a);
    case BINARY_REMAINDER:
        return value_has_layout(ts, a, KIND_BYTES) ? bytes_percent(ts, a, b)
                                                   : owned(NOT_IMPLEMENTED);
    default:
        return owned(NOT_IMPLEMENTED);
    }
}

static Ref get_slice(ThreadState *ts, Value self, Value slice) ATTACHED {
    SliceRange range;
    if (!slice_unpack(ts, slice, &range)) {
        return NO_REF;
    }
    const Bytes *bytes = bytes_of(self);
    int64_t n = slice_adjust(&range, bytes->length);
    if (n == bytes->length && range.step == 1 && value_is(self, KIND_BYTES)) {
        return ref_take(ts, self);
    }
    Bytes *part = bytes_allocate(ts, n);
    if (!part) {
        return NO_REF;
    }
    for (int64_t i = 0; i < n; i++) {
        part->data[i] = bytes->data[range.start + i * range.step];
    }
    return object_ref(part);
}

static Ref get_item_slot(ThreadState *ts, Value self, Value key) ATTACHED {
    if (value_is(key, KIND_SLICE)) {
        return get_slice(ts, self, key);
    }
    int64_t index;
    if (!index_from_key(ts, "byte", key, &index)) {
        return NO_REF;
    }
    const Bytes *bytes = bytes_of(self);
    index += index < 0 ? bytes->length : 0;
    if (index < 0 || index >= bytes->length) {
        return raise_error(ts, EXC_INDEX_ERROR, "index out of range");
    }
    return owned(value_from_int(bytes->data[index]));
}

static int contains_slot(ThreadState *ts, Value self, Value item) ATTACHED {
    const Bytes *bytes = bytes_of(self);
    if (value_type(ts, item)->slots.to_index) {
        int byte = byte_from_value(ts, item, "byte");
        return byte < 0 ? -1 : memchr(bytes->data, byte, (size_t)bytes->length) != NULL;
    }
    BytesHold hold;
    if (!bytes_require(ts, item, &hold)) {
        return -1;
    }
    StrView text = {bytes->data, bytes->length, 1};
    int found = view_find(text, bytes_text(&hold)) >= 0;
    bytes_release(ts, &hold);
    return found;
}

// --- The constructor and class methods ------------------------------------------------------

// The bytes object `bytes` as an instance of `type`; takes the reference.
static Ref as_type(ThreadState *ts, Type *type, Ref bytes) ATTACHED {
    // bytes() also gives what __bytes__ gives, if it is of a subclass.
    if (ref_is_null(bytes) || type == value_object(borrow(bytes))->type ||
        type == builtin_type(ts, KIND_BYTES)) {
        return bytes;
    }
    const Bytes *source = bytes_of(borrow(bytes));
    size_t size = sizeof(Bytes) + (size_t)source->length + 1;
    Bytes *instance = instance_new_sized(ts, type, size);
    if (instance) {
        instance->length = source->length;
        instance->hash = -1;
        memcpy(instance->data, source->data, (size_t)source->length + 1);
    }
    ref_drop(ts, bytes);
    return instance ? object_ref(instance) : NO_REF;
}

static Ref new_method(ThreadState *ts, const Value *arguments) ATTACHED {
    Ref bytes = bytes_from_arguments(ts, "bytes", arguments[1], arguments[2], arguments[3]);
    return as_type(ts, (Type *)value_object(arguments[0]), bytes);
}

static Ref from_hex_method(ThreadState *ts, const Value *arguments) ATTACHED {
    Ref bytes = bytes_from_hex(ts, arguments[1]);
    if (ref_is_null(bytes) ||
        arguments[0].bits == object_value(builtin_type(ts, KIND_BYTES)).bits) {
        return bytes;
    }
    Value argument = borrow(bytes);
    Ref result = value_call(ts, arguments[0], &argument, 1);
    ref_drop(ts, bytes);
    return result;
}

static Ref dunder_bytes_method(ThreadState *ts, const Value *arguments) ATTACHED {
    if (value_is(arguments[0], KIND_BYTES)) {
        return ref_take(ts, arguments[0]);
    }
    return bytes_new(ts, bytes_of(arguments[0])->data, (size_t)bytes_of(arguments[0])->length);
}

// --- The iterator ---------------------------------------------------------------------------

typedef struct BytesIterator {
    Object head;
    int64_t index;  // two threads may advance it at once: bytes may repeat, no more
    Value sequence; // Bytes
} BytesIterator;

static Ref iterate_slot(ThreadState *ts, Value self) ATTACHED {
    BytesIterator *iterator =
        object_new(ts, builtin_type(ts, KIND_BYTES_ITERATOR), sizeof(BytesIterator));
    if (!iterator) {
        return NO_REF;
    }
    iterator->sequence = borrow(ref_take(ts, self));
    return object_ref(iterator);
}

static void iterator_destroy(ThreadState *ts, Object *self) ATTACHED {
    value_drop(ts, ((BytesIterator *)self)->sequence);
}

static void iterator_traverse(Object *self, Visitor visit, void *context) {
    visit(((BytesIterator *)self)->sequence, context);
}

static Ref iterator_next_slot(ThreadState *ts, Object *self) ATTACHED {
    (void)ts;
    BytesIterator *iterator = (BytesIterator *)self;
    const Bytes *bytes = bytes_of(iterator->sequence);
    int64_t index = load_relaxed(&iterator->index);
    if (index >= bytes->length) {
        return NO_REF;
    }
    store_relaxed(&iterator->index, index + 1);
    return owned(value_from_int(bytes->data[index]));
}

static Ref iterate_self(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, self);
}

static Ref length_hint_method(ThreadState *ts, const Value *arguments) ATTACHED {
    BytesIterator *iterator = (BytesIterator *)value_object(arguments[0]);
    int64_t left = bytes_of(iterator->sequence)->length - load_relaxed(&iterator->index);
    return int_from_i64(ts, left < 0 ? 0 : left);
}

static Ref iterator_reduce(ThreadState *ts, const Value *arguments) ATTACHED {
    BytesIterator *iterator = (BytesIterator *)value_object(arguments[0]);
    int64_t index = load_relaxed(&iterator->index);
    return index >= bytes_of(iterator->sequence)->length
               ? reduce_to_end(ts, tuple_new(ts, 0))
               : reduce_at_index(ts, iterator->sequence, index);
}

static Ref iterator_set_state(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    BytesIterator *iterator = (BytesIterator *)value_object(arguments[0]);
    int64_t index;
    if (!read_index_state(ts, arguments[1], 0, bytes_of(iterator->sequence)->length, &index)) {
        return NO_REF;
    }
    store_relaxed(&iterator->index, index);
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

const TypeSpec bytes_iterator_type_spec = {
    .name = "bytes_iterator",
    .kind = KIND_BYTES_ITERATOR,
    .base = KIND_INSTANCE,
    .size = sizeof(BytesIterator),
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
    {"__new__(cls, source=b'', encoding='utf-8', errors='strict')", new_method,
     "Create and return a new object.  See help(type) for accurate signature.",
     NATIVE_STATIC_METHOD},
    {"__bytes__(self, /)", dunder_bytes_method, "Convert this value to exact type bytes.",
     NATIVE_METHOD},
    {"fromhex(cls, string, /)", from_hex_method,
     "Create a bytes object from a string of hexadecimal numbers.", NATIVE_CLASS_METHOD},
    {"maketrans(frm, to, /)", bytes_maketrans_method,
     "Return a translation table usable for the bytes or bytearray translate method.",
     NATIVE_STATIC_METHOD},
#define BYTES_METHOD(name, signature, doc)                                                     \
    {signature, bytes_##name##_method, doc, NATIVE_METHOD},
#include "runtime/objects/bytes_methods.def"
#undef BYTES_METHOD
    {NULL, NULL, NULL, 0},
};

const TypeSpec bytes_type_spec = {
    .name = "bytes",
    .kind = KIND_BYTES,
    .base = KIND_INSTANCE,
    .size = sizeof(Bytes),
    .flags = TYPE_BASE,
    .slots =
        {
            .repr = repr_slot,
            .hash = hash_slot,
            .compare = compare_slot,
            .binary = binary_slot,
            .length = length_slot,
            .get_item = get_item_slot,
            .contains = contains_slot,
            .iterate = iterate_slot,
        },
    .methods = methods,
    .doc = "bytes(iterable_of_ints) -> bytes\n"
           "bytes(string, encoding[, errors]) -> bytes\n"
           "bytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\n"
           "bytes(int) -> bytes object of size given by the parameter initialized with null "
           "bytes\n"
           "bytes() -> empty bytes object",
};
