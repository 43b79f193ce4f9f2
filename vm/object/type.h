// Type: a class, built-in or the guest's, and the slots through which the VM works on its
// instances.
//
// A slot is a C function that carries out one protocol (repr, hash, binary operators, ...) for
// the type's instances. Built-in types fill their slots with their own functions; a class made
// by the guest inherits its base's and replaces those whose dunder it defines by functions that
// call the dunder. So everything in C goes through slots, and nothing asks whether a class is
// built in.
//
// Versions. `version` names the type's state for inline caches: it changes whenever an
// attribute of the type or of one of its bases changes, and 0 means "do not cache". Versions
// and shape ids come from one sequence that is never reused (Interpreter.next_version), so one
// 32-bit compare guards a cache.
//
// `resolved` remembers look-ups along the method resolution order. An inline cache holds
// (version, index into resolved). Entries borrow their value from the class dict that has it;
// before such a value is dropped, the entries are emptied and the version moves on
// (type_modified).
#ifndef GILT_VM_OBJECT_TYPE_H
#define GILT_VM_OBJECT_TYPE_H

#include <string.h>

#include "vm/base/contract.h"
#include "vm/object/object.h"
#include "vm/object/thread_state.h"

typedef struct Shape Shape;
typedef struct Dict Dict;
typedef struct Str Str;
typedef struct Tuple Tuple;

typedef enum BinaryOperator {
    BINARY_ADD,
    BINARY_SUBTRACT,
    BINARY_MULTIPLY,
    BINARY_MATRIX_MULTIPLY,
    BINARY_TRUE_DIVIDE,
    BINARY_FLOOR_DIVIDE,
    BINARY_REMAINDER,
    BINARY_POWER,
    BINARY_LEFT_SHIFT,
    BINARY_RIGHT_SHIFT,
    BINARY_AND,
    BINARY_OR,
    BINARY_XOR,
    BINARY_DIVMOD, // the builtin divmod(); not an opcode
    BINARY_COUNT
} BinaryOperator;

typedef enum UnaryOperator {
    UNARY_NEGATE,
    UNARY_POSITIVE,
    UNARY_INVERT,
    UNARY_ABSOLUTE, // the builtin abs(); not an opcode
    UNARY_COUNT
} UnaryOperator;

// In the order of CPython's Py_LT ... Py_GE.
typedef enum CompareOperator {
    COMPARE_LESS,
    COMPARE_LESS_EQUAL,
    COMPARE_EQUAL,
    COMPARE_NOT_EQUAL,
    COMPARE_GREATER,
    COMPARE_GREATER_EQUAL,
    COMPARE_COUNT
} CompareOperator;

// Called by the collector for every value an object holds.
typedef void (*Visitor)(Value v, void *context);

