// Code generation: from the tree and its symbol table to units of register code.
//
// One walk over the tree, one Unit per module, class body and function. The files:
//
//     codegen_unit.c           units, names, the small vocabulary of the others
//     codegen_expr.c           expressions
//     codegen_operators.c      operators, comparisons, conditions as jumps
//     codegen_fold.c           constants and what can be computed of them at once
//     codegen_display.c        lists, tuples, dicts, sets, f-strings
//     codegen_call.c           calls
//     codegen_comprehension.c  comprehensions and generator expressions
//     codegen_assign.c         targets, assignment, del
//     codegen_stmt.c           simple statements, if, imports
//     codegen_loop.c           for, while, and leaving blocks: break, continue, return
//     codegen_exception.c      try, raise, with
//     codegen_function.c       functions, classes, type parameters
//     codegen_match.c          match
//     codegen_warnings.c       warnings about what cannot have been meant
//
// Registers are taken like a stack. A function that computes something notes the depth
// (`mark`), evaluates its operands, gives their temporaries back by setting the depth to the
// mark again, and writes its result: into the register that is wanted, or into a new temporary,
// which is then the one at the mark. So an expression's result, and the arguments of a call,
// always lie where they are expected. Plain variables are operands in place.
//
// Errors: the first is put into `out` and `has_failed` is set; the walk goes on harmlessly
// until the next statement.
#ifndef GILT_COMPILER_CODEGEN_H
#define GILT_COMPILER_CODEGEN_H

#include "compiler/emit.h"
#include "compiler/scope.h"
#include "compiler/source.h"

// As a wanted register: any, a new temporary.
#define INTO_TEMPORARY NO_REGISTER

// Blocks may nest this deep (CPython: CO_MAXBLOCKS).
#define BLOCKS_MAX 20

// Displays and calls with more items than this are built piece by piece, not from registers.
#define ITEMS_IN_REGISTERS 30

typedef enum BlockKind {
    BLOCK_LOOP,        // break and continue end here
    BLOCK_TRY,         // body of try ... except
    BLOCK_FINALLY,     // body of try ... finally: leaving runs the finally part
    BLOCK_FINALLY_END, // the finally part while an exception is being handled
    BLOCK_HANDLER,     // body of an except clause
    BLOCK_STAR,        // body of an except* clause
    BLOCK_WITH,        // body of with
    BLOCK_VALUE,       // a finally part while a value waits to be returned
    BLOCK_OTHER,       // protected by a handler, nothing to do when left
} BlockKind;

// A construct being generated whose body may be left early. Lives on the C stack.
typedef struct Block {
    BlockKind kind;
    struct Block *outer;
    uint32_t depth;         // first temporary that belongs to the block
    const SourceRange *at;  // what its clean-up is blamed on
    Label break_target;     // LOOP
    Label continue_target;  // LOOP
    bool has_iterator;      // LOOP: the iterator is in temporary `depth`
    StmtList finalbody;     // FINALLY
    const Name *name;       // HANDLER: of `as name`, or null
    bool is_async;          // WITH
    bool is_protected;      // exceptions go to `handler` ...
    Label handler;          // ...
    uint32_t handler_depth; // ... with the temporaries below this alive
    uint32_t start;         // first word of the protected stretch that is open
} Block;

typedef struct Unit {
    struct Unit *outer;
    Scope *scope;   // of the unit
    Scope *current; // innermost comprehension, or `scope`
    Emitter emitter;
    CodeUnit *code;
    Block *blocks; // innermost first
    uint32_t n_blocks;
    const char *qualified_name;
    size_t qualified_name_length;
    bool is_async;                  // may await
    bool is_function;               // may return, yield
    const Name **static_attributes; // of a class: what its methods assign as self.NAME
    uint32_t n_static_attributes, static_attributes_capacity;
} Unit;

typedef struct Codegen {
    Arena *arena; // all of these borrowed
    NameTable *names;
    const Module *module;
    const Source *source;
    ScopeTable *scopes;
    Diagnostic *out;
    bool has_failed;
    bool is_interactive;
    bool uses_locals_mapping;
    bool has_lazy_annotations;    // from __future__ import annotations
    const Stmt *last_future;      // the last `from __future__` in its place, or null
    uint32_t optimize;            // as -O: 1 no asserts, 2 no docstrings
    SyntaxWarning **last_warning; // where the next warning is linked in
    uint32_t warnings_off;        // above 0 while code is generated a second time
    Unit *unit;                   // the innermost
    const Expr **chain;           // stack for left-leaning chains
    uint32_t chain_length, chain_capacity;
} Codegen;

// --- codegen_unit.c ---

