// The guest heap: pages of equal slots, per-thread free lists, large objects.
//
//     page (64 KiB, aligned)
//     +--------+------+------+------+------+-- ... --+
//     | header | slot | slot | free | slot |         |      a free slot keeps the header
//     +--------+------+------+------+------+-- ... --+      of a dead object
//
// A page keeps its slot size for ever, so a stale pointer to a freed object always points to a
// header: reading its count is safe and finds a dead count, or the count of a new object of the
// same size. A thread takes and gives back slots in batches; only that needs the heap's lock.
#include "vm/object/heap.h"

#include <malloc.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "vm/base/check.h"
#include "vm/base/clock.h"
#include "vm/object/exceptions.h"
#include "vm/object/racy.h"
#include "vm/object/reclaim.h"
#include "vm/object/refcount.h"
#include "vm/object/spare_blocks.h"

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#include <sanitizer/lsan_interface.h>
#define POISON(p, size)   __asan_poison_memory_region((p), (size))
#define UNPOISON(p, size) __asan_unpoison_memory_region((p), (size))
// What objects in pages refer to is not leaked.
#define ADD_ROOT(p, size)  __lsan_register_root_region((p), (size))
#define DROP_ROOT(p, size) __lsan_unregister_root_region((p), (size))
#else
#define POISON(p, size)    ((void)0)
#define UNPOISON(p, size)  ((void)0)
#define ADD_ROOT(p, size)  ((void)0)
#define DROP_ROOT(p, size) ((void)0)
#endif

#define PAGE_SIZE ((size_t)64 * 1024)
#define SLOT_STEP 16
#define BATCH     32

// How much the heap grows, at least, before cycles are looked for.
#ifdef GILT_CHECK
#define COLLECT_MIN   500
#define COLLECT_SHARE 64
#else
#define COLLECT_MIN   20000
#define COLLECT_SHARE 2 // and by this part of its size
#endif

// Memory is given back when this much is free, and half of what there is; then not for a while.
#define TRIM_MIN      ((size_t)4 << 20)
#define TRIM_PAUSE_NS (CLOCK_SECOND_NS / 5)

#define KEEP_MAX 192 // free slots of one size a thread keeps before it gives half back

typedef struct Page {
    struct Page *next;
    uint32_t slot_size;
    uint32_t slot_count;
    uint32_t used_count; // slots handed out at least once
    uint32_t free_count; // of these, those on the heap's free list; while trimming
    GuestPlace *origins; // of the objects in the slots; null unless asked for
} Page;

#define PAGE_HEADER_SIZE ((sizeof(Page) + 15) & ~(size_t)15)

typedef struct LargeObject {
    struct LargeObject *next;
    struct LargeObject *previous;
    size_t size; // of the object
    size_t unused;
} LargeObject;

struct Heap {
    pthread_mutex_t lock;
    Page *pages;
    Page *open[HEAP_CLASS_COUNT]; // the page of each size that still has unused slots
    FreeSlot *free[HEAP_CLASS_COUNT];
    LargeObject large; // head of a ring
    size_t out_count;  // slots handed to threads, and large objects
    size_t collect_at; // when there are more, it is time to look for cycles
    size_t page_count;
    size_t free_size;    // bytes of the slots on the free lists
    SpareBlocks spare;   // large buffers
    uint64_t trimmed_at; // ns
    bool is_trim_due;    // one was asked for too soon after the last
};

static Page *page_of(const Object *object) {
    return (Page *)((uintptr_t)object & ~(uintptr_t)(PAGE_SIZE - 1));
}

static char *page_slot(Page *page, uint32_t index) {
    return (char *)page + PAGE_HEADER_SIZE + (size_t)index * page->slot_size;
}

static void page_free(Page *page) {
    UNPOISON(page, PAGE_SIZE);
    free(page->origins);
    DROP_ROOT(page, PAGE_SIZE);
    munmap(page, PAGE_SIZE);
}

bool heap_create(Interpreter *interpreter) {
    Heap *heap = calloc(1, sizeof *heap);
    if (!heap) {
        return false;
    }
    pthread_mutex_init(&heap->lock, NULL);
    heap->large.next = heap->large.previous = &heap->large;
    heap->collect_at = COLLECT_MIN;
    spare_blocks_prepare();
    spare_blocks_init(&heap->spare);
    interpreter->heap = heap;
    return true;
}

