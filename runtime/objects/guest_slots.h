// The slot functions of classes made by the guest: each calls the special method it is named
// after (guest_compare: `__lt__` ... `__ge__`). What they take, return and raise is what
// TypeSlots says of the slot.
#ifndef GILT_RUNTIME_OBJECTS_GUEST_SLOTS_H
#define GILT_RUNTIME_OBJECTS_GUEST_SLOTS_H

#include "vm/base/contract.h"
#include "vm/object/type.h"

// Fills all slots of a guest class from its special methods and those of its bases. False with
// MemoryError.
bool guest_slots_update(ThreadState *ts, Type *type) ATTACHED;
// After the attribute `name` of a guest class has changed: its slots and those of its
// subclasses follow. False with MemoryError.
bool guest_slots_changed(ThreadState *ts, Type *type, Value name) ATTACHED;

// Calls the special method `name` of self's class. NO_REF with AttributeError if there is none.
Ref special_call(ThreadState *ts, Value self, KnownName name, const Value *arguments,
                 size_t n) ATTACHED RUNS_GUEST;
// Calls the special method without arguments, by its text. *has_method: self's class has it;
// NO_REF without an exception if it has not.
Ref special_call_text(ThreadState *ts, Value self, const char *name,
                      bool *has_method) ATTACHED RUNS_GUEST;

// `__del__`; what it raises is reported.
void guest_finalize(ThreadState *ts, Value self) ATTACHED RUNS_GUEST;
// `__repr__`.
Ref guest_repr(ThreadState *ts, Value self) ATTACHED RUNS_GUEST;
// `__str__`.
Ref guest_str(ThreadState *ts, Value self) ATTACHED RUNS_GUEST;
// `__format__`.
Ref guest_format(ThreadState *ts, Value self, Value spec) ATTACHED RUNS_GUEST;
// `__hash__`; TypeError if it gives no int.
int64_t guest_hash(ThreadState *ts, Value self) ATTACHED RUNS_GUEST;
// `__bool__`; TypeError if it gives no bool.
int guest_truth(ThreadState *ts, Value self) ATTACHED RUNS_GUEST;
// `__lt__` ... `__ge__`; NOT_IMPLEMENTED if there is none.
Ref guest_compare(ThreadState *ts, CompareOperator op, Value self,
                  Value other) ATTACHED RUNS_GUEST;
// `__add__` ... and `__radd__` ..., a subclass's reflected method first.
Ref guest_binary(ThreadState *ts, BinaryOperator op, Value a, Value b) ATTACHED RUNS_GUEST;
// `__iadd__` ...; NOT_IMPLEMENTED if there is none.
Ref guest_in_place(ThreadState *ts, BinaryOperator op, Value self,
                   Value other) ATTACHED RUNS_GUEST;
// `__neg__`, `__pos__`, `__invert__`, `__abs__`.
Ref guest_unary(ThreadState *ts, UnaryOperator op, Value self) ATTACHED RUNS_GUEST;
// `__pow__` with three arguments.
Ref guest_power_modulo(ThreadState *ts, Value base, Value exponent,
                       Value modulus) ATTACHED RUNS_GUEST;
// `__int__`; TypeError if it gives no int.
Ref guest_to_int(ThreadState *ts, Value self) ATTACHED RUNS_GUEST;
// `__float__`; TypeError if it gives no float.
Ref guest_to_float(ThreadState *ts, Value self) ATTACHED RUNS_GUEST;
// `__index__`; TypeError if it gives no int.
Ref guest_to_index(ThreadState *ts, Value self) ATTACHED RUNS_GUEST;
// `__len__`; ValueError below 0, OverflowError beyond 63 bits.
int64_t guest_length(ThreadState *ts, Value self) ATTACHED RUNS_GUEST;
// How many items a guest object says it has, from `__len__` or `__length_hint__`; 0 if it does
// not say, and for builtin types. What CPython asks before it fills a list. False with what the
// methods raise, TypeError excepted.
bool guest_length_hint(ThreadState *ts, Value self, int64_t *out) ATTACHED RUNS_GUEST;
// `__getitem__`.
Ref guest_get_item(ThreadState *ts, Value self, Value key) ATTACHED RUNS_GUEST;
// `__setitem__` and `__delitem__`.
bool guest_set_item(ThreadState *ts, Value self, Value key, Value value) ATTACHED RUNS_GUEST;
// `__contains__`; TypeError if it is None.
int guest_contains(ThreadState *ts, Value self, Value item) ATTACHED RUNS_GUEST;
// `__iter__`; TypeError if it is None.
Ref guest_iterate(ThreadState *ts, Value self) ATTACHED RUNS_GUEST;
// `__next__`; StopIteration becomes the end.
Ref guest_next(ThreadState *ts, Object *self) ATTACHED RUNS_GUEST;
// `__call__`.
Ref guest_call(ThreadState *ts, Value self, const Value *arguments, size_t n,
               Value names) ATTACHED RUNS_GUEST;
// `__getattribute__`, then `__getattr__` after an AttributeError.
Ref guest_get_attribute(ThreadState *ts, Value self, Value name) ATTACHED RUNS_GUEST;
// `__setattr__` and `__delattr__`.
bool guest_set_attribute(ThreadState *ts, Value self, Value name,
                         Value value) ATTACHED RUNS_GUEST;
// `__get__`.
Ref guest_descriptor_get(ThreadState *ts, Value self, Value instance,
                         Value owner) ATTACHED RUNS_GUEST;
// `__set__` and `__delete__`; AttributeError if there is none.
bool guest_descriptor_set(ThreadState *ts, Value self, Value instance,
                          Value value) ATTACHED RUNS_GUEST;
// `__await__`.
Ref guest_await(ThreadState *ts, Value self) ATTACHED RUNS_GUEST;
// `__aiter__`.
Ref guest_async_iterate(ThreadState *ts, Value self) ATTACHED RUNS_GUEST;
// `__anext__`.
Ref guest_async_next(ThreadState *ts, Value self) ATTACHED RUNS_GUEST;

#endif
