// getset_descriptor: a computed attribute of a built-in type, in the type's dict.
#ifndef GILT_RUNTIME_OBJECTS_GETSET_DESCRIPTOR_H
#define GILT_RUNTIME_OBJECTS_GETSET_DESCRIPTOR_H

#include "vm/base/contract.h"
#include "vm/object/native.h"

// The descriptor for a row of a type's attribute table. `type` is borrowed: it lives as long as
// its dict. NO_REF with MemoryError.
Ref getset_descriptor_new(ThreadState *ts, Type *type, const GetSetDef *definition) ATTACHED;

// Whether `instance` is one of `type`, which has the descriptor `name`. False with TypeError.
bool descriptor_check(ThreadState *ts, const char *name, Type *type, Value instance) ATTACHED;

// The setter of attributes that are plain members in CPython, which says only "readonly
// attribute" of them. Always false.
bool getset_refuse(ThreadState *ts, Value self, Value value) ATTACHED;

#endif
