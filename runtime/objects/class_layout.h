// Where the instances of a guest class keep what: the choice of the base they are laid out
// like, `__slots__`, and the place of the attributes.
#ifndef GILT_RUNTIME_OBJECTS_CLASS_LAYOUT_H
#define GILT_RUNTIME_OBJECTS_CLASS_LAYOUT_H

#include "vm/base/contract.h"
#include "vm/object/layouts.h"
#include "vm/object/type.h"

// The base whose layout the class's instances take; null with TypeError (no class, duplicate,
// not to be inherited from, or two bases that cannot be laid out together).
Type *class_best_base(ThreadState *ts, const Tuple *bases) ATTACHED;

// The class up the chain that last added something to the layout: itself, or one of its bases.
// Cannot fail.
Type *class_solid_base(Type *type) ATTACHED;

// Reads `__slots__` from the new class's dict, sets the layout of its instances after that of
// type->base, and puts the descriptors of variables and `__dict__` into the dict. False with
// TypeError or ValueError.
bool class_lay_out(ThreadState *ts, Type *type) ATTACHED RUNS_GUEST;

// obj.__dict__ = value (NO_VALUE deletes): the setter of built-in types with attributes. False
// with TypeError for anything but a dict.
bool instance_dict_set(ThreadState *ts, Value self, Value value) ATTACHED RUNS_GUEST;

#endif
