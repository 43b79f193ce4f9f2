// What the modules about the operating system share.
#ifndef GILT_RUNTIME_MODULES_POSIX_H
#define GILT_RUNTIME_MODULES_POSIX_H

#include "vm/needs_runtime.h"

// raise_os_error() of an action on two paths: both are in the message.
Ref raise_os_error_of_two(ThreadState *ts, int error, Value path, Value second) ATTACHED;

// A C int from an argument; false with TypeError or OverflowError.
bool posix_int(ThreadState *ts, Value v, int *out) ATTACHED RUNS_GUEST;

// The strs or bytes of a tuple as a null-terminated array, to be freed with the next; null with
// TypeError, or with ValueError if there is a null character inside.
char **posix_strings(ThreadState *ts, Value v) ATTACHED;
void posix_strings_free(ThreadState *ts, char **strings) ATTACHED;

#endif
