// format(number, spec), and the parts of it that % formatting and str.format share.
#ifndef GILT_RUNTIME_OBJECTS_NUMBER_FORMAT_H
#define GILT_RUNTIME_OBJECTS_NUMBER_FORMAT_H

#include "runtime/objects/format_spec.h"
#include "vm/needs_runtime.h"

// The format slots of int (and bool), float and complex.
Ref int_format(ThreadState *ts, Value self, Value spec) ATTACHED RUNS_GUEST;
Ref float_format(ThreadState *ts, Value self, Value spec) ATTACHED;
Ref complex_format(ThreadState *ts, Value self, Value spec) ATTACHED;

// The same with a specification already read, which number_format_int and _float check for
// what makes no sense for their type. `self` is an int of any kind; a double that stands for
// the value `named` in messages.
Ref number_format_int(ThreadState *ts, Value self, const FormatSpec *spec) ATTACHED;
Ref number_format_float(ThreadState *ts, double d, Value named,
                        const FormatSpec *spec) ATTACHED;

// A double as text in presentation type 'e' 'f' 'g' 'E' 'F' 'G' 'r' (repr; no precision then)
// with a precision and without sign: what stands behind the sign of any formatted float.
// `keeps_point` is '#', `adds_point_zero` puts ".0" behind a whole number of type 'r' or 'g'
// that has no exponent. Zero-terminated in a buffer that the caller frees with buffer_free;
// null with MemoryError.
char *number_float_text(ThreadState *ts, double magnitude, char type, int64_t precision,
                        bool keeps_point, bool adds_point_zero, size_t *length) ATTACHED;

#endif
