// What can be done with any value, through its type's slots: the C face of Python's protocols.
//
// Ref results are new references, NO_REF with the exception set on failure; int results are -1
// with the exception set. Messages are CPython's. All of these may run guest code.
#ifndef GILT_VM_OBJECT_PROTOCOL_H
#define GILT_VM_OBJECT_PROTOCOL_H

#include "vm/base/contract.h"
#include "vm/object/type.h"

// repr(v), str(v), format(v, spec): a Str.
Ref value_repr(ThreadState *ts, Value v) ATTACHED RUNS_GUEST;
Ref value_str(ThreadState *ts, Value v) ATTACHED RUNS_GUEST;
Ref value_ascii(ThreadState *ts, Value v) ATTACHED RUNS_GUEST;
Ref value_format(ThreadState *ts, Value v, Value spec) ATTACHED RUNS_GUEST;

// hash(v); -1 with the exception set (a hash is never -1).
int64_t value_hash(ThreadState *ts, Value v) ATTACHED RUNS_GUEST;
// bool(v) as 0 or 1.
int value_truth(ThreadState *ts, Value v) ATTACHED RUNS_GUEST;

// a op b with reflected methods, as the operator does.
Ref value_compare(ThreadState *ts, CompareOperator op, Value a, Value b) ATTACHED RUNS_GUEST;
// The same as 0 or 1.
int value_compare_truth(ThreadState *ts, CompareOperator op, Value a,
                        Value b) ATTACHED RUNS_GUEST;
// a is b or a == b: the comparison containers use.
int value_equal(ThreadState *ts, Value a, Value b) ATTACHED RUNS_GUEST;

// a op b; a op= b; op v.
Ref value_binary(ThreadState *ts, BinaryOperator op, Value a, Value b) ATTACHED RUNS_GUEST;
Ref value_in_place(ThreadState *ts, BinaryOperator op, Value a, Value b) ATTACHED RUNS_GUEST;
Ref value_unary(ThreadState *ts, UnaryOperator op, Value v) ATTACHED RUNS_GUEST;

// len(v); -1 with the exception set.
int64_t value_length(ThreadState *ts, Value v) ATTACHED RUNS_GUEST;
// v[key], v[key] = value, del v[key].
Ref value_get_item(ThreadState *ts, Value v, Value key) ATTACHED RUNS_GUEST;
bool value_set_item(ThreadState *ts, Value v, Value key, Value value) ATTACHED RUNS_GUEST;
bool value_delete_item(ThreadState *ts, Value v, Value key) ATTACHED RUNS_GUEST;
// item in v.
int value_contains(ThreadState *ts, Value v, Value item) ATTACHED RUNS_GUEST;

// iter(v).
Ref value_iterate(ThreadState *ts, Value v) ATTACHED RUNS_GUEST;
// The iterator's next item; NO_REF without an exception at the end.
Ref iterator_next(ThreadState *ts, Value iterator) ATTACHED RUNS_GUEST;
// For those who call a next slot themselves and got NO_REF: true, without an exception, if it
// was the end, false with the exception.
bool iterator_has_ended(ThreadState *ts) ATTACHED;
// next(v): at the end StopIteration is set, with the value that came with it.
Ref value_next(ThreadState *ts, Value iterator) ATTACHED RUNS_GUEST;

// operator.index(v): an int of any size. TypeError if v has no __index__.
Ref value_index(ThreadState *ts, Value v) ATTACHED RUNS_GUEST;
// The same as a C number. OverflowError-like failures raise `overflow` (an ExceptionId), or
// saturate at INT64_MIN/MAX if it is -1. False with the exception set.
bool value_to_index(ThreadState *ts, Value v, int overflow, int64_t *out) ATTACHED RUNS_GUEST;
// float(v) as a C double for int, float and types with __float__ or __index__. False with
// TypeError.
bool value_to_float(ThreadState *ts, Value v, double *out) ATTACHED RUNS_GUEST;

// v.name; `name` is a Str. AttributeError in CPython's words.
Ref value_get_attribute(ThreadState *ts, Value v, Value name) ATTACHED RUNS_GUEST;
// The same, but a missing attribute is *out = NO_REF and true. False for other exceptions.
bool value_find_attribute(ThreadState *ts, Value v, Value name, Ref *out) ATTACHED RUNS_GUEST;
// v.name = value; NO_VALUE deletes.
bool value_set_attribute(ThreadState *ts, Value v, Value name, Value value) ATTACHED RUNS_GUEST;
// The attribute named by a C string.
Ref value_get_attribute_text(ThreadState *ts, Value v, const char *name) ATTACHED RUNS_GUEST;

// The generic look-ups behind the slots: data descriptor, own attribute, other class attribute.
Ref object_get_attribute(ThreadState *ts, Value v, Value name) ATTACHED RUNS_GUEST;
bool object_set_attribute(ThreadState *ts, Value v, Value name,
                          Value value) ATTACHED RUNS_GUEST;

// AttributeError for v.name, in CPython's words. Always NO_REF.
Ref raise_no_attribute(ThreadState *ts, Value v, Value name) ATTACHED;

// isinstance(v, classinfo), issubclass(type, classinfo) with __instancecheck__ and tuples.
int value_is_instance(ThreadState *ts, Value v, Value classinfo) ATTACHED RUNS_GUEST;
int value_is_subclass(ThreadState *ts, Value type, Value classinfo) ATTACHED RUNS_GUEST;

#endif
