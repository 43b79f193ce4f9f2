// Quiescent-state reclamation: when it is safe to free a buffer that lock-free readers may be
// looking at.
//
// The words: a thread is quiescent at a safe point and while detached: it then holds no pointer
// into any container except through counted references. A retired buffer is stamped with the
// epoch that its retirement opens; once every attached thread has been quiescent in that epoch
// or a later one, no reader that could have loaded the pointer before it was unlinked is still
// in its read, and the buffer is freed.
//
//     retire:  stamp = ++epoch            reader's safe point:  ts->quiescent_epoch = epoch
//     free:    stamp <= min over attached threads of quiescent_epoch
//
// (P. McKenney, J. Slingwine, Read-Copy Update, 1998; S. Boyd-Wickizer's QSBR; CPython's
// qsbr.c.)
#ifndef GILT_VM_OBJECT_RECLAIM_H
#define GILT_VM_OBJECT_RECLAIM_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// Creates and destroys the interpreter's reclaimer; what is still retired is freed. False: no
// memory.
bool reclaimer_create(Interpreter *interpreter);
void reclaimer_destroy(Interpreter *interpreter);

// Hands over `memory` (malloc) to be freed later.
void reclaim_retire(ThreadState *ts, void *memory) ATTACHED;

// The thread holds no borrowed pointers now. Called at safe points when asked
// (PENDING_QUIESCENT) and on attaching.
void reclaim_quiescent(ThreadState *ts) ATTACHED;

// The thread ends: what it has retired and not freed yet is left to the others.
void reclaim_thread_done(ThreadState *ts) ATTACHED;

// Frees everything retired: the world is stopped, or its threads are gone.
void reclaim_all(Interpreter *interpreter) ANY_THREAD;

#endif
