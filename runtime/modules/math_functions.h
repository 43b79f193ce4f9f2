// The functions of the module math that live in files of their own, by subject. Each gets the
// bound arguments of its row in math.c.
#ifndef GILT_RUNTIME_MODULES_MATH_FUNCTIONS_H
#define GILT_RUNTIME_MODULES_MATH_FUNCTIONS_H

#include "vm/base/contract.h"
#include "vm/object/layouts.h"

// math_integer.c: whole numbers.
Ref math_isqrt(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;
Ref math_factorial(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;
Ref math_comb(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;
Ref math_perm(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;
Ref math_gcd(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;
Ref math_lcm(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;

// math_sums.c: sums, products and lengths of many numbers.
Ref math_fsum(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;
Ref math_prod(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;
Ref math_sumprod(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;
Ref math_hypot(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;
Ref math_dist(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;

// math_gamma.c: the gamma function and the logarithm of its magnitude. Outside the domain the
// result is a NaN; a pole or an overflow is an infinity.
double math_gamma(double x) ANY_THREAD;
double math_log_gamma(double x) ANY_THREAD;

#endif
