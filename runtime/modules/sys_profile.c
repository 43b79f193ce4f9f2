// Profiling by a guest function (vm/exec/profile.h has the events).
#include "runtime/modules/sys_profile.h"

#include "runtime/objects/traceback.h"
#include "vm/exec/call.h"
#include "vm/exec/profile.h"
#include "vm/needs_runtime.h"
#include "vm/object/refcount.h"

static const char *const EVENT_NAMES[] = {
    [PROFILE_CALL] = "call",
    [PROFILE_RETURN] = "return",
    [PROFILE_NATIVE_CALL] = "c_call",
    [PROFILE_NATIVE_RETURN] = "c_return",
    [PROFILE_NATIVE_EXCEPTION] = "c_exception",
};

// What the guest function gets: None when an exception leaves the frame; a native method bound
// to its instance.
static Ref argument_for_guest(ThreadState *ts, Value argument, Value self) ATTACHED {
    if (value_is_null(argument)) {
        return owned(NONE);
    }
    return value_is_null(self) ? ref_take(ts, argument) : method_new(ts, argument, self);
}

static bool tell_guest(ThreadState *ts, Value function, ProfileEvent event, Value argument,
                       Value self) ATTACHED RUNS_GUEST {
    if (event == PROFILE_OVER) {
        return true;
    }
    Ref frame = frame_snapshot(ts, ts->frame);
    Ref name = ref_is_null(frame) ? NO_REF : str_intern_text(ts, EVENT_NAMES[event]);
    Ref detail = ref_is_null(name) ? NO_REF : argument_for_guest(ts, argument, self);
    Ref result = NO_REF;
    if (!ref_is_null(detail)) {
        Value arguments[] = {borrow(frame), borrow(name), borrow(detail)};
        result = value_call(ts, function, arguments, 3);
    }
    bool ok = !ref_is_null(result);
    ref_drop(ts, result);
    ref_drop(ts, detail);
    ref_drop(ts, name);
    ref_drop(ts, frame);
    return ok;
}

Ref sys_setprofile(ThreadState *ts, const Value *arguments) {
    if (value_is_none(arguments[0])) {
        profile_stop(ts);
        return owned(NONE);
    }
    return profile_start(ts, tell_guest, arguments[0]) ? owned(NONE) : NO_REF;
}

Ref sys_getprofile(ThreadState *ts, const Value *arguments) {
    (void)arguments;
    const Profile *profile = ts->profile;
    bool is_guest = profile && profile->hook == tell_guest;
    return is_guest ? ref_take(ts, profile->context) : owned(NONE);
}
