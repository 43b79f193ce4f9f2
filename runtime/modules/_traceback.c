// The module _traceback: the pieces of reports of exceptions, for traceback.py. Columns count
// characters here.
#include <stdlib.h>
#include <string.h>

#include "runtime/builtins/report_chain.h"
#include "runtime/builtins/report_lines.h"
#include "runtime/builtins/report_syntax.h"
#include "runtime/builtins/source_lines.h"
#include "runtime/objects/runtime_state.h"
#include "runtime/objects/traceback.h"
#include "vm/exec/code_object.h"
#include "vm/exec/frame.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

static Ref finish(StrBuilder *builder, bool ok) ATTACHED {
    if (!ok) {
        str_builder_discard(builder);
        return NO_REF;
    }
    return str_builder_finish(builder);
}

static bool is_exception(ThreadState *ts, Value v) ATTACHED {
    if (value_has_layout(ts, v, KIND_EXCEPTION)) {
        return true;
    }
    raise_error(ts, EXC_TYPE_ERROR, "an exception is required, not %s", value_type_name(ts, v));
    return false;
}

static Ref headline(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    if (!is_exception(ts, a[0])) {
        return NO_REF;
    }
    StrBuilder builder;
    str_builder_init(&builder, ts);
    bool ok = report_headline(&builder, ts, a[0], a[1]);
    return finish(&builder, ok);
}

static Ref syntax_place(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    if (!is_exception(ts, a[0])) {
        return NO_REF;
    }
    StrBuilder builder;
    str_builder_init(&builder, ts);
    bool ok = report_syntax_place(&builder, ts, (Exception *)value_object(a[0]));
    return finish(&builder, ok);
}

// The lines of a file, malloc'ed; null if they are not known, or with the exception set.
static char *find_source(ThreadState *ts, Value file, uint32_t first, uint32_t last) ATTACHED {
    char *name = value_has_layout(ts, file, KIND_STR) ? str_to_utf8(ts, file, NULL) : NULL;
    char *text =
        name ? source_lines_get(runtime_state(ts)->source_lines, name, first, last) : NULL;
    buffer_free(ts, name);
    return text;
}

static bool to_line(ThreadState *ts, Value v, uint32_t *line) ATTACHED {
    int64_t n;
    if (!value_to_index(ts, v, EXC_OVERFLOW_ERROR, &n)) {
        return false;
    }
    *line = n < 0 || n > INT32_MAX ? 0 : (uint32_t)n;
    return true;
}

static Ref source(ThreadState *ts, const Value *a) ATTACHED {
    uint32_t line;
    if (!to_line(ts, a[1], &line)) {
        return NO_REF;
    }
    char *text = find_source(ts, a[0], line, line);
    Ref result = error_is_set(ts) ? NO_REF : str_from_text(ts, text ? text : "");
    free(text);
    return result;
}

static bool is_inside_character(char c) {
    return ((unsigned char)c & 0xC0) == 0x80;
}

// A column in bytes, of one in characters; and the other way.
static size_t to_bytes(const char *line, size_t characters) {
    size_t at = 0;
    while (characters > 0 && line[at] && line[at] != '\n') {
        at++;
        while (is_inside_character(line[at])) {
            at++;
        }
        characters--;
    }
    return at + characters;
}

static size_t to_characters(const char *line, size_t bytes) {
    size_t n = 0;
    size_t at = 0;
    for (; at < bytes && line[at] && line[at] != '\n'; at++) {
        n += !is_inside_character(line[at]);
    }
    return n + bytes - at;
}

// Line number n (from 0) of a text.
static const char *skip_lines(const char *text, uint32_t n) {
    for (; n > 0 && text; n--) {
        text = strchr(text, '\n');
        text += text != NULL;
    }
    return text ? text : "";
}

static uint32_t count_lines(const char *text) {
    uint32_t n = 1;
    while ((text = strchr(text, '\n')) != NULL && *++text) {
        n++;
    }
    return n;
}

