// The table form of opcodes.def, for everything that looks at code from outside: the verifier,
// the disassembler and the documentation.
#include "compiler/opcodes.h"

const OpcodeInfo OPCODE_INFO[OPCODE_COUNT] = {
#define OPCODE(name, roles, caches, picture) {#name, roles, caches, picture},
#include "compiler/opcodes.def"
#undef OPCODE
};

uint32_t instruction_block_length(Instruction i) {
    switch (i.op) {
    case OP_BUILD_TUPLE:
    case OP_BUILD_LIST:
    case OP_BUILD_SET:
    case OP_BUILD_STRING:
    case OP_UNPACK:
        return i.c;
    case OP_BUILD_MAP:
        return 2u * i.c;
    case OP_UNPACK_STAR:
        return i.c + 1u + i.d;
    case OP_CALL:
        return 1u + i.c;
    case OP_CALL_KEYWORDS:
    case OP_CALL_METHOD:
        return 2u + i.c;
    case OP_CALL_METHOD_KEYWORDS:
        return 3u + i.c;
    case OP_CALL_UNPACKED:
        return i.d ? 3 : 2;
    case OP_MAKE_FUNCTION:
        return (uint32_t)__builtin_popcount(i.d);
    case OP_MAKE_TYPE_PARAMETER:
        return ((i.d & 7) == 1 || (i.d & 7) == 2) + (i.d >> 3 & 1u);
    case OP_BUILD_SLICE:
    case OP_MAKE_TYPE_ALIAS:
        return 3;
    case OP_GET_SLICE:
    case OP_LOAD_METHOD:
    case OP_IMPORT_NAME:
    case OP_MATCH_GROUP:
    case OP_WITH_ENTER:
    case OP_WITH_EXIT:
        return 2;
    case OP_RERAISE_GROUP:
    case OP_MATCH_CLASS:
        return 1;
    default:
        return 0;
    }
}

bool instruction_writes_block(Instruction i) {
    return i.op == OP_UNPACK || i.op == OP_UNPACK_STAR || i.op == OP_LOAD_METHOD ||
           i.op == OP_MATCH_GROUP;
}
