// From the log to a file or the terminal.
#include "runtime/shell/timeline_command.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "runtime/shell/stats_report.h"
#include "runtime/shell/terminal.h"
#include "runtime/shell/timeline_writers.h"
#include "vm/thread/mode.h"

#define WRITE_BUFFER_SIZE ((size_t)256 << 10)

TimelineWriter timeline_writer_for(const char *path) {
    static const struct {
        const char *end;
        TimelineWriter write;
    } WRITERS[] = {
        {".html", timeline_write_html},   {".svg", timeline_write_svg},
        {".json", timeline_write_chrome}, {".pftrace", timeline_write_perfetto},
        {".txt", timeline_write_text},
    };
    size_t length = strlen(path);
    for (size_t i = 0; i < sizeof WRITERS / sizeof *WRITERS; i++) {
        size_t end = strlen(WRITERS[i].end);
        if (length > end && strcmp(path + length - end, WRITERS[i].end) == 0) {
            return WRITERS[i].write;
        }
    }
    return NULL;
}

static bool write_file(const Timeline *timeline, const TimelineView *view, const char *path) {
    FILE *out = fopen(path, "wb");
    if (out) {
        setvbuf(out, NULL, _IOFBF, WRITE_BUFFER_SIZE);
        timeline_writer_for(path)(timeline, view, out);
        bool ok = !ferror(out);
        if (fclose(out) == 0 && ok) {
            return true;
        }
    }
    fprintf(stderr, "gilt: cannot write '%s': %s\n", path, strerror(errno));
    return false;
}

// Stops the log and makes a timeline of it. False after a message.
static bool make_timeline(ThreadState *ts, Timeline *timeline) ATTACHED {
    EventTrace trace;
    event_log_stop(ts);
    bool ok = event_trace_read(ts, &trace);
    if (ok) {
        ok = timeline_build(&trace, timeline);
        event_trace_free(&trace);
    }
    if (!ok) {
        fprintf(stderr, "gilt: timeline: no memory\n");
    }
    return ok;
}

bool timeline_command_draw_one(ThreadState *ts) {
    Timeline timeline;
    if (!make_timeline(ts, &timeline)) {
        return false;
    }
    TimelineView view = {.to_ns = timeline.length_ns, .has_colour = terminal_has_colour()};
    timeline_write_one_handover(&timeline, &view, stdout);
    fflush(stdout);
    timeline_free(&timeline);
    return true;
}

bool timeline_command_finish(ThreadState *ts, const CommandLine *line) {
    Timeline timeline;
    if (!make_timeline(ts, &timeline)) {
        return false;
    }
    bool ok = true;
    char mode[32];
    snprintf(mode, sizeof mode, "GIL %s",
             mode_get(ts) == GIL_OFF ? "off" : ts->interpreter->gil->policy->name);
    const char *slash = strrchr(line->target ? line->target : "the prompt", '/');
    TimelineView view = {
        .title = slash          ? slash + 1
                 : line->target ? line->target
                                : "the prompt",
        .mode = mode,
        .from_ns = line->from_ns < timeline.length_ns ? line->from_ns : 0,
        .to_ns = line->to_ns < timeline.length_ns ? line->to_ns : timeline.length_ns,
        .thread = line->thread,
        .has_colour = terminal_has_colour(),
    };
    if (view.to_ns <= view.from_ns) {
        view.to_ns = timeline.length_ns;
    }
    if (line->timeline_file) {
        ok = write_file(&timeline, &view, line->timeline_file);
    } else if (!line->handovers) {
        timeline_write_text(&timeline, &view, stdout);
        stats_print_others(ts, stdout);
    }
    if (line->handovers) {
        timeline_write_handovers(&timeline, &view, stdout);
    }
    fflush(stdout);
    timeline_free(&timeline);
    return ok;
}
