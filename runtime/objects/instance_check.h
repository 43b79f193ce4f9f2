// The checks that type.__instancecheck__ and type.__subclasscheck__ make: by inheritance,
// __class__ and __bases__, without asking the class. 1, 0, or -1 with the exception set.
// (value_is_instance and value_is_subclass, which ask it, are in vm/needs_runtime.h.)
#ifndef GILT_RUNTIME_OBJECTS_INSTANCE_CHECK_H
#define GILT_RUNTIME_OBJECTS_INSTANCE_CHECK_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// isinstance(v, class); TypeError unless the class is one or has __bases__.
int instance_check_plain(ThreadState *ts, Value v, Value class) ATTACHED RUNS_GUEST;
// issubclass(derived, class); TypeError unless both are classes or have __bases__.
int subclass_check_plain(ThreadState *ts, Value derived, Value class) ATTACHED RUNS_GUEST;

#endif
