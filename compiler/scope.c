// Symbols and scopes, and the second pass of the symbol table: what each name means.
// The first pass is in scope_collect.c.
#include "compiler/scope.h"

#include <string.h>

#include "compiler/source.h"

// --- the tables ---

static uint32_t pointer_hash(const void *pointer) {
    uint64_t bits = (uintptr_t)pointer * 0x9E3779B97F4A7C15u;
    return (uint32_t)(bits >> 32);
}

Scope *scope_of(const ScopeTable *table, const void *node) {
    if (!node) {
        return table->module;
    }
    for (uint32_t i = pointer_hash(node) & (table->capacity - 1); table->slots[i];
         i = (i + 1) & (table->capacity - 1)) {
        if (table->slots[i]->node == node) {
            return table->slots[i];
        }
    }
    return NULL;
}

Symbol *scope_lookup(const Scope *scope, const Name *name) {
    if (!scope->slots_capacity) {
        return NULL;
    }
    uint32_t mask = scope->slots_capacity - 1;
    for (uint32_t i = name->hash & mask; scope->slots[i]; i = (i + 1) & mask) {
        if (scope->slots[i]->name == name) {
            return scope->slots[i];
        }
    }
    return NULL;
}

static void insert_symbol(Symbol **slots, uint32_t capacity, Symbol *symbol) {
    uint32_t i = symbol->name->hash & (capacity - 1);
    while (slots[i]) {
        i = (i + 1) & (capacity - 1);
    }
    slots[i] = symbol;
}

// Makes room for one more symbol.
static bool grow_symbols(Arena *arena, Scope *scope) {
    if (scope->n_symbols * 2 < scope->slots_capacity) {
        return true;
    }
    uint32_t capacity = scope->slots_capacity ? scope->slots_capacity * 2 : 8;
    Symbol **slots = arena_alloc_array(arena, capacity, sizeof(*slots));
    Symbol **symbols = arena_alloc_array(arena, capacity / 2, sizeof(*symbols));
    if (!slots || !symbols) {
        return false;
    }
    for (uint32_t i = 0; i < scope->n_symbols; i++) {
        symbols[i] = scope->symbols[i];
        insert_symbol(slots, capacity, symbols[i]);
    }
    scope->slots = slots;
    scope->symbols = symbols;
    scope->slots_capacity = capacity;
    scope->symbols_capacity = capacity / 2;
    return true;
}

Symbol *scope_add(ScopeTable *table, Scope *scope, const Name *name) {
    Symbol *symbol = scope_lookup(scope, name);
    if (symbol) {
        return symbol;
    }
    symbol = ARENA_NEW(table->arena, Symbol);
    if (!symbol || !grow_symbols(table->arena, scope)) {
        return NULL;
    }
    symbol->name = name;
    insert_symbol(scope->slots, scope->slots_capacity, symbol);
    scope->symbols[scope->n_symbols++] = symbol;
    return symbol;
}

Scope *scope_unit(Scope *scope) {
    while (scope->kind == SCOPE_COMPREHENSION) {
        scope = scope->parent;
    }
    return scope;
}

const Name *scope_mangle(NameTable *names, const Name *class_name, const Name *name) {
    const char *text = name->bytes;
    size_t length = name->length;
    if (!class_name || length < 3 || text[0] != '_' || text[1] != '_' ||
        (text[length - 1] == '_' && text[length - 2] == '_') || strchr(text, '.')) {
        return name;
    }
    const char *prefix = class_name->bytes;
    size_t prefix_length = class_name->length;
    while (prefix_length && *prefix == '_') {
        prefix++;
        prefix_length--;
    }
    if (!prefix_length) {
        return name;
    }
    char *mangled = arena_alloc(names->arena, prefix_length + length + 1);
    if (!mangled) {
        return NULL;
    }
    mangled[0] = '_';
    memcpy(mangled + 1, prefix, prefix_length);
    memcpy(mangled + 1 + prefix_length, text, length);
    return name_intern(names, mangled, prefix_length + length + 1);
}

// --- resolving ---

typedef struct Resolver {
    ScopeTable *table;
    const Source *source;
    Diagnostic *out;
    bool uses_locals_mapping;
} Resolver;

static bool out_of_memory(Resolver *r) {
    diagnostic_set_memory(r->out);
    return false;
}

// Gives a unit one more register for a variable.
static bool add_local(Resolver *r, Scope *unit, const Name *name, uint8_t kind, uint32_t *reg) {
    if (unit->n_locals == unit->locals_capacity) {
        uint32_t capacity = unit->locals_capacity ? unit->locals_capacity * 2 : 8;
        const Name **names = arena_alloc_array(r->table->arena, capacity, sizeof(*names));
        uint8_t *kinds = arena_alloc_array(r->table->arena, capacity, sizeof(*kinds));
        if (!names || !kinds) {
            return out_of_memory(r);
        }
        if (unit->n_locals) {
            memcpy(names, unit->local_names, unit->n_locals * sizeof(*names));
            memcpy(kinds, unit->local_kinds, unit->n_locals * sizeof(*kinds));
        }
        unit->local_names = names;
        unit->local_kinds = kinds;
        unit->locals_capacity = capacity;
    }
    unit->local_names[unit->n_locals] = name;
    unit->local_kinds[unit->n_locals] = kind;
    *reg = unit->n_locals++;
    return true;
}

