// The module math: functions of floats, and the table of them all. Sums are in math_sums.c,
// whole numbers in math_integer.c, the gamma function in math_gamma.c.
//
// The C library computes; what it answers with a NaN or an infinity becomes "math domain error"
// or "math range error" here, unless the argument was one already.
#include <math.h>

#include "runtime/modules/math_functions.h"
#include "runtime/objects/float.h"
#include "runtime/objects/guest_slots.h"
#include "runtime/objects/int.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

static Ref raise_domain(ThreadState *ts) ATTACHED {
    return raise_error(ts, EXC_VALUE_ERROR, "math domain error");
}

static Ref raise_range(ThreadState *ts) ATTACHED {
    return raise_error(ts, EXC_OVERFLOW_ERROR, "math range error");
}

static bool read_two(ThreadState *ts, const Value *arguments, double *x, double *y) ATTACHED {
    return value_to_float(ts, arguments[0], x) && value_to_float(ts, arguments[1], y);
}

static Ref pair_of(ThreadState *ts, Ref first, Ref second) ATTACHED {
    if (ref_is_null(first) || ref_is_null(second)) {
        ref_drop(ts, first);
        ref_drop(ts, second);
        return NO_REF;
    }
    Value items[2] = {borrow(first), borrow(second)};
    return tuple_from_owned(ts, items, 2);
}

// --- Functions of one float ---

// An infinite result of a finite argument is a pole (domain) or an overflow (range).
static Ref apply(ThreadState *ts, Value argument, double (*function)(double),
                 bool can_overflow) ATTACHED {
    double x;
    if (!value_to_float(ts, argument, &x)) {
        return NO_REF;
    }
    double y = function(x);
    if (UNLIKELY(!isfinite(y))) {
        if (isnan(y) && !isnan(x)) {
            return raise_domain(ts);
        }
        if (isinf(y) && isfinite(x)) {
            return can_overflow ? raise_range(ts) : raise_domain(ts);
        }
    }
    return float_new(ts, y);
}

#define FUNCTION(name, c_function, can_overflow)                                               \
    static Ref math_##name(ThreadState *ts, const Value *arguments) ATTACHED {                 \
        return apply(ts, arguments[0], c_function, can_overflow);                              \
    }

static double to_degrees(double x) {
    return x * (180.0 / M_PI);
}

static double to_radians(double x) {
    return x * (M_PI / 180.0);
}

FUNCTION(acos, acos, false)
FUNCTION(acosh, acosh, false)
FUNCTION(asin, asin, false)
FUNCTION(asinh, asinh, false)
FUNCTION(atan, atan, false)
FUNCTION(atanh, atanh, false)
FUNCTION(cbrt, cbrt, false)
FUNCTION(cos, cos, false)
FUNCTION(cosh, cosh, true)
FUNCTION(degrees, to_degrees, true)
FUNCTION(erf, erf, false)
FUNCTION(erfc, erfc, false)
FUNCTION(exp, exp, true)
FUNCTION(exp2, exp2, true)
FUNCTION(expm1, expm1, true)
FUNCTION(fabs, fabs, false)
FUNCTION(gamma_function, math_gamma, true)
FUNCTION(lgamma, math_log_gamma, true)
FUNCTION(log1p, log1p, false)
FUNCTION(radians, to_radians, false)
FUNCTION(sin, sin, false)
FUNCTION(sinh, sinh, true)
FUNCTION(sqrt, sqrt, false)
FUNCTION(tan, tan, false)
FUNCTION(tanh, tanh, false)

// --- Logarithms: of ints of any size ---

static Ref logarithm(ThreadState *ts, Value v, double (*function)(double)) ATTACHED {
    if (!int_is(v)) {
        return apply(ts, v, function, false);
    }
    if (int_sign(v) <= 0) {
        return raise_domain(ts);
    }
    int64_t exponent;
    double mantissa = int_to_mantissa(v, &exponent);
    if (exponent <= 1024) {
        double d = ldexp(mantissa, (int)exponent);
        if (isfinite(d)) {
            return float_new(ts, function(d));
        }
    }
    return float_new(ts, function(mantissa) + function(2.0) * (double)exponent);
}

