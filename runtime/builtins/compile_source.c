// The bridge to the compiler: text in, code object out, diagnostics as exceptions.
#include "runtime/builtins/compile_source.h"

#include <string.h>

#include "compiler/compile.h"
#include "compiler/verify.h"
#include "runtime/objects/library.h"
#include "vm/base/check.h"
#include "vm/exec/call.h"
#include "vm/exec/code_object.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/layouts.h"
#include "vm/object/refcount.h"

static ExceptionId exception_of(DiagnosticKind kind) {
    switch (kind) {
    case DIAGNOSTIC_INDENTATION_ERROR:
        return EXC_INDENTATION_ERROR;
    case DIAGNOSTIC_TAB_ERROR:
        return EXC_TAB_ERROR;
    case DIAGNOSTIC_RECURSION_ERROR:
        return EXC_RECURSION_ERROR;
    default:
        return EXC_SYNTAX_ERROR;
    }
}

// Puts a new value into a field of the exception. Takes the reference; false if it is NO_REF.
static bool set_field(ThreadState *ts, Exception *exception, unsigned i, Ref value) ATTACHED {
    if (ref_is_null(value)) {
        return false;
    }
    Value old = exception->fields[i];
    exception->fields[i] = borrow(value);
    value_drop(ts, old);
    return true;
}

// A text that is in no file, as its name says.
static bool is_string(const char *file_name) {
    return file_name[0] == '<';
}

// What the prompt has read is remembered, unlike other texts (runtime/shell/prompt.c).
static bool is_input(const char *file_name) {
    return strncmp(file_name, "<stdin>-", 8) == 0 ||
           strncmp(file_name, "<python-input-", 14) == 0;
}

// The source line the error is in, as SyntaxError.text has it; None if there is none.
static Ref error_text(ThreadState *ts, const Diagnostic *error, const Source *source,
                      const char *file_name) ATTACHED {
    uint32_t line = (uint32_t)error->line;
    bool is_known = source->text && line <= source->line_count;
    if (error->text == DIAGNOSTIC_FILE_LINE && is_string(file_name)) {
        is_known = is_known && is_input(file_name);
    }
    if (!is_known) {
        return owned(NONE);
    }
    size_t size;
    const char *text = source_line(source, line, &size);
    bool is_bare = error->text == DIAGNOSTIC_BARE_LINE ||
                   (error->text == DIAGNOSTIC_PAST_LINE && is_string(file_name));
    return str_from_utf8(ts, text, size + (text[size] == '\n' && !is_bare));
}

// The end of the error's range in its last line; None if there is none.
static Ref error_end(ThreadState *ts, const Diagnostic *error) ATTACHED {
    bool has_end = error->text != DIAGNOSTIC_FILE_LINE || error->end_column != 0;
    return has_end ? int_from_i64(ts, error->end_column) : owned(NONE);
}

// Raises SyntaxError or one of its kin, with its field msg.
static void raise_syntax_error(ThreadState *ts, ExceptionId id, const char *message) ATTACHED {
    raise_error(ts, id, "%s", message);
    if (error_matches(ts, EXC_SYNTAX_ERROR)) {
        const Exception *exception = (const Exception *)value_object(ts->error);
        error_set_fields(ts, ((Tuple *)value_object(exception->arguments))->items[0], NO_VALUE);
    }
}

void source_refuse(ThreadState *ts, const char *message) {
    raise_syntax_error(ts, EXC_SYNTAX_ERROR, message);
}

// Raises the error, with SyntaxError's fields.
static void raise_diagnostic(ThreadState *ts, const Diagnostic *error, const Source *source,
                             const char *file_name) ATTACHED {
    if (error->kind == DIAGNOSTIC_MEMORY_ERROR) {
        raise_memory_error(ts);
        return;
    }
    raise_syntax_error(ts, exception_of(error->kind), error->message);
    if (error->line == 0 || !error_matches(ts, EXC_SYNTAX_ERROR)) {
        return;
    }
    Ref raised = error_fetch(ts);
    Exception *exception = (Exception *)value_object(borrow(raised));
    Value message = ((Tuple *)value_object(exception->arguments))->items[0];
    bool ok = set_field(ts, exception, 1, str_from_text(ts, file_name)) &&
              set_field(ts, exception, 2, int_from_i64(ts, error->line)) &&
              set_field(ts, exception, 3, int_from_i64(ts, error->column)) &&
              set_field(ts, exception, 4, error_text(ts, error, source, file_name)) &&
              set_field(ts, exception, 5, int_from_i64(ts, error->end_line)) &&
              set_field(ts, exception, 6, error_end(ts, error));
    Value details[6];
    for (unsigned i = 0; i < 6; i++) {
        details[i] = exception->fields[i + 1];
    }
    Ref place = ok ? tuple_from_array(ts, details, 6) : NO_REF;
    Value arguments[2] = {message, borrow(place)};
    Ref both = ref_is_null(place) ? NO_REF : tuple_from_array(ts, arguments, 2);
    ref_drop(ts, place);
    if (!ref_is_null(both)) {
        Value old = exception->arguments;
        exception->arguments = borrow(both);
        value_drop(ts, old);
        error_restore(ts, raised);
    } else {
        ref_drop(ts, raised);
    }
}

