// bytes and bytearray as the rest of the object library uses them.
//
// bytes_new stands in vm/needs_runtime.h.
#ifndef GILT_RUNTIME_OBJECTS_BYTES_H
#define GILT_RUNTIME_OBJECTS_BYTES_H

#include "vm/needs_runtime.h"
#include "vm/object/layouts.h"

// A growing array of bytes. `length` and `data` change together under the object lock; whoever
// reads does so under the lock too (bytes_hold, bytearray_copy).
typedef struct Bytearray {
    Object head;
    int64_t length;
    int64_t capacity;
    uint8_t *data;   // owned buffer; null while the capacity is 0
    int64_t exports; // memoryviews of it: while there are any its length stays as it is
} Bytearray;

// array.array: a growing array of bytes that are read as numbers.
typedef struct Array {
    Bytearray bytes;
    char code;    // one of PackedFormat's
    uint8_t size; // of an item, in bytes
} Array;

// The bytes of a bytes-like value for the time of one operation.
typedef struct BytesHold {
    const uint8_t *data;
    int64_t length;
    Ref keep; // a copy that the bytes are in; NO_REF if they are in the value itself
} BytesHold;

static inline const Bytes *bytes_of(Value v) {
    return (const Bytes *)value_object(v);
}

static inline Bytearray *bytearray_of(Value v) {
    return (Bytearray *)value_object(v);
}

static inline char array_code(Value v) {
    return ((Array *)(void *)value_object(v))->code;
}

// A new bytes object of `length` zero bytes, owned by the caller, who fills it before anybody
// else sees it. Null with MemoryError set.
Bytes *bytes_allocate(ThreadState *ts, int64_t length) ATTACHED;
// A new bytearray with a copy of the bytes. MemoryError.
Ref bytearray_new(ThreadState *ts, const void *data, int64_t length) ATTACHED;
// What the bytearray holds now, as bytes. MemoryError.
Ref bytearray_copy(ThreadState *ts, Value bytearray) ATTACHED;

// Whether v is bytes-like: bytes, bytearray, array, memoryview or a subclass.
static inline bool bytes_like(const ThreadState *ts, Value v) {
    return value_has_layout(ts, v, KIND_BYTES) || value_has_layout(ts, v, KIND_BYTEARRAY) ||
           value_has_layout(ts, v, KIND_MEMORYVIEW) || value_has_layout(ts, v, KIND_ARRAY);
}

// The bytes of v: 1, and bytes_release(hold) must follow; 0 without an exception if v is not
// bytes-like; -1 with MemoryError. v must be kept alive meanwhile. A bytearray is copied, so
// guest code that changes it in between does no harm.
int bytes_hold(ThreadState *ts, Value v, BytesHold *hold) ATTACHED;
// The same, also of what __buffer__ gives, with TypeError "a bytes-like object is required, not
// 'X'".
bool bytes_require(ThreadState *ts, Value v, BytesHold *hold) ATTACHED RUNS_GUEST;
void bytes_release(ThreadState *ts, BytesHold *hold) ATTACHED;

// b'...' with the quotes CPython chooses, between `before` and `after` (ASCII). Behind a
// `before`, as bytearray has it, single quotes are always escaped.
Ref bytes_repr(ThreadState *ts, const uint8_t *data, int64_t length, const char *before,
               const char *after) ATTACHED;

// Two hexadecimal digits for every byte: a Str.
Ref bytes_hex(ThreadState *ts, const uint8_t *data, int64_t length) ATTACHED;

// Bytes from an argument of the constructors: a count, an iterable of ints, something
// bytes-like or with __bytes__, a str with its encoding. `name` is "bytes" or "bytearray". A
// new Bytes.
Ref bytes_from_arguments(ThreadState *ts, const char *name, Value source, Value encoding,
                         Value errors) ATTACHED RUNS_GUEST;
// The result of v's __bytes__, if its class is the guest's and has one; NO_REF without an
// exception if not.
Ref bytes_from_dunder(ThreadState *ts, Value v) ATTACHED RUNS_GUEST;
// The number 0 .. 255 that v stands for; -1 with TypeError or with ValueError
// "<what> must be in range(0, 256)".
int byte_from_value(ThreadState *ts, Value v, const char *what) ATTACHED RUNS_GUEST;

#endif
