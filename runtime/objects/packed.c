// Numbers as they stand in memory: reading and writing them one at a time.
#include "runtime/objects/packed.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "runtime/objects/bytes.h"
#include "runtime/objects/float.h"
#include "runtime/objects/int.h"
#include "runtime/objects/str.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

PackedFormat packed_format(char code, bool is_native) ANY_THREAD {
    static const struct {
        char code;
        PackedKind kind;
        uint8_t native_size, standard_size; // 0: only native
    } ROWS[] = {
        {'b', PACKED_SIGNED, 1, 1},   {'B', PACKED_UNSIGNED, 1, 1},
        {'h', PACKED_SIGNED, 2, 2},   {'H', PACKED_UNSIGNED, 2, 2},
        {'i', PACKED_SIGNED, 4, 4},   {'I', PACKED_UNSIGNED, 4, 4},
        {'l', PACKED_SIGNED, 8, 4},   {'L', PACKED_UNSIGNED, 8, 4},
        {'q', PACKED_SIGNED, 8, 8},   {'Q', PACKED_UNSIGNED, 8, 8},
        {'n', PACKED_SIGNED, 8, 0},   {'N', PACKED_UNSIGNED, 8, 0},
        {'P', PACKED_UNSIGNED, 8, 0}, {'e', PACKED_FLOAT, 2, 2},
        {'f', PACKED_FLOAT, 4, 4},    {'d', PACKED_FLOAT, 8, 8},
        {'?', PACKED_BOOL, 1, 1},     {'c', PACKED_BYTE, 1, 1},
        {'u', PACKED_CHAR, 4, 0},     {'w', PACKED_CHAR, 4, 0},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        uint8_t size = is_native ? ROWS[i].native_size : ROWS[i].standard_size;
        if (ROWS[i].code == code && size) {
            return (PackedFormat){ROWS[i].kind, code, size, is_native, false};
        }
    }
    return (PackedFormat){PACKED_NONE, code, 0, is_native, false};
}

static uint64_t read_bits(const PackedFormat *format, const uint8_t *at) {
    uint64_t bits = 0;
    for (int i = 0; i < format->size; i++) {
        int from = format->is_big_endian ? i : format->size - 1 - i;
        bits = bits << 8 | at[from];
    }
    return bits;
}

static void write_bits(const PackedFormat *format, uint64_t bits, uint8_t *at) {
    for (int i = 0; i < format->size; i++) {
        int to = format->is_big_endian ? format->size - 1 - i : i;
        at[to] = (uint8_t)bits;
        bits >>= 8;
    }
}

// --- half precision (IEEE 754 binary16) ---

static double half_to_double(uint16_t half) {
    int exponent = half >> 10 & 31;
    int fraction = half & 1023;
    double value = exponent == 31  ? (fraction ? NAN : INFINITY)
                   : exponent == 0 ? ldexp(fraction, -24)
                                   : ldexp(fraction + 1024, exponent - 25);
    return half >> 15 ? -value : value;
}

// Rounds to even; false if d is finite and too large.
static bool double_to_half(double d, uint16_t *half) {
    uint16_t sign = signbit(d) ? 0x8000 : 0;
    d = fabs(d);
    if (isnan(d) || isinf(d)) {
        *half = (uint16_t)(sign | (isnan(d) ? 0x7e00 : 0x7c00));
        return true;
    }
    int exponent;
    frexp(d, &exponent); // d = m * 2**exponent, 0.5 <= m < 1
    int unit = d > 0 && exponent > -14 ? exponent - 11 : -24;
    double steps = nearbyint(ldexp(d, -unit)); // in units of the last place
    if (unit == -24) {
        *half = (uint16_t)(sign | (uint16_t)steps); // subnormal, or carried to the first normal
        return true;
    }
    if (steps == 2048) {
        steps = 1024;
        unit++;
    }
    if (unit > 5) {
        return false;
    }
    *half = (uint16_t)(sign | (unit + 25) << 10 | ((uint16_t)steps & 1023));
    return true;
}

// --- loading ---

static double load_double(const PackedFormat *format, const uint8_t *at) {
    uint64_t bits = read_bits(format, at);
    if (format->size == 2) {
        return half_to_double((uint16_t)bits);
    }
    if (format->size == 4) {
        uint32_t low = (uint32_t)bits;
        float single;
        memcpy(&single, &low, sizeof single);
        return single;
    }
    double d;
    memcpy(&d, &bits, sizeof d);
    return d;
}

