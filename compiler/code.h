// CodeUnit: what the compiler hands to the VM, one per module, class body, function, lambda.
//
// It holds only plain C data, no objects: the VM turns it into a code object (names become
// interned strings, constants become values) when the module is loaded. A unit and everything
// it points to live in the arena that the compiler was given; the VM copies what it keeps.
#ifndef GILT_COMPILER_CODE_H
#define GILT_COMPILER_CODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "compiler/constant.h"
#include "compiler/opcodes.h"

typedef struct CodeUnit CodeUnit;

typedef struct Constant {
    ConstantKind kind;
    int base;      // of CONSTANT_BIG_INT: 2, 8, 10, 16
    size_t length; // bytes in text, or items
    union {
        int64_t integer;
        struct {
            double real;
            double imaginary;
        };
        const char *text; // zero-terminated behind its length
        const struct Constant *items;
        CodeUnit *code;
    };
} Constant;

// A UTF-8 name; zero-terminated behind its length.
typedef struct CodeName {
    const char *text;
    size_t length;
} CodeName;

// Where the instruction word at the same index comes from. Lines count from 1, columns are
// UTF-8 bytes from 0; line 0 means no source line (made by the compiler). Cache words repeat
// their instruction's.
typedef struct CodePosition {
    uint32_t line;
    uint32_t end_line;
    uint16_t column;
    uint16_t end_column;
} CodePosition;

// An exception raised at a word in [start, end) goes to `handler` after all temporaries from
// register `depth` on have been released; the exception itself is then put into register
// `depth`. Entries are searched in order, so the innermost comes first.
typedef struct CodeHandler {
    uint32_t start;
    uint32_t end;
    uint32_t handler;
    uint32_t depth;
} CodeHandler;

typedef enum CodeFlag {
    CODE_VARARGS = 1 << 0,     // has *args
    CODE_VARKEYWORDS = 1 << 1, // has **kwargs
    CODE_GENERATOR = 1 << 2,   // contains yield
    CODE_COROUTINE = 1 << 3,   // async def
    CODE_ASYNC_GENERATOR = 1 << 4,
    CODE_NESTED = 1 << 5,     // defined inside a function
    CODE_CLASS_BODY = 1 << 6, // runs with a local namespace of its own
    CODE_MODULE =
        1 << 7, // module, exec or interactive code; uses LOAD_NAME only if CODE_LOCALS_MAPPING
    CODE_LOCALS_MAPPING =
        1 << 8, // names go to a local namespace that may differ from the globals
    CODE_HAS_DOCSTRING = 1 << 9, // constant 0 is the docstring
    CODE_METHOD = 1 << 10,       // defined directly in a class body
    CODE_ITERABLE_COROUTINE =
        1 << 11, // a generator that may be awaited: types.coroutine() sets it at run time
} CodeFlag;

// Why a local variable's register needs care.
typedef enum LocalKind {
    LOCAL_PLAIN = 0, // the register holds the value
    LOCAL_CELL =
        1 << 0, // the register holds a cell (the variable is captured by an inner function)
    LOCAL_HIDDEN = 1 << 1, // a comprehension's variable or the compiler's own: not in locals(),
                           // not a co_varname
} LocalKind;

struct CodeUnit {
    CodeName name;           // f
    CodeName qualified_name; // C.f.<locals>.g
    CodeName file_name;
    uint32_t first_line;
    uint32_t flags; // CodeFlag

    // Registers. Parameters come first, in this order: positional-only, positional-or-keyword,
    // keyword-only, *args, **kwargs. Then the other variables, then the temporaries.
    uint32_t n_positional_only;
    uint32_t n_positional; // positional-only included
    uint32_t n_keyword_only;
    uint32_t n_locals;
    uint32_t n_registers;
    const CodeName *local_names; // n_locals of them
    const uint8_t *local_kinds;  // n_locals of them, LocalKind bits

    // Variables of enclosing functions that this one captures; `__class__` among them where
    // needed.
    uint32_t n_free;
    const CodeName *free_names;

    uint32_t n_names; // of globals, attributes, imports
    const CodeName *names;
    uint32_t n_constants;
    const Constant *constants;

    uint32_t n_words; // instruction and cache words
    CodeWord *words;
    const CodePosition *positions; // n_words of them

    uint32_t n_handlers;
    const CodeHandler *handlers;
};

#endif
