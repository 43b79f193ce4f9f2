// The event log: what threads did and when, for timelines and statistics.
//
// Each thread writes into a ring buffer of its own: no locks, nothing shared but the clock.
// When the ring is full the oldest events make room, and are counted as dropped. Nobody listens
// most of the time: then ThreadState.events is null and an event costs one predicted branch, on
// paths that are slow anyway.
//
//     EventLog.first -> EventBuffer   [ e e e e e e . . . . ]   written = 6
//                       EventBuffer   [ e e e E e e e e e e ]   written = 23: 13 were dropped
//                       EventBuffer   of a thread that has ended
//
// The log lists them all, newest thread first; a thread finds its own in ThreadState.events.
//
// A reader copies the buffers while their threads go on: it looks at `written` before and
// after, and takes only what cannot have been overwritten between the two.
//
// The log also keeps a record of every lock that was taken while it was on. It outlasts the
// lock.
#ifndef GILT_VM_THREAD_EVENT_LOG_H
#define GILT_VM_THREAD_EVENT_LOG_H

#include "vm/base/atomics.h"
#include "vm/base/check.h"
#include "vm/base/contract.h"
#include "vm/base/ranked_mutex.h"
#include "vm/object/thread_state.h"
#include "vm/thread/gil.h"
#include "vm/thread/guest_lock.h"
#include "vm/thread/guest_thread.h"

typedef enum EventKind {
#define EVENT(name, text, meaning) EVENT_##name,
#include "vm/base/events.def"
#undef EVENT
} EventKind;

// Why a thread is no longer attached.
typedef enum LeaveReason {
    LEAVE_BLOCKING, // it is going to block
    LEAVE_SWITCH,   // the GIL was asked for, or its ticks are spent
    LEAVE_STOP,     // somebody stops the world
    LEAVE_EXIT,     // it has ended
} LeaveReason;

typedef struct Event {
    uint64_t time_ns; // monotonic
    uint64_t number;  // by kind: events.def
    GuestPlace place; // null code: none
    uint8_t kind;     // EventKind
    uint8_t detail;   // by kind
} Event;

// One event as it stands in the ring: whole words, because a reader may come by.
typedef struct EventSlot {
    uint64_t time_ns;
    uint64_t number;
    uint64_t code;
    uint64_t rest; // word << 16 | detail << 8 | kind
} EventSlot;

typedef struct EventBuffer EventBuffer;
struct EventBuffer {
    EventBuffer *next; // in the log
    uint64_t thread_id;
    bool is_main;
    char name[GUEST_THREAD_NAME_SIZE]; // set when the thread has ended
    uint64_t written;                  // how many events there were; released after each
    uint64_t base;                     // how many of them were before the log was switched on
    bool is_retired;                   // its thread has a larger one now
    uint64_t capacity;                 // a power of two; 0: only statistics are kept
    EventSlot *slots;
    // --- statistics, written by the thread, relaxed ---
    uint64_t held_ns;       // time attached
    uint64_t running_since; // when it attached; 0: it is not
    uint64_t blocked_ns;    // time in waits that have a name (WaitKind)
    uint64_t blocked_since; // when it was going to wait; 0: it is not
    GilStats gil_stats;     // set when the thread has ended
    bool has_ended;
};

// What became of one lock while the log was on; written by whoever has just taken the lock.
struct LockRecord {
    LockRecord *next; // in the log
    uint64_t number;  // counts up from 1
    GuestPlace created;
    WaitKind kind;
    uint64_t acquisitions;
    uint64_t contentions; // acquisitions that had to wait
    uint64_t wait_ns;
    uint64_t longest_wait_ns;
};

struct EventLog {
    bool is_on;          // changed with the world stopped
    uint64_t capacity;   // of new buffers
    uint64_t started_ns; // when it was switched on
    // --- guarded by mutex ---
    RankedMutex mutex;
    EventBuffer *first;
    uint64_t n_without_buffer; // threads for which there was no memory
    LockRecord *locks;
    uint64_t lock_count; // records made; above EVENT_LOCKS_MAX no more are
};

#define EVENT_LOCKS_MAX        20000
#define EVENT_CAPACITY_DEFAULT ((uint64_t)1 << 16)
#define EVENT_CAPACITY_MAX     ((uint64_t)1 << 24)

