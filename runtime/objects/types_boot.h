// The built-in types: made from their specifications (types.def) when an interpreter starts.
#ifndef GILT_RUNTIME_OBJECTS_TYPES_BOOT_H
#define GILT_RUNTIME_OBJECTS_TYPES_BOOT_H

#include "vm/base/contract.h"
#include "vm/object/native.h"

// Makes every built-in type and exception class, the interned strings and the known names.
// False: no memory.
bool types_create(ThreadState *ts) ATTACHED;
// Frees the memory of the types themselves; the heap's objects are gone already.
void types_destroy(Interpreter *interpreter);

// Adds rows of methods or computed attributes to a built-in type. False: exception set.
bool type_add_methods(ThreadState *ts, Type *type, const NativeDef *methods) ATTACHED;
bool type_add_attributes(ThreadState *ts, Type *type, const GetSetDef *attributes) ATTACHED;

// Takes over from `base` every slot that `slots` leaves null.
void type_inherit_slots(TypeSlots *slots, const TypeSlots *base);

#endif
