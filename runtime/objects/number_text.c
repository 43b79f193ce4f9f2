// Reading the text of a number: digits of every script, white space, underscores.
// The invariant of a NumberText: its characters are ASCII, so that parsers look at bytes only.
#include "runtime/objects/number_text.h"

#include <string.h>

#include "runtime/objects/str.h"
#include "runtime/objects/unicode.h"
#include "vm/object/heap.h"

static char ascii_of(uint32_t c) {
    if (c < 128) {
        bool is_space = (c >= 9 && c <= 13) || (c >= 0x1C && c <= 0x1F);
        return is_space ? ' ' : (char)c;
    }
    if (unicode_is_space(c)) {
        return ' ';
    }
    int digit = unicode_decimal_value(c);
    return digit >= 0 ? (char)('0' + digit) : '?';
}

// Room for `length` characters.
static bool prepare(ThreadState *ts, NumberText *out, int64_t length) ATTACHED {
    out->buffer = NULL;
    out->text = out->storage;
    if (length >= NUMBER_TEXT_INLINE) {
        out->buffer = buffer_new(ts, (size_t)length + 1);
        if (!out->buffer) {
            return false;
        }
        out->text = out->buffer;
    }
    return true;
}

// Cuts the white space and terminates the text.
static void trim(NumberText *out, int64_t length) {
    while (length > 0 && out->text[length - 1] == ' ') {
        length--;
    }
    out->text[length] = '\0';
    while (length > 0 && *out->text == ' ') {
        out->text++;
        length--;
    }
    out->length = length;
}

bool number_text_from_str(ThreadState *ts, NumberText *out, Value s) {
    int64_t length = str_length(s);
    if (!prepare(ts, out, length)) {
        return false;
    }
    for (int64_t i = 0; i < length; i++) {
        out->text[i] = ascii_of(str_read(s, i));
    }
    trim(out, length);
    return true;
}

bool number_text_from_bytes(ThreadState *ts, NumberText *out, const uint8_t *data,
                            int64_t length) {
    if (!prepare(ts, out, length)) {
        return false;
    }
    for (int64_t i = 0; i < length; i++) {
        // Bytes have only the white space of C.
        bool is_separator = data[i] >= 0x1C && data[i] <= 0x1F;
        out->text[i] = is_separator || data[i] >= 128 ? '?' : ascii_of(data[i]);
    }
    trim(out, length);
    return true;
}

void number_text_done(ThreadState *ts, NumberText *text) {
    buffer_free(ts, text->buffer);
}

int64_t number_drop_underscores(char *out, const char *text, int64_t length) {
    char previous = '\0';
    int64_t n = 0;
    for (int64_t i = 0; i < length; i++) {
        char c = text[i];
        bool is_after_digit = previous >= '0' && previous <= '9';
        bool is_digit = c >= '0' && c <= '9';
        if ((c == '_' && !is_after_digit) || (previous == '_' && !is_digit)) {
            return -1;
        }
        if (c != '_') {
            out[n++] = c;
        }
        previous = c;
    }
    out[n] = '\0';
    return previous == '_' ? -1 : n;
}
