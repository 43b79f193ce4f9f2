// From events to lanes and hand-overs (timeline.h has the picture).
#include "vm/observe/timeline.h"

#include <stdlib.h>
#include <string.h>

const char *lane_state_name(LaneState state) {
    static const char *const NAMES[LANE_STATE_COUNT] = {"run",  "wait", "sleep", "lock",
                                                        "join", "I/O",  "out",   "stopped"};
    return NAMES[state];
}

static LaneState state_of_wait(WaitKind kind) {
    switch (kind) {
    case WAIT_LOCK:
    case WAIT_RLOCK:
        return LANE_LOCK;
    case WAIT_JOIN:
        return LANE_JOIN;
    case WAIT_SLEEP:
        return LANE_SLEEP;
    case WAIT_IO:
        return LANE_IO;
    default:
        return LANE_OUT;
    }
}

// --- lanes ---

// A lane being built: the state the thread is in, since when.
typedef struct Builder {
    Lane *lane;
    uint64_t base_ns; // the trace's start
    Span now;
    bool is_alive;     // `now` has begun
    LaneState blocked; // what the next LEAVE_BLOCKING leads to
    Event block;       // the event that said so
} Builder;

// Ends the present state and begins another.
static void begin(Builder *builder, const Event *event, LaneState state, GuestPlace place,
                  uint64_t number) {
    uint64_t time = event->time_ns > builder->base_ns ? event->time_ns - builder->base_ns : 0;
    if (builder->is_alive && time > builder->now.start_ns) {
        builder->now.end_ns = time;
        builder->lane->total_ns[builder->now.state] += time - builder->now.start_ns;
        builder->lane->spans[builder->lane->n++] = builder->now;
    }
    builder->now =
        (Span){.start_ns = time, .state = (uint8_t)state, .place = place, .number = number};
    builder->is_alive = true;
}

// What the thread must have been doing before its first event.
static LaneState state_before(const Event *event) {
    switch ((EventKind)event->kind) {
    case EVENT_UNBLOCK:
        return state_of_wait((WaitKind)event->detail);
    case EVENT_REQUEST:
    case EVENT_WOKEN:
        return LANE_WAIT;
    case EVENT_SEEN:
    case EVENT_LEAVE:
    case EVENT_BLOCK:
    case EVENT_COLLECT_BEGIN:
    case EVENT_COLLECT_END:
    case EVENT_POLICY:
        return LANE_RUN;
    default:
        return LANE_OUT;
    }
}

static void leave(Builder *builder, const Event *event) {
    LaneState next = LANE_OUT;
    GuestPlace place = event->place;
    uint64_t number = 0;
    builder->now.left = event->detail;
    builder->now.place = event->place;
    switch ((LeaveReason)event->detail) {
    case LEAVE_BLOCKING:
        next = builder->blocked;
        number = builder->block.number;
        break;
    case LEAVE_SWITCH:
        next = LANE_WAIT;
        break;
    case LEAVE_STOP:
        next = LANE_STOP;
        break;
    case LEAVE_EXIT:
        break;
    }
    begin(builder, event, next, place, number);
    builder->is_alive = event->detail != LEAVE_EXIT;
}

static void add_event(Builder *builder, const Event *event) {
    GuestPlace nowhere = {0};
    switch ((EventKind)event->kind) {
    case EVENT_THREAD_START:
        begin(builder, event, LANE_OUT, nowhere, 0);
        break;
    case EVENT_WANT:
        begin(builder, event, LANE_WAIT, builder->now.place, 0);
        break;
    case EVENT_RUN:
        begin(builder, event, LANE_RUN, nowhere, event->number);
        break;
    case EVENT_LEAVE:
        leave(builder, event);
        break;
    case EVENT_BLOCK:
        builder->blocked = state_of_wait((WaitKind)event->detail);
        builder->block = *event;
        break;
    case EVENT_UNBLOCK:
        builder->blocked = LANE_OUT;
        builder->block = (Event){0};
        if (builder->now.state != LANE_RUN) {
            begin(builder, event, LANE_WAIT, builder->now.place, 0);
        }
        break;
    default:
        break;
    }
}