void heap_destroy(Interpreter *interpreter) {
    Heap *heap = interpreter->heap;
    while (heap->pages) {
        Page *page = heap->pages;
        heap->pages = page->next;
        page_free(page);
    }
    while (heap->large.next != &heap->large) {
        LargeObject *large = heap->large.next;
        heap->large.next = large->next;
        free(large);
    }
    spare_blocks_done(&heap->spare);
    pthread_mutex_destroy(&heap->lock);
    free(heap);
    interpreter->heap = NULL;
}

// A zeroed page at an address that is a multiple of its size.
static Page *page_new(Heap *heap, size_t slot_size) {
    char *memory =
        mmap(NULL, 2 * PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) {
        return NULL;
    }
    char *start = (char *)(((uintptr_t)memory + PAGE_SIZE - 1) & ~(uintptr_t)(PAGE_SIZE - 1));
    if (start != memory) {
        munmap(memory, (size_t)(start - memory));
    }
    munmap(start + PAGE_SIZE, (size_t)(memory + PAGE_SIZE - start));
    Page *page = (Page *)start;
    page->slot_size = (uint32_t)slot_size;
    page->slot_count = (uint32_t)((PAGE_SIZE - PAGE_HEADER_SIZE) / slot_size);
    page->next = heap->pages;
    heap->pages = page;
    ADD_ROOT(page, PAGE_SIZE);
    heap->page_count++;
    return page;
}

// More objects are out; the heap is locked.
static void count_out(ThreadState *ts, Heap *heap, size_t n) {
    heap->out_count += n;
    if (heap->out_count > heap->collect_at) {
        heap->collect_at = SIZE_MAX; // until the collection has set it anew
        or_acq_rel(&ts->pending, PENDING_COLLECT);
    }
}

// Asks for a trim, but not too often, since a program may be about to use the memory again. The
// heap is locked.
static void ask_for_trim(ThreadState *ts, Heap *heap, uint64_t pause_ns) {
    uint64_t now = clock_monotonic_ns();
    heap->is_trim_due = now - heap->trimmed_at < pause_ns;
    if (!heap->is_trim_due) {
        heap->trimmed_at = now;
        or_acq_rel(&ts->pending, PENDING_TRIM);
    }
}

// Whether a trim would be worth its while. The heap is locked.
static bool is_much_free(const Heap *heap) {
    return heap->is_trim_due ||
           (heap->free_size >= TRIM_MIN && heap->free_size >= heap->page_count * PAGE_SIZE / 2);
}

void heap_collected(ThreadState *ts) {
    Heap *heap = ts->interpreter->heap;
    pthread_mutex_lock(&heap->lock);
    heap->collect_at = heap->out_count + heap->out_count / COLLECT_SHARE + COLLECT_MIN;
    if (is_much_free(heap)) {
        ask_for_trim(ts, heap, 0);
    }
    pthread_mutex_unlock(&heap->lock);
}

// Moves up to BATCH slots of a size to the thread's free list. False: no memory.
static bool refill(ThreadState *ts, size_t class) {
    Heap *heap = ts->interpreter->heap;
    pthread_mutex_lock(&heap->lock);
    unsigned taken = 0;
    while (taken < BATCH && heap->free[class]) {
        FreeSlot *slot = heap->free[class];
        heap->free[class] = slot->next;
        slot->next = ts->free_slots[class];
        ts->free_slots[class] = slot;
        taken++;
    }
    heap->free_size -= taken * class * SLOT_STEP;
    while (taken < BATCH) {
        Page *page = heap->open[class];
        if (!page || page->used_count == page->slot_count) {
            if (taken > 0) {
                break;
            }
            page = heap->open[class] = page_new(heap, class * SLOT_STEP);
            if (!page) {
                break;
            }
        }
        FreeSlot *slot = (FreeSlot *)page_slot(page, page->used_count++);
        store_relaxed(&slot->dead.shared, COUNT_DEAD);
        slot->next = ts->free_slots[class];
        ts->free_slots[class] = slot;
        taken++;
    }
    ts->free_counts[class] = (uint16_t)(ts->free_counts[class] + taken);
    count_out(ts, heap, taken);
    if (UNLIKELY(heap->is_trim_due)) {
        ask_for_trim(ts, heap, TRIM_PAUSE_NS);
    }
    pthread_mutex_unlock(&heap->lock);
    return taken > 0;
}