// All slots may be null unless said otherwise. `self` is an instance of the type (an immediate
// for int, float, bool, None). Ref results: new reference, or NO_REF with the exception set.
// int results: -1 with the exception set, else 0 or 1. All are ATTACHED; all but destroy and
// traverse may run guest code.
typedef struct TypeSlots {
    // Drops every reference the object holds and frees its buffers, not its own memory. Never
    // fails.
    void (*destroy)(ThreadState *ts, Object *self);
    // Shows every value the object holds. The world is stopped.
    void (*traverse)(Object *self, Visitor visit, void *context);
    // `__del__`: called once, before destroy, with one reference held; what it raises is
    // reported.
    void (*finalize)(ThreadState *ts, Value self);

    Ref (*repr)(ThreadState *ts, Value self);
    Ref (*str)(ThreadState *ts, Value self); // null: repr
    // format(self, spec); null: object's (TypeError for a non-empty spec).
    Ref (*format)(ThreadState *ts, Value self, Value spec);
    // The hash; -1 only with the exception set. Null: identity; type.flags has TYPE_UNHASHABLE
    // if none.
    int64_t (*hash)(ThreadState *ts, Value self);
    int (*truth)(ThreadState *ts, Value self); // null: length, else true
    // NOT_IMPLEMENTED (never counted) if it cannot compare with `other`.
    Ref (*compare)(ThreadState *ts, CompareOperator op, Value self, Value other);

    // One of a and b is of this type; NOT_IMPLEMENTED if it does not know the other.
    Ref (*binary)(ThreadState *ts, BinaryOperator op, Value a, Value b);
    Ref (*in_place)(ThreadState *ts, BinaryOperator op, Value self, Value other);
    Ref (*unary)(ThreadState *ts, UnaryOperator op, Value self);
    Ref (*power_modulo)(ThreadState *ts, Value base, Value exponent, Value modulus);
    Ref (*to_int)(ThreadState *ts, Value self);   // __int__
    Ref (*to_float)(ThreadState *ts, Value self); // __float__
    Ref (*to_index)(ThreadState *ts, Value self); // __index__: an int

    int64_t (*length)(ThreadState *ts, Value self); // -1 with the exception set
    Ref (*get_item)(ThreadState *ts, Value self, Value key);
    // value is NO_VALUE to delete. False with the exception set.
    bool (*set_item)(ThreadState *ts, Value self, Value key, Value value);
    int (*contains)(ThreadState *ts, Value self, Value item);

    Ref (*iterate)(ThreadState *ts, Value self);
    // The next item; NO_REF at the end, without an exception or with StopIteration set (which
    // may carry a value). Called through iterator_next or value_next.
    Ref (*next)(ThreadState *ts, Object *self);

    // `names` is the tuple of keyword names or NO_VALUE; the last of the n arguments belong to
    // them. The arguments are borrowed. Null: not callable.
    Ref (*call)(ThreadState *ts, Value self, const Value *arguments, size_t n, Value names);

    // Null: the generic look-up (attribute.h). `name` is a Str.
    Ref (*get_attribute)(ThreadState *ts, Value self, Value name);
    bool (*set_attribute)(ThreadState *ts, Value self, Value name,
                          Value value); // NO_VALUE deletes

    // As a descriptor found in a class. `instance` is NO_VALUE when looked up on the class
    // itself.
    Ref (*descriptor_get)(ThreadState *ts, Value self, Value instance, Value owner);
    bool (*descriptor_set)(ThreadState *ts, Value self, Value instance, Value value);

    // await, async for.
    Ref (*await)(ThreadState *ts, Value self);
    Ref (*async_iterate)(ThreadState *ts, Value self);
    Ref (*async_next)(ThreadState *ts, Value self);
} TypeSlots;

typedef enum TypeFlag {
    TYPE_HEAP = 1 << 0,       // made at run time: counted, its instances count it
    TYPE_BASE = 1 << 1,       // may be subclassed
    TYPE_UNHASHABLE = 1 << 2, // __hash__ = None
    // Instances stop being counted once other threads count them a lot; or at all.
    TYPE_IMMORTAL_WHEN_HOT = 1 << 3,
    TYPE_IMMORTAL_WHEN_SHARED = 1 << 6,
    TYPE_METHOD_LIKE = 1 << 4,   // instances bind like functions: no bound method is needed
    TYPE_IMMUTABLE = 1 << 5,     // attributes of the type cannot be set
    TYPE_EXCEPTION = 1 << 9,     // derives from BaseException
    TYPE_SEQUENCE = 1 << 10,     // matches a sequence pattern
    TYPE_MAPPING = 1 << 11,      // matches a mapping pattern
    TYPE_DEFINES_NEW = 1 << 12,  // __new__ is not object's or the layout's own
    TYPE_DISALLOW_NEW = 1 << 13, // cannot be called: "cannot create 'x' instances"
    TYPE_ADDS_FIELDS = 1 << 14,  // an exception class with a meaning of its own for the fields
    TYPE_WEAKLY_REFERENCEABLE = 1 << 15, // has __weakref__ among its __slots__
} TypeFlag;

// One look-up along the resolution order. `value` is emptied before its class dict drops it.
typedef struct ResolvedEntry {
    Value name;  // interned Str
    Value value; // borrowed; NO_VALUE once outdated
} ResolvedEntry;

typedef struct ResolvedTable {
    uint32_t count; // published after its entry
    uint32_t capacity;
    ResolvedEntry entries[];
} ResolvedTable;

