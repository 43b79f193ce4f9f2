// try, raise and with. See codegen.h; the exception table is explained in code.h.
//
// A handler finds the exception in the first temporary above those of the code around it:
//
//     try:                      body                      (protected by `handler`)
//         body           handler:                         exception in r1
//     except E as e:            PUSH_HANDLED    r2, r1    what was handled before is kept in r2
//         clause                MATCH_EXCEPTION r3, r1, E (protected by `unmatched`)
//                               JUMP_UNLESS     r3, next
//                               MOVE            e, r1
//                               clause                    (protected by `failed`)
//                               POP_HANDLED     r2
//                               CLEAR_LOCAL     e
//                         next: POP_HANDLED     r2
//                               RERAISE         r1
//                    unmatched: DROP            r1
//                       failed: POP_HANDLED     r2
//                               RERAISE         r3
//
// A `finally` part is generated once for every way that leads through it.
#include "compiler/codegen.h"

void codegen_bind_cleanup(Codegen *c, Label label, uint32_t depth, Register exception,
                          Register previous) {
    Emitter *e = codegen_emitter(c);
    emitter_bind(e, label);
    emit(e, OP_POP_HANDLED, 0, previous, 0, 0, NULL);
    if (exception != NO_REGISTER) {
        emit(e, OP_DROP, 0, exception, 0, 0, NULL);
    }
    emit(e, OP_RERAISE, 0, emitter_temporary(e, depth), 0, 0, NULL);
}

// --- except ---

// What the clauses of one statement share. The exception is temporary `mark`, what was handled
// before the next one.
typedef struct Clauses {
    uint32_t mark;
    Label end;
    Label unmatched; // an exception while the clauses are being asked
    Label failed;    // an exception in a clause's body
} Clauses;

// The body of a clause whose exception is `as name`: the name is unbound on every way out.
static void named_body(Codegen *c, const ExceptHandler *handler, const Clauses *clauses) {
    Emitter *e = codegen_emitter(c);
    Label unbind = emitter_new_label(e);
    Block body;
    codegen_push_block(c, &body, BLOCK_HANDLER, &handler->range);
    body.depth = clauses->mark;
    body.name = handler->name;
    codegen_protect(c, &body, unbind, clauses->mark + 2);
    codegen_body(c, handler->body);
    codegen_pop_block(c, &body);
    emit(e, OP_POP_HANDLED, 0, emitter_temporary(e, clauses->mark + 1), 0, 0, NULL);
    codegen_delete_name(c, handler->name, true, NULL);
    emit_jump(e, OP_JUMP, 0, 0, 0, clauses->end, NULL);

    Block cleanup;
    emitter_bind(e, unbind);
    codegen_release(c, clauses->mark + 2);
    codegen_push_block(c, &cleanup, BLOCK_OTHER, &handler->range);
    codegen_protect(c, &cleanup, clauses->failed, clauses->mark + 2);
    emitter_push(e);
    codegen_delete_name(c, handler->name, true, NULL);
    codegen_pop_block(c, &cleanup);
    emit_jump(e, OP_JUMP, 0, 0, 0, clauses->failed, NULL);
    codegen_release(c, clauses->mark + 2);
}

static void plain_body(Codegen *c, const ExceptHandler *handler, const Clauses *clauses) {
    Emitter *e = codegen_emitter(c);
    Block body;
    codegen_push_block(c, &body, BLOCK_HANDLER, &handler->range);
    body.depth = clauses->mark;
    codegen_protect(c, &body, clauses->failed, clauses->mark + 2);
    codegen_body(c, handler->body);
    codegen_pop_block(c, &body);
    emit(e, OP_POP_HANDLED, 0, emitter_temporary(e, clauses->mark + 1), 0, 0, NULL);
    emit_jump(e, OP_JUMP, 0, 0, 0, clauses->end, NULL);
}

