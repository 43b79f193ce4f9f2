// The dispatch loop: fetches an instruction word, jumps to its handler.
//
//     word = *pc++         63      48 47      32 31      16 15  8 7   0
//     goto HANDLERS[op]    |    c    |    b    |    a    |  d  |  op  |
//
// A handler is the fast path: small integers, floats, exact lists, cached look-ups. Everything
// else is a function in operations.h. `frame->pc` is stored before anything that may raise,
// call or release, so that tracebacks know where the frame is. Registers follow the rules of
// compiler/opcodes.def: a temporary is consumed by the instruction that reads it. Immediates
// need no release, so the fast paths on numbers leave a consumed temporary as it is.
//
// Switch points: taken jumps with a negative offset and calls are safe points
// (vm/thread/safe_point.h). For policies that switch between any two instructions the table of
// handlers has a second row, whose entries all lead to a check (vm/thread/instruction_check.h).
#include "vm/exec/bind.h"
#include "vm/exec/call.h"
#include "vm/exec/cell.h"
#include "vm/exec/frame.h"
#include "vm/exec/generator.h"
#include "vm/exec/operands.h"
#include "vm/exec/operations.h"
#include "vm/exec/profile.h"
#include "vm/exec/quick.h"
#include "vm/needs_runtime.h"
#include "vm/object/attributes.h"
#include "vm/object/exceptions.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/thread/instruction_check.h"
#include "vm/thread/safe_point.h"

#define A      operand_a(word)
#define B      operand_b(word)
#define C      operand_c(word)
#define D      operand_d(word)
#define NUMBER value_from_int(operand_signed_c(word))

#define NEXT()                                                                                 \
    do {                                                                                       \
        word = load_relaxed(&pc->word);                                                        \
        pc++;                                                                                  \
        goto *handlers[operand_op(word)];                                                      \
    } while (0)

// Writes register A; what a variable held is released.
#define SET(value)                                                                             \
    do {                                                                                       \
        Value set_new = (value);                                                               \
        Value set_old = R[A];                                                                  \
        R[A] = set_new;                                                                        \
        if (UNLIKELY(value_is_object(set_old))) {                                              \
            frame->pc = pc;                                                                    \
            object_release(ts, value_object(set_old));                                         \
        }                                                                                      \
    } while (0)

// Empties temporary i, which the instruction has read; a variable keeps its value.
#define CONSUME(i)                                                                             \
    do {                                                                                       \
        Value *consumed = &R[i];                                                               \
        Value consumed_value = *consumed;                                                      \
        if (consumed >= temporaries && value_is_object(consumed_value)) {                      \
            *consumed = UNBOUND;                                                               \
            object_release(ts, value_object(consumed_value));                                  \
        }                                                                                      \
    } while (0)

// What register i holds as a reference of its own: moved out of a temporary, copied from a
// variable.
#define TAKE(i) take_register(ts, &R[i], temporaries)

// Calls an operation; an exception leads to unwinding.
#define TRY(call)                                                                              \
    do {                                                                                       \
        frame->pc = pc;                                                                        \
        if (UNLIKELY(!(call))) {                                                               \
            goto raised;                                                                       \
        }                                                                                      \
    } while (0)

#define SAFE_POINT(kind)                                                                       \
    do {                                                                                       \
        if (UNLIKELY(load_relaxed(&ts->pending) != 0)) {                                       \
            frame->pc = pc;                                                                    \
            if (!safe_point_slow(ts, (kind))) {                                                \
                goto raised;                                                                   \
            }                                                                                  \
            handlers = HANDLERS + next_row(ts);                                                \
        }                                                                                      \
    } while (0)

// Jumps by `offset`; backwards it is a safe point, and what a signal handler raises there is
// raised by the jump, which stands in the loop and in the `try` around it.
#define JUMP_BY(offset)                                                                        \
    do {                                                                                       \
        int32_t jump_offset = (offset);                                                        \
        if (jump_offset < 0) {                                                                 \
            SAFE_POINT(SAFE_POINT_JUMP);                                                       \
        }                                                                                      \
        pc += jump_offset;                                                                     \
    } while (0)

// An arithmetic opcode on small ints (`ints` computes int64_t sum from a, b, tagged; true on
// overflow) and floats.
#define ARITHMETIC(x, y, overflow, float_result, slow)                                         \
    do {                                                                                       \
        Value left = (x);                                                                      \
        Value right = (y);                                                                     \
        int64_t sum;                                                                           \
        double p, q;                                                                           \
        if (LIKELY(values_are_small_ints(left, right))) {                                      \
            if (LIKELY(!(overflow))) {                                                         \
                SET(((Value){(uint64_t)sum}));                                                 \
                NEXT();                                                                        \
            }                                                                                  \
        } else if (value_is_small_float(left) && value_is_small_float(right)) {                \
            p = value_to_double(left);                                                         \
            q = value_to_double(right);                                                        \
            Value number = value_from_double(float_result);                                    \
            if (LIKELY(!value_is_null(number))) {                                              \
                SET(number);                                                                   \
                NEXT();                                                                        \
            }                                                                                  \
        } else if (quick_doubles(left, right, &p, &q)) {                                       \
            Value number = value_from_double(float_result);                                    \
            if (LIKELY(!value_is_null(number))) {                                              \
                SET(number);                                                                   \
                NEXT();                                                                        \
            }                                                                                  \
        }                                                                                      \
        TRY(slow);                                                                             \
        NEXT();                                                                                \
    } while (0)

#define ADD_OVERFLOWS                                                                          \
    __builtin_add_overflow((int64_t)left.bits, (int64_t)(right.bits - 1), &sum)
#define SUBTRACT_OVERFLOWS                                                                     \
    __builtin_sub_overflow((int64_t)left.bits, (int64_t)(right.bits - 1), &sum)
#define MULTIPLY_OVERFLOWS                                                                     \
    (__builtin_mul_overflow(value_to_int(left), (int64_t)(right.bits - 1), &sum) ||            \
     (sum |= 1, false))

