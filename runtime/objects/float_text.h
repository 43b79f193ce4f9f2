// Floats to and from text.
#ifndef GILT_RUNTIME_OBJECTS_FLOAT_TEXT_H
#define GILT_RUNTIME_OBJECTS_FLOAT_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "vm/needs_runtime.h"

// Room for the longest repr, "-2.2250738585072014e-308", and more.
#define FLOAT_REPR_SIZE 40

// The shortest digits that read back as |d|, which is finite and not zero. Writes 1 to 17
// characters, zero-terminated and without trailing zeros, and where the point stands: d =
// 0.DIGITS
// * 10**point. Returns their number.
int float_shortest_digits(double d, char digits[20], int *point) ANY_THREAD;

// d, not negative, with so many digits behind the point, as printf's "%.*f"; with has_point it
// ends in a point if there are none. Returns the length; 0 if the number is too large for this
// way, which is quicker than the C library's. Room for 24 + digits.
size_t float_fixed_text(double d, int digits, bool has_point, char *out) ANY_THREAD;
// The double nearest to the decimal above. False as above.
bool float_round_quickly(double d, int digits, double *out) ANY_THREAD;

// repr(d); returns the length. `always_point` adds ".0" to whole numbers (complex does not).
size_t float_repr_text(double d, bool always_point, char out[FLOAT_REPR_SIZE]) ANY_THREAD;
Ref float_repr(ThreadState *ts, double d) ATTACHED;

// float(s) for a Str. ValueError in CPython's words.
Ref float_from_str(ThreadState *ts, Value s) ATTACHED;
// The same for bytes that belong to `source`, which is shown in the message.
Ref float_from_byte_text(ThreadState *ts, Value source, const uint8_t *data,
                         int64_t length) ATTACHED RUNS_GUEST;

// Reads a float as far as it goes: [sign] digits [. digits] [e [sign] digits], inf, infinity,
// nan. *end is behind it, or `text` itself if there is none. Zero-terminated ASCII without
// underscores.
double float_parse(const char *text, const char **end) ANY_THREAD;

// float.hex() and float.fromhex().
Ref float_to_hex(ThreadState *ts, double d) ATTACHED;
// ValueError, OverflowError.
bool float_from_hex(ThreadState *ts, const char *text, size_t length, double *out) ATTACHED;

#endif