// Gives `count` of the thread's free slots of a size back. The heap is locked.
static void give_back_locked(ThreadState *ts, Heap *heap, size_t class, unsigned count) {
    while (count-- > 0 && ts->free_slots[class]) {
        FreeSlot *slot = ts->free_slots[class];
        UNPOISON(slot, sizeof *slot);
        ts->free_slots[class] = slot->next;
        slot->next = heap->free[class];
        heap->free[class] = slot;
        ts->free_counts[class]--;
        heap->out_count--;
        heap->free_size += class * SLOT_STEP;
    }
}

static void give_back(ThreadState *ts, size_t class, unsigned count) {
    Heap *heap = ts->interpreter->heap;
    pthread_mutex_lock(&heap->lock);
    give_back_locked(ts, heap, class, count);
    if (is_much_free(heap)) {
        ask_for_trim(ts, heap, TRIM_PAUSE_NS);
    }
    pthread_mutex_unlock(&heap->lock);
}

void heap_ask_for_trim(ThreadState *ts, uint64_t pause_ns) {
    Heap *heap = ts->interpreter->heap;
    pthread_mutex_lock(&heap->lock);
    ask_for_trim(ts, heap, pause_ns);
    pthread_mutex_unlock(&heap->lock);
}

// Counts the free slots of every page.
static void count_free_slots(Heap *heap) {
    for (Page *page = heap->pages; page; page = page->next) {
        page->free_count = 0;
    }
    for (size_t class = 0; class < HEAP_CLASS_COUNT; class ++) {
        for (FreeSlot *slot = heap->free[class]; slot; slot = slot->next) {
            page_of(&slot->dead)->free_count++;
        }
    }
}

static bool is_empty(const Page *page) {
    return page->free_count == page->used_count;
}

// Takes the slots of empty pages off the free lists.
static void forget_empty_pages(Heap *heap) {
    for (size_t class = 0; class < HEAP_CLASS_COUNT; class ++) {
        FreeSlot **link = &heap->free[class];
        while (*link) {
            if (is_empty(page_of(&(*link)->dead))) {
                *link = (*link)->next;
                heap->free_size -= class * SLOT_STEP;
            } else {
                link = &(*link)->next;
            }
        }
        if (heap->open[class] && is_empty(heap->open[class])) {
            heap->open[class] = NULL;
        }
    }
}

void heap_trim(Interpreter *interpreter) {
    Heap *heap = interpreter->heap;
    reclaim_all(interpreter);
    pthread_mutex_lock(&heap->lock);
    for (ThreadState *ts = interpreter->threads; ts; ts = ts->next) {
        for (size_t class = 0; class < HEAP_CLASS_COUNT; class ++) {
            give_back_locked(ts, heap, class, UINT16_MAX);
        }
    }
    count_free_slots(heap);
    forget_empty_pages(heap);
    for (Page **link = &heap->pages; *link;) {
        Page *page = *link;
        if (is_empty(page)) {
            *link = page->next;
            heap->page_count--;
            page_free(page);
        } else {
            link = &page->next;
        }
    }
    pthread_mutex_unlock(&heap->lock);
    spare_blocks_free(&heap->spare);
    malloc_trim(0);
}

void heap_thread_done(ThreadState *ts) NO_CONTRACT_CHECK {
    reclaim_thread_done(ts);
    for (size_t class = 0; class < HEAP_CLASS_COUNT; class ++) {
        if (ts->free_slots[class]) {
            give_back(ts, class, UINT16_MAX);
        }
    }
}

// A block of at least `size` bytes, large or not; null without memory.
static void *block_new(Heap *heap, size_t size) {
    void *block = spare_blocks_take(&heap->spare, size);
    return block ? block : malloc(size);
}

void heap_free_block(Interpreter *interpreter, void *block) {
    spare_blocks_put(&interpreter->heap->spare, block);
}

static LargeObject *large_header(const Object *object) {
    return (LargeObject *)((char *)(uintptr_t)object - sizeof(LargeObject));
}

static bool is_large(const Object *object) {
    return load_relaxed(&object->flags) & OBJECT_LARGE;
}

