// Perfetto's trace format: TrackEvent packets, written without a library.
//
// A trace is a protobuf message of packets. Protobuf is fields, each a key (number << 3 | wire
// type) and a value: a varint, eight bytes, or a length and bytes. Messages within messages are
// the latter, so they are first put together in a small buffer.
//
//     Trace           packet 1
//     TracePacket     timestamp 8, trusted_packet_sequence_id 10, track_event 11,
//                     sequence_flags 13, track_descriptor 60
//     TrackDescriptor uuid 1, name 2, process 3, thread 4, parent_uuid 5
//     TrackEvent      debug_annotations 4, type 9, track_uuid 11, categories 22, name 23,
//                     flow_ids 47, terminating_flow_ids 48
//
// Each thread is a track, each span a slice; a hand-over is a flow from the slice in which the
// GIL was released to the one in which it was taken. The numbers are the published ones
// (perfetto.dev, trace_packet.proto, track_event.proto).
#include <stdlib.h>
#include <string.h>

#include "runtime/shell/timeline_writers.h"
#include "vm/observe/place.h"

#define MESSAGE_MAX     1024
#define SEQUENCE        1
#define PROCESS_ID      1
#define PROCESS_UUID    1
#define LANE_UUID(lane) (100 + (uint64_t)(lane))

enum { WIRE_VARINT = 0, WIRE_FIXED64 = 1, WIRE_BYTES = 2 };
enum { SLICE_BEGIN = 1, SLICE_END = 2 };
enum { CLEARED = 1 }; // SEQ_INCREMENTAL_STATE_CLEARED

// A message being put together. What does not fit is left out: texts are cut beforehand.
typedef struct Message {
    uint8_t bytes[MESSAGE_MAX];
    size_t size;
} Message;

static void put_byte(Message *message, uint8_t byte) {
    if (message->size < MESSAGE_MAX) {
        message->bytes[message->size++] = byte;
    }
}

static void put_varint(Message *message, uint64_t n) {
    for (; n >= 0x80; n >>= 7) {
        put_byte(message, (uint8_t)(n | 0x80));
    }
    put_byte(message, (uint8_t)n);
}

static void put_number(Message *message, uint32_t field, uint64_t n) {
    put_varint(message, field << 3 | WIRE_VARINT);
    put_varint(message, n);
}

static void put_fixed(Message *message, uint32_t field, uint64_t n) {
    put_varint(message, field << 3 | WIRE_FIXED64);
    for (int i = 0; i < 8; i++) {
        put_byte(message, (uint8_t)(n >> (8 * i)));
    }
}

static void put_bytes(Message *message, uint32_t field, const void *bytes, size_t size) {
    put_varint(message, field << 3 | WIRE_BYTES);
    put_varint(message, size);
    for (size_t i = 0; i < size; i++) {
        put_byte(message, ((const uint8_t *)bytes)[i]);
    }
}

static void put_text(Message *message, uint32_t field, const char *text) {
    put_bytes(message, field, text, strlen(text));
}

static void put_message(Message *message, uint32_t field, const Message *inner) {
    put_bytes(message, field, inner->bytes, inner->size);
}

static void write_packet(const Message *packet, FILE *out) {
    Message head = {.size = 0};
    put_varint(&head, 1 << 3 | WIRE_BYTES);
    put_varint(&head, packet->size);
    fwrite(head.bytes, 1, head.size, out);
    fwrite(packet->bytes, 1, packet->size, out);
}

static void write_track(uint64_t uuid, const Message *about, uint32_t field, FILE *out) {
    Message track = {.size = 0}, packet = {.size = 0};
    put_number(&track, 1, uuid);
    if (uuid != PROCESS_UUID) {
        put_number(&track, 5, PROCESS_UUID);
    }
    put_message(&track, field, about);
    put_number(&packet, 10, SEQUENCE);
    put_number(&packet, 13, uuid == PROCESS_UUID ? CLEARED : 0);
    put_message(&packet, 60, &track);
    write_packet(&packet, out);
}

