// The guest stack of a thread: its frames and their registers (frame.h).
//
// Both are one mapping, which costs address space only: pages are touched as the recursion
// deepens.
//
//     | frames ...   ->                     | registers ...   ->                     |
//       KEPT_SIZE | the rest                  KEPT_SIZE | the rest
//
// Mapping and unmapping one costs more than a short thread's work: each stops the process's
// other threads on their cores for a moment. So an interpreter keeps a few stacks of threads
// that have ended for those that start next. A kept stack is like a new one: what a short
// thread uses of each half is zeroed, the rest is given back. The next thread finds nothing of
// the last. A thread begins with that much of its stack, and has to ask for the rest: so it is
// known of most threads that there is nothing to give back.
#ifndef GILT_VM_EXEC_GUEST_STACK_H
#define GILT_VM_EXEC_GUEST_STACK_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// Gives a new thread its stack, all zero; false if there is no memory.
bool guest_stack_take(ThreadState *ts) ANY_THREAD;
// Gives the thread the rest of its stack; false if it has that already.
bool guest_stack_extend(ThreadState *ts) ATTACHED;
// Takes it away, if it has one. The main thread, the interpreter's last, takes the kept ones
// away, too.
void guest_stack_give(ThreadState *ts) ANY_THREAD;

#endif
