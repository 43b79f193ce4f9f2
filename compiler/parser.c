// The parser's entry point and its tools: nodes, lists, errors. See parser_internal.h for how
// it works.
#include "compiler/parser.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/parser_internal.h"

// --- nodes ---

SourceRange parser_range(const Parser *p, uint32_t start) {
    const Token *first = &p->tokens[start];
    const Token *last = p->position > start ? &p->tokens[p->position - 1] : first;
    while (last > first && (last->kind == TOKEN_NEWLINE || last->kind == TOKEN_DEDENT)) {
        last--; // a block ends with its last visible token
    }
    return (SourceRange){first->line, first->column, last->end_line, last->end_column};
}

void *parser_alloc(Parser *p, size_t size) {
    void *memory = arena_alloc(p->arena, size);
    if (memory == NULL) {
        diagnostic_set_memory(p->error);
    }
    return memory;
}

Expr *parser_new_expr_at(Parser *p, ExprKind kind, SourceRange range) {
    Expr *expr = parser_alloc(p, sizeof *expr);
    if (expr != NULL) {
        expr->kind = kind;
        expr->range = range;
    }
    return expr;
}

Expr *parser_new_expr(Parser *p, ExprKind kind, uint32_t start) {
    return parser_new_expr_at(p, kind, parser_range(p, start));
}

Stmt *parser_new_stmt(Parser *p, StmtKind kind, uint32_t start) {
    Stmt *stmt = parser_alloc(p, sizeof *stmt);
    if (stmt != NULL) {
        stmt->kind = kind;
        stmt->range = parser_range(p, start);
    }
    return stmt;
}

Pattern *parser_new_pattern(Parser *p, PatternKind kind, uint32_t start) {
    Pattern *pattern = parser_alloc(p, sizeof *pattern);
    if (pattern != NULL) {
        pattern->kind = kind;
        pattern->range = parser_range(p, start);
    }
    return pattern;
}

bool parser_enter(Parser *p) {
    if (p->depth >= PARSER_DEPTH_MAX) {
        if (!parser_is_stopped(p)) {
            diagnostic_set_memory(p->error);
            snprintf(p->error->message, sizeof p->error->message,
                     "Parser stack overflowed - Python source too complex to parse");
        }
        return false;
    }
    p->depth++;
    return true;
}

// --- lists ---

bool parser_push(Parser *p, void *item) {
    if (p->scratch_length == p->scratch_capacity) {
        size_t capacity = p->scratch_capacity == 0 ? 256 : p->scratch_capacity * 2;
        void **scratch = realloc(p->scratch, capacity * sizeof *scratch);
        if (scratch == NULL) {
            diagnostic_set_memory(p->error);
            return false;
        }
        p->scratch = scratch;
        p->scratch_capacity = capacity;
    }
    p->scratch[p->scratch_length++] = item;
    return true;
}

bool parser_take_pointers(Parser *p, size_t mark, void *items, size_t *length) {
    *length = p->scratch_length - mark;
    void **list = NULL;
    if (*length > 0) {
        list = parser_alloc(p, *length * sizeof *list);
        if (list == NULL) {
            return false;
        }
        memcpy(list, p->scratch + mark, *length * sizeof *list);
    }
    memcpy(items, &list, sizeof list);
    p->scratch_length = mark;
    return true;
}

bool parser_take_structs(Parser *p, size_t mark, size_t item_size, void *items,
                         size_t *length) {
    *length = p->scratch_length - mark;
    char *list = NULL;
    if (*length > 0) {
        list = parser_alloc(p, *length * item_size);
        if (list == NULL) {
            return false;
        }
        for (size_t i = 0; i < *length; i++) {
            memcpy(list + i * item_size, p->scratch[mark + i], item_size);
        }
    }
    memcpy(items, &list, sizeof list);
    p->scratch_length = mark;
    return true;
}

// --- errors ---

static void *fail(Parser *p, DiagnosticKind kind, SourceRange range, const char *format,
                  va_list arguments) {
    char message[DIAGNOSTIC_MESSAGE_SIZE];
    vsnprintf(message, sizeof message, format, arguments);
    diagnostic_set(p->error, kind, p->source, range, "%s", message);
    return NULL;
}

// Whether there is nothing but the end of blocks from token `at` on.
static bool is_end(const Parser *p, uint32_t at) {
    while (p->tokens[at].kind == TOKEN_DEDENT) {
        at++;
    }
    return p->tokens[at].kind == TOKEN_END;
}

// Points at a token. CPython points before the place of a token that covers no text.
static void fail_near(Parser *p, DiagnosticKind kind, uint32_t at, const char *message) {
    const Token *token = &p->tokens[at];
    SourceRange range = {token->line, token->column, token->end_line, token->end_column};
    if (!token->has_column) {
        range.end_line = 0;
    }
    bool is_first = !parser_is_stopped(p);
    diagnostic_set(p->error, kind, p->source, range, "%s", message);
    if (is_first && !token->has_column) {
        p->error->column--;
        p->error->end_column = -1;
        if (p->source->origin == SOURCE_FILE && is_end(p, at)) {
            p->error->column = 0; // CPython's buffer is empty at the end of a file
        }
    }
}