static Ref math_log(ThreadState *ts, const Value *arguments) ATTACHED {
    Ref numerator = logarithm(ts, arguments[0], log);
    if (ref_is_null(numerator) || value_is_null(arguments[1])) {
        return numerator;
    }
    Ref denominator = logarithm(ts, arguments[1], log);
    Ref result =
        ref_is_null(denominator)
            ? NO_REF
            : value_binary(ts, BINARY_TRUE_DIVIDE, borrow(numerator), borrow(denominator));
    ref_drop(ts, denominator);
    ref_drop(ts, numerator);
    return result;
}

static Ref math_log2(ThreadState *ts, const Value *arguments) ATTACHED {
    return logarithm(ts, arguments[0], log2);
}

static Ref math_log10(ThreadState *ts, const Value *arguments) ATTACHED {
    return logarithm(ts, arguments[0], log10);
}

// --- Functions of two or three floats ---

static Ref math_atan2(ThreadState *ts, const Value *arguments) ATTACHED {
    double y;
    double x;
    return read_two(ts, arguments, &y, &x) ? float_new(ts, atan2(y, x)) : NO_REF;
}

static Ref math_copysign(ThreadState *ts, const Value *arguments) ATTACHED {
    double x;
    double y;
    return read_two(ts, arguments, &x, &y) ? float_new(ts, copysign(x, y)) : NO_REF;
}

static Ref math_fmod(ThreadState *ts, const Value *arguments) ATTACHED {
    double x;
    double y;
    if (!read_two(ts, arguments, &x, &y)) {
        return NO_REF;
    }
    double rest = fmod(x, y);
    return isnan(rest) && !isnan(x) && !isnan(y) ? raise_domain(ts) : float_new(ts, rest);
}

static Ref math_remainder(ThreadState *ts, const Value *arguments) ATTACHED {
    double x;
    double y;
    if (!read_two(ts, arguments, &x, &y)) {
        return NO_REF;
    }
    double rest = remainder(x, y);
    return isnan(rest) && !isnan(x) && !isnan(y) ? raise_domain(ts) : float_new(ts, rest);
}

static Ref math_pow(ThreadState *ts, const Value *arguments) ATTACHED {
    double x;
    double y;
    if (!read_two(ts, arguments, &x, &y)) {
        return NO_REF;
    }
    double power = pow(x, y);
    if (!isfinite(power) && isfinite(x) && isfinite(y)) {
        return isnan(power) || x == 0 ? raise_domain(ts) : raise_range(ts);
    }
    return float_new(ts, power);
}

static Ref math_fma(ThreadState *ts, const Value *arguments) ATTACHED {
    double x;
    double y;
    double z;
    if (!read_two(ts, arguments, &x, &y) || !value_to_float(ts, arguments[2], &z)) {
        return NO_REF;
    }
    double result = fma(x, y, z);
    if (isnan(result) && !isnan(x) && !isnan(y) && !isnan(z)) {
        return raise_error(ts, EXC_VALUE_ERROR, "invalid operation in fma");
    }
    if (isinf(result) && isfinite(x) && isfinite(y) && isfinite(z)) {
        return raise_error(ts, EXC_OVERFLOW_ERROR, "overflow in fma");
    }
    return float_new(ts, result);
}

static Ref math_ldexp(ThreadState *ts, const Value *arguments) ATTACHED {
    double x;
    int64_t exponent;
    if (!value_to_float(ts, arguments[0], &x)) {
        return NO_REF;
    }
    if (!int_is(arguments[1])) {
        return raise_error(ts, EXC_TYPE_ERROR, "Expected an int as second argument to ldexp.");
    }
    if (!int_fits_i64(arguments[1], &exponent)) {
        exponent = int_sign(arguments[1]) * (int64_t)INT32_MAX;
    }
    exponent = exponent > INT32_MAX ? INT32_MAX : exponent < -INT32_MAX ? -INT32_MAX : exponent;
    double result = ldexp(x, (int)exponent);
    return isinf(result) && isfinite(x) ? raise_range(ts) : float_new(ts, result);
}

static Ref math_isclose(ThreadState *ts, const Value *arguments) ATTACHED {
    double a;
    double b;
    double relative = 1e-09;
    double absolute = 0.0;
    if (!read_two(ts, arguments, &a, &b) ||
        (!value_is_null(arguments[2]) && !value_to_float(ts, arguments[2], &relative)) ||
        (!value_is_null(arguments[3]) && !value_to_float(ts, arguments[3], &absolute))) {
        return NO_REF;
    }
    if (relative < 0.0 || absolute < 0.0) {
        return raise_error(ts, EXC_VALUE_ERROR, "tolerances must be non-negative");
    }
    double difference = fabs(b - a);
    bool is_close = a == b || (!isinf(a) && !isinf(b) &&
                               (difference <= fabs(relative * b) ||
                                difference <= fabs(relative * a) || difference <= absolute));
    return owned(value_bool(is_close));
}

