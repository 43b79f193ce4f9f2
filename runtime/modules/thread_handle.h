// Starting guest threads, and the handles they are joined by.
#ifndef GILT_RUNTIME_MODULES_THREAD_HANDLE_H
#define GILT_RUNTIME_MODULES_THREAD_HANDLE_H

#include "vm/base/contract.h"
#include "vm/object/native.h"

extern const TypeSpec thread_handle_type_spec;

// The module functions start_new_thread and start_joinable_thread (signatures in thread.c).
Ref thread_start_new(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;
Ref thread_start_joinable(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;
// The handle of the main thread, which is joined by nobody.
Ref thread_main_handle(ThreadState *ts, const Value *arguments) ATTACHED;

#endif
