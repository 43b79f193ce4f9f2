// Strings as the rest of the object library uses them.
//
// What the VM needs (str_from_utf8, str_intern, str_concatenate, ...) stands in
// vm/needs_runtime.h; this page adds reading and making them character by character.
//
// A function that takes a Str wants a value with the layout of str: an exact str or an instance
// of a subclass. Results are exact strs.
#ifndef GILT_RUNTIME_OBJECTS_STR_H
#define GILT_RUNTIME_OBJECTS_STR_H

#include "vm/needs_runtime.h"
#include "vm/object/layouts.h"

#define STR_MAX_CHAR 0x10FFFFu

// A run of characters somewhere in memory: all of a Str, or a part of one. Valid as long as
// the Str it points into. Two words, so that it travels in registers.
typedef struct StrView {
    const void *data;
    int64_t length : 56; // in characters
    uint64_t width : 8;  // bytes of a character: 1, 2 or 4
} StrView;

// The Str behind a value that has its layout.
static inline const Str *str_of(Value s) {
    return (const Str *)value_object(s);
}

static inline int64_t str_length(Value s) {
    return str_of(s)->length;
}

// The characters of a string, borrowed from it.
static inline StrView str_view(Value s) {
    const Str *str = str_of(s);
    return (StrView){str->data, str->length, str->width};
}

// Character i of an array of characters of `width` bytes.
static inline uint32_t char_read(const void *data, uint8_t width, int64_t i) {
    return width == 1   ? ((const uint8_t *)data)[i]
           : width == 2 ? ((const uint16_t *)data)[i]
                        : ((const uint32_t *)data)[i];
}

// Writes character i; it fits into `width` bytes.
static inline void char_write(void *data, uint8_t width, int64_t i, uint32_t c) {
    if (width == 1) {
        ((uint8_t *)data)[i] = (uint8_t)c;
    } else if (width == 2) {
        ((uint16_t *)data)[i] = (uint16_t)c;
    } else {
        ((uint32_t *)data)[i] = c;
    }
}

// Character i; the index is in range.
static inline uint32_t str_read(Value s, int64_t i) {
    return char_read(str_of(s)->data, str_of(s)->width, i);
}

static inline uint32_t view_read(StrView view, int64_t i) {
    return char_read(view.data, view.width, i);
}

// Characters start .. end of a view; the range is inside it.
static inline StrView view_part(StrView view, int64_t start, int64_t end) {
    return (StrView){(const uint8_t *)view.data + start * view.width, end - start, view.width};
}

// Bytes per character that hold `max_char`.
static inline uint8_t str_width_for(uint32_t max_char) {
    return max_char < 0x100 ? 1 : max_char < 0x10000 ? 2 : 4;
}

// A bound on the characters of an array: 0x7F, 0xFF, 0xFFFF or 0x10FFFF, the smallest that
// holds.
uint32_t chars_bound(const void *data, uint8_t width, int64_t length);
// Copies characters between arrays of different widths; they must fit the target's.
void chars_copy(void *to, uint8_t to_width, const void *from, uint8_t from_width,
                int64_t length);
// The bound of a whole Str, without looking at its characters.
static inline uint32_t str_bound(Value s) {
    const Str *str = str_of(s);
    return str->is_ascii     ? 0x7F
           : str->width == 1 ? 0xFF
           : str->width == 2 ? 0xFFFF
                             : STR_MAX_CHAR;
}

// A new string of `length` characters wide enough for max_char, undefined but for the zero
// behind them; owned by the caller, who fills it before anybody else sees it. max_char must be
// exact to the bound (chars_bound): it decides width and is_ascii. Null with MemoryError set.
Str *str_allocate(ThreadState *ts, int64_t length, uint32_t max_char) ATTACHED;

// The empty string: immortal, not counted.
Ref str_empty(ThreadState *ts) ATTACHED;
// The string of one character; those below U+0100 exist once and are immortal.
Ref str_from_char(ThreadState *ts, uint32_t c) ATTACHED;
// A string of these characters, narrowed as far as they allow. MemoryError.
Ref str_from_view(ThreadState *ts, StrView view) ATTACHED;
Ref str_from_chars(ThreadState *ts, const uint32_t *chars, int64_t length) ATTACHED;
Ref str_from_latin1(ThreadState *ts, const void *bytes, int64_t length) ATTACHED;
Ref str_from_ascii(ThreadState *ts, const void *bytes, int64_t length) ATTACHED;
// Characters start .. end of s; the range is inside it. All of an exact str is the str itself.
Ref str_slice(ThreadState *ts, Value s, int64_t start, int64_t end) ATTACHED;
// A new reference to s as an exact str: itself, or a copy for an instance of a subclass.
Ref str_exact(ThreadState *ts, Value s) ATTACHED;
// s repeated; a count below 1 gives the empty string. MemoryError, also when it would be too
// long.
Ref str_repeat(ThreadState *ts, Value s, int64_t count) ATTACHED;

// Below zero, zero or above, in code point order.
int str_order(Value a, Value b) ANY_THREAD;
// Whether s is the ASCII text.
bool str_equal_text(Value s, const char *text) ANY_THREAD;
// A 64-bit hash of `size` bytes, never -1; bytes and str share it.
int64_t text_hash(const void *data, size_t size) ANY_THREAD;

// Turns start and end arguments (NO_VALUE, None, or anything with __index__) into a range
// 0 <= *start, *end <= length as slices do; *start may be above *end. False with TypeError set.
bool text_range(ThreadState *ts, Value start_argument, Value end_argument, int64_t length,
                int64_t *start, int64_t *end) ATTACHED RUNS_GUEST;

// repr(s): quoted and escaped.
Ref str_repr(ThreadState *ts, Value s) ATTACHED;
// repr as ASCII: ascii(v) of the repr string `s`.
Ref str_escape_non_ascii(ThreadState *ts, Value s) ATTACHED;
// iter(s).
Ref str_iterate(ThreadState *ts, Value s) ATTACHED;

// --- UTF-8, ASCII only where it says so ---

// UTF-8 of a Str that is ASCII is its own data; otherwise null. Zero-terminated, valid while s
// lives.
static inline const char *str_ascii_data(Value s) {
    return str_of(s)->is_ascii ? (const char *)str_of(s)->data : NULL;
}

// Writes c as UTF-8 (1 to 4 bytes, surrogates as three) and returns the number of bytes.
int utf8_write(char *out, uint32_t c) ANY_THREAD;
// Bytes of a view in UTF-8, and the writing of them; `out` has room for that many.
size_t utf8_size(StrView view) ANY_THREAD;
void utf8_write_view(char *out, StrView view) ANY_THREAD;

// --- Parts of the type that have files of their own ---

// s % arguments.
Ref str_percent(ThreadState *ts, Value format, Value arguments) ATTACHED RUNS_GUEST;
// format(s, spec).
Ref str_format_spec(ThreadState *ts, Value self, Value spec) ATTACHED RUNS_GUEST;
// separator.join(iterable).
Ref str_join(ThreadState *ts, Value separator, Value iterable) ATTACHED RUNS_GUEST;

#endif
