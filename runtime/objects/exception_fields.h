// The fields that built-in exception classes have beyond BaseException's.
#ifndef GILT_RUNTIME_OBJECTS_EXCEPTION_FIELDS_H
#define GILT_RUNTIME_OBJECTS_EXCEPTION_FIELDS_H

#include "vm/base/contract.h"
#include "vm/object/layouts.h"

// Whether the class's constructor knows keyword arguments (ImportError, AttributeError,
// NameError).
bool exception_takes_keywords(ThreadState *ts, Exception *exception) ATTACHED;

// Sets the fields from the arguments, as the class's __init__ does. False with the exception
// set.
bool exception_fill_fields(ThreadState *ts, Exception *exception, Object *keywords) ATTACHED;

// str() of the classes that do not just show their arguments; NO_REF without an exception for
// the others.
Ref exception_field_text(ThreadState *ts, Exception *exception) ATTACHED RUNS_GUEST;

#endif
