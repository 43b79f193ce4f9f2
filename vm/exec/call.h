// Calling guest values from C.
//
// Arguments are borrowed. Results are new references, NO_REF with the exception set. A call
// from C to a guest function runs a new dispatch loop on the C stack (bounded: RecursionError);
// calls among guest functions do not come through here.
#ifndef GILT_VM_EXEC_CALL_H
#define GILT_VM_EXEC_CALL_H

#include "vm/base/contract.h"
#include "vm/object/layouts.h"

// callable(*arguments).
Ref value_call(ThreadState *ts, Value callable, const Value *arguments,
               size_t n) ATTACHED RUNS_GUEST;

// The last len(names) of the n arguments are passed by name; names is a Tuple of Str or
// NO_VALUE.
Ref value_call_named(ThreadState *ts, Value callable, const Value *arguments, size_t n,
                     Value names) ATTACHED RUNS_GUEST;

// callable(*arguments, **keywords) with a Tuple and a Dict; either may be NO_VALUE.
Ref value_call_unpacked(ThreadState *ts, Value callable, Value arguments,
                        Value keywords) ATTACHED RUNS_GUEST;

// v.name(*arguments); `name` is a Str. No bound method is made where it can be helped.
Ref value_call_method(ThreadState *ts, Value v, Value name, const Value *arguments,
                      size_t n) ATTACHED RUNS_GUEST;
Ref value_call_method_text(ThreadState *ts, Value v, const char *name, const Value *arguments,
                           size_t n) ATTACHED RUNS_GUEST;

// Guards native code that recurses through guest structures (repr of nested lists, comparisons,
// destructors): false with RecursionError set when the C stack is nearly used up. `doing`
// completes "maximum recursion depth exceeded" (" while calling a Python object"), may be "".
bool native_enter(ThreadState *ts, const char *doing) ATTACHED;
void native_leave(ThreadState *ts) ATTACHED;

#endif