static bool build_lane(const EventTrace *trace, const ThreadTrace *thread, Lane *lane) {
    lane->id = thread->id;
    lane->dropped = thread->dropped;
    memcpy(lane->name, thread->name, sizeof lane->name);
    lane->spans = malloc((thread->n + 2) * sizeof *lane->spans);
    if (!lane->spans) {
        return false;
    }
    Builder builder = {.lane = lane, .base_ns = trace->start_ns, .blocked = LANE_OUT};
    if (thread->n && thread->events[0].kind != EVENT_THREAD_START) {
        // It was there before the log; after drops nothing is known of the time before.
        Event first = {.time_ns =
                           thread->dropped ? thread->events[0].time_ns : trace->start_ns};
        begin(&builder, &first, state_before(&thread->events[0]), (GuestPlace){0}, 0);
    }
    for (size_t i = 0; i < thread->n; i++) {
        add_event(&builder, &thread->events[i]);
    }
    if (builder.is_alive) {
        Event last = {.time_ns = trace->end_ns};
        begin(&builder, &last, LANE_OUT, (GuestPlace){0}, 0);
    }
    return true;
}

// --- hand-overs ---

// What is known of one tenure: who had the GIL, and how that ended.
typedef struct Tenure {
    size_t lane; // LANE_NOBODY: not seen
    uint64_t taken_ns;
    uint64_t wanted_ns;
    uint64_t woken_ns;
    uint64_t left_ns;
    uint64_t seen_ns;
    uint64_t requested_ns;
    size_t requester;
    LeaveReason reason;
    GuestPlace place;
} Tenure;

typedef struct Tenures {
    Tenure *items;
    uint64_t first; // number of items[0]
    uint64_t n;
} Tenures;

static bool has_tenure(const Event *event) {
    return (event->kind == EVENT_RUN || event->kind == EVENT_LEAVE ||
            event->kind == EVENT_SEEN || event->kind == EVENT_REQUEST) &&
           event->number > 0;
}

static bool tenures_create(const EventTrace *trace, Tenures *out) {
    uint64_t first = UINT64_MAX;
    uint64_t last = 0;
    for (size_t i = 0; i < trace->n; i++) {
        for (size_t k = 0; k < trace->threads[i].n; k++) {
            const Event *event = &trace->threads[i].events[k];
            if (has_tenure(event)) {
                first = event->number < first ? event->number : first;
                last = event->number > last ? event->number : last;
            }
        }
    }
    *out = (Tenures){.first = first, .n = last >= first ? last - first + 1 : 0};
    out->items = calloc(out->n + 1, sizeof *out->items);
    for (uint64_t i = 0; out->items && i < out->n; i++) {
        out->items[i] = (Tenure){.lane = LANE_NOBODY,
                                 .requester = LANE_NOBODY,
                                 .wanted_ns = HANDOVER_NONE,
                                 .woken_ns = HANDOVER_NONE,
                                 .seen_ns = HANDOVER_NONE,
                                 .left_ns = HANDOVER_NONE,
                                 .requested_ns = HANDOVER_NONE};
    }
    return out->items;
}

// Notes what one thread tells about tenures, its own and those it waited for.
static void tenures_add(Tenures *tenures, const EventTrace *trace, size_t lane) {
    const ThreadTrace *thread = &trace->threads[lane];
    uint64_t wanted = HANDOVER_NONE;
    uint64_t woken = HANDOVER_NONE;
    for (size_t i = 0; i < thread->n; i++) {
        const Event *event = &thread->events[i];
        uint64_t time = event->time_ns > trace->start_ns ? event->time_ns - trace->start_ns : 0;
        Tenure *tenure =
            has_tenure(event) ? &tenures->items[event->number - tenures->first] : NULL;
        if (event->kind == EVENT_WANT) {
            wanted = time;
        } else if (event->kind == EVENT_WOKEN) {
            woken = event->detail ? HANDOVER_NONE : time;
        } else if (!tenure) {
            continue;
        } else if (event->kind == EVENT_RUN) {
            if (tenure->lane == LANE_NOBODY) {
                tenure->lane = lane;
                tenure->taken_ns = time;
                tenure->wanted_ns = wanted;
                tenure->woken_ns = woken;
            }
            wanted = woken = HANDOVER_NONE;
        } else if (event->kind == EVENT_REQUEST && time < tenure->requested_ns) {
            tenure->requested_ns = time;
            tenure->requester = lane;
        } else if (event->kind == EVENT_SEEN) {
            tenure->seen_ns = time;
        } else if (event->kind == EVENT_LEAVE) {
            tenure->left_ns = time;
            tenure->reason = (LeaveReason)event->detail;
            tenure->place = event->place;
        }
    }
}

