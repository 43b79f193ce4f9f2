// How many columns text takes in a terminal: wide characters (most Chinese) two, combining ones
// none.
#ifndef GILT_RUNTIME_OBJECTS_STR_WIDTH_H
#define GILT_RUNTIME_OBJECTS_STR_WIDTH_H

#include <stddef.h>

#include "runtime/objects/str.h"

// Columns of one character; 0 for control and combining characters. ANY_THREAD.
int char_columns(uint32_t c);
// Columns of all characters of a view. ANY_THREAD.
int64_t view_columns(StrView view);
// Columns of `size` bytes of UTF-8; a byte that is no part of a character takes one.
// ANY_THREAD.
int64_t utf8_columns(const char *text, size_t size);

#endif
