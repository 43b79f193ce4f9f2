// The first pass of the symbol table, second half: patterns, statements, and its entry. See
// scope_collect.h.
#include "compiler/scope_collect.h"

#include <string.h>

#include "compiler/source.h"

// --- patterns ---

static void collect_pattern(Collector *c, const Pattern *pattern);

static void collect_patterns(Collector *c, PatternList patterns) {
    for (size_t i = 0; i < patterns.length && !c->has_failed; i++) {
        collect_pattern(c, patterns.items[i]);
    }
}

static void collect_pattern(Collector *c, const Pattern *pattern) {
    switch (pattern->kind) {
    case PATTERN_VALUE:
        collect_expr(c, pattern->as.value.value);
        break;
    case PATTERN_SINGLETON:
        break;
    case PATTERN_SEQUENCE:
        collect_patterns(c, pattern->as.sequence.patterns);
        break;
    case PATTERN_MAPPING:
        collect_exprs(c, pattern->as.mapping.keys);
        collect_patterns(c, pattern->as.mapping.patterns);
        if (pattern->as.mapping.rest) {
            collect_note_binding(c, pattern->as.mapping.rest, 0);
        }
        break;
    case PATTERN_CLASS:
        collect_expr(c, pattern->as.class_.class_);
        collect_patterns(c, pattern->as.class_.patterns);
        collect_patterns(c, pattern->as.class_.keyword_patterns);
        break;
    case PATTERN_STAR:
        if (pattern->as.star.name) {
            collect_note_binding(c, pattern->as.star.name, 0);
        }
        break;
    case PATTERN_AS:
        if (pattern->as.as_.pattern) {
            collect_pattern(c, pattern->as.as_.pattern);
        }
        if (pattern->as.as_.name) {
            collect_note_binding(c, pattern->as.as_.name, 0);
        }
        break;
    case PATTERN_OR:
        collect_patterns(c, pattern->as.or_.patterns);
        break;
    }
}

// --- statements ---

static void collect_forbidding(Collector *c, const Expr *expr, const char *forbidding) {
    if (expr) {
        const char *saved = c->forbidding;
        c->forbidding = forbidding;
        collect_expr(c, expr);
        c->forbidding = saved;
    }
}

// Notes a variable of the compiler's own; its name cannot occur in a program.
static void note_internal(Collector *c, const char *text, uint32_t flags) {
    const Name *name = name_intern(c->names, text, strlen(text));
    if (name) {
        collect_note(c, name, flags);
    } else {
        collect_out_of_memory(c);
    }
}

static bool has_keyword_default(const Parameters *p) {
    for (size_t i = 0; i < p->keyword_defaults.length; i++) {
        if (p->keyword_defaults.items[i]) {
            return true;
        }
    }
    return false;
}

// Begins the scope that holds the type parameters of a definition. A function's defaults, which
// are evaluated outside, are handed in as parameters.
static void enter_type_parameters(Collector *c, const TypeParameterList *list,
                                  const Parameters *parameters) {
    if (c->has_failed || !collect_enter(c, SCOPE_FUNCTION, list)) {
        return;
    }
    c->scope->is_type_parameters = true;
    c->scope->is_of_types = true;
    if (parameters && parameters->defaults.length) {
        note_internal(c, ".defaults", SYMBOL_PARAMETER | SYMBOL_ASSIGNED);
    }
    if (parameters && has_keyword_default(parameters)) {
        note_internal(c, ".kwdefaults", SYMBOL_PARAMETER | SYMBOL_ASSIGNED);
    }
    bool has_default = false;
    for (size_t i = 0; i < list->length && !c->has_failed; i++) {
        const TypeParameter *parameter = &list->items[i];
        Symbol *symbol = collect_note(c, parameter->name, 0);
        if (symbol && (symbol->flags & SYMBOL_TYPE_PARAMETER)) {
            COLLECT_FAIL(c, parameter->range, "duplicate type parameter '%s'",
                         parameter->name->bytes);
        } else if (symbol) {
            symbol->flags |= SYMBOL_TYPE_PARAMETER | SYMBOL_ASSIGNED;
        }
        has_default |= parameter->default_value != NULL;
        if (has_default && !parameter->default_value && !c->has_failed) {
            COLLECT_FAIL(c, parameter->range,
                         "non-default type parameter '%s' follows default type parameter",
                         parameter->name->bytes);
        }
    }
    for (size_t i = 0; i < list->length && !c->has_failed; i++) {
        const TypeParameter *parameter = &list->items[i];
        // Bounds and defaults are evaluated when asked for, by functions of their own.
        const Expr *lazy[2] = {parameter->bound, parameter->default_value};
        for (int k = 0; k < 2 && !c->has_failed; k++) {
            if (lazy[k] && collect_enter(c, SCOPE_FUNCTION, lazy[k])) {
                c->scope->is_of_types = true;
                collect_forbidding(c, lazy[k],
                                   k == 0 ? "a TypeVar bound" : "a TypeVar default");
                collect_leave(c);
            }
        }
    }
}

