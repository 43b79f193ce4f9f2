// Filling in a Diagnostic. See diagnostics.h.
#include "compiler/diagnostics.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "compiler/source.h"

void diagnostic_clear(Diagnostic *diagnostic) {
    diagnostic->kind = DIAGNOSTIC_NONE;
    diagnostic->message[0] = '\0';
    diagnostic->line = diagnostic->column = 0;
    diagnostic->end_line = diagnostic->end_column = 0;
    diagnostic->text = DIAGNOSTIC_LINE;
    diagnostic->is_incomplete = false;
}

// Removes a character that vsnprintf cut in the middle.
static void drop_cut_character(char *text, size_t size) {
    size_t start = size;
    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80) {
        start--;
    }
    if (start > 0 && (unsigned char)text[start - 1] >= 0xC0) {
        text[start - 1] = '\0';
    }
}

void diagnostic_set(Diagnostic *diagnostic, DiagnosticKind kind, const Source *source,
                    SourceRange range, const char *format, ...) {
    if (diagnostic->kind != DIAGNOSTIC_NONE) {
        return;
    }
    diagnostic->kind = kind;
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(diagnostic->message, sizeof diagnostic->message, format, arguments);
    va_end(arguments);
    if (size >= (int)sizeof diagnostic->message) {
        drop_cut_character(diagnostic->message, sizeof diagnostic->message - 1);
    }
    diagnostic->line = (int)range.line;
    diagnostic->column = (int)source_character_column(source, range.line, range.column) + 1;
    diagnostic->end_line = (int)range.line;
    if (range.end_line != 0) {
        diagnostic->end_line = (int)range.end_line;
        diagnostic->end_column =
            (int)source_character_column(source, range.end_line, range.end_column) + 1;
    }
}

void diagnostic_set_memory(Diagnostic *diagnostic) {
    if (diagnostic->kind == DIAGNOSTIC_NONE) {
        diagnostic_clear(diagnostic);
        diagnostic->kind = DIAGNOSTIC_MEMORY_ERROR;
    }
}

const char *diagnostic_kind_name(DiagnosticKind kind) {
    switch (kind) {
    case DIAGNOSTIC_NONE:
        return "no error";
    case DIAGNOSTIC_SYNTAX_ERROR:
        return "SyntaxError";
    case DIAGNOSTIC_INDENTATION_ERROR:
        return "IndentationError";
    case DIAGNOSTIC_TAB_ERROR:
        return "TabError";
    case DIAGNOSTIC_RECURSION_ERROR:
        return "RecursionError";
    case DIAGNOSTIC_MEMORY_ERROR:
        return "MemoryError";
    }
    return "SyntaxError";
}