// The same, but for a token that covers no text CPython gives no column.
static void fail_at(Parser *p, uint32_t at, const char *message) {
    bool is_first = !parser_is_stopped(p);
    fail_near(p, DIAGNOSTIC_SYNTAX_ERROR, at, message);
    if (is_first && !p->tokens[at].has_column) {
        p->error->column = p->error->end_column = 0;
    }
}

void *parser_fail_range(Parser *p, SourceRange range, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fail(p, DIAGNOSTIC_SYNTAX_ERROR, range, format, arguments);
    va_end(arguments);
    return NULL;
}

void *parser_fail_token(Parser *p, uint32_t token, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char message[DIAGNOSTIC_MESSAGE_SIZE];
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    fail_at(p, token, message);
    return NULL;
}

void *parser_fail_last(Parser *p, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char message[DIAGNOSTIC_MESSAGE_SIZE];
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    fail_near(p, DIAGNOSTIC_SYNTAX_ERROR, p->furthest, message);
    return NULL;
}

void *parser_fail_indent(Parser *p, const char *what, uint32_t line) {
    char message[DIAGNOSTIC_MESSAGE_SIZE];
    snprintf(message, sizeof message, "expected an indented block after %s on line %u", what,
             line);
    fail_near(p, DIAGNOSTIC_INDENTATION_ERROR, p->furthest, message);
    return NULL;
}

void *parser_fail_from(Parser *p, uint32_t line, uint32_t column, const char *message) {
    const Token *last = &p->tokens[p->furthest];
    // The last token may be the end of the file, which is at column 0.
    uint32_t end_column = last->end_column - (last->end_column > 0);
    SourceRange range = {line, column, last->end_line, end_column};
    return parser_fail_range(p, range, "%s", message);
}

void *parser_fail_memory(Parser *p) {
    diagnostic_set_memory(p->error);
    return NULL;
}

// Reports the innermost bracket that is still open at the end of the tokens.
static void fail_unclosed(Parser *p) {
    LexerBracket open = p->lexer->brackets[p->lexer->level - 1];
    diagnostic_clear(p->error);
    diagnostic_set(p->error, DIAGNOSTIC_SYNTAX_ERROR, p->source,
                   (SourceRange){open.line, open.column, 0, 0}, "'%c' was never closed",
                   open.character);
}

// True if the tokens end inside a bracket that was opened on a line before token `at`.
static bool has_unclosed_before(const Parser *p, uint32_t at) {
    const Lexer *lexer = p->lexer;
    return lexer->tokens[lexer->length - 1].kind == TOKEN_ERROR && lexer->level > 0 &&
           p->tokens[at].line > lexer->brackets[lexer->level - 1].line;
}

// The lexer's own error at its last token.
static void fail_from_lexer(Parser *p) {
    if (p->lexer->error.kind != DIAGNOSTIC_NONE) {
        *p->error = p->lexer->error;
    } else {
        fail_unclosed(p);
    }
}

// --- modes ---

static bool parse_file(Parser *p, Module *module) {
    size_t mark = p->scratch_length;
    while (!parser_at(p, TOKEN_END)) {
        p->statement_start = p->position;
        if (!parse_statement(p)) {
            return false;
        }
    }
    return parser_take_pointers(p, mark, &module->body.items, &module->body.length);
}

static bool parse_eval(Parser *p, Module *module) {
    module->expression = parse_expressions(p);
    if (module->expression == NULL) {
        return false;
    }
    while (parser_accept(p, TOKEN_NEWLINE)) {
    }
    return parser_at(p, TOKEN_END);
}

// One statement, or a line of simple ones. CPython: the prompt sends one at a time; compile()
// checks the rest.
static bool parse_single(Parser *p, Module *module) {
    size_t mark = p->scratch_length;
    uint32_t start = p->position;
    if (parser_accept(p, TOKEN_NEWLINE) || parser_at(p, TOKEN_END)) {
        Stmt *stmt = parser_new_stmt(p, STMT_PASS, start);
        if (stmt == NULL || !parser_push(p, stmt)) {
            return false;
        }
    } else {
        Stmt *stmt = parse_compound_statement(p);
        if (stmt != NULL) {
            // The empty line that ends a compound statement is a NEWLINE of its own.
            if (!parser_push(p, stmt) || !parser_accept(p, TOKEN_NEWLINE)) {
                return false;
            }
        } else if (parser_is_stopped(p) || !parse_simple_statements(p)) {
            return false;
        }
    }
    while (parser_accept(p, TOKEN_NEWLINE)) {
    }
    if (!parser_at(p, TOKEN_END)) {
        parser_fail_token(p, p->position,
                          "multiple statements found while compiling a single statement");
        return false;
    }
    return parser_take_pointers(p, mark, &module->body.items, &module->body.length);
}

