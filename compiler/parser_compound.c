// Compound statements: if, while, for, with, try, and blocks. Definitions and match have files
// of their own.
#include <stdio.h>

#include "compiler/parser_internal.h"

// --- blocks ---

bool parse_block(Parser *p, StmtList *list) {
    size_t mark = p->scratch_length;
    uint32_t start = p->position;
    bool is_read = false;
    if (!parser_enter(p)) {
        return false;
    }
    if (!parser_accept(p, TOKEN_NEWLINE)) {
        is_read = parse_simple_statements(p);
    } else if (parser_accept(p, TOKEN_INDENT)) {
        while (!parser_at(p, TOKEN_DEDENT) && parse_statement(p)) {
        }
        is_read =
            !parser_is_stopped(p) && p->scratch_length > mark && parser_accept(p, TOKEN_DEDENT);
    }
    parser_leave(p);
    if (!is_read) {
        p->scratch_length = mark;
        p->position = start;
        return false;
    }
    return parser_take_pointers(p, mark, &list->items, &list->length);
}

bool parse_body(Parser *p, uint32_t start, const char *what, StmtList *list) {
    if (!parser_accept(p, TOKEN_COLON)) {
        if (parser_wants_hints(p) && parser_at(p, TOKEN_NEWLINE)) {
            parser_fail_last(p, "expected ':'");
        }
        return false;
    }
    if (parser_wants_hints(p) && parser_at(p, TOKEN_NEWLINE)) {
        p->position++;
        if (!parser_at(p, TOKEN_INDENT)) {
            parser_fail_indent(p, what, p->tokens[start].line);
            return false;
        }
        p->position--;
    }
    return parse_block(p, list);
}

// `word` whose colon cannot be missing (else, try, finally): the error does not wait for the
// hints.
static bool parse_word_body(Parser *p, uint32_t start, const char *what, StmtList *list) {
    if (!parser_at(p, TOKEN_COLON)) {
        parser_fail_token(p, p->position, "expected ':'");
        return false;
    }
    return parse_body(p, start, what, list);
}

// `else:` and its block, if it is here; the list is empty otherwise. False if it is malformed.
static bool parse_else(Parser *p, StmtList *list) {
    *list = (StmtList){0};
    uint32_t start = p->position;
    if (!parser_accept(p, TOKEN_ELSE)) {
        return true;
    }
    if (!parse_word_body(p, start, "'else' statement", list)) {
        p->position = start;
        return false;
    }
    return true;
}

// --- if, while ---

// One `if` or `elif` with its block, without what follows.
static Stmt *parse_if_clause(Parser *p, const char *what) {
    uint32_t start = p->position++;
    Expr *test = parse_named_expression(p);
    StmtList body;
    if (test == NULL || !parse_body(p, start, what, &body)) {
        p->position = start;
        return NULL;
    }
    Stmt *stmt = parser_new_stmt(p, STMT_IF, start);
    if (stmt != NULL) {
        stmt->as.if_.test = test;
        stmt->as.if_.body = body;
    }
    return stmt;
}

// An `elif` chain is a list of clauses, nested only afterwards: it may be thousands long.
static Stmt *parse_if(Parser *p) {
    uint32_t start = p->position;
    size_t mark = p->scratch_length;
    Stmt *clause = parse_if_clause(p, "'if' statement");
    StmtList orelse = {0};
    while (clause != NULL && parser_push(p, clause) && parser_at(p, TOKEN_ELIF)) {
        clause = parse_if_clause(p, "'elif' statement");
    }
    if (clause == NULL || parser_is_stopped(p) || !parse_else(p, &orelse)) {
        p->scratch_length = mark;
        p->position = start;
        return NULL;
    }
    SourceRange whole = parser_range(p, start);
    for (size_t i = p->scratch_length; i > mark; i--) {
        Stmt *stmt = p->scratch[i - 1];
        stmt->as.if_.orelse = orelse;
        stmt->range.end_line = whole.end_line;
        stmt->range.end_column = whole.end_column;
        Stmt **items = parser_alloc(p, sizeof *items);
        if (items == NULL) {
            return NULL;
        }
        items[0] = stmt;
        orelse = (StmtList){items, 1};
    }
    p->scratch_length = mark;
    return orelse.items[0];
}

