// What the two files of the symbol table's first pass share: scope_collect.c (names,
// expressions) and scope_statements.c (patterns, statements).
#ifndef GILT_COMPILER_SCOPE_COLLECT_H
#define GILT_COMPILER_SCOPE_COLLECT_H

#include "compiler/scope.h"
#include "compiler/source.h"

// The walk over the tree.
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

// Records a SyntaxError and stops the walk.
#define COLLECT_FAIL(c, range, ...)                                                            \
    do {                                                                                       \
        diagnostic_set((c)->out, DIAGNOSTIC_SYNTAX_ERROR, (c)->source, (range), __VA_ARGS__);  \
        (c)->has_failed = true;                                                                \
    } while (0)

// Records a MemoryError and stops the walk.
void collect_out_of_memory(Collector *c);

// Begins a scope inside the current one and makes it the current one. False without memory.
bool collect_enter(Collector *c, ScopeKind kind, const void *node);

// Ends the current scope.
void collect_leave(Collector *c);

// Notes something (SymbolFlag) about a name in the current scope. Returns its symbol, or null
// on failure.
Symbol *collect_note(Collector *c, const Name *name, uint32_t flags);

// Binds a name; in a comprehension only its targets do.
void collect_note_binding(Collector *c, const Name *name, uint32_t flags);

// Notes `global name` or `nonlocal name`; SyntaxError if the name was used before.
void collect_declare(Collector *c, const Stmt *stmt, const Name *name, bool is_global);

// Notes that the current scope awaits, if that makes it a coroutine.
void collect_await(Collector *c);

// Collect expressions; items of a list may be null.
void collect_expr(Collector *c, const Expr *expr);
void collect_exprs(Collector *c, ExprList list);
void collect_keywords(Collector *c, KeywordList keywords);

// Adds the parameters of the function whose scope is the current one; collects their
// annotations.
void collect_parameters(Collector *c, const Parameters *p);
void collect_annotations(Collector *c, const Parameters *p);

// Collects statements.
void collect_body(Collector *c, StmtList body);

#endif