// --- Neighbours ---

// Doubles in order of their value, as integers: negative ones count down from zero.
static int64_t double_rank(double d) {
    int64_t bits;
    memcpy(&bits, &d, sizeof bits);
    return bits < 0 ? INT64_MIN - bits : bits;
}

static double double_of_rank(int64_t rank, double zero) {
    if (rank == 0) {
        return copysign(0.0, zero);
    }
    int64_t bits = rank < 0 ? INT64_MIN - rank : rank;
    double d;
    memcpy(&d, &bits, sizeof d);
    return d;
}

static double step_towards(double x, double y, uint64_t steps) {
    if (isnan(x) || isnan(y) || steps == 0 || x == y) {
        return isnan(x) ? x : isnan(y) ? y : steps == 0 ? x : y;
    }
    int64_t from = double_rank(x);
    int64_t to = double_rank(y);
    uint64_t distance =
        from < to ? (uint64_t)to - (uint64_t)from : (uint64_t)from - (uint64_t)to;
    if (steps >= distance) {
        return y;
    }
    return double_of_rank(
        from < to ? (int64_t)((uint64_t)from + steps) : (int64_t)((uint64_t)from - steps), x);
}

static Ref math_nextafter(ThreadState *ts, const Value *arguments) ATTACHED {
    double x;
    double y;
    if (!read_two(ts, arguments, &x, &y)) {
        return NO_REF;
    }
    if (value_is_null(arguments[2]) || value_is_none(arguments[2])) {
        return float_new(ts, nextafter(x, y));
    }
    Ref steps = value_index(ts, arguments[2]);
    if (ref_is_null(steps)) {
        return NO_REF;
    }
    bool is_negative = int_sign(borrow(steps)) < 0;
    uint64_t count;
    if (!int_to_u64(borrow(steps), &count)) {
        count = UINT64_MAX;
    }
    ref_drop(ts, steps);
    if (is_negative) {
        return raise_error(ts, EXC_VALUE_ERROR, "steps must be a non-negative integer");
    }
    return float_new(ts, step_towards(x, y, count));
}

static Ref math_ulp(ThreadState *ts, const Value *arguments) ATTACHED {
    double x;
    if (!value_to_float(ts, arguments[0], &x)) {
        return NO_REF;
    }
    x = fabs(x);
    if (!isfinite(x)) {
        return float_new(ts, x);
    }
    double above = nextafter(x, HUGE_VAL);
    return float_new(ts, isinf(above) ? x - nextafter(x, -HUGE_VAL) : above - x);
}

// --- Taking apart, asking ---

static Ref math_modf(ThreadState *ts, const Value *arguments) ATTACHED {
    double x;
    if (!value_to_float(ts, arguments[0], &x)) {
        return NO_REF;
    }
    double whole;
    double fraction = modf(x, &whole);
    Ref first = float_new(ts, fraction);
    return ref_is_null(first) ? NO_REF : pair_of(ts, first, float_new(ts, whole));
}

static Ref math_frexp(ThreadState *ts, const Value *arguments) ATTACHED {
    double x;
    if (!value_to_float(ts, arguments[0], &x)) {
        return NO_REF;
    }
    int exponent = 0;
    double mantissa = isfinite(x) && x != 0 ? frexp(x, &exponent) : x;
    return pair_of(ts, float_new(ts, mantissa), owned(value_from_int(exponent)));
}

static Ref math_isnan(ThreadState *ts, const Value *arguments) ATTACHED {
    double x;
    return value_to_float(ts, arguments[0], &x) ? owned(value_bool(isnan(x))) : NO_REF;
}

static Ref math_isinf(ThreadState *ts, const Value *arguments) ATTACHED {
    double x;
    return value_to_float(ts, arguments[0], &x) ? owned(value_bool(isinf(x))) : NO_REF;
}

static Ref math_isfinite(ThreadState *ts, const Value *arguments) ATTACHED {
    double x;
    return value_to_float(ts, arguments[0], &x) ? owned(value_bool(isfinite(x))) : NO_REF;
}

