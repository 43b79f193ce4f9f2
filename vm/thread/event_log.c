// Writing and reading the event log (event_log.h has the idea).
//
// A buffer has one writer, its thread. It fills the slot and then releases `written`; the
// reader acquires `written`, copies, and reads it again. A slot i may have been overwritten
// while it was copied only if i + capacity <= written by then, or by the write that is just
// going on, one further.
#include "vm/thread/event_log.h"

#include <stdlib.h>
#include <string.h>

#include "vm/base/clock.h"
#include "vm/thread/guest_thread.h"
#include "vm/thread/thread_state.h"

bool event_log_create(Interpreter *interpreter) {
    EventLog *log = calloc(1, sizeof *log);
    if (log) {
        ranked_mutex_init(&log->mutex, RANK_LEAF, "event log");
    }
    interpreter->event_log = log;
    return log;
}

void event_log_after_fork(EventLog *log) {
    ranked_mutex_init(&log->mutex, RANK_LEAF, "event log");
}

static void free_buffer(EventBuffer *buffer) {
    free(buffer->slots);
    free(buffer);
}

void event_log_destroy(Interpreter *interpreter) {
    EventLog *log = interpreter->event_log;
    for (EventBuffer *buffer = log->first, *next; buffer; buffer = next) {
        next = buffer->next;
        free_buffer(buffer);
    }
    for (LockRecord *record = log->locks, *next; record; record = next) {
        next = record->next;
        free(record);
    }
    ranked_mutex_done(&log->mutex);
    free(log);
    interpreter->event_log = NULL;
}

// --- on and off ---

// A new buffer for a thread; null without memory.
static EventBuffer *add_buffer(EventLog *log, const ThreadState *ts) {
    EventBuffer *buffer = calloc(1, sizeof *buffer);
    if (buffer && log->capacity) {
        buffer->slots = calloc(log->capacity, sizeof *buffer->slots);
        buffer->capacity = buffer->slots ? log->capacity : 0;
    }
    ranked_mutex_lock(&log->mutex);
    if (buffer) {
        buffer->thread_id = ts->id;
        buffer->is_main = ts->is_main;
        buffer->next = log->first;
        log->first = buffer;
    }
    if (!buffer || buffer->capacity != log->capacity) {
        log->n_without_buffer++;
    }
    ranked_mutex_unlock(&log->mutex);
    return buffer;
}

// The buffer of a living thread, null if it has none. A thread that is detached may still be
// writing into it, so it is neither freed nor emptied: `base` says where it counts from.
static EventBuffer *find_buffer(const EventLog *log, const ThreadState *ts) {
    for (EventBuffer *buffer = log->first; buffer; buffer = buffer->next) {
        if (buffer->thread_id == ts->id && !buffer->is_retired) {
            return buffer;
        }
    }
    return NULL;
}

static EventBuffer *restart_buffer(EventLog *log, const ThreadState *ts) {
    EventBuffer *buffer = find_buffer(log, ts);
    if (buffer && buffer->capacity >= log->capacity) {
        buffer->base = load_acquire(&buffer->written);
        store_relaxed(&buffer->held_ns, 0);
        store_relaxed(&buffer->blocked_ns, 0);
        store_relaxed(&buffer->running_since, 0);
        store_relaxed(&buffer->blocked_since, 0);
        return buffer;
    }
    if (buffer) {
        buffer->is_retired = true;
    }
    return add_buffer(log, ts);
}

// Frees the buffers of threads that have ended, and starts all counts of locks anew.
static void forget(EventLog *log) {
    for (EventBuffer **at = &log->first; *at;) {
        EventBuffer *buffer = *at;
        if (buffer->has_ended) {
            *at = buffer->next;
            free_buffer(buffer);
        } else {
            at = &buffer->next;
        }
    }
    for (LockRecord *record = log->locks; record; record = record->next) {
        store_relaxed(&record->acquisitions, 0);
        store_relaxed(&record->contentions, 0);
        store_relaxed(&record->wait_ns, 0);
        store_relaxed(&record->longest_wait_ns, 0);
    }
    log->n_without_buffer = 0;
}