// Asks whether the clause is meant; goes to `next` if not. On the way in the exception is given
// away.
static void match_clause(Codegen *c, const ExceptHandler *handler, const Clauses *clauses,
                         Label next) {
    Emitter *e = codegen_emitter(c);
    Register exception = emitter_temporary(e, clauses->mark);
    Block asking;
    codegen_push_block(c, &asking, BLOCK_OTHER, &handler->range);
    codegen_protect(c, &asking, clauses->unmatched, clauses->mark + 2);
    if (handler->type) {
        Register type = codegen_operand(c, handler->type, NULL);
        codegen_release(c, clauses->mark + 2);
        Register matches = emitter_push(e);
        emit(e, OP_MATCH_EXCEPTION, 0, matches, exception, type, &handler->type->range);
        emit_jump(e, OP_JUMP_UNLESS, 0, matches, 0, next, &handler->type->range);
        codegen_release(c, clauses->mark + 2);
    }
    codegen_pop_block(c, &asking);
    if (handler->name) {
        codegen_store_name(c, handler->name, exception, &handler->range);
    } else {
        emit(e, OP_DROP, 0, exception, 0, 0, &handler->range);
    }
}

static void except_clauses(Codegen *c, const Stmt *stmt, Clauses *clauses) {
    Emitter *e = codegen_emitter(c);
    size_t n = stmt->as.try_.handlers_length;
    Register exception = emitter_push(e), previous = emitter_push(e);
    emit(e, OP_PUSH_HANDLED, 0, previous, exception, 0, NULL);
    for (size_t i = 0; i < n && !c->has_failed; i++) {
        const ExceptHandler *handler = &stmt->as.try_.handlers[i];
        if (!handler->type && i + 1 < n) {
            codegen_fail(c, handler->range, "default 'except:' must be last");
        }
        Label next = emitter_new_label(e);
        match_clause(c, handler, clauses, next);
        if (handler->name) {
            named_body(c, handler, clauses);
        } else {
            plain_body(c, handler, clauses);
        }
        emitter_bind(e, next);
    }
    emit(e, OP_POP_HANDLED, 0, previous, 0, 0, NULL);
    emit(e, OP_RERAISE, 0, exception, 0, 0, NULL);
    emitter_bind(e, clauses->unmatched);
    emit(e, OP_DROP, 0, exception, 0, 0, NULL);
    codegen_bind_cleanup(c, clauses->failed, clauses->mark + 2, NO_REGISTER, previous);
    codegen_release(c, clauses->mark);
}

static void try_except(Codegen *c, const Stmt *stmt) {
    Emitter *e = codegen_emitter(c);
    Label handler = emitter_new_label(e);
    Clauses clauses = {.mark = e->depth};
    clauses.end = emitter_new_label(e);
    clauses.unmatched = emitter_new_label(e);
    clauses.failed = emitter_new_label(e);
    Block body;
    codegen_push_block(c, &body, BLOCK_TRY, &stmt->range);
    codegen_protect(c, &body, handler, clauses.mark);
    codegen_body(c, stmt->as.try_.body);
    codegen_pop_block(c, &body);
    codegen_body(c, stmt->as.try_.orelse);
    emit_jump(e, OP_JUMP, 0, 0, 0, clauses.end, NULL);
    emitter_bind(e, handler);
    except_clauses(c, stmt, &clauses);
    emitter_bind(e, clauses.end);
}

// --- except* ---
//
// Temporaries from the mark on: the original group, what was handled before, the rest not
// matched so far, the list of what clauses raised.

typedef struct StarClauses {
    uint32_t mark;
    Label end;
    Label failed;
} StarClauses;

