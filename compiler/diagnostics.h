// Diagnostics: what the compiler says when it refuses a program.
//
// The first error ends the compilation, so every pass fills at most ONE Diagnostic, given by
// its caller. It holds what CPython's SyntaxError holds, in CPython's words and units. A range
// in the tree counts UTF-8 bytes; a diagnostic counts characters, because people count
// characters:
//
//     SourceRange   line from 1, column from 0 in bytes        (as in CPython's `ast`)
//     Diagnostic    line from 1, column from 1 in characters   (as in SyntaxError)
//
// Invariant: a Diagnostic owns its text, so it outlives the arena and the source it speaks of.
#ifndef GILT_COMPILER_DIAGNOSTICS_H
#define GILT_COMPILER_DIAGNOSTICS_H

#include <stdbool.h>
#include <stdint.h>

struct Source;

typedef enum DiagnosticKind {
    DIAGNOSTIC_NONE = 0,          // no error so far
    DIAGNOSTIC_SYNTAX_ERROR,      // SyntaxError
    DIAGNOSTIC_INDENTATION_ERROR, // IndentationError
    DIAGNOSTIC_TAB_ERROR,         // TabError
    DIAGNOSTIC_RECURSION_ERROR,   // RecursionError: the program is nested too deeply to compile
    DIAGNOSTIC_MEMORY_ERROR,      // MemoryError
} DiagnosticKind;

// Where a piece of source text starts and ends. Lines from 1; columns from 0, in UTF-8 bytes of
// the line; the end is exclusive.
typedef struct SourceRange {
    uint32_t line;
    uint32_t column;
    uint32_t end_line;
    uint32_t end_column;
} SourceRange;

// Something that compiles but deserves a word: invalid escapes ("\d"), `1if x` and the like.
typedef struct SyntaxWarning {
    struct SyntaxWarning *next; // in source order, or null
    SourceRange range;
    const char *message;
    bool is_deprecation; // DeprecationWarning, which CPython hides by default; else
                         // SyntaxWarning
} SyntaxWarning;

#define DIAGNOSTIC_MESSAGE_SIZE 512

// What SyntaxError.text is. CPython's parser shows what it has in its buffer at that time.
typedef enum DiagnosticText {
    DIAGNOSTIC_LINE,      // the line with its newline
    DIAGNOSTIC_PAST_LINE, // the same; of a text that is in no file, without the newline
    DIAGNOSTIC_BARE_LINE, // the line without its newline: the lexer's errors
    DIAGNOSTIC_FILE_LINE, // the line of a file, else nothing: errors found after parsing
} DiagnosticText;

typedef struct Diagnostic {
    DiagnosticKind kind;
    char message[DIAGNOSTIC_MESSAGE_SIZE]; // UTF-8, NUL-terminated, cut at a character if too
                                           // long
    int line;                              // SyntaxError.lineno; 0 when the error has no place
    int column;                            // SyntaxError.offset; 0 when there is no column
    int end_line;   // SyntaxError.end_lineno; 0 when the error has no end
    int end_column; // SyntaxError.end_offset; 0 or -1 when there is no column
    DiagnosticText text;
    bool
        is_incomplete; // the input ended inside a construct: a prompt should ask for more lines
} Diagnostic;

// Makes `diagnostic` say "no error". Cannot fail.
void diagnostic_clear(Diagnostic *diagnostic);

// Records an error at `range` of `source`, unless `diagnostic` already holds one (the first
// error wins). `format` is printf's. Converts byte columns to character columns: O(length of
// the lines). Cannot fail.
void diagnostic_set(Diagnostic *diagnostic, DiagnosticKind kind, const struct Source *source,
                    SourceRange range, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

// Records a MemoryError without a place. Cannot fail.
void diagnostic_set_memory(Diagnostic *diagnostic);

// Returns the guest's exception name, "SyntaxError" and so on; a static string. Cannot fail.
const char *diagnostic_kind_name(DiagnosticKind kind);

#endif
