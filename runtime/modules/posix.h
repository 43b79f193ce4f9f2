// What the modules about the operating system share.
#ifndef GILT_RUNTIME_MODULES_POSIX_H
#define GILT_RUNTIME_MODULES_POSIX_H

#include "vm/needs_runtime.h"

// A path argument as UTF-8, the caller's to free (buffer_free); null with TypeError, or with
// ValueError if there is a null character inside.
char *posix_path_text(ThreadState *ts, Value path) ATTACHED;

#endif
