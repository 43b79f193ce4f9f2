// What the modules about the operating system share.
#ifndef GILT_RUNTIME_MODULES_POSIX_H
#define GILT_RUNTIME_MODULES_POSIX_H

#include "vm/needs_runtime.h"

// raise_os_error() of an action on two paths: both are in the message.
Ref raise_os_error_of_two(ThreadState *ts, int error, Value path, Value second) ATTACHED;

#endif
