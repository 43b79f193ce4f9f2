// Complex numbers: always objects, a pair of doubles.
#ifndef GILT_RUNTIME_OBJECTS_COMPLEX_H
#define GILT_RUNTIME_OBJECTS_COMPLEX_H

#include "vm/needs_runtime.h"
#include "vm/object/layouts.h"

typedef struct Complex {
    Object head;
    double real;
    double imaginary;
} Complex;

// a ** b as complex numbers. ZeroDivisionError, OverflowError.
Ref complex_power(ThreadState *ts, double a_real, double a_imaginary, double b_real,
                  double b_imaginary) ATTACHED;

#endif
