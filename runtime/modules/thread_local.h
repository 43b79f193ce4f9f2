// threading.local.
#ifndef GILT_RUNTIME_MODULES_THREAD_LOCAL_H
#define GILT_RUNTIME_MODULES_THREAD_LOCAL_H

#include "vm/object/native.h"

extern const TypeSpec thread_local_type_spec;

#endif
