// Floats to and from text.
//
// repr gives the shortest decimal that reads back as the same double. Up to 15 significant
// digits there is at most one such decimal, and most numbers in programs have it: it is found
// by scaling with an exact power of ten and checking the quotient, which one division rounds
// correctly. Everything else asks the C library for 15, 16, 17 digits and takes the first that
// strtod reads back, or at a power of two the one above it. (glibc prints and reads exactly
// rounded; LC_NUMERIC is never set.)
#include "runtime/objects/float_text.h"

#include <ctype.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/objects/float.h"
#include "runtime/objects/number_text.h"
#include "runtime/objects/str.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// --- To text ---

// Powers of ten that are exact doubles.
static const double POWERS_OF_TEN[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                       1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                       1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

// Writes the digits of a whole number without trailing zeros; returns how many. *length is
// their number with them.
static int write_digits(uint64_t number, char *out, int *length) {
    char reversed[20];
    int n = 0;
    do {
        reversed[n++] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    *length = n;
    for (int i = 0; i < n; i++) {
        out[i] = reversed[n - 1 - i];
    }
    while (n > 1 && out[n - 1] == '0') {
        n--;
    }
    out[n] = '\0';
    return n;
}

// The way for numbers with few decimals: 0 if this one is none.
static int short_digits(double magnitude, char *digits, int *point) {
    if (magnitude >= 1e15 || magnitude < 1e-5) {
        return 0;
    }
    for (int scale = 0; scale < 20; scale++) {
        double whole = nearbyint(magnitude * POWERS_OF_TEN[scale]);
        if (whole >= 1e15) {
            return 0;
        }
        if (whole / POWERS_OF_TEN[scale] == magnitude) {
            int length;
            int n = write_digits((uint64_t)whole, digits, &length);
            *point = length - scale;
            return n;
        }
    }
    return 0;
}

static bool is_power_of_two(double magnitude) {
    int exponent;
    return frexp(magnitude, &exponent) == 0.5;
}

// Below a power of two the doubles are twice as close as above it, so the nearest decimal of
// some length may fail where the next one up is still good: then it is put into `text`.
static bool reads_back_above(char *text, double magnitude) {
    char above[32];
    strcpy(above, text);
    char *last = strchr(above, 'e') - 1;
    if (*last == '9') {
        return false; // the next one up has fewer digits, and was tried before
    }
    ++*last;
    if (strtod(above, NULL) != magnitude) {
        return false;
    }
    strcpy(text, above);
    return true;
}

int float_shortest_digits(double d, char digits[20], int *point) {
    double magnitude = fabs(d);
    int n = short_digits(magnitude, digits, point);
    if (n > 0) {
        return n;
    }
    // A subnormal has fewer significant bits, so that fewer digits may be enough.
    char text[32];
    for (int count = magnitude < DBL_MIN ? 1 : 15;; count++) {
        snprintf(text, sizeof text, "%.*e", count - 1, magnitude);
        if (count >= 17 || strtod(text, NULL) == magnitude ||
            (is_power_of_two(magnitude) && reads_back_above(text, magnitude))) {
            break;
        }
    }
    char *exponent = strchr(text, 'e');
    *point = atoi(exponent + 1) + 1;
    n = 0;
    for (const char *c = text; c < exponent; c++) {
        if (*c != '.') {
            digits[n++] = *c;
        }
    }
    while (n > 1 && digits[n - 1] == '0') {
        n--;
    }
    digits[n] = '\0';
    return n;
}

#define SCALE_DIGITS_MAX 19 // 10**19 has 64 bits

// d * 10**digits, rounded exactly to a whole number, halves to the even one. d is not negative.
// False if that is too large.
static bool scale_exactly(double d, int digits, uint64_t *out) {
    if (digits > SCALE_DIGITS_MAX || !(d < 0x1p63)) {
        return false;
    }
    int exponent;
    uint64_t mantissa = (uint64_t)ldexp(frexp(d, &exponent), DBL_MANT_DIG);
    exponent -= DBL_MANT_DIG; // now d = mantissa * 2**exponent
    uint64_t power = 1;
    for (int i = 0; i < digits; i++) {
        power *= 10;
    }
    // At most 53 + 64 bits, 10 more for whole numbers.
    unsigned __int128 product = (unsigned __int128)mantissa * power;
    if (exponent >= 0) {
        product <<= exponent;
    } else if (exponent < -(DBL_MANT_DIG + 64)) {
        product = 0; // below a half
    } else {
        unsigned __int128 half = (unsigned __int128)1 << (-exponent - 1);
        unsigned __int128 rest = product & (2 * half - 1);
        product >>= -exponent;
        product += rest > half || (rest == half && product % 2);
    }
    *out = (uint64_t)product;
    return product <= INT64_MAX;
}

size_t float_fixed_text(double d, int digits, bool has_point, char *out) {
    uint64_t rest;
    if (!scale_exactly(d, digits, &rest)) {
        return 0;
    }
    char reversed[24];
    int n = 0;
    for (; rest || n <= digits; rest /= 10) {
        reversed[n++] = (char)('0' + rest % 10);
    }
    char *next = out;
    while (n-- > 0) {
        *next++ = reversed[n];
        if (n == digits && (digits || has_point)) {
            *next++ = '.';
        }
    }
    *next = '\0';
    return (size_t)(next - out);
}

bool float_round_quickly(double d, int digits, double *out) {
    uint64_t scaled;
    if (!scale_exactly(fabs(d), digits, &scaled) || scaled > (uint64_t)1 << DBL_MANT_DIG) {
        return false;
    }
    // Both are exact, so that the quotient is rounded only once.
    *out = copysign((double)scaled / POWERS_OF_TEN[digits], d);
    return true;
}

size_t float_repr_text(double d, bool always_point, char out[FLOAT_REPR_SIZE]) {
    char *start = out;
    if (isnan(d)) {
        memcpy(out, "nan", 4);
        return 3;
    }
    if (signbit(d)) {
        *out++ = '-';
    }
    const char *whole = isinf(d) ? "inf" : d == 0 ? (always_point ? "0.0" : "0") : NULL;
    if (whole) {
        size_t length = strlen(whole);
        memcpy(out, whole, length + 1);
        return (size_t)(out - start) + length;
    }
    char digits[20];
    int point;
    int n = float_shortest_digits(d, digits, &point);
    if (point > 16 || point < -3) {
        *out++ = digits[0];
        if (n > 1) {
            *out++ = '.';
            memcpy(out, digits + 1, (size_t)n - 1);
            out += n - 1;
        }
        out += sprintf(out, "e%+03d", point - 1);
        return (size_t)(out - start);
    }
    if (point <= 0) {
        memcpy(out, "0.", 2);
        memset(out + 2, '0', (size_t)-point);
        out += 2 - point;
        memcpy(out, digits, (size_t)n + 1);
        return (size_t)(out - start) + (size_t)n;
    }
    int before = n < point ? n : point;
    memcpy(out, digits, (size_t)before);
    memset(out + before, '0', (size_t)(point - before));
    out += point;
    if (n > point) {
        *out++ = '.';
        memcpy(out, digits + point, (size_t)(n - point));
        out += n - point;
    } else if (always_point) {
        memcpy(out, ".0", 2);
        out += 2;
    }
    *out = '\0';
    return (size_t)(out - start);
}

Ref float_repr(ThreadState *ts, double d) {
    char text[FLOAT_REPR_SIZE];
    size_t length = float_repr_text(d, true, text);
    return str_from_ascii(ts, text, (int64_t)length);
}

Ref float_to_hex(ThreadState *ts, double d) {
    if (!isfinite(d)) {
        return float_repr(ts, d);
    }
    char text[FLOAT_REPR_SIZE];
    int length = d == 0 ? snprintf(text, sizeof text, "%s0x0.0p+0", signbit(d) ? "-" : "")
                        : snprintf(text, sizeof text, "%.13a", d);
    return str_from_ascii(ts, text, length);
}

// --- From text ---

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Whether `text` starts with the lower case word, in any case; then *end is behind it.
static bool starts_with(const char *text, const char *word, const char **end) {
    for (; *word; text++, word++) {
        if ((*text | 0x20) != *word) {
            return false;
        }
    }
    *end = text;
    return true;
}

// "inf", "infinity", "nan" after an optional sign.
static bool parse_special(const char *text, const char **end, double *out) {
    bool is_negative = *text == '-';
    if (*text == '-' || *text == '+') {
        text++;
    }
    double value = HUGE_VAL;
    if (starts_with(text, "nan", end)) {
        value = NAN;
    } else if (!starts_with(text, "infinity", end) && !starts_with(text, "inf", end)) {
        return false;
    }
    *out = is_negative ? -value : value;
    return true;
}

double float_parse(const char *text, const char **end) {
    double special;
    if (parse_special(text, end, &special)) {
        return special;
    }
    *end = text;
    const char *c = text;
    if (*c == '-' || *c == '+') {
        c++;
    }
    const char *digits = c;
    int n = 0;
    for (; is_digit(*c); c++, n++) {
    }
    if (*c == '.') {
        for (c++; is_digit(*c); c++, n++) {
        }
    }
    if (n == 0) {
        return 0.0;
    }
    *end = c;
    if ((*c | 0x20) == 'e') {
        c++;
        if (*c == '-' || *c == '+') {
            c++;
        }
        if (is_digit(*c)) {
            for (; is_digit(*c); c++) {
            }
            *end = c;
        }
    }
    // strtod would also read hexadecimal.
    if (digits[0] == '0' && (digits[1] | 0x20) == 'x') {
        return *text == '-' ? -0.0 : 0.0;
    }
    return strtod(text, NULL);
}

static Ref raise_not_float(ThreadState *ts, Value source) ATTACHED {
    Ref repr = value_repr(ts, source);
    char *text = ref_is_null(repr) ? NULL : str_to_utf8(ts, borrow(repr), NULL);
    ref_drop(ts, repr);
    if (text) {
        raise_error_str(ts, EXC_VALUE_ERROR,
                        str_format(ts, "could not convert string to float: %s", text));
        buffer_free(ts, text);
    }
    return NO_REF;
}

static Ref finish_parse(ThreadState *ts, NumberText *number, Value source) ATTACHED {
    int64_t length = number_drop_underscores(number->text, number->text, number->length);
    const char *end = NULL;
    double d = length > 0 ? float_parse(number->text, &end) : 0.0;
    bool is_float = length > 0 && end == number->text + length;
    number_text_done(ts, number);
    return is_float ? float_new(ts, d) : raise_not_float(ts, source);
}

Ref float_from_str(ThreadState *ts, Value s) {
    NumberText number;
    return number_text_from_str(ts, &number, s) ? finish_parse(ts, &number, s) : NO_REF;
}

Ref float_from_byte_text(ThreadState *ts, Value source, const uint8_t *data, int64_t length) {
    NumberText number;
    return number_text_from_bytes(ts, &number, data, length) ? finish_parse(ts, &number, source)
                                                             : NO_REF;
}

// --- float.fromhex ---

static bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

// [0x] digits [. digits] [p exponent]; null if it is none, else what follows.
static const char *skip_hex_number(const char *c) {
    if (c[0] == '0' && (c[1] | 0x20) == 'x') {
        c += 2;
    }
    int n = 0;
    for (; isxdigit((unsigned char)*c); c++, n++) {
    }
    if (*c == '.') {
        for (c++; isxdigit((unsigned char)*c); c++, n++) {
        }
    }
    if (n == 0) {
        return NULL;
    }
    if ((*c | 0x20) == 'p') {
        c++;
        if (*c == '-' || *c == '+') {
            c++;
        }
        if (!is_digit(*c)) {
            return NULL;
        }
        for (; is_digit(*c); c++) {
        }
    }
    return c;
}

// The number between `start` and `end` (without a sign) through strtod, which insists on 0x.
static bool read_hex(ThreadState *ts, const char *start, const char *end,
                     double *out) ATTACHED {
    if (start[0] == '0' && (start[1] | 0x20) == 'x') {
        start += 2;
    }
    size_t length = (size_t)(end - start);
    char *copy = buffer_new(ts, length + 3);
    if (!copy) {
        return false;
    }
    memcpy(copy, "0x", 2);
    memcpy(copy + 2, start, length);
    copy[length + 2] = '\0';
    *out = strtod(copy, NULL);
    buffer_free(ts, copy);
    return true;
}

bool float_from_hex(ThreadState *ts, const char *text, size_t length, double *out) {
    const char *limit = text + length;
    const char *c = text;
    while (is_space(*c)) {
        c++;
    }
    const char *end;
    if (!parse_special(c, &end, out)) {
        bool is_negative = *c == '-';
        if (*c == '-' || *c == '+') {
            c++;
        }
        end = skip_hex_number(c);
        if (end && !read_hex(ts, c, end, out)) {
            return false;
        }
        if (end && is_negative) {
            *out = -*out;
        }
        if (end && isinf(*out)) {
            raise_error(ts, EXC_OVERFLOW_ERROR,
                        "hexadecimal value too large to represent as a float");
            return false;
        }
    }
    while (end && is_space(*end)) {
        end++;
    }
    if (end != limit) {
        raise_error(ts, EXC_VALUE_ERROR, "invalid hexadecimal floating-point string");
        return false;
    }
    return true;
}
