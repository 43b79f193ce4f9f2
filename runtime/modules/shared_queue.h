// Queues between interpreters: parcels in a row, known by a number.
//
// They belong to the process, under its mutex. A queue lives as long as somebody holds it: an
// object of the guest in some interpreter, or a parcel that it is in.
//
// Whoever waits is a thread asleep in its own Parker, in a list of the queue. It is woken when
// something may have become possible for it, and looks again.
#ifndef GILT_RUNTIME_MODULES_SHARED_QUEUE_H
#define GILT_RUNTIME_MODULES_SHARED_QUEUE_H

#include "runtime/modules/parcel.h"
#include "vm/thread/process.h"

// What becomes of an item when the interpreter that sent it goes: as the guest library numbers
// it.
typedef enum UnboundItem {
    UNBOUND_REMOVED = 1,  // it vanishes
    UNBOUND_RAISES = 2,   // whoever gets it gets an exception
    UNBOUND_REPLACED = 3, // whoever gets it gets a placeholder
} UnboundItem;

typedef struct QueueItem {
    struct QueueItem *next;
    Parcel parcel;
    int64_t sender;      // the interpreter's number; -1 once it has gone
    UnboundItem unbound; // what to do then
    bool is_encoded;     // the guest library made it into something that can be sent
} QueueItem;

typedef enum QueueResult {
    QUEUE_DONE,
    QUEUE_NOT_YET, // full or empty until the deadline
    QUEUE_UNKNOWN, // no such queue, or not any more
    QUEUE_FAILED,  // exception set (Ctrl-C)
} QueueResult;

// What a queue says of itself.
typedef struct QueueInfo {
    int64_t maximum; // of items; 0 or less: none
    int64_t count;
    UnboundItem unbound; // for items that do not say
} QueueInfo;

// A new queue without holders: its number; -1 without memory.
int64_t shared_queue_create(Process *process, int64_t maximum, UnboundItem unbound) ANY_THREAD;
// One more, one less holder; false: unknown. The last one frees the queue and what is in it.
bool shared_queue_hold(Process *process, int64_t id) ANY_THREAD;
bool shared_queue_drop(Process *process, int64_t id) ANY_THREAD;
// False: unknown.
bool shared_queue_info(Process *process, int64_t id, QueueInfo *out) ANY_THREAD;
// All queues' numbers, as process_list.
size_t shared_queue_list(Process *process, int64_t **out) ANY_THREAD;

// Puts an item in; waits while the queue is full, until the deadline (clock.h; 0: not at all).
// The item, from malloc, is the queue's only if the result is QUEUE_DONE. Its `unbound` may be
// 0: the queue's.
QueueResult shared_queue_put(ThreadState *ts, int64_t id, QueueItem *item,
                             uint64_t deadline_ns) ATTACHED RUNS_GUEST;
// Takes the first item out; waits while there is none. The item is the caller's then.
QueueResult shared_queue_get(ThreadState *ts, int64_t id, QueueItem **out,
                             uint64_t deadline_ns) ATTACHED RUNS_GUEST;
// Frees an item and what it holds.
void queue_item_free(Process *process, QueueItem *item) ANY_THREAD;

// An interpreter goes: what it has sent is unbound.
void shared_queues_forget_sender(Process *process, int64_t interpreter_id) ANY_THREAD;
// In the child after fork(): nobody else waits any more.
void shared_queues_after_fork(Process *process) ANY_THREAD;
// The process ends: frees all queues.
void shared_queues_free(Process *process) ANY_THREAD;

#endif