// Gives a unit one more captured cell; returns its index plus one, 0 without memory.
static uint32_t add_free(Resolver *r, Scope *unit, const Name *name) {
    for (uint32_t i = 0; i < unit->n_free; i++) {
        if (unit->free_names[i] == name) {
            return i + 1;
        }
    }
    if (unit->n_free == unit->free_capacity) {
        uint32_t capacity = unit->free_capacity ? unit->free_capacity * 2 : 4;
        const Name **names = arena_alloc_array(r->table->arena, capacity, sizeof(*names));
        if (!names) {
            out_of_memory(r);
            return 0;
        }
        if (unit->n_free) {
            memcpy(names, unit->free_names, unit->n_free * sizeof(*names));
        }
        unit->free_names = names;
        unit->free_capacity = capacity;
    }
    unit->free_names[unit->n_free++] = name;
    return unit->n_free;
}

// Whether the scope itself holds the variable, as inner scopes may capture it.
static bool binds(const Symbol *symbol) {
    return symbol && (symbol->flags & SYMBOL_ASSIGNED) &&
           !(symbol->flags & (SYMBOL_GLOBAL_DECLARED | SYMBOL_NONLOCAL_DECLARED));
}

// Looks outwards from `scope` for the function or comprehension variable that `name` means.
// Returns its scope, or null when the name is global.
static Scope *find_binding(const Resolver *r, Scope *scope, const Name *name) {
    for (Scope *outer = scope->parent; outer; outer = outer->parent) {
        if (outer->kind == SCOPE_CLASS) {
            // A comprehension in the class body itself runs before there is a class.
            if (name == r->table->name_class && scope_unit(scope) != outer) {
                return outer;
            }
            continue;
        }
        if (outer->kind == SCOPE_MODULE) {
            return NULL;
        }
        Symbol *symbol = scope_lookup(outer, name);
        if (binds(symbol)) {
            return outer;
        }
        if (symbol && (symbol->flags & SYMBOL_GLOBAL_DECLARED)) {
            return NULL;
        }
    }
    return NULL;
}

// The class body whose names a scope of types sees, or null.
static Scope *class_around(const Scope *scope) {
    const Scope *outer = scope;
    while (outer->is_of_types) {
        outer = outer->parent;
    }
    return outer != scope && outer->kind == SCOPE_CLASS ? (Scope *)outer : NULL;
}

// Whether the name means something in the body of the class around, and nothing nearer than
// that. `binder` is the scope of the variable that it would be otherwise, or null.
static bool is_class_name(const Scope *scope, const Scope *class, const Scope *binder,
                          const Name *name) {
    for (const Scope *outer = scope->parent; outer != class; outer = outer->parent) {
        if (outer == binder) {
            return false;
        }
    }
    return binds(scope_lookup(class, name));
}

// Gives a class body a hidden cell for its class, or for its namespace.
static bool add_class_cell(Resolver *r, Scope *class, const Name *name) {
    bool is_dict = name == r->table->name_class_dict;
    bool *has_it = is_dict ? &class->needs_class_dict : &class->needs_class_cell;
    uint32_t *reg = is_dict ? &class->class_dict : &class->class_cell;
    if (*has_it) {
        return true;
    }
    *has_it = true;
    return add_local(r, class, name, LOCAL_CELL | LOCAL_HIDDEN, reg);
}

// Marks the variable as captured where it is bound, and lets every unit between hand the cell
// on.
static bool capture(Resolver *r, Scope *scope, Scope *binder, const Name *name) {
    Scope *owner = scope_unit(binder);
    if (binder->kind == SCOPE_CLASS) {
        if (!add_class_cell(r, binder, name)) {
            return false;
        }
    } else {
        Symbol *symbol = scope_lookup(binder, name);
        symbol->kind = SYMBOL_CELL;
        owner->local_kinds[symbol->reg] |= LOCAL_CELL;
    }
    for (Scope *unit = scope_unit(scope); unit != owner; unit = scope_unit(unit->parent)) {
        uint32_t index = add_free(r, unit, name);
        if (!index) {
            return false;
        }
        Symbol *symbol = scope_lookup(unit, name);
        if (symbol) {
            symbol->free_index = index;
        }
    }
    return true;
}

// A type parameter cannot be declared nonlocal.
static bool may_rebind(Resolver *r, const Scope *binder, const Symbol *symbol) {
    const Symbol *bound = scope_lookup(binder, symbol->name);
    if ((symbol->flags & SYMBOL_NONLOCAL_DECLARED) && bound &&
        (bound->flags & SYMBOL_TYPE_PARAMETER)) {
        diagnostic_set(r->out, DIAGNOSTIC_SYNTAX_ERROR, r->source, *symbol->range,
                       "nonlocal binding not allowed for type parameter '%s'",
                       symbol->name->bytes);
        return false;
    }
    return true;
}

