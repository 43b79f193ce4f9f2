// Unicode properties the front end asks about, over utf8proc's tables.
#ifndef GILT_COMPILER_UNICODE_H
#define GILT_COMPILER_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// True if an identifier may start with `c` (XID_Start or "_"). Cannot fail.
bool unicode_is_name_start(int32_t c);

// True if an identifier may hold `c` (XID_Continue). Cannot fail.
bool unicode_is_name_part(int32_t c);

// True if Python's repr shows `c` itself and not an escape (str.isprintable). Cannot fail.
bool lexer_is_printable(int32_t c);

// Writes `c` (any code point, also a surrogate) as UTF-8 to `out`, which has room for 4 bytes,
// and returns the size. Cannot fail.
size_t unicode_encode(int32_t c, char *out);

#endif