// After a clause: its exception, in the temporary behind the list, is noted and the walk goes
// on.
static void star_clause(Codegen *c, const ExceptHandler *handler, const StarClauses *star) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = star->mark;
    Register previous = emitter_temporary(e, mark + 1), rest = emitter_temporary(e, mark + 2),
             raised = emitter_temporary(e, mark + 3);
    Label no_match = emitter_new_label(e), body_failed = emitter_new_label(e),
          next = emitter_new_label(e);
    codegen_release(c, mark + 4);
    Register type = codegen_operand(c, handler->type, NULL);
    codegen_release(c, mark + 4);
    // The rest is split in two behind itself, so that a failure leaves the temporaries below
    // alone.
    Register pair = emitter_push(e), match = emitter_push(e);
    if (type == pair) {
        Register moved = emitter_push(e);
        emitter_push(e);
        emit(e, OP_MOVE, 0, moved, type, 0, &handler->type->range);
        type = moved;
    }
    emit(e, OP_MATCH_GROUP, 0, pair, rest, type, &handler->type->range);
    emit(e, OP_DROP, 0, rest, 0, 0, NULL);
    emit(e, OP_MOVE, 0, rest, pair, 0, NULL);
    codegen_release(c, mark + 6);
    Register test = emitter_push(e);
    emit(e, OP_COPY, 0, test, match, 0, NULL);
    emit_jump(e, OP_JUMP_IF_NONE, 0, test, 0, no_match, NULL);
    Register before = test;
    emit(e, OP_PUSH_HANDLED, 0, before, match, 0, NULL);
    emit(e, OP_DROP, 0, before, 0, 0, NULL);
    if (handler->name) {
        codegen_store_name(c, handler->name, match, &handler->range);
    } else {
        emit(e, OP_DROP, 0, match, 0, 0, NULL);
    }
    codegen_release(c, mark + 4);
    Block body;
    codegen_push_block(c, &body, BLOCK_STAR, &handler->range);
    codegen_protect(c, &body, body_failed, mark + 4);
    codegen_body(c, handler->body);
    codegen_pop_block(c, &body);
    if (handler->name) {
        codegen_delete_name(c, handler->name, true, NULL);
    }
    emit_jump(e, OP_JUMP, 0, 0, 0, next, NULL);

    emitter_bind(e, body_failed);
    codegen_release(c, mark + 5);
    if (handler->name) {
        codegen_delete_name(c, handler->name, true, NULL);
    }
    emit(e, OP_LIST_APPEND, 0, raised, emitter_temporary(e, mark + 4), 0, NULL);
    emit_jump(e, OP_JUMP, 0, 0, 0, next, NULL);

    emitter_bind(e, no_match);
    emit(e, OP_DROP, 0, match, 0, 0, NULL);
    emitter_bind(e, next);
    codegen_release(c, mark + 4);
    (void)previous;
}

static void try_star(Codegen *c, const Stmt *stmt) {
    Emitter *e = codegen_emitter(c);
    StarClauses star = {.mark = e->depth};
    uint32_t mark = star.mark;
    Label handler = emitter_new_label(e), reraise = emitter_new_label(e);
    star.end = emitter_new_label(e);
    star.failed = emitter_new_label(e);
    Block body, asking;
    codegen_push_block(c, &body, BLOCK_TRY, &stmt->range);
    codegen_protect(c, &body, handler, mark);
    codegen_body(c, stmt->as.try_.body);
    codegen_pop_block(c, &body);
    codegen_body(c, stmt->as.try_.orelse);
    emit_jump(e, OP_JUMP, 0, 0, 0, star.end, NULL);

    emitter_bind(e, handler);
    Register group = emitter_push(e), previous = emitter_push(e);
    Register rest = emitter_push(e), raised = emitter_push(e);
    emit(e, OP_PUSH_HANDLED, 0, previous, group, 0, NULL);
    emit(e, OP_COPY, 0, rest, group, 0, NULL);
    emit(e, OP_BUILD_LIST, 0, raised, raised, 0, NULL);
    codegen_push_block(c, &asking, BLOCK_OTHER, &stmt->range);
    codegen_protect(c, &asking, star.failed, mark + 4);
    for (size_t i = 0; i < stmt->as.try_.handlers_length && !c->has_failed; i++) {
        star_clause(c, &stmt->as.try_.handlers[i], &star);
    }
    codegen_pop_block(c, &asking);
    // What is left unhandled counts as raised.
    emit(e, OP_LIST_APPEND, 0, raised, rest, 0, NULL);
    emit(e, OP_RERAISE_GROUP, 0, rest, group, raised, NULL);
    emit(e, OP_POP_HANDLED, 0, previous, 0, 0, NULL);
    codegen_release(c, mark + 3);
    Register test = emitter_push(e);
    emit(e, OP_COPY, 0, test, rest, 0, NULL);
    emit_jump(e, OP_JUMP_UNLESS_NONE, 0, test, 0, reraise, NULL);
    emit(e, OP_DROP, 0, rest, 0, 0, NULL);
    emit_jump(e, OP_JUMP, 0, 0, 0, star.end, NULL);
    emitter_bind(e, reraise);
    emit(e, OP_RERAISE, 0, rest, 0, 0, NULL);

    emitter_bind(e, star.failed);
    emit(e, OP_DROP, 0, raised, 0, 0, NULL);
    emit(e, OP_DROP, 0, rest, 0, 0, NULL);
    emit(e, OP_DROP, 0, group, 0, 0, NULL);
    emit(e, OP_POP_HANDLED, 0, previous, 0, 0, NULL);
    emit(e, OP_RERAISE, 0, emitter_temporary(e, mark + 4), 0, 0, NULL);
    codegen_release(c, mark);
    emitter_bind(e, star.end);
}

