// Simple statements: one line each, several on a line with semicolons.
#include <string.h>

#include "compiler/parser_internal.h"

// --- assignments and expressions ---

static bool augmented_operator(TokenKind kind, BinaryOperator *operator) {
    static const struct {
        TokenKind kind;
        BinaryOperator operator;
    } table[] = {
        {TOKEN_PLUS_EQUAL, BINARY_ADD},
        {TOKEN_MINUS_EQUAL, BINARY_SUBTRACT},
        {TOKEN_STAR_EQUAL, BINARY_MULTIPLY},
        {TOKEN_AT_EQUAL, BINARY_MATRIX_MULTIPLY},
        {TOKEN_SLASH_EQUAL, BINARY_DIVIDE},
        {TOKEN_PERCENT_EQUAL, BINARY_MODULO},
        {TOKEN_AMPERSAND_EQUAL, BINARY_AND},
        {TOKEN_VERTICAL_BAR_EQUAL, BINARY_OR},
        {TOKEN_CIRCUMFLEX_EQUAL, BINARY_XOR},
        {TOKEN_LEFT_SHIFT_EQUAL, BINARY_LEFT_SHIFT},
        {TOKEN_RIGHT_SHIFT_EQUAL, BINARY_RIGHT_SHIFT},
        {TOKEN_DOUBLE_STAR_EQUAL, BINARY_POWER},
        {TOKEN_DOUBLE_SLASH_EQUAL, BINARY_FLOOR_DIVIDE},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        if (table[i].kind == kind) {
            *operator= table[i].operator;
            return true;
        }
    }
    return false;
}

static bool is_single_target(const Expr *expr) {
    return expr->kind == EXPR_NAME || expr->kind == EXPR_ATTRIBUTE ||
           expr->kind == EXPR_SUBSCRIPT;
}

// `target: annotation [= value]`, at the colon.
static Stmt *parse_annotation(Parser *p, uint32_t start, Expr *target) {
    if (!is_single_target(target)) {
        return NULL;
    }
    p->position++;
    Expr *annotation = parse_expression(p);
    Expr *value = NULL;
    if (annotation == NULL) {
        return NULL;
    }
    if (parser_accept(p, TOKEN_EQUAL)) {
        value = parse_annotated_rhs(p);
        if (parser_is_stopped(p)) {
            return NULL;
        }
        p->position -= value == NULL; // without its value the assignment ends before the "="
    }
    bool is_parenthesised = p->tokens[start].kind == TOKEN_LEFT_PAREN;
    Stmt *stmt = parser_new_stmt(p, STMT_ANNOTATE, start);
    if (stmt == NULL || !target_mark(target, TARGET_STAR, CONTEXT_STORE)) {
        return NULL;
    }
    stmt->as.annotate.target = target;
    stmt->as.annotate.annotation = annotation;
    stmt->as.annotate.value = value;
    stmt->as.annotate.is_simple = target->kind == EXPR_NAME && !is_parenthesised;
    return stmt;
}

// `first = [target =]... value`, at the first `=`. The value may be a yield.
static Stmt *parse_assignment(Parser *p, uint32_t start, Expr *first) {
    size_t mark = p->scratch_length;
    Expr *value = first;
    while (parser_at(p, TOKEN_EQUAL)) {
        if (value->kind == EXPR_YIELD || !target_mark(value, TARGET_STAR, CONTEXT_STORE)) {
            p->scratch_length = mark;
            return NULL;
        }
        p->position++;
        if (!parser_push(p, value)) {
            return NULL;
        }
        value = parse_annotated_rhs(p);
        if (value == NULL) {
            p->scratch_length = mark;
            return NULL;
        }
    }
    Stmt *stmt = parser_new_stmt(p, STMT_ASSIGN, start);
    if (stmt == NULL || !parser_take_pointers(p, mark, &stmt->as.assign.targets.items,
                                              &stmt->as.assign.targets.length)) {
        return NULL;
    }
    stmt->as.assign.value = value;
    return stmt;
}

static Stmt *parse_augmented(Parser *p, uint32_t start, Expr *target, BinaryOperator operator) {
    if (!is_single_target(target)) {
        return NULL;
    }
    p->position++;
    Expr *value = parse_annotated_rhs(p);
    if (value == NULL || !target_mark(target, TARGET_STAR, CONTEXT_STORE)) {
        return NULL;
    }
    Stmt *stmt = parser_new_stmt(p, STMT_AUGMENT_ASSIGN, start);
    if (stmt != NULL) {
        stmt->as.augment_assign.target = target;
        stmt->as.augment_assign.operator= operator;
        stmt->as.augment_assign.value = value;
    }
    return stmt;
}

static bool is_at_end(Parser *p) {
    return parser_at(p, TOKEN_SEMICOLON) || parser_at(p, TOKEN_NEWLINE);
}

