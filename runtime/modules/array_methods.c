// The methods and attributes of arrays.
#include <string.h>

#include "runtime/modules/array.h"
#include "runtime/objects/bytearray.h"
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

// ----------------------------------------------------------------------------------

static Ref none_if(bool ok) {
    return ok ? owned(NONE) : NO_REF;
}

static Ref method_append(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return none_if(array_append(ts, a[0], a[1]));
}

static Ref method_extend(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    if (value_has_layout(ts, a[1], KIND_ARRAY) &&
        array_of(a[1])->code != array_of(a[0])->code) {
        return raise_error(ts, EXC_TYPE_ERROR, "can only extend with array of same kind");
    }
    return none_if(array_extend(ts, a[0], a[1]));
}

static Ref method_from_list(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    if (!value_has_layout(ts, a[1], KIND_LIST)) {
        return raise_error(ts, EXC_TYPE_ERROR, "arg must be list");
    }
    int64_t before = bytearray_length(ts, a[0]);
    if (array_extend(ts, a[0], a[1])) {
        return owned(NONE);
    }
    Ref error = error_fetch(ts);
    bytearray_replace(ts, a[0], before, INT64_MAX, NULL, 0);
    error_restore(ts, error);
    return NO_REF;
}

static Ref method_from_bytes(ThreadState *ts, const Value *a) ATTACHED {
    return none_if(array_append_bytes(ts, a[0], a[1]));
}

static Ref method_to_bytes(ThreadState *ts, const Value *a) ATTACHED {
    return bytearray_copy(ts, a[0]);
}

static Ref method_to_list(ThreadState *ts, const Value *a) ATTACHED {
    return array_to_list(ts, a[0]);
}

static Ref method_to_unicode(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    if (array_format(a[0]).kind != PACKED_CHAR) {
        return raise_error(
            ts, EXC_VALUE_ERROR,
            "tounicode() may only be called on unicode type arrays ('u' or 'w')");
    }
    Ref list = array_to_list(ts, a[0]);
    Ref empty = ref_is_null(list) ? NO_REF : str_from_text(ts, "");
    Ref text = ref_is_null(empty) ? NO_REF : str_join(ts, borrow(empty), borrow(list));
    ref_drop(ts, empty);
    ref_drop(ts, list);
    return text;
}

static Ref method_from_unicode(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    if (array_format(a[0]).kind != PACKED_CHAR) {
        return raise_error(
            ts, EXC_VALUE_ERROR,
            "fromunicode() may only be called on unicode type arrays ('u' or 'w')");
    }
    return none_if(array_extend(ts, a[0], a[1]));
}

static Ref method_insert(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t i;
    uint8_t bytes[8];
    if (!value_to_index(ts, a[1], EXC_OVERFLOW_ERROR, &i) ||
        !array_pack(ts, a[0], a[2], bytes)) {
        return NO_REF;
    }
    int64_t length = array_length(ts, a[0]);
    int64_t size = array_of(a[0])->size;
    i += i < 0 ? length : 0;
    i = i < 0 ? 0 : i > length ? length : i;
    return none_if(bytearray_replace(ts, a[0], i * size, i * size, bytes, size));
}

static Ref method_pop(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t i = -1;
    if (!value_is_null(a[1]) && !value_to_index(ts, a[1], EXC_OVERFLOW_ERROR, &i)) {
        return NO_REF;
    }
    int64_t length = array_length(ts, a[0]);
    int64_t size = array_of(a[0])->size;
    i += i < 0 ? length : 0;
    Ref item = array_load(ts, a[0], i);
    if (ref_is_null(item)) {
        return error_is_set(ts)
                   ? NO_REF
                   : raise_error(ts, EXC_INDEX_ERROR, "%s",
                                 length ? "pop index out of range" : "pop from empty array");
    }
    if (!bytearray_replace(ts, a[0], i * size, (i + 1) * size, NULL, 0)) {
        ref_drop(ts, item);
        return NO_REF;
    }
    return item;
}

// Where an equal item stands, from `start` up to `stop`; -1 with an exception, -2 if nowhere.
static int64_t find(ThreadState *ts, Value self, Value item, int64_t start,
                    int64_t stop) ATTACHED RUNS_GUEST {
    for (int64_t i = start; i < stop; i++) {
        Ref found = array_load(ts, self, i);
        if (ref_is_null(found)) {
            return error_is_set(ts) ? -1 : -2;
        }
        int is_same = value_equal(ts, borrow(found), item);
        ref_drop(ts, found);
        if (is_same) {
            return is_same < 0 ? -1 : i;
        }
    }
    return -2;
}