static const char IN_GENERIC[] = "the definition of a generic";

static void collect_function(Collector *c, const Stmt *stmt) {
    const Parameters *parameters = stmt->as.function.parameters;
    const TypeParameterList *generic = &stmt->as.function.type_parameters;
    collect_note_binding(c, stmt->as.function.name, 0);
    collect_exprs(c, stmt->as.function.decorators);
    collect_exprs(c, parameters->defaults);
    collect_exprs(c, parameters->keyword_defaults);
    if (generic->length) {
        enter_type_parameters(c, generic, parameters);
    }
    const char *saved = c->forbidding;
    c->forbidding = generic->length ? IN_GENERIC : c->forbidding;
    collect_annotations(c, parameters);
    if (stmt->as.function.returns) {
        collect_expr(c, stmt->as.function.returns);
    }
    c->forbidding = saved;
    if (c->has_failed || !collect_enter(c, SCOPE_FUNCTION, stmt)) {
        return;
    }
    c->scope->is_coroutine = stmt->as.function.is_async;
    collect_parameters(c, parameters);
    collect_body(c, stmt->as.function.body);
    collect_leave(c);
    if (generic->length) {
        collect_leave(c);
    }
}

static void collect_class(Collector *c, const Stmt *stmt) {
    const TypeParameterList *generic = &stmt->as.class_.type_parameters;
    collect_note_binding(c, stmt->as.class_.name, 0);
    collect_exprs(c, stmt->as.class_.decorators);
    if (generic->length) {
        enter_type_parameters(c, generic, NULL);
        if (c->has_failed) {
            return;
        }
        note_internal(c, ".type_params", SYMBOL_ASSIGNED);
        note_internal(c, ".generic_base", SYMBOL_ASSIGNED);
    }
    const char *saved = c->forbidding;
    c->forbidding = generic->length ? IN_GENERIC : c->forbidding;
    collect_exprs(c, stmt->as.class_.bases);
    collect_keywords(c, stmt->as.class_.keywords);
    c->forbidding = saved;
    if (c->has_failed || !collect_enter(c, SCOPE_CLASS, stmt)) {
        return;
    }
    c->scope->class_name = stmt->as.class_.name;
    if (generic->length) {
        note_internal(c, ".type_params", SYMBOL_USED);
    }
    collect_body(c, stmt->as.class_.body);
    collect_leave(c);
    if (generic->length) {
        collect_leave(c);
    }
}

static void collect_type_alias(Collector *c, const Stmt *stmt) {
    const TypeParameterList *generic = &stmt->as.type_alias.type_parameters;
    collect_expr(c, stmt->as.type_alias.name);
    if (generic->length) {
        enter_type_parameters(c, generic, NULL);
    }
    if (c->has_failed || !collect_enter(c, SCOPE_FUNCTION, stmt)) {
        return;
    }
    c->scope->is_of_types = true;
    collect_forbidding(c, stmt->as.type_alias.value, "a type alias");
    collect_leave(c);
    if (generic->length) {
        collect_leave(c);
    }
}

