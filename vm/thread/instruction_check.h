// The check between two instructions, for the policies that want one.
//
// The dispatch loop has three rows of labels. ThreadState.instruction_checks is the number of
// the row it uses: 0, or DISPATCH_CHECKED while a policy of SWITCH_AT_EVERY_INSTRUCTION is on
// or an observer wants to see every instruction (ThreadHooks.instruction): there every
// instruction first comes by here. Only the GIL may change hands: signals and exceptions from
// elsewhere wait for the next safe point, so nothing is raised here. In DISPATCH_PROFILED those
// come by that a profiler wants to see (vm/exec/profile.h).
#ifndef GILT_VM_THREAD_INSTRUCTION_CHECK_H
#define GILT_VM_THREAD_INSTRUCTION_CHECK_H

#include "compiler/opcodes.h"
#include "vm/base/contract.h"
#include "vm/object/thread_state.h"
#include "vm/thread/gil_policy.h"

// What the other rows add to the number of an opcode.
#define DISPATCH_CHECKED  256
#define DISPATCH_PROFILED 512

// The thread is going to execute `next`: counts it, or looks whether the GIL is wanted, and
// gives it up if the policy says so. The frame's pc has been stored.
void instruction_check(ThreadState *ts, CodeWord next) ATTACHED RUNS_GUEST;

// Has the thread check, or not, as the present mode wants it. The thread is the caller, new, or
// stopped.
void instruction_check_update(ThreadState *ts) ANY_THREAD;

#endif
