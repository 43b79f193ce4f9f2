// Modules being imported right now, and who imports them.
#ifndef GILT_RUNTIME_IMPORT_PENDING_H
#define GILT_RUNTIME_IMPORT_PENDING_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

typedef struct PendingImports PendingImports;

// The list, empty; null without memory.
PendingImports *pending_imports_new(void);
void pending_imports_free(PendingImports *pending);

// The calling thread is going to import `name` (interned). 1: it may; 0: another thread did
// meanwhile, or is doing it in a circle with this one: look into sys.modules again; -1:
// exception set (Ctrl-C, memory).
int pending_import_begin(ThreadState *ts, Value name) ATTACHED RUNS_GUEST;
// It has finished, with or without success: those who wait for the module go on.
void pending_import_end(ThreadState *ts, Value name) ATTACHED;
// Whether some thread is importing `name`, so that its module may be half made. ANY_THREAD.
bool pending_import_is_running(ThreadState *ts, Value name) ATTACHED;
// Waits until no other thread imports `name`, unless that would close a circle. False:
// exception set.
bool pending_import_wait(ThreadState *ts, Value name) ATTACHED RUNS_GUEST;

// In the child after fork(), before any guest code: what other threads were importing is not
// imported, and whoever wants it begins anew. (CPython's child waits for them for ever.) False:
// exception set.
bool pending_imports_after_fork(ThreadState *ts) ATTACHED RUNS_GUEST;

#endif
