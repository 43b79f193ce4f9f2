// The lexer: source text in, tokens out.
//
// It reads the whole text before the parser starts, because an error in the text (an open
// quote, a bracket that does not match) is reported before an error in the grammar, wherever it
// stands. Two kinds of stops:
//
//     raised   a broken literal or bracket: always the error that is reported
//     quiet    indentation, end of input inside a bracket: reported only if the parser
//              gets that far
//
// Words: a MODE is one f-string being read; the innermost mode is either in its text or in one
// of its replacement fields. LEVEL is the number of brackets open.
//
// Invariant: `line_start` is the start of the line that holds `cursor`, and `line` its number.
#ifndef GILT_COMPILER_LEXER_H
#define GILT_COMPILER_LEXER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "compiler/arena.h"
#include "compiler/ast.h"
#include "compiler/diagnostics.h"
#include "compiler/names.h"
#include "compiler/source.h"
#include "compiler/token.h"

enum {
    LEXER_LEVEL_MAX = 200,     // CPython's MAXLEVEL: brackets open at a time
    LEXER_INDENT_MAX = 100,    // CPython's MAXINDENT: blocks open at a time
    LEXER_MODE_MAX = 150,      // CPython's MAXFSTRINGLEVEL: f-strings inside f-strings
    LEXER_FIELD_DEPTH_MAX = 3, // replacement fields inside format specs of one f-string
};

// One f-string being read.
typedef struct LexerMode {
    bool is_in_text; // else in a replacement field
    bool is_raw;
    bool is_in_format_spec;
    char quote;
    uint8_t quote_size; // 1 or 3
    int bracket_depth;  // brackets open inside this f-string, its fields' braces included
    int field_depth;    // bracket_depth outside the innermost field; -1 outside all fields
    uint32_t start;     // where the f-string starts
    uint32_t start_line;
    uint32_t start_line_start; // offset of that line
} LexerMode;

typedef struct LexerBracket {
    char character;
    uint32_t line;
    uint32_t column;
} LexerBracket;

typedef struct Lexer {
    // What is read, and where it goes. All borrowed.
    const Source *source;
    Arena *arena;
    NameTable *names;
    bool is_interactive; // an empty line ends all blocks

    // The tokens so far; from malloc, freed by lexer_free.
    Token *tokens;
    size_t length;
    size_t capacity;

    // Where reading is.
    const char *cursor;
    const char *line_start;
    uint32_t line;
    bool is_at_line_start;

    // What is open.
    LexerBracket brackets[LEXER_LEVEL_MAX];
    int level;
    int indents[LEXER_INDENT_MAX];     // columns, a tab reaching the next multiple of 8
    int tab_indents[LEXER_INDENT_MAX]; // columns, a tab counting 1: must agree with the other
                                       // count
    int indent;
    LexerMode modes[LEXER_MODE_MAX];
    int mode_count;

    // How it ended.
    Diagnostic error; // of TOKEN_ERROR, if it is not an unclosed bracket
    bool has_raised;  // `error` is reported wherever it stands
    bool has_hit_end; // the input ended inside something
    bool is_out_of_memory;

    SyntaxWarning *warnings; // in source order
    SyntaxWarning *last_warning;
} Lexer;

// Prepares to read `source`; the other arguments are borrowed, too. Interns the reserved words.
// False when memory is exhausted; lexer_free must be called all the same.
bool lexer_init(Lexer *lexer, const Source *source, Arena *arena, NameTable *names,
                bool is_interactive);

// Frees the tokens. Cannot fail.
void lexer_free(Lexer *lexer);

// Reads the whole text into `tokens`. False when memory is exhausted; an error in the text is a
// last token TOKEN_ERROR. O(size).
bool lexer_read_all(Lexer *lexer);

// Adds a warning about `range`, keeping source order of the calls. `message` must live as long
// as the arena.
void lexer_warn(Lexer *lexer, SourceRange range, bool is_deprecation, const char *message);

// --- between the lexer's own files ---

// Adds a token from `start` to the cursor that began on `line`. False when memory is exhausted.
bool lexer_add(Lexer *lexer, TokenKind kind, const char *start, uint32_t line,
               const char *line_start);

// Ends the reading: adds TOKEN_ERROR and records a raised error at the character before the
// cursor. Returns false, as its callers do.
bool lexer_raise(Lexer *lexer, const char *format, ...) __attribute__((format(printf, 2, 3)));

// The innermost f-string, or null.
LexerMode *lexer_mode(Lexer *lexer);

// Reads a number at the cursor. False when the reading has ended.
bool lexer_read_number(Lexer *lexer);

// Reads a string with a prefix of `prefix_size` letters at the cursor, or the start of an
// f-string. False when the reading has ended.
bool lexer_read_string(Lexer *lexer, size_t prefix_size);

// Reads the next text part or the end of the innermost f-string. False when the reading has
// ended.
bool lexer_read_fstring_text(Lexer *lexer);

#endif
