// The queues between interpreters (shared_queue.h).
#include "runtime/modules/shared_queue.h"

#include <stdlib.h>

#include "vm/base/clock.h"
#include "vm/thread/guest_thread.h"
#include "vm/thread/safe_point.h"
#include "vm/thread/thread_state.h"

typedef struct QueueWaiter {
    struct QueueWaiter *next;
    Parker *parker;
} QueueWaiter;

typedef struct SharedQueue {
    struct SharedQueue *next; // Process.queues
    int64_t id;
    int64_t holders;
    int64_t maximum;
    int64_t count;
    UnboundItem unbound;
    QueueItem *first;
    QueueItem **end;      // where the next item is linked
    QueueWaiter *waiters; // for items and for room
} SharedQueue;

// The link to the queue of this number, or to null. The mutex is held, as in all static
// functions here that do not take it.
static SharedQueue **find_link(Process *process, int64_t id) {
    SharedQueue **at = &process->queues;
    while (*at && (*at)->id != id) {
        at = &(*at)->next;
    }
    return at;
}

// They look again; those for whom there is nothing yet go back to sleep.
static void wake_all(SharedQueue *queue) {
    for (QueueWaiter *waiter = queue->waiters; waiter; waiter = waiter->next) {
        parker_unpark(waiter->parker);
    }
}

void queue_item_free(Process *process, QueueItem *item) {
    parcel_free(process, &item->parcel);
    free(item);
}

// Frees items that are in no queue any more; the mutex is not held, since queues that are in
// them may go with them.
static void free_items(Process *process, QueueItem *items) {
    while (items) {
        QueueItem *item = items;
        items = item->next;
        queue_item_free(process, item);
    }
}

int64_t shared_queue_create(Process *process, int64_t maximum, UnboundItem unbound) {
    SharedQueue *queue = calloc(1, sizeof *queue);
    if (!queue) {
        return -1;
    }
    queue->maximum = maximum;
    queue->unbound = unbound;
    queue->end = &queue->first;
    ranked_mutex_lock(&process->mutex);
    queue->id = process->next_queue_id++;
    *find_link(process, -1) = queue; // behind the last
    ranked_mutex_unlock(&process->mutex);
    return queue->id;
}

bool shared_queue_hold(Process *process, int64_t id) {
    ranked_mutex_lock(&process->mutex);
    SharedQueue *queue = *find_link(process, id);
    if (queue) {
        queue->holders++;
    }
    ranked_mutex_unlock(&process->mutex);
    return queue != NULL;
}

bool shared_queue_drop(Process *process, int64_t id) {
    ranked_mutex_lock(&process->mutex);
    SharedQueue **link = find_link(process, id);
    SharedQueue *queue = *link;
    SharedQueue *gone = NULL;
    // Whoever waits in it holds it, unless holders have been dropped that were none.
    if (queue && --queue->holders <= 0) {
        gone = queue;
        wake_all(queue);
        *link = queue->next;
    }
    ranked_mutex_unlock(&process->mutex);
    if (gone) {
        free_items(process, gone->first);
        free(gone);
    }
    return queue != NULL;
}

bool shared_queue_info(Process *process, int64_t id, QueueInfo *out) {
    ranked_mutex_lock(&process->mutex);
    const SharedQueue *queue = *find_link(process, id);
    if (queue) {
        *out = (QueueInfo){queue->maximum, queue->count, queue->unbound};
    }
    ranked_mutex_unlock(&process->mutex);
    return queue != NULL;
}

size_t shared_queue_list(Process *process, int64_t **out) {
    ranked_mutex_lock(&process->mutex);
    size_t n = 0;
    for (const SharedQueue *queue = process->queues; queue; queue = queue->next) {
        n++;
    }
    *out = malloc((n ? n : 1) * sizeof **out);
    size_t count = 0;
    for (const SharedQueue *queue = process->queues; queue && *out; queue = queue->next) {
        (*out)[count++] = queue->id;
    }
    ranked_mutex_unlock(&process->mutex);
    return count;
}

// --- put and get ---

// One attempt: done, or not yet. Either side is woken by the other.
static QueueResult try_put(SharedQueue *queue, QueueItem *item) {
    if (queue->maximum > 0 && queue->count >= queue->maximum) {
        return QUEUE_NOT_YET;
    }
    if (!item->unbound) {
        item->unbound = queue->unbound;
    }
    item->next = NULL;
    *queue->end = item;
    queue->end = &item->next;
    queue->count++;
    wake_all(queue);
    return QUEUE_DONE;
}

