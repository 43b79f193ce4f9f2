// Reading strings, and f-strings in pieces (PEP 701). See token.h for the pieces, lexer.h for
// modes.
//
//     f"a{b:>{c}}d"
//       ^ ^ ^ ^^^
//       | | | ||text again: field_depth falls when the brace closes
//       | | | field inside the format spec
//       | | format spec: text in which a newline or a brace ends the part
//       | field: ordinary tokens until `:` or `}` at the field's own depth
//       text: up to a brace or the closing quote
#include <string.h>

#include "compiler/lexer.h"

// Puts the cursor behind the quote that opened a string, to raise an error there; returns the
// line it was on.
static uint32_t go_back_to(Lexer *lexer, const char *start, uint32_t line,
                           const char *line_start) {
    uint32_t reached = lexer->line;
    lexer->cursor = start + 1;
    lexer->line = line;
    lexer->line_start = line_start;
    return reached;
}

// Skips a string's text behind its opening quotes, and the closing ones. False at a newline or
// the end.
static bool skip_string(Lexer *lexer, char quote, size_t quote_size, bool *has_escaped_quote) {
    size_t seen = 0;
    while (seen < quote_size) {
        char c = *lexer->cursor;
        if (c == '\0' || (c == '\n' && quote_size == 1)) {
            return false;
        }
        lexer->cursor++;
        if (c == quote) {
            seen++;
            continue;
        }
        seen = 0;
        if (c == '\\') {
            *has_escaped_quote |= *lexer->cursor == quote;
            c = *lexer->cursor;
            if (c == '\0') {
                return false;
            }
            lexer->cursor++;
        }
        if (c == '\n') {
            lexer->line++;
            lexer->line_start = lexer->cursor;
        }
    }
    return true;
}

static bool begin_fstring(Lexer *lexer, const char *start, size_t prefix_size,
                          size_t quote_size) {
    lexer->cursor = start + prefix_size + quote_size;
    if (lexer->mode_count >= LEXER_MODE_MAX) {
        return lexer_raise(lexer, "too many nested f-strings");
    }
    bool is_raw = (start[0] | 0x20) == 'r' || (start[1] | 0x20) == 'r';
    lexer->modes[lexer->mode_count++] = (LexerMode){
        .is_in_text = true,
        .is_raw = is_raw,
        .quote = start[prefix_size],
        .quote_size = (uint8_t)quote_size,
        .field_depth = -1,
        .start = (uint32_t)(start - lexer->source->text),
        .start_line = lexer->line,
        .start_line_start = (uint32_t)(lexer->line_start - lexer->source->text),
    };
    return lexer_add(lexer, TOKEN_FSTRING_START, start, lexer->line, lexer->line_start);
}

// Reports a string that does not end; the cursor is where reading stopped.
static bool raise_unterminated(Lexer *lexer, const char *start, uint32_t line,
                               const char *line_start, char quote, size_t quote_size,
                               bool has_escaped_quote) {
    LexerMode *mode = lexer_mode(lexer);
    bool is_at_end = *lexer->cursor == '\0' || lexer->cursor[1] == '\0';
    bool is_triple = quote_size == 3;
    uint32_t last = lexer->line;
    if (*lexer->cursor == '\0' && lexer->cursor == lexer->line_start && last > 1) {
        last--; // the end of the text is on the last line, not behind it
    }
    go_back_to(lexer, start, line, line_start);
    if (mode != NULL && mode->quote == quote && mode->quote_size == quote_size) {
        return lexer_raise(lexer, "f-string: expecting '}'");
    }
    if (is_triple) {
        lexer->has_hit_end = true;
        return lexer_raise(
            lexer, "unterminated triple-quoted string literal (detected at line %u)", last);
    }
    // At the prompt a line that ends in a backslash may be continued.
    lexer->has_hit_end = is_at_end && lexer->source->size >= 2 &&
                         lexer->source->text[lexer->source->size - 2] == '\\';
    return lexer_raise(lexer, "unterminated string literal (detected at line %u)%s", last,
                       has_escaped_quote ? "; perhaps you escaped the end quote?" : "");
}

bool lexer_read_string(Lexer *lexer, size_t prefix_size) {
    const char *start = lexer->cursor;
    const char *line_start = lexer->line_start;
    uint32_t line = lexer->line;
    char quote = start[prefix_size];
    size_t quote_size =
        start[prefix_size + 1] == quote && start[prefix_size + 2] == quote ? 3 : 1;
    if (memchr(start, 'f', prefix_size) != NULL || memchr(start, 'F', prefix_size) != NULL) {
        return begin_fstring(lexer, start, prefix_size, quote_size);
    }
    bool has_escaped_quote = false;
    lexer->cursor = start + prefix_size + quote_size;
    if (!skip_string(lexer, quote, quote_size, &has_escaped_quote)) {
        return raise_unterminated(lexer, start, line, line_start, quote, quote_size,
                                  has_escaped_quote);
    }
    return lexer_add(lexer, TOKEN_STRING, start, line, line_start);
}

