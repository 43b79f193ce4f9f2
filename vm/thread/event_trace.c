// Reading the event log while threads go on (event_log.h has the idea).
#include "vm/thread/event_log.h"

#include <stdlib.h>
#include <string.h>

#include "vm/base/clock.h"
#include "vm/thread/guest_thread.h"
#include "vm/thread/world.h"

static Event read_slot(const EventSlot *slot) {
    uint64_t rest = load_relaxed(&slot->rest);
    return (Event){
        .time_ns = load_relaxed(&slot->time_ns),
        .number = load_relaxed(&slot->number),
        .place = {(const Code *)(uintptr_t)load_relaxed(&slot->code), (uint32_t)(rest >> 16)},
        .kind = (uint8_t)rest,
        .detail = (uint8_t)(rest >> 8),
    };
}

// How many events there are to copy at most, `written` being what it is.
static uint64_t available(const EventBuffer *buffer, uint64_t written) {
    uint64_t n = written - buffer->base;
    return n < buffer->capacity ? n : buffer->capacity;
}

// Copies a buffer; false without memory. The log's mutex is held.
static bool read_buffer(const EventBuffer *buffer, ThreadTrace *out) {
    uint64_t written = load_acquire(&buffer->written); // pairs with event_buffer_put
    uint64_t n = available(buffer, written);
    *out = (ThreadTrace){.id = buffer->thread_id, .is_main = buffer->is_main};
    memcpy(out->name, buffer->name, sizeof out->name);
    out->events = malloc((n + 1) * sizeof *out->events);
    if (!out->events) {
        return false;
    }
    for (uint64_t i = 0; i < n; i++) {
        out->events[i] = read_slot(&buffer->slots[(written - n + i) & (buffer->capacity - 1)]);
    }
    // What the thread may have overwritten meanwhile goes: all of the events whose slots it has
    // reached since, and the one it may be writing now.
    fence_seq_cst();
    uint64_t now = load_acquire(&buffer->written);
    uint64_t first = written - n;
    uint64_t lost = now != written && now + 1 > first + buffer->capacity
                        ? now + 1 - first - buffer->capacity
                        : 0;
    lost = lost < n ? lost : n;
    memmove(out->events, out->events + lost, (n - lost) * sizeof *out->events);
    out->n = n - lost;
    out->dropped = written - buffer->base - out->n;
    return true;
}

// Fills in the names of threads that live.
static void name_living(const ThreadState *ts, uint64_t id, char *name) {
    for (const ThreadState *other = ts->interpreter->threads; other; other = other->next) {
        if (other->id == id) {
            memcpy(name, other->thread->name, GUEST_THREAD_NAME_SIZE);
        }
    }
}

static size_t count_buffers(const EventLog *log) {
    size_t n = 0;
    for (const EventBuffer *buffer = log->first; buffer; buffer = buffer->next) {
        n += !buffer->is_retired;
    }
    return n;
}