static Ref round_with(ThreadState *ts, Value v, double (*function)(double),
                      const char *special) ATTACHED {
    if (int_is_exact(v)) {
        return ref_take(ts, v);
    }
    if (!float_is_exact(v)) {
        bool has_method;
        Ref result = special_call_text(ts, v, special, &has_method);
        if (has_method || error_is_set(ts)) {
            return result;
        }
    }
    double x;
    return value_to_float(ts, v, &x) ? int_from_double(ts, function(x)) : NO_REF;
}

static Ref math_floor(ThreadState *ts, const Value *arguments) ATTACHED {
    return round_with(ts, arguments[0], floor, "__floor__");
}

static Ref math_ceil(ThreadState *ts, const Value *arguments) ATTACHED {
    return round_with(ts, arguments[0], ceil, "__ceil__");
}

static Ref math_trunc(ThreadState *ts, const Value *arguments) ATTACHED {
    Value v = arguments[0];
    if (float_is_exact(v)) {
        return int_from_double(ts, float_value(v));
    }
    bool has_method;
    Ref result = special_call_text(ts, v, "__trunc__", &has_method);
    if (has_method || error_is_set(ts)) {
        return result;
    }
    return raise_error(ts, EXC_TYPE_ERROR, "type %.100s doesn't define __trunc__ method",
                       value_type_name(ts, v));
}

// --- The module ---

