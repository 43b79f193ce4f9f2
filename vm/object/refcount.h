// Reference counts: biased counting (Choi, Shull, Torrellas 2018; PEP 703), with the bias as
// the dial.
//
//     object->owner == ts->rc_identity  ?  local count, plain  :  shared count, atomic
//
// `local` is changed only by threads whose identity is the owner; `shared` by everybody else,
// atomically. With a GIL every thread has the same identity, so every count is plain. Without
// one each thread has its own. The object lives while local + shared > 0.
//
// shared = (count << 2) | state, count signed:
//
//     COUNT_DEFAULT  nobody but the owner has counted yet: readers without a lock may not
//                    take references
//     COUNT_SHARED   others have: when `local` reaches 0 the owner must look here, atomically
//     COUNT_QUEUED   the count went negative: the object waits in its owner's merge queue
//     COUNT_MERGED   owner is 0 and the count is all there is: at 0 the object is dead
//
// An object that threads fight over is counted by each of them for itself (split.h): its owner
// is OWNER_SPLIT, `local` the number of a row in each thread's table, and `shared` a merged
// count of COUNT_SPLIT more. Dead objects have owner 0 and a merged count of 0 or less.
// Immortal objects have owner 0 and a shared count of at least COUNT_IMMORTAL_MIN, which is not
// counted.
#ifndef GILT_VM_OBJECT_REFCOUNT_H
#define GILT_VM_OBJECT_REFCOUNT_H

#include "vm/base/check.h"
#include "vm/base/contract.h"
#include "vm/object/object.h"
#include "vm/object/split.h"
#include "vm/object/thread_state.h"

enum {
    COUNT_DEFAULT = 0,
    COUNT_SHARED = 1,
    COUNT_QUEUED = 2,
    COUNT_MERGED = 3,
    COUNT_STATE_MASK = 3,
    COUNT_ONE = 4,
    COUNT_DEAD = COUNT_MERGED,
    COUNT_DYING = -0x20000000 + COUNT_MERGED, // dead; what counts it meanwhile changes nothing
    COUNT_SPLIT = 0x10000000,                 // added to the merged count of a split object
    COUNT_IMMORTAL = 0x40000003,              // merged, with a count that no program reaches
    COUNT_IMMORTAL_MIN =
        0x20000000, // from here on a shared count means immortal: it cannot overflow
};

// The owner of immortal, merged and freed objects; no thread has this identity.
#define OWNER_NONE 0u

// The identity of the main thread, and of every thread while there is a GIL: what was made
// under the GIL belongs to the main thread when the GIL goes away.
#define GIL_IDENTITY 1u

// The owner of objects that each thread counts for itself (split.h).
#define OWNER_SPLIT (UINT32_MAX - 3)

// The owner of all objects while the counts are racy (racy.h), and the identity of a thread
// that counts nothing inline.
#define OWNER_RACY      (UINT32_MAX - 1)
#define IDENTITY_NOBODY (UINT32_MAX - 2)

// The dial: how threads count while there is no GIL. With one every count is plain.
typedef enum RefcountMode {
    REFCOUNT_BIASED, // the owner plainly, others atomically
    REFCOUNT_ATOMIC, // everybody atomically: objects are born with merged counts
    REFCOUNT_RACY,   // everybody plainly, which loses counts: see racy.h
} RefcountMode;

// The out-of-line halves: the calling thread is not the owner, or counts nothing inline.
void object_retain_shared(ThreadState *ts, Object *object) ATTACHED;
void object_release_shared(ThreadState *ts, Object *object) ATTACHED RUNS_GUEST;
// The owner's last local reference is gone: destroys the object, or merges the counts.
void object_release_last(ThreadState *ts, Object *object) ATTACHED RUNS_GUEST;

// Counts one more reference.
static inline void object_retain(ThreadState *ts, Object *object) ATTACHED {
    if (LIKELY(load_relaxed(&object->owner) == ts->rc_identity)) {
        store_relaxed(&object->local, load_relaxed(&object->local) + 1);
    } else if (load_relaxed(&object->shared) < COUNT_IMMORTAL_MIN) {
        object_retain_shared(ts, object);
    }
}

// Gives one reference back; the last one destroys the object, which may run `__del__`.
static inline void object_release(ThreadState *ts, Object *object) ATTACHED RUNS_GUEST {
    if (LIKELY(load_relaxed(&object->owner) == ts->rc_identity)) {
        uint32_t local = load_relaxed(&object->local) - 1;
        store_relaxed(&object->local, local);
        if (local == 0) {
            object_release_last(ts, object);
        }
    } else if (load_relaxed(&object->shared) < COUNT_IMMORTAL_MIN) {
        object_release_shared(ts, object);
    }
}

// A new reference to v, which the caller knows to be alive. Cannot fail.
static inline Ref ref_take(ThreadState *ts, Value v) ATTACHED {
    if (value_is_object(v)) {
        object_retain(ts, value_object(v));
    }
    return owned(v);
}

// A new reference to a live object.
static inline Ref ref_take_object(ThreadState *ts, void *object) ATTACHED {
    object_retain(ts, object);
    return object_ref(object);
}

// Gives up a reference; NO_REF is allowed.
static inline void ref_drop(ThreadState *ts, Ref r) ATTACHED RUNS_GUEST {
    if ((r.bits & 7) == 0 && r.bits != 0) {
        object_release(ts, value_object(borrow(r)));
    }
}

// Gives up the reference a raw slot held; NO_VALUE and UNBOUND are allowed.
static inline void value_drop(ThreadState *ts, Value v) ATTACHED RUNS_GUEST {
    ref_drop(ts, owned(v));
}