static void write_tracks(const Timeline *timeline, const TimelineView *view, FILE *out) {
    Message process = {.size = 0};
    char name[128];
    snprintf(name, sizeof name, "%s (%s)", view->title, view->mode);
    put_number(&process, 1, PROCESS_ID);
    put_text(&process, 6, name);
    write_track(PROCESS_UUID, &process, 3, out);
    for (size_t i = 0; i < timeline->n_lanes; i++) {
        Message thread = {.size = 0};
        put_number(&thread, 1, PROCESS_ID);
        put_number(&thread, 2, PROCESS_ID + 1 + timeline->lanes[i].id);
        put_text(&thread, 5, timeline->lanes[i].name);
        if (timeline_shows(timeline, view, i)) {
            write_track(LANE_UUID(i), &thread, 4, out);
        }
    }
}

static void write_event(uint64_t time_ns, const Message *event, FILE *out) {
    Message packet = {.size = 0};
    put_number(&packet, 8, time_ns);
    put_number(&packet, 10, SEQUENCE);
    put_message(&packet, 11, event);
    write_packet(&packet, out);
}

static void put_annotation(Message *event, const char *name, const char *text) {
    Message annotation = {.size = 0};
    put_text(&annotation, 10, name);
    put_text(&annotation, 6, text);
    put_message(event, 4, &annotation);
}

// --- flows: which hand-over ends in a span, which begins there ---

// Hand-overs sorted by one of their ends, for a walk along a lane.
typedef struct FlowEnd {
    size_t lane;
    uint64_t time_ns;
    uint64_t id;
} FlowEnd;

static int compare_ends(const void *a, const void *b) {
    const FlowEnd *x = a;
    const FlowEnd *y = b;
    if (x->lane != y->lane) {
        return x->lane < y->lane ? -1 : 1;
    }
    return (x->time_ns > y->time_ns) - (x->time_ns < y->time_ns);
}

static FlowEnd *flow_ends(const Timeline *timeline, bool are_takers) {
    FlowEnd *ends = malloc((timeline->n_handovers + 1) * sizeof *ends);
    for (size_t i = 0; ends && i < timeline->n_handovers; i++) {
        const HandOver *h = &timeline->handovers[i];
        ends[i] = are_takers ? (FlowEnd){h->to, h->taken_ns, i + 1}
                             : (FlowEnd){h->from, h->left_ns, i + 1};
    }
    if (ends) {
        qsort(ends, timeline->n_handovers, sizeof *ends, compare_ends);
    }
    return ends;
}

// Adds the flows with an end in (after, until] of a lane; *at walks along the ends.
static void put_flows(Message *event, uint32_t field, const FlowEnd *ends, size_t n, size_t *at,
                      size_t lane, uint64_t after, uint64_t until) {
    while (*at < n &&
           (ends[*at].lane < lane || (ends[*at].lane == lane && ends[*at].time_ns < after))) {
        ++*at;
    }
    for (; *at < n && ends[*at].lane == lane && ends[*at].time_ns <= until; ++*at) {
        put_fixed(event, field, ends[*at].id);
    }
}

void timeline_write_perfetto(const Timeline *timeline, const TimelineView *view, FILE *out) {
    FlowEnd *takers = flow_ends(timeline, true);
    FlowEnd *leavers = flow_ends(timeline, false);
    size_t n = takers && leavers ? timeline->n_handovers : 0;
    size_t taker = 0;
    size_t leaver = 0;
    write_tracks(timeline, view, out);
    for (size_t i = 0; i < timeline->n_lanes; i++) {
        const Lane *lane = &timeline->lanes[i];
        for (size_t k = 0; timeline_shows(timeline, view, i) && k < lane->n; k++) {
            const Span *span = &lane->spans[k];
            Message begin = {.size = 0}, end = {.size = 0};
            put_number(&begin, 9, SLICE_BEGIN);
            put_number(&begin, 11, LANE_UUID(i));
            put_text(&begin, 22, "gil");
            put_text(&begin, 23, lane_state_name((LaneState)span->state));
            if (span->place.code) {
                char place[128];
                place_file_line(place, sizeof place, span->place);
                put_annotation(&begin, "at", place);
            }
            if (span->state == LANE_RUN) {
                put_flows(&begin, 48, takers, n, &taker, i, span->start_ns, span->start_ns);
                put_flows(&begin, 47, leavers, n, &leaver, i, span->start_ns, span->end_ns);
            }
            write_event(span->start_ns, &begin, out);
            put_number(&end, 9, SLICE_END);
            put_number(&end, 11, LANE_UUID(i));
            write_event(span->end_ns, &end, out);
        }
    }
    free(takers);
    free(leavers);
}