static QueueResult try_get(SharedQueue *queue, QueueItem **out) {
    QueueItem *item = queue->first;
    if (!item) {
        return QUEUE_NOT_YET;
    }
    queue->first = item->next;
    if (!queue->first) {
        queue->end = &queue->first;
    }
    queue->count--;
    wake_all(queue);
    *out = item;
    return QUEUE_DONE;
}

// One attempt to put `item`, or to get one if it is null; if it must wait, puts `waiter` on the
// queue's list under the same lock, so that no news is missed.
static QueueResult attempt(Process *process, int64_t id, QueueItem *item, QueueItem **out,
                           QueueWaiter *waiter) {
    ranked_mutex_lock(&process->mutex);
    SharedQueue *queue = *find_link(process, id);
    QueueResult result = !queue ? QUEUE_UNKNOWN
                         : item ? try_put(queue, item)
                                : try_get(queue, out);
    if (result == QUEUE_NOT_YET && waiter) {
        waiter->next = queue->waiters;
        queue->waiters = waiter;
        queue->holders++;
    }
    ranked_mutex_unlock(&process->mutex);
    return result;
}

static void stop_waiting(Process *process, int64_t id, const QueueWaiter *waiter) {
    ranked_mutex_lock(&process->mutex);
    SharedQueue *queue = *find_link(process, id);
    for (QueueWaiter **at = queue ? &queue->waiters : NULL; at && *at; at = &(*at)->next) {
        if (*at == waiter) {
            *at = waiter->next;
            break;
        }
    }
    ranked_mutex_unlock(&process->mutex);
    shared_queue_drop(process, id);
}

// Sleeps until woken, interrupted or late; false for the last.
static bool sleep_a_while(ThreadState *ts, uint64_t deadline_ns) NO_CONTRACT_CHECK {
    guest_thread_waits(ts, WAIT_QUEUE, NULL);
    thread_detach(ts);
    bool in_time = load_relaxed(&ts->pending) & PENDING_INTERRUPTS ||
                   parker_park(&ts->thread->parker, deadline_ns);
    guest_thread_waits(ts, WAIT_NONE, NULL);
    return in_time;
}

static QueueResult work(ThreadState *ts, int64_t id, QueueItem *item, QueueItem **out,
                        uint64_t deadline_ns) NO_CONTRACT_CHECK {
    Process *process = ts->interpreter->process;
    QueueWaiter waiter = {.parker = &ts->thread->parker};
    for (bool in_time = deadline_ns > 0;;) {
        QueueResult result = attempt(process, id, item, out, in_time ? &waiter : NULL);
        if (result != QUEUE_NOT_YET || !in_time) {
            return result;
        }
        in_time = sleep_a_while(ts, deadline_ns);
        // Before attaching, which may end the thread.
        stop_waiting(process, id, &waiter);
        thread_attach(ts);
        if (!safe_point(ts, SAFE_POINT_NATIVE)) {
            return QUEUE_FAILED;
        }
    }
}

QueueResult shared_queue_put(ThreadState *ts, int64_t id, QueueItem *item,
                             uint64_t deadline_ns) {
    return work(ts, id, item, NULL, deadline_ns);
}

QueueResult shared_queue_get(ThreadState *ts, int64_t id, QueueItem **out,
                             uint64_t deadline_ns) {
    return work(ts, id, NULL, out, deadline_ns);
}

// --- endings ---

void shared_queues_forget_sender(Process *process, int64_t interpreter_id) {
    QueueItem *removed = NULL;
    ranked_mutex_lock(&process->mutex);
    for (SharedQueue *queue = process->queues; queue; queue = queue->next) {
        for (QueueItem **at = &queue->first; *at;) {
            QueueItem *item = *at;
            if (item->sender == interpreter_id && item->unbound == UNBOUND_REMOVED) {
                *at = item->next;
                queue->count--;
                item->next = removed;
                removed = item;
                continue;
            }
            if (item->sender == interpreter_id) {
                item->sender = -1;
            }
            at = &item->next;
        }
        queue->end = &queue->first;
        while (*queue->end) {
            queue->end = &(*queue->end)->next;
        }
        wake_all(queue);
    }
    ranked_mutex_unlock(&process->mutex);
    free_items(process, removed);
}

void shared_queues_after_fork(Process *process) {
    for (SharedQueue *queue = process->queues; queue; queue = queue->next) {
        queue->waiters = NULL;
    }
}

void shared_queues_free(Process *process) {
    while (process->queues) {
        process->queues->holders = 0;
        shared_queue_drop(process, process->queues->id);
    }
}