// Records a SyntaxError at `range`.
void codegen_fail(Codegen *c, SourceRange range, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
// Records a MemoryError.
void codegen_fail_memory(Codegen *c);
// Begins the code of `scope` inside the current unit and makes it the current unit; `unit` is
// the caller's storage. False on failure; then codegen_leave must not be called.
bool codegen_enter(Codegen *c, Unit *unit, Scope *scope, const char *name, uint32_t first_line,
                   uint32_t flags);
// Ends the current unit and returns its code, null on failure.
CodeUnit *codegen_leave(Codegen *c);
// The emitter of the current unit.
static inline Emitter *codegen_emitter(Codegen *c) {
    return &c->unit->emitter;
}
// Returns a name as it is stored in the current class, and its pool index.
const Name *codegen_mangle(Codegen *c, const Name *name);
uint16_t codegen_name_index(Codegen *c, const Name *name);
// Returns the name with these bytes, or null with MemoryError recorded.
const Name *codegen_intern(Codegen *c, const char *text);
// Returns what a name (not mangled yet) means here, null on failure.
const Symbol *codegen_resolve(Codegen *c, const Name *name);
// Returns the variable's register if `target` is a name held in a register, else NO_REGISTER.
Register codegen_local(Codegen *c, const Expr *target);
// Returns `wanted`, or a new temporary for INTO_TEMPORARY.
Register codegen_destination(Codegen *c, Register wanted);
// Gives back all temporaries from number `mark` on.
static inline void codegen_release(Codegen *c, uint32_t mark) {
    c->unit->emitter.depth = mark;
}
// Reads a variable by its name.
Register codegen_load_name(Codegen *c, const Name *name, Register wanted,
                           const SourceRange *at);
// Writes `value` (consumed if it is a temporary) to a variable by its name.
void codegen_store_name(Codegen *c, const Name *name, Register value, const SourceRange *at);
// Unbinds a variable by its name. `at_end_of_except`: it is set to None first, so that it
// exists.
void codegen_delete_name(Codegen *c, const Name *name, bool at_end_of_except,
                         const SourceRange *at);
// Loads a constant.
Register codegen_constant(Codegen *c, const Constant *constant, Register wanted,
                          const SourceRange *at);
Register codegen_string(Codegen *c, const char *text, size_t length, Register wanted,
                        const SourceRange *at);
Register codegen_none(Codegen *c, Register wanted, const SourceRange *at);
// SyntaxError if `name` may not be assigned to or deleted (__debug__). True if it may.
bool codegen_check_name(Codegen *c, const Name *name, bool is_deletion, SourceRange range);

// --- codegen_expr.c ---

// Evaluates `expr` into `wanted`: a plain variable's register or INTO_TEMPORARY. Returns the
// register.
Register codegen_expr(Codegen *c, const Expr *expr, Register wanted);
// Evaluates `expr` to some register: a variable in place, or a new temporary. `later` is what
// will be evaluated before the register is read, or null; it might assign to the variable.
Register codegen_operand(Codegen *c, const Expr *expr, const Expr *later);
// Evaluates `expr` for its effects.
void codegen_discard(Codegen *c, const Expr *expr);
// Awaits `value`, evaluated from depth `mark` on; the result is a new temporary at the mark.
// `how` is GET_AWAITABLE's d.
Register codegen_await(Codegen *c, uint32_t mark, Register value, unsigned how,
                       const SourceRange *at);

// --- codegen_operators.c ---

// Ends a binary operation whose left operand is in `left`, evaluated from depth `mark` on.
Register codegen_binary(Codegen *c, const Expr *expr, Register left, uint32_t mark,
                        Register wanted);
Register codegen_unary(Codegen *c, const Expr *expr, Register wanted);
Register codegen_compare(Codegen *c, const Expr *expr, Register wanted);
Register codegen_bool_op(Codegen *c, const Expr *expr, Register wanted);
// Emits `left operator value` for a statement `target operator= value`; consumes both.
void codegen_inplace(Codegen *c, BinaryOperator operator, Register left, const Expr *value,
                     Register destination, const SourceRange *at);
// Jumps to `target` if the truth of `expr` is `sense`, else goes on.
void codegen_condition(Codegen *c, const Expr *expr, bool sense, Label target);

// --- codegen_fold.c ---

// Whether `expr` is a constant, or operators on constants whose result is small; then `out` is
// it.
bool codegen_fold(Codegen *c, const Expr *expr, Constant *out);
// Whether `expr` is an integer constant of 16 bits.
bool codegen_small_int(Codegen *c, const Expr *expr, int *out);
// Whether a constant is true.
bool codegen_constant_truth(const Constant *constant);
// Turns a literal of the tree into a constant.
Constant codegen_literal(const Literal *literal);
// Fills `out` with a tuple or frozenset of the items if all are constants.
bool codegen_fold_items(Codegen *c, ExprList items, ConstantKind kind, Constant *out);

// --- codegen_display.c ---

Register codegen_sequence(Codegen *c, const Expr *expr, Register wanted); // LIST, TUPLE, SET
// Builds a list (kind LIST, TUPLE, SET as in the tree) of items, some of them starred.
Register codegen_items(Codegen *c, ExprKind kind, ExprList items, Register wanted,
                       const SourceRange *at);
Register codegen_dict(Codegen *c, const Expr *expr, Register wanted);
Register codegen_joined(Codegen *c, const Expr *expr, Register wanted);
Register codegen_formatted(Codegen *c, const Expr *expr, Register wanted);
// The first n parts of a slice into new temporaries, None where one is left out.
void codegen_slice_parts(Codegen *c, const Expr *expr, int n);
Register codegen_slice(Codegen *c, const Expr *expr, Register wanted);

// --- codegen_call.c ---

// Where an attribute, or the call of a method (of this range), is blamed: from the attribute's
// name on if that is on another line than its object, as in CPython.
SourceRange codegen_attribute_range(const Expr *attribute, SourceRange range);
// Ends a call whose callee is the temporary at `mark`, or for a method call (the function is an
// attribute) whose object is in `left`.
Register codegen_call(Codegen *c, const Expr *expr, Register left, uint32_t mark,
                      Register wanted);
// Emits the arguments and the call itself; the callee is the temporary at `mark`, `extra`
// temporaries behind it are arguments already.
Register codegen_call_with(Codegen *c, uint32_t mark, uint32_t extra, ExprList arguments,
                           KeywordList keywords, Register wanted, const SourceRange *at);

// --- codegen_comprehension.c ---

// Emits a list, set or dict comprehension or a generator expression.
Register codegen_comprehension(Codegen *c, const Expr *expr, Register wanted);

// --- codegen_assign.c ---

// Assigns `value` (consumed if it is a temporary) to a target of any shape.
void codegen_assign(Codegen *c, const Expr *target, Register value);
void codegen_assign_stmt(Codegen *c, const Stmt *stmt);
void codegen_augment_assign(Codegen *c, const Stmt *stmt);
void codegen_annotate(Codegen *c, const Stmt *stmt);
void codegen_delete(Codegen *c, const Expr *target);

// --- codegen_stmt.c ---

// Emits one statement of any kind; all statements of a body.
void codegen_stmt(Codegen *c, const Stmt *stmt);
void codegen_body(Codegen *c, StmtList body);
// The docstring's statement index is 0 if there is one; fills `out`.
bool codegen_docstring(Codegen *c, StmtList body, Constant *out);

// --- codegen_loop.c ---

// Each emits the statement it is named after.
void codegen_for(Codegen *c, const Stmt *stmt);
void codegen_while(Codegen *c, const Stmt *stmt);
void codegen_return(Codegen *c, const Stmt *stmt);
void codegen_break(Codegen *c, const Stmt *stmt);
void codegen_continue(Codegen *c, const Stmt *stmt);
// Begins a block of `kind` at the current depth. SyntaxError if too many nest.
void codegen_push_block(Codegen *c, Block *block, BlockKind kind, const SourceRange *at);
// Lets exceptions inside the block go to `handler`; `depth` temporaries stay alive.
void codegen_protect(Codegen *c, Block *block, Label handler, uint32_t depth);
// Ends the innermost block.
void codegen_pop_block(Codegen *c, Block *block);
// `async for` in statements and comprehensions: gets the next item of the iterator in temporary
// number `depth` into a new temporary; `finished` is the handler to bind where it ends.
Register codegen_async_next(Codegen *c, uint32_t depth, Label finished, const SourceRange *at);

// --- codegen_exception.c ---

// Each emits the statement it is named after.
void codegen_try(Codegen *c, const Stmt *stmt);
void codegen_raise(Codegen *c, const Stmt *stmt);
void codegen_with(Codegen *c, const Stmt *stmt);
// Emits the exit of a `with` left without an exception.
void codegen_with_exit(Codegen *c, const Block *block);
// Emits the clean-up that every handler needs: `exception` (or NO_REGISTER) is dropped, the
// handled one becomes `previous` again, the exception in temporary `depth` goes on.
void codegen_bind_cleanup(Codegen *c, Label label, uint32_t depth, Register exception,
                          Register previous);

// --- codegen_function.c ---

// Each emits the definition it is named after, and binds its name if it has one.
void codegen_function(Codegen *c, const Stmt *stmt);
void codegen_class(Codegen *c, const Stmt *stmt);
void codegen_type_alias(Codegen *c, const Stmt *stmt);
Register codegen_lambda(Codegen *c, const Expr *expr, Register wanted);
// Makes a function of `code`: pushes the closure behind what `flags` (MAKE_FUNCTION's d) says
// lies from depth `mark` on already.
Register codegen_make_function(Codegen *c, CodeUnit *code, Scope *scope, unsigned flags,
                               uint32_t mark, Register wanted, const SourceRange *at);
// Emits an annotation's value: the expression, or its text under the future import.
Register codegen_annotation(Codegen *c, const Expr *annotation);

// --- codegen_match.c ---

// Emits a match statement.
void codegen_match(Codegen *c, const Stmt *stmt);

// --- codegen_warnings.c ---

// Records a SyntaxWarning at `range`.
void codegen_warn(Codegen *c, SourceRange range, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
// Each warns of what cannot have been meant: `x is 1`; calling or subscripting a literal (a
// link is a call, a subscript, or anything else of a chain); asserting a tuple.
void codegen_check_compare(Codegen *c, const Expr *expr);
void codegen_check_link(Codegen *c, const Expr *expr);
void codegen_check_assert(Codegen *c, const Stmt *stmt);

#endif
