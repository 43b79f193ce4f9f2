// The TypeErrors of a native callable whose arguments do not fit its signature, in CPython's
// words.
//
// These depend on how a function takes its arguments:
//
//     none                       "list.clear() takes no arguments (1 given)"
//     exactly one, unnamed       "math.sqrt() takes exactly one argument (0 given)"
//     several, unnamed           "insert expected 2 arguments, got 1"
//     some may be named          "split() takes at most 2 arguments (3 given)"
//
// In each message the instance a method is called on is not counted.
#ifndef GILT_VM_EXEC_NATIVE_ERRORS_H
#define GILT_VM_EXEC_NATIVE_ERRORS_H

#include "vm/base/contract.h"
#include "vm/object/layouts.h"

// Whether arguments may be passed to the callable by name. ANY_THREAD.
bool native_takes_names(const NativeCallable *callable);

// Too many or too few arguments, `given` by position and `named` by name. Always false.
bool native_raise_count(ThreadState *ts, const NativeCallable *callable, size_t given,
                        size_t named) ATTACHED;

// The required parameter called `name` (of `length` bytes) at `index` has no value. Always
// false.
bool native_raise_missing(ThreadState *ts, const NativeCallable *callable, const char *name,
                          size_t length, size_t index) ATTACHED;

// No parameter is called `name` (a Str). Always false.
bool native_raise_unexpected(ThreadState *ts, const NativeCallable *callable,
                             Value name) ATTACHED;

// The parameter called `name` at `index` has a value already. Always false.
bool native_raise_taken(ThreadState *ts, const NativeCallable *callable, Value name,
                        size_t index) ATTACHED;

#endif
