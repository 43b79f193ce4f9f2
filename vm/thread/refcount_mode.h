// The dial of the reference counts: biased, atomic or racy, while the program runs.
//
// It says how threads count while there is no GIL; with one every count is plain. Turning it
// stops the world and gives every object the form of count that the new mode wants
// (refcount.h). The choice is a matter of identities, so that the default mode pays nothing:
//
//     GIL on   every thread GIL_IDENTITY      biased   each thread its own
//     atomic   nobody's; objects merged       racy     nobody's; objects owned by OWNER_RACY
//
// Counting the operations works in the same way: nobody's identity leads every operation
// through the slow half, which knows the thread's real one.
#ifndef GILT_VM_THREAD_REFCOUNT_MODE_H
#define GILT_VM_THREAD_REFCOUNT_MODE_H

#include "vm/base/contract.h"
#include "vm/object/refcount.h"

// "biased", "atomic", "racy".
const char *refcount_mode_name(RefcountMode mode) ANY_THREAD;
// False if there is no mode of this name.
bool refcount_mode_find(const char *name, RefcountMode *mode) ANY_THREAD;

// Turns the dial; it takes effect at once if there is no GIL. A safe point. False with
// MemoryError.
bool refcount_mode_set(ThreadState *ts, RefcountMode mode) ATTACHED RUNS_GUEST;
// What was chosen last.
RefcountMode refcount_mode_get(const ThreadState *ts) ATTACHED;

// Counts every operation on counts from now on, or no longer; slower. A safe point.
void refcount_mode_count_operations(ThreadState *ts, bool counts) ATTACHED RUNS_GUEST;

// Fills in what a thread needs for the mode that is to be. The thread is held, or not yet
// listed.
void refcount_mode_update(ThreadState *ts, bool is_gil_on) ANY_THREAD;
// The world is stopped and the GIL goes on or off: gives all objects their new form where that
// is needed.
void refcount_mode_switch(ThreadState *ts, bool is_gil_on) STOPPED;

#endif
