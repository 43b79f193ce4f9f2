// bytearray: the growing array itself. The type is in bytearray_type.c.
//
// Every reader and every writer takes the object lock for the moment it looks at `data` and
// `length`, so the buffer may be resized in place. Nothing that can run guest code, raise or
// drop a reference happens under the lock.
#include "runtime/objects/bytearray.h"

#include <stdlib.h>
#include <string.h>

#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/lock.h"
#include "vm/object/refcount.h"

#define BYTEARRAY_LENGTH_MAX (INT64_MAX / 4)

Ref bytearray_new(ThreadState *ts, const void *data, int64_t length) ATTACHED {
    Bytearray *array = object_new(ts, builtin_type(ts, KIND_BYTEARRAY), sizeof(Bytearray));
    if (!array) {
        return NO_REF;
    }
    if (!bytearray_replace(ts, object_value(array), 0, 0, data, length)) {
        ref_drop(ts, object_ref(array));
        return NO_REF;
    }
    return object_ref(array);
}

int64_t bytearray_length(ThreadState *ts, Value v) ATTACHED {
    (void)ts;
    return load_relaxed(&bytearray_of(v)->length);
}

Ref bytearray_part(ThreadState *ts, Value v, int64_t start, int64_t end) ATTACHED {
    Bytearray *array = bytearray_of(v);
    for (;;) {
        int64_t length = load_relaxed(&array->length);
        int64_t last = end < length ? end : length;
        int64_t n = last > start ? last - start : 0;
        Bytes *copy = bytes_allocate(ts, n);
        if (!copy) {
            return NO_REF;
        }
        object_lock(ts, &array->head);
        bool is_unchanged = array->length == length;
        if (is_unchanged && n) {
            memcpy(copy->data, array->data + start, (size_t)n);
        }
        object_unlock(ts, &array->head);
        if (is_unchanged) {
            return object_ref(copy);
        }
        ref_drop(ts, object_ref(copy));
    }
}

Ref bytearray_copy(ThreadState *ts, Value v) ATTACHED {
    return bytearray_part(ts, v, 0, INT64_MAX);
}

int bytearray_read(ThreadState *ts, Value v, int64_t index) ATTACHED {
    Bytearray *array = bytearray_of(v);
    object_lock(ts, &array->head);
    index += index < 0 ? array->length : 0;
    int byte = index >= 0 && index < array->length ? array->data[index] : -1;
    object_unlock(ts, &array->head);
    return byte;
}

bool bytearray_write(ThreadState *ts, Value v, int64_t index, uint8_t byte) ATTACHED {
    Bytearray *array = bytearray_of(v);
    object_lock(ts, &array->head);
    index += index < 0 ? array->length : 0;
    bool is_there = index >= 0 && index < array->length;
    if (is_there) {
        array->data[index] = byte;
    }
    object_unlock(ts, &array->head);
    return is_there;
}

// Makes room for `length` bytes. The array is locked. False if there is no memory, without an
// exception.
static bool reserve(Bytearray *array, int64_t length) {
    if (length <= array->capacity) {
        return true;
    }
    if (length > BYTEARRAY_LENGTH_MAX) {
        return false;
    }
    int64_t capacity = length + length / 8 + 16;
    uint8_t *data = realloc(array->data, (size_t)capacity);
    if (!data) {
        return false;
    }
    array->data = data;
    array->capacity = capacity;
    return true;
}

bool bytearray_splice(Bytearray *array, int64_t start, int64_t end, const void *data,
                      int64_t n) {
    int64_t length = array->length - (end - start) + n;
    if (array->exports && length != array->length) {
        return false;
    }
    if (n > BYTEARRAY_LENGTH_MAX || !reserve(array, length)) {
        return false;
    }
    int64_t behind = array->length - end;
    if (behind && n != end - start) {
        memmove(array->data + start + n, array->data + end, (size_t)behind);
    }
    if (n && data) {
        memcpy(array->data + start, data, (size_t)n);
    } else if (n) {
        memset(array->data + start, 0, (size_t)n);
    }
    if (length != array->length) { // exported ones are read without the lock
        store_relaxed(&array->length, length);
    }
    return true;
}

Ref bytearray_raise_exported(ThreadState *ts) ATTACHED {
    return raise_error(ts, EXC_BUFFER_ERROR,
                       "Existing exports of data: object cannot be re-sized");
}

bool bytearray_replace(ThreadState *ts, Value v, int64_t start, int64_t end, const void *data,
                       int64_t n) ATTACHED {
    Bytearray *array = bytearray_of(v);
    object_lock(ts, &array->head);
    end = end < array->length ? end : array->length;
    start = start < end ? start : end;
    bool is_exported = array->exports;
    bool ok = bytearray_splice(array, start, end, data, n);
    object_unlock(ts, &array->head);
    if (!ok && is_exported) {
        bytearray_raise_exported(ts);
    } else if (!ok) {
        raise_memory_error(ts);
    }
    return ok;
}

bool bytearray_extend(ThreadState *ts, Value v, const void *data, int64_t n) ATTACHED {
    return bytearray_replace(ts, v, INT64_MAX, INT64_MAX, data, n);
}

int bytearray_take_out(ThreadState *ts, Value v, int64_t index) ATTACHED {
    Bytearray *array = bytearray_of(v);
    object_lock(ts, &array->head);
    index += index < 0 ? array->length : 0;
    int byte = -1;
    bool is_kept = false;
    if (index >= 0 && index < array->length) {
        byte = array->data[index];
        is_kept = !bytearray_splice(array, index, index + 1, NULL, 0);
    }
    object_unlock(ts, &array->head);
    if (is_kept) {
        bytearray_raise_exported(ts);
        return -1;
    }
    return byte;
}

void bytearray_reverse(ThreadState *ts, Value v) ATTACHED {
    Bytearray *array = bytearray_of(v);
    object_lock(ts, &array->head);
    for (int64_t i = 0, j = array->length - 1; i < j; i++, j--) {
        uint8_t byte = array->data[i];
        array->data[i] = array->data[j];
        array->data[j] = byte;
    }
    object_unlock(ts, &array->head);
}
