// The bridge to the compiler: text in, code object out, diagnostics as exceptions.
#include "runtime/builtins/compile_source.h"

#include <string.h>

#include "compiler/compile.h"
#include "compiler/verify.h"
#include "vm/base/check.h"
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

// The source line the error is in, with its newline, as SyntaxError.text has it; None if there
// is none.
static Ref error_text(ThreadState *ts, const Source *source, int line) ATTACHED {
    if (line < 1 || !source->text || (uint32_t)line > source->line_count) {
        return owned(NONE);
    }
    size_t size;
    const char *text = source_line(source, (uint32_t)line, &size);
    return str_from_utf8(ts, text, size + (text[size] == '\n'));
}

// Raises the error, with SyntaxError's fields.
static void raise_diagnostic(ThreadState *ts, const Diagnostic *error, const Source *source,
                             const char *file_name) ATTACHED {
    if (error->kind == DIAGNOSTIC_MEMORY_ERROR) {
        raise_memory_error(ts);
        return;
    }
    raise_error(ts, exception_of(error->kind), "%s", error->message);
    if (error->kind == DIAGNOSTIC_RECURSION_ERROR || !error_matches(ts, EXC_SYNTAX_ERROR)) {
        return;
    }
    Ref raised = error_fetch(ts);
    Exception *exception = (Exception *)value_object(borrow(raised));
    Value message = ((Tuple *)value_object(exception->arguments))->items[0];
    bool has_place = error->line > 0;
    bool ok =
        set_field(ts, exception, 0, ref_take(ts, message)) &&
        set_field(ts, exception, 1, str_from_text(ts, file_name)) &&
        set_field(ts, exception, 2, has_place ? int_from_i64(ts, error->line) : owned(NONE)) &&
        set_field(ts, exception, 3,
                  has_place ? int_from_i64(ts, error->column) : owned(NONE)) &&
        set_field(ts, exception, 4, error_text(ts, source, error->line)) &&
        set_field(ts, exception, 5,
                  has_place ? int_from_i64(ts, error->end_line) : owned(NONE)) &&
        set_field(ts, exception, 6,
                  has_place ? int_from_i64(ts, error->end_column) : owned(NONE));
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

Ref source_to_code_or_more(ThreadState *ts, const char *text, size_t size,
                           const char *file_name, SourceMode mode, bool uses_locals_mapping,
                           bool *is_incomplete) {
    static const ParseMode MODES[] = {PARSE_MODULE, PARSE_EXPRESSION, PARSE_INTERACTIVE};
    bool is_string = file_name[0] == '<';
    CompileOptions options = {
        .mode = MODES[mode],
        .origin = is_string ? SOURCE_STRING : SOURCE_FILE,
        .uses_locals_mapping = uses_locals_mapping,
    };
    Arena arena;
    arena_init(&arena);
    Source source = {0};
    Diagnostic error = {0};
    CodeUnit *unit =
        compile_source(&arena, file_name, text, size, &options, &source, NULL, &error);
    Ref code = NO_REF;
    if (unit) {
#if defined(GILT_CHECK)
        const char *wrong = verify_unit(&arena, unit);
        CHECK(!wrong, wrong);
#endif
        code = code_new(ts, unit);
    } else if (is_incomplete && error.is_incomplete) {
        *is_incomplete = true;
    } else {
        raise_diagnostic(ts, &error, &source, file_name);
    }
    arena_free(&arena);
    return code;
}

Ref source_to_code(ThreadState *ts, const char *text, size_t size, const char *file_name,
                   SourceMode mode, bool uses_locals_mapping) {
    return source_to_code_or_more(ts, text, size, file_name, mode, uses_locals_mapping, NULL);
}
