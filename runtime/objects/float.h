// Floats as the rest of the object library uses them. A float is an immediate, or a Float
// object: for doubles without an immediate form and for every instance of a subclass.
#ifndef GILT_RUNTIME_OBJECTS_FLOAT_H
#define GILT_RUNTIME_OBJECTS_FLOAT_H

#include "vm/needs_runtime.h"
#include "vm/object/layouts.h"

// Whether v is an instance of float or of a subclass.
static inline bool float_is(Value v) {
    return value_is_small_float(v) ||
           (value_is_object(v) && value_object(v)->type->layout == KIND_FLOAT);
}

// Whether v's type is exactly float.
static inline bool float_is_exact(Value v) {
    return value_is_small_float(v) || value_is(v, KIND_FLOAT);
}

// The double of a value for which float_is holds.
static inline double float_value(Value v) {
    return value_is_small_float(v) ? value_to_double(v)
                                   : ((const Float *)value_object(v))->value;
}

// The hash of a double that is not a NaN; equal ints have the same one.
int64_t float_hash(double d) ANY_THREAD;

// a ** b. ZeroDivisionError, OverflowError; a complex for a fractional power of a negative
// number.
Ref float_power(ThreadState *ts, double a, double b) ATTACHED;
// a // b and a % b; b is not zero.
void float_divide_floor(double a, double b, double *quotient, double *remainder) ANY_THREAD;
// d rounded to n decimal digits after the point, as round(d, n). OverflowError.
Ref float_round(ThreadState *ts, double d, int64_t n) ATTACHED;

#endif