static Object *large_new(ThreadState *ts, size_t size, bool cleared) ATTACHED {
    Heap *heap = ts->interpreter->heap;
    LargeObject *large = NULL;
    if (size < PTRDIFF_MAX - sizeof(LargeObject)) {
        size_t whole = sizeof(LargeObject) + size;
        large = cleared ? calloc(1, whole) : block_new(heap, whole);
    }
    if (!large) {
        raise_memory_error(ts);
        return NULL;
    }
    large->size = size;
    pthread_mutex_lock(&heap->lock);
    large->next = heap->large.next;
    large->previous = &heap->large;
    large->next->previous = large;
    heap->large.next = large;
    count_out(ts, heap, 1);
    pthread_mutex_unlock(&heap->lock);
    return (Object *)(large + 1);
}

static inline Object *small_new(ThreadState *ts, size_t size, bool cleared) ATTACHED {
    size_t class = (size + SLOT_STEP - 1) / SLOT_STEP;
    if (class < sizeof(FreeSlot) / SLOT_STEP) {
        class = sizeof(FreeSlot) / SLOT_STEP;
    }
    FreeSlot *slot = ts->free_slots[class];
    if (UNLIKELY(!slot)) {
        if (!refill(ts, class)) {
            raise_memory_error(ts);
            return NULL;
        }
        slot = ts->free_slots[class];
    }
    UNPOISON(slot, class * SLOT_STEP);
    ts->free_slots[class] = slot->next;
    ts->free_counts[class]--;
    if (cleared) {
        // The body is one word, then a whole number of steps.
        uint64_t *body = (uint64_t *)((char *)slot + sizeof(Object));
        *body++ = 0;
        for (const uint64_t *end = body + (class - 2) * 2; body < end; body += 2) {
            body[0] = body[1] = 0;
        }
    }
    return &slot->dead;
}

// object_new and object_new_uncleared: the two differ in `cleared` alone, a constant in each.
static inline void *new_object(ThreadState *ts, Type *type, size_t size,
                               bool cleared) ATTACHED {
    bool is_small = size <= HEAP_SMALL_MAX;
    Object *object = is_small ? small_new(ts, size, cleared) : large_new(ts, size, cleared);
    if (UNLIKELY(!object)) {
        return NULL;
    }
    // Relaxed stores: a thread with a stale pointer to the slot's former object may be reading.
    store_relaxed(&object->type, type);
    store_relaxed(&object->local, 1);
    store_relaxed(&object->lock, 0);
    store_relaxed(&object->flags, is_small ? 0 : OBJECT_LARGE);
    store_relaxed(&object->kind, type->instance_kind);
    store_relaxed(&object->shared, COUNT_DEFAULT);
    store_relaxed(&object->owner, ts->rc_identity);
    if (UNLIKELY(type->flags & TYPE_HEAP)) {
        object_retain(ts, &type->head);
    }
    if (UNLIKELY(ts->counts_slowly)) {
        object_adopt(ts, object, 1);
        racy_remember_origin(ts, object);
    }
    return object;
}

void *object_new(ThreadState *ts, Type *type, size_t size) {
    return new_object(ts, type, size, true);
}

void *object_new_uncleared(ThreadState *ts, Type *type, size_t size) {
    return new_object(ts, type, size, false);
}

static void large_unlink(Heap *heap, LargeObject *large) {
    pthread_mutex_lock(&heap->lock);
    large->next->previous = large->previous;
    large->previous->next = large->next;
    heap->out_count--;
    pthread_mutex_unlock(&heap->lock);
}

void object_free_memory(ThreadState *ts, Object *object) {
    store_relaxed(&object->owner, OWNER_NONE);
    store_relaxed(&object->shared, COUNT_DEAD);
    if (is_large(object)) {
        large_unlink(ts->interpreter->heap, large_header(object));
        buffer_retire(ts, large_header(object));
        return;
    }
    Page *page = page_of(object);
    size_t class = page->slot_size / SLOT_STEP;
    store_relaxed(&object->type, (Type *)NULL);
    FreeSlot *slot = (FreeSlot *)object;
    slot->next = ts->free_slots[class];
    ts->free_slots[class] = slot;
    POISON((char *)slot + sizeof(FreeSlot), page->slot_size - sizeof(FreeSlot));
    if (UNLIKELY(++ts->free_counts[class] > KEEP_MAX)) {
        give_back(ts, class, KEEP_MAX / 2);
    }
}

