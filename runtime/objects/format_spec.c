// The parser of format specifications (format_spec.h has the grammar). Every check stands in
// the order CPython makes it in, so that of two mistakes the same one is reported.
#include "runtime/objects/format_spec.h"

#include "runtime/objects/str.h"
#include "runtime/objects/unicode.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"

// A place in the text of the specification.
typedef struct Cursor {
    const Str *text;
    int64_t position;
} Cursor;

// The character at `offset` from here; 0 behind the end. (A NUL in the text is no character of
// the grammar either, and is still counted as one that remains.)
static uint32_t peek(const Cursor *cursor, int64_t offset) {
    int64_t index = cursor->position + offset;
    const Str *text = cursor->text;
    if (index >= text->length) {
        return 0;
    }
    return char_read(text->data, text->width, index);
}

static bool take(Cursor *cursor, uint32_t c) {
    if (peek(cursor, 0) != c || cursor->position >= cursor->text->length) {
        return false;
    }
    cursor->position++;
    return true;
}

static bool is_align(uint32_t c) {
    return c == '<' || c == '>' || c == '=' || c == '^';
}

// Reads digits into *out and leaves it alone if there are none; false with ValueError when the
// number is too large.
static bool read_number(ThreadState *ts, Cursor *cursor, int64_t *out) ATTACHED {
    int64_t number = 0;
    bool has_digits = false;
    for (;; cursor->position++) {
        int digit = unicode_decimal_value(peek(cursor, 0));
        if (digit < 0) {
            break;
        }
        if (number > (INT64_MAX - digit) / 10) {
            raise_error(ts, EXC_VALUE_ERROR, "Too many decimal digits in format string");
            return false;
        }
        number = number * 10 + digit;
        has_digits = true;
    }
    if (has_digits) {
        *out = number;
    }
    return true;
}

// Fill, alignment, sign and the flags before the width.
static void read_flags(Cursor *cursor, FormatSpec *out, uint32_t default_align) {
    bool has_align = false;
    bool has_fill = false;
    if (is_align(peek(cursor, 1))) {
        out->fill = peek(cursor, 0);
        out->align = peek(cursor, 1);
        has_fill = has_align = true;
        cursor->position += 2;
    } else if (is_align(peek(cursor, 0))) {
        out->align = peek(cursor, 0);
        has_align = true;
        cursor->position++;
    }
    uint32_t c = peek(cursor, 0);
    if (c == '+' || c == '-' || c == ' ') {
        out->sign = c;
        cursor->position++;
    }
    out->drops_negative_zero = take(cursor, 'z');
    out->is_alternate = take(cursor, '#');
    if (!has_fill && take(cursor, '0')) {
        out->fill = '0';
        if (!has_align && default_align == '>') {
            out->align = '=';
        }
    }
}

static bool read_grouping(ThreadState *ts, Cursor *cursor, FormatSpec *out) ATTACHED {
    if (take(cursor, ',')) {
        out->grouping = ',';
    }
    bool has_both = false;
    if (take(cursor, '_')) {
        has_both = out->grouping == ',';
        out->grouping = '_';
    }
    if (has_both || (out->grouping == '_' && peek(cursor, 0) == ',')) {
        raise_error(ts, EXC_VALUE_ERROR, "Cannot specify both ',' and '_'.");
        return false;
    }
    return true;
}

static bool check_grouping(ThreadState *ts, FormatSpec *out) ATTACHED {
    switch (out->type) {
    case 'd':
    case 'e':
    case 'f':
    case 'g':
    case 'E':
    case 'G':
    case '%':
    case 'F':
    case 0:
        return true;
    case 'b':
    case 'o':
    case 'x':
    case 'X':
        if (out->grouping == '_') {
            out->group_size = 4;
            return true;
        }
        break;
    default:
        break;
    }
    if (out->type > 32 && out->type < 128) {
        raise_error(ts, EXC_VALUE_ERROR, "Cannot specify '%c' with '%c'.", (int)out->grouping,
                    (int)out->type);
    } else {
        raise_error(ts, EXC_VALUE_ERROR, "Cannot specify '%c' with '\\x%x'.",
                    (int)out->grouping, (unsigned)out->type);
    }
    return false;
}

static bool raise_invalid(ThreadState *ts, Value spec, Value value) ATTACHED {
    char *text = str_to_utf8(ts, spec, NULL);
    if (text) {
        raise_error(ts, EXC_VALUE_ERROR,
                    "Invalid format specifier '%s' for object of type '%.200s'", text,
                    value_type_name(ts, value));
        buffer_free(ts, text);
    }
    return false;
}

bool format_spec_parse(ThreadState *ts, FormatSpec *out, Value spec, Value value,
                       uint32_t default_type, uint32_t default_align) {
    Cursor cursor = {(const Str *)value_object(spec), 0};
    *out = (FormatSpec){.fill = ' ',
                        .align = default_align,
                        .type = default_type,
                        .group_size = 3,
                        .width = -1,
                        .precision = -1};
    read_flags(&cursor, out, default_align);
    if (!read_number(ts, &cursor, &out->width) || !read_grouping(ts, &cursor, out)) {
        return false;
    }
    if (take(&cursor, '.')) {
        if (!read_number(ts, &cursor, &out->precision)) {
            return false;
        }
        if (out->precision < 0) {
            raise_error(ts, EXC_VALUE_ERROR, "Format specifier missing precision");
            return false;
        }
    }
    int64_t remaining = cursor.text->length - cursor.position;
    if (remaining > 1) {
        return raise_invalid(ts, spec, value);
    }
    if (remaining == 1) {
        out->type = peek(&cursor, 0);
    }
    return !out->grouping || check_grouping(ts, out);
}

Ref format_spec_raise_unknown(ThreadState *ts, uint32_t type, Value value) {
    const char *name = value_type_name(ts, value);
    if (type > 32 && type < 128) {
        return raise_error(ts, EXC_VALUE_ERROR,
                           "Unknown format code '%c' for object of type '%.200s'", (int)type,
                           name);
    }
    return raise_error(ts, EXC_VALUE_ERROR,
                       "Unknown format code '\\x%x' for object of type '%.200s'",
                       (unsigned)type, name);
}

void format_spec_padding(const FormatSpec *spec, int64_t length, int64_t *before,
                         int64_t *after) {
    int64_t fill = spec->width > length ? spec->width - length : 0;
    *before = spec->align == '<' ? 0 : spec->align == '^' ? fill / 2 : fill;
    *after = fill - *before;
}
