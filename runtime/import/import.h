// Importing: where modules come from, and the import statement's functions
// (vm/needs_runtime.h).
//
// A module is looked for in this order: sys.modules, the native modules
// (runtime/modules/modules.def), the embedded guest library (runtime/lib), the folders of
// sys.path or of the package. A program that changes sys.meta_path has its finders asked
// instead (runtime/lib/importlib). Several threads may import at once: who comes second waits
// until the first has run the module's body, unless that would close a circle; then it gets the
// module as far as it has come, as in CPython.
#ifndef GILT_RUNTIME_IMPORT_IMPORT_H
#define GILT_RUNTIME_IMPORT_IMPORT_H

#include "vm/base/contract.h"
#include "vm/object/layouts.h"
#include "vm/object/native.h"

// Makes sys.modules and the import state. False: exception set.
bool import_set_up(ThreadState *ts) ATTACHED;
// Frees the import state.
void import_destroy(Interpreter *interpreter);

// The module `name` (dotted), imported if need be: the module itself, not the top package. New
// reference.
Ref import_module(ThreadState *ts, Value name) ATTACHED RUNS_GUEST;

// What an import does that no finder in sys.meta_path changes: the module `name`, whose parent
// has been imported, from wherever the machine finds it; `path` is the parent's __path__ or
// NO_VALUE. NO_REF without an exception if there is none.
Ref import_by_machine(ThreadState *ts, Value name, Value path) ATTACHED RUNS_GUEST;

// A module made from its native description, entered into sys.modules.
Ref import_native(ThreadState *ts, const ModuleSpec *spec) ATTACHED;

// The native modules; the last has a null name.
extern const ModuleSpec *const NATIVE_MODULES[];

#endif
