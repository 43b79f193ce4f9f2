// BytesBuilder: bytes put together piece by piece. Like StrBuilder, for bytes.
#ifndef GILT_RUNTIME_OBJECTS_BYTES_BUILDER_H
#define GILT_RUNTIME_OBJECTS_BYTES_BUILDER_H

#include "vm/base/contract.h"
#include "vm/object/layouts.h"

#define BYTES_BUILDER_INLINE_SIZE 256

typedef struct BytesBuilder {
    ThreadState *ts;
    uint8_t *data; // inside the struct, or an owned buffer
    int64_t length;
    int64_t capacity;
    uint8_t inline_data[BYTES_BUILDER_INLINE_SIZE];
} BytesBuilder;

// No bytes. Cannot fail. The builder must not be moved.
void bytes_builder_init(BytesBuilder *builder, ThreadState *ts);
// Frees what it holds.
void bytes_builder_discard(BytesBuilder *builder) ATTACHED;
// The bytes as a bytes object; the builder is empty afterwards, also on failure. MemoryError.
Ref bytes_builder_finish(BytesBuilder *builder) ATTACHED;
// Room for n more bytes, which the caller writes at data + length. False with MemoryError.
bool bytes_builder_reserve(BytesBuilder *builder, int64_t n) ATTACHED;
// One byte; n bytes; one byte n times. False with MemoryError.
bool bytes_builder_byte(BytesBuilder *builder, uint8_t byte) ATTACHED;
bool bytes_builder_add(BytesBuilder *builder, const void *data, int64_t n) ATTACHED;
bool bytes_builder_fill(BytesBuilder *builder, uint8_t byte, int64_t n) ATTACHED;

#endif