static Stmt *parse_while(Parser *p) {
    uint32_t start = p->position++;
    Expr *test = parse_named_expression(p);
    StmtList body, orelse;
    if (test == NULL || !parse_body(p, start, "'while' statement", &body) ||
        !parse_else(p, &orelse)) {
        p->position = start;
        return NULL;
    }
    Stmt *stmt = parser_new_stmt(p, STMT_WHILE, start);
    if (stmt != NULL) {
        stmt->as.while_.test = test;
        stmt->as.while_.body = body;
        stmt->as.while_.orelse = orelse;
    }
    return stmt;
}

// --- for ---

// `start` is at `async` or `for`, the position at `for`.
static Stmt *parse_for(Parser *p, uint32_t start, bool is_async) {
    uint32_t for_token = p->position++;
    Expr *target = parse_star_targets(p);
    if (target == NULL || !parser_accept(p, TOKEN_IN)) {
        p->position = start;
        if (parser_wants_hints(p) && !parser_is_stopped(p)) {
            hint_for_target(p);
        }
        return NULL;
    }
    Expr *iterable = parse_star_expressions(p);
    StmtList body, orelse;
    if (iterable == NULL || !parse_body(p, for_token, "'for' statement", &body) ||
        !parse_else(p, &orelse)) {
        p->position = start;
        return NULL;
    }
    Stmt *stmt = parser_new_stmt(p, STMT_FOR, start);
    if (stmt != NULL) {
        stmt->as.for_.target = target;
        stmt->as.for_.iterable = iterable;
        stmt->as.for_.body = body;
        stmt->as.for_.orelse = orelse;
        stmt->as.for_.is_async = is_async;
    }
    return stmt;
}

// --- with ---

static bool is_with_item_end(Parser *p) {
    return parser_at(p, TOKEN_COMMA) || parser_at(p, TOKEN_COLON) ||
           parser_at(p, TOKEN_RIGHT_PAREN);
}

static WithItem *parse_with_item(Parser *p) {
    uint32_t start = p->position;
    Expr *context = parse_expression(p);
    Expr *target = NULL;
    if (context == NULL) {
        return NULL;
    }
    uint32_t end = p->position;
    if (parser_accept(p, TOKEN_AS)) {
        target = parse_star_target(p);
        if (target == NULL || !is_with_item_end(p)) {
            target = NULL;
            p->position = end;
            if (parser_wants_hints(p) && !parser_is_stopped(p)) {
                p->position = start;
                hint_with_item(p);
                p->position = end;
            }
        }
    }
    WithItem *item = parser_is_stopped(p) ? NULL : parser_alloc(p, sizeof *item);
    if (item != NULL) {
        *item = (WithItem){context, target};
    }
    return item;
}

// Pushes items; in parentheses a last comma is allowed.
static bool push_with_items(Parser *p, bool is_parenthesised) {
    size_t mark = p->scratch_length;
    do {
        WithItem *item = parse_with_item(p);
        if (item == NULL) {
            p->position -= p->scratch_length > mark;
            break;
        }
        if (!parser_push(p, item)) {
            return false;
        }
    } while (parser_accept(p, TOKEN_COMMA));
    if (parser_is_stopped(p) || p->scratch_length == mark) {
        return false;
    }
    if (is_parenthesised) {
        parser_accept(p, TOKEN_COMMA);
        return parser_accept(p, TOKEN_RIGHT_PAREN) && parser_at(p, TOKEN_COLON);
    }
    return true;
}

