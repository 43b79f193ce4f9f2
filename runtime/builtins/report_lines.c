// An EXCERPT is the lines from the first to the last of a position, without the indentation
// they share. All of them are shown if they are few; else the first, the last and those around
// the anchors:
//
//         total = (
//             ~
//         ...<2 lines>...
//             + price
//             ^~~~~~~
//
// Under the part that was being evaluated stand marks: "^" under its anchors (anchors.h), "~"
// under the rest; "^" under all of it if it has none; none at all if they would say nothing.
#include "runtime/builtins/report_lines.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/builtins/anchors.h"
#include "runtime/builtins/source_lines.h"
#include "runtime/objects/runtime_state.h"
#include "runtime/objects/str_width.h"
#include "vm/object/exceptions.h"

#define INDENT "    "

typedef struct Excerpt {
    char *text; // the lines, each ending in "\n"
    size_t size;
    uint32_t count; // of lines
    size_t margin;  // bytes of indentation taken off the first line
    Anchors range;  // what was being evaluated
    Anchors anchors;
    bool has_anchors;
    bool has_marks;
} Excerpt;

// A line of the excerpt, without its "\n".
typedef struct Line {
    const char *start;
    size_t size;
} Line;

static Line next_line(const Excerpt *excerpt, const char *start) {
    const char *end = memchr(start, '\n', (size_t)(excerpt->text + excerpt->size - start));
    return (Line){start, (size_t)(end - start)};
}

static Line find_line(const Excerpt *excerpt, uint32_t number) {
    Line line = next_line(excerpt, excerpt->text);
    for (uint32_t i = 0; i < number; i++) {
        line = next_line(excerpt, line.start + line.size + 1);
    }
    return line;
}

static size_t measure_indent(Line line) {
    size_t indent = 0;
    while (indent < line.size && isspace((unsigned char)line.start[indent])) {
        indent++;
    }
    return indent;
}

// --- making the excerpt ---------------------------------------------------------------------

// How many bytes of indentation all lines that are not blank have in common.
static size_t common_margin(const Excerpt *excerpt) {
    const char *first = NULL;
    size_t margin = 0;
    const char *at = excerpt->text;
    for (uint32_t i = 0; i < excerpt->count; i++) {
        Line line = next_line(excerpt, at);
        size_t indent = strspn(line.start, " \t");
        if (line.size > 0 && !first) {
            first = line.start;
            margin = indent;
        } else if (line.size > 0) {
            size_t same = 0;
            while (same < margin && same < indent && line.start[same] == first[same]) {
                same++;
            }
            margin = same;
        }
        at = line.start + line.size + 1;
    }
    return margin;
}

static void take_off_margin(Excerpt *excerpt) {
    size_t margin = common_margin(excerpt);
    const char *at = excerpt->text;
    char *to = excerpt->text;
    for (uint32_t i = 0; i < excerpt->count; i++) {
        Line line = next_line(excerpt, at);
        at = line.start + line.size + 1;
        size_t off = line.size == 0 ? 0 : margin;
        if (i == 0) {
            excerpt->margin = off;
        }
        memmove(to, line.start + off, line.size - off + 1);
        to += line.size - off + 1;
    }
    excerpt->size = (size_t)(to - excerpt->text);
}

// Copies `count` lines of the text without what is white at their ends; lines that are missing
// are empty.
static bool copy_lines(Excerpt *excerpt, const char *text, uint32_t count) {
    excerpt->text = malloc(strlen(text) + count + 1);
    if (!excerpt->text) {
        return false;
    }
    char *to = excerpt->text;
    for (uint32_t i = 0; i < count; i++) {
        size_t length = strcspn(text, "\n");
        size_t size = length;
        while (size > 0 && isspace((unsigned char)text[size - 1])) {
            size--;
        }
        memcpy(to, text, size);
        to += size;
        *to++ = '\n';
        text += length + (text[length] == '\n');
    }
    *to = 0;
    excerpt->count = count;
    excerpt->size = (size_t)(to - excerpt->text);
    return true;
}

// The column of a position in a line of the excerpt.
static size_t clip(const Excerpt *excerpt, size_t column, Line line) {
    column = column > excerpt->margin ? column - excerpt->margin : 0;
    return column < line.size ? column : line.size;
}

static size_t count_characters(const char *text, size_t size) {
    size_t n = 0;
    for (size_t i = 0; i < size; i++) {
        n += ((unsigned char)text[i] & 0xC0) != 0x80;
    }
    return n;
}

// Anything but white space in a piece of text?
static bool has_ink(const char *text, size_t size) {
    for (size_t i = 0; i < size; i++) {
        if (!isspace((unsigned char)text[i])) {
            return true;
        }
    }
    return false;
}

