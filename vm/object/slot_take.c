// Taking references out of slots without a lock (refcount.h: slot_try_take).
//
// Load the pointer, count it if it lives, look whether it is still there: if so, the slot's own
// reference kept the object alive while it was counted. Memory stays an object's, or readable
// with a dead count, as long as somebody may be looking (reclaim.h).
#include "vm/object/refcount.h"

static inline Ref try_take(ThreadState *ts, const Value *slot) ATTACHED {
    Value v = slot_load_acquire(slot);
    if (value_is_null(v) || !value_is_object(v)) {
        return owned(v);
    }
    Object *object = value_object(v);
    if (!object_retain_quickly(ts, object) && !object_try_retain(ts, object)) {
        return NO_REF;
    }
    // Still there? Then the slot's own reference kept it alive while it was counted.
    if (UNLIKELY(!value_same(slot_load_acquire(slot), v))) {
        object_release(ts, object);
        return NO_REF;
    }
    return owned(v);
}

Ref slot_try_take(ThreadState *ts, const Value *slot) {
    return try_take(ts, slot);
}

Ref slot_try_take_in(ThreadState *ts, const Value *slot, void *const *where, void *buffer) {
    Ref r = try_take(ts, slot);
    if (UNLIKELY(!ref_is_null(r) && load_acquire(where) != buffer)) {
        ref_drop(ts, r);
        return NO_REF;
    }
    return r;
}
