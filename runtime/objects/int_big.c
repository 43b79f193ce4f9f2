// Integers beyond 63 bits: addition, multiplication, division, shifts and bits on limbs.
//
// Every operation has a straight path for operands of up to 126 bits (two limbs), in __int128,
// because sums of squares live there; beyond it GMP's mpn_ functions work directly on the limbs
// inside the objects. Each result is one allocation: its limbs are written where they stay.
#include "runtime/objects/int_big.h"

#include "runtime/objects/int.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/refcount.h"

// --- Making ints ---

BigInt *big_new(ThreadState *ts, int64_t n) {
    if (n > INT_LIMBS_MAX) {
        raise_memory_error(ts);
        return NULL;
    }
    return object_new(ts, builtin_type(ts, KIND_INT), sizeof(BigInt) + (size_t)n * 8);
}

// The same with undefined limbs, all of which the caller writes at once.
static BigInt *big_unfilled(ThreadState *ts, int64_t n) ATTACHED {
    if (n > INT_LIMBS_MAX) {
        raise_memory_error(ts);
        return NULL;
    }
    return object_new_uncleared(ts, builtin_type(ts, KIND_INT), sizeof(BigInt) + (size_t)n * 8);
}

// Whether a magnitude of one limb fits an immediate.
static inline bool limb_is_immediate(uint64_t limb, bool is_negative) {
    return limb <= (uint64_t)VALUE_INT_MAX + is_negative;
}

static inline Value immediate_from_limb(uint64_t limb, bool is_negative) {
    return value_from_int((int64_t)(is_negative ? 0 - limb : limb));
}

Ref big_finish(ThreadState *ts, BigInt *big, int64_t n, bool is_negative) {
    while (n > 0 && big->limbs[n - 1] == 0) {
        n--;
    }
    big->size = is_negative ? -n : n;
    if (n > 1 || (n == 1 && !limb_is_immediate(big->limbs[0], is_negative))) {
        return object_ref(big);
    }
    Value small = immediate_from_limb(n ? big->limbs[0] : 0, is_negative);
    ref_drop(ts, object_ref(big));
    return owned(small);
}

Ref int_from_limbs(ThreadState *ts, const mp_limb_t *limbs, int64_t n, bool is_negative) {
    while (n > 0 && limbs[n - 1] == 0) {
        n--;
    }
    if (n == 0 || (n == 1 && limb_is_immediate(limbs[0], is_negative))) {
        return owned(immediate_from_limb(n ? limbs[0] : 0, is_negative));
    }
    BigInt *big = big_unfilled(ts, n);
    if (!big) {
        return NO_REF;
    }
    memcpy(big->limbs, limbs, (size_t)n * 8);
    big->size = is_negative ? -n : n;
    return object_ref(big);
}

// The int of a sign and a magnitude of up to two limbs.
static Ref int_from_magnitude(ThreadState *ts, unsigned __int128 magnitude,
                              bool is_negative) ATTACHED {
    uint64_t low = (uint64_t)magnitude;
    uint64_t high = (uint64_t)(magnitude >> 64);
    if (high == 0 && limb_is_immediate(low, is_negative)) {
        return owned(immediate_from_limb(low, is_negative));
    }
    int64_t n = high ? 2 : 1;
    BigInt *big = big_unfilled(ts, n);
    if (UNLIKELY(!big)) {
        return NO_REF;
    }
    big->size = is_negative ? -n : n;
    big->limbs[0] = low;
    if (high) {
        big->limbs[1] = high;
    }
    return object_ref(big);
}

Ref int_from_i128(ThreadState *ts, __int128 i) {
    return int_from_magnitude(ts, i < 0 ? -(unsigned __int128)i : (unsigned __int128)i, i < 0);
}

Ref int_from_i64(ThreadState *ts, int64_t i) {
    return int_fits_value(i) ? owned(value_from_int(i)) : int_from_i128(ts, i);
}

Ref int_from_u64(ThreadState *ts, uint64_t i) {
    return int_from_magnitude(ts, i, false);
}

Ref int_from_mpz(ThreadState *ts, mpz_srcptr z) {
    return int_from_limbs(ts, mpz_limbs_read(z), (int64_t)mpz_size(z), mpz_sgn(z) < 0);
}

