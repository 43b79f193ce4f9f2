// The two halves of the module _pickle_plain: pickles of plain values, for the module pickle.
//
// A pickle is a program for a small stack machine (runtime/lib/_pickle_codes.py says which).
// pickle.py writes and runs any of them, in Python. Most are of plain values only: None, bool,
// numbers, str, bytes, bytearray, tuple, list, dict, set, frozenset, each of exactly that type,
// classes and functions, which go by their names, and instances of simple classes, which go by
// their class and their attributes. Those of protocols 4 and 5 are written and run here.
// Whatever else turns up, these functions give up before anything has happened, and pickle.py
// begins anew.
#ifndef GILT_RUNTIME_MODULES_PICKLE_PLAIN_H
#define GILT_RUNTIME_MODULES_PICKLE_PLAIN_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// The instructions that plain pickles are made of.
typedef enum PickleCode {
    PICKLE_MARK = '(',
    PICKLE_STOP = '.',
    PICKLE_POP = '0',
    PICKLE_POP_MARK = '1',
    PICKLE_BININT = 'J',
    PICKLE_BININT1 = 'K',
    PICKLE_BININT2 = 'M',
    PICKLE_NONE = 'N',
    PICKLE_BINUNICODE = 'X',
    PICKLE_APPEND = 'a',
    PICKLE_EMPTY_DICT = '}',
    PICKLE_APPENDS = 'e',
    PICKLE_BINGET = 'h',
    PICKLE_LONG_BINGET = 'j',
    PICKLE_EMPTY_LIST = ']',
    PICKLE_SETITEM = 's',
    PICKLE_BUILD = 'b',
    PICKLE_TUPLE = 't',
    PICKLE_EMPTY_TUPLE = ')',
    PICKLE_SETITEMS = 'u',
    PICKLE_BINFLOAT = 'G',
    PICKLE_PROTO = 0x80,
    PICKLE_NEWOBJ = 0x81,
    PICKLE_TUPLE1 = 0x85,
    PICKLE_TUPLE2 = 0x86,
    PICKLE_TUPLE3 = 0x87,
    PICKLE_NEWTRUE = 0x88,
    PICKLE_NEWFALSE = 0x89,
    PICKLE_LONG1 = 0x8A,
    PICKLE_LONG4 = 0x8B,
    PICKLE_BINBYTES = 'B',
    PICKLE_SHORT_BINBYTES = 'C',
    PICKLE_SHORT_BINUNICODE = 0x8C,
    PICKLE_BINUNICODE8 = 0x8D,
    PICKLE_BINBYTES8 = 0x8E,
    PICKLE_EMPTY_SET = 0x8F,
    PICKLE_ADDITEMS = 0x90,
    PICKLE_FROZENSET = 0x91,
    PICKLE_STACK_GLOBAL = 0x93,
    PICKLE_MEMOIZE = 0x94,
    PICKLE_FRAME = 0x95,
    PICKLE_BYTEARRAY8 = 0x96,
} PickleCode;

// dumps(object, protocol, names, reducers): the pickle as bytes; None if the object is not
// plain or the protocol is another. names(class or function) is a tuple of its module and its
// name, or None if it is not plain after all. reducers is a tuple of dicts: the classes in them
// are not simple. RecursionError, and what names() raises.
Ref pickle_dumps(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;

// loads(data, find, otherwise): the object; `otherwise` if the pickle is not plain or is
// broken. find(module, name) is the class or function; what it raises is passed on, and so is
// what comes of text that is no UTF-8 and of keys that cannot be hashed.
Ref pickle_loads(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;

// Whether instances of the type are taken apart and made here (pickle_instances.c). False also
// with MemoryError set. `known` is 0 at first and then the version of the type that was last
// found to be simple: versions are never reused and change with their class.
bool pickle_is_simple(ThreadState *ts, Type *type, uint32_t *known) ATTACHED RUNS_GUEST;
// A new instance without attributes; NO_REF, without an exception if `class` is not a simple
// class.
Ref pickle_instance_new(ThreadState *ts, Value class, uint32_t *known) ATTACHED RUNS_GUEST;
// Gives an instance the attributes in the dict `state`; false, without an exception if its
// class is not simple or `state` is something else.
bool pickle_instance_build(ThreadState *ts, Value made, Value state,
                           uint32_t *known) ATTACHED RUNS_GUEST;

#endif
