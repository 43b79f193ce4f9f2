// Where a traceback underlines more finely: the operator, the brackets, the call within an
// expression.
#ifndef GILT_RUNTIME_BUILTINS_ANCHORS_H
#define GILT_RUNTIME_BUILTINS_ANCHORS_H

#include <stdbool.h>
#include <stddef.h>

// Parses `segment`, one line of source, as an expression; if it is a binary operation, a
// subscript or a call, stores the range of its operator, brackets or parentheses (bytes) and
// returns true. Everything else is underlined as a whole. (CPython's
// traceback._extract_caret_anchors_from_line_segment.)
bool anchors_find(const char *segment, size_t size, size_t *start, size_t *end);

// Whether a statement is so plain that nothing in it is underlined: `return f(...)` with a
// plain name, or `target = call(...)`. `statement` is the line without its indentation, `start`
// where the call begins, `size` where line and call end.
bool anchors_is_plain_call(const char *statement, size_t start, size_t size);

#endif
