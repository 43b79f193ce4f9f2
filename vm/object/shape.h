// Shapes (hidden classes): which attribute of an instance lives in which slot.
//
// Instances that got the same attributes in the same order share a shape; setting a new
// attribute moves the instance along an edge of the tree. (Chambers, Ungar, Lee 1989; V8's
// maps.)
//
//     root of class P  --x-->  [x:0]  --y-->  [x:0 y:1]
//                                     --z-->  [x:0 z:1]
//
// A shape belongs to one class, so its id stands for the class, the class's version and the
// layout: one compare of the id guards an inline cache for slots and for methods. When the
// class changes, its shapes get new ids. An instance that loses an attribute, is asked for its
// __dict__, or grows beyond SHAPE_SLOT_MAX moves to the class's dictionary shape for good.
#ifndef GILT_VM_OBJECT_SHAPE_H
#define GILT_VM_OBJECT_SHAPE_H

#include "vm/base/contract.h"
#include "vm/object/layouts.h"

#define SHAPE_SLOT_MAX 128

struct Shape {
    uint32_t id;              // 0: do not cache; atomic
    uint16_t count;           // slots in use
    uint16_t inline_capacity; // the first so many are inline
    bool is_dictionary;
    Type *type;             // borrowed: a shape dies with its type
    Shape *parent;          // null at the root
    uint32_t added_version; // the parent's id when adding `key` was found to need no descriptor
    Value key;       // interned Str in slot count-1; borrowed, interned strings are immortal
    Shape *child;    // where the last new attribute led; atomic
    Shape *children; // all of them, linked by sibling
    Shape *sibling;
    Shape *next; // all shapes of the type
};

// The slot of `name` (interned), -1 if the shape has none. Not for dictionary shapes.
int shape_find(const Shape *shape, Value name) ANY_THREAD;

// The shape after setting the new attribute `name`. Null with MemoryError; the dictionary shape
// when there are too many.
Shape *shape_extend(ThreadState *ts, Shape *shape, Value name) ATTACHED;

// The type's root and dictionary shapes, made on first use. Null with MemoryError.
Shape *shape_root(ThreadState *ts, Type *type) ATTACHED;
Shape *shape_dictionary(ThreadState *ts, Type *type) ATTACHED;

// Gives every shape of the type a new id (part of type_modified).
void shape_renumber(ThreadState *ts, Type *type) ATTACHED;
// Frees the shapes of a type that is being destroyed.
void shape_free_all(Type *type) ATTACHED;

#endif
