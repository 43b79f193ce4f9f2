// The layouts of the built-in objects that the VM itself works on. All other built-in types
// keep their layout to themselves (runtime/objects).
#ifndef GILT_VM_OBJECT_LAYOUTS_H
#define GILT_VM_OBJECT_LAYOUTS_H

#include "vm/object/object.h"
#include "vm/object/type.h"

// A double that has no immediate form.
typedef struct Float {
    Object head;
    double value;
} Float;

// An integer beyond 63 bits: sign and magnitude, GMP limbs, least significant first, no leading
// zero limb.
typedef struct BigInt {
    Object head;
    int64_t size; // number of limbs, negative for a negative number; never 0
    uint64_t limbs[];
} BigInt;

// A string: `length` characters of `width` bytes each, zero-terminated. The width is the
// smallest that fits (1: up to U+00FF, 2: up to U+FFFF, 4), so equal strings have equal widths.
// Immutable; the hash is computed on first use (a racing store writes the same number).
struct Str {
    Object head;
    int64_t length;
    int64_t hash; // -1: not yet computed
    uint8_t width;
    bool is_ascii;
    uint8_t padding[6];
    uint8_t data[];
};

typedef struct Bytes {
    Object head;
    int64_t length;
    int64_t hash;   // -1: not yet computed
    uint8_t data[]; // zero-terminated
} Bytes;

// Immutable once published.
struct Tuple {
    Object head;
    int64_t length;
    int64_t hash; // -1: not yet computed
    Value items[];
};

// A list's items; replaced, never resized in place, while lock-free readers may be looking
// (retire).
typedef struct ListBuffer {
    int64_t capacity;
    Value items[];
} ListBuffer;

// Writers hold the object lock when threads run in parallel. Items at and beyond `length` are
// NO_VALUE.
typedef struct List {
    Object head;
    int64_t length;
    ListBuffer *buffer; // never null
} List;

typedef struct DictEntry {
    int64_t hash;
    Value key;   // NO_VALUE: never used or deleted
    Value value; // NO_VALUE: deleted
} DictEntry;

// The table of a dict: an index of open-addressed slots in front of entries kept in insertion
// order (R. Hettinger's compact dict). Index slots are 1, 2 or 4 bytes; -1 empty, -2 deleted.
// `version` names the key set: it changes when a key is added or removed, not when a value
// changes.
typedef struct DictTable {
    uint32_t version;       // 0: do not cache
    uint8_t index_bits;     // log2 of the number of index slots
    uint8_t index_width;    // bytes of an index slot
    bool has_only_str_keys; // exact Str keys only, so that comparing keys runs no guest code
    uint8_t padding;
    uint32_t entry_count;    // entries used, deleted ones included
    uint32_t entry_capacity; // popitem lowers it: some index slots must stay empty
    DictEntry *entries;      // behind the index in the same allocation
    uint8_t index[];
} DictTable;

// Writers hold the object lock when threads run in parallel; readers take none. A new entry is
// written whole before its index slot is published; a table is replaced, never rebuilt in
// place.
struct Dict {
    Object head;
    int64_t length;   // items
    DictTable *table; // never null
};

typedef struct Cell {
    Object head;
    Value content; // NO_VALUE: empty
} Cell;

// range() over immediate integers, being iterated.
typedef struct RangeIterator {
    Object head;
    int64_t next;
    int64_t step;
    int64_t remaining;
} RangeIterator;

typedef struct ListIterator {
    Object head;
    int64_t index;
    Value sequence; // NO_VALUE when exhausted
} ListIterator;

// Also the layout of tuple iterators.
typedef ListIterator TupleIterator;

// Where an object keeps its own attributes. A shape (hidden class) says which slot holds which
// name; slots below shape->inline_capacity are inline, the others in `overflow`. With a
// dictionary shape (attributes were deleted, or __dict__ was asked for) they are in
// `dictionary` instead.
typedef struct Attributes {
    Shape *shape; // null: no attribute has been set yet
    union {
        Value *overflow; // owned buffer, null while not needed
        Object *dictionary;
    };
    Value slots[];
} Attributes;

