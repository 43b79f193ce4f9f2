// Counting collisions while a program runs: between a thread's reading a place and its writing
// back what it made of it (windows.h), another thread wrote there too. One of the two updates
// is lost.
//
//     thread A   read counter (version 7) . . . . . . . . . . . . . . . write: version is 8!
//     thread B         read (7) . . . write: version becomes 8
//
// Every instruction comes by here, by way of the dispatch loop's checking row, so a watched run
// is several times slower and meets other collisions than one that is not: it is a sample of
// its own, never a timing. Places are told apart by the objects they are in (this very dict,
// this key), numbered by a hash; two places with one number may count a collision that was
// none.
#ifndef GILT_VM_OBSERVE_COLLISIONS_H
#define GILT_VM_OBSERVE_COLLISIONS_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

typedef struct CollisionCounts {
    uint64_t windows;    // windows passed through, from read to write
    uint64_t switches;   // of them, those during which the GIL changed hands
    uint64_t collisions; // of them, those during which another thread wrote the same place
} CollisionCounts;

// Begins to watch all threads. False without memory.
bool collisions_watch(ThreadState *ts) ATTACHED;
// What was counted so far; all zero if nobody watches. ANY_THREAD.
CollisionCounts collisions_counts(const Interpreter *interpreter);
// The code object goes: frees what was found out about it. ANY_THREAD.
void collisions_forget(Code *code);

#endif
