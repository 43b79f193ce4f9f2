// Statements: the dispatch over their kinds, `if`, `assert`, imports, docstrings. See
// codegen.h.
#include "compiler/codegen.h"

#include <stdlib.h>
#include <string.h>

// --- if, assert ---

static void if_stmt(Codegen *c, const Stmt *stmt) {
    Emitter *e = codegen_emitter(c);
    Label end = emitter_new_label(e);
    for (;;) {
        StmtList orelse = stmt->as.if_.orelse;
        Label next = orelse.length ? emitter_new_label(e) : end;
        codegen_condition(c, stmt->as.if_.test, false, next);
        codegen_body(c, stmt->as.if_.body);
        if (!orelse.length || c->has_failed) {
            break;
        }
        emit_jump(e, OP_JUMP, 0, 0, 0, end, NULL);
        emitter_bind(e, next);
        if (orelse.length != 1 || orelse.items[0]->kind != STMT_IF) {
            codegen_body(c, orelse);
            break;
        }
        stmt = orelse.items[0];
    }
    emitter_bind(e, end);
}

static void assert_stmt(Codegen *c, const Stmt *stmt) {
    Emitter *e = codegen_emitter(c);
    codegen_check_assert(c, stmt);
    if (c->optimize) {
        return;
    }
    Label end = emitter_new_label(e);
    uint32_t mark = e->depth;
    codegen_condition(c, stmt->as.assert_.test, true, end);
    Register error = emitter_push(e);
    emit(e, OP_LOAD_ASSERTION_ERROR, 0, error, 0, 0, &stmt->range);
    if (stmt->as.assert_.message) {
        codegen_expr(c, stmt->as.assert_.message, INTO_TEMPORARY);
        emit(e, OP_CALL, 0, error, error, 1, &stmt->as.assert_.test->range);
    }
    emit(e, OP_RAISE, 0, error, 0, 0, &stmt->as.assert_.test->range);
    codegen_release(c, mark);
    emitter_bind(e, end);
}

// --- imports ---

// Imports `module`; `wanted` is the tuple of the names to come or null. The result is a
// temporary.
static Register import_module(Codegen *c, const Name *module, uint32_t level,
                              const Constant *wanted, const SourceRange *at) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    Register block = emitter_push(e);
    emit_wide(e, OP_LOAD_INT, block, (int32_t)level, at);
    if (wanted) {
        codegen_constant(c, wanted, INTO_TEMPORARY, at);
    } else {
        codegen_none(c, INTO_TEMPORARY, at);
    }
    codegen_release(c, mark);
    Register to = emitter_push(e);
    emit(e, OP_IMPORT_NAME, 0, to, emitter_name(e, module), block, at);
    return to;
}

// `import a.b.c as d`: the name is looked up part by part from a on.
static void import_as(Codegen *c, const ImportAlias *alias, const SourceRange *at) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    Register module = import_module(c, alias->name, 0, NULL, at);
    const char *rest = strchr(alias->name->bytes, '.');
    while (rest) {
        const char *part = rest + 1;
        rest = strchr(part, '.');
        size_t length = rest ? (size_t)(rest - part) : strlen(part);
        const Name *name = name_intern(c->names, part, length);
        if (!name) {
            codegen_fail_memory(c);
            return;
        }
        Register inner = emitter_push(e);
        emit(e, OP_IMPORT_FROM, 0, inner, module, emitter_name(e, name), at);
        emit(e, OP_DROP, 0, module, 0, 0, at);
        emit(e, OP_MOVE, 0, module, inner, 0, at);
        codegen_release(c, mark + 1);
    }
    codegen_store_name(c, alias->alias, module, at);
    codegen_release(c, mark);
}

static void import_stmt(Codegen *c, const Stmt *stmt) {
    Emitter *e = codegen_emitter(c);
    for (size_t i = 0; i < stmt->as.import.length && !c->has_failed; i++) {
        const ImportAlias *alias = &stmt->as.import.aliases[i];
        if (alias->alias) {
            import_as(c, alias, &stmt->range);
            continue;
        }
        uint32_t mark = e->depth;
        Register module = import_module(c, alias->name, 0, NULL, &stmt->range);
        const char *dot = strchr(alias->name->bytes, '.');
        const Name *first =
            dot ? name_intern(c->names, alias->name->bytes, (size_t)(dot - alias->name->bytes))
                : alias->name;
        if (!first) {
            codegen_fail_memory(c);
            return;
        }
        codegen_store_name(c, first, module, &stmt->range);
        codegen_release(c, mark);
    }
}

