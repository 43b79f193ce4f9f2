// The syntax tree: what the parser understood, before any meaning is attached.
//
// It has the shape and the words of CPython's `ast` module (3.13), so that `ast.dump` documents
// it and checks it. Three families of nodes, each a tagged union with its place in the text:
//
//     Stmt      does something:           If, FunctionDef, Assign, ...
//     Expr      has a value or a target:  BinOp, Call, Name, ...
//     Pattern   what a `case` matches
//
// and small helper structs (Parameter, Keyword, Comprehension, ...). A field that Python may
// leave out is null ("or null" below); a list that may be empty has length 0. Nodes live in an
// arena, are immutable once parsed, and form a tree: no node has two parents.
//
// Depth: brackets, blocks and prefix operators nest at most PARSER_DEPTH_MAX deep, but
// left-leaning chains (`a + b + c ...`, `a.b.c ...`, `f()()...`) and `elif` chains may be tens
// of thousands long. A pass that walks the tree loops along the left operand and along `orelse`
// or counts its depth.
#ifndef GILT_COMPILER_AST_H
#define GILT_COMPILER_AST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "compiler/constant.h"
#include "compiler/diagnostics.h"
#include "compiler/names.h"
#include "compiler/source.h"

typedef struct Expr Expr;
typedef struct Stmt Stmt;
typedef struct Pattern Pattern;

// --- lists: `items[0 .. length)`; items may be null where the comment at the field says so ---

typedef struct ExprList {
    Expr **items;
    size_t length;
} ExprList;

typedef struct StmtList {
    Stmt **items;
    size_t length;
} StmtList;

typedef struct PatternList {
    Pattern **items;
    size_t length;
} PatternList;

typedef struct NameList {
    const Name **items;
    size_t length;
} NameList;

// --- constants ---

// The value of a literal.
typedef struct Literal {
    ConstantKind
        kind; // up to CONSTANT_BYTES; an integer is never negative (`-1` is UnaryOp of 1)
    bool has_u_prefix; // a str written u"..."; `ast` shows it, nothing else does
    union {
        int64_t integer; // CONSTANT_INT
        struct {
            const char *digits; // NUL-terminated, without prefix, underscores and leading zeros
            size_t length;
            int base;     // 2, 8, 10 or 16
        } big;            // CONSTANT_BIG_INT
        double real;      // CONSTANT_FLOAT
        double imaginary; // CONSTANT_COMPLEX
        struct {
            const char *bytes; // NUL-terminated, may hold NULs. A str is UTF-8 in which a lone
            size_t size; // surrogate ("\ud800") is encoded like any other character (WTF-8).
        } text;          // CONSTANT_STR, CONSTANT_BYTES
    } as;
} Literal;

// --- expressions ---

typedef enum ExprContext {
    CONTEXT_LOAD,
    CONTEXT_STORE,
    CONTEXT_DELETE,
} ExprContext;

typedef enum BoolOperator {
    BOOL_AND,
    BOOL_OR,
} BoolOperator;

typedef enum BinaryOperator {
    BINARY_ADD,
    BINARY_SUBTRACT,
    BINARY_MULTIPLY,
    BINARY_MATRIX_MULTIPLY,
    BINARY_DIVIDE,
    BINARY_MODULO,
    BINARY_POWER,
    BINARY_LEFT_SHIFT,
    BINARY_RIGHT_SHIFT,
    BINARY_OR,
    BINARY_XOR,
    BINARY_AND,
    BINARY_FLOOR_DIVIDE,
} BinaryOperator;

typedef enum UnaryOperator {
    UNARY_INVERT, // ~
    UNARY_NOT,    // not
    UNARY_PLUS,   // +
    UNARY_MINUS,  // -
} UnaryOperator;

typedef enum CompareOperator {
    COMPARE_EQUAL,
    COMPARE_NOT_EQUAL,
    COMPARE_LESS,
    COMPARE_LESS_EQUAL,
    COMPARE_GREATER,
    COMPARE_GREATER_EQUAL,
    COMPARE_IS,
    COMPARE_IS_NOT,
    COMPARE_IN,
    COMPARE_NOT_IN,
} CompareOperator;

