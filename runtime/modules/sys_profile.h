// sys.setprofile and sys.getprofile: profiling by a guest function.
#ifndef GILT_RUNTIME_SYS_PROFILE_H
#define GILT_RUNTIME_SYS_PROFILE_H

#include "vm/base/contract.h"
#include "vm/object/layouts.h"

// setprofile(function, /)
Ref sys_setprofile(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;
// getprofile()
Ref sys_getprofile(ThreadState *ts, const Value *arguments) ATTACHED;

#endif
