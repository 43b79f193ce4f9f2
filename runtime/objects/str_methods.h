// The methods of str, one function per row of str_methods.def; the type's table is in
// str_type.c.
#ifndef GILT_RUNTIME_OBJECTS_STR_METHODS_H
#define GILT_RUNTIME_OBJECTS_STR_METHODS_H

#include "runtime/objects/str.h"

// The method of that name, called as native.h describes: arguments[0] is the string.
#define STR_METHOD(name, signature, doc)                                                       \
    Ref str_##name##_method(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;
#include "runtime/objects/str_methods.def"
#undef STR_METHOD

// str.maketrans(x, y=None, z=None): a static method.
Ref str_maketrans_method(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;

#endif