typedef enum ExprKind {
    EXPR_BOOL_OP,         // a and b and c
    EXPR_NAMED,           // (x := 1)                  NamedExpr
    EXPR_BINARY,          // a + b                     BinOp
    EXPR_UNARY,           // not a                     UnaryOp
    EXPR_LAMBDA,          // lambda x: x
    EXPR_CONDITIONAL,     // a if b else c             IfExp
    EXPR_DICT,            // {a: b, **c}
    EXPR_SET,             // {a, b}
    EXPR_LIST_COMP,       // [x for x in y]
    EXPR_SET_COMP,        // {x for x in y}
    EXPR_DICT_COMP,       // {k: v for k, v in y}
    EXPR_GENERATOR,       // (x for x in y)            GeneratorExp
    EXPR_AWAIT,           // await a
    EXPR_YIELD,           // yield a
    EXPR_YIELD_FROM,      // yield from a
    EXPR_COMPARE,         // a < b <= c
    EXPR_CALL,            // f(a, *b, c=d, **e)
    EXPR_FORMATTED_VALUE, // {a!r:>10} inside an f-string
    EXPR_JOINED_STR,      // f"..."
    EXPR_CONSTANT,        // 1, "a", None, ...
    EXPR_ATTRIBUTE,       // a.b
    EXPR_SUBSCRIPT,       // a[b]
    EXPR_STARRED,         // *a
    EXPR_NAME,            // a
    EXPR_LIST,            // [a, b]
    EXPR_TUPLE,           // a, b
    EXPR_SLICE,           // a:b:c, only inside a subscript
} ExprKind;

// One parameter of a function or lambda.
typedef struct Parameter {
    SourceRange range; // with its annotation, without its default
    const Name *name;
    Expr *annotation; // or null
} Parameter;

// `def f(a, b=1, /, c=2, *d, e, f=3, **g)`: positional_only a b, positional c, defaults 1 2,
// variadic d, keyword_only e f, keyword_defaults null 3, keywords g.
typedef struct Parameters {
    Parameter *positional_only;
    size_t positional_only_length;
    Parameter *positional;
    size_t positional_length;
    Parameter *variadic; // *args, or null
    Parameter *keyword_only;
    size_t keyword_only_length;
    Parameter *keywords;       // **kwargs, or null
    ExprList defaults;         // of the LAST positional_only + positional parameters
    ExprList keyword_defaults; // one per keyword_only parameter, null if it has none
} Parameters;

// `name=value` in a call or a class header; `**value` when name is null.
typedef struct Keyword {
    SourceRange range;
    const Name *name; // or null
    Expr *value;
} Keyword;

typedef struct KeywordList {
    Keyword *items;
    size_t length;
} KeywordList;

// `for target in iterable if condition if condition`
typedef struct Comprehension {
    Expr *target;
    Expr *iterable;
    ExprList conditions;
    bool is_async;
} Comprehension;

typedef struct ComprehensionList {
    Comprehension *items;
    size_t length;
} ComprehensionList;

struct Expr {
    ExprKind kind;
    SourceRange range;
    union {
        struct {
            BoolOperator operator;
            ExprList values; // two or more
        } bool_op;
        struct {
            Expr *target; // EXPR_NAME, store
            Expr *value;
        } named;
        struct {
            Expr *left;
            BinaryOperator operator;
            Expr *right;
        } binary;
        struct {
            UnaryOperator operator;
            Expr *operand;
        } unary;
        struct {
            Parameters *parameters;
            Expr *body;
        } lambda;
        struct {
            Expr *test;
            Expr *body;
            Expr *orelse;
        } conditional;
        struct {
            ExprList keys;   // null where the item is `**value`
            ExprList values; // as long as keys
        } dict;
        struct {
            Expr *element;
            ComprehensionList generators; // one or more
        } comprehension;                  // LIST_COMP, SET_COMP, GENERATOR
        struct {
            Expr *key;
            Expr *value;
            ComprehensionList generators;
        } dict_comp;
        struct {
            Expr *value; // null for a bare `yield`
        } yield;         // AWAIT, YIELD, YIELD_FROM
        struct {
            Expr *left;
            CompareOperator *operators; // as many as comparators
            ExprList comparators;       // one or more
        } compare;
        struct {
            Expr *function;
            ExprList arguments; // EXPR_STARRED for *a
            KeywordList keywords;
        } call;
        struct {
            Expr *value;
            int conversion; // 's', 'r', 'a', or -1 for none
            Expr *spec;     // EXPR_JOINED_STR, or null
        } formatted;
        struct {
            ExprList
                values; // EXPR_CONSTANT (str) and EXPR_FORMATTED_VALUE; neighbours are merged
        } joined;
        Literal constant;
        struct {
            Expr *value;
            const Name *name;
            ExprContext context;
        } attribute;
        struct {
            Expr *value;
            Expr *index; // EXPR_SLICE, or EXPR_TUPLE which may hold slices, or any other
            ExprContext context;
        } subscript;
        struct {
            Expr *value;
            ExprContext context;
        } starred;
        struct {
            const Name *id;
            ExprContext context;
        } name;
        struct {
            ExprList items;
            ExprContext context;
        } sequence; // LIST, TUPLE; SET leaves the context out
        struct {
            Expr *lower; // or null, all three
            Expr *upper;
            Expr *step;
        } slice;
    } as;
};