static Ref position(ThreadState *ts, const Value *a) ATTACHED {
    uint32_t word = 0;
    const Code *code = traceback_place(a[0], &word);
    if (!code) {
        return raise_error(ts, EXC_TYPE_ERROR, "a traceback is required, not %s",
                           value_type_name(ts, a[0]));
    }
    CodePosition at = code_position(code, word);
    size_t column = at.column;
    size_t end_column = at.end_column;
    char *text = find_source(ts, code->file_name, at.line, at.end_line);
    if (text) {
        column = to_characters(text, column);
        end_column = to_characters(skip_lines(text, at.end_line - at.line), end_column);
    }
    free(text);
    Value parts[] = {value_from_int(at.line), value_from_int(at.end_line),
                     value_from_int((int64_t)column), value_from_int((int64_t)end_column)};
    return error_is_set(ts) ? NO_REF : tuple_from_array(ts, parts, 4);
}

// Columns of code have 16 bits.
static uint16_t clip(size_t column) {
    return column < UINT16_MAX ? (uint16_t)column : UINT16_MAX;
}

// The lines of a text with marks, given columns in characters.
static bool add_excerpt(StrBuilder *out, ThreadState *ts, const char *text, uint32_t line,
                        uint32_t end_line, uint32_t column, uint32_t end_column) ATTACHED {
    uint32_t lines = count_lines(text);
    if (end_line < line || end_line - line >= lines) {
        end_line = end_line < line ? line : line + lines - 1;
    }
    const char *last = skip_lines(text, end_line - line);
    CodePosition at = {
        .line = line,
        .end_line = end_line,
        .column = clip(to_bytes(text, column)),
        .end_column = clip(to_bytes(last, end_column)),
    };
    return report_excerpt(out, ts, text, at);
}

static Ref excerpt(ThreadState *ts, const Value *a) ATTACHED {
    uint32_t numbers[4]; // line, end line, column, end column
    for (int i = 0; i < 4; i++) {
        if (!to_line(ts, a[i + 1], &numbers[i])) {
            return NO_REF;
        }
    }
    uint32_t last = numbers[1] > numbers[0] ? numbers[1] : numbers[0];
    char *known = find_source(ts, a[0], numbers[0], last);
    char *given = known || error_is_set(ts) || !value_has_layout(ts, a[5], KIND_STR)
                      ? NULL
                      : str_to_utf8(ts, a[5], NULL);
    const char *text = known ? known : given;
    StrBuilder builder;
    str_builder_init(&builder, ts);
    bool ok = !error_is_set(ts) && (!text || add_excerpt(&builder, ts, text, numbers[0], last,
                                                         numbers[2], numbers[3]));
    buffer_free(ts, given);
    free(known);
    return finish(&builder, ok);
}

static void hide_code(Code *code) ATTACHED {
    store_relaxed(&code->is_unseen, true);
    for (uint32_t i = 0; i < code->n_constants; i++) {
        if (value_is(code->constants[i], KIND_CODE)) {
            hide_code((Code *)value_object(code->constants[i]));
        }
    }
}

static Ref hide(ThreadState *ts, const Value *a) ATTACHED {
    if (!value_is(a[0], KIND_CODE)) {
        return raise_error(ts, EXC_TYPE_ERROR, "a code object is required");
    }
    hide_code((Code *)value_object(a[0]));
    return owned(NONE);
}

static Ref hide_module(ThreadState *ts, const Value *a) ATTACHED {
    (void)a;
    hide_code(ts->frame->code);
    return owned(NONE);
}

static const NativeDef FUNCTIONS[] = {
    {"headline(exception, traceback, /)", headline,
     "The line with class and message. From the traceback comes where to look for a name that "
     "was meant.",
     0},
    {"syntax_place(exception, /)", syntax_place, "File, line and text of a SyntaxError.", 0},
    {"source(filename, line, /)", source, "A line of a file; empty if it is not known.", 0},
    {"position(traceback, /)", position,
     "First line, last line, first column, end column of what is being evaluated.", 0},
    {"excerpt(filename, line, end_line, column, end_column, text, /)", excerpt,
     "The lines with marks under the range, indented. `text` is used if the file is not known.",
     0},
    {"hide(code, /)", hide,
     "From now on this code, and what stands in it, leaves no entries in tracebacks,\n"
     "as what CPython has in C.",
     0},
    {"hide_module()", hide_module, "The same for all code of the module that calls it.", 0},
    {NULL, NULL, NULL, 0},
};

const ModuleSpec traceback_module_spec = {
    .name = "_traceback",
    .doc = "Pieces of reports of exceptions.",
    .functions = FUNCTIONS,
};
