// The guest's lock types: what the other files of the _thread module need of them.
#ifndef GILT_RUNTIME_MODULES_THREAD_LOCKS_H
#define GILT_RUNTIME_MODULES_THREAD_LOCKS_H

#include "vm/base/contract.h"
#include "vm/object/native.h"
#include "vm/thread/guest_lock.h"

extern const TypeSpec lock_type_spec;
extern const TypeSpec rlock_type_spec;

// A new threading.Lock, free.
Ref lock_new(ThreadState *ts) ATTACHED;
// The lock inside a threading.Lock, which stays as long as that object.
GuestLock *lock_inside(Value lock) ATTACHED;
// The number that get_ident() gives: the pthread's.
uint64_t thread_ident(const ThreadState *ts) ANY_THREAD;

#endif