// An assignment of any kind, or an expression on its own.
static Stmt *parse_expression_statement(Parser *p) {
    uint32_t start = p->position;
    Expr *expr = parse_annotated_rhs(p);
    Stmt *stmt = NULL;
    BinaryOperator operator;
    if (expr != NULL) {
        if (parser_at(p, TOKEN_EQUAL)) {
            stmt = parse_assignment(p, start, expr);
        } else if (parser_at(p, TOKEN_COLON)) {
            stmt = parse_annotation(p, start, expr);
        } else if (augmented_operator(parser_peek(p), &operator)) {
            stmt = parse_augmented(p, start, expr, operator);
        } else {
            stmt = parser_new_stmt(p, STMT_EXPRESSION, start);
            if (stmt != NULL) {
                stmt->as.expression.value = expr;
            }
        }
    }
    bool is_whole = stmt != NULL && (stmt->kind != STMT_EXPRESSION || is_at_end(p));
    if (!is_whole && parser_wants_hints(p) && !parser_is_stopped(p)) {
        uint32_t end = p->position;
        p->position = start;
        stmt = hint_assignment(p) ? NULL : stmt;
        p->position = end;
    }
    if (stmt == NULL) {
        p->position = start;
    }
    return stmt;
}

// --- statements that begin with a word ---

static Stmt *parse_return(Parser *p) {
    uint32_t start = p->position++;
    Expr *value = parse_star_expressions(p);
    Stmt *stmt = parser_is_stopped(p) ? NULL : parser_new_stmt(p, STMT_RETURN, start);
    if (stmt != NULL) {
        stmt->as.return_.value = value;
    }
    return stmt;
}

static Stmt *parse_raise(Parser *p) {
    uint32_t start = p->position++;
    Expr *exception = parse_expression(p);
    Expr *cause = NULL;
    if (exception != NULL && parser_accept(p, TOKEN_FROM)) {
        cause = parse_expression(p);
        if (cause == NULL) {
            p->position--;
        }
    }
    Stmt *stmt = parser_is_stopped(p) ? NULL : parser_new_stmt(p, STMT_RAISE, start);
    if (stmt != NULL) {
        stmt->as.raise.exception = exception;
        stmt->as.raise.cause = cause;
    }
    return stmt;
}

static Stmt *parse_names(Parser *p, StmtKind kind) {
    uint32_t start = p->position++;
    size_t mark = p->scratch_length;
    do {
        const Name *name = parser_accept_name(p);
        if (name == NULL) {
            p->position -= p->scratch_length > mark; // the comma is not part of it
            break;
        }
        if (!parser_push(p, (void *)name)) {
            return NULL;
        }
    } while (parser_accept(p, TOKEN_COMMA));
    if (p->scratch_length == mark) {
        p->position = start;
        return NULL;
    }
    Stmt *stmt = parser_new_stmt(p, kind, start);
    if (stmt == NULL || !parser_take_pointers(p, mark, &stmt->as.scope.names.items,
                                              &stmt->as.scope.names.length)) {
        return NULL;
    }
    return stmt;
}

static Stmt *parse_delete(Parser *p) {
    uint32_t start = p->position++;
    size_t mark = p->scratch_length;
    bool is_valid;
    do {
        Expr *target = parse_primary(p);
        if (target == NULL) {
            is_valid = p->scratch_length > mark; // a trailing comma
            break;
        }
        is_valid = target_mark(target, TARGET_DELETE, CONTEXT_DELETE) && parser_push(p, target);
    } while (is_valid && parser_accept(p, TOKEN_COMMA));
    if (!is_valid || parser_is_stopped(p) || !is_at_end(p)) {
        p->scratch_length = mark;
        p->position = start;
        if (parser_wants_hints(p) && !parser_is_stopped(p)) {
            hint_delete(p);
        }
        return NULL;
    }
    Stmt *stmt = parser_new_stmt(p, STMT_DELETE, start);
    if (stmt == NULL || !parser_take_pointers(p, mark, &stmt->as.delete_.targets.items,
                                              &stmt->as.delete_.targets.length)) {
        return NULL;
    }
    return stmt;
}

static Stmt *parse_assert(Parser *p) {
    uint32_t start = p->position;
    p->position++;
    Expr *test = parse_expression(p);
    Expr *message = NULL;
    if (test == NULL) {
        p->position = start;
        return NULL;
    }
    if (parser_accept(p, TOKEN_COMMA)) {
        message = parse_expression(p);
        p->position -= message == NULL;
    }
    Stmt *stmt = parser_is_stopped(p) ? NULL : parser_new_stmt(p, STMT_ASSERT, start);
    if (stmt != NULL) {
        stmt->as.assert_.test = test;
        stmt->as.assert_.message = message;
    }
    return stmt;
}

