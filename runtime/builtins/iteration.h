// The builtin functions on iterables: all any iter len max min next sorted sum.
#ifndef GILT_RUNTIME_BUILTINS_ITERATION_H
#define GILT_RUNTIME_BUILTINS_ITERATION_H

#include "vm/object/native.h"

extern const NativeDef iteration_builtins[];
// aiter and anext.
extern const NativeDef async_builtins[];

#endif
