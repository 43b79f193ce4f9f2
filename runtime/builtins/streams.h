// The standard streams and the builtin functions that use them.
#ifndef GILT_RUNTIME_BUILTINS_STREAMS_H
#define GILT_RUNTIME_BUILTINS_STREAMS_H

#include "vm/base/contract.h"
#include "vm/object/native.h"

// print, input, open.
extern const NativeDef stream_builtins[];

// Makes sys.stdin, stdout and stderr. False: exception set.
bool streams_set_up(ThreadState *ts) ATTACHED;
// From now on sys.stdout, which is still the one made above, writes at once.
void streams_do_not_buffer(ThreadState *ts) ATTACHED;
// Flushes sys.stdout and sys.stderr at the end; false if stdout could not be written
// (reported).
bool streams_flush(ThreadState *ts) ATTACHED RUNS_GUEST;
// Writes a Str to sys.stderr; to descriptor 2 when that is gone or fails. No exception stays
// set.
void streams_write_error(ThreadState *ts, Value text) ATTACHED RUNS_GUEST;

#endif