// An opcode on small ints whose result is NO_VALUE when it is not simple.
#define QUICK(x, y, function, slow)                                                            \
    do {                                                                                       \
        Value left = (x);                                                                      \
        Value right = (y);                                                                     \
        if (LIKELY(values_are_small_ints(left, right))) {                                      \
            Value number = function(left, right);                                              \
            if (LIKELY(!value_is_null(number))) {                                              \
                SET(number);                                                                   \
                NEXT();                                                                        \
            }                                                                                  \
        }                                                                                      \
        TRY(slow);                                                                             \
        NEXT();                                                                                \
    } while (0)

// A comparison of two small ints or floats.
#define COMPARE(x, y, symbol, slow)                                                            \
    do {                                                                                       \
        Value left = (x);                                                                      \
        Value right = (y);                                                                     \
        double p, q;                                                                           \
        if (LIKELY(values_are_small_ints(left, right))) {                                      \
            SET(value_bool((int64_t)left.bits symbol(int64_t) right.bits));                    \
            NEXT();                                                                            \
        }                                                                                      \
        if (value_is_small_float(left) && value_is_small_float(right) &&                       \
            quick_doubles(left, right, &p, &q)) {                                              \
            SET(value_bool(p symbol q));                                                       \
            NEXT();                                                                            \
        }                                                                                      \
        TRY(slow);                                                                             \
        NEXT();                                                                                \
    } while (0)

#define COMPARE_JUMP(y, symbol, slow)                                                          \
    do {                                                                                       \
        Value left = R[A];                                                                     \
        Value right = (y);                                                                     \
        int truth;                                                                             \
        if (LIKELY(values_are_small_ints(left, right))) {                                      \
            truth = (int64_t)left.bits symbol(int64_t) right.bits;                             \
        } else if (value_is_small_float(left) && value_is_small_float(right)) {                \
            truth = value_to_double(left) symbol value_to_double(right);                       \
        } else {                                                                               \
            frame->pc = pc;                                                                    \
            truth = (slow);                                                                    \
            if (UNLIKELY(truth < 0)) {                                                         \
                goto raised;                                                                   \
            }                                                                                  \
        }                                                                                      \
        if ((uint32_t)truth == D) {                                                            \
            JUMP_BY(operand_signed_c(word));                                                   \
        }                                                                                      \
        NEXT();                                                                                \
    } while (0)

// What the call of a native function is as a safe point; asked only when something is pending.
static SafePointKind native_call_kind(const NativeDef *definition) {
    return definition->flags & NATIVE_UNCHECKED ? SAFE_POINT_UNCHECKED_CALL : SAFE_POINT_CALL;
}

// The same for the call of another callable, which may be gone by now: type(x) is unchecked.
static SafePointKind type_call_kind(const ThreadState *ts, Value callee, uint32_t n) {
    bool is_type_of = n == 1 && value_same(callee, object_value(builtin_type(ts, KIND_TYPE)));
    return is_type_of ? SAFE_POINT_UNCHECKED_CALL : SAFE_POINT_CALL;
}

// The row for the next instruction, which may be the first of a frame, or behind a call that is
// over: a profiler wants to see it.
static inline uint32_t next_row(const ThreadState *ts) {
    return UNLIKELY(ts->profile != NULL) ? DISPATCH_CHECKED : ts->instruction_checks;
}

// Leaves the dispatch loop; an outer one that runs still may have to change rows, too.
static void leave(ThreadState *ts, uint32_t checks_at_entry) ATTACHED {
    if (UNLIKELY(ts->instruction_checks != checks_at_entry)) {
        or_relaxed(&ts->pending, PENDING_DISPATCH);
    }
    native_leave(ts);
}

// Continues in the frame that a call has pushed, or after a call that is done.
#define AFTER_CALL(outcome, kind)                                                              \
    do {                                                                                       \
        frame->pc = pc;                                                                        \
        CallOutcome call_outcome = (outcome);                                                  \
        if (UNLIKELY(call_outcome == CALL_FAILED)) {                                           \
            goto raised;                                                                       \
        }                                                                                      \
        if (call_outcome == CALL_ENTERED) {                                                    \
            goto entered;                                                                      \
        }                                                                                      \
        SAFE_POINT(kind);                                                                      \
        NEXT();                                                                                \
    } while (0)

// The common calls: a guest function with the right number of positional arguments, which are
// already in place, and a native function.
#define CALL_IN_PLACE(callee_index, first_index, count)                                        \
    do {                                                                                       \
        uint32_t callee = (callee_index);                                                      \
        uint32_t first = (first_index);                                                        \
        uint32_t n = (count);                                                                  \
        Value target = R[callee];                                                              \
        frame->pc = pc;                                                                        \
        if (value_is(target, KIND_FUNCTION)) {                                                 \
            Function *function = (Function *)value_object(target);                             \
            if (LIKELY(function->code->is_simple && function->code->n_positional == n)) {      \
                Frame *pushed = frame_push(ts, function, &R[first]);                           \
                if (UNLIKELY(!pushed)) {                                                       \
                    goto raised;                                                               \
                }                                                                              \
                R[callee] = UNBOUND;                                                           \
                pushed->result_register = A;                                                   \
                goto entered;                                                                  \
            }                                                                                  \
        } else if (value_is(target, KIND_NATIVE_FUNCTION) ||                                   \
                   value_is(target, KIND_METHOD_DESCRIPTOR)) {                                 \
            NativeCallable *native = (NativeCallable *)value_object(target);                   \
            const NativeDef *definition = native->definition;                                  \
            Ref returned = native_call_positional(ts, native, &R[first], n);                   \
            if (UNLIKELY(ref_is_null(returned))) {                                             \
                goto raised;                                                                   \
            }                                                                                  \
            registers_release(ts, &R[callee], first - callee + n);                             \
            SET(borrow(returned));                                                             \
            SAFE_POINT(native_call_kind(definition));                                          \
            NEXT();                                                                            \
        }                                                                                      \
        AFTER_CALL(operation_call(ts, frame, A, callee, first, n, NO_VALUE),                   \
                   type_call_kind(ts, target, n));                                             \
    } while (0)