static void collect_annotated(Collector *c, const Stmt *stmt) {
    const Expr *target = stmt->as.annotate.target;
    c->scope->has_annotations = true;
    if (target->kind == EXPR_NAME) {
        Symbol *symbol = collect_note(c, target->as.name.id, 0);
        if (symbol && stmt->as.annotate.is_simple && c->scope->kind != SCOPE_MODULE &&
            (symbol->flags & (SYMBOL_GLOBAL_DECLARED | SYMBOL_NONLOCAL_DECLARED))) {
            COLLECT_FAIL(c, stmt->range, "annotated name '%s' can't be %s",
                         target->as.name.id->bytes,
                         symbol->flags & SYMBOL_GLOBAL_DECLARED ? "global" : "nonlocal");
            return;
        }
        if (symbol && stmt->as.annotate.is_simple) {
            symbol->flags |= SYMBOL_ANNOTATED | SYMBOL_ASSIGNED;
        } else if (symbol && stmt->as.annotate.value) {
            symbol->flags |= SYMBOL_ASSIGNED;
        }
    } else {
        collect_expr(c, target);
    }
    if (scope_unit(c->scope)->kind != SCOPE_FUNCTION || !stmt->as.annotate.is_simple) {
        collect_expr(c, stmt->as.annotate.annotation);
    }
    if (stmt->as.annotate.value) {
        collect_expr(c, stmt->as.annotate.value);
    }
}

static void collect_import(Collector *c, const Stmt *stmt) {
    for (size_t i = 0; i < stmt->as.import.length && !c->has_failed; i++) {
        const ImportAlias *alias = &stmt->as.import.aliases[i];
        const Name *name = alias->alias ? alias->alias : alias->name;
        if (name->length == 1 && name->bytes[0] == '*') {
            if (c->scope->kind != SCOPE_MODULE) {
                COLLECT_FAIL(c, alias->range, "import * only allowed at module level");
            }
            continue;
        }
        const char *dot = strchr(name->bytes, '.');
        if (dot && !alias->alias) {
            name = name_intern(c->names, name->bytes, (size_t)(dot - name->bytes));
        }
        if (name) {
            collect_note_binding(c, name, 0);
        } else {
            collect_out_of_memory(c);
        }
    }
}

static void collect_try(Collector *c, const Stmt *stmt) {
    collect_body(c, stmt->as.try_.body);
    for (size_t i = 0; i < stmt->as.try_.handlers_length && !c->has_failed; i++) {
        const ExceptHandler *handler = &stmt->as.try_.handlers[i];
        if (handler->type) {
            collect_expr(c, handler->type);
        }
        if (handler->name) {
            collect_note_binding(c, handler->name, SYMBOL_UNBINDABLE);
        }
        collect_body(c, handler->body);
    }
    collect_body(c, stmt->as.try_.orelse);
    collect_body(c, stmt->as.try_.finalbody);
}

static void collect_with(Collector *c, const Stmt *stmt) {
    if (stmt->as.with.is_async) {
        collect_await(c);
    }
    for (size_t i = 0; i < stmt->as.with.length && !c->has_failed; i++) {
        collect_expr(c, stmt->as.with.items[i].context);
        if (stmt->as.with.items[i].target) {
            collect_expr(c, stmt->as.with.items[i].target);
        }
    }
    collect_body(c, stmt->as.with.body);
}

// Statements that hold other statements.
static void collect_compound(Collector *c, const Stmt *stmt) {
    switch (stmt->kind) {
    case STMT_FUNCTION:
        collect_function(c, stmt);
        break;
    case STMT_CLASS:
        collect_class(c, stmt);
        break;
    case STMT_FOR:
        if (stmt->as.for_.is_async) {
            collect_await(c);
        }
        collect_expr(c, stmt->as.for_.target);
        collect_expr(c, stmt->as.for_.iterable);
        collect_body(c, stmt->as.for_.body);
        collect_body(c, stmt->as.for_.orelse);
        break;
    case STMT_WHILE:
        collect_expr(c, stmt->as.while_.test);
        collect_body(c, stmt->as.while_.body);
        collect_body(c, stmt->as.while_.orelse);
        break;
    case STMT_IF:
        while (!c->has_failed) {
            collect_expr(c, stmt->as.if_.test);
            collect_body(c, stmt->as.if_.body);
            StmtList orelse = stmt->as.if_.orelse;
            if (orelse.length != 1 || orelse.items[0]->kind != STMT_IF) {
                collect_body(c, orelse);
                break;
            }
            stmt = orelse.items[0];
        }
        break;
    case STMT_WITH:
        collect_with(c, stmt);
        break;
    case STMT_MATCH:
        collect_expr(c, stmt->as.match.subject);
        for (size_t i = 0; i < stmt->as.match.length && !c->has_failed; i++) {
            const MatchCase *match_case = &stmt->as.match.cases[i];
            collect_pattern(c, match_case->pattern);
            if (match_case->guard) {
                collect_expr(c, match_case->guard);
            }
            collect_body(c, match_case->body);
        }
        break;
    case STMT_TRY:
        collect_try(c, stmt);
        break;
    default:
        break;
    }
}

