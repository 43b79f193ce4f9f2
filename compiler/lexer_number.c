// Reading numbers: where a literal ends, and what must not follow it. Their values are
// literal_number.c's matter.
#include <string.h>

#include "compiler/lexer.h"

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_name_character(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

// What follows a number directly: `1if x else y` is a warning, `1x` an error.
static bool check_end(Lexer *lexer, const char *start, const char *kind) {
    static const struct {
        const char *kind;
        const char *message;
    } warnings[] = {
        {"decimal", "invalid decimal literal"},
        {"hexadecimal", "invalid hexadecimal literal"},
        {"octal", "invalid octal literal"},
        {"binary", "invalid binary literal"},
        {"imaginary", "invalid imaginary literal"},
    };
    static const char *const words[] = {"and", "else", "for", "if", "in", "is", "or", "not"};
    const char *at = lexer->cursor;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        size_t size = strlen(words[i]);
        // CPython does not look behind the words with i.
        if (strncmp(at, words[i], size) == 0 &&
            (words[i][0] == 'i' || !is_name_character(at[size]))) {
            for (size_t k = 0; k < sizeof warnings / sizeof warnings[0]; k++) {
                if (strcmp(warnings[k].kind, kind) == 0) {
                    SourceRange range = {lexer->line, (uint32_t)(start - lexer->line_start),
                                         lexer->line, (uint32_t)(at - lexer->line_start)};
                    lexer_warn(lexer, range, false, warnings[k].message);
                }
            }
            return true;
        }
    }
    if (is_name_character(*at)) {
        return lexer_raise(lexer, "invalid %s literal", kind);
    }
    return true;
}

// Skips digits with single underscores between them; the cursor is on the first digit.
static bool skip_decimals(Lexer *lexer) {
    for (;;) {
        while (is_digit(*lexer->cursor)) {
            lexer->cursor++;
        }
        if (*lexer->cursor != '_') {
            return true;
        }
        lexer->cursor++;
        if (!is_digit(*lexer->cursor)) {
            return lexer_raise(lexer, "invalid decimal literal");
        }
    }
}

// A character's value as a digit of `base` (2, 8, 16), or -1.
static int digit_value(char c, int base) {
    int value = is_digit(c)                              ? c - '0'
                : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
                                                         : 99;
    return value < base ? value : -1;
}

// Reads what follows 0x, 0o, 0b; the cursor is behind the letter.
static bool read_based(Lexer *lexer, const char *start, int base, const char *kind) {
    do {
        if (*lexer->cursor == '_') {
            lexer->cursor++;
        }
        if (digit_value(*lexer->cursor, base) < 0) {
            if (is_digit(*lexer->cursor)) {
                lexer->cursor++;
                return lexer_raise(lexer, "invalid digit '%c' in %s literal", lexer->cursor[-1],
                                   kind);
            }
            return lexer_raise(lexer, "invalid %s literal", kind);
        }
        while (digit_value(*lexer->cursor, base) >= 0) {
            lexer->cursor++;
        }
    } while (*lexer->cursor == '_');
    if (is_digit(*lexer->cursor)) {
        lexer->cursor++;
        return lexer_raise(lexer, "invalid digit '%c' in %s literal", lexer->cursor[-1], kind);
    }
    return check_end(lexer, start, kind);
}

// Reads an exponent and a `j`, if they are there; the cursor is behind the digits or the point.
static bool read_suffix(Lexer *lexer, const char *start) {
    if ((*lexer->cursor | 0x20) == 'e') {
        const char *after = lexer->cursor + 1;
        bool has_sign = *after == '+' || *after == '-';
        after += has_sign;
        if (is_digit(*after)) {
            lexer->cursor = after;
            if (!skip_decimals(lexer)) {
                return false;
            }
        } else if (has_sign) {
            lexer->cursor = after;
            return lexer_raise(lexer, "invalid decimal literal");
        } else {
            return check_end(lexer, start, "decimal");
        }
    }
    if ((*lexer->cursor | 0x20) == 'j') {
        lexer->cursor++;
        return check_end(lexer, start, "imaginary");
    }
    return check_end(lexer, start, "decimal");
}

// Reads a literal that starts with 0 and has no base letter: zeros, or a float after all.
static bool read_leading_zero(Lexer *lexer, const char *start) {
    for (;;) {
        if (*lexer->cursor == '_') {
            lexer->cursor++;
            if (!is_digit(*lexer->cursor)) {
                return lexer_raise(lexer, "invalid decimal literal");
            }
        }
        if (*lexer->cursor != '0') {
            break;
        }
        lexer->cursor++;
    }
    const char *zeros_end = lexer->cursor;
    bool has_digit = is_digit(*lexer->cursor);
    if (has_digit && !skip_decimals(lexer)) {
        return false;
    }
    char c = *lexer->cursor;
    if (c == '.') {
        lexer->cursor++;
        if (is_digit(*lexer->cursor) && !skip_decimals(lexer)) {
            return false;
        }
        return read_suffix(lexer, start);
    }
    if ((c | 0x20) == 'e' || (c | 0x20) == 'j') {
        return read_suffix(lexer, start);
    }
    if (has_digit) {
        SourceRange range = {lexer->line, (uint32_t)(start - lexer->line_start), lexer->line,
                             (uint32_t)(zeros_end - lexer->line_start)};
        diagnostic_set(&lexer->error, DIAGNOSTIC_SYNTAX_ERROR, lexer->source, range,
                       "leading zeros in decimal integer literals are not permitted; use an 0o "
                       "prefix for octal integers");
        return lexer_raise(lexer, "invalid decimal literal"); // the first error stays
    }
    return check_end(lexer, start, "decimal");
}

static bool read_digits(Lexer *lexer, const char *start) {
    if (*start == '0') {
        lexer->cursor++;
        switch (*lexer->cursor | 0x20) {
        case 'x':
            lexer->cursor++;
            return read_based(lexer, start, 16, "hexadecimal");
        case 'o':
            lexer->cursor++;
            return read_based(lexer, start, 8, "octal");
        case 'b':
            lexer->cursor++;
            return read_based(lexer, start, 2, "binary");
        default:
            return read_leading_zero(lexer, start);
        }
    }
    if (*start != '.' && !skip_decimals(lexer)) {
        return false;
    }
    if (*lexer->cursor == '.') {
        lexer->cursor++;
        if (is_digit(*lexer->cursor) && !skip_decimals(lexer)) {
            return false;
        }
    }
    return read_suffix(lexer, start);
}

bool lexer_read_number(Lexer *lexer) {
    const char *start = lexer->cursor;
    return read_digits(lexer, start) &&
           lexer_add(lexer, TOKEN_NUMBER, start, lexer->line, lexer->line_start);
}
