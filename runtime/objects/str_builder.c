// StrBuilder: growing text. Described in str_builder.h.
//
// Invariant: `width` is the width of `bound`, and `data` has room for `capacity` characters of
// that width. When a wider character comes, everything so far is widened once; that happens at
// most twice in a builder's life.
#include "runtime/objects/str_builder.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

void str_builder_init(StrBuilder *builder, ThreadState *ts) {
    builder->ts = ts;
    builder->data = builder->inline_data;
    builder->length = 0;
    builder->capacity = STR_BUILDER_INLINE_SIZE;
    builder->bound = 0x7F;
    builder->width = 1;
}

void str_builder_discard(StrBuilder *builder) ATTACHED {
    if (builder->data != builder->inline_data) {
        buffer_free(builder->ts, builder->data);
    }
    str_builder_init(builder, builder->ts);
}

Ref str_builder_copy(const StrBuilder *builder) ATTACHED {
    ThreadState *ts = builder->ts;
    if (builder->length <= 1) {
        return str_from_view(ts, (StrView){builder->data, builder->length, builder->width});
    }
    Str *string = str_allocate(ts, builder->length, builder->bound);
    if (!string) {
        return NO_REF;
    }
    memcpy(string->data, builder->data, (size_t)builder->length * builder->width);
    return object_ref(string);
}

Ref str_builder_finish(StrBuilder *builder) ATTACHED {
    Ref result = str_builder_copy(builder);
    str_builder_discard(builder);
    return result;
}

// Moves the text to a buffer of `capacity` characters of `width` bytes.
static bool move_text(StrBuilder *builder, int64_t capacity, uint8_t width) ATTACHED {
    if (capacity > INT64_MAX / 8) {
        raise_memory_error(builder->ts);
        return false;
    }
    size_t size = (size_t)capacity * width;
    bool is_inline = builder->data == builder->inline_data;
    if (width == builder->width && !is_inline) {
        uint8_t *resized = buffer_resize(builder->ts, builder->data, size);
        if (!resized) {
            return false;
        }
        builder->data = resized;
    } else {
        uint8_t *buffer = buffer_new(builder->ts, size);
        if (!buffer) {
            return false;
        }
        chars_copy(buffer, width, builder->data, builder->width, builder->length);
        if (!is_inline) {
            buffer_free(builder->ts, builder->data);
        }
        builder->data = buffer;
    }
    builder->capacity = capacity;
    builder->width = width;
    return true;
}

bool str_builder_reserve(StrBuilder *builder, int64_t n, uint32_t max_char) ATTACHED {
    uint8_t width = str_width_for(max_char);
    width = width > builder->width ? width : builder->width;
    if (LIKELY(width == builder->width && n <= builder->capacity - builder->length)) {
        return true;
    }
    if (n > INT64_MAX / 16 - builder->length) {
        raise_memory_error(builder->ts);
        return false;
    }
    int64_t needed = builder->length + n;
    int64_t capacity = needed;
    if (needed > builder->capacity) {
        capacity += needed / 2;
    } else if (builder->capacity < INT64_MAX / 16) {
        capacity = builder->capacity;
    }
    return move_text(builder, capacity, width);
}

// The next n characters are at or below `bound`; there is room for them.
static void note_bound(StrBuilder *builder, uint32_t bound) {
    if (bound > builder->bound) {
        builder->bound = bound;
    }
}

static uint32_t bound_of_char(uint32_t c) {
    return c < 0x80 ? 0x7F : c < 0x100 ? 0xFF : c < 0x10000 ? 0xFFFF : STR_MAX_CHAR;
}

bool str_builder_char(StrBuilder *builder, uint32_t c) ATTACHED {
    if (!str_builder_reserve(builder, 1, c)) {
        return false;
    }
    note_bound(builder, bound_of_char(c));
    char_write(builder->data, builder->width, builder->length++, c);
    return true;
}

bool str_builder_fill(StrBuilder *builder, uint32_t c, int64_t n) ATTACHED {
    if (n <= 0) {
        return true;
    }
    if (!str_builder_reserve(builder, n, c)) {
        return false;
    }
    note_bound(builder, bound_of_char(c));
    if (builder->width == 1) {
        memset(builder->data + builder->length, (int)c, (size_t)n);
    }
    for (int64_t i = 0; builder->width > 1 && i < n; i++) {
        char_write(builder->data, builder->width, builder->length + i, c);
    }
    builder->length += n;
    return true;
}

// Adds characters whose bound is known.
static bool append_bounded(StrBuilder *builder, StrView view, uint32_t bound) ATTACHED {
    if (!str_builder_reserve(builder, view.length, bound)) {
        return false;
    }
    note_bound(builder, bound);
    uint8_t *end = builder->data + builder->length * builder->width;
    chars_copy(end, builder->width, view.data, view.width, view.length);
    builder->length += view.length;
    return true;
}

bool str_builder_text(StrBuilder *builder, const char *text) ATTACHED {
    return str_builder_ascii(builder, text, strlen(text));
}

bool str_builder_ascii(StrBuilder *builder, const char *text, size_t length) ATTACHED {
    return append_bounded(builder, (StrView){text, (int64_t)length, 1}, 0x7F);
}

bool str_builder_utf8(StrBuilder *builder, const char *text, size_t length) ATTACHED {
    if (chars_bound(text, 1, (int64_t)length) < 0x80) {
        return str_builder_ascii(builder, text, length);
    }
    Ref s = str_from_utf8(builder->ts, text, length);
    if (ref_is_null(s)) {
        return false;
    }
    bool ok = str_builder_str(builder, borrow(s));
    ref_drop(builder->ts, s);
    return ok;
}

bool str_builder_str(StrBuilder *builder, Value s) ATTACHED {
    return append_bounded(builder, str_view(s), str_bound(s));
}

bool str_builder_view(StrBuilder *builder, StrView view) ATTACHED {
    return append_bounded(builder, view, chars_bound(view.data, view.width, view.length));
}

bool str_builder_format(StrBuilder *builder, const char *format, ...) ATTACHED {
    char text[256];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length < 0) {
        raise_memory_error(builder->ts);
        return false;
    }
    size_t kept = (size_t)length < sizeof text ? (size_t)length : sizeof text - 1;
    return str_builder_utf8(builder, text, kept);
}

// Adds the Str in `s`, and drops it; NO_REF passes through as false.
static bool append_owned(StrBuilder *builder, Ref s) ATTACHED {
    if (ref_is_null(s)) {
        return false;
    }
    bool ok = str_builder_str(builder, borrow(s));
    ref_drop(builder->ts, s);
    return ok;
}

bool str_builder_repr(StrBuilder *builder, Value v) ATTACHED {
    return append_owned(builder, value_repr(builder->ts, v));
}

bool str_builder_value(StrBuilder *builder, Value v) ATTACHED {
    if (value_is(v, KIND_STR)) {
        return str_builder_str(builder, v);
    }
    return append_owned(builder, value_str(builder->ts, v));
}
