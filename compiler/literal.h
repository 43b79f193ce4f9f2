// Literals: from the text of number and string tokens to the constants they stand for.
#ifndef GILT_COMPILER_LITERAL_H
#define GILT_COMPILER_LITERAL_H

#include <stdbool.h>
#include <stddef.h>

#include "compiler/arena.h"
#include "compiler/ast.h"

// CPython's sys.int_info.default_max_str_digits: longer decimal literals are refused.
#define LITERAL_DECIMAL_DIGITS_MAX 4300

typedef enum LiteralStatus {
    LITERAL_OK,
    LITERAL_NO_MEMORY,
    LITERAL_ERROR, // with a message
} LiteralStatus;

#define LITERAL_MESSAGE_SIZE 256

// Reads a number token (which the lexer has checked) into `constant`; digits of a large
// integer are copied to `arena`. LITERAL_ERROR when a decimal integer is too long. O(size).
LiteralStatus literal_read_number(Arena *arena, const char *text, size_t size,
                                  Literal *constant, char message[LITERAL_MESSAGE_SIZE]);

// What a string token's prefix and quotes say.
typedef struct StringShape {
    size_t prefix_size; // letters before the quotes
    size_t quote_size;  // 1 or 3
    bool is_raw;
    bool is_bytes;
    bool is_unicode; // u"..."
    bool is_format;  // f"..."
} StringShape;

// Reads the prefix and the quotes at the start of a string token. Cannot fail.
StringShape literal_read_shape(const char *text, size_t size);

// The text between the quotes (or a part of an f-string), to be decoded.
typedef struct StringText {
    const char *bytes;
    size_t size;
    bool is_raw;
    bool is_bytes;
    bool is_before_brace; // of an f-string: a last backslash stands for itself
} StringText;

// Decodes escapes of `text` to `out`, which has room for text.size bytes, and stores the size.
// `warning` receives a message about the first escape Python does not know (in `arena`), else
// null. LITERAL_ERROR with CPython's words when an escape is malformed. O(size).
LiteralStatus literal_decode(Arena *arena, StringText text, char *out, size_t *size,
                             const char **warning, char message[LITERAL_MESSAGE_SIZE]);

#endif
