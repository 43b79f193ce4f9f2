// Inside the integers: making BigInts from limbs. Only files int_*.c and modules that work on
// limbs need this page; everybody else uses int.h.
#ifndef GILT_RUNTIME_OBJECTS_INT_BIG_H
#define GILT_RUNTIME_OBJECTS_INT_BIG_H

#include <gmp.h>

#include "runtime/objects/int.h"

_Static_assert(sizeof(mp_limb_t) == 8 && GMP_NAIL_BITS == 0, "GMP limbs are whole words");

// An exact int of n limbs, all zero, that nobody else knows yet: fill `limbs`, then
// big_finish. Null with MemoryError.
BigInt *big_new(ThreadState *ts, int64_t n) ATTACHED;

// Turns the magnitude in the first n limbs into the final int: leading zeros are cut, what
// fits 63 bits becomes immediate. Takes the reference.
Ref big_finish(ThreadState *ts, BigInt *big, int64_t n, bool is_negative) ATTACHED;

// The int of a sign and n limbs, which may have leading zeros; they are copied.
Ref int_from_limbs(ThreadState *ts, const mp_limb_t *limbs, int64_t n,
                   bool is_negative) ATTACHED;
Ref int_from_i128(ThreadState *ts, __int128 i) ATTACHED;
Ref int_from_mpz(ThreadState *ts, mpz_srcptr z) ATTACHED;

// GMP's read-only integer over a view's limbs; valid while the view is.
static inline mpz_srcptr int_view_mpz(const IntView *view, mpz_ptr storage) {
    return mpz_roinit_n(storage, (const mp_limb_t *)view->limbs,
                        (mp_size_t)(view->is_negative ? -view->length : view->length));
}

// Whether the int v is so small that sums and bitwise operations of two such stay within 128
// bits; if so, stores it.
static inline bool int_to_wide(Value v, __int128 *out) {
    if (value_is_small_int(v)) {
        *out = value_to_int(v);
        return true;
    }
    if (value_is_bool(v)) {
        *out = v.bits == TRUE_VALUE.bits;
        return true;
    }
    const BigInt *big = (const BigInt *)value_object(v);
    int64_t n = big->size < 0 ? -big->size : big->size;
    if (n > 2 || (n == 2 && big->limbs[1] >> 62)) {
        return false;
    }
    unsigned __int128 magnitude = n > 0 ? big->limbs[0] : 0;
    if (n == 2) {
        magnitude |= (unsigned __int128)big->limbs[1] << 64;
    }
    *out = big->size < 0 ? -(__int128)magnitude : (__int128)magnitude;
    return true;
}

// The double nearest to magnitude * 2**exponent, ties to even; is_inexact says that the true
// magnitude lies strictly between this one and the next. The magnitude has at least 55 bits if
// it is inexact. Infinity when it is too large.
double double_from_scaled(unsigned __int128 magnitude, bool is_inexact, int64_t exponent);

// The limbs [0, n) of v's magnitude shifted right by `bits`: the low 128 bits of the result,
// and whether any bit shifted out was set.
unsigned __int128 view_shift_down(const IntView *view, uint64_t bits, bool *is_inexact);

#endif
