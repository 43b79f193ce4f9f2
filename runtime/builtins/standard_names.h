// The top-level names of CPython 3.13's standard library (sys.stdlib_module_names), so that a
// missing module can say whether gilt does not ship it or nobody knows it, and a NameError can
// ask whether an import was forgotten.
#ifndef GILT_RUNTIME_BUILTINS_STANDARD_NAMES_H
#define GILT_RUNTIME_BUILTINS_STANDARD_NAMES_H

#include <stdbool.h>
#include <stddef.h>

// Whether CPython's standard library has a module of this name (its top-level part counts).
// ANY_THREAD.
bool is_standard_name(const char *name);
// The names one after the other; null after the last. ANY_THREAD.
const char *standard_name(size_t index);

#endif
