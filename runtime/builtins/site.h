// exit, quit, help and breakpoint: the builtins that talk to a person.
#ifndef GILT_RUNTIME_BUILTINS_SITE_H
#define GILT_RUNTIME_BUILTINS_SITE_H

#include "vm/base/contract.h"
#include "vm/object/native.h"

// breakpoint.
extern const NativeDef site_builtins[];

// Adds exit, quit and help to the builtins. False: exception set.
bool site_set_up(ThreadState *ts, Object *dict) ATTACHED;

#endif
