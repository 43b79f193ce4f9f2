// What an attribute of a value comes to, remembered per thread: behind the inline caches of the
// instructions, for places where values of several classes come by and for what an inline cache
// has no form for.
//
// The guard is one number that stands for everything the look-up depends on, so that nothing
// has to be thrown away when something changes:
//
//     an object with attributes
//     of its own                    the id of its shape
//     another object without
//     attributes of its own         the version of its type
//     a class                       its version, with the highest bit
//     a module                      the version of its dict's keys
//
// These numbers come from one counter and are never used again (version_next). Used only while
// no other thread runs guest code: what is borrowed here lives as long as the guard is right.
#ifndef GILT_VM_EXEC_ATTRIBUTE_CACHE_H
#define GILT_VM_EXEC_ATTRIBUTE_CACHE_H

#include "vm/object/lookup_cache.h"
#include "vm/object/type.h"

typedef enum AttributeForm {
    ATTRIBUTE_SLOT,     // of the plain instance: inline slot `place`
    ATTRIBUTE_OWN,      // of an object with attributes: slot `place`, wherever it is
    ATTRIBUTE_MEMBER,   // a variable of `__slots__` at offset `place`
    ATTRIBUTE_ITEM,     // of a module: entry `place` of its dict
    ATTRIBUTE_VALUE,    // of the class, taken as it is: `value`
    ATTRIBUTE_METHOD,   // of the class, called with the object in front: `value`, which is the
                        // class's resolved name `place`
    ATTRIBUTE_PROPERTY, // of the class: the property `value`
} AttributeForm;

// What is remembered about v.name (an interned Str), after looking if need be. Null without an
// exception: nothing that can be remembered.
const AttributeEntry *attribute_find(ThreadState *ts, Value v, Value name) ATTACHED;

// Where the attribute of v is that an entry of the forms SLOT, OWN or MEMBER stands for; null
// for other forms.
Value *attribute_place(const AttributeEntry *entry, Value v) ATTACHED;

// The attribute of v that the entry stands for; NO_REF without an exception if that takes more
// (a bound method, a call) or there is no value.
Ref attribute_take(ThreadState *ts, const AttributeEntry *entry, Value v) ATTACHED;

#endif
