// The timeline as a page: timeline_page.html with the data put in.
//
// Data are one JavaScript object of plain numbers; places are numbered, since most spans share
// a few of them. A span is four numbers and a hand-over eight, see the page.
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/shell/text_escape.h"
#include "runtime/shell/timeline_writers.h"
#include "vm/observe/place.h"

// The page, embedded when gilt is built; zero-terminated.
extern const char TIMELINE_PAGE[];

#define MARKER "/*DATA*/"

// The places that occur, numbered from 1: a hash table with open addressing.
typedef struct PlaceTable {
    GuestPlace *places; // in the order of their numbers
    uint32_t *slots;    // number, 0: free
    size_t n;
    size_t capacity; // of slots, a power of two
} PlaceTable;

static size_t place_slot(const PlaceTable *table, GuestPlace place) {
    uint64_t hash = ((uint64_t)(uintptr_t)place.code >> 4 ^ place.word) * 0x9E3779B97F4A7C15;
    size_t at = (size_t)(hash >> 32) & (table->capacity - 1);
    while (table->slots[at]) {
        GuestPlace other = table->places[table->slots[at] - 1];
        if (other.code == place.code && other.word == place.word) {
            break;
        }
        at = (at + 1) & (table->capacity - 1);
    }
    return at;
}

// Makes room for one more; false without memory.
static bool place_table_grow(PlaceTable *table) {
    if (table->n * 2 < table->capacity) {
        return true;
    }
    size_t capacity = table->capacity ? table->capacity * 2 : 64;
    uint32_t *slots = calloc(capacity, sizeof *slots);
    GuestPlace *places = realloc(table->places, capacity * sizeof *places);
    if (places) {
        table->places = places;
    }
    if (!slots || !places) {
        free(slots);
        return false;
    }
    free(table->slots);
    table->slots = slots;
    table->capacity = capacity;
    for (size_t i = 0; i < table->n; i++) {
        table->slots[place_slot(table, places[i])] = (uint32_t)i + 1;
    }
    return true;
}

// The number of a place; 0 for none, or without memory.
static uint32_t place_number(PlaceTable *table, GuestPlace place) {
    if (!place.code || !place_table_grow(table)) {
        return 0;
    }
    size_t at = place_slot(table, place);
    if (!table->slots[at]) {
        table->places[table->n++] = place;
        table->slots[at] = (uint32_t)table->n;
    }
    return table->slots[at];
}

static void write_places(const PlaceTable *table, FILE *out) {
    fputs("places:[", out);
    for (size_t i = 0; i < table->n; i++) {
        char line[96], function[96], text[224];
        place_file_line(line, sizeof line, table->places[i]);
        place_function(function, sizeof function, table->places[i]);
        snprintf(text, sizeof text, "%s in %s", line, function);
        fputs(i ? ",\n" : "\n", out);
        escape_json(text, out);
    }
    fputs("]", out);
}

// ",N" for each number, the first comma as asked: there may be millions, too many for fprintf.
static void write_numbers(const uint64_t *numbers, size_t n, bool with_comma, FILE *out) {
    char text[8 * 21];
    char *end = text + sizeof text;
    char *at = end;
    for (size_t i = n; i-- > 0;) {
        uint64_t rest = numbers[i];
        do {
            *--at = (char)('0' + rest % 10);
        } while (rest /= 10);
        *--at = ',';
    }
    at += !with_comma;
    fwrite(at, 1, (size_t)(end - at), out);
}

static void write_lane(const Lane *lane, PlaceTable *places, FILE *out) {
    fputs("{name:", out);
    escape_json(lane->name, out);
    fprintf(out, ",dropped:%" PRIu64 ",totals:[", lane->dropped);
    for (int state = 0; state < LANE_STATE_COUNT; state++) {
        fprintf(out, "%s%" PRIu64, state ? "," : "", lane->total_ns[state]);
    }
    fputs("],spans:[", out);
    for (size_t i = 0; i < lane->n; i++) {
        const Span *span = &lane->spans[i];
        uint64_t numbers[] = {span->start_ns, span->end_ns - span->start_ns, span->state,
                              place_number(places, span->place)};
        write_numbers(numbers, 4, i > 0, out);
        if (i % 8 == 7) {
            fputc('\n', out);
        }
    }
    fputs("]}", out);
}

static void write_moment(uint64_t time_ns, FILE *out) {
    if (time_ns == HANDOVER_NONE) {
        fputs(",-1", out);
    } else {
        write_numbers(&time_ns, 1, true, out);
    }
}

// Hand-overs between the lanes shown; row_of[lane] is a lane's row on the page.
static void write_handovers(const Timeline *timeline, const TimelineView *view,
                            const size_t *row_of, PlaceTable *places, FILE *out) {
    bool is_first = true;
    fputs("handovers:[", out);
    for (size_t i = 0; i < timeline->n_handovers; i++) {
        const HandOver *h = &timeline->handovers[i];
        if (!timeline_shows(timeline, view, h->from) ||
            !timeline_shows(timeline, view, h->to)) {
            continue;
        }
        uint64_t rows[] = {row_of[h->from], row_of[h->to]};
        write_numbers(rows, 2, !is_first, out);
        write_moment(h->left_ns, out);
        write_moment(h->taken_ns, out);
        write_moment(h->requested_ns, out);
        write_moment(h->seen_ns, out);
        write_moment(h->woken_ns, out);
        uint64_t place = place_number(places, h->place);
        write_numbers(&place, 1, true, out);
        fputc('\n', out);
        is_first = false;
    }
    fputs("]", out);
}

static void write_data(const Timeline *timeline, const TimelineView *view, FILE *out) {
    PlaceTable places = {0};
    size_t *row_of = calloc(timeline->n_lanes + 1, sizeof *row_of);
    size_t rows = 0;
    fputs("{title:", out);
    escape_json(view->title, out);
    fputs(",mode:", out);
    escape_json(view->mode, out);
    fprintf(out,
            ",length:%" PRIu64 ",from:%" PRIu64 ",to:%" PRIu64 ",switches:%zu,dropped:%" PRIu64
            ",\nlanes:[\n",
            timeline->length_ns, view->from_ns, view->to_ns, timeline->n_handovers,
            timeline->dropped);
    for (size_t i = 0; row_of && i < timeline->n_lanes; i++) {
        if (timeline_shows(timeline, view, i)) {
            fputs(rows ? ",\n" : "", out);
            row_of[i] = rows++;
            write_lane(&timeline->lanes[i], &places, out);
        }
    }
    fputs("],\n", out);
    if (row_of) {
        write_handovers(timeline, view, row_of, &places, out);
    } else {
        fputs("handovers:[]", out);
    }
    fputs(",\n", out);
    write_places(&places, out);
    fputs("}", out);
    free(places.places);
    free(places.slots);
    free(row_of);
}

void timeline_write_html(const Timeline *timeline, const TimelineView *view, FILE *out) {
    const char *marker = strstr(TIMELINE_PAGE, MARKER);
    fwrite(TIMELINE_PAGE, 1, (size_t)(marker - TIMELINE_PAGE), out);
    write_data(timeline, view, out);
    fputs(marker + strlen(MARKER), out);
}
