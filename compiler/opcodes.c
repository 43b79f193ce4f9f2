// The table form of opcodes.def, for everything that looks at code from outside: the verifier,
// the disassembler and the documentation.
#include "compiler/opcodes.h"

const OpcodeInfo OPCODE_INFO[OPCODE_COUNT] = {
#define OPCODE(name, roles, caches, picture) {#name, roles, caches, picture},
#include "compiler/opcodes.def"
#undef OPCODE
};
