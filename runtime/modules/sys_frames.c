// What sys tells of the stacks of threads.
//
// Another thread's frames come and go while it runs. So the world is stopped while they are
// read: then each thread stands at a safe point or is blocked, and its registers are whole.
#include "runtime/modules/sys_frames.h"

#include "runtime/objects/traceback.h"
#include "vm/exec/frame.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/guest_thread.h"
#include "vm/thread/world.h"

Ref sys_getframe(ThreadState *ts, const Value *arguments) {
    int64_t depth = 0;
    if (!value_is_null(arguments[0]) &&
        !value_to_index(ts, arguments[0], EXC_OVERFLOW_ERROR, &depth)) {
        return NO_REF;
    }
    Frame *frame = ts->frame;
    while (frame && depth-- > 0) {
        frame = frame->previous;
    }
    return frame ? frame_snapshot(ts, frame)
                 : raise_error(ts, EXC_VALUE_ERROR, "call stack is not deep enough");
}

// What one thread, `other`, contributes to a dict; NO_REF: nothing, or an exception is set.
typedef Ref (*ThreadLook)(ThreadState *ts, const ThreadState *other);

static Ref look_at_frame(ThreadState *ts, const ThreadState *other) ATTACHED {
    return other->frame ? frame_snapshot(ts, other->frame) : NO_REF;
}

static Ref look_at_exception(ThreadState *ts, const ThreadState *other) ATTACHED {
    if (!other->frame) {
        return NO_REF;
    }
    return value_is_null(other->handled) ? owned(NONE) : ref_take(ts, other->handled);
}

// Puts a value in, whose reference it takes, under the thread's identifier.
static bool put(ThreadState *ts, Object *dict, const ThreadState *thread, Ref value) ATTACHED {
    Ref ident = int_from_u64(ts, load_relaxed(&thread->thread->ident));
    bool ok = !ref_is_null(ident) && dict_set(ts, dict, borrow(ident), borrow(value));
    ref_drop(ts, ident);
    ref_drop(ts, value);
    return ok;
}

// The interpreter's threads begin with the newest.
static Ref look_at_all(ThreadState *ts, ThreadLook look) NO_CONTRACT_CHECK {
    Ref dict = dict_new(ts);
    bool ok = !ref_is_null(dict);
    world_stop(ts);
    for (ThreadState *other = ts->interpreter->threads; ok && other; other = other->next) {
        Ref value = look(ts, other);
        ok = !error_is_set(ts) &&
             (ref_is_null(value) || put(ts, value_object(borrow(dict)), other, value));
    }
    world_start(ts);
    if (!ok) {
        ref_drop(ts, dict);
        return NO_REF;
    }
    return dict;
}

Ref sys_current_frames(ThreadState *ts, const Value *arguments) {
    (void)arguments;
    return look_at_all(ts, look_at_frame);
}

Ref sys_current_exceptions(ThreadState *ts, const Value *arguments) {
    (void)arguments;
    return look_at_all(ts, look_at_exception);
}
