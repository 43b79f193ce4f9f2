// Source: one program text, checked and normalised, with its lines.
//
// Bytes come in; what comes out is valid UTF-8 without a byte order mark or NUL, every line
// ends in "\n" (also the last one, unless the text is empty), and the position of each line is
// known. Files in UTF-8, ASCII and Latin-1 (declared by a coding cookie in the first two lines)
// are read.
//
// Invariant: text[size] is NUL, and line_starts[n] is the offset of line n + 1 for 0 <= n <
// line_count.
#ifndef GILT_COMPILER_SOURCE_H
#define GILT_COMPILER_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "compiler/arena.h"
#include "compiler/diagnostics.h"

// What the text is to be.
typedef enum ParseMode {
    PARSE_MODULE,      // "exec": statements until the end of the text
    PARSE_EXPRESSION,  // "eval": one expression
    PARSE_INTERACTIVE, // "single": what one answer at the prompt may be
} ParseMode;

typedef enum SourceOrigin {
    SOURCE_FILE,   // bytes of a file: a byte order mark and a coding cookie count
    SOURCE_STRING, // text that was already decoded (-c, a prompt, compile(str)): they do not
} SourceOrigin;

typedef struct Source {
    const char *filename; // borrowed; for messages only
    const char *text;     // UTF-8, NUL-terminated, in the arena
    size_t size;          // bytes of text
    const uint32_t *line_starts;
    uint32_t line_count;     // number of "\n" in text
    bool is_missing_newline; // the final "\n" of text was added by us
    SourceOrigin origin;
} Source;

// Fills `source` from `size` bytes (copied into `arena`). `filename` is borrowed for the life
// of the source. False with `out` filled in when the bytes are not a program text: invalid
// UTF-8, a NUL, an unknown encoding, 2 GiB or more, or no memory. O(size).
bool source_init(Source *source, Arena *arena, const char *filename, const char *bytes,
                 size_t size, SourceOrigin origin, Diagnostic *out);

// Returns line `line` (from 1) without its "\n" and stores its size in bytes; borrowed from the
// source. A line that does not exist is empty. O(1); cannot fail.
const char *source_line(const Source *source, uint32_t line, size_t *size);

// Returns the number of characters in the first `column` bytes of line `line`. O(column);
// cannot fail.
uint32_t source_character_column(const Source *source, uint32_t line, uint32_t column);

#endif
