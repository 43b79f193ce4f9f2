// ThreadState: what one guest thread carries along, and Interpreter: what all threads of one
// share.
//
// The structs live in the object layer because reference counting and allocation need their
// first fields inline; each group of fields belongs to the layer named above it, and only that
// layer changes it.
#ifndef GILT_VM_OBJECT_THREAD_STATE_H
#define GILT_VM_OBJECT_THREAD_STATE_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "vm/object/object.h"

typedef struct Frame Frame;
typedef struct Gil Gil;
typedef struct World World;
typedef struct GuestThread GuestThread;
typedef struct Heap Heap;
typedef struct LookupCache LookupCache;
typedef struct OwnerRegistry OwnerRegistry;
typedef struct SplitRows SplitRows;
typedef struct SplitTable SplitTable;
typedef struct Reclaimer Reclaimer;
typedef struct InternTable InternTable;
typedef struct Signals Signals;
typedef struct EventBuffer EventBuffer;
typedef struct EventLog EventLog;
typedef struct Code Code;
typedef struct Process Process;

// A place in the guest program: a word of a code object, which is immortal.
typedef struct GuestPlace {
    const Code *code; // null: none
    uint32_t word;
} GuestPlace;

// Tells where a thread is; outside the guest library if asked.
typedef GuestPlace (*PlaceHook)(const ThreadState *ts, bool outside_library);

// Sizes up to this many bytes come from the thread's free lists, in steps of 16.
#define HEAP_SMALL_MAX   512
#define HEAP_CLASS_COUNT (HEAP_SMALL_MAX / 16 + 1)

// Buffers that wait until no reader can be looking at them (reclaim.h).
typedef struct RetiredBlock {
    void *memory;
    uint64_t epoch;
} RetiredBlock;

typedef struct RetiredBlocks {
    RetiredBlock *items; // in the order of their epochs; those from `stamped` on have none yet
    size_t count, capacity;
    size_t stamped;
    size_t size;         // bytes in all blocks
    size_t stamped_size; // of these, in blocks that had an epoch when the last one got its
} RetiredBlocks;

// So many contended objects a thread remembers (refcount.c).
#define CONTENDED_SEEN 64

// Operations on reference counts.
typedef struct CountStats {
    uint64_t plain;  // by the owner
    uint64_t atomic; // by others
    uint64_t queued; // dropped references handed to the owner
    uint64_t merged; // local and shared counts added up
    uint64_t split;  // objects that got a count in each thread
} CountStats;

// A slot on a free list; the header stays in the form of a dead object.
typedef struct FreeSlot {
    Object dead;
    struct FreeSlot *next;
} FreeSlot;

// A growing array of object pointers outside the guest heap.
typedef struct ObjectVector {
    Object **items;
    size_t count;
    size_t capacity;
} ObjectVector;

// So many wake-ups a thread keeps for when it lets the GIL go.
#define OWED_WAKEUPS_MAX 8

// Reasons to leave the fast path at the next safe point: bits of ThreadState.pending.
typedef enum PendingBit {
    PENDING_GIL_DROP = 1 << 0,   // a waiter wants the GIL
    PENDING_STOP_WORLD = 1 << 1, // somebody stops the world
    PENDING_SIGNAL = 1 << 2,     // a signal for the main thread (Ctrl-C)
    PENDING_MERGE = 1 << 3,      // objects wait in the merge queue
    PENDING_QUIESCENT = 1 << 4,  // somebody waits for a quiescent state
    PENDING_CANCEL = 1 << 5,     // the interpreter is finalizing: daemon threads must stop
    PENDING_ADD_UP = 1 << 6,     // the count of a split object may have reached zero
    PENDING_ALONE = 1 << 7,      // all other threads have ended
    PENDING_COLLECT = 1 << 8,    // the heap has grown: look for cycles
    PENDING_DISPATCH = 1 << 9,   // instruction_checks has changed
    PENDING_TRIM = 1 << 10,      // much of the heap is free: give it back
    PENDING_WAKEUPS = 1 << 11,   // others are to be woken (wakeups.h)
} PendingBit;

