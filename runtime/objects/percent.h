// The % operator of str and bytes: printf-like formatting.
#ifndef GILT_RUNTIME_OBJECTS_PERCENT_H
#define GILT_RUNTIME_OBJECTS_PERCENT_H

#include "runtime/objects/str_builder.h"

// Writes `format` % `arguments` to `out`. For bytes the format is Latin-1 text, %s and %b take
// bytes-like values, and every character written is below 256. False with the exception set.
bool percent_format(StrBuilder *out, StrView format, Value arguments,
                    bool is_bytes) ATTACHED RUNS_GUEST;

// One specifier: %(key)-+ #0width.precision conversion.
typedef struct PercentSpec {
    uint32_t conversion;
    int64_t at;        // index of the conversion character in the format
    int64_t width;     // -1: not given
    int64_t precision; // -1: not given
    bool is_left;      // '-'
    bool has_plus;
    bool has_space;
    bool is_alternate; // '#'
    bool has_zeros;
    bool is_bytes; // the operator is that of bytes: some messages differ
} PercentSpec;

// Writes the value of a d i u o x X e E f F g G specifier (percent_number.c).
bool percent_number(StrBuilder *out, const PercentSpec *spec, Value v) ATTACHED RUNS_GUEST;

#endif
