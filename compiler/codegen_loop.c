// Loops, blocks, and the ways to leave them early. See codegen.h.
//
// A loop's test stands behind its body, so that a round takes one jump:
//
//     for x in it:              GET_ITER  r1, it
//         body                  JUMP      next
//                        body:  ...
//                        next:  FOR_ITER  x, r1, body
//
// `break`, `continue` and `return` walk outwards over the blocks and do what each needs to be
// left: drop its iterator, run its `finally`, call its `__exit__`. That code belongs to no
// block that has been left, so the protected stretches are interrupted around it.
#include "compiler/codegen.h"

// --- blocks ---

void codegen_push_block(Codegen *c, Block *block, BlockKind kind, const SourceRange *at) {
    *block = (Block){.kind = kind, .outer = c->unit->blocks, .at = at};
    block->depth = codegen_emitter(c)->depth;
    c->unit->blocks = block;
    if (++c->unit->n_blocks > BLOCKS_MAX) {
        codegen_fail(c, *at, "too many statically nested blocks");
    }
}

void codegen_protect(Codegen *c, Block *block, Label handler, uint32_t depth) {
    block->is_protected = true;
    block->handler = handler;
    block->handler_depth = depth;
    block->start = emitter_here(codegen_emitter(c));
    emitter_expect(codegen_emitter(c), handler);
}

static void close_stretch(Codegen *c, const Block *block) {
    if (block->is_protected) {
        emitter_add_handler(codegen_emitter(c), block->start, block->handler,
                            block->handler_depth);
    }
}

void codegen_pop_block(Codegen *c, Block *block) {
    close_stretch(c, block);
    c->unit->blocks = block->outer;
    c->unit->n_blocks--;
}

// --- leaving ---

// Generates a finally part on the way out. `pending` is what will be returned then, or
// NO_REGISTER: if the finally part itself leaves for elsewhere, it is dropped.
static void leave_finally(Codegen *c, const Block *block, Register pending) {
    if (!codegen_emitter(c)->is_reachable) {
        return;
    }
    Block value;
    bool has_value = pending != NO_REGISTER && !emitter_is_local(codegen_emitter(c), pending);
    if (has_value) {
        codegen_push_block(c, &value, BLOCK_VALUE, block->at);
        value.depth = (uint32_t)(pending - codegen_emitter(c)->n_locals);
    }
    c->warnings_off++;
    codegen_body(c, block->finalbody);
    c->warnings_off--;
    if (has_value) {
        codegen_pop_block(c, &value);
    }
}

// Does what leaving one block takes; it is no longer in force.
static void leave_block(Codegen *c, const Block *block, Register pending) {
    Emitter *e = codegen_emitter(c);
    switch (block->kind) {
    case BLOCK_VALUE:
        emit(e, OP_DROP, 0, emitter_temporary(e, block->depth), 0, 0, NULL);
        break;
    case BLOCK_LOOP:
        if (block->has_iterator) {
            emit(e, OP_DROP, 0, emitter_temporary(e, block->depth), 0, 0, NULL);
        }
        break;
    case BLOCK_FINALLY:
        leave_finally(c, block, pending);
        break;
    case BLOCK_FINALLY_END: // exception, handled before
        emit(e, OP_POP_HANDLED, 0, emitter_temporary(e, block->depth + 1), 0, 0, NULL);
        emit(e, OP_DROP, 0, emitter_temporary(e, block->depth), 0, 0, NULL);
        break;
    case BLOCK_HANDLER: // (the exception is gone), handled before
        emit(e, OP_POP_HANDLED, 0, emitter_temporary(e, block->depth + 1), 0, 0, NULL);
        if (block->name) {
            codegen_delete_name(c, block->name, true, block->at);
        }
        break;
    case BLOCK_WITH:
        codegen_with_exit(c, block);
        break;
    case BLOCK_TRY:
    case BLOCK_STAR:
    case BLOCK_OTHER:
        break;
    }
}

// Leaves all blocks inside `until`, to return `pending` if that is not NO_REGISTER. They are in
// force again after reenter_blocks.
static void leave_blocks(Codegen *c, const Block *until, Register pending) {
    uint32_t n_blocks = c->unit->n_blocks;
    for (Block *block = c->unit->blocks; block != until && !c->has_failed;
         block = block->outer) {
        close_stretch(c, block);
        c->unit->blocks = block->outer;
        c->unit->n_blocks--;
        leave_block(c, block, pending);
    }
    c->unit->n_blocks = n_blocks;
}

