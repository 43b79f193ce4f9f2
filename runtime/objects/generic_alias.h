// Types as annotations write them: `list[int]` (GenericAlias) and `int | str` (UnionType).
#ifndef GILT_RUNTIME_OBJECTS_GENERIC_ALIAS_H
#define GILT_RUNTIME_OBJECTS_GENERIC_ALIAS_H

#include "vm/base/contract.h"
#include "vm/object/layouts.h"
#include "vm/object/native.h"

// origin[arguments]: a single argument, or a tuple of them.
Ref generic_alias_new(ThreadState *ts, Value origin, Value arguments) ATTACHED;

// __class_getitem__, for the classes that can be written with arguments.
extern const NativeDef generic_class_methods[];

// a | b where one is a class and both can stand in a union; NOT_IMPLEMENTED otherwise.
Ref union_of(ThreadState *ts, Value a, Value b) ATTACHED RUNS_GUEST;

// How a type is written inside an alias or a union: "int", "__main__.C", "list[int]", "...".
// NO_REF with the exception set.
Ref type_text(ThreadState *ts, Value type) ATTACHED RUNS_GUEST;

// The type parameters in the arguments of an alias (a Tuple), each once, as a tuple.
Ref generic_parameters(ThreadState *ts, Value arguments) ATTACHED RUNS_GUEST;
// The arguments with the parameters replaced by `key` (a tuple, or the only one). `alias` is
// for the TypeError when their number is wrong.
Ref generic_substitute(ThreadState *ts, Value alias, Value arguments,
                       Value key) ATTACHED RUNS_GUEST;

#endif