typedef enum ThreadStatus {
    THREAD_DETACHED, // must not touch objects
    THREAD_ATTACHED, // runs
    THREAD_STOPPED,  // detached, and held back from attaching by a stopped world
    THREAD_HELD,     // the same for a moment by a thread that counts for it (refcount.c)
} ThreadStatus;

struct ThreadState {
    // --- object: reference counts, allocation, reclamation ---
    uint32_t rc_identity;  // objects with this owner are counted plainly; see refcount.h
    uint32_t own_identity; // what `identity` is while counts are biased
    uint32_t identity; // the owner of what this thread makes. As rc_identity, unless operations
                       // are being counted: then that is nobody's
    uint8_t refcount;  // RefcountMode in effect: biased while there is a GIL
    bool counts_slowly; // new objects are counted in another form than plainly
    bool is_parallel;   // another thread may run guest code at the same time: lock, publish,
                        // retire
    uint8_t destroy_depth;
    FreeSlot *free_slots[HEAP_CLASS_COUNT];
    uint16_t free_counts[HEAP_CLASS_COUNT];
    ObjectVector destroy_later; // objects whose destruction would recurse too deep
    ObjectVector merge_queue; // what others gave back to this owner; under OwnerRegistry's lock
    ObjectVector merging;     // what the owner is working off of it, from merging_next on
    size_t merging_next;
    uint64_t quiescent_epoch;
    RetiredBlocks retired;
    LookupCache *lookup_cache;
    CountStats count_stats;
    int32_t shared_until_check; // shared counts before the next look at what is being counted
    SplitRows *split_rows;      // split.h; null: none yet
    bool split_is_over;         // it is ending, and has no rows any more
    uintptr_t contended[CONTENDED_SEEN]; // what others were seen counting at the same moment,
                                         // by address; may have died since
    uint32_t lock_waits[KIND_COUNT]; // how often an object's lock was held by another thread

    // --- exec: the guest's stack and exceptions ---
    Frame *frame; // the innermost frame, or null
    // The guest stack (guest_stack.h): its frames, and behind them its registers. The thread
    // uses each up to its end, which moves when it gets there.
    Frame *frames;
    Frame *frames_end;
    Frame *next_frame; // the first free one
    Value *registers;
    Value *registers_end;
    Value *stack_end;           // the last that registers_end can become
    Value error;                // the exception being raised (owned), NO_VALUE if none
    Value handled;              // the exception being handled (owned), NO_VALUE if none
    uint32_t generator_outcome; // GeneratorOutcome of the generator that ran last
    // sys.set_asyncgen_hooks(): what is called with an async generator when it is first
    // iterated and when it is dropped unfinished (owned, NO_VALUE if none).
    Value async_generator_first_iteration;
    Value async_generator_finalizer;
    // sys.set_coroutine_origin_tracking_depth(): so many frames are noted with a new coroutine.
    uint32_t coroutine_origin_depth;
    struct Profile *profile; // vm/exec/profile.h; null while nobody listens to its calls
    uint32_t native_depth;   // C recursion: entries of the dispatch loop and recursive natives
    uint32_t guest_depth;    // guest calls on the stack, against Interpreter.recursion_limit
    char *c_stack_limit;     // lowest address natives may recurse to

