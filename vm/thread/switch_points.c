// The exceptions of the policies that look between instructions (switch_points.h).
#include "vm/thread/switch_points.h"

// What only moves values about, or compares identities, or jumps forward.
static bool is_quick(Instruction instruction) {
    switch ((Opcode)instruction.op) {
    case OP_NOP:
    case OP_LOAD_CONST:
    case OP_LOAD_INT:
    case OP_LOAD_NONE:
    case OP_MOVE:
    case OP_COPY:
    case OP_DROP:
    case OP_CHECK_BOUND:
    case OP_CLEAR_LOCAL:
    case OP_IS:
    case OP_IN:
        return true;
    case OP_JUMP:
        return instruction_wide(instruction) >= 0;
    case OP_JUMP_IS:
    case OP_JUMP_IN:
        return (int16_t)instruction.c >= 0;
    default:
        return false;
    }
}

static bool enters_protection(Opcode op) {
    return op == OP_WITH_ENTER || op == OP_SEND || op == OP_YIELD_FROM;
}

bool switch_points_between(Instruction before, Instruction after) {
    return !is_quick(before) && !enters_protection((Opcode)after.op);
}
