// Where a traceback underlines more finely: the operator, the brackets, the call within an
// expression.
//
// Text here is some whole lines, joined with newlines; places in it are a line (from 0) and a
// column in bytes.
#ifndef GILT_RUNTIME_BUILTINS_ANCHORS_H
#define GILT_RUNTIME_BUILTINS_ANCHORS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Place {
    uint32_t line;
    size_t column;
} Place;

// From the first place up to, not including, the second.
typedef struct Anchors {
    Place start;
    Place end;
} Anchors;

// Parses `segment` as an expression; if it is a binary operation, a subscript or a call, stores
// the range of its operator, brackets or parentheses and returns true. Everything else is
// underlined as a whole. (CPython's traceback._extract_caret_anchors_from_line_segment.)
bool anchors_find(const char *segment, size_t size, Anchors *anchors);

// Whether a statement is so plain that nothing in it is underlined: `return f(...)` with a
// plain name, or `name = call(...)`, when the call is what stands at `call`. Columns of `call`
// count characters, though the parser's count bytes: CPython compares these.
bool anchors_is_plain_call(const char *statement, size_t size, Anchors call);

#endif
