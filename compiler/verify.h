// The verifier: proves that a unit of code cannot make the machine read an empty register, jump
// astray or run off its end.
//
// It runs the code abstractly, every instruction once: for each place it computes which
// temporaries are full, and demands that all ways to a place agree. What it proves, the
// dispatch loop relies on:
//
//     * operands are in range, jumps go to the starts of instructions, and the last
//       instruction does not fall off the end
//     * a temporary is written only when empty and read only when full; nothing is left
//       at a return
//     * a handler finds below its depth exactly the temporaries it expects
#ifndef GILT_COMPILER_VERIFY_H
#define GILT_COMPILER_VERIFY_H

#include "compiler/arena.h"
#include "compiler/code.h"

// Checks a unit and all units nested in it. Null if all is well, else a sentence that says what
// is wrong where, in `arena`. Work memory comes from `arena`. O(words * temporaries / 64).
const char *verify_unit(Arena *arena, const CodeUnit *unit);

#endif
