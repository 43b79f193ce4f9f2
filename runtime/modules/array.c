// array: numbers of one size in a row, for the module array. Its methods are in
// array_methods.c.
//
// An array begins with a growing array of bytes (bytes.h), whose functions take the object lock
// and keep it whole; here the bytes are read as numbers.
#include "runtime/modules/array.h"

#include <string.h>

#include "runtime/objects/bytearray.h"
#include "runtime/objects/deprecation.h"
#include "runtime/objects/generic_alias.h"
#include "runtime/objects/memoryview.h"
#include "runtime/objects/packed.h"
#include "runtime/objects/slice.h"
#include "runtime/objects/str.h"
#include "runtime/objects/str_builder.h"
#include "runtime/objects/text_operators.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/lock.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

#define CODES "bBuwhHiIlLqQfd"

int64_t array_length(ThreadState *ts, Value self) ATTACHED {
    return bytearray_length(ts, self) / array_of(self)->size;
}

static Ref array_allocate(ThreadState *ts, Type *type, char code) ATTACHED {
    Array *array = object_new(ts, type, type->instance_size);
    if (!array) {
        return NO_REF;
    }
    array->code = code;
    array->size = packed_format(code, true).size;
    return object_ref(array);
}

// An exact array with the code of `like` and a copy of the bytes.
Ref array_like(ThreadState *ts, Value like, const void *data, int64_t size) ATTACHED {
    Ref made = array_allocate(ts, builtin_type(ts, KIND_ARRAY), array_of(like)->code);
    if (!ref_is_null(made) && !bytearray_extend(ts, borrow(made), data, size)) {
        ref_drop(ts, made);
        return NO_REF;
    }
    return made;
}

// --- items ----------------------------------------------------------------------------------

// Why a value does not go into the array, in CPython's words.
static void raise_unfit(ThreadState *ts, Value self, Value v, PackedResult result) ATTACHED {
    PackedFormat format = array_format(self);
    if (result == PACKED_WRONG_TYPE) {
        if (format.kind == PACKED_CHAR) {
            raise_error(ts, EXC_TYPE_ERROR, "array item must be a unicode character, not %s",
                        value_type_name(ts, v));
        } else if (format.kind == PACKED_FLOAT) {
            raise_error(ts, EXC_TYPE_ERROR, "must be real number, not %s",
                        value_type_name(ts, v));
        } else {
            raise_error(ts, EXC_TYPE_ERROR, "'%s' object cannot be interpreted as an integer",
                        value_type_name(ts, v));
        }
        return;
    }
    int is_less = value_compare_truth(ts, COMPARE_LESS, v, value_from_int(0));
    if (is_less < 0) {
        return;
    }
    static const char *const NAMES[] = {
        ['b'] = "signed char",          ['B'] = "unsigned byte integer",
        ['h'] = "signed short integer", ['H'] = "unsigned short",
        ['i'] = "signed integer",       ['I'] = "unsigned int"};
    bool is_unsigned = format.kind == PACKED_UNSIGNED;
    if (is_less && strchr("IL", format.code)) {
        raise_error(ts, EXC_OVERFLOW_ERROR, "can't convert negative value to unsigned int");
    } else if (is_less && format.code == 'Q') {
        raise_error(ts, EXC_OVERFLOW_ERROR, "can't convert negative int to unsigned");
    } else if (strchr("qQ", format.code)) {
        raise_error(ts, EXC_OVERFLOW_ERROR, "int too big to convert");
    } else if (strchr("lL", format.code)) {
        raise_error(ts, EXC_OVERFLOW_ERROR, "Python int too large to convert to C %slong",
                    is_unsigned ? "unsigned " : "");
    } else {
        raise_error(ts, EXC_OVERFLOW_ERROR, "%s is %s", NAMES[(int)format.code],
                    is_less ? "less than minimum" : "greater than maximum");
    }
}