static Stmt *parse_word_statement(Parser *p, StmtKind kind) {
    uint32_t start = p->position++;
    return parser_new_stmt(p, kind, start);
}

// `type A[T] = value`; null if `type` is an ordinary name here.
static Stmt *parse_type_alias(Parser *p) {
    uint32_t start = p->position++;
    Expr *name = parse_name(p, CONTEXT_STORE);
    TypeParameterList type_parameters;
    Expr *value = NULL;
    if (name != NULL && parse_type_parameters(p, &type_parameters) &&
        parser_accept(p, TOKEN_EQUAL)) {
        value = parse_expression(p);
    }
    if (value == NULL) {
        p->position = start;
        return NULL;
    }
    Stmt *stmt = parser_new_stmt(p, STMT_TYPE_ALIAS, start);
    if (stmt != NULL) {
        stmt->as.type_alias.name = name;
        stmt->as.type_alias.type_parameters = type_parameters;
        stmt->as.type_alias.value = value;
    }
    return stmt;
}

// --- import ---

const Name *parse_dotted_name(Parser *p) {
    uint32_t start = p->position;
    const Name *name = parser_accept_name(p);
    if (name == NULL || !parser_at(p, TOKEN_DOT)) {
        return name;
    }
    size_t size = name->length;
    while (parser_accept(p, TOKEN_DOT)) {
        const Name *part = parser_accept_name(p);
        if (part == NULL) {
            p->position--;
            break;
        }
        size += part->length + 1;
    }
    char *bytes = parser_alloc(p, size + 1);
    if (bytes == NULL) {
        return NULL;
    }
    char *at = bytes;
    for (uint32_t i = start; i < p->position; i += 2) {
        const Name *part = p->tokens[i].name;
        memcpy(at, part->bytes, part->length);
        at += part->length;
        *at++ = '.';
    }
    name = name_intern(p->names, bytes, size);
    return name != NULL ? name : parser_fail_memory(p);
}

// `name [as alias]`, with dots in the name or not.
static ImportAlias *parse_alias(Parser *p, bool has_dots) {
    uint32_t start = p->position;
    const Name *name = has_dots ? parse_dotted_name(p) : parser_accept_name(p);
    const Name *alias = NULL;
    if (name == NULL) {
        return NULL;
    }
    if (parser_accept(p, TOKEN_AS)) {
        alias = parser_accept_name(p);
        p->position -= alias == NULL;
    }
    ImportAlias *import = parser_alloc(p, sizeof *import);
    if (import != NULL) {
        *import = (ImportAlias){parser_range(p, start), name, alias};
    }
    return import;
}

// `alias (, alias)*`, pushed; a comma that no alias follows is left.
static bool push_aliases(Parser *p, bool has_dots) {
    size_t mark = p->scratch_length;
    do {
        ImportAlias *alias = parse_alias(p, has_dots);
        if (alias == NULL) {
            p->position -= p->scratch_length > mark;
            break;
        }
        if (!parser_push(p, alias)) {
            return false;
        }
    } while (parser_accept(p, TOKEN_COMMA));
    return !parser_is_stopped(p) && p->scratch_length > mark;
}

static Stmt *finish_import(Parser *p, StmtKind kind, uint32_t start, size_t mark,
                           const Name *module, uint32_t level) {
    Stmt *stmt = parser_new_stmt(p, kind, start);
    if (stmt == NULL ||
        !parser_take_structs(p, mark, sizeof(ImportAlias), &stmt->as.import.aliases,
                             &stmt->as.import.length)) {
        return NULL;
    }
    stmt->as.import.module = module;
    stmt->as.import.level = level;
    return stmt;
}

// Nothing stands behind `import`; the newline is next. Returns false.
static bool fail_missing_names(Parser *p) {
    const Token *token = &p->tokens[p->position];
    parser_fail_from(p, token->line, token->column,
                     "Expected one or more names after 'import'");
    return false;
}

// The mistakes that begin with `import`: records an error and returns true if one is here.
static bool hint_import(Parser *p) {
    uint32_t start = p->position++;
    bool is_mistaken = false;
    if (parser_at(p, TOKEN_NEWLINE)) {
        fail_missing_names(p);
        is_mistaken = true;
    } else if (parse_dotted_name(p) != NULL) {
        while (parser_accept(p, TOKEN_COMMA) && parse_dotted_name(p) != NULL) {
        }
        if (parser_accept(p, TOKEN_FROM) && parse_dotted_name(p) != NULL) {
            parser_peek(p);
            parser_fail_from(p, p->tokens[start].line, p->tokens[start].column,
                             "Did you mean to use 'from ... import ...' instead?");
            is_mistaken = true;
        }
    }
    p->position = start;
    return is_mistaken;
}

