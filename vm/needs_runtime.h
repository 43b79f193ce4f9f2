// What the VM needs from the object library: the one page where the arrow points upward.
//
// These functions are defined in runtime/objects. The VM calls them on its slow paths and when
// it builds objects; nothing else of the library is visible here. Ref results: NO_REF with the
// exception set.
#ifndef GILT_VM_NEEDS_RUNTIME_H
#define GILT_VM_NEEDS_RUNTIME_H

#include "vm/base/contract.h"
#include "vm/object/layouts.h"
#include "vm/object/weakrefs.h"

// --- int, float ---

// The number as 64 bits; false (no exception) if it does not fit, then only *is_negative is
// set. `v` is an int of any size, a bool, or an instance of a subclass of int.
bool int_to_i64(ThreadState *ts, Value v, int64_t *out, bool *is_negative) ATTACHED;

// An int of any 64-bit value; immediate when it fits.
Ref int_from_i64(ThreadState *ts, int64_t i) ATTACHED;
Ref int_from_u64(ThreadState *ts, uint64_t i) ATTACHED;
// Sum, difference and product of ints of any size.
Ref int_add(ThreadState *ts, Value a, Value b) ATTACHED;
Ref int_subtract(ThreadState *ts, Value a, Value b) ATTACHED;
Ref int_multiply(ThreadState *ts, Value a, Value b) ATTACHED;
// The exact product; the operands are immediate ints.
Ref int_multiply_small(ThreadState *ts, int64_t a, int64_t b) ATTACHED;
// An int from digits in `base` (no sign, prefix or underscores), as a literal gives them.
Ref int_from_digits(ThreadState *ts, const char *digits, size_t length, int base) ATTACHED;
// A float; immediate when it fits.
Ref float_new(ThreadState *ts, double d) ATTACHED;
Ref complex_new(ThreadState *ts, double real, double imaginary) ATTACHED;

// --- str, bytes ---

// A Str from UTF-8; lone surrogates encoded as three bytes are accepted, other bad bytes become
// U+DC80 + byte (surrogateescape).
Ref str_from_utf8(ThreadState *ts, const char *text, size_t length) ATTACHED;
Ref str_from_text(ThreadState *ts, const char *zero_terminated) ATTACHED;
// printf into a Str.
Ref str_format(ThreadState *ts, const char *format, ...) ATTACHED
    __attribute__((format(printf, 2, 3)));
// The one interned Str equal to s: immortal, so that equal names are the same pointer. s is an
// exact Str.
Ref str_intern(ThreadState *ts, Value s) ATTACHED;
Ref str_intern_text(ThreadState *ts, const char *zero_terminated) ATTACHED;
// UTF-8 of a Str in a buffer of its own (free with buffer_free); lone surrogates as three
// bytes. *length may be null. Null with MemoryError.
char *str_to_utf8(ThreadState *ts, Value s, size_t *length) ATTACHED;
// Equality and hash of exact Strs: no guest code, cannot fail.
bool str_equal(Value a, Value b) ATTACHED;
int64_t str_hash(Value s) ATTACHED;
// Concatenation of n exact Strs.
Ref str_join_array(ThreadState *ts, const Value *strings, size_t n) ATTACHED;
// a + b for exact Strs. str_append takes the reference to a and may extend it in place when it
// is the only one, which makes s += t linear.
Ref str_concatenate(ThreadState *ts, Value a, Value b) ATTACHED;
Ref str_append(ThreadState *ts, Ref a, Value b) ATTACHED;
// The Str with everything beyond ASCII escaped, as ascii() does to a repr.
Ref str_escape_non_ascii(ThreadState *ts, Value s) ATTACHED;
Ref bytes_new(ThreadState *ts, const void *data, size_t length) ATTACHED;

// --- tuple, list, set, slice, range ---