static const NativeDef FUNCTIONS[] = {
    {"acos(x, /)", math_acos,
     "Return the arc cosine (measured in radians) of x.\n\nThe result is between 0 and pi.", 0},
    {"acosh(x, /)", math_acosh, "Return the inverse hyperbolic cosine of x.", 0},
    {"asin(x, /)", math_asin,
     "Return the arc sine (measured in radians) of x.\n\nThe result is between -pi/2 and pi/2.",
     0},
    {"asinh(x, /)", math_asinh, "Return the inverse hyperbolic sine of x.", 0},
    {"atan(x, /)", math_atan,
     "Return the arc tangent (measured in radians) of x.\n\n"
     "The result is between -pi/2 and pi/2.",
     0},
    {"atan2(y, x, /)", math_atan2,
     "Return the arc tangent (measured in radians) of y/x.\n\n"
     "Unlike atan(y/x), the signs of both x and y are considered.",
     0},
    {"atanh(x, /)", math_atanh, "Return the inverse hyperbolic tangent of x.", 0},
    {"cbrt(x, /)", math_cbrt, "Return the cube root of x.", 0},
    {"ceil(x, /)", math_ceil,
     "Return the ceiling of x as an Integral.\n\nThis is the smallest integer >= x.", 0},
    {"comb(n, k, /)", math_comb,
     "Number of ways to choose k items from n items without repetition and without order.", 0},
    {"copysign(x, y, /)", math_copysign,
     "Return a float with the magnitude (absolute value) of x but the sign of y.", 0},
    {"cos(x, /)", math_cos, "Return the cosine of x (measured in radians).", 0},
    {"cosh(x, /)", math_cosh, "Return the hyperbolic cosine of x.", 0},
    {"degrees(x, /)", math_degrees, "Convert angle x from radians to degrees.", 0},
    {"dist(p, q, /)", math_dist, "Return the Euclidean distance between two points p and q.",
     0},
    {"erf(x, /)", math_erf, "Error function at x.", 0},
    {"erfc(x, /)", math_erfc, "Complementary error function at x.", 0},
    {"exp(x, /)", math_exp, "Return e raised to the power of x.", 0},
    {"exp2(x, /)", math_exp2, "Return 2 raised to the power of x.", 0},
    {"expm1(x, /)", math_expm1, "Return exp(x)-1, without loss of precision for small x.", 0},
    {"fabs(x, /)", math_fabs, "Return the absolute value of the float x.", 0},
    {"factorial(n, /)", math_factorial, "Find n!.", 0},
    {"floor(x, /)", math_floor,
     "Return the floor of x as an Integral.\n\nThis is the largest integer <= x.", 0},
    {"fma(x, y, z, /)", math_fma,
     "Fused multiply-add operation: (x * y) + z with a single rounding.", 0},
    {"fmod(x, y, /)", math_fmod, "Return fmod(x, y), according to platform C.", 0},
    {"frexp(x, /)", math_frexp,
     "Return the mantissa and exponent of x, as pair (m, e): x = m * 2.**e.", 0},
    {"fsum(seq, /)", math_fsum,
     "Return an accurate floating-point sum of values in the iterable seq.", 0},
    {"gamma(x, /)", math_gamma_function, "Gamma function at x.", 0},
    {"gcd(*integers)", math_gcd, "Greatest Common Divisor.", 0},
    {"hypot(*coordinates)", math_hypot,
     "Multidimensional Euclidean distance from the origin to a point.", 0},
    {"isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)", math_isclose,
     "Determine whether two floating-point numbers are close in value.", 0},
    {"isfinite(x, /)", math_isfinite,
     "Return True if x is neither an infinity nor a NaN, and False otherwise.", 0},
    {"isinf(x, /)", math_isinf,
     "Return True if x is a positive or negative infinity, and False otherwise.", 0},
    {"isnan(x, /)", math_isnan,
     "Return True if x is a NaN (not a number), and False otherwise.", 0},
    {"isqrt(n, /)", math_isqrt, "Return the integer part of the square root of the input.", 0},
    {"lcm(*integers)", math_lcm, "Least Common Multiple.", 0},
    {"ldexp(x, i, /)", math_ldexp,
     "Return x * (2**i).\n\nThis is essentially the inverse of frexp().", 0},
    {"lgamma(x, /)", math_lgamma, "Natural logarithm of absolute value of Gamma function at x.",
     0},
    {"log(x, base=None, /)", math_log,
     "Return the logarithm of x to the given base (the natural logarithm by default).", 0},
    {"log10(x, /)", math_log10, "Return the base 10 logarithm of x.", 0},
    {"log1p(x, /)", math_log1p, "Return the natural logarithm of 1+x (base e).", 0},
    {"log2(x, /)", math_log2, "Return the base 2 logarithm of x.", 0},
    {"modf(x, /)", math_modf, "Return the fractional and integer parts of x.", 0},
    {"nextafter(x, y, /, *, steps=None)", math_nextafter,
     "Return the floating-point value the given number of steps after x towards y.", 0},
    {"perm(n, k=None, /)", math_perm,
     "Number of ways to choose k items from n items without repetition and with order.", 0},
    {"pow(x, y, /)", math_pow, "Return x**y (x to the power of y).", 0},
    {"prod(iterable, /, *, start=1)", math_prod,
     "Calculate the product of all the elements in the input iterable.", 0},
    {"radians(x, /)", math_radians, "Convert angle x from degrees to radians.", 0},
    {"remainder(x, y, /)", math_remainder,
     "Difference between x and the closest integer "
     "multiple of y.",
     0},
    {"sin(x, /)", math_sin, "Return the sine of x (measured in radians).", 0},
    {"sinh(x, /)", math_sinh, "Return the hyperbolic sine of x.", 0},
    {"sqrt(x, /)", math_sqrt, "Return the square root of x.", 0},
    {"sumprod(p, q, /)", math_sumprod,
     "Return the sum of products of values from two iterables p and q.", 0},
    {"tan(x, /)", math_tan, "Return the tangent of x (measured in radians).", 0},
    {"tanh(x, /)", math_tanh, "Return the hyperbolic tangent of x.", 0},
    {"trunc(x, /)", math_trunc, "Truncates the Real x to the nearest Integral toward 0.", 0},
    {"ulp(x, /)", math_ulp, "Return the value of the least significant bit of the float x.", 0},
    {NULL, NULL, NULL, 0},
};

static bool set_up(ThreadState *ts, Object *module) ATTACHED {
    static const struct {
        const char *name;
        double value;
    } CONSTANTS[] = {
        {"pi", M_PI}, {"e", M_E}, {"tau", 2 * M_PI}, {"inf", HUGE_VAL}, {"nan", NAN}};
    Object *dict = ((Module *)module)->dict;
    bool ok = true;
    for (size_t i = 0; ok && i < sizeof CONSTANTS / sizeof *CONSTANTS; i++) {
        ok = dict_put_text(ts, dict, CONSTANTS[i].name, float_new(ts, CONSTANTS[i].value));
    }
    return ok;
}

const ModuleSpec math_module_spec = {
    .name = "math",
    .doc = "This module provides access to the mathematical functions\n"
           "defined by the C standard.",
    .functions = FUNCTIONS,
    .set_up = set_up,
};
