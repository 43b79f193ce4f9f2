// The type `object`.
#ifndef GILT_RUNTIME_OBJECTS_OBJECT_H
#define GILT_RUNTIME_OBJECTS_OBJECT_H

#include "vm/base/contract.h"
#include "vm/object/native.h"

extern const TypeSpec object_type_spec;

// Releases what an instance of a guest class holds: its own attributes, and what the built-in
// layout it begins with holds. The destroy and traverse slots of all guest classes.
void guest_instance_destroy(ThreadState *ts, Object *self) ATTACHED;
void guest_instance_traverse(Object *self, Visitor visit, void *context);

#endif