static void reenter_blocks(Codegen *c, Block *innermost, const Block *until) {
    c->unit->blocks = innermost;
    for (Block *block = innermost; block != until; block = block->outer) {
        block->start = emitter_here(codegen_emitter(c));
    }
}

// Whether anything has to be done on the way out of all blocks that could change a variable.
static bool leaving_runs_code(const Block *block) {
    for (; block; block = block->outer) {
        if (block->kind == BLOCK_FINALLY || block->kind == BLOCK_WITH ||
            (block->kind == BLOCK_HANDLER && block->name)) {
            return true;
        }
    }
    return false;
}

static bool is_in_star(const Block *block) {
    for (; block; block = block->outer) {
        if (block->kind == BLOCK_STAR) {
            return true;
        }
    }
    return false;
}

static const char STAR_MESSAGE[] =
    "'break', 'continue' and 'return' cannot appear in an except* block";

void codegen_return(Codegen *c, const Stmt *stmt) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    const Expr *value = stmt->as.return_.value;
    if (!c->unit->is_function) {
        codegen_fail(c, stmt->range, "'return' outside function");
    } else if (value && c->unit->scope->is_coroutine && c->unit->scope->is_generator) {
        codegen_fail(c, stmt->range, "'return' with value in async generator");
    } else if (is_in_star(c->unit->blocks)) {
        bool is_literal = value && value->kind == EXPR_CONSTANT;
        codegen_fail(c, is_literal ? value->range : stmt->range, "%s", STAR_MESSAGE);
    }
    if (c->has_failed) {
        return;
    }
    Constant constant = {.kind = CONSTANT_NONE};
    bool is_constant = !value || codegen_fold(c, value, &constant);
    Register result = NO_REGISTER;
    if (!is_constant) {
        result = leaving_runs_code(c->unit->blocks) ? codegen_expr(c, value, INTO_TEMPORARY)
                                                    : codegen_operand(c, value, NULL);
    }
    Block *blocks = c->unit->blocks;
    leave_blocks(c, NULL, result);
    if (is_constant && constant.kind == CONSTANT_NONE) {
        emit(e, OP_RETURN_NONE, 0, 0, 0, 0, &stmt->range);
    } else {
        if (is_constant) {
            result = codegen_constant(c, &constant, INTO_TEMPORARY, &value->range);
        }
        emit(e, OP_RETURN, 0, result, 0, 0, &stmt->range);
    }
    reenter_blocks(c, blocks, NULL);
    codegen_release(c, mark);
}

// Finds the loop that `break` or `continue` means; stops with an error at what it cannot leave.
static Block *find_loop(Codegen *c, const Stmt *stmt, const char *message) {
    for (Block *block = c->unit->blocks; block; block = block->outer) {
        if (block->kind == BLOCK_LOOP) {
            return block;
        }
        if (block->kind == BLOCK_STAR) {
            codegen_fail(c, stmt->range, "%s", STAR_MESSAGE);
            return NULL;
        }
    }
    codegen_fail(c, stmt->range, "%s", message);
    return NULL;
}

void codegen_break(Codegen *c, const Stmt *stmt) {
    Block *blocks = c->unit->blocks;
    Block *loop = find_loop(c, stmt, "'break' outside loop");
    if (loop) {
        leave_blocks(c, loop->outer, NO_REGISTER);
        emit_jump(codegen_emitter(c), OP_JUMP, 0, 0, 0, loop->break_target, &stmt->range);
        reenter_blocks(c, blocks, loop->outer);
    }
}

void codegen_continue(Codegen *c, const Stmt *stmt) {
    Block *blocks = c->unit->blocks;
    Block *loop = find_loop(c, stmt, "'continue' not properly in loop");
    if (loop) {
        leave_blocks(c, loop, NO_REGISTER);
        emit_jump(codegen_emitter(c), OP_JUMP, 0, 0, 0, loop->continue_target, &stmt->range);
        reenter_blocks(c, blocks, loop);
    }
}

// --- for ---

Register codegen_async_next(Codegen *c, uint32_t depth, Label finished, const SourceRange *at) {
    Emitter *e = codegen_emitter(c);
    Block block;
    codegen_push_block(c, &block, BLOCK_OTHER, at);
    codegen_protect(c, &block, finished, depth + 1);
    Register awaitable = emitter_push(e);
    emit(e, OP_GET_ASYNC_NEXT, 0, awaitable, emitter_temporary(e, depth), 0, at);
    Register item = codegen_await(c, depth + 1, awaitable, 0, at);
    codegen_pop_block(c, &block);
    return item;
}

