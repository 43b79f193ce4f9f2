// The growing array behind bytearray. Every function here takes the object lock for its moment.
#ifndef GILT_RUNTIME_OBJECTS_BYTEARRAY_H
#define GILT_RUNTIME_OBJECTS_BYTEARRAY_H

#include "runtime/objects/bytes.h"

// How many bytes it holds.
int64_t bytearray_length(ThreadState *ts, Value v) ATTACHED;
// Bytes start .. end as of one moment, clipped to the array, in a new Bytes. MemoryError.
Ref bytearray_part(ThreadState *ts, Value v, int64_t start, int64_t end) ATTACHED;
// The byte at index (negative counts from the back), or -1 if there is none; no exception.
int bytearray_read(ThreadState *ts, Value v, int64_t index) ATTACHED;
// Writes it; false without an exception if there is none.
bool bytearray_write(ThreadState *ts, Value v, int64_t index, uint8_t byte) ATTACHED;
// Puts n bytes in the place of start .. end, clipped to the array. `data` is not inside it.
// MemoryError, BufferError, and the array is unchanged.
bool bytearray_replace(ThreadState *ts, Value v, int64_t start, int64_t end, const void *data,
                       int64_t n) ATTACHED;
// The same on an array whose lock the caller holds and that has these bytes; null stands for n
// zeros. False, without an exception, if there is no memory or the array is exported.
bool bytearray_splice(Bytearray *array, int64_t start, int64_t end, const void *data,
                      int64_t n);
// BufferError: the array is exported.
Ref bytearray_raise_exported(ThreadState *ts) ATTACHED;
// Adds n bytes at the end. MemoryError.
bool bytearray_extend(ThreadState *ts, Value v, const void *data, int64_t n) ATTACHED;
// Removes the byte at index and returns it, or -1 if there is none: without an exception,
// except BufferError while the array is exported.
int bytearray_take_out(ThreadState *ts, Value v, int64_t index) ATTACHED;
// Turns the order of the bytes around.
void bytearray_reverse(ThreadState *ts, Value v) ATTACHED;

#endif
