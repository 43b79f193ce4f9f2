// math: functions of whole numbers. Factorials and binomials are GMP's; a product of a falling
// run is split in halves so that its factors stay of like size.
#include "runtime/modules/math_functions.h"

#include "runtime/objects/int_big.h"
#include "vm/object/exceptions.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// Beyond this a factorial is no number anybody waits for: 300 megabytes.
#define FACTORIAL_MAX 100000000

Ref math_isqrt(ThreadState *ts, const Value *arguments) {
    Ref n = value_index(ts, arguments[0]);
    if (ref_is_null(n)) {
        return NO_REF;
    }
    Ref root = int_sign(borrow(n)) < 0
                   ? raise_error(ts, EXC_VALUE_ERROR, "isqrt() argument must be nonnegative")
                   : int_square_root(ts, borrow(n));
    ref_drop(ts, n);
    return root;
}

static Ref factorial(ThreadState *ts, Value n) ATTACHED {
    int64_t count;
    if (int_sign(n) < 0) {
        return raise_error(ts, EXC_VALUE_ERROR, "factorial() not defined for negative values");
    }
    if (!int_fits_i64(n, &count)) {
        return raise_error(ts, EXC_OVERFLOW_ERROR,
                           "factorial() argument should not exceed %lld", (long long)INT64_MAX);
    }
    if (count > FACTORIAL_MAX) {
        return raise_memory_error(ts);
    }
    mpz_t product;
    mpz_init(product);
    mpz_fac_ui(product, (unsigned long)count);
    Ref result = int_from_mpz(ts, product);
    mpz_clear(product);
    return result;
}

Ref math_factorial(ThreadState *ts, const Value *arguments) {
    Ref n = value_index(ts, arguments[0]);
    if (ref_is_null(n)) {
        return NO_REF;
    }
    Ref result = factorial(ts, borrow(n));
    ref_drop(ts, n);
    return result;
}

// Both arguments as ints that are not negative; false with the exception set.
static bool read_n_and_k(ThreadState *ts, const Value *arguments, Ref *n, Ref *k) ATTACHED {
    *n = value_index(ts, arguments[0]);
    if (ref_is_null(*n)) {
        return false;
    }
    *k = value_index(ts, arguments[1]);
    if (!ref_is_null(*k)) {
        const char *negative = int_sign(borrow(*n)) < 0   ? "n"
                               : int_sign(borrow(*k)) < 0 ? "k"
                                                          : NULL;
        if (!negative) {
            return true;
        }
        raise_error(ts, EXC_VALUE_ERROR, "%s must be a non-negative integer", negative);
        ref_drop(ts, *k);
    }
    ref_drop(ts, *n);
    return false;
}

// Whether a product of k factors as large as n is small enough to be made.
static bool product_fits(Value n, int64_t k) {
    unsigned __int128 bits = (unsigned __int128)int_bit_length(n) * (uint64_t)k;
    return bits / 64 < (uint64_t)INT_LIMBS_MAX;
}

static Ref comb(ThreadState *ts, Value n, Value k) ATTACHED {
    if (int_order(k, n) > 0) {
        return owned(value_from_int(0));
    }
    Ref rest = int_subtract(ts, n, k);
    if (ref_is_null(rest)) {
        return NO_REF;
    }
    Value fewer = int_order(borrow(rest), k) < 0 ? borrow(rest) : k;
    int64_t count;
    Ref result;
    if (!int_fits_i64(fewer, &count)) {
        result = raise_error(ts, EXC_OVERFLOW_ERROR, "min(n - k, k) must not exceed %lld",
                             (long long)INT64_MAX);
    } else if (!product_fits(n, count)) {
        result = raise_memory_error(ts);
    } else {
        IntView view;
        mpz_t storage;
        mpz_t binomial;
        int_view(n, &view);
        mpz_init(binomial);
        mpz_bin_ui(binomial, int_view_mpz(&view, storage), (unsigned long)count);
        result = int_from_mpz(ts, binomial);
        mpz_clear(binomial);
    }
    ref_drop(ts, rest);
    return result;
}

