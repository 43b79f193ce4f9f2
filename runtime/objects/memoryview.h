// memoryview: a window on the bytes of a bytes, bytearray or array object. One dimension.
#ifndef GILT_RUNTIME_OBJECTS_MEMORYVIEW_H
#define GILT_RUNTIME_OBJECTS_MEMORYVIEW_H

#include "runtime/objects/bytes.h"
#include "runtime/objects/packed.h"

// The bytes seen by a view, copied to a new Bytes, in order. ValueError if it was released.
Ref memoryview_copy(ThreadState *ts, Value view) ATTACHED;

// What a request for a buffer asks for (inspect.BufferFlags).
#define BUFFER_SIMPLE   0
#define BUFFER_WRITABLE 1
#define BUFFER_FULL_RO  284

// Whether v's class is made by the guest and has a __buffer__ of its own.
bool buffer_is_given(ThreadState *ts, Value v) ATTACHED;
// The memoryview that the __buffer__ of v's class, made by the guest, gives for a request
// (inspect.BufferFlags). NO_REF without an exception if there is no such method; TypeError if
// it gives anything else.
Ref buffer_ask(ThreadState *ts, Value v, int64_t flags) ATTACHED RUNS_GUEST;
// Gives it back: __release_buffer__, if the class has one, and then the view is released. Keeps
// an exception that is set; what __release_buffer__ raises is reported.
void buffer_give_back(ThreadState *ts, Value v, Value view) ATTACHED RUNS_GUEST;

// __buffer__(self, flags) and __release_buffer__(self, view) of the built-in types.
Ref buffer_method(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;
Ref release_buffer_method(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;

// Their rows.
#define BUFFER_METHODS                                                                         \
    {"__buffer__(self, flags, /)", buffer_method,                                              \
     "Return a buffer object that exposes the underlying memory of the object.", 0},           \
    {                                                                                          \
        "__release_buffer__(self, buffer, /)", release_buffer_method,                          \
            "Release the buffer object that exposes the underlying memory of the object.", 0   \
    }

// Copies `n` bytes into what v (a bytearray, array or writable memoryview) shows, from byte
// `offset` on. False with TypeError ("<who>argument must be read-write bytes-like object,
// not X") or, if there is no room, with BufferError.
bool bytes_write_into(ThreadState *ts, const char *who, Value v, int64_t offset,
                      const void *data, int64_t n) ATTACHED;

#endif