static bool is_future(const Stmt *stmt) {
    return stmt->kind == STMT_IMPORT_FROM && stmt->as.import.level == 0 &&
           stmt->as.import.module && strcmp(stmt->as.import.module->bytes, "__future__") == 0;
}

// Whether a statement begins no later than another one (null: never).
static bool is_before_or_at(const Stmt *stmt, const Stmt *last) {
    return last &&
           (stmt->range.line < last->range.line ||
            (stmt->range.line == last->range.line && stmt->range.column <= last->range.column));
}

static void import_from(Codegen *c, const Stmt *stmt) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    size_t n = stmt->as.import.length;
    const Name *module = stmt->as.import.module;
    Constant *items = arena_alloc_array(c->arena, n, sizeof(*items));
    if (!items || (!module && !(module = codegen_intern(c, "")))) {
        codegen_fail_memory(c);
        return;
    }
    if (is_future(stmt) && !is_before_or_at(stmt, c->last_future)) {
        codegen_fail(c, stmt->range,
                     "from __future__ imports must occur at the beginning of the file");
        return;
    }
    for (size_t i = 0; i < n; i++) {
        const Name *name = stmt->as.import.aliases[i].name;
        items[i] =
            (Constant){.kind = CONSTANT_STR, .length = name->length, .text = name->bytes};
    }
    Constant wanted = {.kind = CONSTANT_TUPLE, .length = n, .items = items};
    Register from = import_module(c, module, stmt->as.import.level, &wanted, &stmt->range);
    if (n == 1 && stmt->as.import.aliases[0].name->bytes[0] == '*') {
        emit(e, OP_IMPORT_STAR, 0, from, 0, 0, &stmt->range);
        codegen_release(c, mark);
        return;
    }
    for (size_t i = 0; i < n && !c->has_failed; i++) {
        const ImportAlias *alias = &stmt->as.import.aliases[i];
        Register value = emitter_push(e);
        emit(e, OP_IMPORT_FROM, 0, value, from, emitter_name(e, alias->name), &stmt->range);
        codegen_store_name(c, alias->alias ? alias->alias : alias->name, value, &stmt->range);
        codegen_release(c, mark + 1);
    }
    emit(e, OP_DROP, 0, from, 0, 0, &stmt->range);
    codegen_release(c, mark);
}

// --- docstrings ---

// Removes the indentation that all lines but the first share, as CPython's compiler does. Tabs
// have been expanded. Returns the new length.
static size_t clean_indentation(char *text, size_t length) {
    const char *end = text + length, *p = memchr(text, '\n', length);
    size_t margin = SIZE_MAX;
    for (p = p ? p + 1 : end; p < end;) {
        const char *start = p;
        while (p < end && *p == ' ') {
            p++;
        }
        if (p < end && *p != '\n' && (size_t)(p - start) < margin) {
            margin = (size_t)(p - start);
        }
        const char *newline = memchr(p, '\n', (size_t)(end - p));
        p = newline ? newline + 1 : end;
    }
    margin = margin == SIZE_MAX ? 0 : margin;
    char *out = text;
    p = text;
    while (p < end && *p == ' ') {
        p++;
    }
    while (p < end) {
        const char *newline = memchr(p, '\n', (size_t)(end - p));
        size_t n = newline ? (size_t)(newline + 1 - p) : (size_t)(end - p);
        memmove(out, p, n);
        out += n;
        p += n;
        for (size_t i = 0; i < margin && p < end && *p == ' '; i++) {
            p++;
        }
    }
    return (size_t)(out - text);
}

