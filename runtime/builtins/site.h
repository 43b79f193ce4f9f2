// exit, quit, help, copyright, credits, license and breakpoint: the builtins that talk to a
// person.
#ifndef GILT_RUNTIME_BUILTINS_SITE_H
#define GILT_RUNTIME_BUILTINS_SITE_H

#include "vm/base/contract.h"
#include "vm/object/native.h"

// breakpoint.
extern const NativeDef site_builtins[];

// Adds them, but for breakpoint, to the builtins. False: exception set.
bool site_set_up(ThreadState *ts, Object *dict) ATTACHED;

#endif
