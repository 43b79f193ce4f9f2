// Switch points: between which instructions a policy lets the GIL change hands.
//
// Policies that count or look at every instruction (py22, py27, py32) have exceptions, those of
// CPython 3.9 and 2.7: not after instructions that only move values about, and not just before
// a `with` is entered or a `yield from` goes on, so that a lock is not left between being taken
// and being sure to be released. The others switch at safe points (safe_point.h).
//
// CPython: the exceptions are those of its stack machine: LOAD_FAST, LOAD_CONST, STORE_FAST,
// POP_TOP and the shuffles; IS_OP, CONTAINS_OP, JUMP_FORWARD. A register machine has fewer
// moves to skip; what is left of each statement, its reads and its writes, is the same.
#ifndef GILT_VM_THREAD_SWITCH_POINTS_H
#define GILT_VM_THREAD_SWITCH_POINTS_H

#include <stdbool.h>

#include "compiler/opcodes.h"
#include "vm/thread/gil_policy.h"

// Whether a policy of SWITCH_AT_EVERY_INSTRUCTION looks between the two; it does not count an
// instruction before which it does not look. ANY_THREAD.
bool switch_points_between(Instruction before, Instruction after);

// Whether the GIL may change hands between an instruction and the next.
typedef enum SwitchChance {
    SWITCH_NEVER,
    SWITCH_ALWAYS,
    SWITCH_UNLESS_UNCHECKED, // may, unless what is called is one of the NATIVE_UNCHECKED
} SwitchChance;

// The same for any policy, for reports: `after` is the next instruction in the code. What an
// operator calls behind the scenes (an __add__ of the program) has switch points of its own.
SwitchChance switch_points_chance(const GilPolicy *policy, Instruction before,
                                  Instruction after) ANY_THREAD;

#endif
