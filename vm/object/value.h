// Value: one 64-bit word that is any guest value.
//
//     ................................000   Object *: a pointer to a heap object
//     iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii1   63-bit integer (immediate)
//     ddddddddddddddddddddddddddddddddd10   most doubles (immediate)
//     .............................nnn100   None, True, ... (immediate)
//     000.............................000   no value at all
//
// Immediates have no header and no reference count, so numeric code shares nothing between
// threads. Integers are CRuby's fixnum, doubles its flonum, a little simpler: of a double whose
// exponent is within +-255 of 1.0's the three highest bits of the exponent are 011 or 100. One
// more makes that 100 or 101, and rotating left by three brings the 10 to the bottom, where it
// is the tag. The zeros take the places of +-2^-255. All other doubles live in a heap Float.
//
// Ownership is in the type: a Value (or Object *) is borrowed, a Ref owns one reference. They
// are one-field structs, so mixing them up does not compile.
#ifndef GILT_VM_OBJECT_VALUE_H
#define GILT_VM_OBJECT_VALUE_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef struct Object Object;

// A borrowed value: valid as long as whoever owns it keeps it.
typedef struct Value {
    uint64_t bits;
} Value;

// An owned reference: exactly one ref_drop, return or store must follow.
typedef struct Ref {
    uint64_t bits;
} Ref;

// No value: a missing argument, an empty slot. As a Ref result: an exception is set.
#define NO_VALUE ((Value){0})
#define NO_REF   ((Ref){0})

#define VALUE_SPECIAL(n) ((Value){((uint64_t)(n) << 3) | 4})
// An unbound variable or an empty temporary: registers hold this and never 0.
#define UNBOUND         VALUE_SPECIAL(0)
#define NONE            VALUE_SPECIAL(1)
#define FALSE_VALUE     VALUE_SPECIAL(2)
#define TRUE_VALUE      VALUE_SPECIAL(3)
#define NOT_IMPLEMENTED VALUE_SPECIAL(4)
#define ELLIPSIS        VALUE_SPECIAL(5)

#define VALUE_INT_MAX ((int64_t)0x3FFFFFFFFFFFFFFF)
#define VALUE_INT_MIN (-VALUE_INT_MAX - 1)

// Identity, as `is` sees it.
static inline bool value_same(Value a, Value b) {
    return a.bits == b.bits;
}

static inline bool value_is_null(Value v) {
    return v.bits == 0;
}

static inline bool ref_is_null(Ref r) {
    return r.bits == 0;
}

// The value of an owned reference, borrowed while the reference is kept.
static inline Value borrow(Ref r) {
    return (Value){r.bits};
}

// Claims the reference that the caller owns in some raw slot: nothing is counted.
static inline Ref owned(Value v) {
    return (Ref){v.bits};
}

// Whether v is a pointer to a heap object. v must not be NO_VALUE.
static inline bool value_is_object(Value v) {
    return (v.bits & 7) == 0;
}

static inline Object *value_object(Value v) {
    return (Object *)(uintptr_t)v.bits;
}

static inline Value object_value(const void *object) {
    return (Value){(uint64_t)(uintptr_t)object};
}

// Claims the caller's reference to `object`.
static inline Ref object_ref(void *object) {
    return (Ref){(uint64_t)(uintptr_t)object};
}

static inline bool value_is_none(Value v) {
    return v.bits == NONE.bits;
}

static inline bool value_is_unbound(Value v) {
    return v.bits == UNBOUND.bits;
}

static inline Value value_bool(bool b) {
    return b ? TRUE_VALUE : FALSE_VALUE;
}

static inline bool value_is_bool(Value v) {
    return (v.bits | 8) == TRUE_VALUE.bits;
}

// An immediate integer? (bool is not one; larger integers are heap objects of kind INT.)
static inline bool value_is_small_int(Value v) {
    return v.bits & 1;
}

static inline bool values_are_small_ints(Value a, Value b) {
    return a.bits & b.bits & 1;
}

static inline bool int_fits_value(int64_t i) {
    return i >= VALUE_INT_MIN && i <= VALUE_INT_MAX;
}

// i must fit (int_fits_value).
static inline Value value_from_int(int64_t i) {
    return (Value){(uint64_t)i << 1 | 1};
}

static inline int64_t value_to_int(Value v) {
    return (int64_t)v.bits >> 1;
}

// An immediate double? (Others are heap objects of kind FLOAT.)
static inline bool value_is_small_float(Value v) {
    return (v.bits & 3) == 2;
}

// Added to a double's bits it brings the exponents that are within +-255 of 1.0's to 10x.
#define VALUE_FLOAT_BIAS ((uint64_t)1 << 60)

// The number in an immediate double; v must be one (value_is_small_float).
static inline double value_to_double(Value v) {
    if (v.bits < 8) {
        return v.bits & 4 ? -0.0 : 0.0;
    }
    uint64_t bits = (v.bits >> 3 | v.bits << 61) - VALUE_FLOAT_BIAS;
    double d;
    memcpy(&d, &bits, sizeof d);
    return d;
}

// The immediate for d, or NO_VALUE if d needs a heap Float.
static inline Value value_from_double(double d) {
    uint64_t bits;
    memcpy(&bits, &d, sizeof bits);
    uint64_t biased = bits + VALUE_FLOAT_BIAS;
    Value v = {biased << 3 | biased >> 61};
    if (value_is_small_float(v) && v.bits >= 8) {
        return v;
    }
    return bits << 1 == 0 ? (Value){2 | bits >> 61} : NO_VALUE;
}

#endif
