// Contract tags: in which thread state a function may be called.
//
//   ATTACHED    may touch objects; with a GIL, the thread holds it. Never blocks for long.
//   DETACHED    must not touch objects; the call may block.
//   ANY_THREAD  in either state, from any thread.
//   STOPPED     all other threads are stopped: the caller owns the world.
//   RUNS_GUEST  guest code may run inside: on return any container may have changed. (A note
//               for readers only.)
//
// Under clang the first and the fourth are thread-safety attributes over one capability, the
// world: attached means sharing it, stop-the-world means owning it. `clang -Wthread-safety
// -Werror` then finds an object touched while detached. Every function that calls an ATTACHED
// function is itself tagged.
#ifndef GILT_VM_BASE_CONTRACT_H
#define GILT_VM_BASE_CONTRACT_H

#if defined(__clang__)
#define CONTRACT(x) __attribute__((x))
#else
#define CONTRACT(x)
#endif

// The capability that attached threads share. It holds no data.
struct CONTRACT(capability("world")) WorldCapability {
    char unused;
};
extern struct WorldCapability WORLD;

#define ATTACHED CONTRACT(requires_shared_capability(WORLD))
#define DETACHED CONTRACT(locks_excluded(WORLD))
#define STOPPED  CONTRACT(requires_capability(WORLD))
#define ANY_THREAD
#define RUNS_GUEST
// The calls that change the state.
#define ATTACHES CONTRACT(acquire_shared_capability(WORLD))
#define DETACHES CONTRACT(release_shared_capability(WORLD))
#define STOPS_WORLD                                                                            \
    CONTRACT(release_shared_capability(WORLD)) CONTRACT(acquire_capability(WORLD))
#define STARTS_WORLD                                                                           \
    CONTRACT(release_capability(WORLD)) CONTRACT(acquire_shared_capability(WORLD))
// For the few functions that implement the states themselves.
#define NO_CONTRACT_CHECK CONTRACT(no_thread_safety_analysis)

#endif