// Lets the warnings module say it, ignore it or raise it: then it is a SyntaxError.
static bool warn(ThreadState *ts, const SyntaxWarning *warning, const Source *source,
                 const char *file_name) ATTACHED RUNS_GUEST {
    ExceptionId id = warning->is_deprecation ? EXC_DEPRECATION_WARNING : EXC_SYNTAX_WARNING;
    Ref message = str_from_text(ts, warning->message);
    Ref file = ref_is_null(message) ? NO_REF : str_from_text(ts, file_name);
    Ref result = NO_REF;
    if (!ref_is_null(file)) {
        Value arguments[] = {borrow(message), object_value((Object *)exception_type(ts, id)),
                             borrow(file), value_from_int((int64_t)warning->range.line)};
        result = library_call(ts, "warnings", "warn_explicit", arguments, 4);
    }
    ref_drop(ts, file);
    ref_drop(ts, message);
    if (ref_is_null(result) && error_matches(ts, id)) {
        error_clear(ts);
        Diagnostic error = {0};
        diagnostic_set(&error, DIAGNOSTIC_SYNTAX_ERROR, source, warning->range, "%s",
                       warning->message);
        raise_diagnostic(ts, &error, source, file_name);
    }
    bool ok = !ref_is_null(result);
    ref_drop(ts, result);
    return ok;
}

static const ParseMode MODES[] = {PARSE_MODULE, PARSE_EXPRESSION, PARSE_INTERACTIVE};

bool source_is_right(const char *text, size_t size, SourceMode mode) {
    CompileOptions options = {.mode = MODES[mode], .origin = SOURCE_STRING};
    Arena arena;
    arena_init(&arena);
    Diagnostic error = {0};
    bool is_right =
        compile_source(&arena, "<text>", text, size, &options, NULL, NULL, &error) != NULL;
    arena_free(&arena);
    return is_right;
}

Ref source_to_code_or_more(ThreadState *ts, const char *text, size_t size,
                           const char *file_name, SourceMode mode, unsigned flags,
                           bool *is_incomplete) {
    CompileOptions options = {
        .mode = MODES[mode],
        .origin = is_string(file_name) ? SOURCE_STRING : SOURCE_FILE,
        .uses_locals_mapping = flags & SOURCE_LOCALS,
        .allows_await = flags & SOURCE_AWAIT,
    };
    Arena arena;
    arena_init(&arena);
    Source source = {0};
    Diagnostic error = {0};
    const SyntaxWarning *warning = NULL;
    CodeUnit *unit =
        compile_source(&arena, file_name, text, size, &options, &source, &warning, &error);
    Ref code = NO_REF;
    bool wants_more = !unit && is_incomplete && error.is_incomplete;
    while (warning && !wants_more && warn(ts, warning, &source, file_name)) {
        warning = warning->next;
    }
    if (wants_more) {
        *is_incomplete = true;
    } else if (warning) { // the exception is set
    } else if (unit) {
#if defined(GILT_CHECK)
        const char *wrong = verify_unit(&arena, unit);
        CHECK(!wrong, wrong);
#endif
        code = code_new(ts, unit);
    } else {
        raise_diagnostic(ts, &error, &source, file_name);
    }
    arena_free(&arena);
    return code;
}

Ref source_to_code(ThreadState *ts, const char *text, size_t size, const char *file_name,
                   SourceMode mode, unsigned flags) {
    return source_to_code_or_more(ts, text, size, file_name, mode, flags, NULL);
}
