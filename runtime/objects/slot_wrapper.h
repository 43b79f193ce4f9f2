// wrapper_descriptor: a slot of a built-in type as a method, `list.__len__`.
#ifndef GILT_RUNTIME_OBJECTS_SLOT_WRAPPER_H
#define GILT_RUNTIME_OBJECTS_SLOT_WRAPPER_H

#include "runtime/objects/slot_table.h"

typedef struct SlotWrapper {
    Object head;
    const Dunder *dunder;
    Type *owner; // built-in, immortal
} SlotWrapper;

// Puts wrappers for the slots that a built-in type fills into its dict, where it has no method
// of that name. `own` are the slots of the type itself, without what it inherits. False with
// MemoryError.
bool slot_wrappers_add(ThreadState *ts, Type *type, const TypeSlots *own) ATTACHED;

// A slot wrapper (borrowed) bound to an instance (method_wrapper.c).
Ref method_wrapper_new(ThreadState *ts, Value slot_wrapper, Value self) ATTACHED;

#endif
