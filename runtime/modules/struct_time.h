// time.struct_time: a broken-down time as a tuple with names.
#ifndef GILT_RUNTIME_MODULES_STRUCT_TIME_H
#define GILT_RUNTIME_MODULES_STRUCT_TIME_H

#include <time.h>

#include "vm/base/contract.h"
#include "vm/object/native.h"

extern const TypeSpec struct_time_type_spec;

// A struct_time of a C broken-down time; with_zone: tm_zone and tm_gmtoff are known.
Ref struct_time_new(ThreadState *ts, const struct tm *time, bool with_zone) ATTACHED;

// The other way, from a struct_time or tuple of nine ints. False with TypeError; `function`
// names the caller in the message.
bool struct_time_read(ThreadState *ts, Value v, const char *function,
                      struct tm *out) ATTACHED RUNS_GUEST;

// Whether every field is in the range that the C library can format; ValueError else. Fields
// that are 0 where counting starts with 1 become 1, as in CPython.
bool struct_time_check(ThreadState *ts, struct tm *time) ATTACHED;

#endif
