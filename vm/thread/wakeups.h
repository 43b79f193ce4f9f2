// Wake-ups that wait for the GIL.
//
// Whoever is woken while the waker holds the GIL can only fall asleep again, for the GIL: two
// switches of the processor where one would do. So the wake-ups that an attached thread owes
// are kept until it lets the GIL go. A thread that does not let it go soon wakes the others a
// few safe points later, since they are the ones who ask for it (gil.c). Without a GIL
// everybody is woken at once.
#ifndef GILT_VM_THREAD_WAKEUPS_H
#define GILT_VM_THREAD_WAKEUPS_H

#include "vm/base/check.h"
#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// Wakes `thread`, whose reference it takes over. `ts` is the caller, attached, or null: at
// once.
void wakeup_owe(ThreadState *ts, GuestThread *thread) ANY_THREAD;
// Pays them all. By the thread itself, on its way out of the GIL also DETACHED.
void wakeups_pay_owed(ThreadState *ts) ANY_THREAD;
static inline void wakeups_pay(ThreadState *ts) ANY_THREAD {
    if (UNLIKELY(ts->owed_count > 0)) {
        wakeups_pay_owed(ts);
    }
}
// At a safe point: pays them if they have waited for long enough, else looks again later.
void wakeups_look(ThreadState *ts) ATTACHED;

#endif
