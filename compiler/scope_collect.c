// The first pass of the symbol table: which names each scope binds and uses.
//
// A walk over the tree in source order. Left-leaning chains are followed in a loop, everything
// else recursively with a depth that the parser bounds (PARSER_DEPTH_MAX).
#include "compiler/scope.h"

#include <string.h>

#include "compiler/source.h"

typedef struct Collector {
    Arena *arena;
    NameTable *names;
    const Source *source;
    ScopeTable *table;
    Scope *scope; // the current one
    Diagnostic *out;
    bool has_failed;
    const char *forbidding; // what we are in that allows no yield, await, walrus; or null
} Collector;

static void collect_expr(Collector *c, const Expr *expr);
static void collect_body(Collector *c, StmtList body);

static void out_of_memory(Collector *c) {
    diagnostic_set_memory(c->out);
    c->has_failed = true;
}

#define FAIL(c, range, ...)                                                                    \
    do {                                                                                       \
        diagnostic_set((c)->out, DIAGNOSTIC_SYNTAX_ERROR, (c)->source, (range), __VA_ARGS__);  \
        (c)->has_failed = true;                                                                \
    } while (0)

// --- scopes and names ---

static bool grow_table(ScopeTable *table) {
    if (table->length * 2 < table->capacity) {
        return true;
    }
    uint32_t capacity = table->capacity ? table->capacity * 2 : 32;
    Scope **slots = arena_alloc_array(table->arena, capacity, sizeof(*slots));
    if (!slots) {
        return false;
    }
    Scope **old = table->slots;
    uint32_t old_capacity = table->capacity;
    table->slots = slots;
    table->capacity = capacity;
    for (uint32_t i = 0; i < old_capacity; i++) {
        if (old[i]) {
            uint64_t bits = (uintptr_t)old[i]->node * 0x9E3779B97F4A7C15u;
            uint32_t slot = (uint32_t)(bits >> 32) & (capacity - 1);
            while (slots[slot]) {
                slot = (slot + 1) & (capacity - 1);
            }
            slots[slot] = old[i];
        }
    }
    return true;
}

// Begins a scope inside the current one and makes it the current one. False without memory.
static bool enter(Collector *c, ScopeKind kind, const void *node) {
    Scope *scope = ARENA_NEW(c->arena, Scope);
    if (!scope || !grow_table(c->table)) {
        out_of_memory(c);
        return false;
    }
    scope->kind = kind;
    scope->node = node;
    scope->parent = c->scope;
    if (c->scope) {
        scope->class_name = c->scope->class_name;
        if (c->scope->last_child) {
            c->scope->last_child->next = scope;
        } else {
            c->scope->first_child = scope;
        }
        c->scope->last_child = scope;
    }
    uint64_t bits = (uintptr_t)node * 0x9E3779B97F4A7C15u;
    uint32_t slot = (uint32_t)(bits >> 32) & (c->table->capacity - 1);
    while (c->table->slots[slot]) {
        slot = (slot + 1) & (c->table->capacity - 1);
    }
    c->table->slots[slot] = scope;
    c->table->length++;
    c->scope = scope;
    return true;
}

static void leave(Collector *c) {
    c->scope = c->scope->parent;
}

// Notes something about a name in `scope`. Returns its symbol, or null on failure.
static Symbol *note_in(Collector *c, Scope *scope, const Name *name, uint32_t flags) {
    const Name *mangled = scope_mangle(c->names, scope->class_name, name);
    Symbol *symbol = mangled ? scope_add(c->table, scope, mangled) : NULL;
    if (!symbol) {
        out_of_memory(c);
        return NULL;
    }
    symbol->flags |= flags;
    return symbol;
}

static Symbol *note(Collector *c, const Name *name, uint32_t flags) {
    return note_in(c, c->scope, name, flags);
}

static void note_use(Collector *c, const Name *name) {
    note(c, name, SYMBOL_USED);
    if (name == c->table->name_super && scope_unit(c->scope)->kind == SCOPE_FUNCTION) {
        note(c, c->table->name_class, SYMBOL_USED);
    }
}