// Finds what is to be marked, and whether that says anything.
static void find_marks(Excerpt *excerpt, CodePosition at) {
    Line first = find_line(excerpt, 0);
    Line last = find_line(excerpt, excerpt->count - 1);
    Place start = {0, clip(excerpt, at.column, first)};
    Place end = {excerpt->count - 1, clip(excerpt, at.end_column, last)};
    excerpt->range = (Anchors){start, end};
    const char *segment = first.start + start.column;
    const char *stop = last.start + end.column;
    if (stop <= segment) {
        return;
    }
    Anchors *anchors = &excerpt->anchors;
    excerpt->has_anchors = anchors_find(segment, (size_t)(stop - segment), anchors);
    if (excerpt->has_anchors) {
        anchors->start.column += anchors->start.line == 0 ? start.column : 0;
        anchors->end.column += anchors->end.line == 0 ? start.column : 0;
    }
    Anchors call = {{0, count_characters(first.start, start.column)},
                    {end.line, count_characters(last.start, end.column)}};
    bool says_something = excerpt->has_anchors || has_ink(first.start, start.column) ||
                          has_ink(stop, last.size - end.column);
    excerpt->has_marks =
        says_something && !anchors_is_plain_call(excerpt->text, excerpt->size, call);
}

// --- drawing it -----------------------------------------------------------------------------

static bool is_before(Place a, Place b) {
    return a.line < b.line || (a.line == b.line && a.column < b.column);
}

// The mark that belongs under a byte.
static char mark_at(const Excerpt *excerpt, Place place, size_t indent) {
    if (place.column < indent || is_before(place, excerpt->range.start)) {
        return ' ';
    }
    bool is_anchor =
        !is_before(place, excerpt->anchors.start) && is_before(place, excerpt->anchors.end);
    return excerpt->has_anchors && !is_anchor ? '~' : '^';
}

// The marks under a line, each as wide as the character above it.
static bool draw_marks(StrBuilder *out, const Excerpt *excerpt, uint32_t number,
                       Line line) ATTACHED {
    size_t indent = measure_indent(line);
    size_t end = number == excerpt->range.end.line ? excerpt->range.end.column : line.size;
    bool ok = str_builder_text(out, INDENT);
    if (end <= indent) {
        return ok && str_builder_char(out, '\n');
    }
    for (size_t i = 0; ok && i < end;) {
        size_t size = 1;
        while (i + size < end && ((unsigned char)line.start[i + size] & 0xC0) == 0x80) {
            size++;
        }
        bool is_ascii = (unsigned char)line.start[i] < 0x80;
        int64_t columns = is_ascii ? 1 : utf8_columns(line.start + i, size);
        char mark = mark_at(excerpt, (Place){number, i}, indent);
        ok = columns == 0 || str_builder_fill(out, (uint32_t)(unsigned char)mark, columns);
        i += size;
    }
    return ok && str_builder_char(out, '\n');
}

static bool draw_line(StrBuilder *out, const Excerpt *excerpt, uint32_t number) ATTACHED {
    Line line = find_line(excerpt, number);
    return str_builder_text(out, INDENT) && str_builder_utf8(out, line.start, line.size) &&
           str_builder_char(out, '\n') &&
           (!excerpt->has_marks || draw_marks(out, excerpt, number, line));
}

static bool is_near(uint32_t a, uint32_t b) {
    return a <= b + 1 && b <= a + 1;
}

static bool is_significant(const Excerpt *excerpt, uint32_t number) {
    return number == 0 || number == excerpt->count - 1 ||
           (excerpt->has_anchors && (is_near(number, excerpt->anchors.start.line) ||
                                     is_near(number, excerpt->anchors.end.line)));
}

static bool draw(StrBuilder *out, const Excerpt *excerpt) ATTACHED {
    uint32_t shown = 0;
    bool ok = draw_line(out, excerpt, 0);
    for (uint32_t i = 1; ok && i < excerpt->count; i++) {
        if (!is_significant(excerpt, i)) {
            continue;
        }
        if (i - shown == 2) {
            ok = draw_line(out, excerpt, i - 1);
        } else if (i - shown > 2) {
            ok = str_builder_format(out, INDENT "...<%u lines>...\n", i - shown - 1);
        }
        ok = ok && draw_line(out, excerpt, i);
        shown = i;
    }
    return ok;
}

bool report_lines(StrBuilder *out, ThreadState *ts, const char *file, CodePosition at) {
    char *text = source_lines_get(runtime_state(ts)->source_lines, file, at.line,
                                  at.end_line > at.line ? at.end_line : at.line);
    bool ok = !text || report_excerpt(out, ts, text, at);
    free(text);
    return ok;
}

bool report_excerpt(StrBuilder *out, ThreadState *ts, const char *text, CodePosition at) {
    uint32_t last = at.end_line > at.line ? at.end_line : at.line;
    Excerpt excerpt = {0};
    bool ok = copy_lines(&excerpt, text, last - at.line + 1);
    if (!ok) {
        raise_memory_error(ts);
        return false;
    }
    if (has_ink(excerpt.text, excerpt.size)) {
        take_off_margin(&excerpt);
        find_marks(&excerpt, at);
        ok = draw(out, &excerpt);
    }
    free(excerpt.text);
    return ok;
}

bool report_file_name(StrBuilder *out, Value name) {
    static const char STDIN[] = "<stdin>-";
    const Str *str = (const Str *)value_object(name);
    bool is_input = str->width == 1 && str->length > (int64_t)strlen(STDIN) &&
                    memcmp(str->data, STDIN, strlen(STDIN)) == 0;
    return is_input ? str_builder_text(out, "<stdin>") : str_builder_str(out, name);
}
