// Instruction words: their layout, the opcode enum, and the table of what `opcodes.def` says of
// each.
//
// An instruction is one 64-bit word of fixed layout; some are followed by inline cache words of
// the same width. Words are only ever written whole or in one field, with relaxed atomic
// stores, once the code runs.
//
//      63          48 47          32 31          16 15    8 7     0
//     +--------------+--------------+--------------+-------+-------+
//     |      c       |      b       |      a       |   d   |  op   |
//     +--------------+--------------+--------------+-------+-------+
//                    |<- b:c, a signed 32-bit number or offset ->|    (b is its low half)
#ifndef GILT_COMPILER_OPCODES_H
#define GILT_COMPILER_OPCODES_H

#include <stdbool.h>
#include <stdint.h>

typedef enum Opcode {
#define OPCODE(name, roles, caches, picture) OP_##name,
#include "compiler/opcodes.def"
#undef OPCODE
    OPCODE_COUNT
} Opcode;

// A register operand that names no register.
#define NO_REGISTER 0xFFFF

// The largest number of registers of one function; more is a SyntaxError.
#define MAX_REGISTERS 0xFFF0

typedef struct Instruction {
    uint8_t op;
    uint8_t d;
    uint16_t a;
    uint16_t b;
    uint16_t c;
} Instruction;

// One word of code: an instruction, or the inline cache of the instruction before it.
typedef union CodeWord {
    Instruction instruction;
    uint64_t word;
} CodeWord;

_Static_assert(sizeof(CodeWord) == 8, "a code word is 64 bits");

// What a row of opcodes.def says.
typedef struct OpcodeInfo {
    const char *name;
    const char *roles; // four characters: d a b c
    uint8_t caches;
    const char *picture;
} OpcodeInfo;

// Indexed by Opcode.
extern const OpcodeInfo OPCODE_INFO[OPCODE_COUNT];

// The signed 32-bit operand b:c.
static inline int32_t instruction_wide(Instruction i) {
    return (int32_t)((uint32_t)i.b | (uint32_t)i.c << 16);
}

// Writes the signed 32-bit operand b:c.
static inline void instruction_set_wide(Instruction *i, int32_t number) {
    i->b = (uint16_t)(uint32_t)number;
    i->c = (uint16_t)((uint32_t)number >> 16);
}

// Returns how many registers the block (role B) of an instruction spans, 0 if it has none.
uint32_t instruction_block_length(Instruction i);

// Whether the block of an instruction is written, not read.
bool instruction_writes_block(Instruction i);

#endif