// Binds a name; in a comprehension only its targets do.
static void note_binding(Collector *c, const Name *name, uint32_t flags) {
    bool is_comprehension =
        c->scope->kind == SCOPE_COMPREHENSION || c->scope->is_generator_expression;
    note(c, name, flags | SYMBOL_ASSIGNED | (is_comprehension ? SYMBOL_ITERATION : 0));
}

static void declare(Collector *c, const Stmt *stmt, const Name *name, bool is_global) {
    const char *what = is_global ? "global" : "nonlocal";
    Symbol *symbol = note(c, name, 0);
    if (!symbol) {
        return;
    }
    const char *text = name->bytes;
    if (symbol->flags & SYMBOL_PARAMETER) {
        FAIL(c, stmt->range, "name '%s' is parameter and %s", text, what);
    } else if (symbol->flags & SYMBOL_ANNOTATED) {
        FAIL(c, stmt->range, "annotated name '%s' can't be %s", text, what);
    } else if (symbol->flags & SYMBOL_ASSIGNED) {
        FAIL(c, stmt->range, "name '%s' is assigned to before %s declaration", text, what);
    } else if (symbol->flags & SYMBOL_USED) {
        FAIL(c, stmt->range, "name '%s' is used prior to %s declaration", text, what);
    } else if (!is_global && c->scope->kind == SCOPE_MODULE) {
        FAIL(c, stmt->range, "nonlocal declaration not allowed at module level");
    }
    symbol->flags |= is_global ? SYMBOL_GLOBAL_DECLARED : SYMBOL_NONLOCAL_DECLARED;
    if (!symbol->range) {
        symbol->range = &stmt->range;
    }
    if ((symbol->flags & SYMBOL_GLOBAL_DECLARED) &&
        (symbol->flags & SYMBOL_NONLOCAL_DECLARED)) {
        FAIL(c, *symbol->range, "name '%s' is nonlocal and global", text);
    }
}

// --- expressions ---

static void collect_exprs(Collector *c, ExprList list) {
    for (size_t i = 0; i < list.length && !c->has_failed; i++) {
        if (list.items[i]) {
            collect_expr(c, list.items[i]);
        }
    }
}

static void collect_keywords(Collector *c, KeywordList keywords) {
    for (size_t i = 0; i < keywords.length; i++) {
        collect_expr(c, keywords.items[i].value);
    }
}

static void add_parameter(Collector *c, const Parameter *parameter) {
    const Name *mangled = scope_mangle(c->names, c->scope->class_name, parameter->name);
    Symbol *old = mangled ? scope_lookup(c->scope, mangled) : NULL;
    if (old && (old->flags & SYMBOL_PARAMETER)) {
        FAIL(c, parameter->range, "duplicate argument '%s' in function definition",
             parameter->name->bytes);
        return;
    }
    note(c, parameter->name, SYMBOL_PARAMETER | SYMBOL_ASSIGNED);
}

static void add_parameters(Collector *c, const Parameters *p) {
    for (size_t i = 0; i < p->positional_only_length; i++) {
        add_parameter(c, &p->positional_only[i]);
    }
    for (size_t i = 0; i < p->positional_length; i++) {
        add_parameter(c, &p->positional[i]);
    }
    for (size_t i = 0; i < p->keyword_only_length; i++) {
        add_parameter(c, &p->keyword_only[i]);
    }
    if (p->variadic) {
        add_parameter(c, p->variadic);
    }
    if (p->keywords) {
        add_parameter(c, p->keywords);
    }
}

static void collect_annotation(Collector *c, const Parameter *parameter) {
    if (parameter && parameter->annotation) {
        collect_expr(c, parameter->annotation);
    }
}

static void collect_annotations(Collector *c, const Parameters *p) {
    for (size_t i = 0; i < p->positional_only_length; i++) {
        collect_annotation(c, &p->positional_only[i]);
    }
    for (size_t i = 0; i < p->positional_length; i++) {
        collect_annotation(c, &p->positional[i]);
    }
    collect_annotation(c, p->variadic);
    for (size_t i = 0; i < p->keyword_only_length; i++) {
        collect_annotation(c, &p->keyword_only[i]);
    }
    collect_annotation(c, p->keywords);
}