// A tuple of n items, all NO_VALUE: fill every one with slot_store before anybody else sees it.
Ref tuple_new(ThreadState *ts, size_t n) ATTACHED;
// A tuple of borrowed items.
Ref tuple_from_array(ThreadState *ts, const Value *items, size_t n) ATTACHED;
// The list / tuple takes the references in `items`, also on failure.
Ref tuple_from_owned(ThreadState *ts, const Value *items, size_t n) ATTACHED;
Ref list_from_owned(ThreadState *ts, const Value *items, size_t n) ATTACHED;
Ref list_new(ThreadState *ts, size_t capacity) ATTACHED;
bool list_append(ThreadState *ts, Object *list, Value item) ATTACHED;
bool list_extend(ThreadState *ts, Object *list, Value iterable) ATTACHED RUNS_GUEST;
// The item at 0 <= index, or NO_REF without an exception when the list is not that long (any
// more).
Ref list_item(ThreadState *ts, Object *list, int64_t index) ATTACHED;
// The item, or NO_REF with IndexError. index may be negative.
Ref list_get(ThreadState *ts, Object *list, int64_t index) ATTACHED;
bool list_set(ThreadState *ts, Object *list, int64_t index, Value item) ATTACHED RUNS_GUEST;
// A new tuple / list of the items of any iterable.
Ref tuple_from_iterable(ThreadState *ts, Value iterable) ATTACHED RUNS_GUEST;
Ref list_from_iterable(ThreadState *ts, Value iterable) ATTACHED RUNS_GUEST;
// v[start:stop] for an exact list, tuple or str and bounds that are immediate ints or None.
// NO_REF without an exception: something else.
Ref sequence_get_range(ThreadState *ts, Value v, Value start, Value stop) ATTACHED;
Ref set_new(ThreadState *ts) ATTACHED;
bool set_add(ThreadState *ts, Object *set, Value item) ATTACHED RUNS_GUEST;
bool set_update(ThreadState *ts, Object *set, Value iterable) ATTACHED RUNS_GUEST;
Ref frozenset_from_array(ThreadState *ts, const Value *items, size_t n) ATTACHED RUNS_GUEST;
// An iterator over a class that has only __getitem__.
Ref sequence_iterator_new(ThreadState *ts, Value sequence) ATTACHED;
Ref slice_new(ThreadState *ts, Value start, Value stop, Value step) ATTACHED;

// --- dict ---

// An empty dict.
Ref dict_new(ThreadState *ts) ATTACHED;
// The value for key. A missing key is NO_REF without an exception.
Ref dict_get(ThreadState *ts, Object *dict, Value key) ATTACHED RUNS_GUEST;
// The same for an exact Str key and without guest code, when the keys are all exact Strs
// (namespaces).
Ref dict_get_str(ThreadState *ts, Object *dict, Value key) ATTACHED;
bool dict_set(ThreadState *ts, Object *dict, Value key, Value value) ATTACHED RUNS_GUEST;
// 1 removed, 0 not there, -1 exception.
int dict_delete(ThreadState *ts, Object *dict, Value key) ATTACHED RUNS_GUEST;
// Whether key is in it: 0, 1, -1.
int dict_contains(ThreadState *ts, Object *dict, Value key) ATTACHED RUNS_GUEST;
// A dict of n keys and values that follow each other; they are borrowed.
Ref dict_from_pairs(ThreadState *ts, const Value *pairs, size_t n) ATTACHED RUNS_GUEST;
// By name, for set-up code.
bool dict_set_text(ThreadState *ts, Object *dict, const char *key, Value value) ATTACHED;
// The same with a value that was just made: takes the reference. NO_REF passes as false.
bool dict_put_text(ThreadState *ts, Object *dict, const char *key, Ref value) ATTACHED;
Ref dict_get_text(ThreadState *ts, Object *dict, const char *key) ATTACHED;
// Where an exact Str key's entry stands in dict->table->entries, for an inline cache; -1 if
// absent.
int64_t dict_entry_index(ThreadState *ts, Object *dict, Value key) ATTACHED;
// {**mapping}: for any mapping. dict_merge refuses keys already there, for keyword arguments of
// `callee`.
bool dict_update(ThreadState *ts, Object *dict, Value mapping) ATTACHED RUNS_GUEST;
bool dict_merge_keywords(ThreadState *ts, Object *dict, Value mapping,
                         Value callee) ATTACHED RUNS_GUEST;