static int compare_traces(const void *a, const void *b) {
    const ThreadTrace *x = a;
    const ThreadTrace *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

bool event_trace_read(ThreadState *ts, EventTrace *out) {
    EventLog *log = ts->interpreter->event_log;
    *out = (EventTrace){.start_ns = log->started_ns, .end_ns = clock_monotonic_ns()};
    ranked_mutex_lock(&ts->interpreter->world->mutex);
    ranked_mutex_lock(&log->mutex);
    size_t n = count_buffers(log);
    out->threads = calloc(n + 1, sizeof *out->threads);
    bool ok = out->threads;
    out->n = ok ? n : 0;
    for (EventBuffer *buffer = log->first; ok && buffer; buffer = buffer->next) {
        if (!buffer->is_retired) {
            ThreadTrace *thread = &out->threads[--n];
            ok = read_buffer(buffer, thread);
            name_living(ts, thread->id, thread->name);
        }
    }
    ranked_mutex_unlock(&log->mutex);
    ranked_mutex_unlock(&ts->interpreter->world->mutex);
    if (!ok) {
        event_trace_free(out);
        return false;
    }
    qsort(out->threads, out->n, sizeof *out->threads, compare_traces);
    return true;
}

void event_trace_free(EventTrace *trace) {
    for (size_t i = 0; i < trace->n; i++) {
        free(trace->threads[i].events);
    }
    free(trace->threads);
    *trace = (EventTrace){0};
}

// From then to now; 0 if it is not going on, or began after `now` was read.
static uint64_t elapsed(uint64_t since, uint64_t now) {
    return since && since < now ? now - since : 0;
}

static ThreadSummary summarise(const ThreadState *ts, const EventBuffer *buffer, uint64_t now) {
    uint64_t running_since = load_relaxed(&buffer->running_since);
    uint64_t blocked_since = load_relaxed(&buffer->blocked_since);
    uint64_t written = load_relaxed(&buffer->written);
    ThreadSummary summary = {
        .id = buffer->thread_id,
        .is_main = buffer->is_main,
        .has_ended = buffer->has_ended,
        .held_ns = load_relaxed(&buffer->held_ns) + elapsed(running_since, now),
        .blocked_ns = load_relaxed(&buffer->blocked_ns) + elapsed(blocked_since, now),
        .dropped = buffer->capacity ? written - buffer->base - available(buffer, written) : 0,
        .gil = buffer->gil_stats,
    };
    memcpy(summary.name, buffer->name, sizeof summary.name);
    for (const ThreadState *other = ts->interpreter->threads; other; other = other->next) {
        if (other->id == buffer->thread_id) {
            summary.gil = gil_stats_read(&other->thread->gil_stats);
            memcpy(summary.name, other->thread->name, sizeof summary.name);
        }
    }
    return summary;
}

static int compare_summaries(const void *a, const void *b) {
    const ThreadSummary *x = a;
    const ThreadSummary *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

size_t event_log_threads(ThreadState *ts, ThreadSummary **out) {
    EventLog *log = ts->interpreter->event_log;
    uint64_t now = clock_monotonic_ns();
    ranked_mutex_lock(&ts->interpreter->world->mutex);
    ranked_mutex_lock(&log->mutex);
    size_t n = count_buffers(log);
    *out = calloc(n + 1, sizeof **out);
    size_t i = n;
    for (EventBuffer *buffer = log->first; *out && buffer; buffer = buffer->next) {
        if (!buffer->is_retired) {
            (*out)[--i] = summarise(ts, buffer, now);
        }
    }
    ranked_mutex_unlock(&log->mutex);
    ranked_mutex_unlock(&ts->interpreter->world->mutex);
    if (!*out) {
        return 0;
    }
    qsort(*out, n, sizeof **out, compare_summaries);
    return n;
}

// Most waited for first, then most taken, then oldest.
static int compare_locks(const void *a, const void *b) {
    const LockRecord *x = a;
    const LockRecord *y = b;
    if (x->wait_ns != y->wait_ns) {
        return x->wait_ns < y->wait_ns ? 1 : -1;
    }
    if (x->acquisitions != y->acquisitions) {
        return x->acquisitions < y->acquisitions ? 1 : -1;
    }
    return (x->number > y->number) - (x->number < y->number);
}

size_t event_log_locks(ThreadState *ts, LockRecord **out) {
    EventLog *log = ts->interpreter->event_log;
    ranked_mutex_lock(&log->mutex);
    *out = calloc(log->lock_count + 1, sizeof **out);
    size_t n = 0;
    for (const LockRecord *record = log->locks; *out && record; record = record->next) {
        LockRecord copy = {
            .number = record->number,
            .kind = record->kind,
            .created = record->created,
            .acquisitions = load_relaxed(&record->acquisitions),
            .contentions = load_relaxed(&record->contentions),
            .wait_ns = load_relaxed(&record->wait_ns),
            .longest_wait_ns = load_relaxed(&record->longest_wait_ns),
        };
        if (copy.acquisitions) {
            (*out)[n++] = copy;
        }
    }
    ranked_mutex_unlock(&log->mutex);
    if (*out) {
        qsort(*out, n, sizeof **out, compare_locks);
    }
    return n;
}
