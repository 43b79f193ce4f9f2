// Exception groups: BaseExceptionGroup and ExceptionGroup (PEP 654).
#ifndef GILT_RUNTIME_OBJECTS_EXCEPTION_GROUP_H
#define GILT_RUNTIME_OBJECTS_EXCEPTION_GROUP_H

#include "vm/base/contract.h"
#include "vm/object/layouts.h"

// What an exception group keeps in Exception.fields.
enum { GROUP_MESSAGE, GROUP_EXCEPTIONS };

// Whether v is an exception group.
bool value_is_group(ThreadState *ts, Value v) ATTACHED;

// BaseExceptionGroup.__new__(type, *arguments): checks the message and the exceptions. NO_REF
// with TypeError or ValueError.
Ref exception_group_make(ThreadState *ts, Type *type,
                         const Tuple *arguments) ATTACHED RUNS_GUEST;

// Gives the two classes their methods. False: exception set.
bool exception_groups_set_up(ThreadState *ts) ATTACHED;

#endif