void event_log_start(ThreadState *ts, uint64_t capacity) NO_CONTRACT_CHECK {
    EventLog *log = ts->interpreter->event_log;
    uint64_t rounded = capacity ? 1 : 0;
    while (rounded < capacity) {
        rounded *= 2;
    }
    world_stop(ts);
    ranked_mutex_lock(&log->mutex);
    forget(log);
    ranked_mutex_unlock(&log->mutex);
    log->capacity = rounded;
    log->started_ns = clock_monotonic_ns();
    log->is_on = true;
    for (ThreadState *other = ts->interpreter->threads; other; other = other->next) {
        store_release(&other->events, restart_buffer(log, other));
    }
    world_start(ts);
    event_emit(ts, EVENT_RUN, 0, gil_tenure(ts));
}

void event_log_stop(ThreadState *ts) NO_CONTRACT_CHECK {
    world_stop(ts);
    ts->interpreter->event_log->is_on = false;
    for (ThreadState *other = ts->interpreter->threads; other; other = other->next) {
        store_relaxed(&other->events, NULL);
    }
    world_start(ts);
}

void event_log_thread_init(ThreadState *ts) {
    EventLog *log = ts->interpreter->event_log;
    if (log->is_on) {
        store_relaxed(&ts->events, add_buffer(log, ts));
    }
}

void event_log_thread_done(ThreadState *ts) {
    EventLog *log = ts->interpreter->event_log;
    store_relaxed(&ts->events, NULL);
    ranked_mutex_lock(&log->mutex);
    for (EventBuffer *buffer = log->first; buffer; buffer = buffer->next) {
        if (buffer->thread_id == ts->id) {
            memcpy(buffer->name, ts->thread->name, sizeof buffer->name);
            buffer->gil_stats = gil_stats_read(&ts->thread->gil_stats);
            buffer->has_ended = true;
        }
    }
    ranked_mutex_unlock(&log->mutex);
}

// --- writing ---

void event_buffer_put(EventBuffer *buffer, Event event) {
    uint64_t i = load_relaxed(&buffer->written);
    if (buffer->capacity) {
        EventSlot *slot = &buffer->slots[i & (buffer->capacity - 1)];
        // Pairs with the fence of read_buffer: who has seen a new word sees `written` as it is.
        fence_release();
        store_relaxed(&slot->time_ns, event.time_ns);
        store_relaxed(&slot->number, event.number);
        store_relaxed(&slot->code, (uint64_t)(uintptr_t)event.place.code);
        store_relaxed(&slot->rest, (uint64_t)event.place.word << 16 |
                                       (uint64_t)event.detail << 8 | event.kind);
    }
    // Pairs with the acquire of read_buffer.
    store_release(&buffer->written, i + 1);
}

// Adds to a total the time since *since, if that is running, and stops it.
static void add_time(uint64_t *total, uint64_t *since, uint64_t now) {
    uint64_t start = load_relaxed(since);
    if (start) {
        store_relaxed(total, load_relaxed(total) + (now - start));
        store_relaxed(since, 0);
    }
}

// Keeps the totals of a thread up with what it does.
static void keep_time(EventBuffer *buffer, EventKind kind, uint64_t now) {
    if (kind == EVENT_RUN) {
        store_relaxed(&buffer->running_since, now);
    } else if (kind == EVENT_LEAVE) {
        add_time(&buffer->held_ns, &buffer->running_since, now);
    } else if (kind == EVENT_BLOCK) {
        store_relaxed(&buffer->blocked_since, now);
    } else if (kind == EVENT_UNBLOCK) {
        add_time(&buffer->blocked_ns, &buffer->blocked_since, now);
    }
}