struct Type {
    Object head;
    TypeSlots slots;
    const char *name;  // UTF-8, for messages; lives as long as the type
    Value name_object; // Str
    Value qualified_name;
    uint32_t flags; // TypeFlag
    uint32_t version;
    uint16_t layout;            // Kind of the built-in layout that instances begin with
    uint16_t instance_kind;     // Kind in the header of new instances
    uint32_t instance_size;     // bytes of an instance without its inline attribute slots
    uint32_t attributes_offset; // of the Attributes in an instance; 0: it has none (or at the
                                // end); may be ATTRIBUTES_AT_END (attributes.h)
    uint32_t inline_capacity;   // attribute slots new instances get inline
    uint32_t members_offset;    // of the first of the variables that `__slots__` names
    uint32_t member_count;      // how many there are, those of the bases included
    Type *base;
    Value bases;  // Tuple
    Value mro;    // Tuple of types, this one first
    Object *dict; // Dict
    ResolvedTable *resolved;
    Shape *root_shape;       // of new instances; null until the first
    Shape *dictionary_shape; // of instances that keep a real dict; null until the first
    Shape *shapes;           // all of them
    Value subclasses;        // list of direct subclasses, borrowed pointers; NO_VALUE if none
    // For calls of the class that skip the type's own call slot (borrowed). A built-in class:
    // its native `__new__`, and its native `__init__` if it has one of its own. A guest class:
    // `__init__`, if it is a guest function; found when needed, forgotten when the class
    // changes. NO_VALUE otherwise.
    Value constructor;
    Value initializer;
};

// The type of any value.
static inline Type *value_type(const ThreadState *ts, Value v) {
    if (value_is_object(v)) {
        return load_relaxed(&value_object(v)->type);
    }
    if (value_is_small_int(v)) {
        return builtin_type(ts, KIND_INT);
    }
    if (value_is_small_float(v)) {
        return builtin_type(ts, KIND_FLOAT);
    }
    if (value_is_bool(v)) {
        return builtin_type(ts, KIND_BOOL);
    }
    return builtin_type(ts, value_is_none(v)          ? KIND_NONE
                            : v.bits == ELLIPSIS.bits ? KIND_ELLIPSIS
                                                      : KIND_NOT_IMPLEMENTED);
}

// What a type is called without its module: "lock" for "threading.lock".
static inline const char *type_last_name(const char *name) {
    const char *dot = strrchr(name, '.');
    return dot ? dot + 1 : name;
}

// The name of v's type for messages; valid while the type lives.
static inline const char *value_type_name(const ThreadState *ts, Value v) {
    return value_type(ts, v)->name;
}

// Whether v is an instance of the built-in type `kind` or of a subclass of it (by layout; so
// for kinds whose subclasses keep the layout, which is all of them but INSTANCE).
static inline bool value_has_layout(const ThreadState *ts, Value v, Kind kind) {
    return value_type(ts, v)->layout == kind;
}

// Whether `type` is `base` or derives from it. Cannot fail.
bool type_is_subtype(const Type *type, const Type *base) ATTACHED;

// What an inline cache remembered: entry `index` of the type's look-ups, if `version` is still
// the type's version. New reference; NO_REF without an exception if the cache is outdated.
Ref type_resolved_take(ThreadState *ts, Type *type, uint32_t version, uint32_t index) ATTACHED;

// Looks `name` (interned Str) up along the resolution order. New reference; NO_REF without an
// exception if no class has it.
Ref type_lookup(ThreadState *ts, Type *type, Value name) ATTACHED;

// Whether `type` finds something else under `name` than `base`, which it derives from.
bool type_overrides(ThreadState *ts, Type *type, Type *base, KnownName name) ATTACHED;

// The same as type_lookup, also giving the index into type->resolved for an inline cache and
// the version it is good for (0 if it must not be cached).
Ref type_lookup_cached(ThreadState *ts, Type *type, Value name, uint32_t *version,
                       uint32_t *index) ATTACHED;

// Call before a value in the type's dict is replaced or removed, and after one is added:
// outdates every cache that may hold look-ups of this type and its subclasses.
void type_modified(ThreadState *ts, Type *type) ATTACHED;

// A fresh version or shape id; 0 when all 2^32 are spent (nothing is cached from then on).
uint32_t version_next(Interpreter *interpreter) ATTACHED;

#endif
