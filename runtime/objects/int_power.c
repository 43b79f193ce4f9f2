// a ** b and pow(a, b, m).
//
// Powers are made by squaring from the exponent's top bit down, in two buffers that take turns.
// Modular powers are the one place where GMP's mpz_ functions are used: its Montgomery
// reduction has no mpn_ face.
#include <math.h>

#include "runtime/objects/float.h"
#include "runtime/objects/int_big.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/refcount.h"

// base ** exponent if everything on the way fits 64 bits.
static bool power_word(int64_t base, uint64_t exponent, int64_t *out) {
    int64_t result = 1;
    for (;;) {
        if ((exponent & 1) && __builtin_mul_overflow(result, base, &result)) {
            return false;
        }
        exponent >>= 1;
        if (exponent == 0) {
            *out = result;
            return true;
        }
        if (__builtin_mul_overflow(base, base, &base)) {
            return false;
        }
    }
}

// Squares and multiplies; `limbs` and `spare` have room for the result and two limbs more.
// Returns the length, and in *out the buffer that has it.
static int64_t power_limbs(mp_limb_t *limbs, mp_limb_t *spare, const IntView *base,
                           uint64_t exponent, mp_limb_t **out) {
    int64_t n = base->length;
    memcpy(limbs, base->limbs, (size_t)n * 8);
    for (int bit = 62 - __builtin_clzll(exponent); bit >= 0; bit--) {
        mpn_sqr(spare, limbs, n);
        n *= 2;
        n -= spare[n - 1] == 0;
        mp_limb_t *swap = limbs;
        limbs = spare;
        spare = swap;
        if (exponent >> bit & 1) {
            mpn_mul(spare, limbs, n, base->limbs, base->length);
            n += base->length;
            n -= spare[n - 1] == 0;
            swap = limbs;
            limbs = spare;
            spare = swap;
        }
    }
    *out = limbs;
    return n;
}

static Ref power_long(ThreadState *ts, const IntView *base, uint64_t bits,
                      uint64_t exponent) ATTACHED {
    uint64_t result_bits;
    if (__builtin_mul_overflow(bits, exponent, &result_bits) ||
        result_bits / 64 >= (uint64_t)INT_LIMBS_MAX) {
        return raise_memory_error(ts);
    }
    // A product is written before its leading zero limb is known to be one.
    size_t size = (size_t)(result_bits / 64 + 3 + (uint64_t)base->length) * 8;
    mp_limb_t *limbs = buffer_new(ts, size);
    mp_limb_t *spare = limbs ? buffer_new(ts, size) : NULL;
    Ref result = NO_REF;
    if (spare) {
        mp_limb_t *power;
        int64_t n = power_limbs(limbs, spare, base, exponent, &power);
        result = int_from_limbs(ts, power, n, base->is_negative && (exponent & 1));
    }
    buffer_free(ts, spare);
    buffer_free(ts, limbs);
    return result;
}

Ref int_power(ThreadState *ts, Value a, Value b) {
    if (int_sign(b) < 0) {
        double base;
        double exponent;
        if (!int_to_double(ts, a, &base) || !int_to_double(ts, b, &exponent)) {
            return NO_REF;
        }
        return float_power(ts, base, exponent);
    }
    int64_t base;
    uint64_t exponent;
    if (int_fits_i64(a, &base)) {
        if (base >= -1 && base <= 1) {
            int64_t low = 0;
            IntView view;
            int_view(b, &view);
            bool is_odd = view.length && (view.limbs[0] & 1);
            low = view.length == 0 ? 1 : base == -1 && !is_odd ? 1 : base;
            return owned(value_from_int(low));
        }
        int64_t power;
        if (int_to_u64(b, &exponent) && power_word(base, exponent, &power)) {
            return int_from_i64(ts, power);
        }
    }
    if (!int_to_u64(b, &exponent)) {
        return raise_memory_error(ts);
    }
    if (exponent == 0) {
        return owned(value_from_int(1));
    }
    IntView view;
    int_view(a, &view);
    return power_long(ts, &view, int_bit_length(a), exponent);
}

// --- pow(a, b, m) ---

// The result of GMP lies in 0 .. |m|-1; the guest's has the sign of m.
static Ref finish_modulo(ThreadState *ts, mpz_ptr result, mpz_srcptr m) ATTACHED {
    if (mpz_sgn(m) < 0 && mpz_sgn(result) != 0) {
        mpz_add(result, result, m);
    }
    return int_from_mpz(ts, result);
}

Ref int_power_modulo(ThreadState *ts, Value a, Value b, Value m) {
    if (int_sign(m) == 0) {
        return raise_error(ts, EXC_VALUE_ERROR, "pow() 3rd argument cannot be 0");
    }
    IntView views[3];
    int_view(a, &views[0]);
    int_view(b, &views[1]);
    int_view(m, &views[2]);
    mpz_t storage[4];
    mpz_srcptr base = int_view_mpz(&views[0], storage[0]);
    mpz_srcptr exponent = int_view_mpz(&views[1], storage[1]);
    mpz_srcptr modulus = int_view_mpz(&views[2], storage[2]);
    mpz_srcptr magnitude =
        mpz_roinit_n(storage[3], (const mp_limb_t *)views[2].limbs, views[2].length);
    if (mpz_cmp_ui(magnitude, 1) == 0) {
        return owned(value_from_int(0));
    }
    mpz_t result;
    mpz_init(result);
    Ref power = NO_REF;
    if (mpz_sgn(exponent) < 0 && !mpz_invert(result, base, magnitude)) {
        raise_error(ts, EXC_VALUE_ERROR, "base is not invertible for the given modulus");
    } else {
        mpz_powm(result, base, exponent, magnitude);
        power = finish_modulo(ts, result, modulus);
    }
    mpz_clear(result);
    return power;
}