static size_t slot_index(const Page *page, const Object *object) {
    return (size_t)((const char *)object - (const char *)page - PAGE_HEADER_SIZE) /
           page->slot_size;
}

void heap_set_origin(Object *object, GuestPlace origin) {
    if (is_large(object)) {
        return;
    }
    Page *page = page_of(object);
    GuestPlace *origins = load_acquire(&page->origins);
    if (!origins) {
        GuestPlace *made = calloc(page->slot_count, sizeof *made);
        if (!made || compare_exchange_acq_rel(&page->origins, &origins, made)) {
            origins = made;
        } else {
            free(made); // another thread was quicker
        }
    }
    if (origins) {
        origins[slot_index(page, object)] = origin;
    }
}

GuestPlace heap_origin(const Object *object) {
    const Page *page = is_large(object) ? NULL : page_of(object);
    const GuestPlace *origins = page ? load_acquire(&page->origins) : NULL;
    return origins ? origins[slot_index(page, object)] : (GuestPlace){0};
}

size_t object_memory_size(const Object *object) {
    if (is_large(object)) {
        return large_header(object)->size;
    }
    return page_of(object)->slot_size;
}

void *buffer_new(ThreadState *ts, size_t size) {
    void *buffer =
        size <= PTRDIFF_MAX ? block_new(ts->interpreter->heap, size ? size : 1) : NULL;
    if (!buffer) {
        raise_memory_error(ts);
    }
    return buffer;
}

// Moves a large buffer into a spare one, whose pages are there already; null if there is none.
static void *move_to_spare(Heap *heap, void *buffer, size_t size) {
    void *spare = spare_blocks_take(&heap->spare, size);
    if (spare && buffer) {
        size_t old_size = malloc_usable_size(buffer);
        memcpy(spare, buffer, old_size < size ? old_size : size);
        spare_blocks_put(&heap->spare, buffer);
    }
    return spare;
}

void *buffer_resize(ThreadState *ts, void *buffer, size_t size) {
    void *resized = move_to_spare(ts->interpreter->heap, buffer, size);
    if (!resized && size <= PTRDIFF_MAX) {
        resized = realloc(buffer, size ? size : 1);
    }
    if (!resized) {
        raise_memory_error(ts);
    }
    return resized;
}

void buffer_free(ThreadState *ts, void *buffer) {
    size_t kept_size = spare_blocks_put(&ts->interpreter->heap->spare, buffer);
    if (UNLIKELY(kept_size >= TRIM_MIN)) {
        heap_ask_for_trim(ts, TRIM_PAUSE_NS);
    }
}

void buffer_retire(ThreadState *ts, void *buffer) {
    if (LIKELY(!ts->is_parallel)) {
        buffer_free(ts, buffer);
    } else if (buffer) {
        reclaim_retire(ts, buffer);
    }
}

void buffer_retire_from(ThreadState *ts, const Object *holder, void *buffer) {
    if (!holder || object_is_dead(holder)) {
        buffer_free(ts, buffer); // who reads a buffer holds its object
    } else {
        buffer_retire(ts, buffer);
    }
}

void heap_each_object(Interpreter *interpreter, void (*visit)(Object *object, void *context),
                      void *context) {
    Heap *heap = interpreter->heap;
    for (Page *page = heap->pages; page; page = page->next) {
        for (uint32_t i = 0; i < page->used_count; i++) {
            Object *object = (Object *)page_slot(page, i);
            if (object->type) {
                visit(object, context);
            }
        }
    }
    for (LargeObject *large = heap->large.next; large != &heap->large; large = large->next) {
        visit((Object *)(large + 1), context);
    }
}

static void add_use(Object *object, void *context) {
    HeapUse *use = context;
    use->objects++;
    use->live_size += object_memory_size(object);
}

HeapUse heap_use(Interpreter *interpreter) {
    HeapUse use = {0};
    heap_each_object(interpreter, add_use, &use);
    for (Page *page = interpreter->heap->pages; page; page = page->next) {
        use.held_size += PAGE_SIZE;
    }
    LargeObject *head = &interpreter->heap->large;
    for (LargeObject *large = head->next; large != head; large = large->next) {
        use.held_size += large->size;
    }
    return use;
}