// A name that is only used here, or declared nonlocal.
static bool resolve_use(Resolver *r, Scope *scope, Symbol *symbol) {
    if (scope->kind == SCOPE_COMPREHENSION && scope->parent->kind != SCOPE_CLASS) {
        symbol->kind = SYMBOL_OUTER;
        return true;
    }
    Scope *binder = find_binding(r, scope, symbol->name);
    Scope *class = class_around(scope);
    if (class && is_class_name(scope, class, binder, symbol->name)) {
        const Name *dict = r->table->name_class_dict;
        if (!capture(r, scope, class, dict)) {
            return false;
        }
        symbol->kind = SYMBOL_CLASS_NAME;
        scope->class_dict_index = add_free(r, scope, dict);
        return scope->class_dict_index != 0;
    }
    if (!binder) {
        if (symbol->flags & SYMBOL_NONLOCAL_DECLARED) {
            diagnostic_set(r->out, DIAGNOSTIC_SYNTAX_ERROR, r->source, *symbol->range,
                           "no binding for nonlocal '%s' found", symbol->name->bytes);
            return false;
        }
        bool is_mapped = scope->kind == SCOPE_CLASS ||
                         (scope->kind == SCOPE_MODULE && r->uses_locals_mapping);
        symbol->kind = is_mapped ? SYMBOL_NAME : SYMBOL_GLOBAL;
        return true;
    }
    if (!may_rebind(r, binder, symbol) || !capture(r, scope, binder, symbol->name)) {
        return false;
    }
    symbol->kind = SYMBOL_FREE;
    if (!symbol->free_index) { // a comprehension's own symbol, not the unit's
        symbol->free_index = add_free(r, scope_unit(scope), symbol->name);
    }
    return symbol->free_index != 0;
}

static bool resolve_symbol(Resolver *r, Scope *scope, Symbol *symbol) {
    if (symbol->flags & SYMBOL_GLOBAL_DECLARED) {
        symbol->kind = SYMBOL_GLOBAL;
        return true;
    }
    if (!binds(symbol)) {
        return resolve_use(r, scope, symbol);
    }
    if (scope->kind == SCOPE_CLASS || scope->kind == SCOPE_MODULE) {
        bool is_mapped = scope->kind == SCOPE_CLASS || r->uses_locals_mapping;
        symbol->kind = is_mapped ? SYMBOL_NAME : SYMBOL_GLOBAL;
    }
    return true; // functions' variables were numbered before
}

// Numbers the variables that the scope binds.
static bool number_locals(Resolver *r, Scope *scope) {
    if (scope->kind == SCOPE_CLASS || scope->kind == SCOPE_MODULE) {
        return true;
    }
    Scope *unit = scope_unit(scope);
    uint8_t kind = scope->kind == SCOPE_COMPREHENSION ? LOCAL_HIDDEN : LOCAL_PLAIN;
    for (uint32_t i = 0; i < scope->n_symbols; i++) {
        Symbol *symbol = scope->symbols[i];
        if (binds(symbol)) {
            symbol->kind = SYMBOL_LOCAL;
            if (!add_local(r, unit, symbol->name, kind, &symbol->reg)) {
                return false;
            }
        }
    }
    return true;
}

// Visits the tree of scopes parents first, without recursion.
static Scope *next_scope(Scope *scope) {
    if (scope->first_child) {
        return scope->first_child;
    }
    while (scope && !scope->next) {
        scope = scope->parent;
    }
    return scope ? scope->next : NULL;
}

// A name that any function declares global is global on the module's own level, too. Without
// separate locals that makes no difference.
static void share_global_declarations(Scope *module) {
    for (Scope *scope = module->first_child; scope; scope = next_scope(scope)) {
        for (uint32_t i = 0; i < scope->n_symbols; i++) {
            Symbol *symbol = scope->symbols[i];
            Symbol *shared = symbol->flags & SYMBOL_GLOBAL_DECLARED
                                 ? scope_lookup(module, symbol->name)
                                 : NULL;
            if (shared) {
                shared->flags |= SYMBOL_GLOBAL_DECLARED;
            }
        }
    }
}

bool scope_resolve(ScopeTable *table, const Source *source, bool uses_locals_mapping,
                   Diagnostic *out) {
    Resolver resolver = {table, source, out, uses_locals_mapping};
    for (Scope *scope = table->module; scope; scope = next_scope(scope)) {
        if (!number_locals(&resolver, scope)) {
            return false;
        }
    }
    if (uses_locals_mapping) {
        share_global_declarations(table->module);
    }
    for (Scope *scope = table->module; scope; scope = next_scope(scope)) {
        for (uint32_t i = 0; i < scope->n_symbols; i++) {
            if (!resolve_symbol(&resolver, scope, scope->symbols[i])) {
                return false;
            }
        }
    }
    return true;
}
