// memoryview: a window on the bytes of a bytes, bytearray or array object. One dimension.
#ifndef GILT_RUNTIME_OBJECTS_MEMORYVIEW_H
#define GILT_RUNTIME_OBJECTS_MEMORYVIEW_H

#include "runtime/objects/bytes.h"
#include "runtime/objects/packed.h"

// The bytes seen by a view, copied to a new Bytes, in order. ValueError if it was released.
Ref memoryview_copy(ThreadState *ts, Value view) ATTACHED;

// Copies `n` bytes into what v (a bytearray, array or writable memoryview) shows, from byte
// `offset` on. False with TypeError ("<who>argument must be read-write bytes-like object,
// not X") or, if there is no room, with BufferError.
bool bytes_write_into(ThreadState *ts, const char *who, Value v, int64_t offset,
                      const void *data, int64_t n) ATTACHED;

#endif