Ref math_comb(ThreadState *ts, const Value *arguments) {
    Ref n;
    Ref k;
    if (!read_n_and_k(ts, arguments, &n, &k)) {
        return NO_REF;
    }
    Ref result = comb(ts, borrow(n), borrow(k));
    ref_drop(ts, k);
    ref_drop(ts, n);
    return result;
}

// out = n * (n - 1) * ... of `count` factors, count > 0.
static void falling_product(mpz_ptr out, mpz_srcptr n, uint64_t count) {
    if (count <= 8) {
        mpz_t factor;
        mpz_init_set(factor, n);
        mpz_set(out, n);
        for (uint64_t i = 1; i < count; i++) {
            mpz_sub_ui(factor, factor, 1);
            mpz_mul(out, out, factor);
        }
        mpz_clear(factor);
        return;
    }
    mpz_t lower;
    mpz_t start;
    mpz_init(lower);
    mpz_init(start);
    falling_product(out, n, count / 2);
    mpz_sub_ui(start, n, count / 2);
    falling_product(lower, start, count - count / 2);
    mpz_mul(out, out, lower);
    mpz_clear(start);
    mpz_clear(lower);
}

static Ref perm(ThreadState *ts, Value n, Value k) ATTACHED {
    if (int_order(k, n) > 0) {
        return owned(value_from_int(0));
    }
    int64_t count;
    if (!int_fits_i64(k, &count)) {
        return raise_error(ts, EXC_OVERFLOW_ERROR, "k must not exceed %lld",
                           (long long)INT64_MAX);
    }
    if (!product_fits(n, count)) {
        return raise_memory_error(ts);
    }
    if (count == 0) {
        return owned(value_from_int(1));
    }
    IntView view;
    mpz_t storage;
    mpz_t product;
    int_view(n, &view);
    mpz_init(product);
    falling_product(product, int_view_mpz(&view, storage), (uint64_t)count);
    Ref result = int_from_mpz(ts, product);
    mpz_clear(product);
    return result;
}

Ref math_perm(ThreadState *ts, const Value *arguments) {
    if (value_is_null(arguments[1]) || value_is_none(arguments[1])) {
        return math_factorial(ts, arguments);
    }
    Ref n;
    Ref k;
    if (!read_n_and_k(ts, arguments, &n, &k)) {
        return NO_REF;
    }
    Ref result = perm(ts, borrow(n), borrow(k));
    ref_drop(ts, k);
    ref_drop(ts, n);
    return result;
}

// lcm(a, b), never negative.
static Ref lcm(ThreadState *ts, Value a, Value b) ATTACHED {
    if (int_sign(a) == 0 || int_sign(b) == 0) {
        return owned(value_from_int(0));
    }
    Ref divisor = int_gcd(ts, a, b);
    if (ref_is_null(divisor)) {
        return NO_REF;
    }
    Ref reduced = int_floor_divide(ts, a, borrow(divisor));
    Ref product = ref_is_null(reduced) ? NO_REF : int_multiply(ts, borrow(reduced), b);
    Ref result = ref_is_null(product) ? NO_REF : int_absolute(ts, borrow(product));
    ref_drop(ts, product);
    ref_drop(ts, reduced);
    ref_drop(ts, divisor);
    return result;
}

// Folds a tuple of ints, starting from `start`.
static Ref fold(ThreadState *ts, Value arguments, int64_t start,
                Ref (*combine)(ThreadState *, Value, Value)) ATTACHED {
    const Tuple *tuple = (const Tuple *)value_object(arguments);
    Ref result = owned(value_from_int(start));
    for (int64_t i = 0; i < tuple->length && !ref_is_null(result); i++) {
        Ref n = value_index(ts, tuple->items[i]);
        Ref next = ref_is_null(n) ? NO_REF : combine(ts, borrow(result), borrow(n));
        ref_drop(ts, n);
        ref_drop(ts, result);
        result = next;
    }
    return result;
}

Ref math_gcd(ThreadState *ts, const Value *arguments) {
    return fold(ts, arguments[0], 0, int_gcd);
}

Ref math_lcm(ThreadState *ts, const Value *arguments) {
    return fold(ts, arguments[0], 1, lcm);
}
