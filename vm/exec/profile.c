// Telling a profiler of a thread's calls (profile.h).
#include "vm/exec/profile.h"

#include <stdlib.h>

#include "vm/base/atomics.h"
#include "vm/exec/operands.h"
#include "vm/object/exceptions.h"
#include "vm/thread/instruction_check.h"

void profile_free_memory(ThreadState *ts) {
    if (ts->profile) {
        free(ts->profile->called);
        free(ts->profile);
        ts->profile = NULL;
    }
}

static void forget_called(ThreadState *ts, Profile *profile) ATTACHED RUNS_GUEST {
    while (profile->n_called > 0) {
        ProfiledCall call = profile->called[--profile->n_called];
        value_drop(ts, call.function);
        value_drop(ts, call.self);
    }
}

// The hook has heard all it will hear.
static void dismiss(ThreadState *ts, const Profile *profile) ATTACHED RUNS_GUEST {
    if (profile->hook) {
        profile->hook(ts, profile->context, PROFILE_OVER, NO_VALUE, NO_VALUE);
        value_drop(ts, profile->context);
    }
}

static void profile_free(ThreadState *ts, Profile *profile) ATTACHED RUNS_GUEST {
    forget_called(ts, profile);
    dismiss(ts, profile);
    free(profile->called);
    free(profile);
}

// Frames that run already have begun unheard, and so have the native functions they call.
static void pass_over_frames(ThreadState *ts) ATTACHED {
    for (Frame *frame = ts->frame; frame; frame = frame->previous) {
        frame->flags = (frame->flags | FRAME_TOLD) & ~(uint32_t)FRAME_CALLS_NATIVE;
    }
}

static void change_profile(ThreadState *ts, Profile *profile) ATTACHED {
    ts->profile = profile;
    pass_over_frames(ts);
    instruction_check_update(ts);
    or_relaxed(&ts->pending, PENDING_DISPATCH);
}

bool profile_start(ThreadState *ts, ProfileHook hook, Value context) {
    if (!ts->profile) {
        Profile *profile = calloc(1, sizeof *profile);
        if (!profile) {
            raise_memory_error(ts);
            return false;
        }
        change_profile(ts, profile);
    }
    Profile old = *ts->profile;
    ts->profile->hook = hook;
    ts->profile->context = borrow(ref_take(ts, context));
    dismiss(ts, &old);
    return true;
}

void profile_stop(ThreadState *ts) {
    Profile *profile = ts->profile;
    if (profile) {
        change_profile(ts, NULL);
        profile_free(ts, profile);
    }
}

// Calls the hook, which may end the profiling, or have another one begin.
static bool tell(ThreadState *ts, ProfileEvent event, Value argument,
                 Value self) ATTACHED RUNS_GUEST {
    Profile *profile = ts->profile;
    Ref context = ref_take(ts, profile->context);
    profile->is_telling = true;
    bool ok = profile->hook(ts, borrow(context), event, argument, self);
    if (ts->profile) {
        ts->profile->is_telling = false;
    }
    ref_drop(ts, context);
    if (!ok && ts->profile) {
        Ref raised = error_fetch(ts);
        profile_stop(ts);
        error_restore(ts, raised);
    }
    return ok;
}

// The function of a generator only makes it: its calls are those of the generator.
static bool makes_generator(const Frame *frame) {
    return !(frame->flags & FRAME_GENERATOR) &&
           load_relaxed(&frame->code->flags) &
               (CODE_GENERATOR | CODE_COROUTINE | CODE_ASYNC_GENERATOR);
}

// `stood_at`: its pc when it began, or went on.
static bool tell_call(ThreadState *ts, Frame *frame,
                      const CodeWord *stood_at) ATTACHED RUNS_GUEST {
    frame->flags |= FRAME_TOLD;
    if (makes_generator(frame)) {
        return true;
    }
    const CodeWord *pc = frame->pc;
    frame->pc = stood_at;
    bool ok = tell(ts, PROFILE_CALL, NO_VALUE, NO_VALUE);
    frame->pc = pc;
    return ok;
}

// Whether what a call instruction calls is told of.
static bool is_native(Value callee) {
    if (value_is(callee, KIND_METHOD)) {
        callee = ((Method *)value_object(callee))->function;
    }
    return value_is(callee, KIND_NATIVE_FUNCTION) || value_is(callee, KIND_METHOD_DESCRIPTOR);
}

