// The type `type` and the making of classes.
#ifndef GILT_RUNTIME_OBJECTS_TYPE_H
#define GILT_RUNTIME_OBJECTS_TYPE_H

#include "vm/base/contract.h"
#include "vm/object/native.h"

extern const TypeSpec type_type_spec;

// Whether v is a class: an instance of type or of a metaclass.
static inline bool value_is_class(const ThreadState *ts, Value v) {
    return value_is_object(v) &&
           (value_object(v)->kind == KIND_TYPE || value_has_layout(ts, v, KIND_TYPE));
}

// A new class, as type.__new__ makes it. `bases` is a Tuple, `namespace` a Dict that is copied,
// `keywords` a Dict for __init_subclass__ or null.
Ref class_new(ThreadState *ts, Type *metatype, Value name, Value bases, Object *namespace,
              Object *keywords) ATTACHED RUNS_GUEST;

// The UTF-8 text of a class's name, a Str, in a buffer of its own. Null with ValueError (it has
// a null character) or MemoryError.
char *class_name_text(ThreadState *ts, Value name) ATTACHED;

// The most derived metaclass of `metatype` and those of the bases; null with TypeError on a
// conflict.
Type *class_metatype(ThreadState *ts, Type *metatype, const Tuple *bases) ATTACHED;

// The bases learn of their new subclass, so that their changes reach its caches. False with
// MemoryError.
bool class_join_bases(ThreadState *ts, Type *type, const Tuple *bases) ATTACHED;
// type.__bases__ = value; NO_VALUE: TypeError. False with TypeError, and nothing is changed.
bool class_set_bases(ThreadState *ts, Type *type, Value value) ATTACHED;

// The C3 linearisation of a class with these bases (M. Barrett et al., 1996): a Tuple; NO_REF
// with TypeError.
Ref class_linearise(ThreadState *ts, Type *type, const Tuple *bases) ATTACHED;
// Replaces the order by what mro() says if the metaclass has its own; the class is laid out.
// False with what mro() raises, or TypeError for an order that is none.
bool class_ask_order(ThreadState *ts, Type *type) ATTACHED RUNS_GUEST;

// A new Dict whose keys are the names of the class and of its bases; what it maps them to means
// nothing. NO_REF with MemoryError or what comparing keys has raised.
Ref class_names(ThreadState *ts, Type *type) ATTACHED RUNS_GUEST;

// class.name = value (NO_VALUE deletes) in the class's own dict, with slots and caches
// following.
bool class_set(ThreadState *ts, Type *type, Value name, Value value) ATTACHED RUNS_GUEST;

// Frees what a class has beside objects, where the interpreter is taken apart: no instance is
// left.
void type_free_buffers(Type *type);

// The builtin behind the class statement, for Interpreter.build_class.
Ref build_class_new(ThreadState *ts, Value module) ATTACHED;

#endif
