// Types as annotations write them: `list[int]` (GenericAlias) and `int | str` (UnionType).
#ifndef GILT_RUNTIME_OBJECTS_GENERIC_ALIAS_H
#define GILT_RUNTIME_OBJECTS_GENERIC_ALIAS_H

#include "vm/base/contract.h"
#include "vm/object/layouts.h"

// origin[arguments]: a single argument, or a tuple of them.
Ref generic_alias_new(ThreadState *ts, Value origin, Value arguments) ATTACHED;

// a | b where one is a class and both can stand in a union; NOT_IMPLEMENTED otherwise.
Ref union_of(ThreadState *ts, Value a, Value b) ATTACHED RUNS_GUEST;

// How a type is written inside an alias or a union: "int", "__main__.C", "list[int]", "...".
// NO_REF with the exception set.
Ref type_text(ThreadState *ts, Value type) ATTACHED RUNS_GUEST;

#endif