// --- patterns ---

typedef enum PatternKind {
    PATTERN_VALUE,     // 1, "a", a.b, -1, 1+2j
    PATTERN_SINGLETON, // None, True, False
    PATTERN_SEQUENCE,  // [a, *b]
    PATTERN_MAPPING,   // {"k": a, **rest}
    PATTERN_CLASS,     // C(a, b=c)
    PATTERN_STAR,      // *a, *_
    PATTERN_AS,        // p as a, a, _
    PATTERN_OR,        // p | q
} PatternKind;

struct Pattern {
    PatternKind kind;
    SourceRange range;
    union {
        struct {
            Expr *value;
        } value;
        struct {
            ConstantKind constant; // CONSTANT_NONE, CONSTANT_TRUE or CONSTANT_FALSE
        } singleton;
        struct {
            PatternList patterns;
        } sequence;
        struct {
            ExprList keys;
            PatternList patterns; // as long as keys
            const Name *rest;     // or null
        } mapping;
        struct {
            Expr *class_; // EXPR_NAME or EXPR_ATTRIBUTE
            PatternList patterns;
            NameList keyword_names;
            PatternList keyword_patterns; // as long as keyword_names
        } class_;
        struct {
            const Name *name; // null for *_
        } star;
        struct {
            Pattern *pattern; // null for a plain capture; then a null name is the wildcard `_`
            const Name *name;
        } as_;
        struct {
            PatternList patterns; // two or more
        } or_;
    } as;
};

// --- statements ---

typedef enum StmtKind {
    STMT_FUNCTION,       // def, async def             FunctionDef, AsyncFunctionDef
    STMT_CLASS,          // class                      ClassDef
    STMT_RETURN,         // return
    STMT_DELETE,         // del
    STMT_ASSIGN,         // a = b = c
    STMT_TYPE_ALIAS,     // type A[T] = b              TypeAlias
    STMT_AUGMENT_ASSIGN, // a += b                     AugAssign
    STMT_ANNOTATE,       // a: b = c                   AnnAssign
    STMT_FOR,            // for, async for             For, AsyncFor
    STMT_WHILE,          // while
    STMT_IF,             // if
    STMT_WITH,           // with, async with           With, AsyncWith
    STMT_MATCH,          // match
    STMT_RAISE,          // raise
    STMT_TRY,            // try: except, try: except*  Try, TryStar
    STMT_ASSERT,         // assert
    STMT_IMPORT,         // import a.b as c
    STMT_IMPORT_FROM,    // from .a import b as c      ImportFrom
    STMT_GLOBAL,         // global
    STMT_NONLOCAL,       // nonlocal
    STMT_EXPRESSION,     // an expression              Expr
    STMT_PASS,
    STMT_BREAK,
    STMT_CONTINUE,
} StmtKind;

typedef enum TypeParameterKind {
    TYPE_PARAMETER_VARIABLE,       // T, T: bound      TypeVar
    TYPE_PARAMETER_SPECIFICATION,  // **P              ParamSpec
    TYPE_PARAMETER_VARIABLE_TUPLE, // *Ts              TypeVarTuple
} TypeParameterKind;

typedef struct TypeParameter {
    TypeParameterKind kind;
    SourceRange range;
    const Name *name;
    Expr *bound;         // or null; only for TYPE_PARAMETER_VARIABLE
    Expr *default_value; // or null
} TypeParameter;