// The items of a with statement: `(a as b, c)` if a colon follows the parenthesis, else without
// parentheses.
static bool push_with_header(Parser *p) {
    uint32_t start = p->position;
    size_t mark = p->scratch_length;
    if (parser_accept(p, TOKEN_LEFT_PAREN) && push_with_items(p, true)) {
        return true;
    }
    p->position = start;
    p->scratch_length = mark;
    if (parser_is_stopped(p) || !push_with_items(p, false)) {
        return false;
    }
    return true;
}

static Stmt *parse_with(Parser *p, uint32_t start, bool is_async) {
    uint32_t with_token = p->position++;
    size_t mark = p->scratch_length;
    StmtList body;
    WithItem *items;
    size_t length;
    bool is_read = push_with_header(p) &&
                   parser_take_structs(p, mark, sizeof(WithItem), &items, &length) &&
                   parse_body(p, with_token, "'with' statement", &body);
    p->scratch_length = mark;
    if (!is_read) {
        p->position = with_token;
        if (parser_wants_hints(p) && !parser_is_stopped(p)) {
            hint_with(p);
        }
        p->position = start;
        return NULL;
    }
    Stmt *stmt = parser_new_stmt(p, STMT_WITH, start);
    if (stmt != NULL) {
        stmt->as.with.items = items;
        stmt->as.with.length = length;
        stmt->as.with.body = body;
        stmt->as.with.is_async = is_async;
    }
    return stmt;
}

// --- try ---

// The header of an `except` clause up to its colon.
static bool parse_except_header(Parser *p, bool is_star, ExceptHandler *handler) {
    if (!is_star && parser_at(p, TOKEN_COLON)) {
        return true;
    }
    if (parser_wants_hints(p) && parser_at(p, TOKEN_NEWLINE)) {
        parser_fail_last(p, is_star ? "expected one or more exception types" : "expected ':'");
        return false;
    }
    if (parser_wants_hints(p) && is_star && parser_at(p, TOKEN_COLON)) {
        parser_fail_last(p, "expected one or more exception types");
        return false;
    }
    uint32_t start = p->position;
    handler->type = parse_expression(p);
    if (handler->type == NULL) {
        return false;
    }
    if (parser_wants_hints(p) && parser_accept(p, TOKEN_COMMA)) {
        if (parse_expressions(p) != NULL) {
            if (parser_accept(p, TOKEN_AS)) {
                parser_accept_name(p);
            }
            if (parser_at(p, TOKEN_COLON)) {
                parser_fail_from(p, handler->type->range.line, handler->type->range.column,
                                 "multiple exception types must be parenthesized");
            }
        }
        p->position = start;
        return false;
    }
    if (!parser_accept(p, TOKEN_AS)) {
        return true;
    }
    handler->name = parser_accept_name(p);
    return handler->name != NULL;
}

// One `except` clause. Null, at its start, if it is malformed or the other kind (`except*` or
// not) is wanted.
static ExceptHandler *parse_handler(Parser *p, bool is_star) {
    uint32_t start = p->position++;
    ExceptHandler handler = {0};
    StmtList body;
    if (parser_accept(p, TOKEN_STAR) != is_star || !parse_except_header(p, is_star, &handler) ||
        !parse_body(p, start, is_star ? "'except*' statement" : "'except' statement", &body)) {
        p->position = start;
        return NULL;
    }
    handler.body = body;
    handler.range = parser_range(p, start);
    ExceptHandler *copy = parser_alloc(p, sizeof *copy);
    if (copy != NULL) {
        *copy = handler;
    }
    return copy;
}

// True at `except *`.
static bool is_at_except_star(Parser *p) {
    p->position++;
    bool is_star = parser_at(p, TOKEN_STAR);
    p->position--;
    return is_star;
}

