// Lines of source text for tracebacks: from files, or from text that was typed or given by -c.
#ifndef GILT_RUNTIME_BUILTINS_SOURCE_LINES_H
#define GILT_RUNTIME_BUILTINS_SOURCE_LINES_H

#include <stddef.h>

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

typedef struct SourceLines SourceLines;

// The interpreter's store of texts, empty; null without memory.
SourceLines *source_lines_new(void);
void source_lines_free(SourceLines *lines);

// Remembers `text` under `file_name` in place of what it had; false without memory.
bool source_lines_put(SourceLines *lines, const char *file_name, const char *text,
                      size_t size) ANY_THREAD;

// A malloc'ed copy of the lines `first` (from 1) to `last` with newlines between them; null if
// the first is not known. There may be fewer than asked for.
char *source_lines_get(SourceLines *lines, const char *file_name, uint32_t first,
                       uint32_t last) ANY_THREAD;

#endif