// --- f-strings ---

static bool is_in_spec(const LexerMode *mode) {
    return mode->is_in_format_spec && mode->field_depth >= 0;
}

// Reports an f-string that does not end, at its start.
static bool raise_unterminated_fstring(Lexer *lexer, const LexerMode *mode) {
    const char *text = lexer->source->text;
    bool is_triple = mode->quote_size == 3;
    uint32_t last = lexer->line;
    if (is_triple && lexer->cursor == lexer->line_start && last > 1) {
        last--;
    }
    lexer->has_hit_end = is_triple;
    go_back_to(lexer, text + mode->start, mode->start_line, text + mode->start_line_start);
    return lexer_raise(lexer, "unterminated %sf-string literal (detected at line %u)",
                       is_triple ? "triple-quoted " : "", last);
}

// Enters a replacement field: the brace at the cursor becomes an ordinary token.
static bool enter_field(Lexer *lexer, LexerMode *mode) {
    if (++mode->field_depth >= LEXER_FIELD_DEPTH_MAX) {
        return lexer_raise(lexer, "f-string: expressions nested too deeply");
    }
    mode->is_in_text = false;
    return true;
}

// Skips what follows a backslash in an f-string's text. Sets *is_name_open at \N{.
static void skip_escape(Lexer *lexer, const LexerMode *mode, bool *is_name_open) {
    char c = *lexer->cursor;
    if (c == '{' || c == '}' || c == '\0') {
        return; // the brace counts; literal_string.c warns about the backslash
    }
    lexer->cursor++;
    if (c == '\n') {
        lexer->line++;
        lexer->line_start = lexer->cursor;
    } else if (c == 'N' && !mode->is_raw && *lexer->cursor == '{') {
        lexer->cursor++;
        *is_name_open = true;
    }
}

// True if the closing quotes of the f-string are at the cursor.
static bool is_at_quotes(const Lexer *lexer, const LexerMode *mode) {
    for (size_t i = 0; i < mode->quote_size; i++) {
        if (lexer->cursor[i] != mode->quote) {
            return false;
        }
    }
    return true;
}

// Adds the text up to the first of two braces, which stand for one. The token's place covers
// both.
static bool add_text_with_brace(Lexer *lexer, const char *start, uint32_t line,
                                const char *line_start) {
    if (!lexer_add(lexer, TOKEN_FSTRING_MIDDLE, start, line, line_start)) {
        return false;
    }
    lexer->tokens[lexer->length - 1].end_column++;
    lexer->cursor++;
    return true;
}

bool lexer_read_fstring_text(Lexer *lexer) {
    LexerMode *mode = lexer_mode(lexer);
    const char *start = lexer->cursor;
    const char *line_start = lexer->line_start;
    uint32_t line = lexer->line;
    if (*start == '{' && (start[1] != '{' || is_in_spec(mode))) {
        return enter_field(lexer, mode);
    }
    if (is_at_quotes(lexer, mode)) {
        lexer->cursor += mode->quote_size;
        lexer->mode_count--;
        return lexer_add(lexer, TOKEN_FSTRING_END, start, line, line_start);
    }
    bool is_name_open = false;
    while (!is_at_quotes(lexer, mode)) {
        char c = *lexer->cursor;
        if (c == '\0' || (c == '\n' && mode->quote_size == 1)) {
            if (c == '\n' && is_in_spec(mode)) {
                mode->is_in_text = false;
                mode->is_in_format_spec = false;
                break;
            }
            return raise_unterminated_fstring(lexer, mode);
        }
        if (c == '{') {
            if (lexer->cursor[1] != '{' || is_in_spec(mode)) {
                // The part ends before the brace, also if it is empty; the next call enters the
                // field.
                break;
            }
            lexer->cursor++;
            return add_text_with_brace(lexer, start, line, line_start);
        }
        if (c == '}') {
            if (is_name_open) {
                is_name_open = false;
                lexer->cursor++;
                continue;
            }
            if (lexer->cursor[1] == '}' && !is_in_spec(mode) && mode->bracket_depth == 0) {
                lexer->cursor++;
                return add_text_with_brace(lexer, start, line, line_start);
            }
            mode->is_in_text = false;
            break;
        }
        lexer->cursor++;
        if (c == '\\') {
            skip_escape(lexer, mode, &is_name_open);
        } else if (c == '\n') {
            lexer->line++;
            lexer->line_start = lexer->cursor;
        }
    }
    return lexer_add(lexer, TOKEN_FSTRING_MIDDLE, start, line, line_start);
}