// Pushes all the handlers.
static bool push_handlers(Parser *p, bool *is_star) {
    *is_star = parser_at(p, TOKEN_EXCEPT) && is_at_except_star(p);
    while (parser_at(p, TOKEN_EXCEPT)) {
        if (parser_wants_hints(p) && is_at_except_star(p) != *is_star) {
            uint32_t start = p->position++;
            p->position += !*is_star;
            SourceRange range = parser_range(p, start);
            p->position = start;
            parser_fail_range(p, range,
                              "cannot have both 'except' and 'except*' on the same 'try'");
            return false;
        }
        ExceptHandler *handler = parse_handler(p, *is_star);
        if (handler == NULL || !parser_push(p, handler)) {
            return false;
        }
    }
    return true;
}

static bool parse_finally(Parser *p, StmtList *list) {
    *list = (StmtList){0};
    uint32_t start = p->position;
    return !parser_accept(p, TOKEN_FINALLY) ||
           parse_word_body(p, start, "'finally' statement", list);
}

static Stmt *parse_try(Parser *p) {
    uint32_t start = p->position++;
    size_t mark = p->scratch_length;
    Stmt parts = {.kind = STMT_TRY};
    if (!parse_word_body(p, start, "'try' statement", &parts.as.try_.body)) {
        p->position = start;
        return NULL;
    }
    if (!parser_at(p, TOKEN_EXCEPT) && !parser_at(p, TOKEN_FINALLY)) {
        if (parser_wants_hints(p)) {
            parser_fail_last(p, "expected 'except' or 'finally' block");
        }
        p->position = start;
        return NULL;
    }
    bool is_read =
        push_handlers(p, &parts.as.try_.is_star) &&
        parser_take_structs(p, mark, sizeof(ExceptHandler), &parts.as.try_.handlers,
                            &parts.as.try_.handlers_length) &&
        (parts.as.try_.handlers_length == 0 || parse_else(p, &parts.as.try_.orelse)) &&
        parse_finally(p, &parts.as.try_.finalbody);
    p->scratch_length = mark;
    if (!is_read) {
        p->position = start;
        return NULL;
    }
    Stmt *stmt = parser_new_stmt(p, STMT_TRY, start);
    if (stmt != NULL) {
        stmt->as.try_ = parts.as.try_;
    }
    return stmt;
}

// --- all of them ---

static Stmt *parse_async(Parser *p) {
    uint32_t start = p->position++;
    Stmt *stmt = NULL;
    switch (parser_peek(p)) {
    case TOKEN_DEF:
        stmt = parse_function(p, start, true, (ExprList){0});
        break;
    case TOKEN_FOR:
        stmt = parse_for(p, start, true);
        break;
    case TOKEN_WITH:
        stmt = parse_with(p, start, true);
        break;
    default:
        break;
    }
    if (stmt == NULL) {
        p->position = start;
    }
    return stmt;
}

Stmt *parse_compound_statement(Parser *p) {
    Stmt *stmt = NULL;
    switch (parser_peek(p)) {
    case TOKEN_IF:
        stmt = parse_if(p);
        break;
    case TOKEN_WHILE:
        stmt = parse_while(p);
        break;
    case TOKEN_FOR:
        stmt = parse_for(p, p->position, false);
        break;
    case TOKEN_WITH:
        stmt = parse_with(p, p->position, false);
        break;
    case TOKEN_TRY:
        stmt = parse_try(p);
        break;
    case TOKEN_DEF:
        stmt = parse_function(p, p->position, false, (ExprList){0});
        break;
    case TOKEN_CLASS:
        stmt = parse_class(p, (ExprList){0});
        break;
    case TOKEN_AT:
        stmt = parse_decorated(p);
        break;
    case TOKEN_ASYNC:
        stmt = parse_async(p);
        break;
    case TOKEN_NAME:
        if (p->tokens[p->position].name == p->name_match) {
            stmt = parse_match(p);
        }
        break;
    default:
        break;
    }
    return stmt;
}