static Ref int_from_view(ThreadState *ts, const IntView *view, bool is_negative) ATTACHED {
    return int_from_limbs(ts, (const mp_limb_t *)view->limbs, view->length, is_negative);
}

bool int_to_i64(ThreadState *ts, Value v, int64_t *out, bool *is_negative) {
    (void)ts;
    *is_negative = int_sign(v) < 0;
    return int_fits_i64(v, out);
}

Ref int_exact(ThreadState *ts, Value v) {
    if (int_is_exact(v)) {
        return ref_take(ts, v);
    }
    IntView view;
    int_view(v, &view);
    return int_from_view(ts, &view, view.is_negative);
}

bool int_to_u64(Value v, uint64_t *out) {
    IntView view;
    int_view(v, &view);
    if (view.is_negative || view.length > 1) {
        return false;
    }
    *out = view.length ? view.limbs[0] : 0;
    return true;
}

// --- Addition and multiplication ---

// |a| + |b| with the sign of `is_negative`.
static Ref add_magnitudes(ThreadState *ts, const IntView *a, const IntView *b,
                          bool is_negative) ATTACHED {
    if (a->length < b->length) {
        const IntView *longer = b;
        b = a;
        a = longer;
    }
    if (b->length == 0) {
        return int_from_view(ts, a, is_negative);
    }
    BigInt *sum = big_unfilled(ts, a->length + 1);
    if (!sum) {
        return NO_REF;
    }
    sum->limbs[a->length] = mpn_add(sum->limbs, a->limbs, a->length, b->limbs, b->length);
    return big_finish(ts, sum, a->length + 1, is_negative);
}

// |a| - |b|, negated if is_negative.
static Ref subtract_magnitudes(ThreadState *ts, const IntView *a, const IntView *b,
                               bool is_negative) ATTACHED {
    bool is_less = a->length < b->length ||
                   (a->length == b->length && mpn_cmp(a->limbs, b->limbs, a->length) < 0);
    if (is_less) {
        const IntView *larger = b;
        b = a;
        a = larger;
        is_negative = !is_negative;
    }
    if (b->length == 0) {
        return int_from_view(ts, a, is_negative);
    }
    BigInt *difference = big_unfilled(ts, a->length);
    if (!difference) {
        return NO_REF;
    }
    mpn_sub(difference->limbs, a->limbs, a->length, b->limbs, b->length);
    return big_finish(ts, difference, a->length, is_negative);
}

static Ref add_long(ThreadState *ts, Value a, Value b, bool negate_b) ATTACHED {
    IntView left;
    IntView right;
    int_view(a, &left);
    int_view(b, &right);
    if (left.is_negative == (right.is_negative ^ negate_b)) {
        return add_magnitudes(ts, &left, &right, left.is_negative);
    }
    return subtract_magnitudes(ts, &left, &right, left.is_negative);
}

Ref int_add(ThreadState *ts, Value a, Value b) {
    __int128 left;
    __int128 right;
    if (LIKELY(int_to_wide(a, &left) && int_to_wide(b, &right))) {
        return int_from_i128(ts, left + right);
    }
    return add_long(ts, a, b, false);
}

Ref int_subtract(ThreadState *ts, Value a, Value b) {
    __int128 left;
    __int128 right;
    if (LIKELY(int_to_wide(a, &left) && int_to_wide(b, &right))) {
        return int_from_i128(ts, left - right);
    }
    return add_long(ts, a, b, true);
}

Ref int_multiply_small(ThreadState *ts, int64_t a, int64_t b) {
    return int_from_i128(ts, (__int128)a * b);
}

Ref int_multiply(ThreadState *ts, Value a, Value b) {
    IntView left;
    IntView right;
    int_view(a, &left);
    int_view(b, &right);
    bool is_negative = left.is_negative != right.is_negative;
    const IntView *longer = left.length >= right.length ? &left : &right;
    const IntView *shorter = longer == &left ? &right : &left;
    if (shorter->length == 0) {
        return owned(value_from_int(0));
    }
    if (longer->length == 1) {
        return int_from_magnitude(ts, (unsigned __int128)longer->limbs[0] * shorter->limbs[0],
                                  is_negative);
    }
    int64_t n = longer->length + shorter->length;
    BigInt *product = big_unfilled(ts, n);
    if (!product) {
        return NO_REF;
    }
    if (shorter->length == 1) {
        product->limbs[n - 1] =
            mpn_mul_1(product->limbs, longer->limbs, longer->length, shorter->limbs[0]);
    } else if (longer->limbs == shorter->limbs) {
        mpn_sqr(product->limbs, longer->limbs, longer->length);
    } else {
        mpn_mul(product->limbs, longer->limbs, longer->length, shorter->limbs, shorter->length);
    }
    return big_finish(ts, product, n, is_negative);
}

