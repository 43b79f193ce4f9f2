// The timed request: the protocol of A. Pitrou's new GIL (CPython 3.2 and later), which the
// policies py32, py310 and py313 share. They differ in where the holder looks.
//
// The waiter asks: it waits `interval` (5 ms), and if nobody switched meanwhile it sends the
// holder a drop request; if somebody did, it starts over, so with many waiters each waits
// longer than the interval. The holder drops the GIL where its policy lets it, and then sleeps
// until another thread has really taken it (forced switching): otherwise it would nearly always
// win the lock back before the waiter has woken up. A voluntary release, before blocking, needs
// no taker. Which waiter is next is the operating system's choice: the GIL is no queue.
#ifndef GILT_VM_THREAD_GIL_TIMED_H
#define GILT_VM_THREAD_GIL_TIMED_H

#include "vm/thread/gil_policy.h"

#define TIMED_INTERVAL_NS (5 * CLOCK_SECOND_NS / 1000)

// The moves, as in gil_policy.h.
bool timed_wait(Gil *gil, ThreadState *ts);
void timed_pass_on(Gil *gil, ThreadState *ts);
void timed_drop(Gil *gil, ThreadState *ts);

#endif
