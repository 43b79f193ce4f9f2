// The guest heap: where objects and their buffers come from.
//
// Objects up to HEAP_SMALL_MAX bytes are slots of pages that hold one size each; every thread
// has a free list per size, refilled from and returned to the interpreter's pages in batches.
// Larger objects come from malloc behind a list link. Both can be enumerated with the world
// stopped, which is how counts are re-homed (refcount.h). Buffers (a list's items, a dict's
// table) are malloc memory without a header.
#ifndef GILT_VM_OBJECT_HEAP_H
#define GILT_VM_OBJECT_HEAP_H

#include <stddef.h>

#include "vm/base/contract.h"
#include "vm/object/object.h"
#include "vm/object/thread_state.h"

// A new object of `size` bytes (header included), all zero behind the header, with one
// reference owned by the caller. For heap types (guest classes) it holds a reference to the
// type. Null with MemoryError set.
void *object_new(ThreadState *ts, Type *type, size_t size) ATTACHED;

// The same, but what is behind the header is undefined: for objects whose every byte the caller
// writes at once, before anything can look at them.
void *object_new_uncleared(ThreadState *ts, Type *type, size_t size) ATTACHED;

// Gives an object's memory back; its contents are already released. Called by the count
// machinery only.
void object_free_memory(ThreadState *ts, Object *object) ATTACHED;

// The size an object was allocated with, rounded up to its slot.
size_t object_memory_size(const Object *object) ANY_THREAD;

// A buffer of `size` bytes, uninitialised; null with MemoryError set.
void *buffer_new(ThreadState *ts, size_t size) ATTACHED;
// Resizes a buffer no other thread can be reading; null with MemoryError set and the old one
// untouched.
void *buffer_resize(ThreadState *ts, void *buffer, size_t size) ATTACHED;
// Frees a buffer no other thread can be reading; null is allowed.
void buffer_free(ThreadState *ts, void *buffer) ATTACHED;
// Frees a buffer that lock-free readers may still be looking at: at once without parallel
// threads, else after every thread has passed a quiescent state (reclaim.h).
void buffer_retire(ThreadState *ts, void *buffer) ATTACHED;

// The same for a buffer of `holder`: one of an object that is being destroyed, or of none
// (null: no other thread has ever seen it), is freed at once.
void buffer_retire_from(ThreadState *ts, const Object *holder, void *buffer) ATTACHED;

// Where in the guest program an object was made; kept for objects in pages, while somebody asks
// for it (racy.h).
void heap_set_origin(Object *object, GuestPlace origin) ATTACHED;
GuestPlace heap_origin(const Object *object) ANY_THREAD;

// The same as buffer_free where there is no thread state.
void heap_free_block(Interpreter *interpreter, void *block) ANY_THREAD;

// Creates and destroys the interpreter's heap; false if there is no memory.
bool heap_create(Interpreter *interpreter);
void heap_destroy(Interpreter *interpreter);
// Returns a finished thread's free lists.
void heap_thread_done(ThreadState *ts);
// Calls `visit` for every live object; the world is stopped or the interpreter has one thread.
void heap_each_object(Interpreter *interpreter, void (*visit)(Object *object, void *context),
                      void *context);

// A collection of cycles has ended: the next is due when the heap has grown by half. Asks for a
// trim (PENDING_TRIM) if much is free.
void heap_collected(ThreadState *ts) ATTACHED;

// Asks for a trim at the next safe point; if the last was less than `pause_ns` ago, later.
void heap_ask_for_trim(ThreadState *ts, uint64_t pause_ns) ATTACHED;

// Gives empty pages, retired and free buffers back to the system. The world is stopped: no
// reader holds on to a pointer into a page.
void heap_trim(Interpreter *interpreter) STOPPED;

// Bytes in live objects and bytes of memory held, approximately; for reports.
typedef struct HeapUse {
    size_t objects;
    size_t live_size;
    size_t held_size;
} HeapUse;
HeapUse heap_use(Interpreter *interpreter);

#endif
