// UTF-8 to and from strings, in the forms the interpreter itself uses: nothing is ever refused.
//
// Source files, file names and messages come in as UTF-8. A byte that is no part of a character
// becomes the lone surrogate U+DC00 + byte (PEP 383, surrogateescape), and a surrogate encoded
// in three bytes is taken as it is; going out, every surrogate becomes three bytes. What the
// guest asks for by name (str.encode, bytes.decode, with error handlers) is in str_codec.c.
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/objects/str.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"

#define FORMAT_STACK_SIZE 512

static bool is_continuation(uint8_t byte) {
    return (byte & 0xC0) == 0x80;
}

// Reads one character, or one bad byte as a surrogate; returns how many bytes it took.
static int read_lenient(const uint8_t *at, size_t left, uint32_t *c) {
    uint8_t first = at[0];
    *c = first;
    if (first < 0x80) {
        return 1;
    }
    if (first >= 0xC2 && first < 0xE0 && left >= 2 && is_continuation(at[1])) {
        *c = (uint32_t)(first & 0x1F) << 6 | (at[1] & 0x3F);
        return 2;
    }
    if ((first & 0xF0) == 0xE0 && left >= 3 && is_continuation(at[1]) &&
        is_continuation(at[2])) {
        *c = (uint32_t)(first & 0x0F) << 12 | (uint32_t)(at[1] & 0x3F) << 6 | (at[2] & 0x3F);
        if (*c >= 0x800) {
            return 3;
        }
    }
    if (first >= 0xF0 && first < 0xF5 && left >= 4 && is_continuation(at[1]) &&
        is_continuation(at[2]) && is_continuation(at[3])) {
        *c = (uint32_t)(first & 0x07) << 18 | (uint32_t)(at[1] & 0x3F) << 12 |
             (uint32_t)(at[2] & 0x3F) << 6 | (at[3] & 0x3F);
        if (*c >= 0x10000 && *c <= STR_MAX_CHAR) {
            return 4;
        }
    }
    *c = 0xDC00u + first;
    return 1;
}

Ref str_from_utf8(ThreadState *ts, const char *text, size_t length) ATTACHED {
    if (length > INT64_MAX / 8) {
        return raise_memory_error(ts);
    }
    if (chars_bound(text, 1, (int64_t)length) < 0x80) {
        return str_from_ascii(ts, text, (int64_t)length);
    }
    const uint8_t *bytes = (const uint8_t *)text;
    int64_t count = 0;
    uint32_t all = 0;
    uint32_t c;
    for (size_t i = 0; i < length; count++) {
        i += (size_t)read_lenient(bytes + i, length - i, &c);
        all |= c;
    }
    all = all > STR_MAX_CHAR ? STR_MAX_CHAR : all;
    if (count == 1) {
        return str_from_char(ts, c);
    }
    Str *string = str_allocate(ts, count, all);
    if (!string) {
        return NO_REF;
    }
    size_t at = 0;
    for (int64_t i = 0; i < count; i++) {
        at += (size_t)read_lenient(bytes + at, length - at, &c);
        char_write(string->data, string->width, i, c);
    }
    return object_ref(string);
}

Ref str_from_text(ThreadState *ts, const char *zero_terminated) ATTACHED {
    return str_from_utf8(ts, zero_terminated, strlen(zero_terminated));
}

Ref str_format(ThreadState *ts, const char *format, ...) ATTACHED {
    char stack[FORMAT_STACK_SIZE];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(stack, sizeof stack, format, arguments);
    va_end(arguments);
    if (length < 0) {
        return raise_memory_error(ts);
    }
    if ((size_t)length < sizeof stack) {
        return str_from_utf8(ts, stack, (size_t)length);
    }
    char *buffer = buffer_new(ts, (size_t)length + 1);
    if (!buffer) {
        return NO_REF;
    }
    va_start(arguments, format);
    vsnprintf(buffer, (size_t)length + 1, format, arguments);
    va_end(arguments);
    Ref result = str_from_utf8(ts, buffer, (size_t)length);
    buffer_free(ts, buffer);
    return result;
}

int utf8_write(char *out, uint32_t c) {
    uint8_t *bytes = (uint8_t *)out;
    if (c < 0x80) {
        bytes[0] = (uint8_t)c;
        return 1;
    }
    if (c < 0x800) {
        bytes[0] = (uint8_t)(0xC0 | c >> 6);
        bytes[1] = (uint8_t)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        bytes[0] = (uint8_t)(0xE0 | c >> 12);
        bytes[1] = (uint8_t)(0x80 | (c >> 6 & 0x3F));
        bytes[2] = (uint8_t)(0x80 | (c & 0x3F));
        return 3;
    }
    bytes[0] = (uint8_t)(0xF0 | c >> 18);
    bytes[1] = (uint8_t)(0x80 | (c >> 12 & 0x3F));
    bytes[2] = (uint8_t)(0x80 | (c >> 6 & 0x3F));
    bytes[3] = (uint8_t)(0x80 | (c & 0x3F));
    return 4;
}

size_t utf8_size(StrView view) {
    size_t size = 0;
    for (int64_t i = 0; i < view.length; i++) {
        uint32_t c = view_read(view, i);
        size += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }
    return size;
}

void utf8_write_view(char *out, StrView view) {
    for (int64_t i = 0; i < view.length; i++) {
        out += utf8_write(out, view_read(view, i));
    }
}

char *str_to_utf8(ThreadState *ts, Value s, size_t *length) ATTACHED {
    StrView view = str_view(s);
    bool is_ascii = str_of(s)->is_ascii;
    size_t size = is_ascii ? (size_t)view.length : utf8_size(view);
    char *buffer = buffer_new(ts, size + 1);
    if (!buffer) {
        return NULL;
    }
    if (is_ascii) {
        memcpy(buffer, view.data, size);
    } else {
        utf8_write_view(buffer, view);
    }
    buffer[size] = '\0';
    if (length) {
        *length = size;
    }
    return buffer;
}