typedef struct TypeParameterList {
    TypeParameter *items;
    size_t length;
} TypeParameterList;

// `context as target`
typedef struct WithItem {
    Expr *context;
    Expr *target; // or null
} WithItem;

// `except type as name: body`
typedef struct ExceptHandler {
    SourceRange range;
    Expr *type;       // null for a bare `except:`
    const Name *name; // or null
    StmtList body;
} ExceptHandler;

// `case pattern if guard: body`
typedef struct MatchCase {
    Pattern *pattern;
    Expr *guard; // or null
    StmtList body;
} MatchCase;

// `name as alias` in an import. The name may be dotted ("a.b") or "*".
typedef struct ImportAlias {
    SourceRange range;
    const Name *name;
    const Name *alias; // or null
} ImportAlias;

struct Stmt {
    StmtKind kind;
    SourceRange
        range; // of a decorated definition: from `def` or `class`, not from the decorators
    union {
        struct {
            const Name *name;
            Parameters *parameters;
            StmtList body;
            ExprList decorators;
            Expr *returns; // or null
            TypeParameterList type_parameters;
            bool is_async;
        } function;
        struct {
            const Name *name;
            ExprList bases; // EXPR_STARRED for *a
            KeywordList keywords;
            StmtList body;
            ExprList decorators;
            TypeParameterList type_parameters;
        } class_;
        struct {
            Expr *value; // or null
        } return_;
        struct {
            ExprList targets;
        } delete_;
        struct {
            ExprList targets; // one or more, from left to right
            Expr *value;
        } assign;
        struct {
            Expr *name; // EXPR_NAME, store
            TypeParameterList type_parameters;
            Expr *value;
        } type_alias;
        struct {
            Expr *target; // EXPR_NAME, EXPR_ATTRIBUTE or EXPR_SUBSCRIPT, store
            BinaryOperator operator;
            Expr *value;
        } augment_assign;
        struct {
            Expr *target; // as above
            Expr *annotation;
            Expr *value;    // or null
            bool is_simple; // the target is a name without parentheses
        } annotate;
        struct {
            Expr *target;
            Expr *iterable;
            StmtList body;
            StmtList orelse; // may be empty
            bool is_async;
        } for_;
        struct {
            Expr *test;
            StmtList body;
            StmtList orelse; // may be empty
        } while_;
        struct {
            Expr *test;
            StmtList body;
            StmtList orelse; // may be empty; for `elif` it holds one STMT_IF
        } if_;
        struct {
            WithItem *items;
            size_t length;
            StmtList body;
            bool is_async;
        } with;
        struct {
            Expr *subject;
            MatchCase *cases;
            size_t length;
        } match;
        struct {
            Expr *exception; // or null
            Expr *cause;     // or null
        } raise;
        struct {
            StmtList body;
            ExceptHandler *handlers;
            size_t handlers_length;
            StmtList orelse;    // may be empty
            StmtList finalbody; // may be empty
            bool is_star;       // the handlers are `except*`
        } try_;
        struct {
            Expr *test;
            Expr *message; // or null
        } assert_;
        struct {
            const Name *module; // null for `from . import a` and in STMT_IMPORT
            ImportAlias *aliases;
            size_t length;
            uint32_t level; // leading dots
        } import;           // IMPORT, IMPORT_FROM
        struct {
            NameList names;
        } scope; // GLOBAL, NONLOCAL
        struct {
            Expr *value;
        } expression;
    } as;
};

// --- the whole ---

typedef struct Module {
    ParseMode mode;
    const Source *source;    // borrowed
    NameTable *names;        // later passes add to it
    StmtList body;           // PARSE_MODULE and PARSE_INTERACTIVE
    Expr *expression;        // PARSE_EXPRESSION, else null
    SyntaxWarning *warnings; // or null
} Module;

// Tree nesting that is not a left-leaning chain stays below this.
#define PARSER_DEPTH_MAX 1000

// The kind's name in CPython's `ast` ("BinOp"); static strings, cannot fail. STMT_FUNCTION,
// FOR, WITH and TRY give the plain form of the name ("FunctionDef", "Try").
const char *ast_expr_kind_name(ExprKind kind);
const char *ast_stmt_kind_name(StmtKind kind);
const char *ast_pattern_kind_name(PatternKind kind);

#endif
