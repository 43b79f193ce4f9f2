// Frames: one call of a guest function.
//
// Frames stand one behind the other in the thread's frame stack, their registers in the
// register stack. A call passes its arguments in place: the callee's first registers are the
// caller's temporaries behind the callee itself.
//
//     caller's registers            b   b+1 ... b+n
//     +----+----+----+----+----+----+----+----+----+
//     | variables    | temps   | f  | x  | y  |
//     +----+----+----+----+----+----+----+----+----+----+----+----+
//                                   | x  | y  | z  | t  |    |        callee's registers
//
// A frame owns its registers' contents, its function, and its local namespace.
#ifndef GILT_VM_EXEC_FRAME_H
#define GILT_VM_EXEC_FRAME_H

#include "vm/base/check.h"
#include "vm/exec/code_object.h"
#include "vm/object/layouts.h"
#include "vm/object/refcount.h"

typedef struct Generator Generator;

typedef enum FrameFlag {
    FRAME_ENTRY = 1 << 0,       // called from C: its return leaves the dispatch loop
    FRAME_INITIALIZER = 1 << 1, // runs __init__ for `instance`, which is the call's result
    FRAME_GENERATOR = 1 << 2,   // runs `generator`, which owns the function
    FRAME_FOR_ITER = 1 << 3,    // with FRAME_GENERATOR: resumed by the caller's FOR_ITER
    FRAME_SEND = 1 << 4,        // with FRAME_GENERATOR: resumed by the caller's SEND
    // Of a thread that is profiled (profile.h):
    FRAME_TOLD = 1 << 5,         // that it has begun has been told
    FRAME_CALLS_NATIVE = 1 << 6, // that it calls a native function, too, but not yet the end
} FrameFlag;

struct Frame {
    Value *registers;
    const CodeWord *pc; // behind the instruction being executed, whenever others may look
    Code *code;         // immortal
    Function *function; // owned; null for module code
    Object *globals;    // Dict; owned by function or by the caller of the module code
    Object *builtins;   // Dict
    Value locals; // owned namespace mapping of class bodies and exec; NO_VALUE in functions
    Frame *previous;
    Value *stack_top;         // first register free for calls made from C
    Value instance;           // owned, with FRAME_INITIALIZER
    Generator *generator;     // owned, with FRAME_GENERATOR
    uint32_t result_register; // of the caller, for the value returned
    uint32_t flags;           // FrameFlag
};

// Index of the instruction word a frame is executing.
static inline uint32_t frame_word(const Frame *frame) {
    return frame->pc > frame->code->words ? (uint32_t)(frame->pc - frame->code->words) - 1 : 0;
}

// frame_allocate for a thread that is at an end of its stack, or at the recursion limit.
Frame *frame_allocate_slow(ThreadState *ts, const Code *code, Value *registers) ATTACHED;

// Room for a frame of `code` with registers at `registers`, and one more? Null with
// RecursionError.
static inline Frame *frame_allocate(ThreadState *ts, const Code *code,
                                    Value *registers) ATTACHED {
    Frame *frame = ts->next_frame;
    if (UNLIKELY(frame == ts->frames_end ||
                 ts->guest_depth >= ts->interpreter->recursion_limit ||
                 (size_t)(ts->registers_end - registers) < code->n_registers + 8u)) {
        return frame_allocate_slow(ts, code, registers);
    }
    ts->guest_depth++;
    ts->next_frame = frame + 1;
    return frame;
}

// The next frame on the thread's stack, with registers at `registers`, which hold the
// parameters already; all other registers are set to UNBOUND. Null with RecursionError. Takes
// the reference to `function` on success.
static inline Frame *frame_push(ThreadState *ts, Function *function,
                                Value *registers) ATTACHED {
    Code *code = function->code;
    Frame *frame = frame_allocate(ts, code, registers);
    if (UNLIKELY(!frame)) {
        return NULL;
    }
    for (uint32_t i = code->n_parameters; i < code->n_registers; i++) {
        registers[i] = UNBOUND;
    }
    frame->registers = registers;
    frame->pc = code->words;
    frame->code = code;
    frame->function = function;
    frame->globals = function->globals;
    frame->builtins = function->builtins;
    frame->locals = NO_VALUE;
    frame->previous = ts->frame;
    frame->stack_top = registers + code->n_registers + 1;
    frame->flags = 0;
    ts->frame = frame;
    return frame;
}

// The same for code that is not a function's: modules, exec, class bodies. `locals` is
// borrowed.
Frame *frame_push_code(ThreadState *ts, Code *code, Object *globals, Object *builtins,
                       Value locals) ATTACHED;

// Releases the registers from `first` on.
static inline void frame_clear(ThreadState *ts, Frame *frame,
                               uint32_t first) ATTACHED RUNS_GUEST {
    const Value *end = frame->registers + frame->code->n_registers;
    for (Value *at = frame->registers + first; at < end; at++) {
        Value v = *at;
        if (value_is_object(v)) {
            *at = UNBOUND;
            object_release(ts, value_object(v));
        }
    }
}

// Releases everything the innermost frame owns and removes it.
static inline void frame_pop(ThreadState *ts) ATTACHED RUNS_GUEST {
    Frame *frame = ts->frame;
    frame_clear(ts, frame, 0);
    Function *function = frame->function;
    Value locals = frame->locals;
    ts->frame = frame->previous;
    ts->guest_depth--;
    ts->next_frame = frame;
    if (LIKELY(function != NULL)) {
        object_release(ts, &function->head);
    }
    value_drop(ts, locals);
}

// Where C code may build arguments for a call: `n` registers above the innermost frame. Null
// with RecursionError.
Value *frame_scratch(ThreadState *ts, size_t n) ATTACHED;

// Where a thread is (vm/thread/world.h: ThreadHooks.place).
GuestPlace frame_place(const ThreadState *ts, bool outside_library) ANY_THREAD;

// Makes and frees the stacks of a thread. False: no memory.
bool exec_thread_init(ThreadState *ts);
void exec_thread_done(ThreadState *ts);

// Runs the innermost frame, which has FRAME_ENTRY, until it returns.
Ref execute(ThreadState *ts) ATTACHED RUNS_GUEST;

// Runs code as a module body or for exec/eval. `locals` may be NO_VALUE: then globals are the
// locals.
Ref execute_code(ThreadState *ts, Code *code, Object *globals,
                 Value locals) ATTACHED RUNS_GUEST;

// The innermost frame's local variables as a new dict (functions), or its namespace
// (elsewhere).
Ref frame_locals(ThreadState *ts, Frame *frame) ATTACHED;

#endif
