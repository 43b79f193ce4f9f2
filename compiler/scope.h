// The symbol table: which variable every name means, before any code is generated.
//
// A scope is a module, a class body, a function (also a lambda or a generator expression) or a
// comprehension. Comprehensions do not run as functions of their own: their code is part of the
// surrounding unit, their variables get hidden registers there. So a *unit* is any scope but a
// comprehension, and a name not bound by a comprehension means what it means around it
// (SYMBOL_OUTER) -- except directly in a class body, whose variables no inner scope sees.
//
// Two passes: collecting notes every binding and use with its scope; resolving decides for each
// symbol, with the knowledge of the whole tree, and numbers registers and captured cells.
//
//     def f(a):              f: a CELL register 0, b LOCAL register 1
//         b = 1
//         return lambda: a   lambda: a FREE index 0
//
// Invariant: after success every symbol has a kind, and a FREE symbol's name is in `free_names`
// of its unit and of every unit between it and the CELL.
#ifndef GILT_COMPILER_SCOPE_H
#define GILT_COMPILER_SCOPE_H

#include "compiler/arena.h"
#include "compiler/ast.h"
#include "compiler/code.h"

typedef enum ScopeKind {
    SCOPE_MODULE,
    SCOPE_CLASS,
    SCOPE_FUNCTION,      // def, lambda, generator expression, type parameters
    SCOPE_COMPREHENSION, // list, set, dict comprehension
} ScopeKind;

// What was seen of a name in a scope.
typedef enum SymbolFlag {
    SYMBOL_USED = 1 << 0,
    SYMBOL_ASSIGNED = 1 << 1, // any binding, parameters included
    SYMBOL_PARAMETER = 1 << 2,
    SYMBOL_GLOBAL_DECLARED = 1 << 3,
    SYMBOL_NONLOCAL_DECLARED = 1 << 4,
    SYMBOL_ANNOTATED = 1 << 5,
    SYMBOL_ITERATION = 1 << 6,  // target of a comprehension
    SYMBOL_WALRUS = 1 << 7,     // assigned inside an expression
    SYMBOL_UNBINDABLE = 1 << 8, // `del`eted, or the name of an `except ... as`
    SYMBOL_TYPE_PARAMETER = 1 << 9,
} SymbolFlag;

typedef enum SymbolKind {
    SYMBOL_UNRESOLVED,
    SYMBOL_LOCAL,      // in a register of the unit
    SYMBOL_CELL,       // in a cell in a register of the unit
    SYMBOL_FREE,       // in a cell captured by the unit
    SYMBOL_GLOBAL,     // of the module, or a builtin
    SYMBOL_NAME,       // in the local namespace mapping
    SYMBOL_CLASS_NAME, // in a scope of types: in the namespace of the class body around, or
                       // global
    SYMBOL_OUTER,      // in a comprehension: whatever it means in the parent scope
} SymbolKind;

typedef struct Symbol {
    const Name *name; // mangled
    uint32_t flags;   // SymbolFlag
    SymbolKind kind;
    uint32_t reg;             // LOCAL, CELL
    uint32_t free_index;      // plus one; 0: not captured from outside
    const SourceRange *range; // of the declaration that made it global or nonlocal
} Symbol;

typedef struct Scope Scope;
struct Scope {
    ScopeKind kind;
    const void *node;       // the syntax node it belongs to
    const Name *class_name; // for private names: of the class around, or null
    Scope *parent;
    Scope *first_child, *last_child, *next; // in source order
    Symbol **symbols;                       // in order of appearance
    uint32_t n_symbols, symbols_capacity;
    Symbol **slots; // by name, open addressing
    uint32_t slots_capacity;

    bool is_generator; // contains yield
    bool is_coroutine; // async def; or a comprehension, or a module that may, that awaits
    bool is_generator_expression;
    bool is_lambda;
    bool has_return_value;   // `return x` occurs
    bool needs_class_cell;   // a class body whose methods mention `super` or `__class__`
    bool has_annotations;    // annotated variables occur
    bool needs_class_dict;   // a class body whose names a scope of types uses
    bool is_type_parameters; // the scope around a generic definition
    bool is_of_types;   // that, or a bound, a default, the value of a type alias: directly in a
                        // class body, it sees the names of the class
    int iterable_depth; // collecting inside a comprehension's `in` part

    // Of a unit, filled by resolving.
    uint32_t n_locals, locals_capacity;
    const Name **local_names;
    uint8_t *local_kinds;
    uint32_t n_free, free_capacity;
    const Name **free_names;
    uint32_t class_cell; // register of `__class__` if needs_class_cell
    uint32_t class_dict; // register of `.class_dict` if needs_class_dict
    uint32_t
        class_dict_index; // in a scope of types: that cell among the captured ones, plus one
};

typedef struct ScopeTable {
    Arena *arena;     // borrowed
    NameTable *names; // borrowed
    Scope *module;
    bool allows_await; // in the module's own code
    Scope **slots;     // by node, open addressing
    uint32_t capacity;
    uint32_t length;
    // Names the compiler itself speaks of.
    const Name *name_class; // __class__
    const Name *name_super;
    const Name *name_class_dict;     // .class_dict: a class body's namespace
    const Name *name_first_iterator; // .0
} ScopeTable;

// Analyses a module. `uses_locals_mapping`: names of the module's own level live in a mapping
// (exec with separate locals), not in the globals; not if it awaits, which only a module that
// `allows_await` may. Returns the table in `arena`, or null with `out` filled in.
ScopeTable *scope_analyse(Arena *arena, const Module *module, bool uses_locals_mapping,
                          bool allows_await, Diagnostic *out);

// Returns the scope of a node: Stmt (function, class), Expr (lambda, comprehension), or the
// TypeParameterList inside a generic definition; the module's is for node null. Null if it has
// none.
Scope *scope_of(const ScopeTable *table, const void *node);

// Returns the symbol of a mangled name, or null. O(1).
Symbol *scope_lookup(const Scope *scope, const Name *name);

// Returns the unit that the scope's code belongs to.
Scope *scope_unit(Scope *scope);

// Returns `name` as it is stored inside class `class_name` (null: no class): `__x` becomes
// `_C__x`. Null when memory is exhausted.
const Name *scope_mangle(NameTable *names, const Name *class_name, const Name *name);

// The second pass; called by scope_analyse. False with `out` filled in.
bool scope_resolve(ScopeTable *table, const struct Source *source, bool uses_locals_mapping,
                   Diagnostic *out);

// Returns the symbol of `name` in `scope`, adding it if it is new. Null when memory is
// exhausted.
Symbol *scope_add(ScopeTable *table, Scope *scope, const Name *name);

#endif