static bool parse_by_mode(Parser *p, Module *module) {
    switch (p->mode) {
    case PARSE_MODULE:
        return parse_file(p, module);
    case PARSE_EXPRESSION:
        return parse_eval(p, module);
    case PARSE_INTERACTIVE:
        return parse_single(p, module);
    }
    return false;
}

// --- after a failure ---

// Parses the failing statement again with hints. True if one of them has recorded an error.
static bool search_hints(Parser *p, Module *module) {
    p->is_hinting = true;
    p->position = p->mode == PARSE_MODULE ? p->statement_start : 0;
    p->depth = 0;
    p->scratch_length = 0;
    parse_by_mode(p, module);
    return parser_is_stopped(p);
}

// Finds the words for a failed parse.
static void explain(Parser *p, Module *module) {
    uint32_t furthest = p->furthest;
    const Token *last = &p->tokens[furthest];
    bool is_block_edge = last->kind == TOKEN_INDENT || last->kind == TOKEN_DEDENT;
    bool is_lexers = last->kind == TOKEN_ERROR || (p->lexer->has_raised && !is_block_edge);
    bool is_found = parser_is_stopped(p) || (!is_lexers && search_hints(p, module));
    if (p->error->kind == DIAGNOSTIC_MEMORY_ERROR) {
        return;
    }
    // What the lexer found counts more than a hint, also if it is further down.
    is_lexers = is_lexers || p->tokens[p->furthest].kind == TOKEN_ERROR;
    if (is_lexers || (is_found && p->lexer->has_raised)) {
        diagnostic_clear(p->error);
        fail_from_lexer(p);
        return;
    }
    if (is_found) {
        if (has_unclosed_before(p, p->furthest)) {
            fail_unclosed(p);
        }
        return;
    }
    if (is_block_edge) {
        fail_near(p, DIAGNOSTIC_INDENTATION_ERROR, furthest,
                  last->kind == TOKEN_INDENT ? "unexpected indent" : "unexpected unindent");
        return;
    }
    parser_fail_token(p, furthest, "invalid syntax");
    if (has_unclosed_before(p, p->furthest)) {
        fail_unclosed(p);
    }
}

// True if more lines could make a program of a text that failed: everything up to its end was
// right.
static bool is_incomplete(const Parser *p, uint32_t furthest) {
    if (p->lexer->has_raised || p->tokens[furthest].kind == TOKEN_ERROR) {
        return p->lexer->has_hit_end;
    }
    return is_end(p, furthest);
}

static bool intern_words(Parser *p) {
    struct {
        const Name **name;
        const char *text;
    } words[] = {
        {&p->name_match, "match"},  {&p->name_case, "case"},   {&p->name_type, "type"},
        {&p->name_underscore, "_"}, {&p->name_print, "print"}, {&p->name_exec, "exec"},
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        *words[i].name = name_intern(p->names, words[i].text, strlen(words[i].text));
        if (*words[i].name == NULL) {
            return false;
        }
    }
    return true;
}

// How many lines were read to find the failure.
static uint32_t lines_read(const Parser *p) {
    const Token *last = &p->tokens[p->furthest];
    bool is_lexers = last->kind == TOKEN_ERROR && p->lexer->error.kind != DIAGNOSTIC_NONE;
    bool is_at_end = (last->kind == TOKEN_END || last->kind == TOKEN_ERROR) && !is_lexers;
    return is_at_end ? p->source->line_count : last->line;
}

static bool run(Parser *p, Module *module) {
    if (parse_by_mode(p, module) && !p->lexer->has_raised) {
        return true;
    }
    uint32_t furthest = p->furthest;
    explain(p, module);
    if (p->error->text == DIAGNOSTIC_LINE && (uint32_t)p->error->line < lines_read(p)) {
        p->error->text = DIAGNOSTIC_PAST_LINE;
    }
    p->error->is_incomplete =
        p->error->kind != DIAGNOSTIC_MEMORY_ERROR && is_incomplete(p, furthest);
    return false;
}

Module *parse_module(Arena *arena, const Source *source, ParseMode mode, Diagnostic *out) {
    diagnostic_clear(out);
    Module *module = ARENA_NEW(arena, Module);
    NameTable *names = ARENA_NEW(arena, NameTable);
    Lexer *lexer = malloc(sizeof *lexer);
    bool is_parsed = false;
    if (module != NULL && names != NULL && lexer != NULL) {
        *module = (Module){.mode = mode, .source = source, .names = names};
        name_table_init(names, arena);
        Parser p = {.arena = arena, .source = source, .names = names, .mode = mode};
        p.lexer = lexer;
        p.error = out;
        if (lexer_init(lexer, source, arena, names, mode == PARSE_INTERACTIVE) &&
            intern_words(&p) && lexer_read_all(lexer)) {
            p.tokens = lexer->tokens;
            is_parsed = run(&p, module);
        }
        free(p.memo);
        free(p.scratch);
        module->warnings = lexer->warnings;
        lexer_free(lexer);
    }
    free(lexer);
    if (is_parsed && !arena->is_out_of_memory) {
        diagnostic_clear(out);
        return module;
    }
    diagnostic_set_memory(out);
    return NULL;
}
