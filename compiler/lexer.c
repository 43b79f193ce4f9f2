// The lexer's main loop: lines and indentation, names, operators and brackets. See lexer.h.
// Numbers are read in lexer_number.c, strings and f-strings in lexer_string.c.
#include "compiler/lexer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "compiler/unicode.h"

// --- beginning, adding, ending ---

bool lexer_init(Lexer *lexer, const Source *source, Arena *arena, NameTable *names,
                bool is_interactive) {
    static const struct {
        const char *text;
        TokenKind kind;
    } keywords[] = {
#define X(KIND, text) {text, TOKEN_##KIND},
        TOKEN_KEYWORDS(X)
#undef X
    };
    memset(lexer, 0, sizeof *lexer);
    lexer->source = source;
    lexer->arena = arena;
    lexer->names = names;
    lexer->is_interactive = is_interactive;
    lexer->cursor = lexer->line_start = source->text;
    lexer->line = 1;
    lexer->is_at_line_start = true;
    for (size_t i = 0; i < sizeof keywords / sizeof keywords[0]; i++) {
        const Name *name = name_intern(names, keywords[i].text, strlen(keywords[i].text));
        if (name == NULL) {
            return false;
        }
        ((Name *)name)->keyword = keywords[i].kind;
    }
    return true;
}

void lexer_free(Lexer *lexer) {
    free(lexer->tokens);
    lexer->tokens = NULL;
    lexer->length = lexer->capacity = 0;
}

// Makes room for one more token and returns it zeroed, or null.
static Token *new_token(Lexer *lexer) {
    if (lexer->length == lexer->capacity) {
        size_t capacity = lexer->capacity == 0 ? 256 : lexer->capacity * 2;
        Token *tokens = realloc(lexer->tokens, capacity * sizeof *tokens);
        if (tokens == NULL) {
            lexer->is_out_of_memory = true;
            return NULL;
        }
        lexer->tokens = tokens;
        lexer->capacity = capacity;
    }
    Token *token = &lexer->tokens[lexer->length++];
    memset(token, 0, sizeof *token);
    return token;
}

bool lexer_add(Lexer *lexer, TokenKind kind, const char *start, uint32_t line,
               const char *line_start) {
    Token *token = new_token(lexer);
    if (token == NULL) {
        return false;
    }
    token->kind = (uint8_t)kind;
    token->level = (uint8_t)lexer->level;
    token->has_column = true;
    token->start = (uint32_t)(start - lexer->source->text);
    token->end = (uint32_t)(lexer->cursor - lexer->source->text);
    token->line = line;
    token->column = (uint32_t)(start - line_start);
    token->end_line = lexer->line;
    token->end_column = (uint32_t)(lexer->cursor - lexer->line_start);
    return true;
}

// Adds a token that covers no text. `column` is the column behind which an error about it
// points.
static bool add_empty(Lexer *lexer, TokenKind kind, uint32_t line, uint32_t column) {
    Token *token = new_token(lexer);
    if (token == NULL) {
        return false;
    }
    token->kind = (uint8_t)kind;
    token->level = (uint8_t)lexer->level;
    token->start = token->end = (uint32_t)(lexer->cursor - lexer->source->text);
    token->line = token->end_line = line;
    token->column = token->end_column = column;
    return true;
}

