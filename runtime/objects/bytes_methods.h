// The methods of bytes and bytearray, one function per row of bytes_methods.def. Results are of
// the kind of `self`.
#ifndef GILT_RUNTIME_OBJECTS_BYTES_METHODS_H
#define GILT_RUNTIME_OBJECTS_BYTES_METHODS_H

#include "runtime/objects/bytes.h"
#include "runtime/objects/str.h"

// The method of that name, called as native.h describes: arguments[0] is the bytes object.
#define BYTES_METHOD(name, signature, doc)                                                     \
    Ref bytes_##name##_method(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;
#include "runtime/objects/bytes_methods.def"
#undef BYTES_METHOD

// maketrans(frm, to): a static method of both.
Ref bytes_maketrans_method(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;
// The bytes that a str of hexadecimal digits stands for; a new Bytes. ValueError.
Ref bytes_from_hex(ThreadState *ts, Value text) ATTACHED;
// self % arguments: a new Bytes.
Ref bytes_percent(ThreadState *ts, Value self, Value arguments) ATTACHED RUNS_GUEST;

// The bytes as an object of self's kind: bytes or bytearray. MemoryError.
Ref bytes_like_self(ThreadState *ts, Value self, const void *data, int64_t length) ATTACHED;

// Held bytes as text of width 1, for the searching functions of str.
static inline StrView bytes_text(const BytesHold *hold) {
    return (StrView){hold->data, hold->length, 1};
}

#endif