static void collect_lambda(Collector *c, const Expr *expr) {
    const Parameters *parameters = expr->as.lambda.parameters;
    collect_exprs(c, parameters->defaults);
    collect_exprs(c, parameters->keyword_defaults);
    if (!enter(c, SCOPE_FUNCTION, expr)) {
        return;
    }
    const char *forbidding = c->forbidding;
    c->forbidding = NULL;
    c->scope->is_lambda = true;
    add_parameters(c, parameters);
    collect_expr(c, expr->as.lambda.body);
    c->forbidding = forbidding;
    leave(c);
}

// Where a walrus inside comprehensions binds: the unit around them.
static void note_walrus_outside(Collector *c, const Expr *target) {
    const Name *name = target->as.name.id;
    Scope *scope = c->scope;
    for (; scope->kind == SCOPE_COMPREHENSION || scope->is_generator_expression;
         scope = scope->parent) {
        const Name *mangled = scope_mangle(c->names, scope->class_name, name);
        Symbol *symbol = mangled ? scope_lookup(scope, mangled) : NULL;
        if (symbol && (symbol->flags & SYMBOL_ITERATION)) {
            FAIL(c, target->range,
                 "assignment expression cannot rebind comprehension iteration variable '%s'",
                 name->bytes);
            return;
        }
        if (!symbol && !note_in(c, scope, name, SYMBOL_USED)) {
            return;
        }
    }
    if (scope->kind == SCOPE_CLASS) {
        FAIL(c, target->range,
             "assignment expression within a comprehension cannot be used in a class body");
        return;
    }
    note_in(c, scope, name, SYMBOL_ASSIGNED | SYMBOL_WALRUS);
}

static void collect_walrus(Collector *c, const Expr *expr) {
    if (c->forbidding) {
        FAIL(c, expr->range, "named expression cannot be used within %s", c->forbidding);
        return;
    }
    if (c->scope->iterable_depth > 0) {
        FAIL(c, expr->range,
             "assignment expression cannot be used in a comprehension iterable expression");
        return;
    }
    const Expr *target = expr->as.named.target;
    if (c->scope->kind == SCOPE_COMPREHENSION || c->scope->is_generator_expression) {
        note_walrus_outside(c, target);
    } else {
        note(c, target->as.name.id, SYMBOL_ASSIGNED | SYMBOL_WALRUS);
    }
    collect_expr(c, expr->as.named.value);
}

static void collect_iterable(Collector *c, const Expr *iterable) {
    Scope *scope = c->scope;
    scope->iterable_depth++;
    collect_expr(c, iterable);
    scope->iterable_depth--;
}

// What a comprehension uses but does not bind is used by the code around it.
static void hand_uses_out(Collector *c, const Scope *comprehension) {
    if (comprehension->parent->kind == SCOPE_CLASS) {
        return;
    }
    for (uint32_t i = 0; i < comprehension->n_symbols && !c->has_failed; i++) {
        const Symbol *symbol = comprehension->symbols[i];
        if (!(symbol->flags & SYMBOL_ASSIGNED)) {
            note_in(c, comprehension->parent, symbol->name, SYMBOL_USED);
        }
    }
}

static void collect_comprehension(Collector *c, const Expr *expr, ComprehensionList generators,
                                  const Expr *key, const Expr *element) {
    bool is_generator = expr->kind == EXPR_GENERATOR;
    collect_iterable(c, generators.items[0].iterable);
    if (c->has_failed || !enter(c, is_generator ? SCOPE_FUNCTION : SCOPE_COMPREHENSION, expr)) {
        return;
    }
    Scope *scope = c->scope;
    if (is_generator) {
        note(c, c->table->name_first_iterator, SYMBOL_PARAMETER | SYMBOL_ASSIGNED);
        scope->is_generator_expression = true;
        scope->is_generator = true;
    }
    for (size_t i = 0; i < generators.length && !c->has_failed; i++) {
        const Comprehension *generator = &generators.items[i];
        collect_expr(c, generator->target);
        if (i > 0) {
            collect_iterable(c, generator->iterable);
        }
        collect_exprs(c, generator->conditions);
        if (generator->is_async) {
            scope->is_coroutine = true;
        }
    }
    if (key) {
        collect_expr(c, key);
    }
    collect_expr(c, element);
    if (!is_generator) {
        hand_uses_out(c, scope);
    }
    leave(c);
    if (!is_generator && scope->is_coroutine &&
        (c->scope->kind == SCOPE_COMPREHENSION || c->scope->is_generator_expression)) {
        c->scope->is_coroutine = true;
    }
}