    // --- thread ---
    uint32_t pending; // PendingBit, polled at safe points
    uint32_t status;  // ThreadStatus
    uint64_t id;      // counts up from 1, never reused; the main thread's is 1
    Interpreter *interpreter;
    ThreadState *next; // the interpreter's list, under World's lock
    ThreadState *previous;
    GuestThread *thread;          // the thread layer's own part
    EventBuffer *events;          // null while nobody listens; atomic
    struct OpenReads *open_reads; // vm/observe/collisions.h; null while nobody watches
    ThreadState *home; // this thread's state in the interpreter that it visits from (visit.h);
                       // null: it visits nobody
    bool is_main;
    // Whom this thread is going to wake (wakeups.h), with a reference each.
    GuestThread *owed_wakeups[OWED_WAKEUPS_MAX];
    uint32_t owed_count;
    uint32_t owed_safe_points;     // after so many it does so at the latest
    uint64_t previous_instruction; // what the checking dispatch row let pass last
    uint32_t instruction_checks; // row of the dispatch loop: see vm/thread/instruction_check.h
    uint32_t ticks_left;         // instructions until the next check, with policies of ticks
    // The threading.local objects that this thread has used (owned by runtime), NO_VALUE if
    // none; and of some of them, by number, what they hold for it (borrowed from them).
    Value local_storage;
    struct {
        uint64_t number; // 0: nothing
        Object *dict;
    } local_cache[16];
    // Owned by runtime; NO_VALUE if there is none yet:
    Value context;      // the current contextvars.Context
    Value running_loop; // the asyncio loop that runs in this thread
};

typedef enum KnownName {
#define KNOWN_NAME(id, text) NAME_##id,
#include "vm/object/known_names.def"
#undef KNOWN_NAME
    KNOWN_NAME_COUNT
} KnownName;

// How many stacks of ended threads an interpreter keeps.
#define KEPT_STACK_COUNT 16

struct Interpreter {
    // --- object ---
    Type *types[KIND_COUNT]; // the built-in types by kind; immortal
    Heap *heap;
    OwnerRegistry *owners;
    SplitTable *split;
    Reclaimer *reclaimer;
    struct RacyCounts *racy; // vm/object/racy.h; null until counts are racy
    uint8_t refcount;        // RefcountMode that applies when there is no GIL
    bool counts_operations;  // gil.count_operations()
    CountStats ended_stats;  // of threads that have ended, under OwnerRegistry's lock
    uint64_t ended_lock_waits[KIND_COUNT];
    InternTable *interned;
    struct WeakTable *weakrefs;    // vm/object/weakrefs.h
    Value names[KNOWN_NAME_COUNT]; // interned Strs
    uint32_t next_version;         // of types and shapes, never reused
    uint32_t next_identity;        // of threads, under OwnerRegistry's lock; never reused

    // --- exec and runtime ---
    Object *modules;  // sys.modules, a dict
    Object *builtins; // the dict of the builtins module
    Object *builtins_module;
    Object *sys_dict;     // the dict of the sys module
    Type **exceptions;    // by ExceptionId (vm/object/exceptions.h)
    Object *build_class;  // the builtin __build_class__
    Object *memory_error; // raised when there is no memory; immortal
    void *runtime;        // RuntimeState, the object library's own
    uint32_t recursion_limit;
    Frame *kept_stacks[KEPT_STACK_COUNT]; // vm/exec/guest_stack.h; atomic

    // --- thread ---
    Gil *gil;
    struct Collector *collector; // vm/thread/collector.h
    World *world;
    EventLog *event_log;           // vm/thread/event_log.h
    struct Collisions *collisions; // vm/observe/collisions.h; null while nobody watches
    Signals *signals;
    ThreadState *threads; // all of them, under World's lock
    ThreadState *main_thread;
    uint64_t next_local; // numbers of threading.local objects; atomic
    bool is_finalizing;

    // --- among the others of the process (vm/thread/process.h), under its mutex ---
    Process *process;   // constant
    int64_t id;         // constant; 0: the main interpreter
    Interpreter *newer; // the next in the Process's list
    uint32_t holders;   // Interpreter objects of the guest that stand for it
    bool is_claimed;    // somebody runs code in its main thread, or makes or closes it
    bool is_closing;    // it is on its way out: not listed any more
    bool is_abandoned;  // its last holder went while it was claimed
};

// The interned Str of a known name.
static inline Value known_name(const ThreadState *ts, KnownName name) {
    return ts->interpreter->names[name];
}

// The built-in type of this kind. ANY_THREAD: the table never changes after start-up.
static inline Type *builtin_type(const ThreadState *ts, Kind kind) {
    return ts->interpreter->types[kind];
}

#endif