static Stmt *parse_import(Parser *p) {
    uint32_t start = p->position;
    size_t mark = p->scratch_length;
    if (parser_wants_hints(p) && hint_import(p)) {
        return NULL;
    }
    p->position++;
    if (!push_aliases(p, true)) {
        p->position = start;
        return NULL;
    }
    return finish_import(p, STMT_IMPORT, start, mark, NULL, 0);
}

// What stands behind `from x import`, pushed.
static bool push_from_targets(Parser *p) {
    if (parser_accept(p, TOKEN_LEFT_PAREN)) {
        if (!push_aliases(p, false)) {
            return false;
        }
        parser_accept(p, TOKEN_COMMA);
        return parser_accept(p, TOKEN_RIGHT_PAREN);
    }
    if (parser_at(p, TOKEN_STAR)) {
        uint32_t start = p->position++;
        ImportAlias *alias = parser_alloc(p, sizeof *alias);
        const Name *star = name_intern(p->names, "*", 1);
        if (alias == NULL || star == NULL) {
            return parser_fail_memory(p);
        }
        *alias = (ImportAlias){parser_range(p, start), star, NULL};
        return parser_push(p, alias);
    }
    if (parser_wants_hints(p) && parser_at(p, TOKEN_NEWLINE)) {
        return fail_missing_names(p);
    }
    if (!push_aliases(p, false)) {
        return false;
    }
    if (parser_at(p, TOKEN_COMMA)) {
        p->position++;
        if (parser_wants_hints(p) && parser_at(p, TOKEN_NEWLINE)) {
            parser_fail_last(p, "trailing comma not allowed without surrounding parentheses");
        }
        return false;
    }
    return true;
}

static Stmt *parse_import_from(Parser *p) {
    uint32_t start = p->position++;
    size_t mark = p->scratch_length;
    uint32_t level = 0;
    for (;; p->position++) {
        if (parser_at(p, TOKEN_DOT)) {
            level++;
        } else if (parser_at(p, TOKEN_ELLIPSIS)) {
            level += 3;
        } else {
            break;
        }
    }
    const Name *module = parse_dotted_name(p);
    if ((module == NULL && level == 0) || !parser_accept(p, TOKEN_IMPORT) ||
        !push_from_targets(p)) {
        p->scratch_length = mark;
        p->position = start;
        return NULL;
    }
    return finish_import(p, STMT_IMPORT_FROM, start, mark, module, level);
}

// --- lines ---

static void *simple_statement_rule(Parser *p) {
    switch (parser_peek(p)) {
    case TOKEN_RETURN:
        return parse_return(p);
    case TOKEN_IMPORT:
        return parse_import(p);
    case TOKEN_FROM:
        return parse_import_from(p);
    case TOKEN_RAISE:
        return parse_raise(p);
    case TOKEN_PASS:
        return parse_word_statement(p, STMT_PASS);
    case TOKEN_DEL:
        return parse_delete(p);
    case TOKEN_ASSERT:
        return parse_assert(p);
    case TOKEN_BREAK:
        return parse_word_statement(p, STMT_BREAK);
    case TOKEN_CONTINUE:
        return parse_word_statement(p, STMT_CONTINUE);
    case TOKEN_GLOBAL:
        return parse_names(p, STMT_GLOBAL);
    case TOKEN_NONLOCAL:
        return parse_names(p, STMT_NONLOCAL);
    default:
        break;
    }
    if (parser_at_word(p, p->name_type)) {
        Stmt *stmt = parse_type_alias(p);
        if (stmt != NULL || parser_is_stopped(p)) {
            return stmt;
        }
    }
    return parse_expression_statement(p);
}

Stmt *parse_simple_statement(Parser *p) {
    return parser_memoise(p, MEMO_SIMPLE_STATEMENT, simple_statement_rule);
}

bool parse_simple_statements(Parser *p) {
    uint32_t start = p->position;
    size_t mark = p->scratch_length;
    do {
        Stmt *stmt = parse_simple_statement(p);
        if (stmt == NULL) {
            break;
        }
        if (!parser_push(p, stmt)) {
            return false;
        }
    } while (parser_accept(p, TOKEN_SEMICOLON) && !parser_at(p, TOKEN_NEWLINE));
    if (parser_is_stopped(p) || p->scratch_length == mark || !parser_accept(p, TOKEN_NEWLINE)) {
        p->scratch_length = mark;
        p->position = start;
        return false;
    }
    return true;
}

bool parse_statement(Parser *p) {
    Stmt *stmt = parse_compound_statement(p);
    if (stmt != NULL) {
        return parser_push(p, stmt);
    }
    return !parser_is_stopped(p) && parse_simple_statements(p);
}
