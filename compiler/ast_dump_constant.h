// Constants as Python's repr writes them. Part of ast_dump.
#ifndef GILT_COMPILER_AST_DUMP_CONSTANT_H
#define GILT_COMPILER_AST_DUMP_CONSTANT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "compiler/ast.h"

// Writes repr() of the constant. Cannot fail, except that `out` may record an error.
void dump_constant(FILE *out, const Literal *constant);

// Writes repr() of a str (UTF-8, surrogates allowed) or of bytes without the b. As above.
void dump_quoted(FILE *out, const char *bytes, size_t size, bool is_bytes);

#endif