typedef struct Instance {
    Object head;
    Attributes attributes;
} Instance;

// A code object: what the compiler made (compiler/code.h), with names interned and constants
// made values. Immortal and immutable but for its inline caches.
typedef struct Code Code;

typedef struct Function {
    Object head;
    Code *code;             // immortal
    Object *globals;        // Dict
    Object *builtins;       // Dict
    Value closure;          // Tuple of Cells, or NO_VALUE
    Value defaults;         // Tuple or NO_VALUE
    Value keyword_defaults; // Dict or NO_VALUE
    Value name;             // Str
    Value qualified_name;
    Value module;
    Value doc;
    Value annotations;     // Dict or NO_VALUE
    Value type_parameters; // Tuple or NO_VALUE
    Attributes attributes;
} Function;

// What a native function's signature says (native.h), counted once.
typedef struct NativeSignature {
    uint8_t n_parameters; // *args and **kwargs included
    uint8_t n_required;   // of the positional ones
    uint8_t n_positional; // may be passed by position
    uint8_t n_positional_only;
    bool has_varargs;
    bool has_varkeywords;
    bool is_plain; // n_required to n_positional arguments by position need no binding
    uint8_t n_required_keyword_only;
} NativeSignature;

struct NativeDef;

// A native function or method: kinds NATIVE_FUNCTION, METHOD_DESCRIPTOR,
// CLASS_METHOD_DESCRIPTOR.
typedef struct NativeCallable {
    Object head;
    Ref (*function)(ThreadState *ts, const Value *arguments);
    NativeSignature signature;
    const struct NativeDef *definition;
    Type *owner; // of a method: the type it is for; borrowed (built-in types are immortal)
    Value self;  // of a NATIVE_FUNCTION bound to an instance or class: its first argument; else
                 // NO_VALUE
    Value module; // __module__, or NO_VALUE
    Value *names; // owned buffer: the interned names of the parameters, NO_VALUE for those that
                  // cannot be named; null until an argument is first passed by name; atomic
} NativeCallable;

// A function bound to an instance.
typedef struct Method {
    Object head;
    Value function;
    Value self;
} Method;

typedef struct Module {
    Object head;
    Object *dict;    // Dict
    bool is_builtin; // written in C
} Module;

// What fields[] of an exception holds; NO_VALUE where not set.
//   StopIteration   value                              SystemExit  code
//   NameError       name                               AttributeError  name, obj
//   ImportError     msg, name, path, name_from
//   OSError         errno, strerror, filename, filename2
//   SyntaxError     msg, filename, lineno, offset, text, end_lineno, end_offset
//   UnicodeError    encoding, object, start, end, reason
//   ExceptionGroup  message, exceptions
#define EXCEPTION_FIELD_COUNT 7

// BaseException and everything below it; the arguments, the chain, the traceback.
typedef struct Exception {
    Object head;
    Value arguments; // Tuple
    Value traceback; // Traceback or NO_VALUE
    Value cause;     // __cause__: exception, NONE or NO_VALUE
    Value context;   // __context__: exception or NO_VALUE
    bool suppress_context;
    Value fields[EXCEPTION_FIELD_COUNT]; // what the built-in subclasses add, see below
    Attributes attributes;
} Exception;

// One entry of a traceback: where an exception passed through a frame.
typedef struct Traceback {
    Object head;
    Value next; // Traceback or NO_VALUE: the frame called from here
    Code *code;
    Object *globals; // Dict
    uint32_t word;   // index of the instruction
    uint32_t line;
    // Where a NameError or AttributeError was raised, what its report needs to propose a name:
    bool is_function; // a function's frame; else a module's, a class body's, exec's
    Value scope;      // in a function the variable "self", else the namespace; or NO_VALUE
    uint64_t bound;   // in a function: which of the first 64 local variables had a value
} Traceback;

#endif
