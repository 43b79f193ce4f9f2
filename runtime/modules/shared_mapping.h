// Mapping: memory that several processes share, as a bytearray that cannot change its length.
//
// What understands a bytearray (memoryview, slices, struct) understands a mapping. It counts as
// exported all the time, which is what keeps its length; closing it takes that one away.
#ifndef GILT_RUNTIME_MODULES_SHARED_MAPPING_H
#define GILT_RUNTIME_MODULES_SHARED_MAPPING_H

#include "runtime/objects/bytes.h"
#include "vm/object/native.h"

extern const TypeSpec mapping_type_spec;

// The memory of an open file (or a new, anonymous one for fd -1), for reading and writing.
// NO_REF with OSError or MemoryError.
Ref mapping_new(ThreadState *ts, int fd, size_t size) ATTACHED;

// The same with the flags of mmap(2), from byte `offset` of the file on. Always for reading and
// writing: what MAP_PRIVATE writes stays in memory.
Ref mapping_open(ThreadState *ts, int fd, size_t size, int flags, int64_t offset) ATTACHED;

// `size` bytes of v, a mapping, from `offset` on: they stay until mapping_release(). Null with
// TypeError or ValueError.
void *mapping_hold(ThreadState *ts, Value v, int64_t offset, size_t size) ATTACHED;
void mapping_release(ThreadState *ts, Value v) ATTACHED;

// Gives the memory back. BufferError while memoryviews, or calls, use it.
bool mapping_close(ThreadState *ts, Value v) ATTACHED;

#endif