// Takes a reference to an object that may be dying (its memory is type-stable): false if it is
// dead or nobody but its owner has ever counted it. The caller then makes sure that it is still
// the right object.
bool object_try_retain(ThreadState *ts, Object *object) ATTACHED;

// The quick cases of it: the object is this thread's own, split or immortal. False: not so
// quickly.
static inline bool object_retain_quickly(ThreadState *ts, Object *object) ATTACHED {
    uint32_t owner = load_acquire(&object->owner);
    if (LIKELY(owner == ts->rc_identity)) {
        store_relaxed(&object->local, load_relaxed(&object->local) + 1);
        return true;
    }
    if (LIKELY(owner == OWNER_SPLIT && ts->split_rows)) {
        split_retain(ts, object); // it lives until it is added up
        return true;
    }
    return load_relaxed(&object->shared) >= COUNT_IMMORTAL_MIN;
}

// Takes a reference to what a lock-free reader found in `slot`, if it can be had without a
// lock: the value must still be in the slot afterwards. Returns NO_REF (no error set) if the
// slot is empty, changed meanwhile, or its object has never been shared: the caller then reads
// again under the container's lock. With a GIL, or for the owner, it always succeeds on a
// filled slot.
Ref slot_try_take(ThreadState *ts, const Value *slot) ATTACHED;

// The same for a slot in a buffer that may be replaced: afterwards *where must still be
// `buffer`. A slot of a retired buffer keeps what it held, so the slot alone does not tell.
Ref slot_try_take_in(ThreadState *ts, const Value *slot, void *const *where,
                     void *buffer) ATTACHED;

// Reads `slot` under the lock of its container (held by the caller, or not needed): takes a
// reference and marks the object as shared, so that later lock-free readers succeed. NO_REF if
// the slot is empty.
Ref slot_take_locked(ThreadState *ts, const Value *slot) ATTACHED;

// Lets threads that are not the owner take references without a lock. The object lives: the
// caller or a container that it has locked holds it.
void object_share(Object *object) ATTACHED;

// Exempts an object from counting for ever. Idempotent.
void object_make_immortal(Object *object) ATTACHED;
static inline bool object_is_immortal(const Object *object) {
    return load_relaxed(&object->owner) == OWNER_NONE &&
           load_relaxed(&object->shared) >= COUNT_IMMORTAL_MIN;
}

// Whether the object is on its way to being destroyed, or is memory that was one.
static inline bool object_is_dead(const Object *object) {
    int32_t shared = load_relaxed(&object->shared);
    uint32_t owner = load_relaxed(&object->owner);
    return (owner == OWNER_NONE || owner == OWNER_RACY) &&
           (shared & COUNT_STATE_MASK) == COUNT_MERGED && shared <= COUNT_DEAD;
}

// The object dies: whatever counts it while its contents go changes nothing.
static inline void object_make_dying(Object *object) ATTACHED {
    store_relaxed(&object->shared, COUNT_DYING);
    store_relaxed(&object->owner, OWNER_NONE);
}

// Gives an object that nobody else knows `count` references, all of this thread, in the form
// that the dial asks for.
void object_adopt(ThreadState *ts, Object *object, uint32_t count) ATTACHED;

// Whether the caller's reference is the only one, so that the object may be changed in place.
// What others did with theirs before they dropped them has happened before. May say false of an
// object of another thread.
static inline bool object_is_only_reference(const ThreadState *ts,
                                            const Object *object) ATTACHED {
    uint32_t owner = load_relaxed(&object->owner);
    // Acquire: pairs with the release of those who gave theirs back.
    int32_t shared = load_acquire(&object->shared);
    return owner == ts->identity ? load_relaxed(&object->local) == 1 && shared == COUNT_DEFAULT
                                 : owner == OWNER_NONE && shared == (COUNT_ONE | COUNT_MERGED);
}

// The count as of now; other threads may be changing it. For sys.getrefcount, and with the
// world stopped for the collector.
int64_t object_count(const Interpreter *interpreter, const Object *object) ATTACHED;

// Gives a reference back at the calling thread's next safe point.
void object_release_later(ThreadState *ts, Object *object) STOPPED;

// Every thread that owns objects is registered while it lives, so that others find its merge
// queue. Registers the thread under a fresh identity, which is returned in ts->own_identity;
// false: no memory.
bool refcount_register_owner(ThreadState *ts) ANY_THREAD;
// The calling thread ends: merges what is still queued to it, and then its identity dies with
// it. Objects that still have it as owner are merged by whoever drops them.
void refcount_retire_owner(ThreadState *ts) ATTACHED RUNS_GUEST;
bool owner_registry_create(Interpreter *interpreter);
void owner_registry_destroy(Interpreter *interpreter);

// Merges what other threads have queued to this thread. Called at safe points (PENDING_MERGE),
// before detaching for long, and at thread exit.
void refcount_merge_queued(ThreadState *ts) ATTACHED RUNS_GUEST;

// `gone` is a thread that does not exist any more (after fork()): what is queued to it is
// queued to the calling thread.
void refcount_inherit_queue(ThreadState *ts, ThreadState *gone) STOPPED;

// The world is stopped and the mode changes: every object not immortal gets one count, in the
// form that `mode` asks for; plain ones are owned by `identity`.
void refcount_rehome_all(ThreadState *ts, RefcountMode mode, uint32_t identity) STOPPED;

// How often counts were changed, and how. `plain` is known only while it is asked for
// (refcount_mode.h); the others are counted always.
CountStats refcount_stats(Interpreter *interpreter) ANY_THREAD;

#endif
