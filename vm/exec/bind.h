// Binding: from the arguments of a call to the parameters of the callee.
#ifndef GILT_VM_EXEC_BIND_H
#define GILT_VM_EXEC_BIND_H

#include "vm/base/check.h"
#include "vm/base/contract.h"
#include "vm/exec/code_object.h"
#include "vm/object/layouts.h"

// Fills the first n_parameters of `out` from the n arguments, the last len(names) of them by
// name; names is a Tuple of Str or NO_VALUE. Arguments are borrowed, `out` receives new
// references. False with TypeError in CPython's words and nothing in `out`. `out` must not
// overlap `arguments`.
bool bind_function(ThreadState *ts, Function *function, const Value *arguments, size_t n,
                   Value names, Value *out) ATTACHED RUNS_GUEST;

// The same for arguments that stand where the callee's registers begin and may be moved: puts
// them in order and adds defaults, without counting. Handles what common calls need; false
// without an exception, and nothing changed, if bind_function has to look (because something is
// wrong, or unusual). At `arguments` there must be room for the callee's parameters.
bool bind_in_place(ThreadState *ts, Function *function, Value *arguments, size_t n,
                   Value names) ATTACHED;

// The parameter of a native callable whose name is closest to `wrong`, which none has; its
// length in *length. Null if none is close. The name is part of the signature.
const char *native_closest_parameter(const NativeCallable *callable, const char *wrong,
                                     size_t *length) ANY_THREAD;

// Calls a native function or unbound native method. Arguments are borrowed; for an unbound
// method the first is self.
Ref native_call(ThreadState *ts, NativeCallable *callable, const Value *arguments, size_t n,
                Value names) ATTACHED RUNS_GUEST;

// The same for a callable without self whose signature is plain, when the number of arguments
// is right and the first is of the right type: fills up with NO_VALUE.
Ref native_call_plain(ThreadState *ts, NativeCallable *callable, const Value *arguments,
                      size_t n) ATTACHED RUNS_GUEST;

// Whether n arguments by position need no binding.
static inline bool native_fits(const NativeCallable *callable, size_t n) {
    const NativeSignature *signature = &callable->signature;
    return signature->is_plain && n >= signature->n_required && n <= signature->n_positional;
}

// Whether v may be the first argument of an unbound method of `owner`.
static inline bool native_is_of(ThreadState *ts, const Type *owner, Value v) ATTACHED {
    const Type *type = value_type(ts, v);
    return type == owner || type_is_subtype(type, owner);
}

// native_call when nothing is passed by name: the way from the dispatch loop.
static inline Ref native_call_positional(ThreadState *ts, NativeCallable *callable,
                                         const Value *arguments, size_t n) ATTACHED {
    if (LIKELY(native_fits(callable, n) && value_is_null(callable->self) &&
               (!callable->owner || (callable->head.kind == KIND_METHOD_DESCRIPTOR &&
                                     native_is_of(ts, callable->owner, arguments[0]))))) {
        return n == callable->signature.n_parameters
                   ? callable->function(ts, arguments)
                   : native_call_plain(ts, callable, arguments, n);
    }
    return native_call(ts, callable, arguments, n, NO_VALUE);
}

#endif
