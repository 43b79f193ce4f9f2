// Native functions: how C code is offered to the guest.
//
// A native function is one row: its signature as the guest would write it, the C function, its
// doc.
//
//     {"pop(self, index=-1, /)", list_pop_method, "Remove and return the item at index."}
//
// The signature is the truth: the call machinery binds positional and keyword arguments to it,
// raises CPython's TypeErrors, and calls the C function with one borrowed value per parameter,
// in order:
//
//     Ref list_pop_method(ThreadState *ts, const Value *a);     a[0] = self, a[1] = index
//
// A parameter left out by the caller is NO_VALUE (the default in the signature is what help()
// shows and what the C function must do). `*args` arrives as a tuple, `**kwargs` as a dict,
// both never NO_VALUE. `self` is checked to be an instance of the type the method belongs to;
// `cls` (class methods, __new__) to be a type.
#ifndef GILT_VM_OBJECT_NATIVE_H
#define GILT_VM_OBJECT_NATIVE_H

#include "vm/base/contract.h"
#include "vm/object/type.h"

typedef Ref (*NativeFunction)(ThreadState *ts, const Value *arguments);

typedef enum NativeFlag {
    NATIVE_METHOD = 0,             // in a type: an instance method; in a module: a function
    NATIVE_CLASS_METHOD = 1 << 0,  // first parameter is cls
    NATIVE_STATIC_METHOD = 1 << 1, // __new__ among them (with cls as an ordinary parameter)
    // Errors speak of counts ("int expected at most 2 arguments, got 3") although arguments can
    // be named.
    NATIVE_COUNTED = 1 << 3,
    // The error of a missing argument does not say its position.
    NATIVE_UNNUMBERED = 1 << 4,
    // A `__new__` that looks at the class only; the arguments are for `__init__`.
    NATIVE_IGNORES_ARGUMENTS = 1 << 5,
    // CPython 3.11 and later calls it in a specialised form, after which no switch happens.
    NATIVE_UNCHECKED = 1 << 6,
    // In a type's table of dunders: the row stands for a slot the type fills; the VM makes the
    // wrapper (list.__len__) by itself, so rows are needed only for methods that are no slots.
} NativeFlag;

// One row of a method or function table; tables end with a row whose signature is null.
typedef struct NativeDef {
    const char *signature;
    NativeFunction function;
    const char *doc;
    uint32_t flags; // NativeFlag
} NativeDef;

// A computed attribute. set may be null: read-only. Tables end with a null name.
typedef struct GetSetDef {
    const char *name;
    Ref (*get)(ThreadState *ts, Value self);
    bool (*set)(ThreadState *ts, Value self, Value value); // NO_VALUE deletes
    const char *doc;
} GetSetDef;

// A built-in type, declared at the foot of its file and listed in runtime/objects/types.def.
typedef struct TypeSpec {
    const char
        *name; // "list"; with a module in front ("threading.lock") __module__ is set from it
    Kind kind;
    Kind base; // KIND_INSTANCE (object) unless it derives from another built-in (bool from int)
    uint32_t size;              // of an instance
    uint32_t flags;             // TypeFlag
    uint32_t attributes_offset; // offsetof(..., attributes) if instances have a __dict__, else
                                // 0. Subclasses made by the guest always get one.
    TypeSlots slots;
    const NativeDef
        *methods; // may be null; "__new__(cls, ...)" with NATIVE_STATIC_METHOD, "__init__"
    const GetSetDef *attributes; // may be null
    const char *doc;
} TypeSpec;

// A number that a module has by name; a null name ends a table.
typedef struct NumberDef {
    const char *name;
    int64_t number;
} NumberDef;

// A row for a number that has the name it has in C.
#define NUMBER_DEF(name)                                                                       \
    { #name, name }

// The same for a built-in type.
typedef struct ClassDef {
    const char *name;
    Kind kind;
} ClassDef;

// A native module: what is in it. Listed in runtime/modules/modules.def. Every table may be
// null.
typedef struct ModuleSpec {
    const char *name;
    const char *doc;
    const NativeDef *functions;
    const NumberDef *numbers;
    const ClassDef *classes;
    // Called once with the new module, after the tables' rows are in it; may be null. False:
    // exception set.
    bool (*set_up)(ThreadState *ts, Object *module);
} ModuleSpec;

// A callable for one row: a NATIVE_FUNCTION when `owner` is null, else the unbound method of
// that type. `self` is what a NATIVE_FUNCTION is bound to (its first argument) or NO_VALUE;
// `module` is its __module__ (Str) or NO_VALUE.
Ref native_callable_new(ThreadState *ts, const NativeDef *definition, Type *owner, Value self,
                        Value module) ATTACHED;

// The name in a signature: length of the part before the parenthesis.
size_t native_name_length(const NativeDef *definition);

#endif
