// Tracebacks as text: the frames with their source lines and marks, the last line, notes. How
// exceptions hang together: report_chain.c.
#include "runtime/builtins/report.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/builtins/report_chain.h"
#include "runtime/builtins/report_lines.h"
#include "runtime/builtins/report_syntax.h"
#include "runtime/builtins/source_lines.h"
#include "runtime/builtins/streams.h"
#include "runtime/builtins/suggestion.h"
#include "runtime/objects/exception.h"
#include "runtime/objects/runtime_state.h"
#include "runtime/objects/str_builder.h"
#include "vm/base/check.h"
#include "vm/exec/call.h"
#include "vm/exec/code_object.h"
#include "vm/exec/frame.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// Equal frames in a row that are shown before the rest is counted.
#define REPEATS_SHOWN 3
#define HEADING       "Traceback (most recent call last):\n"

bool report_register_source(ThreadState *ts, const char *file_name, const char *text,
                            size_t size) {
    return source_lines_put(runtime_state(ts)->source_lines, file_name, text, size);
}

static bool add_frame_heading(StrBuilder *out, const Code *code, uint32_t line) ATTACHED {
    return str_builder_text(out, "  File \"") && report_file_name(out, code->file_name) &&
           str_builder_format(out, "\", line %u, in ", line) &&
           str_builder_str(out, code->name) && str_builder_char(out, '\n');
}

static bool add_frame(StrBuilder *out, ThreadState *ts, const Traceback *entry) ATTACHED {
    CodePosition at = code_position(entry->code, entry->word);
    bool ok = add_frame_heading(out, entry->code, entry->line);
    char *file = ok ? str_to_utf8(ts, entry->code->file_name, NULL) : NULL;
    ok = file && report_lines(out, ts, file, at);
    buffer_free(ts, file);
    return ok;
}

// A frame without marks, only the line the instruction begins on.
static bool add_frame_briefly(StrBuilder *out, ThreadState *ts, const Code *code,
                              uint32_t line) ATTACHED {
    bool ok = add_frame_heading(out, code, line);
    char *file = ok ? str_to_utf8(ts, code->file_name, NULL) : NULL;
    char *text =
        file ? source_lines_get(runtime_state(ts)->source_lines, file, line, line) : NULL;
    const char *start = text ? text + strspn(text, " \t\f") : "";
    if (*start) {
        ok = str_builder_text(out, "    ") && str_builder_utf8(out, start, strlen(start)) &&
             str_builder_char(out, '\n');
    }
    free(text);
    buffer_free(ts, file);
    return ok && file;
}

static bool add_stack(StrBuilder *out, ThreadState *ts, Value traceback,
                      bool is_brief) ATTACHED {
    bool ok = true;
    const Traceback *previous = NULL;
    unsigned repeats = 0;
    while (ok && !value_is_null(traceback)) {
        const Traceback *entry = (const Traceback *)value_object(traceback);
        bool is_same =
            previous && previous->code == entry->code && previous->line == entry->line;
        repeats = is_same ? repeats + 1 : 0;
        if (repeats < REPEATS_SHOWN) {
            ok = is_brief ? add_frame_briefly(out, ts, entry->code, entry->line)
                          : add_frame(out, ts, entry);
        }
        bool ends = value_is_null(entry->next);
        const Traceback *next = ends ? NULL : (const Traceback *)value_object(entry->next);
        bool goes_on = next && next->code == entry->code && next->line == entry->line;
        if (ok && repeats >= REPEATS_SHOWN && !goes_on) {
            unsigned n = repeats - REPEATS_SHOWN + 1;
            ok = str_builder_format(out, "  [Previous line repeated %u more time%s]\n", n,
                                    n == 1 ? "" : "s");
        }
        previous = entry;
        traceback = entry->next;
    }
    return ok;
}

bool report_stack(StrBuilder *out, ThreadState *ts, Value traceback) {
    return add_stack(out, ts, traceback, false);
}

// "module.Name" of the class, without "builtins" and "__main__".
static bool add_class_name(StrBuilder *out, ThreadState *ts, Value exception) ATTACHED {
    Type *type = value_type(ts, exception);
    Ref module = dict_get_str(ts, type->dict, known_name(ts, NAME_MODULE));
    bool ok = true;
    if (!ref_is_null(module) && value_is(borrow(module), KIND_STR)) {
        char *text = str_to_utf8(ts, borrow(module), NULL);
        if (text && strcmp(text, "builtins") != 0 && strcmp(text, "__main__") != 0) {
            ok = str_builder_text(out, text) && str_builder_char(out, '.');
        }
        buffer_free(ts, text);
    }
    ref_drop(ts, module);
    return ok && str_builder_str(out, type->qualified_name);
}

// str(v) or repr(v), and what stands for it if that fails.
static bool add_safely(StrBuilder *out, ThreadState *ts, Value v,
                       Ref (*convert)(ThreadState *, Value),
                       const char *otherwise) ATTACHED RUNS_GUEST {
    Ref text = convert(ts, v);
    if (ref_is_null(text)) {
        error_clear(ts);
        return str_builder_text(out, otherwise);
    }
    bool ok = str_builder_str(out, borrow(text));
    ref_drop(ts, text);
    return ok;
}

