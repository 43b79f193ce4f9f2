// Ticks: the protocol of CPython's first GIL, which the policies py22 and py27 share. They
// differ in the number of instructions between two checks.
//
// Nobody asks. The holder counts its instructions; every so many it releases the GIL and takes
// it again at once. The release wakes a waiter, but on several cores the releaser is usually
// back first, and the waiter has woken up for nothing: the GIL battle (D. Beazley, 2010). The
// counter `wakeups_in_vain` of GilStats counts these.
#ifndef GILT_VM_THREAD_GIL_TICKS_H
#define GILT_VM_THREAD_GIL_TICKS_H

#include "vm/thread/gil_policy.h"

// The moves, as in gil_policy.h.
bool ticks_wait(Gil *gil, ThreadState *ts);
void ticks_pass_on(Gil *gil, ThreadState *ts);
void ticks_drop(Gil *gil, ThreadState *ts);

#endif