// --- finally ---

static void try_handlers(Codegen *c, const Stmt *stmt) {
    if (stmt->as.try_.handlers_length == 0) {
        codegen_body(c, stmt->as.try_.body);
        codegen_body(c, stmt->as.try_.orelse);
    } else if (stmt->as.try_.is_star) {
        try_star(c, stmt);
    } else {
        try_except(c, stmt);
    }
}

static void try_finally(Codegen *c, const Stmt *stmt) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    Label handler = emitter_new_label(e), failed = emitter_new_label(e),
          end = emitter_new_label(e);
    Block body, last;
    codegen_push_block(c, &body, BLOCK_FINALLY, &stmt->range);
    body.finalbody = stmt->as.try_.finalbody;
    codegen_protect(c, &body, handler, mark);
    try_handlers(c, stmt);
    codegen_pop_block(c, &body);
    if (e->is_reachable) { // the copy below finds its errors and warnings
        c->warnings_off++;
        codegen_body(c, stmt->as.try_.finalbody);
        c->warnings_off--;
    }
    emit_jump(e, OP_JUMP, 0, 0, 0, end, NULL);

    emitter_bind(e, handler);
    Register exception = emitter_push(e), previous = emitter_push(e);
    emit(e, OP_PUSH_HANDLED, 0, previous, exception, 0, NULL);
    codegen_push_block(c, &last, BLOCK_FINALLY_END, &stmt->range);
    last.depth = mark;
    codegen_protect(c, &last, failed, mark + 2);
    codegen_body(c, stmt->as.try_.finalbody);
    codegen_pop_block(c, &last);
    emit(e, OP_POP_HANDLED, 0, previous, 0, 0, NULL);
    emit(e, OP_RERAISE, 0, exception, 0, 0, NULL);
    codegen_bind_cleanup(c, failed, mark + 2, exception, previous);
    codegen_release(c, mark);
    emitter_bind(e, end);
}

void codegen_try(Codegen *c, const Stmt *stmt) {
    if (stmt->as.try_.finalbody.length) {
        try_finally(c, stmt);
    } else {
        try_handlers(c, stmt);
    }
}

void codegen_raise(Codegen *c, const Stmt *stmt) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    const Expr *exception = stmt->as.raise.exception, *cause = stmt->as.raise.cause;
    if (!exception) {
        emit(e, OP_RAISE_AGAIN, 0, 0, 0, 0, &stmt->range);
        return;
    }
    Register value = codegen_operand(c, exception, cause);
    if (cause) {
        Register from = codegen_operand(c, cause, NULL);
        emit(e, OP_RAISE_FROM, 0, value, from, 0, &stmt->range);
    } else {
        emit(e, OP_RAISE, 0, value, 0, 0, &stmt->range);
    }
    codegen_release(c, mark);
}

// --- with ---
//
// Two temporaries hold the manager's __exit__ and the manager while the body runs.

// Waits for the awaitable in temporary `depth` of an `async with`.
static Register settle(Codegen *c, bool is_async, uint32_t depth, unsigned how,
                       const SourceRange *at) {
    Register value = emitter_temporary(codegen_emitter(c), depth);
    if (is_async) {
        return codegen_await(c, depth, value, how, at);
    }
    return value;
}

void codegen_with_exit(Codegen *c, const Block *block) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    Register exit = emitter_temporary(e, block->depth);
    Register result = emitter_push(e);
    emit(e, OP_WITH_EXIT, block->is_async, result, exit, NO_REGISTER, block->at);
    settle(c, block->is_async, mark, 2, block->at);
    emit(e, OP_DROP, 0, result, 0, 0, block->at);
    codegen_release(c, mark);
}