bool lexer_raise(Lexer *lexer, const char *format, ...) {
    char message[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    const char *at = lexer->cursor;
    if (at > lexer->line_start) {
        at--;
        while (at > lexer->line_start && ((unsigned char)*at & 0xC0) == 0x80) {
            at--;
        }
    }
    uint32_t column = (uint32_t)(at - lexer->line_start);
    diagnostic_set(&lexer->error, DIAGNOSTIC_SYNTAX_ERROR, lexer->source,
                   (SourceRange){lexer->line, column, lexer->line, column}, "%s", message);
    lexer->error.text = DIAGNOSTIC_BARE_LINE;
    lexer->has_raised = true;
    add_empty(lexer, TOKEN_ERROR, lexer->line, column);
    return false;
}

// Ends the reading with an error that counts only if the parser gets here.
static bool stop_quietly(Lexer *lexer, DiagnosticKind kind, uint32_t line, uint32_t column,
                         const char *message) {
    diagnostic_set(&lexer->error, kind, lexer->source, (SourceRange){line, column, 0, 0}, "%s",
                   message);
    lexer->error.end_column = kind == DIAGNOSTIC_INDENTATION_ERROR ? -1 : 0;
    add_empty(lexer, TOKEN_ERROR, line, column);
    return false;
}

void lexer_warn(Lexer *lexer, SourceRange range, bool is_deprecation, const char *message) {
    SyntaxWarning *warning = ARENA_NEW(lexer->arena, SyntaxWarning);
    if (warning == NULL) {
        return; // the arena remembers
    }
    *warning = (SyntaxWarning){.range = range, .message = message};
    warning->is_deprecation = is_deprecation;
    if (lexer->last_warning == NULL) {
        lexer->warnings = warning;
    } else {
        lexer->last_warning->next = warning;
    }
    lexer->last_warning = warning;
}

LexerMode *lexer_mode(Lexer *lexer) {
    return lexer->mode_count > 0 ? &lexer->modes[lexer->mode_count - 1] : NULL;
}

static void start_next_line(Lexer *lexer) {
    lexer->line++;
    lexer->line_start = lexer->cursor;
}

// --- lines and indentation ---

// At a backslash: goes to the next line. False when the reading has ended.
static bool continue_line(Lexer *lexer) {
    lexer->cursor++;
    if (*lexer->cursor != '\n') {
        uint32_t column = (uint32_t)(lexer->cursor - lexer->line_start);
        return stop_quietly(lexer, DIAGNOSTIC_SYNTAX_ERROR, lexer->line, column,
                            "unexpected character after line continuation character");
    }
    uint32_t column = (uint32_t)(lexer->cursor - lexer->line_start);
    lexer->cursor++;
    if (*lexer->cursor == '\0') {
        lexer->has_hit_end = true;
        stop_quietly(lexer, DIAGNOSTIC_SYNTAX_ERROR, lexer->line, column,
                     "unexpected EOF while parsing");
        lexer->error.end_column = -1;
        return false;
    }
    start_next_line(lexer);
    return true;
}

// Compares a line's indentation with the open blocks and adds INDENT or DEDENTs.
static bool change_indent(Lexer *lexer, int column, int tab_column) {
    uint32_t line_size = (uint32_t)strcspn(lexer->line_start, "\n");
    uint32_t at = (uint32_t)(lexer->cursor - lexer->line_start);
    bool is_consistent;
    if (column == lexer->indents[lexer->indent]) {
        is_consistent = tab_column == lexer->tab_indents[lexer->indent];
    } else if (column > lexer->indents[lexer->indent]) {
        if (lexer->indent + 1 >= LEXER_INDENT_MAX) {
            return stop_quietly(lexer, DIAGNOSTIC_INDENTATION_ERROR, lexer->line, 0,
                                "too many levels of indentation");
        }
        is_consistent = tab_column > lexer->tab_indents[lexer->indent];
        lexer->indent++;
        lexer->indents[lexer->indent] = column;
        lexer->tab_indents[lexer->indent] = tab_column;
        if (is_consistent) {
            return add_empty(lexer, TOKEN_INDENT, lexer->line, at);
        }
    } else {
        int outer = lexer->indent;
        while (outer > 0 && column < lexer->indents[outer]) {
            outer--;
        }
        if (column != lexer->indents[outer]) {
            return stop_quietly(lexer, DIAGNOSTIC_INDENTATION_ERROR, lexer->line, line_size,
                                "unindent does not match any outer indentation level");
        }
        for (; lexer->indent > outer; lexer->indent--) {
            if (!add_empty(lexer, TOKEN_DEDENT, lexer->line, at)) {
                return false;
            }
        }
        is_consistent = tab_column == lexer->tab_indents[lexer->indent];
    }
    if (!is_consistent) {
        return stop_quietly(lexer, DIAGNOSTIC_TAB_ERROR, lexer->line, 0,
                            "inconsistent use of tabs and spaces in indentation");
    }
    return true;
}

// An empty line at the end of what is typed at the prompt ends every open block and the
// statement.
static bool end_interactive_block(Lexer *lexer) {
    while (lexer->indent > 0) {
        lexer->indent--;
        if (!add_empty(lexer, TOKEN_DEDENT, lexer->line, 0)) {
            return false;
        }
    }
    return lexer_add(lexer, TOKEN_NEWLINE, lexer->cursor, lexer->line, lexer->line_start);
}

// Skips blank lines, then measures the indentation of the next statement's line.
static bool read_indentation(Lexer *lexer) {
    for (;;) {
        int column = 0, tab_column = 0, continued_column = 0, continued_tab_column = 0;
        for (;; lexer->cursor++) {
            if (*lexer->cursor == ' ') {
                column++;
                tab_column++;
            } else if (*lexer->cursor == '\t') {
                column = (column / 8 + 1) * 8;
                tab_column++;
            } else if (*lexer->cursor == '\f') {
                column = tab_column = 0;
            } else if (*lexer->cursor == '\\') {
                continued_column = continued_column != 0 ? continued_column : column;
                continued_tab_column =
                    continued_tab_column != 0 ? continued_tab_column : tab_column;
                if (!continue_line(lexer)) {
                    return false;
                }
                lexer->cursor--;
            } else {
                break;
            }
        }
        if (*lexer->cursor == '#') {
            lexer->cursor += strcspn(lexer->cursor, "\n");
        } else if (*lexer->cursor != '\n') {
            lexer->is_at_line_start = false;
            if (*lexer->cursor == '\0') {
                return true; // the end closes the blocks
            }
            return change_indent(lexer, continued_column != 0 ? continued_column : column,
                                 continued_column != 0 ? continued_tab_column : tab_column);
        } else if (lexer->is_interactive && lexer->cursor == lexer->line_start &&
                   lexer->length > 0 &&
                   lexer->cursor[strspn(lexer->cursor, " \t\f\n")] == '\0' &&
                   !end_interactive_block(lexer)) {
            return false;
        }
        lexer->cursor++;
        start_next_line(lexer);
    }
}

static bool read_end(Lexer *lexer) {
    uint32_t last = lexer->source->line_count;
    size_t size;
    source_line(lexer->source, last, &size);
    if (lexer->level > 0) {
        lexer->has_hit_end = true;
        add_empty(lexer, TOKEN_ERROR, last, (uint32_t)size);
        return false;
    }
    for (; lexer->indent > 0; lexer->indent--) {
        if (!add_empty(lexer, TOKEN_DEDENT, last, (uint32_t)size + 1)) {
            return false;
        }
    }
    add_empty(lexer, TOKEN_END, last == 0 ? 1 : last, (uint32_t)size + 1);
    return false;
}

// --- names ---

static bool is_ascii_name_character(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '_';
}

// Checks the characters of a name with non-ASCII letters and normalises it.
static const Name *intern_unicode_name(Lexer *lexer, const char *start, bool *has_ended) {
    for (const char *at = start; at < lexer->cursor;) {
        int32_t c;
        utf8proc_ssize_t size =
            utf8proc_iterate((const utf8proc_uint8_t *)at, lexer->cursor - at, &c);
        if (at == start ? !unicode_is_name_start(c) : !unicode_is_name_part(c)) {
            char text[5] = {0};
            memcpy(text, at, (size_t)size);
            lexer->cursor = at + size;
            *has_ended = true;
            if (lexer_is_printable(c)) {
                lexer_raise(lexer, "invalid character '%s' (U+%04X)", text, (unsigned)c);
            } else {
                lexer_raise(lexer, "invalid non-printable character U+%04X", (unsigned)c);
            }
            return NULL;
        }
        at += size;
    }
    utf8proc_uint8_t *normal = NULL;
    utf8proc_ssize_t size =
        utf8proc_map((const utf8proc_uint8_t *)start, lexer->cursor - start, &normal,
                     UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
    const Name *name =
        size < 0 ? NULL : name_intern(lexer->names, (const char *)normal, (size_t)size);
    free(normal);
    lexer->is_out_of_memory = name == NULL;
    return name;
}

// Returns the size of a string prefix (r, b, u, f, rb, ...) that a quote follows; 0 if there is
// none.
static size_t measure_string_prefix(const char *at) {
    bool has_b = false, has_r = false, has_u = false, has_f = false;
    for (size_t size = 0;; size++) {
        char c = at[size] | 0x20;
        if (c == 'b' && !has_b && !has_u && !has_f) {
            has_b = true;
        } else if (c == 'u' && !has_b && !has_u && !has_r && !has_f) {
            has_u = true;
        } else if (c == 'r' && !has_r && !has_u) {
            has_r = true;
        } else if (c == 'f' && !has_f && !has_b && !has_u) {
            has_f = true;
        } else {
            return at[size] == '"' || at[size] == '\'' ? size : 0;
        }
    }
}

static bool read_name(Lexer *lexer) {
    size_t prefix_size = measure_string_prefix(lexer->cursor);
    if (prefix_size > 0) {
        return lexer_read_string(lexer, prefix_size);
    }
    const char *start = lexer->cursor;
    unsigned char all = 0;
    while (is_ascii_name_character((unsigned char)*lexer->cursor) ||
           (unsigned char)*lexer->cursor >= 0x80) {
        all |= (unsigned char)*lexer->cursor++;
    }
    const Name *name;
    bool has_ended = false;
    if (all < 0x80) {
        name = name_intern(lexer->names, start, (size_t)(lexer->cursor - start));
        lexer->is_out_of_memory = name == NULL;
    } else {
        name = intern_unicode_name(lexer, start, &has_ended);
    }
    if (name == NULL || has_ended) {
        return false;
    }
    // A reserved word must be spelt in ASCII: another spelling is a name that happens to be
    // equal.
    TokenKind kind = name->keyword != 0 && all < 0x80 ? (TokenKind)name->keyword : TOKEN_NAME;
    if (!lexer_add(lexer, kind, start, lexer->line, lexer->line_start)) {
        return false;
    }
    lexer->tokens[lexer->length - 1].name = name;
    return true;
}

// --- operators and brackets ---

static bool open_bracket(Lexer *lexer) {
    const char *start = lexer->cursor++;
    if (lexer->level >= LEXER_LEVEL_MAX) {
        return lexer_raise(lexer, "too many nested parentheses");
    }
    lexer->brackets[lexer->level++] =
        (LexerBracket){*start, lexer->line, (uint32_t)(start - lexer->line_start)};
    LexerMode *mode = lexer_mode(lexer);
    if (mode != NULL) {
        mode->bracket_depth++;
    }
    TokenKind kind = *start == '('   ? TOKEN_LEFT_PAREN
                     : *start == '[' ? TOKEN_LEFT_BRACKET
                                     : TOKEN_LEFT_BRACE;
    return lexer_add(lexer, kind, start, lexer->line, lexer->line_start);
}

static bool close_bracket(Lexer *lexer) {
    const char *start = lexer->cursor++;
    char c = *start;
    LexerMode *mode = lexer_mode(lexer);
    if (mode != NULL && mode->bracket_depth == 0 && c == '}') {
        return lexer_raise(lexer, "f-string: single '}' is not allowed");
    }
    if (lexer->level == 0) {
        return lexer_raise(lexer, "unmatched '%c'", c);
    }
    LexerBracket open = lexer->brackets[--lexer->level];
    char closing = open.character == '(' ? ')' : open.character == '[' ? ']' : '}';
    if (c != closing) {
        if (mode != NULL && open.character == '{' &&
            mode->bracket_depth - 1 == mode->field_depth) {
            return lexer_raise(lexer, "f-string: unmatched '%c'", c);
        }
        if (open.line != lexer->line) {
            return lexer_raise(lexer,
                               "closing parenthesis '%c' does not match opening parenthesis "
                               "'%c' on line %u",
                               c, open.character, open.line);
        }
        return lexer_raise(lexer,
                           "closing parenthesis '%c' does not match opening parenthesis '%c'",
                           c, open.character);
    }
    if (mode != NULL) {
        mode->bracket_depth--;
        if (mode->bracket_depth < 0) {
            return lexer_raise(lexer, "f-string: unmatched '%c'", c);
        }
        if (c == '}' && mode->bracket_depth == mode->field_depth) {
            mode->field_depth--;
            mode->is_in_text = true;
            mode->is_in_format_spec = false;
        }
    }
    TokenKind kind = c == ')'   ? TOKEN_RIGHT_PAREN
                     : c == ']' ? TOKEN_RIGHT_BRACKET
                                : TOKEN_RIGHT_BRACE;
    return lexer_add(lexer, kind, start, lexer->line, lexer->line_start);
}

// Returns the longest operator at `at` and its size; TOKEN_UNKNOWN if there is none.
static TokenKind match_operator(const char *at, size_t *size) {
    char second = at[1];
    bool has_equal = second == '=';
    *size = has_equal ? 2 : 1;
    switch (at[0]) {
    case ',':
        *size = 1;
        return TOKEN_COMMA;
    case ';':
        *size = 1;
        return TOKEN_SEMICOLON;
    case '~':
        *size = 1;
        return TOKEN_TILDE;
    case '.':
        *size = second == '.' && at[2] == '.' ? 3 : 1;
        return *size == 3 ? TOKEN_ELLIPSIS : TOKEN_DOT;
    case ':':
        return has_equal ? TOKEN_COLON_EQUAL : TOKEN_COLON;
    case '!':
        return has_equal ? TOKEN_NOT_EQUAL : TOKEN_EXCLAMATION;
    case '=':
        return has_equal ? TOKEN_EQUAL_EQUAL : TOKEN_EQUAL;
    case '+':
        return has_equal ? TOKEN_PLUS_EQUAL : TOKEN_PLUS;
    case '%':
        return has_equal ? TOKEN_PERCENT_EQUAL : TOKEN_PERCENT;
    case '&':
        return has_equal ? TOKEN_AMPERSAND_EQUAL : TOKEN_AMPERSAND;
    case '|':
        return has_equal ? TOKEN_VERTICAL_BAR_EQUAL : TOKEN_VERTICAL_BAR;
    case '^':
        return has_equal ? TOKEN_CIRCUMFLEX_EQUAL : TOKEN_CIRCUMFLEX;
    case '@':
        return has_equal ? TOKEN_AT_EQUAL : TOKEN_AT;
    case '-':
        *size = has_equal || second == '>' ? 2 : 1;
        return has_equal ? TOKEN_MINUS_EQUAL : second == '>' ? TOKEN_ARROW : TOKEN_MINUS;
    case '*':
    case '/':
    case '<':
    case '>':
        break;
    default:
        *size = 1;
        return TOKEN_UNKNOWN;
    }
    // * / < > may be doubled, each form with or without "=".
    static const struct {
        char character;
        TokenKind plain, equal, doubled, doubled_equal;
    } forms[] = {
        {'*', TOKEN_STAR, TOKEN_STAR_EQUAL, TOKEN_DOUBLE_STAR, TOKEN_DOUBLE_STAR_EQUAL},
        {'/', TOKEN_SLASH, TOKEN_SLASH_EQUAL, TOKEN_DOUBLE_SLASH, TOKEN_DOUBLE_SLASH_EQUAL},
        {'<', TOKEN_LESS, TOKEN_LESS_EQUAL, TOKEN_LEFT_SHIFT, TOKEN_LEFT_SHIFT_EQUAL},
        {'>', TOKEN_GREATER, TOKEN_GREATER_EQUAL, TOKEN_RIGHT_SHIFT, TOKEN_RIGHT_SHIFT_EQUAL},
    };
    size_t i = at[0] == '*' ? 0 : at[0] == '/' ? 1 : at[0] == '<' ? 2 : 3;
    if (second != at[0]) {
        return has_equal ? forms[i].equal : forms[i].plain;
    }
    *size = at[2] == '=' ? 3 : 2;
    return *size == 3 ? forms[i].doubled_equal : forms[i].doubled;
}

static bool read_operator(Lexer *lexer) {
    const char *start = lexer->cursor;
    LexerMode *mode = lexer_mode(lexer);
    if (*start == ':' && mode != NULL && mode->bracket_depth - 1 == mode->field_depth) {
        // The colon of a replacement field, even if `=` follows: the format spec begins.
        lexer->cursor++;
        mode->is_in_text = true;
        mode->is_in_format_spec = true;
        return lexer_add(lexer, TOKEN_COLON, start, lexer->line, lexer->line_start);
    }
    if (*start == '<' && start[1] == '>') { // CPython: NOTEQUAL, refused by its parser
        lexer->cursor += 2;
        return lexer_add(lexer, TOKEN_UNKNOWN, start, lexer->line, lexer->line_start);
    }
    size_t size;
    TokenKind kind = match_operator(start, &size);
    lexer->cursor += size;
    if (kind == TOKEN_UNKNOWN && ((unsigned char)*start < 0x20 || *start == 0x7F)) {
        return lexer_raise(lexer, "invalid non-printable character U+%04X",
                           (unsigned)(unsigned char)*start);
    }
    return lexer_add(lexer, kind, start, lexer->line, lexer->line_start);
}

// --- the loop ---

// Reads the end of a line: a NEWLINE token unless a bracket is open. A comment is part of it.
static bool read_newline(Lexer *lexer) {
    const char *start = lexer->cursor;
    lexer->cursor += strcspn(start, "\n");
    if (lexer->level == 0) {
        if (!lexer_add(lexer, TOKEN_NEWLINE, start, lexer->line, lexer->line_start)) {
            return false;
        }
        lexer->tokens[lexer->length - 1].end_column++;
        lexer->is_at_line_start = true;
    }
    lexer->cursor++;
    start_next_line(lexer);
    return true;
}

// Reads the next token or piece of white space. False when the reading has ended.
static bool read_next(Lexer *lexer) {
    LexerMode *mode = lexer_mode(lexer);
    if (mode != NULL && mode->is_in_text) {
        return lexer_read_fstring_text(lexer);
    }
    if (lexer->is_at_line_start && !read_indentation(lexer)) {
        return false;
    }
    while (*lexer->cursor == ' ' || *lexer->cursor == '\t' || *lexer->cursor == '\f') {
        lexer->cursor++;
    }
    char c = *lexer->cursor;
    switch (c) {
    case '\0':
        return read_end(lexer);
    case '\n':
    case '#':
        return read_newline(lexer);
    case '\\':
        return continue_line(lexer);
    case '"':
    case '\'':
        return lexer_read_string(lexer, 0);
    case '(':
    case '[':
    case '{':
        return open_bracket(lexer);
    case ')':
    case ']':
    case '}':
        return close_bracket(lexer);
    default:
        break;
    }
    if ((c >= '0' && c <= '9') ||
        (c == '.' && lexer->cursor[1] >= '0' && lexer->cursor[1] <= '9')) {
        return lexer_read_number(lexer);
    }
    if (is_ascii_name_character((unsigned char)c) || (unsigned char)c >= 0x80) {
        return read_name(lexer);
    }
    return read_operator(lexer);
}

bool lexer_read_all(Lexer *lexer) {
    while (read_next(lexer)) {
    }
    return !lexer->is_out_of_memory && !lexer->arena->is_out_of_memory;
}
