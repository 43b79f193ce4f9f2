// Between the parser's own files: its state and its rules.
//
// Every rule is a function that either succeeds, having moved `position` behind what it read,
// or returns null with `position` where it was. Null alone means "not here" and the caller may
// try something else; null with an error in `p->error` means that the parse is over
// (parser_is_stopped).
//
// A program is parsed in one pass that knows only what is right. If that fails, a second pass
// (`is_hinting`) runs over the failing statement and asks at many places whether one of the
// well-known mistakes was made there: the hint_* functions, which follow the `invalid_*` rules
// of CPython's grammar in their order, so that the same mistake gets the same words. If no hint
// fits, the error is "invalid syntax" at FURTHEST, the last token that the first pass looked
// at. The hinting pass tries many things twice and remembers results by rule and position (the
// MEMO), so it stays linear.
#ifndef GILT_COMPILER_PARSER_INTERNAL_H
#define GILT_COMPILER_PARSER_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "compiler/arena.h"
#include "compiler/ast.h"
#include "compiler/diagnostics.h"
#include "compiler/lexer.h"
#include "compiler/parser.h"
#include "compiler/token.h"

typedef struct MemoEntry {
    uint64_t key; // rule, position and whether hints were on; 0 is free
    void *result; // the node, or null
    uint32_t end; // position behind it
} MemoEntry;

typedef struct Parser {
    Arena *arena;
    const Source *source;
    NameTable *names;
    ParseMode mode;
    Lexer *lexer;
    Diagnostic *error;

    const Token *tokens;
    uint32_t position;        // the next token
    uint32_t furthest;        // the last token looked at
    uint32_t statement_start; // where the outermost statement being parsed begins
    int depth;                // nested rules

    uint64_t stuck_operator; // the last binary operator found without a right operand; 0: none
    bool is_hinting;
    bool hints_off;  // while hinting: inside a hint that only wants to know what is right
    MemoEntry *memo; // from malloc; only while hinting
    size_t memo_capacity;
    size_t memo_length;

    void **scratch; // a stack of list items whose number is not known yet; from malloc
    size_t scratch_length;
    size_t scratch_capacity;

    const Name *name_match; // the soft keywords and other names with a role
    const Name *name_case;
    const Name *name_type;
    const Name *name_underscore;
    const Name *name_print;
    const Name *name_exec;
} Parser;

// --- tokens (parser.c) ---

// Returns the kind of the next token, which counts as looked at. Cannot fail.
static inline TokenKind parser_peek(Parser *p) {
    if (p->position > p->furthest) {
        p->furthest = p->position;
    }
    return (TokenKind)p->tokens[p->position].kind;
}

// True if the next token is of this kind.
static inline bool parser_at(Parser *p, TokenKind kind) {
    return parser_peek(p) == kind;
}

// Steps over the next token if it is of this kind.
static inline bool parser_accept(Parser *p, TokenKind kind) {
    if (parser_peek(p) != kind) {
        return false;
    }
    p->position++;
    return true;
}

// True if the next token is this soft keyword.
static inline bool parser_at_word(Parser *p, const Name *word) {
    return parser_peek(p) == TOKEN_NAME && p->tokens[p->position].name == word;
}

// Steps over a name and returns it, or null.
static inline const Name *parser_accept_name(Parser *p) {
    return parser_peek(p) == TOKEN_NAME ? p->tokens[p->position++].name : NULL;
}

// True when an error has been recorded and all rules must return.
static inline bool parser_is_stopped(const Parser *p) {
    return p->error->kind != DIAGNOSTIC_NONE;
}

// The range from token `start` to the last token stepped over.
SourceRange parser_range(const Parser *p, uint32_t start);

// Allocate a node; null with the error recorded when memory is exhausted.
void *parser_alloc(Parser *p, size_t size);
Expr *parser_new_expr(Parser *p, ExprKind kind, uint32_t start);
Expr *parser_new_expr_at(Parser *p, ExprKind kind, SourceRange range);
Stmt *parser_new_stmt(Parser *p, StmtKind kind, uint32_t start);
Pattern *parser_new_pattern(Parser *p, PatternKind kind, uint32_t start);

// Counts one more nested rule; false with an error at PARSER_DEPTH_MAX. Each success is paired
// with parser_leave.
bool parser_enter(Parser *p);
static inline void parser_leave(Parser *p) {
    p->depth--;
}

// Lists of unknown length: remember scratch_length, push items, then take what lies above it.
// Both are false (with the error recorded) when memory is exhausted.
bool parser_push(Parser *p, void *item);
bool parser_take_pointers(Parser *p, size_t mark, void *items, size_t *length);
// The same for lists of structs: the items pushed are pointers to structs of this size, which
// are copied.
bool parser_take_structs(Parser *p, size_t mark, size_t item_size, void *items, size_t *length);

