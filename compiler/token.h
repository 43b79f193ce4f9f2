// Tokens: the words of the source text, as the lexer hands them to the parser.
//
// Reserved words and operators have a kind each; soft keywords (match, case, type, _) are
// names. An f-string is a sequence of tokens (PEP 701):
//
//     f"a{b!r:>{c}}d"    FSTRING_START f"   FSTRING_MIDDLE a   {   NAME b   !   NAME r   :
//                        FSTRING_MIDDLE >   {   NAME c   }   FSTRING_MIDDLE (empty)   }   ...
//                        FSTRING_END
//
// The list ends with TOKEN_END, or with TOKEN_ERROR where the lexer stopped.
#ifndef GILT_COMPILER_TOKEN_H
#define GILT_COMPILER_TOKEN_H

#include <stdbool.h>
#include <stdint.h>

#include "compiler/names.h"

// X(KIND, text): brackets and operators, then reserved words.
#define TOKEN_OPERATORS(X)                                                                     \
    X(LEFT_PAREN, "(")                                                                         \
    X(RIGHT_PAREN, ")")                                                                        \
    X(LEFT_BRACKET, "[")                                                                       \
    X(RIGHT_BRACKET, "]")                                                                      \
    X(LEFT_BRACE, "{")                                                                         \
    X(RIGHT_BRACE, "}")                                                                        \
    X(COLON, ":")                                                                              \
    X(COMMA, ",")                                                                              \
    X(SEMICOLON, ";")                                                                          \
    X(DOT, ".")                                                                                \
    X(ELLIPSIS, "...")                                                                         \
    X(ARROW, "->")                                                                             \
    X(COLON_EQUAL, ":=")                                                                       \
    X(EXCLAMATION, "!")                                                                        \
    X(PLUS, "+")                                                                               \
    X(MINUS, "-")                                                                              \
    X(STAR, "*")                                                                               \
    X(SLASH, "/")                                                                              \
    X(VERTICAL_BAR, "|")                                                                       \
    X(AMPERSAND, "&")                                                                          \
    X(LESS, "<")                                                                               \
    X(GREATER, ">")                                                                            \
    X(EQUAL, "=")                                                                              \
    X(PERCENT, "%")                                                                            \
    X(EQUAL_EQUAL, "==")                                                                       \
    X(NOT_EQUAL, "!=")                                                                         \
    X(LESS_EQUAL, "<=")                                                                        \
    X(GREATER_EQUAL, ">=")                                                                     \
    X(TILDE, "~")                                                                              \
    X(CIRCUMFLEX, "^")                                                                         \
    X(LEFT_SHIFT, "<<")                                                                        \
    X(RIGHT_SHIFT, ">>")                                                                       \
    X(DOUBLE_STAR, "**")                                                                       \
    X(PLUS_EQUAL, "+=")                                                                        \
    X(MINUS_EQUAL, "-=")                                                                       \
    X(STAR_EQUAL, "*=")                                                                        \
    X(SLASH_EQUAL, "/=")                                                                       \
    X(PERCENT_EQUAL, "%=")                                                                     \
    X(AMPERSAND_EQUAL, "&=")                                                                   \
    X(VERTICAL_BAR_EQUAL, "|=")                                                                \
    X(CIRCUMFLEX_EQUAL, "^=")                                                                  \
    X(LEFT_SHIFT_EQUAL, "<<=")                                                                 \
    X(RIGHT_SHIFT_EQUAL, ">>=")                                                                \
    X(DOUBLE_STAR_EQUAL, "**=")                                                                \
    X(DOUBLE_SLASH, "//")                                                                      \
    X(DOUBLE_SLASH_EQUAL, "//=")                                                               \
    X(AT, "@")                                                                                 \
    X(AT_EQUAL, "@=")

#define TOKEN_KEYWORDS(X)                                                                      \
    X(FALSE, "False")                                                                          \
    X(NONE, "None")                                                                            \
    X(TRUE, "True")                                                                            \
    X(AND, "and")                                                                              \
    X(AS, "as")                                                                                \
    X(ASSERT, "assert")                                                                        \
    X(ASYNC, "async")                                                                          \
    X(AWAIT, "await")                                                                          \
    X(BREAK, "break")                                                                          \
    X(CLASS, "class")                                                                          \
    X(CONTINUE, "continue")                                                                    \
    X(DEF, "def")                                                                              \
    X(DEL, "del")                                                                              \
    X(ELIF, "elif")                                                                            \
    X(ELSE, "else")                                                                            \
    X(EXCEPT, "except")                                                                        \
    X(FINALLY, "finally")                                                                      \
    X(FOR, "for")                                                                              \
    X(FROM, "from")                                                                            \
    X(GLOBAL, "global")                                                                        \
    X(IF, "if")                                                                                \
    X(IMPORT, "import")                                                                        \
    X(IN, "in")                                                                                \
    X(IS, "is")                                                                                \
    X(LAMBDA, "lambda")                                                                        \
    X(NONLOCAL, "nonlocal")                                                                    \
    X(NOT, "not")                                                                              \
    X(OR, "or")                                                                                \
    X(PASS, "pass")                                                                            \
    X(RAISE, "raise")                                                                          \
    X(RETURN, "return")                                                                        \
    X(TRY, "try")                                                                              \
    X(WHILE, "while")                                                                          \
    X(WITH, "with")                                                                            \
    X(YIELD, "yield")

typedef enum TokenKind {
    TOKEN_END, // 0, so that Name.keyword == 0 says "no keyword"
    TOKEN_NEWLINE,
    TOKEN_INDENT,
    TOKEN_DEDENT,
    TOKEN_NAME,
    TOKEN_NUMBER,
    TOKEN_STRING,
    TOKEN_FSTRING_START,
    TOKEN_FSTRING_MIDDLE,
    TOKEN_FSTRING_END,
    TOKEN_UNKNOWN, // a character that starts no token: $ ? `
    TOKEN_ERROR,   // the lexer stopped here; Lexer.error says why
#define X(KIND, text) TOKEN_##KIND,
    TOKEN_OPERATORS(X)
#undef X
#define X(KIND, text) TOKEN_##KIND,
        TOKEN_KEYWORDS(X)
#undef X
} TokenKind;

typedef struct Token {
    uint8_t kind;        // a TokenKind
    uint8_t level;       // brackets open behind this token
    bool has_column;     // false: INDENT, DEDENT and END stand between characters
    uint32_t start;      // offset of the first byte in the source text
    uint32_t end;        // offset behind the last byte
    uint32_t line;       // from 1
    uint32_t column;     // from 0, bytes
    uint32_t end_line;   // of the last byte
    uint32_t end_column; // behind the last byte
    const Name *name;    // names and reserved words, else null
} Token;

#endif
