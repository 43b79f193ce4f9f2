// Generators, coroutines and async generators: functions whose frame can be put aside.
//
// A suspended generator keeps its frame's registers and its place in the code. Resuming copies
// the registers to the top of the thread's register stack and pushes a frame for them, so a
// running generator is an ordinary frame; yielding copies them back and pops the frame. All
// three types have this one layout and differ in who may resume them.
//
//     CREATED --> RUNNING --> SUSPENDED      yield, await
//                 RUNNING --> FINISHED       return, an exception
//                 SUSPENDED --> DELEGATING   throw() works on the iterator of a `yield from`
//     CREATED, SUSPENDED --> HELD --> back   a look at its registers, which runs no guest code
//
// Whoever moves the state to RUNNING, DELEGATING or HELD is the only one to touch the registers
// until it moves it on (by compare-exchange when threads run in parallel). Who wants to resume
// one that is running or delegating gets "generator already executing"; a look is none of its
// business, so it waits for the end of that.
//
// Handled exceptions. While a generator runs, the exceptions its caller is handling are visible
// to it; when it yields inside an `except` block its own stay with it. So `caller_handled`
// holds what was handled when it was resumed (it may be the very exception that its own
// `except` block handles: `is_handling` tells), and the outermost `except` block of a generator
// remembers not that exception but the word PREVIOUS_IS_CALLERS: the next resumption may come
// from elsewhere.
#ifndef GILT_VM_EXEC_GENERATOR_H
#define GILT_VM_EXEC_GENERATOR_H

#include "vm/exec/frame.h"

typedef enum GeneratorState {
    GENERATOR_CREATED,
    GENERATOR_SUSPENDED,
    GENERATOR_RUNNING,
    GENERATOR_DELEGATING,
    GENERATOR_HELD,
    GENERATOR_FINISHED,
} GeneratorState;

struct Generator {
    Object head;
    uint32_t state; // GeneratorState
    // Of an async generator: its hooks have been called, an asend() is under way, it has ended.
    uint8_t has_hooks, is_running_async, is_closed; // bools; atomic
    bool is_handling;                               // one of its own except blocks is open
    Code *code;                                     // immortal
    Function *function;                             // owned; null once finished
    const CodeWord *pc;                             // where to go on
    Value handled;        // owned: what its own except blocks handle while it is suspended
    Value caller_handled; // owned while running: what was handled when it was resumed
    union {
        Value finalizer; // of an async generator: called when it is dropped unfinished
        Value origin; // of a coroutine: where it was made, a Tuple; NO_VALUE unless asked for
    };
    Value name, qualified_name;
    Value registers[]; // code->n_registers; meaningless while RUNNING
};

// Stands in the register where an except block keeps what was handled before it.
#define PREVIOUS_IS_CALLERS TRUE_VALUE

// How a resumed generator came back; with GENERATOR_RAISED the exception is set.
typedef enum GeneratorOutcome {
    GENERATOR_RAISED,
    GENERATOR_YIELDED,
    GENERATOR_YIELDED_ASYNC, // a `yield` of an async generator; else it is one of its awaits
    GENERATOR_RETURNED,
} GeneratorOutcome;

// Whether v is a generator, coroutine or async generator.
static inline bool value_is_generator(Value v) {
    return value_is(v, KIND_GENERATOR) || value_is(v, KIND_COROUTINE) ||
           value_is(v, KIND_ASYNC_GENERATOR);
}

// Goes on with `sent` as the value of the yield. *result is what was yielded or returned. A
// finished generator returns None; a finished coroutine is a RuntimeError.
GeneratorOutcome generator_send(ThreadState *ts, Generator *generator, Value sent,
                                Ref *result) ATTACHED RUNS_GUEST;
// Goes on by raising `exception` (an instance, borrowed) at the yield, or first in what
// `yield from` is driving.
GeneratorOutcome generator_throw(ThreadState *ts, Generator *generator, Value exception,
                                 Ref *result) ATTACHED RUNS_GUEST;
// Raises GeneratorExit at the yield: what the generator then returns, NO_REF with an exception.
Ref generator_close(ThreadState *ts, Generator *generator) ATTACHED RUNS_GUEST;

// Its GeneratorState, never HELD: waits for the end of a look.
uint32_t generator_state(const Generator *generator) ATTACHED;
// Makes those wait who would resume a generator that is not running, while its registers are
// looked at: false if it is running or finished. *state is for generator_let_go. No guest code
// and no safe point may come in between.
bool generator_hold(ThreadState *ts, Generator *generator, uint32_t *state) ATTACHED;
void generator_let_go(Generator *generator, uint32_t state) ATTACHED;

// What a `yield from` or `await` of a suspended generator is driving; NO_VALUE if nothing.
// Borrowed. The caller holds the generator (it was SUSPENDED), or nobody else knows it.
Value generator_inner(const Generator *generator) ATTACHED;

// Takes the value out of the StopIteration that is set, and clears it; None if it has none.
Ref stop_iteration_fetch_value(ThreadState *ts) ATTACHED RUNS_GUEST;
// Sets StopIteration(value); takes the reference. Always NO_REF.
Ref raise_stop_iteration(ThreadState *ts, Ref value) ATTACHED;
// The iterator that `await v` drives; `how` as in GET_AWAITABLE. TypeError if there is none.
Ref awaitable_iterator(ThreadState *ts, Value v, unsigned how) ATTACHED RUNS_GUEST;

// --- for the dispatch loop ---

// Makes the generator of a frame that stands behind its MAKE_GENERATOR: takes over the frame's
// registers and function. NO_REF with MemoryError.
Ref generator_from_frame(ThreadState *ts, Frame *frame) ATTACHED;
// Pushes a frame for a generator that is not running and has not finished. `sent` (owned,
// NO_REF when an exception is to be raised) becomes the value of its yield. False with an
// exception: `sent` is dropped.
bool generator_enter(ThreadState *ts, Generator *generator, Ref sent,
                     uint32_t flags) ATTACHED RUNS_GUEST;
// Puts the innermost frame, a generator's, aside; its pc is stored.
void generator_suspend(ThreadState *ts, GeneratorOutcome outcome) ATTACHED RUNS_GUEST;
// Removes the innermost frame, a generator's, for good.
void generator_finish(ThreadState *ts, GeneratorOutcome outcome) ATTACHED RUNS_GUEST;
// A StopIteration must not leave a generator: makes it a RuntimeError (PEP 479). Whether it was
// one.
bool generator_convert_stop(ThreadState *ts, const Generator *generator) ATTACHED;

#endif
