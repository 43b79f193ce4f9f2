// What Unicode says about single characters, as CPython 3.13 (Unicode 15.1) does.
//
// Any number up to U+10FFFF may be asked about, surrogates included. Every function here may be
// called from any thread and cannot fail.
#ifndef GILT_RUNTIME_OBJECTS_UNICODE_H
#define GILT_RUNTIME_OBJECTS_UNICODE_H

#include <stdbool.h>
#include <stdint.h>

// The most characters that one becomes when its case changes.
#define UNICODE_EXPANSION_MAX 3

// str.isalpha, isspace, ... for one character.
bool unicode_is_alpha(uint32_t c);
bool unicode_is_space_beyond_ascii(uint32_t c);
static inline bool unicode_is_space(uint32_t c) {
    return c < 0x80 ? c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1C && c <= 0x1F)
                    : unicode_is_space_beyond_ascii(c);
}
bool unicode_is_decimal(uint32_t c);
bool unicode_is_digit(uint32_t c);
bool unicode_is_numeric(uint32_t c);
bool unicode_is_printable(uint32_t c);
// The properties Lowercase, Uppercase and the category Lt.
bool unicode_is_lower(uint32_t c);
bool unicode_is_upper(uint32_t c);
bool unicode_is_title(uint32_t c);
// Any of the three.
bool unicode_is_cased(uint32_t c);
// Whether str.lower looks through c when it decides about a final sigma.
bool unicode_is_case_ignorable(uint32_t c);
// XID_Start (and '_'), XID_Continue.
bool unicode_is_identifier_start(uint32_t c);
bool unicode_is_identifier_continue(uint32_t c);
// Whether str.splitlines ends a line at c, for any c; and the same, quicker for what is usual.
bool unicode_ends_line(uint32_t c);
static inline bool unicode_is_line_break(uint32_t c) {
    return (c < 0x20 || c >= 0x7F) && unicode_ends_line(c);
}

// The value of a decimal digit in any script (category Nd), or -1.
int unicode_decimal_value(uint32_t c);

// Full case mapping: writes up to three characters and returns how many.
int unicode_to_lower(uint32_t c, uint32_t out[UNICODE_EXPANSION_MAX]);
int unicode_to_upper(uint32_t c, uint32_t out[UNICODE_EXPANSION_MAX]);
int unicode_to_title(uint32_t c, uint32_t out[UNICODE_EXPANSION_MAX]);
int unicode_to_folded(uint32_t c, uint32_t out[UNICODE_EXPANSION_MAX]);

#endif
