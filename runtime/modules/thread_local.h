// threading.local.
#ifndef GILT_RUNTIME_MODULES_THREAD_LOCAL_H
#define GILT_RUNTIME_MODULES_THREAD_LOCAL_H

#include "vm/object/native.h"

// The thread ends: drops what locals hold for it.
void thread_locals_forget(ThreadState *ts) ATTACHED RUNS_GUEST;

extern const TypeSpec thread_local_type_spec;

#endif
