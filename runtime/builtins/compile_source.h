// From source text to a code object, with a SyntaxError when it is not Python.
#ifndef GILT_RUNTIME_BUILTINS_COMPILE_SOURCE_H
#define GILT_RUNTIME_BUILTINS_COMPILE_SOURCE_H

#include <stddef.h>

#include "vm/base/contract.h"
#include "vm/object/object.h"
#include "vm/object/value.h"

typedef enum SourceMode {
    SOURCE_MODULE,      // a file, a module, exec
    SOURCE_EXPRESSION,  // eval
    SOURCE_INTERACTIVE, // one answer at the prompt
} SourceMode;

// What else the code may do.
typedef enum SourceFlag {
    SOURCE_LOCALS =
        1 << 0, // look names up in a local namespace that may differ from the globals
    SOURCE_AWAIT =
        1 << 1, // await at the top level; it is a coroutine then, without SOURCE_LOCALS
} SourceFlag;

// Compiles `size` bytes of UTF-8. NO_REF with SyntaxError or one of its kin. If `is_incomplete`
// is not null and the text ends in the middle of a construct, *is_incomplete is set and NO_REF
// returned without an exception.
Ref source_to_code_or_more(ThreadState *ts, const char *text, size_t size,
                           const char *file_name, SourceMode mode, unsigned flags,
                           bool *is_incomplete) ATTACHED;

// The same for text that is complete.
Ref source_to_code(ThreadState *ts, const char *text, size_t size, const char *file_name,
                   SourceMode mode, unsigned flags) ATTACHED;

// Whether a text could be compiled. ANY_THREAD.
bool source_is_right(const char *text, size_t size, SourceMode mode);

// SyntaxError about a text that was not even looked at.
void source_refuse(ThreadState *ts, const char *message) ATTACHED;

#endif