static void async_for(Codegen *c, const Stmt *stmt, Block *block) {
    Emitter *e = codegen_emitter(c);
    const SourceRange *at = &stmt->as.for_.iterable->range;
    uint32_t mark = block->depth;
    Label finished = emitter_new_label(e);
    emitter_reach_later(e, block->continue_target);
    emitter_bind(e, block->continue_target);
    Register item = codegen_async_next(c, mark, finished, at);
    codegen_assign(c, stmt->as.for_.target, item);
    codegen_release(c, mark + 1);
    codegen_body(c, stmt->as.for_.body);
    emit_jump(e, OP_JUMP, 0, 0, 0, block->continue_target, NULL);
    codegen_pop_block(c, block);
    emitter_bind(e, finished);
    emit(e, OP_END_ASYNC_FOR, 0, emitter_temporary(e, mark + 1), emitter_temporary(e, mark), 0,
         at);
}

static void plain_for(Codegen *c, const Stmt *stmt, Block *block) {
    Emitter *e = codegen_emitter(c);
    const Expr *target = stmt->as.for_.target;
    const SourceRange *at = &stmt->as.for_.iterable->range;
    Register iterator = emitter_temporary(e, block->depth);
    Label body = emitter_new_label(e);
    emitter_reach_later(e, body);
    emit_jump(e, OP_JUMP, 0, 0, 0, block->continue_target, at);
    emitter_bind(e, body);
    Register item = codegen_local(c, target);
    if (item != NO_REGISTER) {
        codegen_store_name(c, target->as.name.id, item, &target->range);
    } else {
        item = emitter_push(e);
        codegen_assign(c, target, item);
        codegen_release(c, block->depth + 1);
    }
    codegen_body(c, stmt->as.for_.body);
    emitter_bind(e, block->continue_target);
    emit_jump(e, OP_FOR_ITER, 0, item, iterator, body, at);
    codegen_pop_block(c, block);
}

void codegen_for(Codegen *c, const Stmt *stmt) {
    Emitter *e = codegen_emitter(c);
    uint32_t mark = e->depth;
    bool is_async = stmt->as.for_.is_async;
    if (is_async && !c->unit->is_async) {
        codegen_fail(c, stmt->range, "'async for' outside async function");
        return;
    }
    Register source = codegen_operand(c, stmt->as.for_.iterable, NULL);
    Block block;
    codegen_release(c, mark);
    codegen_push_block(c, &block, BLOCK_LOOP, &stmt->range);
    Register iterator = emitter_push(e);
    emit(e, is_async ? OP_GET_ASYNC_ITER : OP_GET_ITER, 0, iterator, source, 0,
         &stmt->as.for_.iterable->range);
    block.has_iterator = true;
    block.break_target = emitter_new_label(e);
    block.continue_target = emitter_new_label(e);
    if (is_async) {
        async_for(c, stmt, &block);
    } else {
        plain_for(c, stmt, &block);
    }
    codegen_release(c, mark);
    codegen_body(c, stmt->as.for_.orelse);
    emitter_bind(e, block.break_target);
}

// --- while ---

void codegen_while(Codegen *c, const Stmt *stmt) {
    Emitter *e = codegen_emitter(c);
    const Expr *test = stmt->as.while_.test;
    Constant constant;
    bool is_constant = codegen_fold(c, test, &constant);
    bool is_endless = is_constant && codegen_constant_truth(&constant);
    Label body = emitter_new_label(e);
    Block block;
    codegen_push_block(c, &block, BLOCK_LOOP, &stmt->range);
    block.break_target = emitter_new_label(e);
    block.continue_target = emitter_new_label(e);
    if (is_endless) {
        emitter_reach_later(e, body);
    } else if (!is_constant) {
        emitter_reach_later(e, body);
        emit_jump(e, OP_JUMP, 0, 0, 0, block.continue_target, &test->range);
    } else { // never: the body is dead, the test is not even asked
        emit_jump(e, OP_JUMP, 0, 0, 0, block.continue_target, &test->range);
    }
    emitter_bind(e, body);
    codegen_body(c, stmt->as.while_.body);
    emitter_bind(e, block.continue_target);
    codegen_condition(c, test, true, body);
    codegen_pop_block(c, &block);
    codegen_body(c, stmt->as.while_.orelse);
    emitter_bind(e, block.break_target);
}
