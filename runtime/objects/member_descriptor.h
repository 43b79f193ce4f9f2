// member_descriptor: a variable that a class's `__slots__` names.
#ifndef GILT_RUNTIME_OBJECTS_MEMBER_DESCRIPTOR_H
#define GILT_RUNTIME_OBJECTS_MEMBER_DESCRIPTOR_H

#include "vm/base/contract.h"
#include "vm/object/type.h"

// The descriptor for the variable `name` (interned Str) at `offset` in instances of `type`,
// which is borrowed and keeps the descriptor in its dict. NO_REF with MemoryError.
Ref member_descriptor_new(ThreadState *ts, Type *type, Value name, uint32_t offset) ATTACHED;

#endif
