// The first pass of the symbol table: which names each scope binds and uses.
//
// A walk over the tree in source order. Left-leaning chains are followed in a loop, everything
// else recursively with a depth that the parser bounds (PARSER_DEPTH_MAX).
#include "compiler/scope_collect.h"

#include <string.h>

#include "compiler/source.h"

void collect_out_of_memory(Collector *c) {
    diagnostic_set_memory(c->out);
    c->has_failed = true;
}

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
bool collect_enter(Collector *c, ScopeKind kind, const void *node) {
    Scope *scope = ARENA_NEW(c->arena, Scope);
    if (!scope || !grow_table(c->table)) {
        collect_out_of_memory(c);
        return false;
    }
    scope->kind = kind;
    scope->node = node;
    scope->parent = c->scope;
    if (c->scope) {
        scope->class_name = c->scope->class_name;
        scope->iterable_depth = c->scope->iterable_depth;
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

void collect_leave(Collector *c) {
    c->scope = c->scope->parent;
}

// Notes something about a name in `scope`. Returns its symbol, or null on failure.
static Symbol *note_in(Collector *c, Scope *scope, const Name *name, uint32_t flags) {
    const Name *mangled = scope_mangle(c->names, scope->class_name, name);
    Symbol *symbol = mangled ? scope_add(c->table, scope, mangled) : NULL;
    if (!symbol) {
        collect_out_of_memory(c);
        return NULL;
    }
    symbol->flags |= flags;
    return symbol;
}

Symbol *collect_note(Collector *c, const Name *name, uint32_t flags) {
    return note_in(c, c->scope, name, flags);
}

static void note_use(Collector *c, const Name *name) {
    collect_note(c, name, SYMBOL_USED);
    if (name == c->table->name_super && scope_unit(c->scope)->kind == SCOPE_FUNCTION) {
        collect_note(c, c->table->name_class, SYMBOL_USED);
    }
}

// Binds a name; in a comprehension only its targets do.
void collect_note_binding(Collector *c, const Name *name, uint32_t flags) {
    bool is_comprehension =
        c->scope->kind == SCOPE_COMPREHENSION || c->scope->is_generator_expression;
    collect_note(c, name, flags | SYMBOL_ASSIGNED | (is_comprehension ? SYMBOL_ITERATION : 0));
}

void collect_declare(Collector *c, const Stmt *stmt, const Name *name, bool is_global) {
    const char *what = is_global ? "global" : "nonlocal";
    Symbol *symbol = collect_note(c, name, 0);
    if (!symbol) {
        return;
    }
    const char *text = name->bytes;
    if (symbol->flags & SYMBOL_PARAMETER) {
        COLLECT_FAIL(c, stmt->range, "name '%s' is parameter and %s", text, what);
    } else if (symbol->flags & SYMBOL_ANNOTATED) {
        COLLECT_FAIL(c, stmt->range, "annotated name '%s' can't be %s", text, what);
    } else if (symbol->flags & SYMBOL_ASSIGNED) {
        COLLECT_FAIL(c, stmt->range, "name '%s' is assigned to before %s declaration", text,
                     what);
    } else if (symbol->flags & SYMBOL_USED) {
        COLLECT_FAIL(c, stmt->range, "name '%s' is used prior to %s declaration", text, what);
    } else if (!is_global && c->scope->kind == SCOPE_MODULE) {
        COLLECT_FAIL(c, stmt->range, "nonlocal declaration not allowed at module level");
    }
    symbol->flags |= is_global ? SYMBOL_GLOBAL_DECLARED : SYMBOL_NONLOCAL_DECLARED;
    if (!symbol->range) {
        symbol->range = &stmt->range;
    }
    if ((symbol->flags & SYMBOL_GLOBAL_DECLARED) &&
        (symbol->flags & SYMBOL_NONLOCAL_DECLARED)) {
        COLLECT_FAIL(c, *symbol->range, "name '%s' is nonlocal and global", text);
    }
}

// --- expressions ---

void collect_exprs(Collector *c, ExprList list) {
    for (size_t i = 0; i < list.length && !c->has_failed; i++) {
        if (list.items[i]) {
            collect_expr(c, list.items[i]);
        }
    }
}

void collect_keywords(Collector *c, KeywordList keywords) {
    for (size_t i = 0; i < keywords.length; i++) {
        collect_expr(c, keywords.items[i].value);
    }
}

static void add_parameter(Collector *c, const Parameter *parameter) {
    const Name *mangled = scope_mangle(c->names, c->scope->class_name, parameter->name);
    Symbol *old = mangled ? scope_lookup(c->scope, mangled) : NULL;
    if (old && (old->flags & SYMBOL_PARAMETER)) {
        COLLECT_FAIL(c, parameter->range, "duplicate argument '%s' in function definition",
                     parameter->name->bytes);
        return;
    }
    collect_note(c, parameter->name, SYMBOL_PARAMETER | SYMBOL_ASSIGNED);
}

void collect_parameters(Collector *c, const Parameters *p) {
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

void collect_annotations(Collector *c, const Parameters *p) {
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
    if (!collect_enter(c, SCOPE_FUNCTION, expr)) {
        return;
    }
    const char *forbidding = c->forbidding;
    c->forbidding = NULL;
    c->scope->is_lambda = true;
    collect_parameters(c, parameters);
    collect_expr(c, expr->as.lambda.body);
    c->forbidding = forbidding;
    collect_leave(c);
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
            COLLECT_FAIL(
                c, target->range,
                "assignment expression cannot rebind comprehension iteration variable '%s'",
                name->bytes);
            return;
        }
        if (!note_in(c, scope, name, SYMBOL_USED | (scope == c->scope ? SYMBOL_WALRUS : 0))) {
            return;
        }
    }
    if (scope->kind == SCOPE_CLASS) {
        COLLECT_FAIL(
            c, target->range,
            "assignment expression within a comprehension cannot be used in a class body");
        return;
    }
    note_in(c, scope, name, SYMBOL_ASSIGNED | SYMBOL_WALRUS);
}

static void collect_walrus(Collector *c, const Expr *expr) {
    if (c->forbidding) {
        COLLECT_FAIL(c, expr->range, "named expression cannot be used within %s",
                     c->forbidding);
        return;
    }
    if (c->scope->iterable_depth > 0) {
        COLLECT_FAIL(
            c, expr->range,
            "assignment expression cannot be used in a comprehension iterable expression");
        return;
    }
    const Expr *target = expr->as.named.target;
    if (c->scope->kind == SCOPE_COMPREHENSION || c->scope->is_generator_expression) {
        note_walrus_outside(c, target);
    } else {
        collect_note(c, target->as.name.id, SYMBOL_ASSIGNED | SYMBOL_WALRUS);
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

void collect_await(Collector *c) {
    Scope *scope = c->scope;
    if (scope->kind == SCOPE_COMPREHENSION || scope->is_generator_expression ||
        (scope->kind == SCOPE_MODULE && c->table->allows_await)) {
        scope->is_coroutine = true;
    }
}

static void collect_comprehension(Collector *c, const Expr *expr, ComprehensionList generators,
                                  const Expr *key, const Expr *element) {
    bool is_generator = expr->kind == EXPR_GENERATOR;
    collect_iterable(c, generators.items[0].iterable);
    if (c->has_failed ||
        !collect_enter(c, is_generator ? SCOPE_FUNCTION : SCOPE_COMPREHENSION, expr)) {
        return;
    }
    Scope *scope = c->scope;
    if (is_generator) {
        collect_note(c, c->table->name_first_iterator, SYMBOL_PARAMETER | SYMBOL_ASSIGNED);
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
    collect_leave(c);
    if (!is_generator && scope->is_coroutine) {
        collect_await(c);
    }
}

static void collect_yield(Collector *c, const Expr *expr) {
    const char *what = expr->kind == EXPR_AWAIT ? "await expression" : "yield expression";
    if (c->forbidding) {
        COLLECT_FAIL(c, expr->range, "%s cannot be used within %s", what, c->forbidding);
        return;
    }
    if (expr->as.yield.value) {
        collect_expr(c, expr->as.yield.value);
    }
    if (expr->kind == EXPR_AWAIT) {
        collect_await(c);
        return;
    }
    if (c->scope->kind == SCOPE_COMPREHENSION || c->scope->is_generator_expression) {
        const Expr *comprehension = c->scope->node;
        COLLECT_FAIL(c, expr->range, "'yield' inside %s",
                     comprehension->kind == EXPR_LIST_COMP   ? "list comprehension"
                     : comprehension->kind == EXPR_SET_COMP  ? "set comprehension"
                     : comprehension->kind == EXPR_DICT_COMP ? "dict comprehension"
                                                             : "generator expression");
        return;
    }
    c->scope->is_generator = true;
}

// A target of a comprehension may not be the target of a walrus in it as well.
static bool is_walrus_of_comprehension(Collector *c, const Name *name) {
    const Name *mangled = scope_mangle(c->names, c->scope->class_name, name);
    Symbol *symbol = mangled ? scope_lookup(c->scope, mangled) : NULL;
    return symbol && (symbol->flags & SYMBOL_WALRUS) &&
           (c->scope->kind == SCOPE_COMPREHENSION || c->scope->is_generator_expression);
}

static void collect_name(Collector *c, const Expr *expr) {
    if (expr->as.name.context == CONTEXT_LOAD) {
        note_use(c, expr->as.name.id);
    } else if (is_walrus_of_comprehension(c, expr->as.name.id)) {
        COLLECT_FAIL(c, expr->range,
                     "comprehension inner loop cannot rebind assignment expression target '%s'",
                     expr->as.name.id->bytes);
    } else {
        collect_note_binding(c, expr->as.name.id,
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

void collect_expr(Collector *c, const Expr *expr) {
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