// Steps through the items: *position starts at 0; false at the end. Key and value are new
// references. The caller checks nothing: a dict that changes meanwhile is stepped through as it
// is.
bool dict_step(ThreadState *ts, Object *dict, int64_t *position, Ref *key, Ref *value) ATTACHED;

// Prints "Exception ignored in: <object>", or "Exception ignored <where> <object>:", and the
// traceback on sys.stderr, or calls sys.unraisablehook. `where` may be null, `object` NO_VALUE.
void report_unraisable(ThreadState *ts, Value exception, const char *where,
                       Value object) ATTACHED RUNS_GUEST;

// except*: splits `exception` (None: nothing is left) by a class or tuple of classes into the
// matching part, always a group, and the rest; None where a part is empty. False with the
// exception set.
bool exception_group_match(ThreadState *ts, Value exception, Value classes, Ref *match,
                           Ref *rest) ATTACHED RUNS_GUEST;
// What an except* statement raises in the end: `all` is the list of what its clauses raised and
// of the part nobody handled. None if nothing.
Ref exception_group_reraise(ThreadState *ts, Value original, Value all) ATTACHED RUNS_GUEST;

// Calls the callback of a weak reference whose target has gone; failures are reported.
void weakref_call_back(ThreadState *ts, WeakReference *reference) ATTACHED RUNS_GUEST;
// The weak reference to an object of any type that has no callback. NO_REF with MemoryError.
Ref weakref_plain(ThreadState *ts, Object *target) ATTACHED;
// A collection of cycles begins (is_start) or has ended: calls gc.callbacks.
void collector_notify(ThreadState *ts, bool is_start, int64_t collected) ATTACHED RUNS_GUEST;

// --- iterators ---

// The n items of the tuple that the iterator would give next, without making the tuple, as new
// references: 1 done, 0 the iterator has ended or raised, -1 this iterator cannot (nothing has
// happened).
int iterator_next_unpacked(ThreadState *ts, Value iterator, Value *out,
                           uint32_t n) ATTACHED RUNS_GUEST;

// --- descriptors, callables and modules ---

// What super().name comes to if it is a function to be called with *object (borrowed) in front;
// NO_REF: something else, with the exception set if there is one.
Ref super_find_method(ThreadState *ts, Value v, Value name, Value *object) ATTACHED;
// Where in an instance of `type` the variable of a member descriptor stands; 0 if it is not one
// of that type.
uint32_t member_descriptor_offset(Value descriptor, const Type *type) ATTACHED;
// The function that reads a property (borrowed), or NO_VALUE.
Value property_getter_of(Value property) ATTACHED;
// A bound method; an empty module of that name.
Ref method_new(ThreadState *ts, Value function, Value self) ATTACHED;
Ref module_new(ThreadState *ts, Value name) ATTACHED;
// The module of that dotted name itself, imported if it is not.
Ref import_module_text(ThreadState *ts, const char *name) ATTACHED RUNS_GUEST;
// What an import statement in the innermost frame binds: what the __import__ of its builtins
// gives, which is import_name as a rule.
Ref import_statement(ThreadState *ts, Value name, Value from_list,
                     Value level) ATTACHED RUNS_GUEST;
// import: the module for `name` as the statement wants it (level, fromlist as in __import__).
Ref import_name(ThreadState *ts, Value name, Object *globals, Value from_list,
                Value level) ATTACHED RUNS_GUEST;
Ref import_from(ThreadState *ts, Value module, Value name) ATTACHED RUNS_GUEST;
bool import_star(ThreadState *ts, Value module, Object *namespace) ATTACHED RUNS_GUEST;

#endif
