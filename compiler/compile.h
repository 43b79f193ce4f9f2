// The front door of the compiler: source text in, code out.
//
//     text -> source -> lexer, parser -> tree -> symbol table -> code generation -> CodeUnit
#ifndef GILT_COMPILER_COMPILE_H
#define GILT_COMPILER_COMPILE_H

#include "compiler/arena.h"
#include "compiler/code.h"
#include "compiler/diagnostics.h"
#include "compiler/source.h"

typedef struct CompileOptions {
    ParseMode mode;            // module, one expression (eval), one answer at the prompt
    SourceOrigin origin;       // whether a coding cookie counts
    bool uses_locals_mapping;  // exec and eval with locals that are not the globals
    bool allows_await;         // at the top level too: the code is then a coroutine's
    bool has_lazy_annotations; // as if `from __future__ import annotations` stood first
    uint32_t optimize;         // 0; 1 without assert; 2 also without docstrings
} CompileOptions;

// Compiles `size` bytes of `text`. Everything made lives in `arena`; `file_name` is borrowed as
// long as the code is used. Returns the module's code, or null with the one error in `out`
// (`is_incomplete` set when a prompt should ask for more lines). With PARSE_EXPRESSION the code
// returns the expression's value. `source`, if not null, receives the checked text, to show
// lines of it in messages; `warnings`, if not null, the list of warnings. Any thread; no state
// is shared.
CodeUnit *compile_source(Arena *arena, const char *file_name, const char *text, size_t size,
                         const CompileOptions *options, Source *source,
                         const SyntaxWarning **warnings, Diagnostic *out);

#endif
