// Integers as the rest of the object library uses them.
//
// A guest integer has one of three forms, and no function here cares which one it gets:
//   immediate   63 bits inside the Value
//   BigInt      a heap object with limbs; also every instance of a subclass of int, whatever
//               its magnitude (so that it may have zero limbs)
//   True, False immediates of their own, worth 1 and 0
// Results are exact ints, and immediate whenever they fit: an exact BigInt is always beyond 63
// bits.
//
// "An int" below is a value for which int_is holds.
#ifndef GILT_RUNTIME_OBJECTS_INT_H
#define GILT_RUNTIME_OBJECTS_INT_H

#include "vm/needs_runtime.h"
#include "vm/object/layouts.h"

// A result with more limbs than this (half a gigabyte) is a MemoryError: GMP ends the process
// when it runs out of memory for its own scratch, which must not happen.
#define INT_LIMBS_MAX ((int64_t)1 << 26)

// sys.int_info
#define INT_DIGIT_LIMIT_DEFAULT 4300
#define INT_DIGIT_LIMIT_LOWEST  640

// An integer taken apart: sign and magnitude. `limbs` may point to `limb` in the view itself,
// so a view is not copied; else into the object, which the caller keeps alive.
typedef struct IntView {
    const uint64_t *limbs; // least significant first, no leading zero
    int64_t length;        // limbs; 0 for the number zero
    bool is_negative;
    uint64_t limb;
} IntView;

// Whether v is an int: an instance of int or of a subclass, bool included.
static inline bool int_is(Value v) {
    return value_is_small_int(v) || value_is_bool(v) ||
           (value_is_object(v) && value_object(v)->type->layout == KIND_INT);
}

// Whether v's type is exactly int.
static inline bool int_is_exact(Value v) {
    return value_is_small_int(v) || value_is(v, KIND_INT);
}

// Whether the int v fits a machine word; if so, stores it.
static inline bool int_fits_i64(Value v, int64_t *out) {
    if (value_is_small_int(v)) {
        *out = value_to_int(v);
        return true;
    }
    if (value_is_bool(v)) {
        *out = v.bits == TRUE_VALUE.bits;
        return true;
    }
    const BigInt *big = (const BigInt *)value_object(v);
    if (big->size == 0) {
        *out = 0;
        return true;
    }
    if (big->size == 1 && big->limbs[0] <= INT64_MAX) {
        *out = (int64_t)big->limbs[0];
        return true;
    }
    if (big->size == -1 && big->limbs[0] <= (uint64_t)INT64_MAX + 1) {
        *out = (int64_t)(0 - big->limbs[0]);
        return true;
    }
    return false;
}

// Takes the int v apart. Cannot fail.
static inline void int_view(Value v, IntView *out) {
    int64_t small;
    if (!value_is_object(v)) {
        small = value_is_small_int(v) ? value_to_int(v) : v.bits == TRUE_VALUE.bits;
        out->limb = small < 0 ? 0 - (uint64_t)small : (uint64_t)small;
        out->limbs = &out->limb;
        out->length = small != 0;
        out->is_negative = small < 0;
        return;
    }
    const BigInt *big = (const BigInt *)value_object(v);
    out->limbs = big->limbs;
    out->length = big->size < 0 ? -big->size : big->size;
    out->is_negative = big->size < 0;
}

// -1, 0 or 1.
static inline int int_sign(Value v) {
    if (value_is_small_int(v)) {
        int64_t small = value_to_int(v);
        return (small > 0) - (small < 0);
    }
    if (value_is_bool(v)) {
        return v.bits == TRUE_VALUE.bits;
    }
    int64_t size = ((const BigInt *)value_object(v))->size;
    return (size > 0) - (size < 0);
}

// Whether the int v fits 64 bits without a sign; if so, stores it.
bool int_to_u64(Value v, uint64_t *out);

// The int v as an exact int: itself, or a copy for bool and subclasses.
Ref int_exact(ThreadState *ts, Value v) ATTACHED;
// An int equal to `v` for the subclass `type` of int.
Ref int_new_of_type(ThreadState *ts, Type *type, Value v) ATTACHED;

// --- Arithmetic on ints ---

// Any operator, as the slot of int and bool; NOT_IMPLEMENTED unless both are ints.
Ref int_binary(ThreadState *ts, BinaryOperator op, Value a, Value b) ATTACHED;
Ref int_unary(ThreadState *ts, UnaryOperator op, Value self) ATTACHED;
// Floor division: the remainder has the sign of b. ZeroDivisionError with the message of
// divmod(). Either result may be null: it is not made. False leaves both unset.
bool int_divide_floor(ThreadState *ts, Value a, Value b, Ref *quotient,
                      Ref *remainder) ATTACHED;
Ref int_floor_divide(ThreadState *ts, Value a, Value b) ATTACHED;
Ref int_remainder(ThreadState *ts, Value a, Value b) ATTACHED;
// a / b as the nearest float. ZeroDivisionError, OverflowError.
Ref int_true_divide(ThreadState *ts, Value a, Value b) ATTACHED;
// a ** b: a float for a negative exponent. MemoryError when it would be too large.
Ref int_power(ThreadState *ts, Value a, Value b) ATTACHED;
// pow(a, b, m). ValueError for m == 0 or an inverse that does not exist.
Ref int_power_modulo(ThreadState *ts, Value a, Value b, Value m) ATTACHED;
// Shifts by another int. ValueError for a negative count.
Ref int_left_shift(ThreadState *ts, Value a, Value count) ATTACHED;
Ref int_right_shift(ThreadState *ts, Value a, Value count) ATTACHED;
Ref int_bitwise(ThreadState *ts, BinaryOperator op, Value a, Value b) ATTACHED;
Ref int_negate(ThreadState *ts, Value v) ATTACHED;
Ref int_absolute(ThreadState *ts, Value v) ATTACHED;
Ref int_invert(ThreadState *ts, Value v) ATTACHED;
// gcd(a, b), never negative.
Ref int_gcd(ThreadState *ts, Value a, Value b) ATTACHED;
// The integer part of the square root of v >= 0.
Ref int_square_root(ThreadState *ts, Value v) ATTACHED;

// Below zero, zero or above, as a is below, equal to or above b.
int int_order(Value a, Value b);
// The same against a float that is not a NaN; exact.
int int_order_double(Value a, double d);
// Bits of the magnitude; 0 for zero.
uint64_t int_bit_length(Value v);
// Hash of an int, never -1; equal floats have the same one.
int64_t int_hash(Value v);

// --- Doubles ---

// The nearest double. False with OverflowError "int too large to convert to float".
bool int_to_double(ThreadState *ts, Value v, double *out) ATTACHED;
// The same as mantissa and exponent: v = mantissa * 2**exponent with 0.5 <= |mantissa| < 1 (0
// for zero), correctly rounded. Cannot overflow.
double int_to_mantissa(Value v, int64_t *exponent);
// The integer part of d. OverflowError, ValueError for infinities and NaN.
Ref int_from_double(ThreadState *ts, double d) ATTACHED;

// --- Protocols used by many ---

// The int a native function was given as `v`: through __index__ if it is none. A new
// reference to an exact int.
Ref int_from_index(ThreadState *ts, Value v) ATTACHED RUNS_GUEST;
// int(v) for anything; as the constructor with one argument does.
Ref int_from_value(ThreadState *ts, Value v) ATTACHED RUNS_GUEST;

#endif
