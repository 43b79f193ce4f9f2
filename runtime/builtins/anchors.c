// Finding the anchors with the compiler's own parser.
#include "runtime/builtins/anchors.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/ast.h"
#include "compiler/parser.h"

// The operator between the operands of `expr`, which starts with `text`.
static void find_operator(const Expr *expr, const char *text, size_t *start, size_t *end) {
    size_t at = expr->as.binary.left->range.end_column;
    while (isspace((unsigned char)text[at]) || text[at] == ')' || text[at] == '\\') {
        at++;
    }
    *start = at;
    bool is_double = text[at + 1] && !isspace((unsigned char)text[at + 1]) &&
                     (text[at] == text[at + 1]) && strchr("*/<>", text[at]);
    *end = at + 1 + is_double;
}

bool anchors_find(const char *segment, size_t size, size_t *start, size_t *end) {
    // In parentheses, as an operand of an enclosing expression may be; columns are off by one.
    char *text = malloc(size + 3);
    if (!text) {
        return false;
    }
    text[0] = '(';
    memcpy(text + 1, segment, size);
    memcpy(text + 1 + size, ")", 2);
    Arena arena;
    arena_init(&arena);
    Diagnostic error = {0};
    Source source;
    Module *module = NULL;
    if (source_init(&source, &arena, "<anchors>", text, size + 2, SOURCE_STRING, &error)) {
        module = parse_module(&arena, &source, PARSE_EXPRESSION, &error);
    }
    bool found = module != NULL;
    const Expr *expr = found ? module->expression : NULL;
    if (found && expr->kind == EXPR_BINARY) {
        find_operator(expr, text, start, end);
    } else if (found && expr->kind == EXPR_SUBSCRIPT) {
        *start = expr->as.subscript.value->range.end_column;
        *end = expr->range.end_column;
    } else if (found && expr->kind == EXPR_CALL) {
        *start = expr->as.call.function->range.end_column;
        *end = expr->range.end_column;
    } else {
        found = false;
    }
    if (found) {
        while (*start < *end && isspace((unsigned char)text[*start])) {
            ++*start;
        }
        --*start;
        --*end;
    }
    arena_free(&arena);
    free(text);
    return found && *start < *end && *end <= size;
}

bool anchors_is_plain_call(const char *statement, size_t start, size_t size) {
    if (start == 0) {
        return false;
    }
    Arena arena;
    arena_init(&arena);
    Diagnostic error = {0};
    Source source;
    Module *module = NULL;
    char *text = strndup(statement, size);
    if (text && source_init(&source, &arena, "<anchors>", text, size, SOURCE_STRING, &error)) {
        module = parse_module(&arena, &source, PARSE_MODULE, &error);
    }
    bool is_plain = false;
    if (module && module->body.length == 1) {
        const Stmt *stmt = module->body.items[0];
        const Expr *value = stmt->kind == STMT_ASSIGN ? stmt->as.assign.value : NULL;
        if (stmt->kind == STMT_RETURN && stmt->as.return_.value) {
            value = stmt->as.return_.value;
            is_plain = value->kind == EXPR_CALL && value->as.call.function->kind == EXPR_NAME;
        } else {
            is_plain = value && value->kind == EXPR_CALL;
        }
    }
    arena_free(&arena);
    free(text);
    return is_plain;
}