Ref int_negate(ThreadState *ts, Value v) {
    IntView view;
    int_view(v, &view);
    return int_from_view(ts, &view, !view.is_negative);
}

Ref int_absolute(ThreadState *ts, Value v) {
    if (int_is_exact(v) && int_sign(v) >= 0) {
        return ref_take(ts, v);
    }
    IntView view;
    int_view(v, &view);
    return int_from_view(ts, &view, false);
}

Ref int_invert(ThreadState *ts, Value v) {
    __int128 wide;
    if (int_to_wide(v, &wide)) {
        return int_from_i128(ts, ~wide);
    }
    Ref negated = int_negate(ts, v);
    if (ref_is_null(negated)) {
        return NO_REF;
    }
    Ref result = int_subtract(ts, borrow(negated), value_from_int(1));
    ref_drop(ts, negated);
    return result;
}

// --- Division ---

// Makes a floor quotient and remainder of truncated ones: when the signs differ and something
// is left over, the quotient goes one down and the remainder |b| up.
static void floor_magnitudes(BigInt *quotient, BigInt *remainder, const IntView *b) {
    int64_t n = b->length;
    if (mpn_zero_p(remainder->limbs, n)) {
        return;
    }
    // The quotient's limbs end with a zero that takes the carry.
    for (uint64_t *limb = quotient->limbs; ++*limb == 0; limb++) {
    }
    mpn_sub_n(remainder->limbs, b->limbs, remainder->limbs, n);
}

// Division beyond machine words; b is not zero.
static bool divide_long(ThreadState *ts, const IntView *a, const IntView *b, Ref *quotient,
                        Ref *remainder) ATTACHED {
    bool is_mixed = a->is_negative != b->is_negative;
    int64_t quotient_length = a->length >= b->length ? a->length - b->length + 1 : 0;
    BigInt *q = big_new(ts, quotient_length + 1);
    BigInt *r = q ? big_new(ts, b->length > a->length ? b->length : a->length) : NULL;
    if (!r) {
        if (q) {
            ref_drop(ts, object_ref(q));
        }
        return false;
    }
    if (quotient_length == 0) {
        memcpy(r->limbs, a->limbs, (size_t)a->length * 8);
    } else if (b->length == 1) {
        r->limbs[0] = mpn_divrem_1(q->limbs, 0, a->limbs, a->length, b->limbs[0]);
    } else {
        mpn_tdiv_qr(q->limbs, r->limbs, 0, a->limbs, a->length, b->limbs, b->length);
    }
    if (is_mixed) {
        floor_magnitudes(q, r, b);
    }
    Ref q_ref = big_finish(ts, q, quotient_length + 1, is_mixed);
    Ref r_ref = big_finish(ts, r, b->length, b->is_negative);
    if (quotient) {
        *quotient = q_ref;
    } else {
        ref_drop(ts, q_ref);
    }
    if (remainder) {
        *remainder = r_ref;
    } else {
        ref_drop(ts, r_ref);
    }
    return true;
}

static bool divide(ThreadState *ts, Value a, Value b, Ref *quotient, Ref *remainder,
                   const char *zero_message) ATTACHED {
    if (int_sign(b) == 0) {
        raise_error(ts, EXC_ZERO_DIVISION_ERROR, "%s", zero_message);
        return false;
    }
    int64_t left;
    int64_t right;
    if (int_fits_i64(a, &left) && int_fits_i64(b, &right) && left != INT64_MIN) {
        int64_t q = left / right;
        int64_t r = left % right;
        if (r != 0 && (r < 0) != (right < 0)) {
            q--;
            r += right;
        }
        if (quotient) {
            *quotient = int_from_i64(ts, q);
            if (ref_is_null(*quotient)) {
                return false;
            }
        }
        if (remainder) {
            *remainder = int_from_i64(ts, r);
            if (ref_is_null(*remainder)) {
                if (quotient) {
                    ref_drop(ts, *quotient);
                }
                return false;
            }
        }
        return true;
    }
    IntView a_view;
    IntView b_view;
    int_view(a, &a_view);
    int_view(b, &b_view);
    return divide_long(ts, &a_view, &b_view, quotient, remainder);
}

