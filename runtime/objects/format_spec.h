// FormatSpec: the mini-language behind format(value, spec), f"{value:spec}" and str.format.
//
//     [[fill]align][sign][z][#][0][width][grouping][.precision][type]
//
// Strings and numbers share the grammar and the checks that do not depend on the value's type;
// what a sign or a precision means is left to them (number_format.h, str).
#ifndef GILT_RUNTIME_OBJECTS_FORMAT_SPEC_H
#define GILT_RUNTIME_OBJECTS_FORMAT_SPEC_H

#include "vm/base/contract.h"
#include "vm/object/layouts.h"

typedef struct FormatSpec {
    uint32_t fill;            // code point; ' ' if not given
    uint32_t align;           // '<' '>' '^' '='; the default if not given
    uint32_t sign;            // '+' '-' ' ', or 0
    uint32_t grouping;        // ',' or '_', or 0
    uint32_t type;            // code point of the presentation type; the default if not given
    bool is_alternate;        // '#'
    bool drops_negative_zero; // 'z'
    uint8_t group_size;       // digits between separators: 3, or 4 for b o x X
    int64_t width;            // -1: not given
    int64_t precision;        // -1: not given
} FormatSpec;

// Reads the exact Str or subclass instance `spec` for formatting `value`, whose type is only
// named in messages. False with ValueError in CPython's words.
bool format_spec_parse(ThreadState *ts, FormatSpec *out, Value spec, Value value,
                       uint32_t default_type, uint32_t default_align) ATTACHED;

// Raises "Unknown format code 'x' for object of type 'T'"; returns NO_REF.
Ref format_spec_raise_unknown(ThreadState *ts, uint32_t type, Value value) ATTACHED;

// How many fill characters stand before and after a text of `length` characters. '=' counts as
// '>' here.
void format_spec_padding(const FormatSpec *spec, int64_t length, int64_t *before,
                         int64_t *after);

#endif
