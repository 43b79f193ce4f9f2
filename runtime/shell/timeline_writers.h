// The forms a timeline can be written in.
//
// Every writer takes the part of the timeline between two times and, if asked, one thread; a
// thread is named by its name, by a part of it, or by its number in the list from 1.
#ifndef GILT_RUNTIME_SHELL_TIMELINE_WRITERS_H
#define GILT_RUNTIME_SHELL_TIMELINE_WRITERS_H

#include <stdio.h>

#include "vm/observe/timeline.h"

typedef struct TimelineView {
    const char *title; // the script
    const char *mode;  // "GIL py310", "GIL off"
    uint64_t from_ns;
    uint64_t to_ns;       // at most the timeline's length
    const char *thread;   // null: all
    const HandOver *pair; // only the two lanes of this hand-over; null: all
    bool has_colour;      // text only
} TimelineView;

// Whether the view shows this lane.
bool timeline_shows(const Timeline *timeline, const TimelineView *view, size_t lane);

// Lanes of characters in 80 columns of ASCII, a legend, and the longest waits.
void timeline_write_text(const Timeline *timeline, const TimelineView *view, FILE *out);
// The title of a text, cut to one line, and an empty line: "KINDTITLE: MODE, WHAT (MEASURED)".
void timeline_write_title(const char *kind, const TimelineView *view, const char *what,
                          FILE *out);
// The scale and the lanes alone.
void timeline_write_lanes(const Timeline *timeline, const TimelineView *view, FILE *out);
// One hand-over drawn: the one whose taker waited longest, its two lanes and its parts.
void timeline_write_one_handover(const Timeline *timeline, const TimelineView *view, FILE *out);
// The anatomy of hand-overs: the parts of each, percentiles, the longest, and what was
// executed.
void timeline_write_handovers(const Timeline *timeline, const TimelineView *view, FILE *out);
// A page of its own: zoom, pan, hover, keyboard; works offline.
void timeline_write_html(const Timeline *timeline, const TimelineView *view, FILE *out);
// A picture for slides.
void timeline_write_svg(const Timeline *timeline, const TimelineView *view, FILE *out);
// Chrome's trace format, as chrome://tracing and Perfetto read it.
void timeline_write_chrome(const Timeline *timeline, const TimelineView *view, FILE *out);
// Perfetto's own: TrackEvent packets in protobuf, hand-overs as flows.
void timeline_write_perfetto(const Timeline *timeline, const TimelineView *view, FILE *out);

// What a file name may end in.
#define TIMELINE_FORMS ".html, .svg, .json, .pftrace or .txt"
// The writer for a file name by its end (.html, .svg, .json, .pftrace, .txt), null if unknown.
typedef void (*TimelineWriter)(const Timeline *timeline, const TimelineView *view, FILE *out);
TimelineWriter timeline_writer_for(const char *path);

#endif