Ref packed_load(ThreadState *ts, const PackedFormat *format, const uint8_t *at) ATTACHED {
    switch (format->kind) {
    case PACKED_FLOAT:
        return float_new(ts, load_double(format, at));
    case PACKED_BOOL:
        return owned(value_bool(*at != 0));
    case PACKED_BYTE:
        return bytes_new(ts, at, 1);
    case PACKED_CHAR: {
        uint64_t c = read_bits(format, at);
        if (c > 0x10ffff) {
            return raise_error(ts, EXC_VALUE_ERROR,
                               "character U+%llx is not in range [U+0000; U+10ffff]",
                               (unsigned long long)c);
        }
        return str_from_char(ts, (uint32_t)c);
    }
    case PACKED_UNSIGNED:
        return int_from_u64(ts, read_bits(format, at));
    case PACKED_SIGNED:
    case PACKED_NONE:
        break;
    }
    int unused = 64 - 8 * format->size;
    return int_from_i64(ts, (int64_t)(read_bits(format, at) << unused) >> unused);
}

// --- storing ---

static PackedResult store_int(ThreadState *ts, const PackedFormat *format, Value v,
                              uint8_t *at) ATTACHED RUNS_GUEST {
    Ref index = NO_REF;
    if (!int_is(v)) {
        if (!value_type(ts, v)->slots.to_index) {
            return PACKED_WRONG_TYPE;
        }
        index = value_index(ts, v);
        if (ref_is_null(index)) {
            return PACKED_RAISED;
        }
        v = borrow(index);
    }
    int64_t number;
    uint64_t bits;
    bool fits;
    int unused = 64 - 8 * format->size;
    if (format->kind == PACKED_SIGNED) {
        fits = int_fits_i64(v, &number) &&
               (int64_t)((uint64_t)number << unused) >> unused == number;
        bits = fits ? (uint64_t)number : 0;
    } else {
        fits = int_to_u64(v, &bits) && bits << unused >> unused == bits;
    }
    ref_drop(ts, index);
    if (!fits) {
        return PACKED_OUT_OF_RANGE;
    }
    write_bits(format, bits, at);
    return PACKED_OK;
}

static PackedResult store_float(ThreadState *ts, const PackedFormat *format, Value v,
                                uint8_t *at) ATTACHED RUNS_GUEST {
    double d;
    if (!value_to_float(ts, v, &d)) {
        if (!error_matches(ts, EXC_TYPE_ERROR)) {
            return PACKED_RAISED;
        }
        error_clear(ts);
        return PACKED_WRONG_TYPE;
    }
    uint64_t bits = 0;
    if (format->size == 8) {
        memcpy(&bits, &d, sizeof bits);
    } else if (format->size == 4) {
        float single = (float)d;
        uint32_t low;
        memcpy(&low, &single, sizeof low);
        bits = low;
        if (isinf(single) && isfinite(d) && !format->is_native) {
            raise_error(ts, EXC_OVERFLOW_ERROR, "float too large to pack with f format");
            return PACKED_RAISED;
        }
    } else {
        uint16_t half;
        if (!double_to_half(d, &half)) {
            raise_error(ts, EXC_OVERFLOW_ERROR, "float too large to pack with e format");
            return PACKED_RAISED;
        }
        bits = half;
    }
    write_bits(format, bits, at);
    return PACKED_OK;
}

static PackedResult store_byte(ThreadState *ts, Value v, uint8_t *at) ATTACHED {
    if (!value_has_layout(ts, v, KIND_BYTES) || bytes_of(v)->length != 1) {
        return PACKED_WRONG_TYPE;
    }
    *at = bytes_of(v)->data[0];
    return PACKED_OK;
}

PackedResult packed_store(ThreadState *ts, const PackedFormat *format, Value v,
                          uint8_t *at) ATTACHED RUNS_GUEST {
    switch (format->kind) {
    case PACKED_FLOAT:
        return store_float(ts, format, v, at);
    case PACKED_BYTE:
        return store_byte(ts, v, at);
    case PACKED_BOOL: {
        int is_true = value_truth(ts, v);
        if (is_true < 0) {
            return PACKED_RAISED;
        }
        *at = (uint8_t)is_true;
        return PACKED_OK;
    }
    case PACKED_CHAR: {
        if (!value_has_layout(ts, v, KIND_STR) || str_length(v) != 1) {
            return PACKED_WRONG_TYPE;
        }
        write_bits(format, str_read(v, 0), at);
        return PACKED_OK;
    }
    case PACKED_SIGNED:
    case PACKED_UNSIGNED:
    case PACKED_NONE:
        break;
    }
    return store_int(ts, format, v, at);
}

void packed_limits(const PackedFormat *format, char lowest[24], char highest[24]) {
    uint64_t all = ~(uint64_t)0 >> (64 - 8 * format->size);
    if (format->kind == PACKED_SIGNED) {
        snprintf(lowest, 24, "-%llu", (unsigned long long)(all / 2 + 1));
        snprintf(highest, 24, "%llu", (unsigned long long)(all / 2));
    } else {
        snprintf(lowest, 24, "0");
        snprintf(highest, 24, "%llu", (unsigned long long)all);
    }
}
