// The kinds of constants, shared by the syntax tree (literals) and by compiled code, which has
// a few more.
#ifndef GILT_COMPILER_CONSTANT_H
#define GILT_COMPILER_CONSTANT_H

typedef enum ConstantKind {
    CONSTANT_NONE,
    CONSTANT_TRUE,
    CONSTANT_FALSE,
    CONSTANT_ELLIPSIS,
    CONSTANT_INT,     // fits 64 bits
    CONSTANT_BIG_INT, // does not fit
    CONSTANT_FLOAT,
    CONSTANT_COMPLEX, // the real part is 0 unless folding made it otherwise
    CONSTANT_STR,     // UTF-8 in which a lone surrogate is three bytes like any other character
    CONSTANT_BYTES,
    // made by the compiler only
    CONSTANT_TUPLE,
    CONSTANT_FROZENSET,
    CONSTANT_CODE,
} ConstantKind;

#endif
