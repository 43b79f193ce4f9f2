// Parker: where one thread sleeps until another, or a signal handler, wakes it.
//
// A wake-up that comes before the sleep is kept, so nothing is lost between looking at a
// predicate and parking. There may also be wake-ups for no reason (a stale one, a signal): the
// caller looks at its predicate again in a loop. Only the owner parks; anybody may unpark, also
// from within a signal handler, which is why this is a semaphore and not a condition.
#ifndef GILT_VM_BASE_PARKER_H
#define GILT_VM_BASE_PARKER_H

#include <semaphore.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct Parker {
    sem_t wakeups;
} Parker;

// Makes a parker ready for use. Cannot fail.
void parker_init(Parker *parker);
// Gives it up; nobody sleeps in it or will unpark it.
void parker_done(Parker *parker);
// Sleeps until unparked, a signal arrives or `deadline_ns` (clock.h) has come; false only for
// the last. DETACHED: it blocks.
bool parker_park(Parker *parker, uint64_t deadline_ns);
// Wakes the owner, now or when it parks next. Safe in a signal handler.
void parker_unpark(Parker *parker);

#endif