bool int_divide_floor(ThreadState *ts, Value a, Value b, Ref *quotient, Ref *remainder) {
    return divide(ts, a, b, quotient, remainder, "integer division or modulo by zero");
}

Ref int_floor_divide(ThreadState *ts, Value a, Value b) {
    Ref quotient;
    return divide(ts, a, b, &quotient, NULL, "integer division or modulo by zero") ? quotient
                                                                                   : NO_REF;
}

Ref int_remainder(ThreadState *ts, Value a, Value b) {
    Ref remainder;
    return divide(ts, a, b, NULL, &remainder, "integer modulo by zero") ? remainder : NO_REF;
}

Ref int_gcd(ThreadState *ts, Value a, Value b) {
    IntView left;
    IntView right;
    int_view(a, &left);
    int_view(b, &right);
    if (left.length == 0 || right.length == 0) {
        return int_absolute(ts, left.length ? a : b);
    }
    if (left.length == 1 || right.length == 1) {
        const IntView *longer = left.length > 1 ? &left : &right;
        const IntView *shorter = longer == &left ? &right : &left;
        return int_from_u64(ts, mpn_gcd_1(longer->limbs, longer->length, shorter->limbs[0]));
    }
    mpz_t left_storage;
    mpz_t right_storage;
    mpz_t result;
    mpz_init(result);
    mpz_gcd(result, int_view_mpz(&left, left_storage), int_view_mpz(&right, right_storage));
    Ref gcd = int_from_mpz(ts, result);
    mpz_clear(result);
    return gcd;
}

Ref int_square_root(ThreadState *ts, Value v) {
    IntView view;
    int_view(v, &view);
    if (view.length == 0) {
        return owned(value_from_int(0));
    }
    int64_t n = (view.length + 1) / 2;
    BigInt *root = big_new(ts, n);
    if (!root) {
        return NO_REF;
    }
    mpn_sqrtrem(root->limbs, NULL, view.limbs, view.length);
    return big_finish(ts, root, n, false);
}

// --- Shifts and bits ---

uint64_t int_bit_length(Value v) {
    IntView view;
    int_view(v, &view);
    if (view.length == 0) {
        return 0;
    }
    uint64_t top = view.limbs[view.length - 1];
    return (uint64_t)view.length * 64 - (uint64_t)__builtin_clzll(top);
}

// The count of a shift as a word; INT64_MAX if it is beyond. False with ValueError.
static bool shift_count(ThreadState *ts, Value count, int64_t *out) ATTACHED {
    if (int_sign(count) < 0) {
        raise_error(ts, EXC_VALUE_ERROR, "negative shift count");
        return false;
    }
    if (!int_fits_i64(count, out)) {
        *out = INT64_MAX;
    }
    return true;
}

Ref int_left_shift(ThreadState *ts, Value a, Value count) {
    int64_t bits;
    if (!shift_count(ts, count, &bits)) {
        return NO_REF;
    }
    IntView view;
    int_view(a, &view);
    if (view.length == 0) {
        return owned(value_from_int(0));
    }
    if (view.length == 1 && bits < 64) {
        return int_from_magnitude(ts, (unsigned __int128)view.limbs[0] << bits,
                                  view.is_negative);
    }
    if (bits == INT64_MAX) {
        return raise_error(ts, EXC_OVERFLOW_ERROR, "too many digits in integer");
    }
    int64_t words = bits / 64;
    unsigned rest = (unsigned)(bits % 64);
    int64_t n = view.length + words + 1;
    BigInt *shifted = big_new(ts, n);
    if (!shifted) {
        return NO_REF;
    }
    if (rest == 0) {
        memcpy(shifted->limbs + words, view.limbs, (size_t)view.length * 8);
    } else {
        shifted->limbs[n - 1] =
            mpn_lshift(shifted->limbs + words, view.limbs, view.length, rest);
    }
    return big_finish(ts, shifted, n, view.is_negative);
}

