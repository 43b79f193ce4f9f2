// The front door of the compiler. See compile.h; future statements are read here.
#include "compiler/compile.h"

#include <string.h>

#include "compiler/codegen.h"
#include "compiler/parser.h"
#include "compiler/verify.h"

// --- from __future__ import ---

static bool is_docstring(const Stmt *stmt) {
    return stmt->kind == STMT_EXPRESSION && stmt->as.expression.value->kind == EXPR_CONSTANT &&
           stmt->as.expression.value->as.constant.kind == CONSTANT_STR;
}

static bool is_future_import(const Stmt *stmt) {
    return stmt->kind == STMT_IMPORT_FROM && stmt->as.import.level == 0 &&
           stmt->as.import.module && strcmp(stmt->as.import.module->bytes, "__future__") == 0;
}

static bool read_feature(Codegen *c, const Stmt *stmt, const char *name) {
    static const char *const features[] = {
        "nested_scopes",    "generators",     "division",
        "absolute_import",  "with_statement", "print_function",
        "unicode_literals", "barry_as_FLUFL", "generator_stop",
    };
    if (strcmp(name, "annotations") == 0) {
        c->has_lazy_annotations = true;
        return true;
    }
    for (size_t i = 0; i < sizeof(features) / sizeof(features[0]); i++) {
        if (strcmp(features[i], name) == 0) {
            return true;
        }
    }
    SourceRange at = {stmt->range.line, 0, stmt->range.line, 0};
    if (strcmp(name, "braces") == 0) {
        codegen_fail(c, at, "not a chance");
    } else {
        codegen_fail(c, at, "future feature %s is not defined", name);
    }
    c->out->end_column = 0; // CPython gives no end here
    return false;
}

// Reads the future statements: nothing but the docstring and other future statements may stand
// before them.
static void read_future(Codegen *c, StmtList body) {
    for (size_t i = 0; i < body.length; i++) {
        const Stmt *stmt = body.items[i];
        if (i == 0 && is_docstring(stmt)) {
            continue;
        }
        if (!is_future_import(stmt)) {
            return;
        }
        for (size_t k = 0; k < stmt->as.import.length; k++) {
            if (!read_feature(c, stmt, stmt->as.import.aliases[k].name->bytes)) {
                return;
            }
        }
        c->last_future = stmt;
    }
}

// --- the module ---

static void module_body(Codegen *c, const Module *module) {
    Emitter *e = codegen_emitter(c);
    if (c->unit->scope->has_annotations) {
        emit(e, OP_SETUP_ANNOTATIONS, 0, 0, 0, 0, NULL);
    }
    Constant docstring;
    if (module->mode == PARSE_MODULE && c->optimize < 2 &&
        codegen_docstring(c, module->body, &docstring)) {
        const SourceRange *at = &module->body.items[0]->range;
        const Name *name = codegen_intern(c, "__doc__");
        if (name) {
            codegen_store_name(c, name, codegen_constant(c, &docstring, INTO_TEMPORARY, at),
                               at);
        }
        codegen_release(c, 0);
    }
    codegen_body(c, module->body);
    emit(e, OP_RETURN_NONE, 0, 0, 0, 0, NULL);
}

// Compiles a tree that was parsed from `module->source`.
static CodeUnit *compile_module(Arena *arena, const Module *module,
                                const CompileOptions *options, SyntaxWarning **warnings,
                                Diagnostic *out) {
    ScopeTable *scopes =
        scope_analyse(arena, module, options->uses_locals_mapping, options->allows_await, out);
    if (!scopes) {
        return NULL;
    }
    bool is_coroutine = scopes->module->is_coroutine;
    bool uses_locals_mapping = options->uses_locals_mapping && !is_coroutine;
    Codegen codegen = {
        .arena = arena,
        .names = module->names,
        .module = module,
        .source = module->source,
        .scopes = scopes,
        .out = out,
        .is_interactive = module->mode == PARSE_INTERACTIVE,
        .uses_locals_mapping = uses_locals_mapping,
        .has_lazy_annotations = options->has_lazy_annotations,
        .optimize = options->optimize,
        .last_warning = warnings,
    };
    Codegen *c = &codegen;
    uint32_t flags = CODE_MODULE | (uses_locals_mapping ? CODE_LOCALS_MAPPING : 0) |
                     (is_coroutine ? CODE_COROUTINE : 0);
    Unit unit;
    if (module->mode != PARSE_EXPRESSION) {
        read_future(c, module->body);
    }
    if (c->has_failed || !codegen_enter(c, &unit, scopes->module, "<module>", 1, flags)) {
        return NULL;
    }
    if (module->mode == PARSE_EXPRESSION) {
        Register value = codegen_operand(c, module->expression, NULL);
        emit(codegen_emitter(c), OP_RETURN, 0, value, 0, 0, &module->expression->range);
    } else {
        module_body(c, module);
    }
    CodeUnit *code = codegen_leave(c);
#ifdef GILT_CHECK
    const char *problem = code ? verify_unit(arena, code) : NULL;
    if (problem) {
        codegen_fail(c, (SourceRange){1, 0, 1, 0}, "compiler produced bad code: %s", problem);
        return NULL;
    }
#endif
    return code;
}

CodeUnit *compile_source(Arena *arena, const char *file_name, const char *text, size_t size,
                         const CompileOptions *options, Source *source,
                         const SyntaxWarning **warnings, Diagnostic *out) {
    Source *checked = ARENA_NEW(arena, Source);
    diagnostic_clear(out);
    if (!checked) {
        diagnostic_set_memory(out);
        return NULL;
    }
    bool is_text = source_init(checked, arena, file_name, text, size, options->origin, out);
    if (source) {
        *source = *checked;
    }
    Module *module = is_text ? parse_module(arena, checked, options->mode, out) : NULL;
    SyntaxWarning *first = module ? module->warnings : NULL;
    SyntaxWarning **end = &first;
    while (*end) {
        end = &(*end)->next;
    }
    CodeUnit *code = module ? compile_module(arena, module, options, end, out) : NULL;
    if (module && !code) {
        out->text = DIAGNOSTIC_FILE_LINE;
    }
    if (warnings) {
        *warnings = first;
    }
    return code;
}
