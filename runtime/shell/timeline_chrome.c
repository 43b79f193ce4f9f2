// Chrome's trace format: one JSON object per span ("X"), hand-overs as flows ("s" to "f").
//
// Perfetto reads this form too but calls it legacy; .pftrace is better there.
#include "runtime/shell/text_escape.h"
#include "runtime/shell/timeline_writers.h"
#include "vm/observe/place.h"

#define PROCESS 1

// Microseconds with three decimals, the format's unit.
static void print_time(FILE *out, uint64_t ns) {
    fprintf(out, "%llu.%03llu", (unsigned long long)(ns / 1000),
            (unsigned long long)(ns % 1000));
}

// The separator before every object but the first.
static void begin(FILE *out, bool *is_first) {
    fputs(*is_first ? "\n" : ",\n", out);
    *is_first = false;
}

static void write_lane(const Lane *lane, size_t number, FILE *out, bool *is_first) {
    begin(out, is_first);
    fprintf(out,
            "{\"ph\":\"M\",\"pid\":%d,\"tid\":%zu,\"name\":\"thread_name\",\"args\":{\"name\":",
            PROCESS, number);
    escape_json(lane->name, out);
    fputs("}}", out);
    for (size_t i = 0; i < lane->n; i++) {
        const Span *span = &lane->spans[i];
        begin(out, is_first);
        fprintf(out, "{\"ph\":\"X\",\"pid\":%d,\"tid\":%zu,\"name\":\"%s\",\"ts\":", PROCESS,
                number, lane_state_name((LaneState)span->state));
        print_time(out, span->start_ns);
        fputs(",\"dur\":", out);
        print_time(out, span->end_ns - span->start_ns);
        if (span->place.code) {
            char place[128];
            place_file_line(place, sizeof place, span->place);
            fputs(",\"args\":{\"at\":", out);
            escape_json(place, out);
            fputc('}', out);
        }
        fputc('}', out);
    }
}

static void write_handover(const HandOver *handover, size_t number, FILE *out, bool *is_first) {
    const char *name = handover->reason == LEAVE_SWITCH ? "forced" : "voluntary";
    for (int is_end = 0; is_end < 2; is_end++) {
        uint64_t time = is_end ? handover->taken_ns
                               : handover->left_ns - (handover->left_ns > 0); // within the span
        begin(out, is_first);
        fprintf(out,
                "{\"ph\":\"%s\",\"pid\":%d,\"tid\":%zu,\"id\":%zu,\"cat\":\"handover\","
                "\"name\":\"%s\"%s,\"ts\":",
                is_end ? "f" : "s", PROCESS, (is_end ? handover->to : handover->from) + 1,
                number, name, is_end ? ",\"bp\":\"e\"" : "");
        print_time(out, time);
        fputc('}', out);
    }
}

void timeline_write_chrome(const Timeline *timeline, const TimelineView *view, FILE *out) {
    bool is_first = true;
    fputs("{\"displayTimeUnit\":\"ns\",\"otherData\":{\"label\":\"MEASURED\",\"mode\":", out);
    escape_json(view->mode, out);
    fprintf(out, ",\"dropped\":%llu},\"traceEvents\":[", (unsigned long long)timeline->dropped);
    begin(out, &is_first);
    fprintf(out,
            "{\"ph\":\"M\",\"pid\":%d,\"name\":\"process_name\",\"args\":{\"name\":", PROCESS);
    escape_json(view->title, out);
    fputs("}}", out);
    for (size_t i = 0; i < timeline->n_lanes; i++) {
        if (timeline_shows(timeline, view, i)) {
            write_lane(&timeline->lanes[i], i + 1, out, &is_first);
        }
    }
    for (size_t i = 0; i < timeline->n_handovers; i++) {
        if (timeline_shows(timeline, view, timeline->handovers[i].from) &&
            timeline_shows(timeline, view, timeline->handovers[i].to)) {
            write_handover(&timeline->handovers[i], i + 1, out, &is_first);
        }
    }
    fputs("\n]}\n", out);
}