static Ref method_remove(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t i = find(ts, a[0], a[1], 0, INT64_MAX);
    int64_t size = array_of(a[0])->size;
    if (i == -2) {
        return raise_error(ts, EXC_VALUE_ERROR, "array.remove(x): x not in array");
    }
    return none_if(i >= 0 && bytearray_replace(ts, a[0], i * size, (i + 1) * size, NULL, 0));
}

static Ref method_index(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t start = 0, stop = INT64_MAX;
    if (!search_range(ts, a[2], a[3], array_length(ts, a[0]), &start, &stop)) {
        return NO_REF;
    }
    int64_t i = find(ts, a[0], a[1], start, stop);
    if (i == -2) {
        return raise_error(ts, EXC_VALUE_ERROR, "array.index(x): x not in array");
    }
    return i < 0 ? NO_REF : int_from_i64(ts, i);
}

static Ref method_count(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Ref list = array_to_list(ts, a[0]);
    Ref count = ref_is_null(list) ? NO_REF
                                  : value_call_method_text(ts, borrow(list), "count", a + 1, 1);
    ref_drop(ts, list);
    return count;
}

// Turns the bytes around, of every item or of the whole array item by item.
static void swap(ThreadState *ts, Value self, bool within) ATTACHED {
    Array *array = array_of(self);
    int64_t size = array->size;
    object_lock(ts, &array->bytes.head);
    uint8_t *data = array->bytes.data;
    int64_t n = array->bytes.length / size;
    for (int64_t i = 0; within && i < n; i++) {
        for (int64_t k = 0; k < size / 2; k++) {
            uint8_t byte = data[i * size + k];
            data[i * size + k] = data[i * size + size - 1 - k];
            data[i * size + size - 1 - k] = byte;
        }
    }
    for (int64_t i = 0; !within && i < n / 2; i++) {
        uint8_t item[8];
        memcpy(item, data + i * size, (size_t)size);
        memcpy(data + i * size, data + (n - 1 - i) * size, (size_t)size);
        memcpy(data + (n - 1 - i) * size, item, (size_t)size);
    }
    object_unlock(ts, &array->bytes.head);
}

static Ref method_reverse(ThreadState *ts, const Value *a) ATTACHED {
    swap(ts, a[0], false);
    return owned(NONE);
}

static Ref method_byteswap(ThreadState *ts, const Value *a) ATTACHED {
    swap(ts, a[0], true);
    return owned(NONE);
}

static Ref method_clear(ThreadState *ts, const Value *a) ATTACHED {
    return none_if(bytearray_replace(ts, a[0], 0, INT64_MAX, NULL, 0));
}

static Ref method_copy(ThreadState *ts, const Value *a) ATTACHED {
    BytesHold hold;
    if (!bytes_require(ts, a[0], &hold)) {
        return NO_REF;
    }
    Ref made = array_like(ts, a[0], hold.data, hold.length);
    bytes_release(ts, &hold);
    return made;
}

static Ref method_to_file(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Ref bytes = bytearray_copy(ts, a[0]);
    Value argument = borrow(bytes);
    Ref result =
        ref_is_null(bytes) ? NO_REF : value_call_method_text(ts, a[1], "write", &argument, 1);
    ref_drop(ts, bytes);
    bool ok = !ref_is_null(result);
    ref_drop(ts, result);
    return none_if(ok);
}

static Ref method_from_file(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t n;
    int64_t size = array_of(a[0])->size;
    if (!value_to_index(ts, a[2], EXC_OVERFLOW_ERROR, &n)) {
        return NO_REF;
    }
    if (n < 0 || n > INT64_MAX / 16) {
        return raise_error(ts, EXC_VALUE_ERROR, "negative count");
    }
    Value argument = value_from_int(n * size);
    Ref bytes = value_call_method_text(ts, a[1], "read", &argument, 1);
    BytesHold hold;
    if (ref_is_null(bytes) || !bytes_require(ts, borrow(bytes), &hold)) {
        ref_drop(ts, bytes);
        return NO_REF;
    }
    bool ok = bytearray_extend(ts, a[0], hold.data, hold.length / size * size);
    if (ok && hold.length < n * size) {
        ok = false;
        raise_error(ts, EXC_EOF_ERROR, "read() didn't return enough bytes");
    }
    bytes_release(ts, &hold);
    ref_drop(ts, bytes);
    return none_if(ok);
}

