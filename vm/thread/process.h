// Process: what the interpreters of one process share, which is next to nothing.
//
// An interpreter has everything that guest code can reach to itself: heap, counts, types,
// interned strings, modules, world, GIL, event log. So two of them need no lock between them,
// and each turns its dial alone. What the process has only once is dealt with so:
//
//     signals                  the main interpreter's: its main thread handles them (visit.h)
//     descriptors 0, 1, 2      shared; every interpreter has stream objects, buffers and locks
//                              of its own over them
//     environment, folder,     the system's: whoever changes them changes them for all
//     locale, umask
//     the time zone            the C library's, read under a mutex (time.c)
//     the list of interpreters here, under one mutex, with the queues between them
//     compiled-in tables,      constant
//     the library's text
//     malloc, GMP, PCRE2 ...   their own locks
//
// Nothing of one interpreter's heap is ever seen from another: what crosses is a Parcel
// (runtime/modules/parcel.h), which is plain bytes.
//
// Whoever wants to run code in the main thread of an interpreter claims it first; it is the
// claimer's alone until released, so nobody closes it meanwhile. The main interpreter is
// claimed for ever.
#ifndef GILT_VM_THREAD_PROCESS_H
#define GILT_VM_THREAD_PROCESS_H

#include "vm/base/contract.h"
#include "vm/base/ranked_mutex.h"
#include "vm/object/thread_state.h"

struct Process {
    // Guards everything here, and the group "among the others" of Interpreter. Held for a few
    // dozen instructions, so that it may be taken while attached.
    RankedMutex mutex;
    Interpreter *interpreters; // oldest first
    int64_t next_id;
    // The object library's.
    struct SharedQueue *queues; // runtime/modules/shared_queue.h
    int64_t next_queue_id;
    struct Parcel *beginning; // what a new interpreter is told; set before there are others

    RankedMutex zone_mutex; // guards what the C library knows of the time zone
};

typedef enum Claim {
    CLAIM_GRANTED,
    CLAIM_UNKNOWN, // no interpreter has this number
    CLAIM_REFUSED, // it is claimed by somebody else
} Claim;

// A process without interpreters; null without memory.
Process *process_new(void);
// Gives it up; the last interpreter has been removed.
void process_free(Process *process);

// Lists a new interpreter, claimed and held by the caller, and numbers it.
void process_add(Process *process, Interpreter *interpreter) ANY_THREAD;
// Takes it off the list, before it is freed.
void process_remove(Interpreter *interpreter) ANY_THREAD;

// Claims the interpreter with this number; if it is granted, *out is the interpreter. To close
// it: it is on nobody's list from then on.
Claim process_claim(Process *process, int64_t id, bool to_close, Interpreter **out) ANY_THREAD;
// Claims some idle interpreter to close it; null when there is none.
Interpreter *process_claim_any(Process *process) ANY_THREAD;
// Gives a claim up. False: its last holder has gone meanwhile, and the caller, who still has
// the claim, must close it.
bool process_release(Interpreter *interpreter) ANY_THREAD;

// An object of the guest stands for the interpreter from now on. False: there is none of this
// number.
bool process_hold(Process *process, int64_t id) ANY_THREAD;
// It does no longer. If it was the last, and nobody runs code in the interpreter, returns it,
// claimed: the caller closes it.
Interpreter *process_drop(Process *process, int64_t id) ANY_THREAD;

// Whether code runs in the main thread of an interpreter: 0 or 1; -1: unknown.
int process_is_running(Process *process, int64_t id) ANY_THREAD;
// The numbers of all interpreters, oldest first, in a malloc'd array that the caller frees;
// returns how many, 0 without memory.
size_t process_list(Process *process, int64_t **out) ANY_THREAD;

// How many interpreters there have been besides the main one; for reports, which show one.
int64_t process_others_made(Process *process) ANY_THREAD;

// Before and after fork(): no other interpreter is within the list meanwhile. In the child only
// the calling thread's interpreter is left, and it is the main one; the others stay in memory
// as they are.
void process_before_fork(Process *process) ANY_THREAD;
void process_after_fork(Interpreter *own, bool is_child) ANY_THREAD;

#endif