static void collect_optional(Collector *c, const Expr *expr) {
    if (expr) {
        collect_expr(c, expr);
    }
}

static void collect_stmt(Collector *c, const Stmt *stmt) {
    switch (stmt->kind) {
    case STMT_RETURN:
        c->scope->has_return_value |= stmt->as.return_.value != NULL;
        collect_optional(c, stmt->as.return_.value);
        break;
    case STMT_DELETE:
        collect_exprs(c, stmt->as.delete_.targets);
        break;
    case STMT_ASSIGN:
        collect_exprs(c, stmt->as.assign.targets);
        collect_optional(c, stmt->as.assign.value);
        break;
    case STMT_TYPE_ALIAS:
        collect_type_alias(c, stmt);
        break;
    case STMT_AUGMENT_ASSIGN:
        collect_expr(c, stmt->as.augment_assign.target);
        collect_expr(c, stmt->as.augment_assign.value);
        break;
    case STMT_ANNOTATE:
        collect_annotated(c, stmt);
        break;
    case STMT_RAISE:
        collect_optional(c, stmt->as.raise.exception);
        collect_optional(c, stmt->as.raise.cause);
        break;
    case STMT_ASSERT:
        collect_expr(c, stmt->as.assert_.test);
        collect_optional(c, stmt->as.assert_.message);
        break;
    case STMT_IMPORT:
    case STMT_IMPORT_FROM:
        collect_import(c, stmt);
        break;
    case STMT_GLOBAL:
    case STMT_NONLOCAL:
        for (size_t i = 0; i < stmt->as.scope.names.length && !c->has_failed; i++) {
            collect_declare(c, stmt, stmt->as.scope.names.items[i], stmt->kind == STMT_GLOBAL);
        }
        break;
    case STMT_EXPRESSION:
        collect_expr(c, stmt->as.expression.value);
        break;
    case STMT_PASS:
    case STMT_BREAK:
    case STMT_CONTINUE:
        break;
    default:
        collect_compound(c, stmt);
        break;
    }
}

void collect_body(Collector *c, StmtList body) {
    for (size_t i = 0; i < body.length && !c->has_failed; i++) {
        collect_stmt(c, body.items[i]);
    }
}

ScopeTable *scope_analyse(Arena *arena, const Module *module, bool uses_locals_mapping,
                          bool allows_await, Diagnostic *out) {
    ScopeTable *table = ARENA_NEW(arena, ScopeTable);
    Collector collector = {.arena = arena,
                           .names = module->names,
                           .source = module->source,
                           .table = table,
                           .out = out};
    Collector *c = &collector;
    if (!table) {
        collect_out_of_memory(c);
        return NULL;
    }
    table->arena = arena;
    table->names = module->names;
    table->allows_await = allows_await;
    table->name_class = name_intern(module->names, "__class__", 9);
    table->name_class_dict = name_intern(module->names, ".class_dict", 11);
    table->name_super = name_intern(module->names, "super", 5);
    table->name_first_iterator = name_intern(module->names, ".0", 2);
    if (!table->name_class || !table->name_class_dict || !table->name_super ||
        !table->name_first_iterator || !collect_enter(c, SCOPE_MODULE, module)) {
        collect_out_of_memory(c);
        return NULL;
    }
    table->module = c->scope;
    if (module->mode == PARSE_EXPRESSION) {
        collect_expr(c, module->expression);
    } else {
        collect_body(c, module->body);
    }
    uses_locals_mapping = uses_locals_mapping && !table->module->is_coroutine;
    if (c->has_failed || !scope_resolve(table, module->source, uses_locals_mapping, out)) {
        return NULL;
    }
    return table;
}