static bool build_handovers(const EventTrace *trace, Timeline *out) {
    Tenures tenures;
    if (!tenures_create(trace, &tenures)) {
        return false;
    }
    for (size_t i = 0; i < trace->n; i++) {
        tenures_add(&tenures, trace, i);
    }
    out->handovers = malloc((tenures.n + 1) * sizeof *out->handovers);
    for (uint64_t i = 1; out->handovers && i < tenures.n; i++) {
        const Tenure *before = &tenures.items[i - 1];
        const Tenure *after = &tenures.items[i];
        // Known from both sides, and not torn by the drops or by a change of the mode.
        if (before->lane == LANE_NOBODY || after->lane == LANE_NOBODY ||
            before->left_ns > after->taken_ns) {
            continue;
        }
        bool was_seen = before->reason == LEAVE_SWITCH && before->seen_ns <= before->left_ns;
        bool was_asked = before->requested_ns <= before->left_ns;
        out->handovers[out->n_handovers++] = (HandOver){
            .from = before->lane,
            .to = after->lane,
            .requester = was_asked ? before->requester : LANE_NOBODY,
            .wanted_ns = after->wanted_ns,
            .requested_ns = was_asked ? before->requested_ns : HANDOVER_NONE,
            .seen_ns = was_seen ? before->seen_ns : HANDOVER_NONE,
            .left_ns = before->left_ns,
            .woken_ns = after->woken_ns >= before->left_ns ? after->woken_ns : HANDOVER_NONE,
            .taken_ns = after->taken_ns,
            .reason = before->reason,
            .place = before->place,
        };
    }
    free(tenures.items);
    return out->handovers;
}

uint64_t handover_latency(const HandOver *handover) {
    if (handover->requested_ns != HANDOVER_NONE) {
        return handover->taken_ns - handover->requested_ns;
    }
    if (handover->wanted_ns == HANDOVER_NONE) {
        return 0; // it was free when the taker came by
    }
    bool came_later = handover->wanted_ns > handover->left_ns;
    return handover->taken_ns - (came_later ? handover->wanted_ns : handover->left_ns);
}

// --- marks ---

static bool build_marks(const EventTrace *trace, Timeline *out) {
    size_t n = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t lane = 0; lane < trace->n; lane++) {
            const ThreadTrace *thread = &trace->threads[lane];
            for (size_t i = 0; i < thread->n; i++) {
                const Event *event = &thread->events[i];
                uint64_t time = event->time_ns - trace->start_ns;
                Mark *last = out->n_marks ? &out->marks[out->n_marks - 1] : NULL;
                if (event->kind == EVENT_COLLECT_BEGIN || event->kind == EVENT_POLICY) {
                    n += pass == 0;
                    if (pass == 1) {
                        out->marks[out->n_marks++] =
                            (Mark){time, time, lane, (EventKind)event->kind, event->number};
                    }
                } else if (event->kind == EVENT_COLLECT_END && last && last->lane == lane) {
                    last->end_ns = time;
                    last->number = event->number;
                }
            }
        }
        if (pass == 0 && !(out->marks = calloc(n + 1, sizeof *out->marks))) {
            return false;
        }
    }
    return true;
}

bool timeline_build(const EventTrace *trace, Timeline *out) {
    *out = (Timeline){.length_ns = trace->end_ns - trace->start_ns};
    out->lanes = calloc(trace->n + 1, sizeof *out->lanes);
    bool ok = out->lanes;
    out->n_lanes = ok ? trace->n : 0;
    for (size_t i = 0; ok && i < trace->n; i++) {
        ok = build_lane(trace, &trace->threads[i], &out->lanes[i]);
        out->dropped += trace->threads[i].dropped;
    }
    ok = ok && build_handovers(trace, out) && build_marks(trace, out);
    if (!ok) {
        timeline_free(out);
    }
    return ok;
}

void timeline_free(Timeline *timeline) {
    for (size_t i = 0; i < timeline->n_lanes; i++) {
        free(timeline->lanes[i].spans);
    }
    free(timeline->lanes);
    free(timeline->handovers);
    free(timeline->marks);
    *timeline = (Timeline){0};
}
