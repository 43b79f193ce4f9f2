// Cells: variables that an inner function captures.
#ifndef GILT_VM_EXEC_CELL_H
#define GILT_VM_EXEC_CELL_H

#include "vm/base/contract.h"
#include "vm/object/layouts.h"

// A new cell holding `content`, which may be NO_VALUE. NO_REF with MemoryError.
Ref cell_new(ThreadState *ts, Value content) ATTACHED;
// What it holds, a new reference; NO_REF without an exception if it is empty.
Ref cell_get(ThreadState *ts, Object *cell) ATTACHED;
// Takes the reference to `content`; NO_REF empties it. Returns what was in it, for the caller
// to drop.
Ref cell_swap(ThreadState *ts, Object *cell, Ref content) ATTACHED;

#endif