// __notes__ as it should be: a sequence of notes, each on lines of its own.
static bool add_note_lines(StrBuilder *out, ThreadState *ts, Value notes) ATTACHED RUNS_GUEST {
    Ref all = tuple_from_iterable(ts, notes);
    if (ref_is_null(all)) {
        return false;
    }
    const Tuple *tuple = (const Tuple *)value_object(borrow(all));
    bool ok = true;
    for (int64_t i = 0; ok && i < tuple->length; i++) {
        ok = add_safely(out, ts, tuple->items[i], value_str, "<note str() failed>") &&
             str_builder_char(out, '\n');
    }
    ref_drop(ts, all);
    return ok;
}

static bool add_notes(StrBuilder *out, ThreadState *ts, Value exception) ATTACHED RUNS_GUEST {
    Ref name = str_intern_text(ts, "__notes__");
    Ref notes = NO_REF;
    if (ref_is_null(name)) {
        return false;
    }
    if (!value_find_attribute(ts, exception, borrow(name), &notes)) {
        Ref error = error_fetch(ts);
        bool ok = str_builder_text(out, "Ignored error getting __notes__: ") &&
                  add_safely(out, ts, borrow(error), value_repr, "<__notes__ repr() failed>") &&
                  str_builder_char(out, '\n');
        ref_drop(ts, error);
        return ok;
    }
    bool ok = true;
    if (!ref_is_null(notes) && (value_type(ts, borrow(notes))->flags & TYPE_SEQUENCE)) {
        ok = add_note_lines(out, ts, borrow(notes));
    } else if (!ref_is_null(notes) && !value_is_none(borrow(notes))) {
        ok = add_safely(out, ts, borrow(notes), value_repr, "<__notes__ repr() failed>") &&
             str_builder_char(out, '\n');
    }
    ref_drop(ts, notes);
    return ok;
}

// ": message" of an exception, nothing if it is empty.
static bool add_message(StrBuilder *out, ThreadState *ts, Value exception) ATTACHED RUNS_GUEST {
    Ref message = value_str(ts, exception);
    if (ref_is_null(message)) {
        error_clear(ts);
        message = str_from_text(ts, "<exception str() failed>");
    }
    bool ok = !ref_is_null(message);
    if (ok && ((Str *)value_object(borrow(message)))->length > 0) {
        ok = str_builder_text(out, ": ") && str_builder_str(out, borrow(message));
    }
    ref_drop(ts, message);
    return ok;
}

static bool is_syntax_error(ThreadState *ts, Value exception) ATTACHED {
    return type_is_subtype(value_type(ts, exception), exception_type(ts, EXC_SYNTAX_ERROR));
}

bool report_headline(StrBuilder *out, ThreadState *ts, Value exception, Value traceback) {
    const Exception *object = (const Exception *)value_object(exception);
    bool ok = add_class_name(out, ts, exception);
    if (is_syntax_error(ts, exception)) {
        ok = ok && report_syntax_message(out, object);
    } else {
        ok = ok && add_message(out, ts, exception) &&
             suggestion_add(out, ts, exception, traceback);
    }
    return ok && str_builder_char(out, '\n');
}

bool report_message(StrBuilder *out, ThreadState *ts, Value exception, Value traceback) {
    const Exception *object = (const Exception *)value_object(exception);
    bool ok = !is_syntax_error(ts, exception) || report_syntax_place(out, ts, object);
    return ok && report_headline(out, ts, exception, traceback) &&
           add_notes(out, ts, exception);
}

bool report_briefly(StrBuilder *out, ThreadState *ts, Value exception) {
    Exception *object = (Exception *)value_object(exception);
    Ref traceback = exception_take(ts, object, &object->traceback);
    const Frame *frame = ts->frame;
    bool ok = true;
    if (value_is(borrow(traceback), KIND_TRACEBACK)) {
        ok = str_builder_text(out, HEADING) && add_stack(out, ts, borrow(traceback), true);
    } else if (frame) { // it was raised by what is no guest code: the caller is shown
        uint32_t line = code_position(frame->code, frame_word(frame)).line;
        ok = str_builder_text(out, HEADING) && add_frame_briefly(out, ts, frame->code, line);
    }
    ref_drop(ts, traceback);
    ok = ok && add_class_name(out, ts, exception) && str_builder_text(out, ": ");
    return ok && add_safely(out, ts, exception, value_str, "<exception str() failed>") &&
           str_builder_char(out, '\n');
}

Ref report_text(ThreadState *ts, Value exception) {
    StrBuilder builder;
    str_builder_init(&builder, ts);
    if (!report_chain(&builder, ts, exception)) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

void report_exception(ThreadState *ts, Value exception) {
    Ref kept = ref_take(ts, exception);
    Value raised = ts->error;
    ts->error = NO_VALUE;
    Ref text = report_text(ts, borrow(kept));
    if (ref_is_null(text)) {
        error_clear(ts);
        text = str_from_text(ts, "(an exception that could not be printed)\n");
    }
    if (!ref_is_null(text)) {
        streams_write_error(ts, borrow(text));
    }
    ref_drop(ts, text);
    error_clear(ts);
    ts->error = raised;
    ref_drop(ts, kept);
}
