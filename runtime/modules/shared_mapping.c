// Memory that several processes share (shared_mapping.h).
#include "runtime/modules/shared_mapping.h"

#include <errno.h>
#include <sys/mman.h>

#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/lock.h"
#include "vm/object/refcount.h"

typedef struct Mapping {
    Bytearray bytes;
    size_t mapped_size; // 0: there is no memory (it was closed, or never made)
} Mapping;

static Mapping *mapping_of(Value v) {
    return (Mapping *)(void *)value_object(v);
}

Ref mapping_new(ThreadState *ts, int fd, size_t size) {
    return mapping_open(ts, fd, size, MAP_SHARED | (fd < 0 ? MAP_ANONYMOUS : 0), 0);
}

Ref mapping_open(ThreadState *ts, int fd, size_t size, int flags, int64_t offset) {
    Mapping *mapping = object_new(ts, builtin_type(ts, KIND_MAPPING), sizeof *mapping);
    if (!mapping) {
        return NO_REF;
    }
    Ref ref = object_ref(mapping);
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, flags, fd, offset);
    if (memory == MAP_FAILED) {
        raise_os_error(ts, errno, NO_VALUE);
        ref_drop(ts, ref);
        return NO_REF;
    }
    mapping->bytes.data = memory;
    mapping->bytes.length = mapping->bytes.capacity = (int64_t)size;
    mapping->bytes.exports = 1;
    mapping->mapped_size = size;
    return ref;
}

void *mapping_hold(ThreadState *ts, Value v, int64_t offset, size_t size) {
    if (value_type(ts, v) != builtin_type(ts, KIND_MAPPING)) {
        raise_error(ts, EXC_TYPE_ERROR, "a mapping is required");
        return NULL;
    }
    Mapping *mapping = mapping_of(v);
    object_lock(ts, &mapping->bytes.head);
    bool is_inside = offset >= 0 && mapping->mapped_size >= size &&
                     (size_t)offset <= mapping->mapped_size - size;
    mapping->bytes.exports += is_inside;
    void *place = is_inside ? mapping->bytes.data + offset : NULL;
    object_unlock(ts, &mapping->bytes.head);
    if (!is_inside) {
        raise_error(ts, EXC_VALUE_ERROR, "outside of the mapping");
    }
    return place;
}

void mapping_release(ThreadState *ts, Value v) {
    Mapping *mapping = mapping_of(v);
    object_lock(ts, &mapping->bytes.head);
    mapping->bytes.exports--;
    object_unlock(ts, &mapping->bytes.head);
}

bool mapping_close(ThreadState *ts, Value v) {
    if (value_type(ts, v) != builtin_type(ts, KIND_MAPPING)) {
        raise_error(ts, EXC_TYPE_ERROR, "a mapping is required");
        return false;
    }
    Mapping *mapping = mapping_of(v);
    object_lock(ts, &mapping->bytes.head);
    bool is_used = mapping->bytes.exports > 1;
    void *memory = mapping->bytes.data;
    size_t size = is_used ? 0 : mapping->mapped_size;
    if (size) {
        mapping->bytes.data = NULL;
        mapping->bytes.length = mapping->bytes.capacity = 0;
        mapping->mapped_size = 0;
    }
    object_unlock(ts, &mapping->bytes.head);
    if (is_used) {
        raise_error(ts, EXC_BUFFER_ERROR, "cannot close exported pointers exist");
        return false;
    }
    if (size) {
        munmap(memory, size);
    }
    return true;
}

static Ref make(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return raise_error(ts, EXC_TYPE_ERROR,
                       "cannot create '_multiprocessing.Mapping' instances");
}

static void destroy(ThreadState *ts, Object *self) ATTACHED {
    Mapping *mapping = (Mapping *)(void *)self;
    if (mapping->mapped_size) {
        munmap(mapping->bytes.data, mapping->mapped_size);
    } else {
        buffer_free(ts, mapping->bytes.data);
    }
}

static const NativeDef METHODS[] = {
    {"__new__(cls, /)", make, "Mappings are made by functions.", NATIVE_STATIC_METHOD},
    {NULL, NULL, NULL, 0},
};

const TypeSpec mapping_type_spec = {
    .name = "_multiprocessing.Mapping",
    .kind = KIND_MAPPING,
    .base = KIND_BYTEARRAY,
    .size = sizeof(Mapping),
    .slots = {.destroy = destroy},
    .methods = METHODS,
    .doc = "Memory that several processes share, as a bytearray of fixed length.",
};
