// Between integers and doubles: correctly rounded conversions and quotients, exact comparison.
//
// The one place that rounds is double_from_scaled: it gets more bits than a double holds and
// whether anything was cut off below them, and rounds once, ties to even.
#include <float.h>
#include <math.h>

#include "runtime/objects/int_big.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/refcount.h"

// Bits of a number that is not zero.
static int bits_of_u128(unsigned __int128 x) {
    uint64_t high = (uint64_t)(x >> 64);
    return high ? 128 - __builtin_clzll(high) : 64 - __builtin_clzll((uint64_t)x);
}

double double_from_scaled(unsigned __int128 magnitude, bool is_inexact, int64_t exponent) {
    if (magnitude == 0) {
        return 0.0;
    }
    // The value is below 2**top; a subnormal keeps only the bits above 2**-1074.
    int64_t top = exponent + bits_of_u128(magnitude);
    if (top > DBL_MAX_EXP) {
        return HUGE_VAL;
    }
    int64_t kept = top >= DBL_MIN_EXP ? DBL_MANT_DIG : top + 1074;
    int64_t cut = bits_of_u128(magnitude) - (kept > 0 ? kept : 0);
    if (kept < 0) {
        return 0.0;
    }
    if (cut > 0) {
        unsigned __int128 unit = (unsigned __int128)1 << cut;
        unsigned __int128 rest = magnitude & (unit - 1);
        magnitude >>= cut;
        exponent += cut;
        bool is_above = rest > unit / 2 || (rest == unit / 2 && is_inexact);
        magnitude += is_above || (rest == unit / 2 && (magnitude & 1));
    }
    return ldexp((double)(uint64_t)magnitude, (int)exponent);
}

unsigned __int128 view_shift_down(const IntView *view, uint64_t bits, bool *is_inexact) {
    int64_t word = (int64_t)(bits / 64);
    unsigned rest = (unsigned)(bits % 64);
    *is_inexact = false;
    for (int64_t i = 0; i < word && i < view->length; i++) {
        if (view->limbs[i]) {
            *is_inexact = true;
            break;
        }
    }
    uint64_t limbs[3] = {0, 0, 0};
    for (int64_t i = 0; i < 3 && word + i < view->length; i++) {
        limbs[i] = view->limbs[word + i];
    }
    if (rest) {
        *is_inexact |= (limbs[0] << (64 - rest)) != 0;
        limbs[0] = limbs[0] >> rest | limbs[1] << (64 - rest);
        limbs[1] = limbs[1] >> rest | limbs[2] << (64 - rest);
    }
    return (unsigned __int128)limbs[1] << 64 | limbs[0];
}

double int_to_mantissa(Value v, int64_t *exponent) {
    IntView view;
    int_view(v, &view);
    if (view.length == 0) {
        *exponent = 0;
        return 0.0;
    }
    uint64_t bits = int_bit_length(v);
    uint64_t cut = bits > 64 ? bits - 64 : 0;
    bool is_inexact;
    unsigned __int128 top = view_shift_down(&view, cut, &is_inexact);
    int carry;
    double mantissa = frexp(double_from_scaled(top, is_inexact, 0), &carry);
    *exponent = (int64_t)cut + carry;
    return view.is_negative ? -mantissa : mantissa;
}

bool int_to_double(ThreadState *ts, Value v, double *out) {
    int64_t small;
    if (int_fits_i64(v, &small)) {
        *out = (double)small;
        return true;
    }
    int64_t exponent;
    double mantissa = int_to_mantissa(v, &exponent);
    if (exponent > DBL_MAX_EXP) {
        raise_error(ts, EXC_OVERFLOW_ERROR, "int too large to convert to float");
        return false;
    }
    *out = ldexp(mantissa, (int)exponent);
    return true;
}

Ref int_from_double(ThreadState *ts, double d) {
    if (isinf(d)) {
        return raise_error(ts, EXC_OVERFLOW_ERROR, "cannot convert float infinity to integer");
    }
    if (isnan(d)) {
        return raise_error(ts, EXC_VALUE_ERROR, "cannot convert float NaN to integer");
    }
    if (fabs(d) < 0x1p63) {
        return int_from_i64(ts, (int64_t)d);
    }
    int exponent;
    double mantissa = frexp(fabs(d), &exponent);
    uint64_t bits = (uint64_t)ldexp(mantissa, DBL_MANT_DIG);
    int shift = exponent - DBL_MANT_DIG;
    int64_t n = shift / 64 + 2;
    BigInt *big = big_new(ts, n);
    if (!big) {
        return NO_REF;
    }
    unsigned __int128 pair = (unsigned __int128)bits << shift % 64;
    big->limbs[n - 2] = (uint64_t)pair;
    big->limbs[n - 1] = (uint64_t)(pair >> 64);
    return big_finish(ts, big, n, d < 0);
}

