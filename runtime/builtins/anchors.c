// Finding the anchors with the compiler's own parser.
#include "runtime/builtins/anchors.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/ast.h"
#include "compiler/parser.h"

// A text being walked through.
typedef struct Walk {
    const char *at;
    const char *end;
    Place place;
} Walk;

static Walk walk_to(const char *text, size_t size, Place place) {
    Walk walk = {text, text + size, place};
    for (uint32_t i = 0; i < place.line; i++) {
        const char *newline = memchr(walk.at, '\n', (size_t)(walk.end - walk.at));
        if (!newline) {
            break;
        }
        walk.at = newline + 1;
    }
    walk.at += place.column < (size_t)(walk.end - walk.at) ? place.column
                                                           : (size_t)(walk.end - walk.at);
    return walk;
}

static void step(Walk *walk) {
    walk->place.column++;
    if (*walk->at++ == '\n') {
        walk->place = (Place){walk->place.line + 1, 0};
    }
}

// Steps over white space, comments, backslashes and closing brackets. False at the end.
static bool skip_to_operator(Walk *walk) {
    while (walk->at < walk->end) {
        char c = *walk->at;
        if (c == '#' || c == '\\') {
            while (walk->at < walk->end && *walk->at != '\n') {
                step(walk);
            }
        } else if (isspace((unsigned char)c) || c == ')') {
            step(walk);
        } else {
            return true;
        }
    }
    return false;
}

// Steps to the opening bracket. False at the end.
static bool skip_to_bracket(Walk *walk, char bracket) {
    while (skip_to_operator(walk) && *walk->at != bracket) {
        step(walk);
    }
    return walk->at < walk->end;
}

// The parser has seen the text one line further down, behind a parenthesis.
static Place end_of(const Expr *expr) {
    return (Place){expr->range.end_line - 2, expr->range.end_column};
}

static bool find_operator(const Expr *expr, const char *text, size_t size, Anchors *anchors) {
    Walk walk = walk_to(text, size, end_of(expr->as.binary.left));
    if (!skip_to_operator(&walk)) {
        return false;
    }
    anchors->start = anchors->end = walk.place;
    anchors->end.column++;
    const SourceRange *right = &expr->as.binary.right->range;
    bool is_before_right =
        right->line - 2 > walk.place.line || walk.place.column + 1 < right->column;
    char next = walk.at + 1 < walk.end ? walk.at[1] : ' ';
    anchors->end.column +=
        is_before_right && !isspace((unsigned char)next) && next != '\\' && next != '#';
    return true;
}

// From the bracket behind `before` to the end of the expression.
static bool find_brackets(const Expr *expr, const Expr *before, char bracket, const char *text,
                          size_t size, Anchors *anchors) {
    Walk walk = walk_to(text, size, end_of(before));
    if (!skip_to_bracket(&walk, bracket)) {
        return false;
    }
    *anchors = (Anchors){walk.place, end_of(expr)};
    return true;
}

static bool find_in_expression(const Expr *expr, const char *text, size_t size,
                               Anchors *anchors) {
    switch (expr->kind) {
    case EXPR_BINARY:
        return find_operator(expr, text, size, anchors);
    case EXPR_SUBSCRIPT:
        return find_brackets(expr, expr->as.subscript.value, '[', text, size, anchors);
    case EXPR_CALL:
        return find_brackets(expr, expr->as.call.function, '(', text, size, anchors);
    default:
        return false;
    }
}

bool anchors_find(const char *segment, size_t size, Anchors *anchors) {
    // In parentheses an expression may go over several lines.
    char *text = malloc(size + 5);
    if (!text) {
        return false;
    }
    memcpy(text, "(\n", 2);
    memcpy(text + 2, segment, size);
    memcpy(text + 2 + size, "\n)", 3);
    Arena arena;
    arena_init(&arena);
    Diagnostic error = {0};
    Source source;
    Module *module = NULL;
    if (source_init(&source, &arena, "<anchors>", text, size + 4, SOURCE_STRING, &error)) {
        module = parse_module(&arena, &source, PARSE_EXPRESSION, &error);
    }
    bool found = module && find_in_expression(module->expression, segment, size, anchors);
    arena_free(&arena);
    free(text);
    return found;
}

// The call that is all of a plain statement, or null.
static const Expr *plain_call(const Stmt *stmt) {
    const Expr *value = NULL;
    if (stmt->kind == STMT_RETURN) {
        value = stmt->as.return_.value;
        bool is_named =
            value && value->kind == EXPR_CALL && value->as.call.function->kind == EXPR_NAME;
        return is_named ? value : NULL;
    }
    if (stmt->kind == STMT_ASSIGN && stmt->as.assign.targets.length == 1 &&
        stmt->as.assign.targets.items[0]->kind == EXPR_NAME) {
        value = stmt->as.assign.value;
    }
    return value && value->kind == EXPR_CALL ? value : NULL;
}

bool anchors_is_plain_call(const char *statement, size_t size, Anchors call) {
    Arena arena;
    arena_init(&arena);
    Diagnostic error = {0};
    Source source;
    Module *module = NULL;
    if (source_init(&source, &arena, "<anchors>", statement, size, SOURCE_STRING, &error)) {
        module = parse_module(&arena, &source, PARSE_MODULE, &error);
    }
    const Expr *value =
        module && module->body.length > 0 ? plain_call(module->body.items[0]) : NULL;
    bool is_plain = value && value->range.line - 1 == call.start.line &&
                    value->range.column == call.start.column &&
                    value->range.end_line - 1 == call.end.line &&
                    value->range.end_column == call.end.column;
    arena_free(&arena);
    return is_plain;
}