static void collect_yield(Collector *c, const Expr *expr) {
    const char *what = expr->kind == EXPR_AWAIT ? "await expression" : "yield expression";
    if (c->forbidding) {
        FAIL(c, expr->range, "%s cannot be used within %s", what, c->forbidding);
        return;
    }
    if (expr->as.yield.value) {
        collect_expr(c, expr->as.yield.value);
    }
    if (expr->kind == EXPR_AWAIT) {
        if (c->scope->kind == SCOPE_COMPREHENSION || c->scope->is_generator_expression) {
            c->scope->is_coroutine = true;
        }
        return;
    }
    if (c->scope->kind == SCOPE_COMPREHENSION || c->scope->is_generator_expression) {
        const Expr *comprehension = c->scope->node;
        FAIL(c, expr->range, "'yield' inside %s",
             comprehension->kind == EXPR_LIST_COMP   ? "list comprehension"
             : comprehension->kind == EXPR_SET_COMP  ? "set comprehension"
             : comprehension->kind == EXPR_DICT_COMP ? "dict comprehension"
                                                     : "generator expression");
        return;
    }
    c->scope->is_generator = true;
}

static void collect_name(Collector *c, const Expr *expr) {
    if (expr->as.name.context == CONTEXT_LOAD) {
        note_use(c, expr->as.name.id);
    } else {
        note_binding(c, expr->as.name.id,
                     expr->as.name.context == CONTEXT_DELETE ? SYMBOL_UNBINDABLE : 0);
    }
}

static void collect_call(Collector *c, const Expr *expr) {
    collect_exprs(c, expr->as.call.arguments);
    collect_keywords(c, expr->as.call.keywords);
}

// Kinds that are not left-leaning chains.
static void collect_other_expr(Collector *c, const Expr *expr) {
    switch (expr->kind) {
    case EXPR_BOOL_OP:
        collect_exprs(c, expr->as.bool_op.values);
        break;
    case EXPR_NAMED:
        collect_walrus(c, expr);
        break;
    case EXPR_LAMBDA:
        collect_lambda(c, expr);
        break;
    case EXPR_CONDITIONAL:
        collect_expr(c, expr->as.conditional.test);
        collect_expr(c, expr->as.conditional.body);
        collect_expr(c, expr->as.conditional.orelse);
        break;
    case EXPR_DICT:
        for (size_t i = 0; i < expr->as.dict.keys.length; i++) {
            if (expr->as.dict.keys.items[i]) {
                collect_expr(c, expr->as.dict.keys.items[i]);
            }
            collect_expr(c, expr->as.dict.values.items[i]);
        }
        break;
    case EXPR_LIST_COMP:
    case EXPR_SET_COMP:
    case EXPR_GENERATOR:
        collect_comprehension(c, expr, expr->as.comprehension.generators, NULL,
                              expr->as.comprehension.element);
        break;
    case EXPR_DICT_COMP:
        collect_comprehension(c, expr, expr->as.dict_comp.generators, expr->as.dict_comp.key,
                              expr->as.dict_comp.value);
        break;
    case EXPR_AWAIT:
    case EXPR_YIELD:
    case EXPR_YIELD_FROM:
        collect_yield(c, expr);
        break;
    case EXPR_FORMATTED_VALUE:
        collect_expr(c, expr->as.formatted.value);
        if (expr->as.formatted.spec) {
            collect_expr(c, expr->as.formatted.spec);
        }
        break;
    case EXPR_JOINED_STR:
        collect_exprs(c, expr->as.joined.values);
        break;
    case EXPR_NAME:
        collect_name(c, expr);
        break;
    case EXPR_SET:
    case EXPR_LIST:
    case EXPR_TUPLE:
        collect_exprs(c, expr->as.sequence.items);
        break;
    case EXPR_SLICE:
        collect_exprs(c, (ExprList){(Expr *[]){expr->as.slice.lower, expr->as.slice.upper,
                                               expr->as.slice.step},
                                    3});
        break;
    default:
        break;
    }
}