// Whether resuming the generator with `sent` may be tried without going through C.
static inline bool generator_is_ready(Value v, Value sent) {
    uint32_t state = load_acquire(&((Generator *)value_object(v))->state);
    return state == GENERATOR_SUSPENDED || (state == GENERATOR_CREATED && value_is_none(sent));
}

// Removes the innermost frame when there is no C stack to run it on.
static void remove_frame(ThreadState *ts) ATTACHED {
    if (ts->frame->flags & FRAME_GENERATOR) {
        generator_finish(ts, GENERATOR_RAISED);
    } else {
        frame_pop(ts);
    }
}

Ref execute(ThreadState *ts) {
    static const void *const HANDLERS[3 * DISPATCH_CHECKED] = {
#define OPCODE(name, roles, caches, picture) [OP_##name] = &&handle_##name,
#include "compiler/opcodes.def"
#undef OPCODE
#define OPCODE(name, roles, caches, picture) [DISPATCH_CHECKED + OP_##name] = &&checked,
#include "compiler/opcodes.def"
#undef OPCODE
#define OPCODE(name, roles, caches, picture)                                                   \
    [DISPATCH_PROFILED + OP_##name] = PROFILE_CONCERNS(OP_##name) ? &&checked : &&handle_##name,
#include "compiler/opcodes.def"
#undef OPCODE
    };
    const uint32_t checks_at_entry = ts->instruction_checks;
    const void *const *handlers = HANDLERS + next_row(ts); // the row in use
    Frame *frame = ts->frame;
    Value *R = frame->registers;
    const Value *temporaries = R + frame->code->n_locals; // the registers behind the variables
    const CodeWord *pc = frame->pc;
    uint64_t word;
    Value result;             // of the frame that returns or yields
    GeneratorOutcome outcome; // how it yields

    if (UNLIKELY(!native_enter(ts, ""))) {
        remove_frame(ts);
        return NO_REF;
    }
    if (UNLIKELY(error_is_set(ts))) {
        goto raised; // thrown into a generator
    }
    SAFE_POINT(SAFE_POINT_CALL);
    NEXT();

checked:
    frame->pc = pc - 1; // the instruction before is the one that has been executed
    instruction_check(ts, (CodeWord){.word = word});
    if (UNLIKELY(ts->profile != NULL)) {
        TRY(profile_instruction(ts, frame, word));
    }
    handlers =
        HANDLERS + (PROFILE_CONCERNS(operand_op(word)) ? next_row(ts) : ts->instruction_checks);
    goto *HANDLERS[operand_op(word)];

    // --- moves and constants ---
handle_NOP:
    NEXT();
handle_LOAD_CONST:
    SET(borrow(ref_take(ts, frame->code->constants[B])));
    NEXT();
handle_LOAD_INT:
    SET(value_from_int(operand_wide(word)));
    NEXT();
handle_LOAD_NONE:
    SET(NONE);
    NEXT();
handle_MOVE:
    SET(borrow(TAKE(B)));
    NEXT();
handle_COPY:
    SET(borrow(ref_take(ts, R[B])));
    NEXT();
handle_DROP:
    frame->pc = pc;
    CONSUME(A);
    NEXT();
handle_CHECK_BOUND:
    if (UNLIKELY(value_is_unbound(R[A]))) {
        TRY(raise_unbound_local(ts, frame, A));
    }
    NEXT();
handle_DELETE_LOCAL:
    if (UNLIKELY(value_is_unbound(R[A]))) {
        TRY(raise_unbound_local(ts, frame, A));
    }
    SET(UNBOUND);
    NEXT();
handle_CLEAR_LOCAL:
    SET(UNBOUND);
    NEXT();

    // --- names ---
handle_LOAD_GLOBAL : {
    Ref global = cached_global(ts, frame, load_relaxed(&pc->word), frame->code->names[B]);
    if (LIKELY(!ref_is_null(global))) {
        pc++;
        SET(borrow(global));
        NEXT();
    }
    pc++;
    TRY(operation_load_global(ts, frame, word, (uint64_t *)&pc[-1].word));
    NEXT();
}
handle_STORE_GLOBAL : {
    uint64_t cache = load_relaxed(&pc->word);
    pc++;
    if (LIKELY(!ts->is_parallel)) {
        DictTable *table;
        Value *slot = cached_entry((Dict *)frame->globals, (uint32_t)cache - 1,
                                   frame->code->names[B], &table);
        if (LIKELY(slot && !value_is_null(*slot))) {
            Value old = *slot;
            slot_store(slot, borrow(TAKE(A)));
            frame->pc = pc;
            value_drop(ts, old);
            NEXT();
        }
    }
    TRY(operation_store_global(ts, frame, word, (uint64_t *)&pc[-1].word));
    NEXT();
}
handle_DELETE_GLOBAL:
    TRY(operation_delete_global(ts, frame, word));
    NEXT();
handle_LOAD_NAME:
    TRY(operation_load_name(ts, frame, word));
    NEXT();
handle_LOAD_NAME_OR_GLOBAL:
    TRY(operation_load_name_or_global(ts, frame, word));
    NEXT();
handle_STORE_NAME:
    TRY(operation_store_name(ts, frame, word));
    NEXT();
handle_DELETE_NAME:
    TRY(operation_delete_name(ts, frame, word));
    NEXT();
handle_MAKE_CELL:
    TRY(operation_make_cell(ts, frame, A));
    NEXT();
handle_LOAD_CELL : {
    Ref content = cell_get(ts, value_object(R[B]));
    if (UNLIKELY(ref_is_null(content))) {
        TRY(operation_load_cell(ts, frame, A, value_object(R[B]), -1, B));
        NEXT();
    }
    SET(borrow(content));
    NEXT();
}
handle_STORE_CELL:
    frame->pc = pc;
    ref_drop(ts, cell_swap(ts, value_object(R[B]), TAKE(A)));
    NEXT();
handle_DELETE_CELL:
    TRY(operation_delete_cell(ts, frame, value_object(R[B]), -1, B));
    NEXT();
handle_LOAD_FREE : {
    Object *cell = value_object(((Tuple *)value_object(frame->function->closure))->items[B]);
    Ref content = cell_get(ts, cell);
    if (UNLIKELY(ref_is_null(content))) {
        TRY(operation_load_cell(ts, frame, A, cell, (int)B, 0));
        NEXT();
    }
    SET(borrow(content));
    NEXT();
}
handle_STORE_FREE : {
    Object *cell = value_object(((Tuple *)value_object(frame->function->closure))->items[B]);
    frame->pc = pc;
    ref_drop(ts, cell_swap(ts, cell, TAKE(A)));
    NEXT();
}
handle_DELETE_FREE : {
    Object *cell = value_object(((Tuple *)value_object(frame->function->closure))->items[B]);
    TRY(operation_delete_cell(ts, frame, cell, (int)B, 0));
    NEXT();
}
handle_LOAD_FREE_CELL:
    SET(borrow(ref_take(ts, ((Tuple *)value_object(frame->function->closure))->items[B])));
    NEXT();
handle_LOAD_NAME_OR_FREE:
    TRY(operation_load_name_or_free(ts, frame, word));
    NEXT();
handle_LOAD_LOCALS:
    TRY(operation_load_locals(ts, frame, word));
    NEXT();

    // --- operators ---
handle_ADD:
    ARITHMETIC(R[B], R[C], ADD_OVERFLOWS, p + q, operation_binary(ts, frame, word, BINARY_ADD));
handle_SUBTRACT:
    ARITHMETIC(R[B], R[C], SUBTRACT_OVERFLOWS, p - q,
               operation_binary(ts, frame, word, BINARY_SUBTRACT));
handle_MULTIPLY:
    ARITHMETIC(R[B], R[C], MULTIPLY_OVERFLOWS, p * q,
               operation_binary(ts, frame, word, BINARY_MULTIPLY));
handle_MATRIX_MULTIPLY:
    TRY(operation_binary(ts, frame, word, BINARY_MATRIX_MULTIPLY));
    NEXT();
handle_TRUE_DIVIDE : {
    double p, q;
    if (quick_doubles(R[B], R[C], &p, &q) && q != 0.0) {
        Value number = value_from_double(p / q);
        if (LIKELY(!value_is_null(number))) {
            SET(number);
            NEXT();
        }
    }
    TRY(operation_binary(ts, frame, word, BINARY_TRUE_DIVIDE));
    NEXT();
}
handle_FLOOR_DIVIDE:
    QUICK(R[B], R[C], quick_floor_divide,
          operation_binary(ts, frame, word, BINARY_FLOOR_DIVIDE));
handle_REMAINDER:
    QUICK(R[B], R[C], quick_remainder, operation_binary(ts, frame, word, BINARY_REMAINDER));
handle_POWER:
    TRY(operation_binary(ts, frame, word, BINARY_POWER));
    NEXT();
handle_LEFT_SHIFT:
    QUICK(R[B], R[C], quick_left_shift, operation_binary(ts, frame, word, BINARY_LEFT_SHIFT));
handle_RIGHT_SHIFT:
    QUICK(R[B], R[C], quick_right_shift, operation_binary(ts, frame, word, BINARY_RIGHT_SHIFT));
handle_BIT_AND:
    QUICK(R[B], R[C], quick_and, operation_binary(ts, frame, word, BINARY_AND));
handle_BIT_OR:
    QUICK(R[B], R[C], quick_or, operation_binary(ts, frame, word, BINARY_OR));
handle_BIT_XOR:
    QUICK(R[B], R[C], quick_xor, operation_binary(ts, frame, word, BINARY_XOR));
handle_ADD_INT:
    ARITHMETIC(R[B], NUMBER, ADD_OVERFLOWS, p + q,
               operation_binary_int(ts, frame, word, BINARY_ADD));
handle_SUBTRACT_INT:
    ARITHMETIC(R[B], NUMBER, SUBTRACT_OVERFLOWS, p - q,
               operation_binary_int(ts, frame, word, BINARY_SUBTRACT));
handle_MULTIPLY_INT:
    ARITHMETIC(R[B], NUMBER, MULTIPLY_OVERFLOWS, p * q,
               operation_binary_int(ts, frame, word, BINARY_MULTIPLY));
handle_FLOOR_DIVIDE_INT:
    QUICK(R[B], NUMBER, quick_floor_divide,
          operation_binary_int(ts, frame, word, BINARY_FLOOR_DIVIDE));
handle_REMAINDER_INT:
    QUICK(R[B], NUMBER, quick_remainder,
          operation_binary_int(ts, frame, word, BINARY_REMAINDER));
handle_BIT_AND_INT:
    QUICK(R[B], NUMBER, quick_and, operation_binary_int(ts, frame, word, BINARY_AND));
handle_LEFT_SHIFT_INT:
    QUICK(R[B], NUMBER, quick_left_shift,
          operation_binary_int(ts, frame, word, BINARY_LEFT_SHIFT));
handle_RIGHT_SHIFT_INT:
    QUICK(R[B], NUMBER, quick_right_shift,
          operation_binary_int(ts, frame, word, BINARY_RIGHT_SHIFT));
handle_NEGATE : {
    Value v = R[B];
    if (LIKELY(value_is_small_int(v) && value_to_int(v) != VALUE_INT_MIN)) {
        SET(value_from_int(-value_to_int(v)));
        NEXT();
    }
    TRY(operation_unary(ts, frame, word, UNARY_NEGATE));
    NEXT();
}
handle_POSITIVE:
    TRY(operation_unary(ts, frame, word, UNARY_POSITIVE));
    NEXT();
handle_INVERT:
    TRY(operation_unary(ts, frame, word, UNARY_INVERT));
    NEXT();
handle_NOT : {
    int truth = quick_truth(R[B]);
    if (truth < 0) {
        frame->pc = pc;
        truth = operation_truth(ts, frame, B);
        if (UNLIKELY(truth < 0)) {
            goto raised;
        }
    }
    SET(value_bool(!truth));
    NEXT();
}

    // --- comparisons ---
handle_LESS:
    COMPARE(R[B], R[C], <, operation_compare(ts, frame, word, COMPARE_LESS));
handle_LESS_EQUAL:
    COMPARE(R[B], R[C], <=, operation_compare(ts, frame, word, COMPARE_LESS_EQUAL));
handle_EQUAL:
    COMPARE(R[B], R[C], ==, operation_compare(ts, frame, word, COMPARE_EQUAL));
handle_NOT_EQUAL:
    COMPARE(R[B], R[C], !=, operation_compare(ts, frame, word, COMPARE_NOT_EQUAL));
handle_GREATER:
    COMPARE(R[B], R[C], >, operation_compare(ts, frame, word, COMPARE_GREATER));
handle_GREATER_EQUAL:
    COMPARE(R[B], R[C], >=, operation_compare(ts, frame, word, COMPARE_GREATER_EQUAL));
handle_IS : {
    bool is_same = value_same(R[B], R[C]);
    frame->pc = pc;
    CONSUME(B);
    CONSUME(C);
    SET(value_bool(is_same != (D == 1)));
    NEXT();
}
handle_IN : {
    frame->pc = pc;
    int truth = operation_contains(ts, frame, B, C);
    if (UNLIKELY(truth < 0)) {
        goto raised;
    }
    SET(value_bool(truth != (int)D));
    NEXT();
}

    // --- jumps ---
handle_JUMP:
    JUMP_BY(operand_wide(word));
    NEXT();
handle_JUMP_IF:
handle_JUMP_UNLESS : {
    int truth = quick_truth(R[A]);
    if (UNLIKELY(truth < 0)) {
        frame->pc = pc;
        truth = operation_truth(ts, frame, A);
        if (UNLIKELY(truth < 0)) {
            goto raised;
        }
    }
    if (truth == (operand_op(word) == OP_JUMP_IF)) {
        JUMP_BY(operand_wide(word));
    }
    NEXT();
}
handle_JUMP_IF_OR_DROP:
handle_JUMP_UNLESS_OR_DROP : {
    int truth = quick_truth(R[A]);
    frame->pc = pc;
    if (UNLIKELY(truth < 0) && (truth = value_truth(ts, R[A])) < 0) {
        goto raised;
    }
    if (truth == (operand_op(word) == OP_JUMP_IF_OR_DROP)) {
        JUMP_BY(operand_wide(word));
    } else {
        SET(UNBOUND);
    }
    NEXT();
}
handle_JUMP_IF_NONE:
handle_JUMP_UNLESS_NONE : {
    bool is_none = value_is_none(R[A]);
    frame->pc = pc;
    CONSUME(A);
    if (is_none == (operand_op(word) == OP_JUMP_IF_NONE)) {
        JUMP_BY(operand_wide(word));
    }
    NEXT();
}
handle_JUMP_LESS:
    COMPARE_JUMP(R[B], <, operation_compare_jump(ts, frame, word, COMPARE_LESS, false));
handle_JUMP_LESS_EQUAL:
    COMPARE_JUMP(R[B], <=, operation_compare_jump(ts, frame, word, COMPARE_LESS_EQUAL, false));
handle_JUMP_EQUAL:
    COMPARE_JUMP(R[B], ==, operation_compare_jump(ts, frame, word, COMPARE_EQUAL, false));
handle_JUMP_NOT_EQUAL:
    COMPARE_JUMP(R[B], !=, operation_compare_jump(ts, frame, word, COMPARE_NOT_EQUAL, false));
handle_JUMP_GREATER:
    COMPARE_JUMP(R[B], >, operation_compare_jump(ts, frame, word, COMPARE_GREATER, false));
handle_JUMP_GREATER_EQUAL:
    COMPARE_JUMP(R[B], >=,
                 operation_compare_jump(ts, frame, word, COMPARE_GREATER_EQUAL, false));
handle_JUMP_IS : {
    bool is_same = value_same(R[A], R[B]);
    frame->pc = pc;
    CONSUME(A);
    CONSUME(B);
    if (is_same == (D == 1)) {
        JUMP_BY(operand_signed_c(word));
    }
    NEXT();
}
handle_JUMP_IN : {
    frame->pc = pc;
    int truth = operation_contains(ts, frame, A, B);
    if (UNLIKELY(truth < 0)) {
        goto raised;
    }
    if (truth == (int)D) {
        JUMP_BY(operand_signed_c(word));
    }
    NEXT();
}
#define SMALL_B value_from_int(operand_signed_b(word))
handle_JUMP_LESS_INT:
    COMPARE_JUMP(SMALL_B, <, operation_compare_jump(ts, frame, word, COMPARE_LESS, true));
handle_JUMP_LESS_EQUAL_INT:
    COMPARE_JUMP(SMALL_B, <=,
                 operation_compare_jump(ts, frame, word, COMPARE_LESS_EQUAL, true));
handle_JUMP_EQUAL_INT:
    COMPARE_JUMP(SMALL_B, ==, operation_compare_jump(ts, frame, word, COMPARE_EQUAL, true));
handle_JUMP_NOT_EQUAL_INT:
    COMPARE_JUMP(SMALL_B, !=, operation_compare_jump(ts, frame, word, COMPARE_NOT_EQUAL, true));
handle_JUMP_GREATER_INT:
    COMPARE_JUMP(SMALL_B, >, operation_compare_jump(ts, frame, word, COMPARE_GREATER, true));
handle_JUMP_GREATER_EQUAL_INT:
    COMPARE_JUMP(SMALL_B, >=,
                 operation_compare_jump(ts, frame, word, COMPARE_GREATER_EQUAL, true));

    // --- iteration ---
handle_GET_ITER : {
    frame->pc = pc;
    Ref iterator = value_iterate(ts, R[B]);
    if (UNLIKELY(ref_is_null(iterator))) {
        goto raised;
    }
    CONSUME(B);
    SET(borrow(iterator));
    NEXT();
}
handle_FOR_ITER : {
    Value iterator = R[B];
    // In parallel, only an iterator that nobody else has: a shared one needs its lock.
    if (LIKELY(value_is(iterator, KIND_RANGE_ITERATOR) &&
               (!ts->is_parallel || object_is_only_reference(ts, value_object(iterator))))) {
        RangeIterator *range = (RangeIterator *)value_object(iterator);
        int64_t remaining = load_relaxed(&range->remaining);
        if (LIKELY(remaining > 0)) {
            int64_t next = load_relaxed(&range->next);
            store_relaxed(&range->remaining, remaining - 1);
            store_relaxed(&range->next, (int64_t)((uint64_t)next + (uint64_t)range->step));
            SET(value_from_int(next));
            pc += operand_signed_c(word);
            SAFE_POINT(SAFE_POINT_JUMP);
            NEXT();
        }
    }
    if (LIKELY(value_is_object(iterator))) {
        Ref item = LIKELY(!ts->is_parallel) ? quick_next(ts, iterator)
                   : object_is_only_reference(ts, value_object(iterator))
                       ? quick_next_parallel(ts, iterator)
                       : NO_REF;
        if (LIKELY(!ref_is_null(item))) {
            SET(borrow(item));
            pc += operand_signed_c(word);
            SAFE_POINT(SAFE_POINT_JUMP);
            NEXT();
        }
    }
    frame->pc = pc;
    if (value_is(iterator, KIND_GENERATOR) && generator_is_ready(iterator, NONE)) {
        TRY(generator_enter(ts, (Generator *)value_object(iterator), owned(NONE),
                            FRAME_FOR_ITER));
        goto entered;
    }
    int more = operation_for_iter(ts, frame, word);
    if (UNLIKELY(more < 0)) {
        goto raised;
    }
    if (more) {
        pc += operand_signed_c(word) + (more - 1);
        SAFE_POINT(SAFE_POINT_JUMP);
    }
    NEXT();
}

    // --- attributes and items ---
handle_LOAD_ATTR : {
    Value v = R[B];
    uint64_t cache = load_relaxed(&pc->word);
    pc++;
    if (LIKELY(value_is(v, KIND_INSTANCE))) {
        Instance *instance = (Instance *)value_object(v);
        Shape *shape = load_acquire(&instance->attributes.shape);
        if (LIKELY(load_relaxed(&shape->id) == (uint32_t)(cache >> 32) && cache)) {
            Value *slot = &instance->attributes.slots[(uint32_t)cache];
            Value found = slot_load_acquire(slot);
            Ref attribute = LIKELY(!ts->is_parallel || !value_is_object(found))
                                ? ref_take(ts, found)
                                : slot_try_take(ts, slot);
            if (LIKELY(!ref_is_null(attribute))) {
                frame->pc = pc;
                CONSUME(B);
                SET(borrow(attribute));
                NEXT();
            }
        }
    }
    frame->pc = pc;
    CallOutcome loaded = operation_load_attr(ts, frame, word, (uint64_t *)&pc[-1].word);
    if (LIKELY(loaded == CALL_DONE)) {
        NEXT();
    }
    if (loaded == CALL_ENTERED) {
        goto entered;
    }
    goto raised;
}
handle_STORE_ATTR : {
    Value v = R[A];
    uint64_t cache = load_relaxed(&pc->word);
    pc++;
    if (LIKELY(value_is(v, KIND_INSTANCE) && !ts->is_parallel)) {
        Instance *instance = (Instance *)value_object(v);
        if (LIKELY(instance->attributes.shape->id == (uint32_t)(cache >> 32) && cache)) {
            Value *slot = &instance->attributes.slots[(uint32_t)cache];
            Value old = *slot;
            slot_store(slot, borrow(TAKE(C)));
            frame->pc = pc;
            value_drop(ts, old);
            CONSUME(A);
            NEXT();
        }
    }
    TRY(operation_store_attr(ts, frame, word, (uint64_t *)&pc[-1].word));
    NEXT();
}
handle_DELETE_ATTR:
    TRY(operation_delete_attr(ts, frame, word));
    NEXT();
handle_LOAD_METHOD : {
    Value v = R[B];
    uint64_t cache = load_relaxed(&pc->word);
    pc++;
    if (LIKELY(value_is_object(v) && cache && !ts->is_parallel)) {
        Object *object = value_object(v);
        uint32_t version = object->kind == KIND_INSTANCE
                               ? ((Instance *)object)->attributes.shape->id
                               : object->type->version;
        if (LIKELY(version == (uint32_t)(cache >> 32))) {
            Value function = object->type->resolved->entries[(uint32_t)cache].value;
            Ref self = TAKE(B);
            R[A] = borrow(ref_take(ts, function));
            R[A + 1] = borrow(self);
            NEXT();
        }
    } else if (UNLIKELY(ts->is_parallel)) {
        Ref function = operation_cached_method(ts, v, cache);
        if (LIKELY(!ref_is_null(function))) {
            Ref self = TAKE(B);
            R[A] = borrow(function);
            R[A + 1] = borrow(self);
            NEXT();
        }
    }
    TRY(operation_load_method(ts, frame, word, (uint64_t *)&pc[-1].word));
    NEXT();
}
handle_GET_ITEM : {
    Value v = R[B];
    Value index = R[C];
    if (LIKELY(value_is_small_int(index) && value_is_object(v))) {
        Ref item = LIKELY(!ts->is_parallel) ? quick_item(ts, v, value_to_int(index))
                                            : quick_item_parallel(ts, v, value_to_int(index));
        if (LIKELY(!ref_is_null(item))) {
            frame->pc = pc;
            CONSUME(B);
            SET(borrow(item));
            NEXT();
        }
    }
    TRY(operation_get_item(ts, frame, word));
    NEXT();
}
handle_GET_ITEM_INT : {
    Value v = R[B];
    if (LIKELY(value_is_object(v))) {
        Ref item = LIKELY(!ts->is_parallel)
                       ? quick_item(ts, v, operand_signed_c(word))
                       : quick_item_parallel(ts, v, operand_signed_c(word));
        if (LIKELY(!ref_is_null(item))) {
            frame->pc = pc;
            CONSUME(B);
            SET(borrow(item));
            NEXT();
        }
    }
    TRY(operation_get_item_int(ts, frame, word));
    NEXT();
}
handle_GET_SLICE:
    TRY(operation_get_slice(ts, frame, word));
    NEXT();
handle_SET_ITEM : {
    Value v = R[A];
    Value index = R[B];
    if (LIKELY(value_is_small_int(index) && value_is(v, KIND_LIST) && !ts->is_parallel)) {
        List *list = (List *)value_object(v);
        int64_t i = value_to_int(index);
        if (LIKELY((uint64_t)i < (uint64_t)list->length)) {
            Value old = list->buffer->items[i];
            slot_store(&list->buffer->items[i], borrow(TAKE(C)));
            frame->pc = pc;
            value_drop(ts, old);
            CONSUME(A);
            NEXT();
        }
    }
    TRY(operation_set_item(ts, frame, word));
    NEXT();
}
handle_DELETE_ITEM:
    TRY(operation_delete_item(ts, frame, word));
    NEXT();
handle_BUILD_SLICE:
handle_BUILD_TUPLE:
handle_BUILD_LIST:
handle_BUILD_SET:
handle_BUILD_MAP:
handle_BUILD_STRING:
    TRY(operation_build(ts, frame, word));
    NEXT();
handle_LIST_APPEND : {
    List *list = (List *)value_object(R[A]);
    if (LIKELY(quick_has_room(ts, list))) {
        slot_store(&list->buffer->items[list->length++], borrow(TAKE(B)));
        NEXT();
    }
    TRY(operation_list_append(ts, frame, word));
    NEXT();
}
handle_LIST_EXTEND:
handle_LIST_TO_TUPLE:
handle_SET_ADD:
handle_SET_UPDATE:
handle_MAP_SET:
handle_MAP_UPDATE:
handle_MAP_MERGE:
    TRY(operation_collect(ts, frame, word));
    NEXT();
handle_FORMAT:
    TRY(operation_format(ts, frame, word));
    NEXT();
handle_UNPACK : {
    Value source = R[B];
    bool is_temporary = &R[B] >= temporaries;
    if (LIKELY(quick_unpack(ts, source, &R[A], C))) {
        if (is_temporary) {
            if (B - A >= C) { // otherwise one of the targets stands there now
                R[B] = UNBOUND;
            }
            frame->pc = pc;
            object_release(ts, value_object(source));
        }
        NEXT();
    }
    TRY(operation_unpack(ts, frame, word));
    NEXT();
}
handle_UNPACK_STAR:
    TRY(operation_unpack_star(ts, frame, word));
    NEXT();

    // --- calls ---
handle_CALL:
    CALL_IN_PLACE(B, B + 1, C);
handle_CALL_METHOD : {
    bool has_self = !value_is_unbound(R[B + 1]);
    CALL_IN_PLACE(B, has_self ? B + 1 : B + 2, has_self ? C + 1 : C);
}
handle_CALL_KEYWORDS : {
    Value names = R[B + C + 1];
    R[B + C + 1] = UNBOUND; // an immortal constant
    AFTER_CALL(operation_call(ts, frame, A, B, B + 1, C, names), SAFE_POINT_CALL);
}
handle_CALL_METHOD_KEYWORDS : {
    Value names = R[B + C + 2];
    R[B + C + 2] = UNBOUND;
    bool has_self = !value_is_unbound(R[B + 1]);
    AFTER_CALL(
        operation_call(ts, frame, A, B, has_self ? B + 1 : B + 2, has_self ? C + 1 : C, names),
        SAFE_POINT_CALL);
}
handle_CALL_UNPACKED:
    AFTER_CALL(operation_call_unpacked(ts, frame, word), SAFE_POINT_CALL);
handle_RETURN_NONE:
    result = NONE;
    goto return_value;
handle_RETURN:
    result = R[A];
    R[A] = UNBOUND; // moved out, be it a variable or a temporary: the frame ends here
return_value : {
    uint32_t flags = frame->flags;
    uint32_t result_register = frame->result_register;
    if (UNLIKELY(flags & FRAME_INITIALIZER)) {
        frame->pc = pc;
        Ref instance = operation_return_initializer(ts, frame, owned(result));
        if (ref_is_null(instance)) {
            goto raised;
        }
        result = borrow(instance);
    }
    frame->pc = pc;
    if (UNLIKELY(flags & FRAME_GENERATOR)) {
        generator_finish(ts, GENERATOR_RETURNED);
        if (flags & FRAME_ENTRY) {
            leave(ts, checks_at_entry);
            return owned(result);
        }
        frame = ts->frame;
        R = frame->registers;
        temporaries = R + frame->code->n_locals;
        pc = frame->pc;
        word = load_relaxed(&pc[-1].word); // the caller's FOR_ITER or SEND
        if (flags & FRAME_FOR_ITER) {
            value_drop(ts, result);
            registers_release(ts, &R[B], 1);
        } else {
            SET(result);
            pc += operand_signed_c(word);
        }
        NEXT();
    }
    frame_pop(ts);
    if (UNLIKELY(flags & FRAME_ENTRY)) {
        leave(ts, checks_at_entry);
        return owned(result);
    }
    frame = ts->frame;
    R = frame->registers;
    temporaries = R + frame->code->n_locals;
    pc = frame->pc;
    Value old = R[result_register];
    R[result_register] = result;
    if (UNLIKELY(value_is_object(old))) {
        object_release(ts, value_object(old));
    }
    NEXT();
}

    // --- definitions ---
handle_MAKE_FUNCTION:
    TRY(operation_make_function(ts, frame, word));
    NEXT();
handle_LOAD_BUILD_CLASS:
    SET(borrow(ref_take_object(ts, ts->interpreter->build_class)));
    NEXT();
handle_IMPORT_NAME:
    TRY(operation_import_name(ts, frame, word));
    NEXT();
handle_IMPORT_FROM:
    TRY(operation_import_from(ts, frame, word));
    NEXT();
handle_IMPORT_STAR:
    TRY(operation_import_star(ts, frame, word));
    NEXT();
handle_PRINT_RESULT:
    TRY(operation_print_result(ts, frame, word));
    NEXT();
handle_SETUP_ANNOTATIONS:
    TRY(operation_setup_annotations(ts, frame));
    NEXT();

    // --- exceptions ---
handle_PUSH_HANDLED:
    operation_push_handled(ts, frame, word);
    NEXT();
handle_POP_HANDLED:
    frame->pc = pc;
    operation_pop_handled(ts, frame, word);
    NEXT();
handle_MATCH_EXCEPTION:
    TRY(operation_match_exception(ts, frame, word));
    NEXT();
handle_MATCH_GROUP:
    TRY(operation_match_group(ts, frame, word));
    NEXT();
handle_RERAISE_GROUP:
    TRY(operation_reraise_group(ts, frame, word));
    NEXT();
handle_RAISE:
handle_RAISE_FROM:
    TRY(operation_raise(ts, frame, word));
    NEXT();
handle_RAISE_AGAIN:
    frame->pc = pc;
    if (operation_raise_again(ts)) {
        goto raised_again;
    }
    goto raised;
handle_RERAISE:
    frame->pc = pc;
    error_restore(ts, TAKE(A));
    goto raised_again;
handle_LOAD_ASSERTION_ERROR:
    SET(borrow(ref_take_object(ts, exception_type(ts, EXC_ASSERTION_ERROR))));
    NEXT();
handle_WITH_ENTER:
    TRY(operation_with_enter(ts, frame, word));
    NEXT();
handle_WITH_EXIT:
    TRY(operation_with_exit(ts, frame, word));
    NEXT();

    // --- generators and coroutines (vm/exec/generator.h) ---
handle_MAKE_GENERATOR : {
    frame->pc = pc;
    Ref generator = generator_from_frame(ts, frame);
    if (UNLIKELY(ref_is_null(generator))) {
        goto raised;
    }
    result = borrow(generator);
    goto return_value;
}
handle_YIELD:
    result = borrow(TAKE(B));
    outcome = GENERATOR_YIELDED;
    goto yield_value;
handle_ASYNC_YIELD:
    result = borrow(TAKE(B));
    outcome = GENERATOR_YIELDED_ASYNC;
    goto yield_value;
handle_YIELD_FROM:
    result = R[A];
    R[A] = UNBOUND;
    outcome = GENERATOR_YIELDED;
yield_value : {
    uint32_t flags = frame->flags;
    frame->pc = pc;
    generator_suspend(ts, outcome);
    if (flags & FRAME_ENTRY) {
        leave(ts, checks_at_entry);
        return owned(result);
    }
    frame = ts->frame;
    R = frame->registers;
    temporaries = R + frame->code->n_locals;
    pc = frame->pc;
    word = load_relaxed(&pc[-1].word); // the caller's FOR_ITER or SEND
    SET(result);
    if (flags & FRAME_FOR_ITER) {
        pc += operand_signed_c(word);
        SAFE_POINT(SAFE_POINT_JUMP);
    }
    NEXT();
}
handle_SEND:
    frame->pc = pc;
    if (value_is_generator(R[B]) && generator_is_ready(R[B], R[A])) {
        Generator *inner = (Generator *)value_object(R[B]);
        Ref sent = owned(R[A]);
        R[A] = UNBOUND;
        TRY(generator_enter(ts, inner, sent, FRAME_SEND));
        goto entered;
    } else {
        int yielded = operation_send(ts, frame, word);
        if (UNLIKELY(yielded < 0)) {
            goto raised;
        }
        if (!yielded) {
            pc += operand_signed_c(word);
        }
    }
    NEXT();
handle_GET_YIELD_FROM_ITER:
    TRY(operation_get_yield_from_iterator(ts, frame, word));
    NEXT();
handle_GET_AWAITABLE:
    TRY(operation_get_awaitable(ts, frame, word));
    NEXT();
handle_GET_ASYNC_ITER:
    TRY(operation_get_async_iterator(ts, frame, word));
    NEXT();
handle_GET_ASYNC_NEXT:
    TRY(operation_get_async_next(ts, frame, word));
    NEXT();
handle_END_ASYNC_FOR:
    frame->pc = pc;
    if (!operation_end_async_for(ts, frame, word)) {
        goto raised_again;
    }
    NEXT();

    // --- patterns ---
handle_MATCH_SEQUENCE:
    TRY(operation_match_type(ts, frame, word, TYPE_SEQUENCE));
    NEXT();
handle_MATCH_MAPPING:
    TRY(operation_match_type(ts, frame, word, TYPE_MAPPING));
    NEXT();
handle_GET_LENGTH:
    TRY(operation_get_length(ts, frame, word));
    NEXT();
handle_MATCH_KEYS:
    TRY(operation_match_keys(ts, frame, word));
    NEXT();
handle_MATCH_CLASS:
    TRY(operation_match_class(ts, frame, word));
    NEXT();
handle_MAP_WITHOUT:
    TRY(operation_map_without(ts, frame, word));
    NEXT();

    // --- type parameters ---
handle_MAKE_TYPE_PARAMETER:
    TRY(operation_make_type_parameter(ts, frame, word));
    NEXT();
handle_SET_TYPE_PARAMETERS:
    TRY(operation_set_type_parameters(ts, frame, word));
    NEXT();
handle_MAKE_GENERIC_BASE:
    TRY(operation_make_generic_base(ts, frame, word));
    NEXT();
handle_MAKE_TYPE_ALIAS:
    TRY(operation_make_type_alias(ts, frame, word));
    NEXT();

entered:
    frame = ts->frame;
    R = frame->registers;
    temporaries = R + frame->code->n_locals;
    pc = frame->pc;
    SAFE_POINT(SAFE_POINT_CALL);
    NEXT();

raised:
    frame = unwind(ts, true);
    goto resume;
raised_again:
    frame = unwind(ts, false);
resume:
    if (!frame) {
        leave(ts, checks_at_entry);
        return NO_REF;
    }
    R = frame->registers;
    temporaries = R + frame->code->n_locals;
    pc = frame->pc;
    NEXT();
}