Ref int_right_shift(ThreadState *ts, Value a, Value count) {
    int64_t bits;
    if (!shift_count(ts, count, &bits)) {
        return NO_REF;
    }
    __int128 wide;
    if (int_to_wide(a, &wide)) {
        return int_from_i128(ts, wide >> (bits > 127 ? 127 : bits));
    }
    IntView view;
    int_view(a, &view);
    int64_t words = bits / 64;
    unsigned rest = (unsigned)(bits % 64);
    if (words >= view.length) {
        return owned(value_from_int(view.is_negative ? -1 : 0));
    }
    int64_t n = view.length - words;
    BigInt *shifted = big_new(ts, n + 1);
    if (!shifted) {
        return NO_REF;
    }
    mp_limb_t lost = 0;
    if (rest == 0) {
        memcpy(shifted->limbs, view.limbs + words, (size_t)n * 8);
    } else {
        lost = mpn_rshift(shifted->limbs, view.limbs + words, n, rest);
    }
    if (view.is_negative) {
        // Towards minus infinity: one more if a bit was lost.
        for (int64_t i = 0; i < words && lost == 0; i++) {
            lost = view.limbs[i];
        }
        if (lost != 0) {
            for (uint64_t *limb = shifted->limbs; ++*limb == 0; limb++) {
            }
        }
    }
    return big_finish(ts, shifted, n + 1, view.is_negative);
}

static inline uint64_t combine(BinaryOperator op, uint64_t a, uint64_t b) {
    return op == BINARY_AND ? a & b : op == BINARY_OR ? a | b : a ^ b;
}

// Two's complement is made and unmade limb by limb, from the low end: a negative number's limb
// is the complement of its magnitude's, plus a carry.
static uint64_t complement_limb(const IntView *view, int64_t i, uint64_t *carry) {
    uint64_t limb = i < view->length ? view->limbs[i] : 0;
    if (!view->is_negative) {
        return limb;
    }
    limb = ~limb + *carry;
    *carry = *carry && limb == 0;
    return limb;
}

static Ref bitwise_long(ThreadState *ts, BinaryOperator op, const IntView *a,
                        const IntView *b) ATTACHED {
    int64_t n = (a->length > b->length ? a->length : b->length) + 1;
    bool is_negative = combine(op, a->is_negative, b->is_negative);
    BigInt *result = big_new(ts, n);
    if (!result) {
        return NO_REF;
    }
    uint64_t a_carry = 1;
    uint64_t b_carry = 1;
    for (int64_t i = 0; i < n; i++) {
        uint64_t left = complement_limb(a, i, &a_carry);
        uint64_t right = complement_limb(b, i, &b_carry);
        result->limbs[i] = combine(op, left, right);
    }
    if (is_negative) {
        mpn_neg(result->limbs, result->limbs, n);
    }
    return big_finish(ts, result, n, is_negative);
}

Ref int_bitwise(ThreadState *ts, BinaryOperator op, Value a, Value b) {
    __int128 left;
    __int128 right;
    if (int_to_wide(a, &left) && int_to_wide(b, &right)) {
        __int128 bits = op == BINARY_AND  ? left & right
                        : op == BINARY_OR ? left | right
                                          : left ^ right;
        return int_from_i128(ts, bits);
    }
    IntView a_view;
    IntView b_view;
    int_view(a, &a_view);
    int_view(b, &b_view);
    return bitwise_long(ts, op, &a_view, &b_view);
}

// --- Order and hash ---

int int_order(Value a, Value b) {
    int64_t left;
    int64_t right;
    if (int_fits_i64(a, &left) && int_fits_i64(b, &right)) {
        return (left > right) - (left < right);
    }
    IntView x;
    IntView y;
    int_view(a, &x);
    int_view(b, &y);
    if (x.is_negative != y.is_negative) {
        return x.is_negative ? -1 : 1;
    }
    int order = x.length != y.length ? (x.length > y.length ? 1 : -1)
                                     : mpn_cmp(x.limbs, y.limbs, x.length);
    return x.is_negative ? -order : order;
}

#define HASH_MODULUS (((uint64_t)1 << 61) - 1)

int64_t int_hash(Value v) {
    IntView view;
    int_view(v, &view);
    uint64_t rest = view.length == 0   ? 0
                    : view.length == 1 ? view.limbs[0] % HASH_MODULUS
                                       : mpn_mod_1(view.limbs, view.length, HASH_MODULUS);
    int64_t hash = view.is_negative ? -(int64_t)rest : (int64_t)rest;
    return hash == -1 ? -2 : hash;
}
