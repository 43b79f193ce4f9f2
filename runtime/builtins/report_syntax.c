// The place of a SyntaxError. Its fields are whatever a program has put there. Offsets count
// characters from 1; columns of the report do too, as in CPython, so that marks below wide
// characters are off.
#include "runtime/builtins/report_syntax.h"

#include "runtime/builtins/report_lines.h"
#include "runtime/objects/str.h"
#include "runtime/objects/unicode.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

enum { MESSAGE, FILE_NAME, LINE, OFFSET, TEXT, END_LINE, END_OFFSET };

static bool is_given(const Exception *exception, int field) {
    Value v = exception->fields[field];
    return !value_is_null(v) && !value_is_none(v);
}

// A field as a number; `otherwise` if it is none.
static int64_t number(const Exception *exception, int field, int64_t otherwise) {
    Value v = exception->fields[field];
    return !value_is_null(v) && value_is_small_int(v) ? value_to_int(v) : otherwise;
}

// The characters of a line that are marked, from 1, the end exclusive.
typedef struct Marks {
    int64_t start;
    int64_t end;
} Marks;

// `length` is that of the text, `visible` without the newlines at its end.
static Marks find_marks(const Exception *exception, int64_t length, int64_t visible) {
    Marks marks = {number(exception, OFFSET, 0), visible + 1};
    int64_t line = number(exception, LINE, -1); // none is the same as none
    if (line == number(exception, END_LINE, -1)) {
        int64_t end = number(exception, END_OFFSET, 0);
        marks.end = end != 0 ? end : marks.start;
    }
    if (length > 0 && marks.start > length) {
        marks.start = visible + 1;
    }
    if (length > 0 && marks.end > length) {
        marks.end = visible + 1;
    }
    if (marks.start >= marks.end || marks.end < 0) {
        marks.end = marks.start + 1;
    }
    return marks;
}

static bool is_blank(uint32_t c) {
    return c == ' ' || c == '\n' || c == '\f';
}

static bool add_line(StrBuilder *out, const Exception *exception) ATTACHED {
    StrView text = str_view(exception->fields[TEXT]);
    int64_t visible = text.length;
    while (visible > 0 && view_read(text, visible - 1) == '\n') {
        visible--;
    }
    int64_t indent = 0;
    while (indent < visible && is_blank(view_read(text, indent))) {
        indent++;
    }
    bool ok = str_builder_text(out, "    ");
    for (int64_t i = indent; ok && i < visible; i++) {
        ok = str_builder_char(out, view_read(text, i));
    }
    ok = ok && str_builder_char(out, '\n');
    Marks marks = find_marks(exception, text.length, visible);
    if (!ok || !is_given(exception, OFFSET) || marks.start - 1 < indent) {
        return ok;
    }
    ok = str_builder_text(out, "    ");
    for (int64_t i = indent; ok && i < marks.start - 1 && i < visible; i++) {
        uint32_t c = view_read(text, i);
        ok =
            str_builder_char(out, unicode_is_space(c) ? c : ' '); // tabs keep the marks in line
    }
    return ok && str_builder_fill(out, '^', marks.end - marks.start) &&
           str_builder_char(out, '\n');
}

static bool add_file(StrBuilder *out, const Exception *exception) ATTACHED RUNS_GUEST {
    Value name = exception->fields[FILE_NAME];
    return str_builder_text(out, "  File \"") &&
           (!is_given(exception, FILE_NAME) ? str_builder_text(out, "<string>")
            : value_is(name, KIND_STR)      ? report_file_name(out, name)
                                            : str_builder_value(out, name)) &&
           str_builder_text(out, "\", line ") &&
           str_builder_value(out, exception->fields[LINE]) && str_builder_char(out, '\n');
}

bool report_syntax_place(StrBuilder *out, ThreadState *ts, const Exception *exception) {
    bool ok = !is_given(exception, LINE) || add_file(out, exception);
    bool has_text =
        is_given(exception, TEXT) && value_has_layout(ts, exception->fields[TEXT], KIND_STR);
    return ok && (!has_text || add_line(out, exception));
}

bool report_syntax_message(StrBuilder *out, const Exception *exception) {
    Value message = exception->fields[MESSAGE];
    bool has_message = is_given(exception, MESSAGE) &&
                       !(value_is(message, KIND_STR) && str_view(message).length == 0);
    bool ok = str_builder_text(out, ": ") &&
              (has_message ? str_builder_value(out, message)
                           : str_builder_text(out, "<no detail available>"));
    bool shows_file = !is_given(exception, LINE) && is_given(exception, FILE_NAME);
    return ok && (!shows_file || (str_builder_text(out, " (") &&
                                  str_builder_value(out, exception->fields[FILE_NAME]) &&
                                  str_builder_char(out, ')')));
}
