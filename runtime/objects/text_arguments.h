// Reading the arguments of text methods.
#ifndef GILT_RUNTIME_OBJECTS_TEXT_ARGUMENTS_H
#define GILT_RUNTIME_OBJECTS_TEXT_ARGUMENTS_H

#include "vm/base/contract.h"
#include "vm/object/layouts.h"

// An int argument, or `missing` if it was left out. TypeError; OverflowError "Python int too
// large to convert to C ssize_t".
bool argument_size(ThreadState *ts, Value v, int64_t missing, int64_t *out) ATTACHED RUNS_GUEST;
// The same within 32 bits; OverflowError "Python int too large to convert to C int".
bool argument_int(ThreadState *ts, Value v, int64_t missing, int64_t *out) ATTACHED RUNS_GUEST;

// How much to read at most: negative without a limit, as for None and if it was left out.
// TypeError; OverflowError "cannot fit 'int' into an index-sized integer".
bool argument_limit(ThreadState *ts, Value v, int64_t *out) ATTACHED RUNS_GUEST;

// Whether v is a str. TypeError "<function>() argument <position> must be str, not <type>";
// position 0 stands for the only argument and is left out.
bool argument_str(ThreadState *ts, Value v, const char *function, int position) ATTACHED;

#endif
