// Atomic operations with the memory order in the name.
//
// Every location that two threads may touch at once is read and written through these. On
// x86-64 the relaxed, acquire and release forms are plain moves: they cost nothing and they
// tell the reader (and ThreadSanitizer) that the race is meant. A release names the acquire it
// pairs with in a comment.
#ifndef GILT_VM_BASE_ATOMICS_H
#define GILT_VM_BASE_ATOMICS_H

#include <stdbool.h>

// Reads *p; no ordering.
#define load_relaxed(p) __atomic_load_n((p), __ATOMIC_RELAXED)
// Reads *p; nothing after it moves before it.
#define load_acquire(p) __atomic_load_n((p), __ATOMIC_ACQUIRE)
// Reads *p in the single order of all sequentially consistent operations.
#define load_seq_cst(p) __atomic_load_n((p), __ATOMIC_SEQ_CST)
// Writes *p; no ordering.
#define store_relaxed(p, v) __atomic_store_n((p), (v), __ATOMIC_RELAXED)
// Writes *p; nothing before it moves after it.
#define store_release(p, v) __atomic_store_n((p), (v), __ATOMIC_RELEASE)
// Writes *p in the single order of all sequentially consistent operations.
#define store_seq_cst(p, v) __atomic_store_n((p), (v), __ATOMIC_SEQ_CST)
// Adds v to *p and returns the old value.
#define add_relaxed(p, v) __atomic_fetch_add((p), (v), __ATOMIC_RELAXED)
#define add_acq_rel(p, v) __atomic_fetch_add((p), (v), __ATOMIC_ACQ_REL)
// Ors / ands v into *p and returns the old value.
#define or_acq_rel(p, v)  __atomic_fetch_or((p), (v), __ATOMIC_ACQ_REL)
#define and_acq_rel(p, v) __atomic_fetch_and((p), (v), __ATOMIC_ACQ_REL)
#define or_relaxed(p, v)  __atomic_fetch_or((p), (v), __ATOMIC_RELAXED)
#define and_relaxed(p, v) __atomic_fetch_and((p), (v), __ATOMIC_RELAXED)
// The same in the single order of all sequentially consistent operations.
#define add_seq_cst(p, v)      __atomic_fetch_add((p), (v), __ATOMIC_SEQ_CST)
#define or_seq_cst(p, v)       __atomic_fetch_or((p), (v), __ATOMIC_SEQ_CST)
#define exchange_seq_cst(p, v) __atomic_exchange_n((p), (v), __ATOMIC_SEQ_CST)
#define compare_exchange_seq_cst(p, expected, desired)                                         \
    __atomic_compare_exchange_n((p), (expected), (desired), false, __ATOMIC_SEQ_CST,           \
                                __ATOMIC_SEQ_CST)
// Writes v to *p and returns the old value.
#define exchange_acq_rel(p, v) __atomic_exchange_n((p), (v), __ATOMIC_ACQ_REL)
// If *p is *expected writes desired and returns true, else stores what it saw in *expected.
#define compare_exchange_acq_rel(p, expected, desired)                                         \
    __atomic_compare_exchange_n((p), (expected), (desired), false, __ATOMIC_ACQ_REL,           \
                                __ATOMIC_ACQUIRE)
// Orders everything before against the stores after.
#define fence_release() __atomic_thread_fence(__ATOMIC_RELEASE)
// Orders everything before against everything after, stores against loads included.
#define fence_seq_cst() __atomic_thread_fence(__ATOMIC_SEQ_CST)

#endif
