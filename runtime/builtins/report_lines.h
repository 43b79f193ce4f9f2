// The source lines of one frame in a traceback, with marks under what was being evaluated.
#ifndef GILT_RUNTIME_BUILTINS_REPORT_LINES_H
#define GILT_RUNTIME_BUILTINS_REPORT_LINES_H

#include "runtime/objects/str_builder.h"
#include "vm/base/contract.h"
#include "vm/exec/code_object.h"

// Appends the lines of `file` that belong to a position; nothing if they are not known. False
// with the exception set.
bool report_lines(StrBuilder *out, ThreadState *ts, const char *file, CodePosition at) ATTACHED;

// The same for given lines, joined with newlines.
bool report_excerpt(StrBuilder *out, ThreadState *ts, const char *text,
                    CodePosition at) ATTACHED;

// Adds a file's name as people read it: every input of a pipe has a name of its own, such as
// "<stdin>-3", and all are shown as "<stdin>".
bool report_file_name(StrBuilder *out, Value name) ATTACHED;

#endif