int int_order_double(Value a, double d) {
    if (isinf(d)) {
        return d > 0 ? -1 : 1;
    }
    int64_t small;
    bool is_small = int_fits_i64(a, &small);
    if (is_small && fabs(d) < 0x1p63) {
        int64_t whole = (int64_t)d;
        if (small != whole) {
            return small > whole ? 1 : -1;
        }
        double rest = d - (double)whole;
        return (rest < 0) - (rest > 0);
    }
    if (is_small) {
        return d > 0 ? -1 : small == INT64_MIN && d == -0x1p63 ? 0 : 1;
    }
    int sign = int_sign(a);
    if (fabs(d) < 0x1p63 || sign != (d > 0 ? 1 : -1)) {
        return sign;
    }
    // Both are beyond 2**63 on the same side; d is a whole number with 53 leading bits.
    int exponent;
    double mantissa = frexp(fabs(d), &exponent);
    int64_t bits = (int64_t)int_bit_length(a);
    if (bits != exponent) {
        return bits > exponent ? sign : -sign;
    }
    IntView view;
    int_view(a, &view);
    bool is_inexact;
    uint64_t top =
        (uint64_t)view_shift_down(&view, (uint64_t)(exponent - DBL_MANT_DIG), &is_inexact);
    uint64_t other = (uint64_t)ldexp(mantissa, DBL_MANT_DIG);
    if (top != other) {
        return top > other ? sign : -sign;
    }
    return is_inexact ? sign : 0;
}

// a / b for positive a and b, correctly rounded: they are shifted so that the quotient has 65
// to 67 bits. Infinity when it is too large. False with MemoryError.
static bool divide_long(ThreadState *ts, Value a, Value b, double *out) ATTACHED {
    int64_t shift = (int64_t)int_bit_length(b) - (int64_t)int_bit_length(a) + 66;
    Ref scaled = shift >= 0 ? int_left_shift(ts, a, value_from_int(shift))
                            : int_left_shift(ts, b, value_from_int(-shift));
    if (ref_is_null(scaled)) {
        return false;
    }
    Ref quotient;
    Ref remainder;
    bool is_done = shift >= 0 ? int_divide_floor(ts, borrow(scaled), b, &quotient, &remainder)
                              : int_divide_floor(ts, a, borrow(scaled), &quotient, &remainder);
    ref_drop(ts, scaled);
    if (!is_done) {
        return false;
    }
    IntView view;
    bool is_cut;
    int_view(borrow(quotient), &view);
    unsigned __int128 bits = view_shift_down(&view, 0, &is_cut);
    *out = double_from_scaled(bits, int_sign(borrow(remainder)) != 0, -shift);
    ref_drop(ts, remainder);
    ref_drop(ts, quotient);
    return true;
}

Ref int_true_divide(ThreadState *ts, Value a, Value b) {
    if (int_sign(b) == 0) {
        return raise_error(ts, EXC_ZERO_DIVISION_ERROR, "division by zero");
    }
    int64_t left;
    int64_t right;
    const int64_t exact = (int64_t)1 << DBL_MANT_DIG;
    if (int_fits_i64(a, &left) && int_fits_i64(b, &right) && left <= exact && left >= -exact &&
        right <= exact && right >= -exact) {
        return float_new(ts, (double)left / (double)right);
    }
    // A quotient out of a double's range by far is not worth the shifting.
    int64_t difference = (int64_t)int_bit_length(a) - (int64_t)int_bit_length(b);
    double quotient = difference > DBL_MAX_EXP ? HUGE_VAL : 0.0;
    if (int_sign(a) != 0 && difference <= DBL_MAX_EXP && difference > -1080) {
        Ref dividend = int_absolute(ts, a);
        Ref divisor = ref_is_null(dividend) ? NO_REF : int_absolute(ts, b);
        bool is_done = !ref_is_null(divisor) &&
                       divide_long(ts, borrow(dividend), borrow(divisor), &quotient);
        ref_drop(ts, divisor);
        ref_drop(ts, dividend);
        if (!is_done) {
            return NO_REF;
        }
    }
    if (isinf(quotient)) {
        return raise_error(ts, EXC_OVERFLOW_ERROR,
                           "integer division result too large for a float");
    }
    return float_new(ts, (int_sign(a) < 0) != (int_sign(b) < 0) ? -quotient : quotient);
}
