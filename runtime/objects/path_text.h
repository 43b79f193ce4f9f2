// Paths as the system wants them.
#ifndef GILT_RUNTIME_OBJECTS_PATH_TEXT_H
#define GILT_RUNTIME_OBJECTS_PATH_TEXT_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// The bytes of a path (Str or Bytes), zero-terminated, the caller's to free (buffer_free); a
// lone surrogate that stands for a byte (PEP 383) is that byte again. Null with TypeError, or
// with ValueError if there is a null character inside.
char *path_text(ThreadState *ts, Value path) ATTACHED;

#endif
