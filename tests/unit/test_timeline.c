// Timelines: from events with times of our own, a controlled clock, to lanes, hand-overs and
// the forms they are written in.
//
//     ms        0    1    2    3    4    5    6    7    8    9   10
//     Main      run                  | wait     | run                      (asked at 3, seen at
//     4) Reader         start, wait      run       | blocks: I/O         | wait, run ...
#include <stdlib.h>
#include <string.h>

#include "runtime/shell/timeline_writers.h"
#include "tests/unit/check.h"
#include "vm/observe/timeline.h"

#define MS UINT64_C(1000000)
#define AT(ms, event, what, n)                                                                 \
    { .time_ns = (ms)*MS, .kind = EVENT_##event, .detail = (what), .number = (n) }

static Event main_events[] = {
    AT(0, RUN, 0, 1),  AT(4, SEEN, 0, 1),  AT(4, LEAVE, LEAVE_SWITCH, 1),
    AT(4, WANT, 0, 2), AT(6, WOKEN, 0, 2), AT(6, RUN, 0, 3),
};
static Event reader_events[] = {
    AT(1, THREAD_START, 0, 1),
    AT(1, WANT, 0, 1),
    AT(3, REQUEST, 0, 1),
    AT(4, WOKEN, 0, 1),
    AT(4, RUN, 0, 2),
    AT(6, BLOCK, WAIT_IO, 0),
    AT(6, LEAVE, LEAVE_BLOCKING, 2),
    AT(9, UNBLOCK, WAIT_IO, 0),
    AT(9, WANT, 0, 3),
};
static ThreadTrace threads[] = {
    {.id = 1, .is_main = true, .name = "MainThread", .events = main_events, .n = 6},
    {.id = 2, .name = "Reader", .events = reader_events, .n = 9},
};
static const EventTrace trace = {.threads = threads, .n = 2, .start_ns = 0, .end_ns = 10 * MS};

static const char EXPECTED_TEXT[] =
    "demo.py: GIL py310, 2 threads, 10.0 ms, 2 switches (MEASURED)\n"
    "\n"
    "                   0 ns                          5.00 ms                10.0 ms\n"
    "                  |+--------------+--------------+--------------+--------------|\n"
    "MainThread        |########################............########################|\n"
    "Reader            |      ..................############iiiiiiiiiiiiiiiiii......|\n";

// What a writer writes, in memory that the caller frees.
static char *written(TimelineWriter write, const TimelineView *view, size_t *size) {
    Timeline timeline;
    char *text = NULL;
    CHECK(timeline_build(&trace, &timeline), "there is memory for a test");
    FILE *out = open_memstream(&text, size);
    write(&timeline, view, out);
    fclose(out);
    timeline_free(&timeline);
    return text;
}

static const TimelineView whole = {
    .title = "demo.py", .mode = "GIL py310", .from_ns = 0, .to_ns = 10 * MS};

TEST(lanes_and_handovers) {
    Timeline timeline;
    EXPECT(timeline_build(&trace, &timeline));
    EXPECT_INT(timeline.n_lanes, 2);
    EXPECT_INT(timeline.lanes[0].n, 3);
    EXPECT_INT(timeline.lanes[0].total_ns[LANE_RUN], 8 * MS);
    EXPECT_INT(timeline.lanes[1].total_ns[LANE_WAIT], 4 * MS);
    EXPECT_INT(timeline.lanes[1].total_ns[LANE_IO], 3 * MS);
    EXPECT_INT(timeline.n_handovers, 2);
    const HandOver *first = &timeline.handovers[0];
    EXPECT_INT(first->from, 0);
    EXPECT_INT(first->to, 1);
    EXPECT_INT(first->requester, 1);
    EXPECT_INT(first->wanted_ns, 1 * MS);
    EXPECT_INT(first->requested_ns, 3 * MS);
    EXPECT_INT(first->seen_ns, 4 * MS);
    EXPECT_INT(handover_latency(first), 1 * MS);
    const HandOver *second = &timeline.handovers[1];
    EXPECT_INT(second->reason, LEAVE_BLOCKING);
    EXPECT(second->requested_ns == HANDOVER_NONE);
    EXPECT_INT(handover_latency(second), 0);
    timeline_free(&timeline);
}

TEST(text_is_golden) {
    size_t size;
    char *text = written(timeline_write_text, &whole, &size);
    EXPECT(strncmp(text, EXPECTED_TEXT, strlen(EXPECTED_TEXT)) == 0);
    for (const char *line = text; line && *line; line = strchr(line, '\n')) {
        line += *line == '\n';
        EXPECT(strcspn(line, "\n") <= 80);
    }
    EXPECT(strstr(text, "Reader, 3.00 ms, from 1.00 ms on") != NULL);
    free(text);
}

TEST(text_of_a_part) {
    size_t size;
    TimelineView part = whole;
    part.from_ns = 4 * MS;
    part.to_ns = 6 * MS;
    part.thread = "Reader";
    char *text = written(timeline_write_text, &part, &size);
    EXPECT(strstr(text, "MainThread") == NULL);
    EXPECT(strstr(text, "Reader            |####################") != NULL);
    free(text);
    part.thread = "1";
    text = written(timeline_write_text, &part, &size);
    EXPECT(strstr(text, "MainThread") != NULL);
    EXPECT(strstr(text, "Reader ") == NULL);
    free(text);
}

TEST(handovers_are_told) {
    size_t size;
    char *text = written(timeline_write_handovers, &whole, &size);
    EXPECT(strstr(text, "request        1   2.00 ms") != NULL);
    EXPECT(strstr(text, "seen           1   1.00 ms") != NULL);
    EXPECT(strstr(text, "Reader wants the GIL") != NULL);
    EXPECT(strstr(text, "MainThread sees the request") != NULL);
    free(text);
}

TEST(one_handover_is_drawn) {
    size_t size;
    char *text = written(timeline_write_one_handover, &whole, &size);
    EXPECT(strstr(text, "MainThread        |####") != NULL);
    EXPECT(strstr(text, "Reader wants the GIL, asks 2.00 ms later, is heard 1.00 ms later;") !=
           NULL);
    free(text);
}

TEST(traces_and_pictures) {
    size_t size;
    char *text = written(timeline_write_chrome, &whole, &size);
    EXPECT(strstr(text, "\"name\":\"I/O\",\"ts\":6000.000,\"dur\":3000.000") != NULL);
    EXPECT(strstr(text, "\"ph\":\"s\"") != NULL && strstr(text, "\"ph\":\"f\"") != NULL);
    free(text);
    text = written(timeline_write_svg, &whole, &size);
    EXPECT(strstr(text, "class=\"a\"") != NULL && strstr(text, ">Reader</text>") != NULL);
    free(text);
    text = written(timeline_write_html, &whole, &size);
    EXPECT(strstr(text, "handovers:[0,1,4000000,4000000,3000000,4000000,4000000,0") != NULL);
    EXPECT(strstr(text, "</html>") != NULL && strstr(text, "/*DATA*/") == NULL);
    free(text);
}

// The whole run in one column of a picture: what runs for 8 of 10 ms has that part of the
// height.
TEST(thin_states_are_stacked) {
    size_t size;
    TimelineView wide = whole;
    wide.to_ns = 990 * 5 * MS; // a column is 2 of 990 units
    char *text = written(timeline_write_svg, &wide, &size);
    EXPECT(strstr(text, "<path class=\"wait\" d=\"M190.0 86h0v-22h2v22z\"/>\n"
                        "<path class=\"run\" d=\"M190.0 86h0v-18h2v18z\"/>\n") != NULL);
    free(text);
}

TEST(rings_drop_the_oldest) {
    EventSlot slots[8] = {{0}};
    EventBuffer buffer = {.capacity = 8, .slots = slots};
    for (uint64_t i = 0; i < 20; i++) {
        event_buffer_put(&buffer, (Event)AT(i, WANT, 0, i));
    }
    EXPECT_INT(buffer.written, 20);
    EXPECT_INT(slots[19 % 8].number, 19);
    EXPECT_INT(slots[12 % 8].number, 12);
}

TEST(drops_are_told) {
    threads[1].dropped = 5;
    size_t size;
    char *text = written(timeline_write_text, &whole, &size);
    EXPECT(strstr(text, "5 events were dropped") != NULL);
    free(text);
    threads[1].dropped = 0;
}

TEST(writers_by_file_name) {
    EXPECT(timeline_writer_for("x.html") == timeline_write_html);
    EXPECT(timeline_writer_for("a.b/x.pftrace") == timeline_write_perfetto);
    EXPECT(timeline_writer_for("x.doc") == NULL);
    EXPECT(timeline_writer_for("html") == NULL);
}
