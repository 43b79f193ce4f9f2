// Reading an instruction word and the registers it names; shared by the dispatch loop and the
// operations it calls.
#ifndef GILT_VM_EXEC_OPERANDS_H
#define GILT_VM_EXEC_OPERANDS_H

#include "vm/exec/frame.h"
#include "vm/object/refcount.h"

static inline uint8_t operand_op(uint64_t word) {
    return (uint8_t)word;
}
static inline uint32_t operand_d(uint64_t word) {
    return (uint8_t)(word >> 8);
}
static inline uint32_t operand_a(uint64_t word) {
    return (uint16_t)(word >> 16);
}
static inline uint32_t operand_b(uint64_t word) {
    return (uint16_t)(word >> 32);
}
static inline uint32_t operand_c(uint64_t word) {
    return (uint32_t)(word >> 48);
}
static inline int32_t operand_signed_b(uint64_t word) {
    return (int16_t)(word >> 32);
}
static inline int32_t operand_signed_c(uint64_t word) {
    return (int16_t)(word >> 48);
}
static inline int32_t operand_wide(uint64_t word) {
    return (int32_t)(word >> 32);
}

// Empties a temporary that an instruction has read; a variable keeps its value.
static inline void register_consume(ThreadState *ts, Frame *frame, uint32_t index) ATTACHED {
    if (index >= frame->code->n_locals && index != NO_REGISTER) {
        Value v = frame->registers[index];
        if (value_is_object(v)) {
            frame->registers[index] = UNBOUND;
            object_release(ts, value_object(v));
        }
    }
}

// Takes the value out of a temporary, or a new reference to that of a variable.
static inline Ref register_take(ThreadState *ts, Frame *frame, uint32_t index) ATTACHED {
    Value v = frame->registers[index];
    if (index >= frame->code->n_locals) {
        frame->registers[index] = UNBOUND;
        return owned(v);
    }
    return ref_take(ts, v);
}

// Writes a register, dropping what a variable held.
static inline void register_set(ThreadState *ts, Frame *frame, uint32_t index,
                                Ref value) ATTACHED {
    Value old = frame->registers[index];
    frame->registers[index] = borrow(value);
    if (value_is_object(old)) {
        object_release(ts, value_object(old));
    }
}

// Releases the n temporaries from `first` on.
static inline void registers_release(ThreadState *ts, Value *first, uint32_t n) ATTACHED {
    for (uint32_t i = 0; i < n; i++) {
        Value v = first[i];
        first[i] = UNBOUND;
        if (value_is_object(v)) {
            object_release(ts, value_object(v));
        }
    }
}

#endif