// Notes that the frame is going to call a native function, with a reference to that.
static bool note_called(ThreadState *ts, Frame *frame, ProfiledCall call) ATTACHED {
    Profile *profile = ts->profile;
    if (profile->n_called == profile->capacity) {
        size_t capacity = profile->capacity ? 2 * profile->capacity : 16;
        ProfiledCall *called = realloc(profile->called, capacity * sizeof *called);
        if (!called) {
            raise_memory_error(ts);
            return false;
        }
        profile->called = called;
        profile->capacity = capacity;
    }
    profile->called[profile->n_called++] = (ProfiledCall){
        borrow(ref_take(ts, call.function)),
        value_is_null(call.self) ? NO_VALUE : borrow(ref_take(ts, call.self)),
        call.pc,
    };
    frame->flags |= FRAME_CALLS_NATIVE;
    return true;
}

static bool tell_native_call(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST {
    const Value *R = frame->registers + operand_b(word);
    uint8_t op = operand_op(word);
    bool is_method = op == OP_CALL_METHOD || op == OP_CALL_METHOD_KEYWORDS;
    if (!is_native(R[0])) {
        return true;
    }
    Value self = NO_VALUE;
    if (value_is(R[0], KIND_METHOD_DESCRIPTOR) && op != OP_CALL_UNPACKED) {
        uint32_t first = is_method && value_is_unbound(R[1]) ? 2 : 1;
        bool has_self = (is_method && first == 1) || operand_c(word) > 0;
        self = has_self ? R[first] : NO_VALUE; // x.append(1), or list.append(x, 1)
    }
    return note_called(ts, frame, (ProfiledCall){R[0], self, frame->pc}) &&
           tell(ts, PROFILE_NATIVE_CALL, R[0], self);
}

static bool tell_native_end(ThreadState *ts, Frame *frame,
                            ProfileEvent event) ATTACHED RUNS_GUEST {
    frame->flags &= ~(uint32_t)FRAME_CALLS_NATIVE;
    Profile *profile = ts->profile;
    ProfiledCall call = profile->called[--profile->n_called];
    const CodeWord *pc = frame->pc; // of the next instruction, maybe in another line
    frame->pc = call.pc;
    bool ok = tell(ts, event, call.function, call.self);
    frame->pc = pc;
    value_drop(ts, call.function);
    value_drop(ts, call.self);
    return ok;
}

static bool tell_return(ThreadState *ts, Value v) ATTACHED RUNS_GUEST {
    Ref result = ref_take(ts, v);
    bool ok = tell(ts, PROFILE_RETURN, borrow(result), NO_VALUE);
    ref_drop(ts, result);
    return ok;
}

static bool tell_by_opcode(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST {
    switch (operand_op(word)) {
    case OP_RETURN:
    case OP_YIELD_FROM:
        return tell_return(ts, frame->registers[operand_a(word)]);
    case OP_RETURN_NONE:
        return tell_return(ts, NONE);
    case OP_YIELD:
    case OP_ASYNC_YIELD:
        return tell_return(ts, frame->registers[operand_b(word)]);
    case OP_CALL:
    case OP_CALL_KEYWORDS:
    case OP_CALL_METHOD:
    case OP_CALL_METHOD_KEYWORDS:
    case OP_CALL_UNPACKED:
        return tell_native_call(ts, frame, word);
    default:
        return true;
    }
}

bool profile_instruction(ThreadState *ts, Frame *frame, uint64_t word) {
    if (ts->profile->is_telling) {
        return true;
    }
    if (frame->flags & FRAME_CALLS_NATIVE &&
        !tell_native_end(ts, frame, PROFILE_NATIVE_RETURN)) {
        return false;
    }
    if (ts->profile && !(frame->flags & FRAME_TOLD) && !tell_call(ts, frame, frame->pc - 1)) {
        return false;
    }
    return !ts->profile || tell_by_opcode(ts, frame, word);
}

// Whether the frame raised while it returned, which has been told.
static bool is_returning(const Frame *frame) {
    uint8_t op = operand_op(frame->code->words[frame_word(frame)].word);
    return op == OP_RETURN || op == OP_RETURN_NONE;
}

void profile_unwinding(ThreadState *ts, Frame *frame, bool is_handled) {
    if (ts->profile->is_telling) {
        return;
    }
    Ref raised = error_fetch(ts);
    bool ok = true;
    if (frame->flags & FRAME_CALLS_NATIVE) {
        ok = tell_native_end(ts, frame, PROFILE_NATIVE_EXCEPTION);
    }
    // Thrown into: it has gone on without an instruction.
    if (ok && ts->profile && !(frame->flags & FRAME_TOLD)) {
        ok = tell_call(ts, frame, frame->pc);
    }
    if (ok && ts->profile && !is_handled && !makes_generator(frame) && !is_returning(frame)) {
        ok = tell(ts, PROFILE_RETURN, NO_VALUE, NO_VALUE);
    }
    if (ok) {
        error_restore(ts, raised);
    } else {
        ref_drop(ts, raised);
    }
}
