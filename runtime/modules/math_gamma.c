// The gamma function by Lanczos' approximation (C. Lanczos 1964), with the parameters N = 13
// and g = 6.0246... that Boost and CPython use, so that the last digit is the same as theirs:
//
//     gamma(x) = sum(x) * (x + g - 0.5)**(x - 0.5) / e**(x + g - 0.5)
//
// Negative arguments are reflected: gamma(-x) = -pi / (x * sin(pi x) * gamma(x)).
#include "runtime/modules/math_functions.h"

#include <math.h>

#define LANCZOS_N            13
#define LANCZOS_G            6.024680040776729583740234375
#define LANCZOS_G_MINUS_HALF 5.524680040776729583740234375
#define LOG_PI               1.144729885849400174143427351353058711647

static const double NUMERATOR[LANCZOS_N] = {
    23531376880.410759688572007674451636754734846804940,
    42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843,
    17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708,
    1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801,
    31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768,
    186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024,
    210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
};

static const double DENOMINATOR[LANCZOS_N] = {
    0.0,       39916800.0, 120543840.0, 150917976.0, 105258076.0, 45995730.0, 13339535.0,
    2637558.0, 357423.0,   32670.0,     1925.0,      66.0,        1.0};

// The quotient of the two polynomials, from the end where x makes the terms shrink.
static double lanczos_sum(double x) {
    double numerator = 0.0;
    double denominator = 0.0;
    if (x < 5.0) {
        for (int i = LANCZOS_N - 1; i >= 0; i--) {
            numerator = numerator * x + NUMERATOR[i];
            denominator = denominator * x + DENOMINATOR[i];
        }
    } else {
        for (int i = 0; i < LANCZOS_N; i++) {
            numerator = numerator / x + NUMERATOR[i];
            denominator = denominator / x + DENOMINATOR[i];
        }
    }
    return numerator / denominator;
}

// sin(pi * x) for a finite x, exact at the multiples of one half.
static double sine_of_pi_times(double x) {
    double y = fmod(fabs(x), 2.0);
    double sine;
    switch ((int)round(2.0 * y)) {
    case 0:
        sine = sin(M_PI * y);
        break;
    case 1:
        sine = cos(M_PI * (y - 0.5));
        break;
    case 2:
        sine = sin(M_PI * (1.0 - y));
        break;
    case 3:
        sine = -cos(M_PI * (y - 1.5));
        break;
    default:
        sine = sin(M_PI * (y - 2.0));
        break;
    }
    return copysign(1.0, x) * sine;
}

// gamma(n) for a whole n up to 23, where every product is exact.
static double small_factorial(int n) {
    double product = 1.0;
    for (int i = 2; i < n; i++) {
        product *= i;
    }
    return product;
}

// gamma(x) for a finite x that is no whole number up to 23 and has 1e-20 <= |x| <= 200.
static double gamma_by_lanczos(double x) {
    double magnitude = fabs(x);
    double y = magnitude + LANCZOS_G_MINUS_HALF;
    // What was lost in that sum, to correct the power by.
    double error = magnitude > LANCZOS_G_MINUS_HALF ? (y - magnitude) - LANCZOS_G_MINUS_HALF
                                                    : (y - LANCZOS_G_MINUS_HALF) - magnitude;
    error = error * LANCZOS_G / y;
    // In two steps where the power alone would overflow.
    bool is_large = magnitude >= 140.0;
    double power = pow(y, is_large ? magnitude / 2.0 - 0.25 : magnitude - 0.5);
    double result;
    if (x < 0.0) {
        result =
            -M_PI / sine_of_pi_times(magnitude) / magnitude * exp(y) / lanczos_sum(magnitude);
        result -= error * result;
        result /= power;
        return is_large ? result / power : result;
    }
    result = lanczos_sum(magnitude) / exp(y);
    result += error * result;
    result *= power;
    return is_large ? result * power : result;
}

double math_gamma(double x) {
    if (!isfinite(x)) {
        return isnan(x) || x > 0.0 ? x : NAN;
    }
    if (x == 0.0) {
        return NAN;
    }
    if (x == floor(x)) {
        if (x < 0.0) {
            return NAN;
        }
        if (x <= 23.0) {
            return small_factorial((int)x);
        }
    }
    if (fabs(x) < 1e-20) {
        return 1.0 / x;
    }
    if (fabs(x) > 200.0) {
        return x < 0.0 ? 0.0 / sine_of_pi_times(x) : HUGE_VAL;
    }
    return gamma_by_lanczos(x);
}

double math_log_gamma(double x) {
    if (!isfinite(x)) {
        return isnan(x) ? x : HUGE_VAL;
    }
    if (x == floor(x) && x <= 2.0) {
        return x <= 0.0 ? NAN : 0.0;
    }
    double magnitude = fabs(x);
    if (magnitude < 1e-20) {
        return -log(magnitude);
    }
    double result = log(lanczos_sum(magnitude)) - LANCZOS_G;
    result += (magnitude - 0.5) * (log(magnitude + LANCZOS_G - 0.5) - 1);
    if (x < 0.0) {
        result = LOG_PI - log(fabs(sine_of_pi_times(magnitude))) - log(magnitude) - result;
    }
    return result;
}