void event_write(ThreadState *ts, EventKind kind, uint32_t detail, uint64_t number,
                 bool has_place) {
    EventBuffer *buffer = load_acquire(&ts->events);
    if (!buffer) {
        return; // switched off a moment ago
    }
    Event event = {
        .time_ns = clock_monotonic_ns(),
        .kind = (uint8_t)kind,
        .detail = (uint8_t)detail,
        .number = number,
    };
    if (has_place) {
        event.place = thread_place(ts, true);
    }
    keep_time(buffer, kind, event.time_ns);
    event_buffer_put(buffer, event);
}

// --- offers of the GIL ---

void event_yield_begin(ThreadState *ts) {
    if (UNLIKELY(load_relaxed(&ts->events) != NULL)) {
        ts->thread->yield = (EventYield){clock_monotonic_ns(), 0, gil_tenure(ts)};
    }
}

bool event_yield_want(ThreadState *ts, uint64_t now_ns) {
    EventYield *yield = &ts->thread->yield;
    yield->want_ns = yield->since_ns ? now_ns : 0;
    return yield->since_ns != 0;
}

void event_yield_tell(ThreadState *ts) {
    EventYield yield = ts->thread->yield;
    EventBuffer *buffer = load_acquire(&ts->events);
    ts->thread->yield = (EventYield){0};
    if (!buffer || !yield.since_ns) {
        return;
    }
    Event event = {yield.since_ns, yield.tenure, thread_place(ts, true), EVENT_SEEN, 0};
    event_buffer_put(buffer, event);
    event.kind = EVENT_LEAVE;
    event.detail = LEAVE_SWITCH;
    keep_time(buffer, EVENT_LEAVE, event.time_ns);
    event_buffer_put(buffer, event);
    if (yield.want_ns) {
        event_buffer_put(buffer,
                         (Event){.time_ns = yield.want_ns,
                                 .number = load_relaxed(&ts->interpreter->gil->switch_number),
                                 .kind = EVENT_WANT});
    }
}

bool event_yield_end(ThreadState *ts) {
    EventYield *yield = &ts->thread->yield;
    bool is_news = !yield->since_ns || yield->tenure != gil_tenure(ts);
    if (is_news) {
        event_yield_tell(ts);
    }
    *yield = (EventYield){0};
    return is_news;
}

// --- locks ---

// Makes the record of a lock; null if there are too many or there is no memory.
static LockRecord *add_record(EventLog *log, GuestLock *lock, WaitKind kind) {
    ranked_mutex_lock(&log->mutex);
    LockRecord *record = load_acquire(&lock->record);
    if (!record && log->lock_count < EVENT_LOCKS_MAX && (record = calloc(1, sizeof *record))) {
        record->number = ++log->lock_count;
        record->kind = kind;
        record->created = lock->created;
        record->next = log->locks;
        log->locks = record;
        store_release(&lock->record, record);
    }
    ranked_mutex_unlock(&log->mutex);
    return record;
}

static LockRecord *record_of(ThreadState *ts, GuestLock *lock, WaitKind kind) {
    LockRecord *record = load_acquire(&lock->record);
    return record ? record : add_record(ts->interpreter->event_log, lock, kind);
}

void event_lock_taken(ThreadState *ts, GuestLock *lock, WaitKind kind, uint64_t wait_ns) {
    LockRecord *record = record_of(ts, lock, kind);
    if (!record) {
        return;
    }
    store_relaxed(&record->acquisitions, load_relaxed(&record->acquisitions) + 1);
    if (wait_ns) {
        store_relaxed(&record->contentions, load_relaxed(&record->contentions) + 1);
        store_relaxed(&record->wait_ns, load_relaxed(&record->wait_ns) + wait_ns);
        if (wait_ns > load_relaxed(&record->longest_wait_ns)) {
            store_relaxed(&record->longest_wait_ns, wait_ns);
        }
    }
}

uint64_t event_lock_number(ThreadState *ts, GuestLock *lock, WaitKind kind) {
    LockRecord *record = record_of(ts, lock, kind);
    return record ? record->number : 0;
}
