// What start-up needs of the module sys.
#ifndef GILT_RUNTIME_MODULES_SYS_H
#define GILT_RUNTIME_MODULES_SYS_H

#include "vm/object/native.h"

extern const ModuleSpec sys_module_spec;

#endif
