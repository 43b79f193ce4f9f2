// Exceptions: what the other parts of the library need of BaseException and the classes below
// it.
#ifndef GILT_RUNTIME_OBJECTS_EXCEPTION_H
#define GILT_RUNTIME_OBJECTS_EXCEPTION_H

#include "vm/base/contract.h"
#include "vm/object/layouts.h"
#include "vm/object/native.h"

extern const TypeSpec exception_type_spec;

// A new reference to what a slot of the exception (its traceback, its cause, ...) holds; None
// if it is empty. Takes the object's lock. Cannot fail.
Ref exception_take(ThreadState *ts, Exception *exception, const Value *slot) ATTACHED;

// Adds the methods to a subclass that CPython's has in its own dict, though they do what
// BaseException's do. False with MemoryError.
bool exception_class_complete(ThreadState *ts, Type *type) ATTACHED;

// Adds what the subclasses have beyond BaseException (StopIteration.value, OSError.errno, ...)
// to the classes that types_create has made, and prepares the MemoryError. False: exception
// set.
bool exceptions_set_up(ThreadState *ts) ATTACHED;

#endif