static void collect_expr(Collector *c, const Expr *expr) {
    while (!c->has_failed) {
        switch (expr->kind) {
        case EXPR_BINARY:
            collect_expr(c, expr->as.binary.right);
            expr = expr->as.binary.left;
            break;
        case EXPR_UNARY:
            expr = expr->as.unary.operand;
            break;
        case EXPR_COMPARE:
            collect_exprs(c, expr->as.compare.comparators);
            expr = expr->as.compare.left;
            break;
        case EXPR_CALL:
            collect_call(c, expr);
            expr = expr->as.call.function;
            break;
        case EXPR_ATTRIBUTE:
            expr = expr->as.attribute.value;
            break;
        case EXPR_SUBSCRIPT:
            collect_expr(c, expr->as.subscript.index);
            expr = expr->as.subscript.value;
            break;
        case EXPR_STARRED:
            expr = expr->as.starred.value;
            break;
        default:
            collect_other_expr(c, expr);
            return;
        }
    }
}

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
            note_binding(c, pattern->as.mapping.rest, 0);
        }
        break;
    case PATTERN_CLASS:
        collect_expr(c, pattern->as.class_.class_);
        collect_patterns(c, pattern->as.class_.patterns);
        collect_patterns(c, pattern->as.class_.keyword_patterns);
        break;
    case PATTERN_STAR:
        if (pattern->as.star.name) {
            note_binding(c, pattern->as.star.name, 0);
        }
        break;
    case PATTERN_AS:
        if (pattern->as.as_.pattern) {
            collect_pattern(c, pattern->as.as_.pattern);
        }
        if (pattern->as.as_.name) {
            note_binding(c, pattern->as.as_.name, 0);
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
        note(c, name, flags);
    } else {
        out_of_memory(c);
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
    if (c->has_failed || !enter(c, SCOPE_FUNCTION, list)) {
        return;
    }
    c->scope->is_type_parameters = true;
    if (parameters && parameters->defaults.length) {
        note_internal(c, ".defaults", SYMBOL_PARAMETER | SYMBOL_ASSIGNED);
    }
    if (parameters && has_keyword_default(parameters)) {
        note_internal(c, ".kwdefaults", SYMBOL_PARAMETER | SYMBOL_ASSIGNED);
    }
    for (size_t i = 0; i < list->length && !c->has_failed; i++) {
        const TypeParameter *parameter = &list->items[i];
        Symbol *symbol = note(c, parameter->name, 0);
        if (symbol && (symbol->flags & SYMBOL_TYPE_PARAMETER)) {
            FAIL(c, parameter->range, "duplicate type parameter '%s'", parameter->name->bytes);
        } else if (symbol) {
            symbol->flags |= SYMBOL_TYPE_PARAMETER | SYMBOL_ASSIGNED;
        }
    }
    for (size_t i = 0; i < list->length && !c->has_failed; i++) {
        const TypeParameter *parameter = &list->items[i];
        // Bounds and defaults are evaluated when asked for, by functions of their own.
        const Expr *lazy[2] = {parameter->bound, parameter->default_value};
        for (int k = 0; k < 2 && !c->has_failed; k++) {
            if (lazy[k] && enter(c, SCOPE_FUNCTION, lazy[k])) {
                collect_forbidding(c, lazy[k],
                                   k == 0 ? "a TypeVar bound" : "a TypeVar default");
                leave(c);
            }
        }
    }
}

static const char IN_GENERIC[] = "the definition of a generic";

static void collect_function(Collector *c, const Stmt *stmt) {
    const Parameters *parameters = stmt->as.function.parameters;
    const TypeParameterList *generic = &stmt->as.function.type_parameters;
    note_binding(c, stmt->as.function.name, 0);
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
    if (c->has_failed || !enter(c, SCOPE_FUNCTION, stmt)) {
        return;
    }
    c->scope->is_coroutine = stmt->as.function.is_async;
    add_parameters(c, parameters);
    collect_body(c, stmt->as.function.body);
    leave(c);
    if (generic->length) {
        leave(c);
    }
}