// The bytes of one item. False with the exception set.
bool array_pack(ThreadState *ts, Value self, Value v, uint8_t bytes[8]) ATTACHED RUNS_GUEST {
    PackedFormat format = array_format(self);
    PackedResult result = packed_store(ts, &format, v, bytes);
    if (result == PACKED_WRONG_TYPE || result == PACKED_OUT_OF_RANGE) {
        raise_unfit(ts, self, v, result);
    }
    return result == PACKED_OK;
}

// Item i; NO_REF without an exception if there is none.
Ref array_load(ThreadState *ts, Value self, int64_t i) ATTACHED {
    Array *array = array_of(self);
    uint8_t bytes[8];
    object_lock(ts, &array->bytes.head);
    bool is_there = i >= 0 && (i + 1) * array->size <= array->bytes.length;
    if (is_there) {
        memcpy(bytes, array->bytes.data + i * array->size, array->size);
    }
    object_unlock(ts, &array->bytes.head);
    PackedFormat format = array_format(self);
    return is_there ? packed_load(ts, &format, bytes) : NO_REF;
}

Ref array_to_list(ThreadState *ts, Value self) ATTACHED {
    Ref list = list_new(ts, (size_t)array_length(ts, self));
    Ref item;
    for (int64_t i = 0; !ref_is_null(list) && !ref_is_null(item = array_load(ts, self, i));
         i++) {
        bool ok = list_append(ts, value_object(borrow(list)), borrow(item));
        ref_drop(ts, item);
        if (!ok) {
            break;
        }
    }
    if (error_is_set(ts)) {
        ref_drop(ts, list);
        return NO_REF;
    }
    return list;
}

bool array_append(ThreadState *ts, Value self, Value v) ATTACHED RUNS_GUEST {
    uint8_t bytes[8];
    return array_pack(ts, self, v, bytes) &&
           bytearray_extend(ts, self, bytes, array_of(self)->size);
}

bool array_extend(ThreadState *ts, Value self, Value source) ATTACHED RUNS_GUEST {
    if (value_has_layout(ts, source, KIND_ARRAY) &&
        array_of(source)->code == array_of(self)->code) {
        BytesHold hold;
        bool ok = bytes_require(ts, source, &hold) &&
                  bytearray_extend(ts, self, hold.data, hold.length);
        bytes_release(ts, &hold);
        return ok;
    }
    Ref iterator = value_iterate(ts, source);
    Ref item;
    bool ok = !ref_is_null(iterator);
    while (ok && !ref_is_null(item = iterator_next(ts, borrow(iterator)))) {
        ok = array_append(ts, self, borrow(item));
        ref_drop(ts, item);
    }
    ref_drop(ts, iterator);
    return ok && !error_is_set(ts);
}

bool array_append_bytes(ThreadState *ts, Value self, Value source) ATTACHED {
    BytesHold hold;
    if (!bytes_require(ts, source, &hold)) {
        return false;
    }
    bool ok = hold.length % array_of(self)->size == 0;
    if (!ok) {
        raise_error(ts, EXC_VALUE_ERROR, "bytes length not a multiple of item size");
    }
    ok = ok && bytearray_extend(ts, self, hold.data, hold.length);
    bytes_release(ts, &hold);
    return ok;
}

// --- making ---------------------------------------------------------------------------------

Ref array_make(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    if (!value_has_layout(ts, a[1], KIND_STR) || str_length(a[1]) != 1) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "array() argument 1 must be a unicode character, not %s",
                           value_type_name(ts, a[1]));
    }
    uint32_t code = str_read(a[1], 0);
    if (code > 127 || !strchr(CODES, (int)code)) {
        return raise_error(ts, EXC_VALUE_ERROR,
                           "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)");
    }
    if (code == 'u' &&
        !warn_deprecated(
            ts, "The 'u' type code is deprecated and will be removed in Python 3.16")) {
        return NO_REF;
    }
    bool has_source = !value_is_null(a[2]);
    bool is_char = code == 'u' || code == 'w';
    if (has_source && value_has_layout(ts, a[2], KIND_STR) && !is_char) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "cannot use a str to initialize an array with typecode '%c'",
                           (char)code);
    }
    Ref made = array_allocate(ts, (Type *)(void *)value_object(a[0]), (char)code);
    if (ref_is_null(made) || !has_source) {
        return made;
    }
    bool is_bytes =
        value_has_layout(ts, a[2], KIND_BYTES) || value_has_layout(ts, a[2], KIND_BYTEARRAY);
    if (!(is_bytes ? array_append_bytes(ts, borrow(made), a[2])
                   : array_extend(ts, borrow(made), a[2]))) {
        ref_drop(ts, made);
        return NO_REF;
    }
    return made;
}

