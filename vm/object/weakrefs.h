// Weak references: a table from objects to the references that do not keep them alive.
//
// An object that is weakly referenced has OBJECT_WEAKLY_REFERENCED set, and stands in the table
// with a list of its WeakReferences. The last thing before its destruction (after `__del__`) is
// to clear them, so a reference whose target is not null points to memory that is still the
// object's; whether it lives is asked of its counts, under the table's lock.
#ifndef GILT_VM_OBJECT_WEAKREFS_H
#define GILT_VM_OBJECT_WEAKREFS_H

#include "vm/base/contract.h"
#include "vm/object/object.h"
#include "vm/object/thread_state.h"

typedef struct WeakReference {
    Object head;
    // --- guarded by the table's lock ---
    Object *target; // null once it is gone; written atomically
    struct WeakReference *next, *previous;
    // --- the reference's own ---
    Value callback; // called with the reference when the target goes; NO_VALUE if nothing
    int64_t hash;   // of the target; -1: not asked yet
} WeakReference;

typedef struct WeakTable WeakTable;

// False if there is no memory.
bool weakrefs_create(Interpreter *interpreter);
void weakrefs_destroy(Interpreter *interpreter);

// Enters a new reference, whose other fields are set and which it takes over, for `target`,
// which the caller keeps alive. `is_plain`: it has no callback, and if another thread has just
// entered one of the same type that has none, that is the result instead. NO_REF with
// MemoryError.
Ref weakrefs_add(ThreadState *ts, WeakReference *reference, Object *target,
                 bool is_plain) ATTACHED RUNS_GUEST;
// Takes a reference out; its target may be gone already. Called when it is destroyed.
void weakrefs_remove(ThreadState *ts, WeakReference *reference) ATTACHED;

// Whether its target is gone, for good.
static inline bool weakref_is_dead(const WeakReference *reference) ATTACHED {
    return load_relaxed(&reference->target) == NULL;
}
// A new reference to the target, NO_REF (no exception) if it is gone.
Ref weakrefs_target(ThreadState *ts, WeakReference *reference) ATTACHED;
// The reference of exactly this type to the target that has no callback; NO_REF if there is
// none.
Ref weakrefs_find_plain(ThreadState *ts, Object *target, const Type *type) ATTACHED;
// A new list of the references to an object.
Ref weakrefs_list(ThreadState *ts, Object *target) ATTACHED;

// The object is about to be destroyed: its references lose it, then their callbacks run.
void weakrefs_clear(ThreadState *ts, Object *object) ATTACHED RUNS_GUEST;
// The same for one of many objects found to be garbage: callbacks of references for which
// `is_garbage` is false are appended to the list `later` as pairs are (the reference itself).
// The world is stopped.
void weakrefs_forget(ThreadState *ts, Object *object, bool (*is_garbage)(const Object *),
                     WeakReference ***later, size_t *n_later) STOPPED;

// The GIL goes away, or the only thread of a program without one gets company: objects that are
// weakly referenced get counts that any thread may try to raise. No other thread runs.
void weakrefs_share_targets(Interpreter *interpreter) STOPPED;

#endif