// An exception in the body: __exit__ is asked, and may swallow it.
static void with_handler(Codegen *c, const Block *block, Label end) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = block->depth;
    Label failed = emitter_new_label(e), swallowed = emitter_new_label(e);
    Register exit = emitter_temporary(e, mark), manager = emitter_temporary(e, mark + 1);
    codegen_release(c, mark + 2);
    Register exception = emitter_push(e), previous = emitter_push(e);
    emit(e, OP_PUSH_HANDLED, 0, previous, exception, 0, block->at);
    // The pair moves behind the exception, for the handler below must know which temporaries
    // are full.
    Register moved = emitter_push(e);
    emit(e, OP_MOVE, 0, moved, exit, 0, NULL);
    emit(e, OP_MOVE, 0, emitter_push(e), manager, 0, NULL);
    Block asking;
    codegen_push_block(c, &asking, BLOCK_OTHER, block->at);
    codegen_protect(c, &asking, failed, mark + 4);
    emit(e, OP_WITH_EXIT, block->is_async, moved, moved, exception, block->at);
    codegen_release(c, mark + 5);
    settle(c, block->is_async, mark + 4, 2, block->at);
    emit_jump(e, OP_JUMP_IF, 0, moved, 0, swallowed, block->at);
    codegen_pop_block(c, &asking);
    emit(e, OP_POP_HANDLED, 0, previous, 0, 0, NULL);
    emit(e, OP_RERAISE, 0, exception, 0, 0, block->at);
    codegen_bind_cleanup(c, failed, mark + 4, exception, previous);
    emitter_bind(e, swallowed);
    emit(e, OP_POP_HANDLED, 0, previous, 0, 0, NULL);
    emit(e, OP_DROP, 0, exception, 0, 0, NULL);
    emit_jump(e, OP_JUMP, 0, 0, 0, end, NULL);
    codegen_release(c, mark);
}

static void with_items(Codegen *c, const Stmt *stmt, size_t i) {
    Emitter *e = codegen_emitter(c);
    if (i == stmt->as.with.length) {
        codegen_body(c, stmt->as.with.body);
        return;
    }
    if (c->has_failed) {
        return;
    }
    const WithItem *item = &stmt->as.with.items[i];
    bool is_async = stmt->as.with.is_async;
    uint32_t mark = e->depth;
    Label handler = emitter_new_label(e), end = emitter_new_label(e);
    Register exit = codegen_expr(c, item->context, INTO_TEMPORARY);
    emitter_push(e);
    Register local = item->target && !is_async ? codegen_local(c, item->target) : NO_REGISTER;
    // `as x` with x a plain variable is written only if entering succeeds, outside the body.
    Register value = emitter_push(e);
    emit(e, OP_WITH_ENTER, is_async, local != NO_REGISTER ? local : value, exit, 0,
         &item->context->range);
    settle(c, is_async, mark + 2, 1, &item->context->range);
    codegen_release(c, mark);
    Block block;
    codegen_push_block(c, &block, BLOCK_WITH, &item->context->range);
    block.is_async = is_async;
    codegen_release(c, mark + 2);
    codegen_protect(c, &block, handler, mark + 2);
    if (local != NO_REGISTER) {
        codegen_store_name(c, item->target->as.name.id, local, &item->target->range);
    } else if (item->target) {
        codegen_release(c, mark + 3);
        codegen_assign(c, item->target, value);
    } else {
        emit(e, OP_DROP, 0, value, 0, 0, &item->context->range);
    }
    codegen_release(c, mark + 2);
    with_items(c, stmt, i + 1);
    codegen_pop_block(c, &block);
    codegen_with_exit(c, &block);
    emit_jump(e, OP_JUMP, 0, 0, 0, end, NULL);
    emitter_bind(e, handler);
    with_handler(c, &block, end);
    emitter_bind(e, end);
}

void codegen_with(Codegen *c, const Stmt *stmt) {
    if (stmt->as.with.is_async && !c->unit->is_async) {
        codegen_fail(c, stmt->range, "'async with' outside async function");
        return;
    }
    uint32_t mark = codegen_emitter(c)->depth;
    with_items(c, stmt, 0);
    codegen_release(c, mark);
}
