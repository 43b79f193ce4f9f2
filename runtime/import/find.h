// Finding and running modules written in the guest language.
#ifndef GILT_RUNTIME_IMPORT_FIND_H
#define GILT_RUNTIME_IMPORT_FIND_H

#include "vm/base/contract.h"
#include "vm/object/layouts.h"

// Looks for the module `full_name` (UTF-8, dotted), whose last part is looked for in `path`:
// the folders of a package (list of Str), or NO_VALUE for a top-level module: then sys.path. If
// it is found, makes the module, enters it into sys.modules and runs its body. NO_REF without
// an exception if there is none.
Ref find_and_run(ThreadState *ts, Value name, const char *full_name,
                 Value path) ATTACHED RUNS_GUEST;

#endif
