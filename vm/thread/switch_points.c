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

static bool jumps_back(Instruction i) {
    const char *roles = OPCODE_INFO[i.op].roles;
    if (i.op == OP_SEND) {
        return false;
    }
    return (roles[2] == 'J' && i.op != OP_LOAD_INT && instruction_wide(i) < 0) ||
           (roles[3] == 'j' && (int16_t)i.c < 0);
}

static bool is_call(Opcode op) {
    return op == OP_CALL || op == OP_CALL_METHOD || op == OP_CALL_KEYWORDS ||
           op == OP_CALL_METHOD_KEYWORDS || op == OP_CALL_UNPACKED;
}

SwitchChance switch_points_chance(const GilPolicy *policy, Instruction before,
                                  Instruction after) {
    if (policy->switch_points == SWITCH_AT_EVERY_INSTRUCTION) {
        return switch_points_between(before, after) ? SWITCH_ALWAYS : SWITCH_NEVER;
    }
    bool may_be_unchecked = policy->switch_points == SWITCH_AT_CHECKED_CALLS &&
                            (before.op == OP_CALL || before.op == OP_CALL_METHOD) &&
                            before.c <= 2;
    if (may_be_unchecked) {
        return SWITCH_UNLESS_UNCHECKED;
    }
    return jumps_back(before) || is_call((Opcode)before.op) ? SWITCH_ALWAYS : SWITCH_NEVER;
}