static void collect_class(Collector *c, const Stmt *stmt) {
    const TypeParameterList *generic = &stmt->as.class_.type_parameters;
    note_binding(c, stmt->as.class_.name, 0);
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
    if (c->has_failed || !enter(c, SCOPE_CLASS, stmt)) {
        return;
    }
    c->scope->class_name = stmt->as.class_.name;
    if (generic->length) {
        note_internal(c, ".type_params", SYMBOL_USED);
    }
    collect_body(c, stmt->as.class_.body);
    leave(c);
    if (generic->length) {
        leave(c);
    }
}

static void collect_type_alias(Collector *c, const Stmt *stmt) {
    const TypeParameterList *generic = &stmt->as.type_alias.type_parameters;
    collect_expr(c, stmt->as.type_alias.name);
    if (generic->length) {
        enter_type_parameters(c, generic, NULL);
    }
    if (c->has_failed || !enter(c, SCOPE_FUNCTION, stmt)) {
        return;
    }
    collect_forbidding(c, stmt->as.type_alias.value, "a type alias");
    leave(c);
    if (generic->length) {
        leave(c);
    }
}

static void collect_annotated(Collector *c, const Stmt *stmt) {
    const Expr *target = stmt->as.annotate.target;
    c->scope->has_annotations = true;
    if (target->kind == EXPR_NAME) {
        Symbol *symbol = note(c, target->as.name.id, 0);
        if (symbol && stmt->as.annotate.is_simple && c->scope->kind != SCOPE_MODULE &&
            (symbol->flags & (SYMBOL_GLOBAL_DECLARED | SYMBOL_NONLOCAL_DECLARED))) {
            FAIL(c, stmt->range, "annotated name '%s' can't be %s", target->as.name.id->bytes,
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
                FAIL(c, alias->range, "import * only allowed at module level");
            }
            continue;
        }
        const char *dot = strchr(name->bytes, '.');
        if (dot && !alias->alias) {
            name = name_intern(c->names, name->bytes, (size_t)(dot - name->bytes));
        }
        if (name) {
            note_binding(c, name, 0);
        } else {
            out_of_memory(c);
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
            note_binding(c, handler->name, SYMBOL_UNBINDABLE);
        }
        collect_body(c, handler->body);
    }
    collect_body(c, stmt->as.try_.orelse);
    collect_body(c, stmt->as.try_.finalbody);
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
        for (size_t i = 0; i < stmt->as.with.length && !c->has_failed; i++) {
            collect_expr(c, stmt->as.with.items[i].context);
            if (stmt->as.with.items[i].target) {
                collect_expr(c, stmt->as.with.items[i].target);
            }
        }
        collect_body(c, stmt->as.with.body);
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
            declare(c, stmt, stmt->as.scope.names.items[i], stmt->kind == STMT_GLOBAL);
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

static void collect_body(Collector *c, StmtList body) {
    for (size_t i = 0; i < body.length && !c->has_failed; i++) {
        collect_stmt(c, body.items[i]);
    }
}

ScopeTable *scope_analyse(Arena *arena, const Module *module, bool uses_locals_mapping,
                          Diagnostic *out) {
    ScopeTable *table = ARENA_NEW(arena, ScopeTable);
    Collector collector = {.arena = arena,
                           .names = module->names,
                           .source = module->source,
                           .table = table,
                           .out = out};
    Collector *c = &collector;
    if (!table) {
        out_of_memory(c);
        return NULL;
    }
    table->arena = arena;
    table->names = module->names;
    table->name_class = name_intern(module->names, "__class__", 9);
    table->name_super = name_intern(module->names, "super", 5);
    table->name_first_iterator = name_intern(module->names, ".0", 2);
    if (!table->name_class || !table->name_super || !table->name_first_iterator ||
        !enter(c, SCOPE_MODULE, module)) {
        out_of_memory(c);
        return NULL;
    }
    table->module = c->scope;
    if (module->mode == PARSE_EXPRESSION) {
        collect_expr(c, module->expression);
    } else {
        collect_body(c, module->body);
    }
    if (c->has_failed || !scope_resolve(table, module->source, uses_locals_mapping, out)) {
        return NULL;
    }
    return table;
}
