// Mutexes with a rank: pthread mutexes and, in builds that check, the stack of what each thread
// holds.
#include "vm/base/ranked_mutex.h"

#include <errno.h>
#include <stdio.h>

#include "vm/base/check.h"
#include "vm/base/clock.h"

#if defined(GILT_CHECK)

// What the calling thread holds, outermost first. The order is strict, so there are at most as
// many as ranks.
static _Thread_local const RankedMutex *held[RANK_LEAF];
static _Thread_local int held_count;

// Before taking `mutex`: everything held has a lower rank.
static void order_check(const RankedMutex *mutex) {
    if (held_count > 0 && held[held_count - 1]->rank >= mutex->rank) {
        char rule[160];
        snprintf(rule, sizeof rule, "lock order: '%s' is taken while holding '%s'", mutex->name,
                 held[held_count - 1]->name);
        check_failed(__FILE__, __LINE__, rule);
    }
}

static void order_push(const RankedMutex *mutex) {
    held[held_count++] = mutex;
}

static void order_pop(const RankedMutex *mutex) {
    int i = held_count - 1;
    while (i >= 0 && held[i] != mutex) {
        i--;
    }
    CHECK(i >= 0, "a mutex is unlocked by the thread that holds it");
    for (; i < held_count - 1; i++) {
        held[i] = held[i + 1];
    }
    held_count--;
}

#else
#define order_check(mutex) ((void)0)
#define order_push(mutex)  ((void)0)
#define order_pop(mutex)   ((void)0)
#endif

void ranked_mutex_init(RankedMutex *mutex, MutexRank rank, const char *name) {
    CHECK(pthread_mutex_init(&mutex->mutex, NULL) == 0, "mutexes need no memory");
    mutex->rank = rank;
    mutex->name = name;
}

void ranked_mutex_done(RankedMutex *mutex) {
    pthread_mutex_destroy(&mutex->mutex);
}

void ranked_mutex_lock(RankedMutex *mutex) {
    order_check(mutex);
    CHECK(pthread_mutex_lock(&mutex->mutex) == 0, "the mutex can be locked");
    order_push(mutex);
}

void ranked_mutex_unlock(RankedMutex *mutex) {
    order_pop(mutex);
    CHECK(pthread_mutex_unlock(&mutex->mutex) == 0, "the mutex can be unlocked");
}

void condition_init(Condition *condition) {
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    CHECK(pthread_cond_init(condition, &attributes) == 0, "conditions need no memory");
    pthread_condattr_destroy(&attributes);
}

void condition_done(Condition *condition) {
    pthread_cond_destroy(condition);
}

void condition_wait(Condition *condition, RankedMutex *mutex) {
    order_pop(mutex);
    pthread_cond_wait(condition, &mutex->mutex);
    order_push(mutex);
}

bool condition_wait_until(Condition *condition, RankedMutex *mutex, uint64_t deadline_ns) {
    if (deadline_ns == CLOCK_NEVER) {
        condition_wait(condition, mutex);
        return true;
    }
    struct timespec deadline = clock_timespec(deadline_ns);
    order_pop(mutex);
    int result = pthread_cond_timedwait(condition, &mutex->mutex, &deadline);
    order_push(mutex);
    return result != ETIMEDOUT;
}

void condition_signal(Condition *condition) {
    pthread_cond_signal(condition);
}

void condition_broadcast(Condition *condition) {
    pthread_cond_broadcast(condition);
}
