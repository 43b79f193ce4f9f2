// member_descriptor: a variable that a class's `__slots__` names.
#ifndef GILT_RUNTIME_OBJECTS_MEMBER_DESCRIPTOR_H
#define GILT_RUNTIME_OBJECTS_MEMBER_DESCRIPTOR_H

#include "vm/base/contract.h"
#include "vm/object/type.h"

// The descriptor for the variable `name` (interned Str) at `offset` in instances of `type`.
// NO_REF with MemoryError.
Ref member_descriptor_new(ThreadState *ts, Type *type, Value name, uint32_t offset) ATTACHED;

// Whether both are descriptors of variables, at the same place in the instances. Cannot fail.
bool member_descriptor_matches(Value a, Value b) ATTACHED;

#endif