// Records an error. Always return null.
void *parser_fail_range(Parser *p, SourceRange range, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void *parser_fail_token(Parser *p, uint32_t token, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void *parser_fail_last(Parser *p, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void *parser_fail_indent(Parser *p, const char *what, uint32_t line);
// From this place to the last token looked at.
void *parser_fail_from(Parser *p, uint32_t line, uint32_t column, const char *message);
void *parser_fail_memory(Parser *p);

// From the start of the first to the end of the second.
static inline SourceRange range_join(SourceRange first, SourceRange last) {
    return (SourceRange){first.line, first.column, last.end_line, last.end_column};
}

// --- memo (parser_memo.c) ---

typedef enum MemoRule {
    MEMO_EXPRESSION = 1,
    MEMO_STAR_EXPRESSION,
    MEMO_NAMED_EXPRESSION,
    MEMO_DISJUNCTION,
    MEMO_BINARY,
    MEMO_PRIMARY,
    MEMO_ATOM,
    MEMO_STRINGS,
    MEMO_ARGUMENTS,
    MEMO_SIMPLE_STATEMENT,
    MEMO_PATTERN,
} MemoRule;

typedef void *(*RuleFunction)(Parser *p);

// Runs `rule` at the current position, or repeats its earlier result there. Without hinting it
// just runs the rule.
void *parser_memoise(Parser *p, MemoRule id, RuleFunction rule);

// True if well-known mistakes are looked for here.
static inline bool parser_wants_hints(const Parser *p) {
    return p->is_hinting && !p->hints_off;
}

// --- rules; named after CPython's grammar ---

typedef enum TargetKind {
    TARGET_STAR,   // assignment, with: names, attributes, subscripts, sequences, stars
    TARGET_DELETE, // del: no stars
    TARGET_FOR,    // for: as TARGET_STAR; an `in` comparison is looked into
} TargetKind;

// parser_expression.c
Expr *parse_expression(Parser *p);       // conditional, lambda or disjunction
Expr *parse_expressions(Parser *p);      // with commas: a tuple
Expr *parse_star_expression(Parser *p);  // *a or expression
Expr *parse_star_expressions(Parser *p); // with commas: a tuple
Expr *parse_named_expression(Parser *p); // x := 1 or expression
Expr *parse_assignment_expression(Parser *p);
Expr *parse_star_named_expression(Parser *p);
bool parse_star_named_list(Parser *p, ExprList *list); // one or more, a comma may follow
Expr *parse_yield_expression(Parser *p);
Expr *parse_annotated_rhs(Parser *p); // yield or star_expressions
Expr *parse_disjunction(Parser *p);
Expr *parse_inversion(Parser *p);
Expr *parse_bitwise_or(Parser *p);
Expr *parse_factor(Parser *p);
Expr *parse_name(Parser *p, ExprContext context);
// `item (, item)* [,]`: the item alone, or a tuple if there is a comma.
Expr *parse_tuple_or_item(Parser *p, Expr *(*parse_item)(Parser *));

// parser_primary.c
Expr *parse_primary(Parser *p);
Expr *parse_slices(Parser *p);

// parser_atom.c
Expr *parse_atom(Parser *p);
Expr *parse_number(Parser *p);
bool parse_for_if_clauses(Parser *p, ComprehensionList *list); // one or more

// parser_string.c
Expr *parse_strings(Parser *p);

// parser_call.c
Expr *parse_call(Parser *p, Expr *function); // at "("
// The arguments in parentheses without them: fills in the call's lists. False if they do not
// match.
bool parse_args(Parser *p, Expr *call);
Expr *parse_starred_expression(Parser *p);
bool parse_class_arguments(Parser *p, ExprList *bases, KeywordList *keywords);

// parser_parameter.c
// Reads the parameters of a def (closed by ")") or a lambda (closed by ":"), which is not
// stepped over. Null if they do not match.
Parameters *parse_parameters(Parser *p, bool is_lambda);
bool parse_type_parameters(Parser *p, TypeParameterList *list);

// parser_target.c
Expr *parse_star_targets(Parser *p);
Expr *parse_star_target(Parser *p);
// True if `expr` may be assigned to (deleted); marks it so.
bool target_mark(Expr *expr, TargetKind kind, ExprContext context);
// Returns the part of `expr` that may not be assigned to (deleted), or null.
Expr *target_find_invalid(Expr *expr, TargetKind kind);
// What kind of thing an expression is, in the words of error messages.
const char *target_describe(const Expr *expr);

// parser_statement.c
bool parse_statement(Parser *p); // pushes one or more statements on the scratch stack
Stmt *parse_simple_statement(Parser *p);
bool parse_simple_statements(Parser *p); // a line of them, pushed
const Name *parse_dotted_name(Parser *p);

// parser_compound.c
Stmt *parse_compound_statement(Parser *p);
bool parse_block(Parser *p, StmtList *list);
// `:` and the block behind a header that began at token `start`. `what` completes "expected an
// indented block after ...".
bool parse_body(Parser *p, uint32_t start, const char *what, StmtList *list);

// parser_definition.c
Stmt *parse_function(Parser *p, uint32_t start, bool is_async, ExprList decorators);
Stmt *parse_class(Parser *p, ExprList decorators);
Stmt *parse_decorated(Parser *p);

// parser_pattern.c
Stmt *parse_match(Parser *p);
Pattern *parse_patterns(Parser *p); // with commas: a sequence
Pattern *parse_pattern(Parser *p);

// parser_hints.c and parser_hints_call.c: each records an error and returns true if the mistake
// is here. They leave `position` alone.
bool hint_expression(Parser *p);
bool hint_named_expression(Parser *p);
bool hint_assignment(Parser *p);
bool hint_comprehension(Parser *p);
bool hint_group(Parser *p);
bool hint_dict(Parser *p);
bool hint_for_target(Parser *p);
bool hint_for_clause(Parser *p);
bool hint_arguments(Parser *p);
bool hint_keyword_argument(Parser *p);
bool hint_starred(Parser *p);
bool hint_parameters(Parser *p, bool is_lambda);
bool hint_delete(Parser *p);
bool hint_with_item(Parser *p);
bool hint_with(Parser *p);
bool hint_fstring_field(Parser *p);
bool hint_pattern_as(Parser *p);
bool hint_class_pattern(Parser *p);

#endif
