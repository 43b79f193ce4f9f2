// Which objects weakref.ref takes.
#ifndef GILT_RUNTIME_OBJECTS_WEAKREF_H
#define GILT_RUNTIME_OBJECTS_WEAKREF_H

#include "vm/base/contract.h"
#include "vm/object/type.h"

// Whether objects of this type can be weakly referenced, as in CPython.
bool weakref_allows(const Type *type) ANY_THREAD;

#endif
