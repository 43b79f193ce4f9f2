// The world: all guest threads of an interpreter, and stopping them.
//
// Stopping the world means that until it is started again no thread but the stopper is attached
// or can become so. Detached threads are held where they are: their status turns from DETACHED
// to STOPPED, and an attempt to attach waits. Attached threads are asked through their
// `pending` word and stop themselves at their next safe point. With a GIL there are none of
// those, since attached means holding the GIL, which the stopper has; the rest is the same with
// the GIL on and off.
//
//     status:   DETACHED --attach--> ATTACHED
//               DETACHED <--detach-- ATTACHED
//               DETACHED --the stopper--> STOPPED --starting the world--> DETACHED
//                                         ATTACHED --safe point while stopping--> STOPPED
#ifndef GILT_VM_THREAD_WORLD_H
#define GILT_VM_THREAD_WORLD_H

#include "vm/base/atomics.h"
#include "vm/base/contract.h"
#include "vm/base/ranked_mutex.h"
#include "vm/object/thread_state.h"

// What a higher layer adds to every thread.
typedef struct ThreadHooks {
    // Gives a new thread its stacks; false if there is no memory. May be null.
    bool (*init)(ThreadState *ts);
    // Takes them away. May be null. Runs on the thread itself, or, for threads that were
    // cancelled, where the interpreter is destroyed.
    void (*done)(ThreadState *ts);
    // Where the thread is in the guest program; outside the guest library if asked. May be
    // null.
    PlaceHook place;
    // Called before every instruction. Null unless an observer asks for it.
    void (*instruction)(ThreadState *ts);
} ThreadHooks;

struct World {
    ThreadHooks hooks;
    // --- guarded by mutex, as are Interpreter.threads and the status of stopping threads ---
    RankedMutex mutex;
    Condition arrived;     // the stopper: a thread is no longer attached
    Condition started;     // stopped threads
    ThreadState *stopper;  // who stops or has stopped the world, null if it runs
    uint32_t stop_depth;   // nested requests of the stopper
    uint32_t thread_count; // in Interpreter.threads; also read by stoppers, relaxed by reports
    uint64_t next_id;
    uint64_t stop_count; // for reports
    // --- relaxed ---
    size_t stack_size; // of new threads, bytes
};

// Creates the interpreter's world without threads; false if there is no memory.
bool world_create(Interpreter *interpreter, ThreadHooks hooks, size_t stack_size);
// Gives it up; no thread is left.
void world_destroy(Interpreter *interpreter);

// Stops the world; returns when every other thread is detached and held. Requests of several
// threads follow one another, so this is a safe point: another stopper may come first. The
// thread that has stopped the world may stop it again; the outermost start counts.
void world_stop(ThreadState *ts) STOPS_WORLD;
// Lets the others go on.
void world_start(ThreadState *ts) STARTS_WORLD;

// Replaces what a slot of a shared object holds, where others read the slot without a lock or a
// reference: they are stopped for the store. For what is changed rarely and read often: a
// function's defaults, a class's name. Takes the reference (NO_REF empties the slot) and drops
// the old one.
void world_replace(ThreadState *ts, Value *slot, Ref value) ATTACHED RUNS_GUEST;
// The same for constructors, which may be called again for an object that others know: stops
// nobody if the slot is empty.
void world_fill(ThreadState *ts, Value *slot, Ref value) ATTACHED RUNS_GUEST;

// The calling thread is attached without the GIL, or held: if somebody stops the world, waits
// as STOPPED until it is started. Detached afterwards. Used by attaching and by safe points.
void world_pause(ThreadState *ts) DETACHED;
// The calling thread has just detached and had been asked to stop: tells the stopper.
void world_tell_stopper(World *world) DETACHED;

// Adds a new state to the list (detached, or stopped with the world) and gives it its id.
void world_add_thread(Interpreter *interpreter, ThreadState *ts) ANY_THREAD;
// Takes a state out of the list. The thread is attached and stays without a place in the world:
// nobody can stop it any more, so it touches no objects from here on, and has ended for those
// who ask (GuestThread.has_ended). The last thread left is told (PENDING_ALONE).
void world_remove_thread(ThreadState *ts) ATTACHED;
// In the child after fork(): the locks are made anew; the world is still stopped.
void world_after_fork(World *world) STOPPED;
// How many threads there are. ANY_THREAD.
uint32_t world_thread_count(const World *world);

#endif
