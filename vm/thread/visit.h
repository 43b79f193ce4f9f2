// Visits: a thread goes over into another interpreter and comes back.
//
// The system's thread stays the same; it has one ThreadState in each interpreter it is in, and
// is attached to one of them at a time. In the interpreter it visits it is the main thread, so
// there is one visitor at a time (process.h: claims).
//
//     home                                there
//     visit_begin: detach ------------->  attach
//     (its other threads run)             guest code
//                                         detach: visit_leave
//     visit_return: attach
//
// Signals belong to the main interpreter. When its main thread visits and one arrives, the
// visitor goes home for a moment at its next safe point, the handlers run there, and it comes
// back. If a handler raises (Ctrl-C), that exception stays at home until the visit is over, and
// the visitor gets a KeyboardInterrupt to end it.
#ifndef GILT_VM_THREAD_VISIT_H
#define GILT_VM_THREAD_VISIT_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// The calling thread becomes the main thread of an interpreter that it has claimed. Returns its
// state there. Nothing of `ts` may be touched until visit_return.
ThreadState *visit_begin(ThreadState *ts, Interpreter *there) NO_CONTRACT_CHECK;
// The same for a thread that is detached from its home already.
ThreadState *visit_enter(ThreadState *home, Interpreter *there) NO_CONTRACT_CHECK;
// The calling thread, attached as `visitor`, has just made the interpreter it is in; `home` is
// detached.
void visit_adopt(ThreadState *visitor, ThreadState *home);
// Leaves the interpreter. The thread is attached nowhere afterwards; it still has the claim.
void visit_leave(ThreadState *visitor) NO_CONTRACT_CHECK;
// Is home again. When that interpreter is finalizing and this is one of its daemon threads, the
// call does not return: whatever the visit claimed has been given up before.
void visit_return(ThreadState *home) NO_CONTRACT_CHECK;

// Signals have arrived, and this thread belongs to an interpreter that has none of its own: if
// it visits from the main one's main thread, the handlers run there. False with
// KeyboardInterrupt set.
bool visit_handle_signals(ThreadState *visitor) ATTACHED RUNS_GUEST;

#endif