static Ref method_buffer_info(ThreadState *ts, const Value *a) ATTACHED {
    Ref address = int_from_u64(ts, (uintptr_t)array_of(a[0])->bytes.data);
    Ref length = int_from_i64(ts, array_length(ts, a[0]));
    return tuple_from_owned(ts, (Value[]){borrow(address), borrow(length)}, 2);
}

static Ref method_reduce(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Ref state = value_call_method_text(ts, a[0], "__getstate__", NULL, 0);
    if (ref_is_null(state)) {
        return NO_REF;
    }
    Ref list = array_to_list(ts, a[0]);
    Ref code = ref_is_null(list) ? NO_REF : str_format(ts, "%c", array_of(a[0])->code);
    if (ref_is_null(code)) {
        ref_drop(ts, list);
        ref_drop(ts, state);
        return NO_REF;
    }
    Ref arguments = tuple_from_owned(ts, (Value[]){borrow(code), borrow(list)}, 2);
    if (ref_is_null(arguments)) {
        ref_drop(ts, state);
        return NO_REF;
    }
    Ref type = ref_take(ts, object_value(value_type(ts, a[0])));
    return tuple_from_owned(ts, (Value[]){borrow(type), borrow(arguments), borrow(state)}, 3);
}

static Ref class_getitem(ThreadState *ts, const Value *a) ATTACHED {
    return generic_alias_new(ts, a[0], a[1]);
}

static Ref get_typecode(ThreadState *ts, Value self) ATTACHED {
    return str_format(ts, "%c", array_of(self)->code);
}

static Ref get_itemsize(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    return owned(value_from_int(array_of(self)->size));
}

const NativeDef array_methods[] = {
    BUFFER_METHODS,
    {"__new__(cls, typecode, initializer=None, /)", array_make, NULL, NATIVE_STATIC_METHOD},
    {"append(self, v, /)", method_append, "Append new value v to the end of the array.", 0},
    {"extend(self, bb, /)", method_extend, "Append items to the end of the array.", 0},
    {"fromlist(self, list, /)", method_from_list, "Append items to array from list.", 0},
    {"frombytes(self, buffer, /)", method_from_bytes,
     "Appends items from the string, interpreting it as an array of machine values.", 0},
    {"tobytes(self, /)", method_to_bytes,
     "Convert the array to an array of machine values and return the bytes representation.", 0},
    {"tolist(self, /)", method_to_list, "Convert array to an ordinary list.", 0},
    {"tounicode(self, /)", method_to_unicode, "Convert array to a unicode string.", 0},
    {"fromunicode(self, ustr, /)", method_from_unicode,
     "Extends this array with data from the unicode string ustr.", 0},
    {"insert(self, i, v, /)", method_insert, "Insert a new item v before position i.", 0},
    {"pop(self, i=-1, /)", method_pop, "Return the i-th element and delete it.", 0},
    {"remove(self, v, /)", method_remove, "Remove the first occurrence of v.", 0},
    {"index(self, v, start=0, stop=None, /)", method_index,
     "Return index of first occurrence of v.", 0},
    {"count(self, v, /)", method_count, "Return number of occurrences of v in the array.", 0},
    {"reverse(self, /)", method_reverse, "Reverse the order of the items in the array.", 0},
    {"byteswap(self, /)", method_byteswap, "Byteswap all items of the array.", 0},
    {"clear(self, /)", method_clear, "Remove all items from the array.", 0},
    {"tofile(self, f, /)", method_to_file, "Write all items (as machine values).", 0},
    {"fromfile(self, f, n, /)", method_from_file, "Read n objects from the file object f.", 0},
    {"buffer_info(self, /)", method_buffer_info,
     "Return a tuple (address, length): the memory's address and the number of items.", 0},
    {"__copy__(self, /)", method_copy, "Return a copy of the array.", 0},
    {"__deepcopy__(self, unused, /)", method_copy, "Return a copy of the array.", 0},
    {"__reduce__(self, /)", method_reduce, "Return state information for pickling.", 0},
    {"__class_getitem__(cls, object, /)", class_getitem, "See PEP 585", NATIVE_CLASS_METHOD},
    {NULL, NULL, NULL, 0},
};

const GetSetDef array_attributes[] = {
    {"typecode", get_typecode, NULL, "the typecode character used to create the array"},
    {"itemsize", get_itemsize, NULL, "the size, in bytes, of one array item"},
    {NULL, NULL, NULL, NULL},
};
