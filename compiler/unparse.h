// Unparsing: the text of an expression, as CPython writes annotations under
// `from __future__ import annotations`.
#ifndef GILT_COMPILER_UNPARSE_H
#define GILT_COMPILER_UNPARSE_H

#include "compiler/arena.h"
#include "compiler/ast.h"

// Returns the text of `expr` in `arena`, NUL-terminated, and its length in bytes; null when
// memory is exhausted. Equal trees give equal texts, whatever the layout of the source.
const char *unparse_expr(Arena *arena, const Expr *expr, size_t *length);

#endif