static size_t expand_tabs(const char *text, size_t length, char *out) {
    size_t column = 0, size = 0;
    for (size_t i = 0; i < length; i++) {
        size_t n = text[i] == '\t' ? 8 - column % 8 : 1;
        column = text[i] == '\n' || text[i] == '\r' ? 0 : column + n;
        if ((text[i] & 0xC0) == 0x80) { // inside a character
            column--;
        }
        if (out) {
            memset(out + size, text[i] == '\t' ? ' ' : text[i], n);
        }
        size += n;
    }
    return size;
}

bool codegen_docstring(Codegen *c, StmtList body, Constant *out) {
    if (!body.length || body.items[0]->kind != STMT_EXPRESSION) {
        return false;
    }
    const Expr *value = body.items[0]->as.expression.value;
    if (value->kind != EXPR_CONSTANT || value->as.constant.kind != CONSTANT_STR) {
        return false;
    }
    const char *text = value->as.constant.as.text.bytes;
    size_t length = value->as.constant.as.text.size;
    size_t size = expand_tabs(text, length, NULL);
    char *clean = arena_alloc(c->arena, size + 1);
    if (!clean) {
        codegen_fail_memory(c);
        return false;
    }
    expand_tabs(text, length, clean);
    size = clean_indentation(clean, size);
    clean[size] = 0;
    *out = (Constant){.kind = CONSTANT_STR, .length = size, .text = clean};
    return true;
}

// --- the dispatch ---

static void expression_stmt(Codegen *c, const Stmt *stmt) {
    Emitter *e = codegen_emitter(c);
    if (c->is_interactive && c->unit->scope->kind == SCOPE_MODULE) {
        uint32_t mark = e->depth;
        Register value = codegen_operand(c, stmt->as.expression.value, NULL);
        emit(e, OP_PRINT_RESULT, 0, value, 0, 0, &stmt->range);
        codegen_release(c, mark);
        return;
    }
    codegen_discard(c, stmt->as.expression.value);
}

void codegen_stmt(Codegen *c, const Stmt *stmt) {
    switch (stmt->kind) {
    case STMT_FUNCTION:
        codegen_function(c, stmt);
        break;
    case STMT_CLASS:
        codegen_class(c, stmt);
        break;
    case STMT_RETURN:
        codegen_return(c, stmt);
        break;
    case STMT_DELETE:
        for (size_t i = 0; i < stmt->as.delete_.targets.length && !c->has_failed; i++) {
            codegen_delete(c, stmt->as.delete_.targets.items[i]);
        }
        break;
    case STMT_ASSIGN:
        codegen_assign_stmt(c, stmt);
        break;
    case STMT_TYPE_ALIAS:
        codegen_type_alias(c, stmt);
        break;
    case STMT_AUGMENT_ASSIGN:
        codegen_augment_assign(c, stmt);
        break;
    case STMT_ANNOTATE:
        codegen_annotate(c, stmt);
        break;
    case STMT_FOR:
        codegen_for(c, stmt);
        break;
    case STMT_WHILE:
        codegen_while(c, stmt);
        break;
    case STMT_IF:
        if_stmt(c, stmt);
        break;
    case STMT_WITH:
        codegen_with(c, stmt);
        break;
    case STMT_MATCH:
        codegen_match(c, stmt);
        break;
    case STMT_RAISE:
        codegen_raise(c, stmt);
        break;
    case STMT_TRY:
        codegen_try(c, stmt);
        break;
    case STMT_ASSERT:
        assert_stmt(c, stmt);
        break;
    case STMT_IMPORT:
        import_stmt(c, stmt);
        break;
    case STMT_IMPORT_FROM:
        import_from(c, stmt);
        break;
    case STMT_EXPRESSION:
        expression_stmt(c, stmt);
        break;
    case STMT_BREAK:
        codegen_break(c, stmt);
        break;
    case STMT_CONTINUE:
        codegen_continue(c, stmt);
        break;
    case STMT_GLOBAL:
    case STMT_NONLOCAL:
    case STMT_PASS:
        break;
    }
}

void codegen_body(Codegen *c, StmtList body) {
    for (size_t i = 0; i < body.length && !c->has_failed && !codegen_emitter(c)->error; i++) {
        codegen_stmt(c, body.items[i]);
    }
}
