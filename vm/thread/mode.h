// The dial: the GIL on or off, while the program runs.
//
// A mode is a choice of identities (refcount.h) plus whether there is a GIL. Switching stops
// the world, changes every thread's identity and its is_parallel flag, and makes the counts
// fit.
//
// is_parallel is true for all threads if there is no GIL and more than one thread, else false
// for all: a thread alone needs no locks.
#ifndef GILT_VM_THREAD_MODE_H
#define GILT_VM_THREAD_MODE_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"
#include "vm/thread/gil_policy.h"

typedef enum GilMode {
    GIL_OFF,
    GIL_ON,
} GilMode;

// Switches the GIL on or off; nothing happens if it is so already. A safe point.
void mode_set(ThreadState *ts, GilMode mode) ATTACHED RUNS_GUEST;
// Switches the GIL on, under this policy; the switch interval stays.
void mode_set_policy(ThreadState *ts, const GilPolicy *policy) ATTACHED RUNS_GUEST;
// What it is. Stable until the next safe point.
GilMode mode_get(const ThreadState *ts) ATTACHED;

// Has `instruction` called before every instruction of every thread from now on; null: no more.
void mode_watch_instructions(ThreadState *ts, void (*instruction)(ThreadState *ts)) ATTACHED;

// The thread was told that all others have ended: if it is still alone it needs no locks from
// now on. For safe points.
void mode_update_alone(ThreadState *ts) ATTACHED;

#endif