// Creates the interpreter's log, off; false if there is no memory. And the end of it.
bool event_log_create(Interpreter *interpreter);
void event_log_destroy(Interpreter *interpreter);

// In the child after fork(): its lock is made anew.
void event_log_after_fork(EventLog *log) ANY_THREAD;

// Switches the log on, empty, with buffers of `capacity` events for each thread (rounded up to
// a power of two; 0: statistics only), or off: what was written stays until it is switched on
// again. Stops the world for a moment. Threads for which there is no memory are left out.
void event_log_start(ThreadState *ts, uint64_t capacity) ATTACHED;
void event_log_stop(ThreadState *ts) ATTACHED;

// Gives a new thread its buffer if the log is on; the end of a thread.
void event_log_thread_init(ThreadState *ts) ANY_THREAD;
void event_log_thread_done(ThreadState *ts) ANY_THREAD;

// Writes into the calling thread's buffer, with its present place in the program (outside the
// guest library) or without.
void event_write(ThreadState *ts, EventKind kind, uint32_t detail, uint64_t number,
                 bool has_place) ANY_THREAD;
// The same if somebody listens.
static inline void event_emit(ThreadState *ts, EventKind kind, uint32_t detail,
                              uint64_t number) ANY_THREAD {
    if (UNLIKELY(load_relaxed(&ts->events) != NULL)) {
        event_write(ts, kind, detail, number, false);
    }
}
static inline void event_emit_here(ThreadState *ts, EventKind kind, uint32_t detail,
                                   uint64_t number) ANY_THREAD {
    if (UNLIKELY(load_relaxed(&ts->events) != NULL)) {
        event_write(ts, kind, detail, number, true);
    }
}

// Under a policy of ticks the holder offers the GIL every few instructions and mostly has it
// again at once. That is no news: SEEN, LEAVE and WANT are told only when another thread has
// had it, or this one goes to sleep. The thread is about to offer it.
void event_yield_begin(ThreadState *ts) ATTACHED;
// It wants the GIL back since `now_ns`; false: it is not coming from such an offer.
bool event_yield_want(ThreadState *ts, uint64_t now_ns) DETACHED;
// It goes to sleep: tells.
void event_yield_tell(ThreadState *ts) ANY_THREAD;
// It is attached again: tells if another thread has had the GIL; whether it has, or there was
// no offer.
bool event_yield_end(ThreadState *ts) ATTACHED;

// Puts an event of any time into a buffer: the bottom of event_write, and of tests.
void event_buffer_put(EventBuffer *buffer, Event event) ANY_THREAD;

// The calling thread has taken `lock` after waiting for `wait_ns`, 0 if it did not have to.
void event_lock_taken(ThreadState *ts, GuestLock *lock, WaitKind kind,
                      uint64_t wait_ns) ANY_THREAD;
// The number of a lock's record, which is made if need be; 0 if there is none.
uint64_t event_lock_number(ThreadState *ts, GuestLock *lock, WaitKind kind) ANY_THREAD;

// What one thread did, in order of time.
typedef struct ThreadTrace {
    uint64_t id;
    bool is_main;
    char name[GUEST_THREAD_NAME_SIZE];
    Event *events;
    size_t n;
    uint64_t dropped;
} ThreadTrace;

// A copy of the whole log: threads in the order in which they began.
typedef struct EventTrace {
    ThreadTrace *threads;
    size_t n;
    uint64_t start_ns;
    uint64_t end_ns;
} EventTrace;

// Copies the log; event_trace_free frees it. False if there is no memory: *out is empty then.
bool event_trace_read(ThreadState *ts, EventTrace *out) ATTACHED;
void event_trace_free(EventTrace *trace);

// What is known of one thread, ended or not.
typedef struct ThreadSummary {
    uint64_t id;
    bool is_main;
    bool has_ended;
    char name[GUEST_THREAD_NAME_SIZE];
    uint64_t held_ns;
    uint64_t blocked_ns;
    uint64_t dropped;
    GilStats gil;
} ThreadSummary;

// Every thread since the log was switched on, oldest first: *out is malloc'ed. Returns how
// many, 0 if the log was never on or there is no memory.
size_t event_log_threads(ThreadState *ts, ThreadSummary **out) ATTACHED;
// Every lock that was taken, most waited for first: *out is a malloc'ed array of copies.
size_t event_log_locks(ThreadState *ts, LockRecord **out) ATTACHED;

#endif
