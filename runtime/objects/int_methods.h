// The named methods of int: functions for the method table in int.c. Each gets the bound
// arguments of its row there.
#ifndef GILT_RUNTIME_OBJECTS_INT_METHODS_H
#define GILT_RUNTIME_OBJECTS_INT_METHODS_H

#include "runtime/objects/int.h"

// What the names say, with the arguments of the rows.
Ref int_bit_length_method(ThreadState *ts, const Value *arguments) ATTACHED;
Ref int_bit_count_method(ThreadState *ts, const Value *arguments) ATTACHED;
Ref int_to_bytes_method(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;
Ref int_from_bytes_method(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;
Ref int_as_integer_ratio_method(ThreadState *ts, const Value *arguments) ATTACHED;
Ref int_is_integer_method(ThreadState *ts, const Value *arguments) ATTACHED;
Ref int_round_method(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;
Ref int_getnewargs_method(ThreadState *ts, const Value *arguments) ATTACHED;
Ref int_sizeof_method(ThreadState *ts, const Value *arguments) ATTACHED;
// self as an exact int: conjugate, __trunc__, __floor__, __ceil__.
Ref int_self_method(ThreadState *ts, const Value *arguments) ATTACHED;

// v rounded to a multiple of 10**-n_digits (n_digits < 0), ties to even.
Ref int_round(ThreadState *ts, Value v, Value n_digits) ATTACHED;

#endif