// --- slots ----------------------------------------------------------------------------------

static void array_destroy(ThreadState *ts, Object *object) ATTACHED {
    buffer_free(ts, ((Bytearray *)(void *)object)->data);
}

static Ref array_repr(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    StrBuilder builder;
    str_builder_init(&builder, ts);
    bool ok = str_builder_str(&builder, value_type(ts, self)->name_object) &&
              str_builder_format(&builder, "('%c'", array_of(self)->code);
    if (ok && array_length(ts, self)) {
        Ref list = array_to_list(ts, self);
        Ref shown = list;
        if (!ref_is_null(list) && array_format(self).kind == PACKED_CHAR) {
            Ref empty = str_from_text(ts, "");
            shown = str_join(ts, borrow(empty), borrow(list));
            ref_drop(ts, empty);
            ref_drop(ts, list);
        }
        ok = !ref_is_null(shown) && str_builder_text(&builder, ", ") &&
             str_builder_repr(&builder, borrow(shown));
        ref_drop(ts, shown);
    }
    if (!ok || !str_builder_char(&builder, ')')) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

static Ref array_compare(ThreadState *ts, CompareOperator op, Value self,
                         Value other) ATTACHED RUNS_GUEST {
    if (!value_has_layout(ts, other, KIND_ARRAY)) {
        return owned(NOT_IMPLEMENTED);
    }
    Ref a = array_to_list(ts, self);
    Ref b = ref_is_null(a) ? NO_REF : array_to_list(ts, other);
    Ref result = ref_is_null(b) ? NO_REF : value_compare(ts, op, borrow(a), borrow(b));
    ref_drop(ts, a);
    ref_drop(ts, b);
    return result;
}

static bool read_index(ThreadState *ts, Value key, int64_t *i) ATTACHED RUNS_GUEST {
    if (!value_type(ts, key)->slots.to_index) {
        raise_error(ts, EXC_TYPE_ERROR, "array indices must be integers");
        return false;
    }
    return value_to_index(ts, key, EXC_INDEX_ERROR, i);
}

static Ref get_slice(ThreadState *ts, Value self, Value key) ATTACHED RUNS_GUEST {
    SliceRange range;
    BytesHold hold;
    if (!slice_unpack(ts, key, &range) || !bytes_require(ts, self, &hold)) {
        return NO_REF;
    }
    int64_t size = array_of(self)->size;
    int64_t n = slice_adjust(&range, hold.length / size);
    Bytes *picked = bytes_allocate(ts, n * size);
    for (int64_t i = 0; picked && i < n; i++) {
        memcpy(picked->data + i * size, hold.data + (range.start + i * range.step) * size,
               (size_t)size);
    }
    bytes_release(ts, &hold);
    if (!picked) {
        return NO_REF;
    }
    Ref made = array_like(ts, self, picked->data, n * size);
    ref_drop(ts, object_ref(picked));
    return made;
}

static Ref array_get_item(ThreadState *ts, Value self, Value key) ATTACHED RUNS_GUEST {
    int64_t i;
    if (value_is(key, KIND_SLICE)) {
        return get_slice(ts, self, key);
    }
    if (!read_index(ts, key, &i)) {
        return NO_REF;
    }
    i += i < 0 ? array_length(ts, self) : 0;
    Ref item = array_load(ts, self, i);
    if (ref_is_null(item) && !error_is_set(ts)) {
        return raise_error(ts, EXC_INDEX_ERROR, "array index out of range");
    }
    return item;
}

// Assigns to, or deletes (value is NO_VALUE), a slice: through a list of items, but only with
// an array of the same code.
static bool set_slice(ThreadState *ts, Value self, Value key, Value value) ATTACHED RUNS_GUEST {
    if (!value_is_null(value) && !value_has_layout(ts, value, KIND_ARRAY)) {
        raise_error(ts, EXC_TYPE_ERROR, "can only assign array (not \"%s\") to array slice",
                    value_type_name(ts, value));
        return false;
    }
    if (!value_is_null(value) && array_of(value)->code != array_of(self)->code) {
        raise_error(ts, EXC_TYPE_ERROR, "bad argument type for built-in operation");
        return false;
    }
    Ref items = array_to_list(ts, self);
    Ref new = ref_is_null(items) || value_is_null(value) ? NO_REF : array_to_list(ts, value);
    bool ok = !ref_is_null(items) && !error_is_set(ts) &&
              (value_is_null(value) ? value_delete_item(ts, borrow(items), key)
                                    : value_set_item(ts, borrow(items), key, borrow(new)));
    Ref packed =
        ok ? array_allocate(ts, builtin_type(ts, KIND_ARRAY), array_of(self)->code) : NO_REF;
    BytesHold hold;
    ok = !ref_is_null(packed) && array_extend(ts, borrow(packed), borrow(items)) &&
         bytes_require(ts, borrow(packed), &hold);
    if (ok) {
        ok = bytearray_replace(ts, self, 0, INT64_MAX, hold.data, hold.length);
        bytes_release(ts, &hold);
    }
    ref_drop(ts, packed);
    ref_drop(ts, new);
    ref_drop(ts, items);
    return ok;
}

static bool array_set_item(ThreadState *ts, Value self, Value key,
                           Value value) ATTACHED RUNS_GUEST {
    int64_t i;
    uint8_t bytes[8];
    if (value_is(key, KIND_SLICE)) {
        return set_slice(ts, self, key, value);
    }
    if (!read_index(ts, key, &i) ||
        (!value_is_null(value) && !array_pack(ts, self, value, bytes))) {
        return false;
    }
    int64_t size = array_of(self)->size;
    int64_t length = array_length(ts, self);
    i += i < 0 ? length : 0;
    if (i < 0 || i >= length) {
        raise_error(ts, EXC_INDEX_ERROR, "array assignment index out of range");
        return false;
    }
    if (value_is_null(value)) {
        return bytearray_replace(ts, self, i * size, (i + 1) * size, NULL, 0);
    }
    return bytearray_replace(ts, self, i * size, (i + 1) * size, bytes, size);
}

static int array_contains(ThreadState *ts, Value self, Value item) ATTACHED RUNS_GUEST {
    Ref list = array_to_list(ts, self);
    int found = ref_is_null(list) ? -1 : value_contains(ts, borrow(list), item);
    ref_drop(ts, list);
    return found;
}

static Ref concatenate(ThreadState *ts, Value a, Value b) ATTACHED RUNS_GUEST {
    if (!value_has_layout(ts, b, KIND_ARRAY)) {
        return raise_error(ts, EXC_TYPE_ERROR, "can only append array (not \"%s\") to array",
                           value_type_name(ts, b));
    }
    if (array_of(a)->code != array_of(b)->code) {
        return raise_error(ts, EXC_TYPE_ERROR, "bad argument type for built-in operation");
    }
    Ref made = array_like(ts, a, NULL, 0);
    if (!ref_is_null(made) &&
        (!array_extend(ts, borrow(made), a) || !array_extend(ts, borrow(made), b))) {
        ref_drop(ts, made);
        return NO_REF;
    }
    return made;
}

// The items of `self` count times, added to `to`.
static bool repeat_into(ThreadState *ts, Value to, Value self, int64_t count) ATTACHED {
    BytesHold hold;
    if (!bytes_require(ts, self, &hold)) {
        return false;
    }
    bool ok = !hold.length || count < INT64_MAX / 8 / hold.length;
    if (!ok) {
        raise_memory_error(ts);
    }
    for (int64_t i = 0; ok && i < count; i++) {
        ok = bytearray_extend(ts, to, hold.data, hold.length);
    }
    bytes_release(ts, &hold);
    return ok;
}

static Ref array_binary(ThreadState *ts, BinaryOperator op, Value a,
                        Value b) ATTACHED RUNS_GUEST {
    bool is_left = value_has_layout(ts, a, KIND_ARRAY);
    if (op == BINARY_ADD && is_left) {
        return concatenate(ts, a, b);
    }
    int64_t count;
    if (op != BINARY_MULTIPLY) {
        return owned(NOT_IMPLEMENTED);
    }
    int found = repeat_factor(ts, is_left ? b : a, &count);
    if (found <= 0) {
        return found < 0 ? NO_REF : owned(NOT_IMPLEMENTED);
    }
    Value self = is_left ? a : b;
    Ref made = array_like(ts, self, NULL, 0);
    if (!ref_is_null(made) && !repeat_into(ts, borrow(made), self, count)) {
        ref_drop(ts, made);
        return NO_REF;
    }
    return made;
}

static Ref array_in_place(ThreadState *ts, BinaryOperator op, Value self,
                          Value other) ATTACHED RUNS_GUEST {
    bool ok;
    if (op == BINARY_ADD) {
        if (!value_has_layout(ts, other, KIND_ARRAY)) {
            return raise_error(ts, EXC_TYPE_ERROR,
                               "can only extend array with array (not \"%s\")",
                               value_type_name(ts, other));
        }
        if (array_of(self)->code != array_of(other)->code) {
            return raise_error(ts, EXC_TYPE_ERROR, "can only extend with array of same kind");
        }
        ok = array_extend(ts, self, other);
    } else if (op == BINARY_MULTIPLY) {
        int64_t count;
        int found = repeat_factor(ts, other, &count);
        if (found <= 0) {
            return found < 0 ? NO_REF : owned(NOT_IMPLEMENTED);
        }
        ok = count > 0 ? repeat_into(ts, self, self, count - 1)
                       : bytearray_replace(ts, self, 0, INT64_MAX, NULL, 0);
    } else {
        return owned(NOT_IMPLEMENTED);
    }
    return ok ? ref_take(ts, self) : NO_REF;
}

static Ref array_iterate(ThreadState *ts, Value self) ATTACHED {
    return sequence_iterator_new(ts, self);
}

const TypeSpec array_type_spec = {
    .name = "array.array",
    .kind = KIND_ARRAY,
    .size = sizeof(Array),
    .flags = TYPE_BASE | TYPE_UNHASHABLE | TYPE_SEQUENCE | TYPE_DEFINES_NEW,
    .slots = {.destroy = array_destroy,
              .repr = array_repr,
              .compare = array_compare,
              .binary = array_binary,
              .in_place = array_in_place,
              .length = array_length,
              .get_item = array_get_item,
              .set_item = array_set_item,
              .contains = array_contains,
              .iterate = array_iterate},
    .methods = array_methods,
    .attributes = array_attributes,
    .doc = "array(typecode [, initializer]) -> array: numbers of one size in a row.",
};

static const ClassDef CLASSES[] = {
    {"array", KIND_ARRAY},
    {"ArrayType", KIND_ARRAY},
    {NULL, 0},
};

static bool set_up(ThreadState *ts, Object *module) ATTACHED {
    return dict_put_text(ts, ((Module *)module)->dict, "typecodes", str_from_text(ts, CODES));
}

const ModuleSpec array_module_spec = {
    .name = "array",
    .doc = "Arrays of numbers, all of one size.",
    .classes = CLASSES,
    .set_up = set_up,
};
