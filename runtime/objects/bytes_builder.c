// BytesBuilder: growing bytes. Described in bytes_builder.h.
#include "runtime/objects/bytes_builder.h"

#include <string.h>

#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"

void bytes_builder_init(BytesBuilder *builder, ThreadState *ts) {
    builder->ts = ts;
    builder->data = builder->inline_data;
    builder->length = 0;
    builder->capacity = BYTES_BUILDER_INLINE_SIZE;
}

void bytes_builder_discard(BytesBuilder *builder) ATTACHED {
    if (builder->data != builder->inline_data) {
        buffer_free(builder->ts, builder->data);
    }
    bytes_builder_init(builder, builder->ts);
}

Ref bytes_builder_finish(BytesBuilder *builder) ATTACHED {
    Ref result = bytes_new(builder->ts, builder->data, (size_t)builder->length);
    bytes_builder_discard(builder);
    return result;
}

bool bytes_builder_reserve(BytesBuilder *builder, int64_t n) ATTACHED {
    if (n <= builder->capacity - builder->length) {
        return true;
    }
    if (n > INT64_MAX / 4 - builder->length) {
        raise_memory_error(builder->ts);
        return false;
    }
    int64_t capacity = (builder->length + n) + (builder->length + n) / 2;
    bool is_inline = builder->data == builder->inline_data;
    uint8_t *data = is_inline ? buffer_new(builder->ts, (size_t)capacity)
                              : buffer_resize(builder->ts, builder->data, (size_t)capacity);
    if (!data) {
        return false;
    }
    if (is_inline) {
        memcpy(data, builder->inline_data, (size_t)builder->length);
    }
    builder->data = data;
    builder->capacity = capacity;
    return true;
}

bool bytes_builder_byte(BytesBuilder *builder, uint8_t byte) ATTACHED {
    if (!bytes_builder_reserve(builder, 1)) {
        return false;
    }
    builder->data[builder->length++] = byte;
    return true;
}

bool bytes_builder_add(BytesBuilder *builder, const void *data, int64_t n) ATTACHED {
    if (!bytes_builder_reserve(builder, n)) {
        return false;
    }
    if (n) {
        memcpy(builder->data + builder->length, data, (size_t)n);
    }
    builder->length += n;
    return true;
}

bool bytes_builder_fill(BytesBuilder *builder, uint8_t byte, int64_t n) ATTACHED {
    if (n <= 0) {
        return true;
    }
    if (!bytes_builder_reserve(builder, n)) {
        return false;
    }
    memset(builder->data + builder->length, byte, (size_t)n);
    builder->length += n;
    return true;
}
