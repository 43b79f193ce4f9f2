// What the guest can do with a code object besides looking at it (code.c).
#ifndef GILT_RUNTIME_OBJECTS_CODE_METHODS_H
#define GILT_RUNTIME_OBJECTS_CODE_METHODS_H

#include "vm/needs_runtime.h"
#include "vm/object/native.h"

extern const NativeDef code_methods[];

// Two code objects are equal if they do the same, have the same name and come from the same
// lines; the file does not count.
Ref code_compare(ThreadState *ts, CompareOperator op, Value self, Value other) ATTACHED;
int64_t code_hash(ThreadState *ts, Value self) ATTACHED;

#endif
