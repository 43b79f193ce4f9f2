// Writing a tree like CPython's `ast.dump`. See ast_dump.h. Constants are written by
// ast_dump_constant.c.
//
// Every node is `Kind(field=value, field=value)`; fields that are null or empty are left out,
// as CPython 3.13 does. A node is written between begin_node and end_node, a field after
// begin_field.
#include "compiler/ast_dump.h"

#include "compiler/ast_dump_constant.h"

typedef struct Dumper {
    FILE *out;
    bool with_positions;
    bool is_first; // no field of the current node has been written
} Dumper;

static void dump_expr(Dumper *d, const Expr *expr);
static void dump_stmts(Dumper *d, const char *field, const StmtList *list);

static void begin_node(Dumper *d, const char *kind) {
    fprintf(d->out, "%s(", kind);
    d->is_first = true;
}

static void begin_field(Dumper *d, const char *name) {
    fprintf(d->out, "%s%s=", d->is_first ? "" : ", ", name);
    d->is_first = false;
}

static void end_node(Dumper *d) {
    fputc(')', d->out);
    d->is_first = false;
}

static void end_node_at(Dumper *d, SourceRange range) {
    if (d->with_positions) {
        begin_field(d, "lineno");
        fprintf(d->out, "%u, col_offset=%u, end_lineno=%u, end_col_offset=%u", range.line,
                range.column, range.end_line, range.end_column);
    }
    end_node(d);
}

// Values that stand alone.
static void dump_name_text(Dumper *d, const Name *name) {
    dump_quoted(d->out, name->bytes, name->length, false);
}

static void name_field(Dumper *d, const char *field, const Name *name) {
    if (name != NULL) {
        begin_field(d, field);
        dump_name_text(d, name);
    }
}

static void expr_field(Dumper *d, const char *field, const Expr *expr) {
    if (expr != NULL) {
        begin_field(d, field);
        dump_expr(d, expr);
    }
}

static void word_field(Dumper *d, const char *field, const char *word) {
    begin_field(d, field);
    fprintf(d->out, "%s()", word);
}

static void context_field(Dumper *d, ExprContext context) {
    word_field(d, "ctx",
               context == CONTEXT_LOAD    ? "Load"
               : context == CONTEXT_STORE ? "Store"
                                          : "Del");
}

// A list field whose items are written by the caller; false if it is empty and left out.
static bool begin_list(Dumper *d, const char *field, size_t length) {
    if (length == 0) {
        return false;
    }
    begin_field(d, field);
    fputc('[', d->out);
    return true;
}

static void separate(Dumper *d, size_t i) {
    if (i > 0) {
        fputs(", ", d->out);
    }
}

static void end_list(Dumper *d) {
    fputc(']', d->out);
    d->is_first = false;
}

static void exprs_field(Dumper *d, const char *field, const ExprList *list) {
    if (begin_list(d, field, list->length)) {
        for (size_t i = 0; i < list->length; i++) {
            separate(d, i);
            if (list->items[i] == NULL) {
                fputs("None", d->out);
            } else {
                dump_expr(d, list->items[i]);
            }
        }
        end_list(d);
    }
}

static void names_field(Dumper *d, const char *field, const NameList *list) {
    if (begin_list(d, field, list->length)) {
        for (size_t i = 0; i < list->length; i++) {
            separate(d, i);
            dump_name_text(d, list->items[i]);
        }
        end_list(d);
    }
}

// --- helper nodes ---

static void dump_parameter(Dumper *d, const Parameter *parameter) {
    begin_node(d, "arg");
    name_field(d, "arg", parameter->name);
    expr_field(d, "annotation", parameter->annotation);
    end_node_at(d, parameter->range);
}

static void parameters_list(Dumper *d, const char *field, const Parameter *items,
                            size_t length) {
    if (begin_list(d, field, length)) {
        for (size_t i = 0; i < length; i++) {
            separate(d, i);
            dump_parameter(d, &items[i]);
        }
        end_list(d);
    }
}

static void parameters_field(Dumper *d, const Parameters *parameters) {
    begin_field(d, "args");
    begin_node(d, "arguments");
    parameters_list(d, "posonlyargs", parameters->positional_only,
                    parameters->positional_only_length);
    parameters_list(d, "args", parameters->positional, parameters->positional_length);
    if (parameters->variadic != NULL) {
        begin_field(d, "vararg");
        dump_parameter(d, parameters->variadic);
    }
    parameters_list(d, "kwonlyargs", parameters->keyword_only, parameters->keyword_only_length);
    exprs_field(d, "kw_defaults", &parameters->keyword_defaults);
    if (parameters->keywords != NULL) {
        begin_field(d, "kwarg");
        dump_parameter(d, parameters->keywords);
    }
    exprs_field(d, "defaults", &parameters->defaults);
    end_node(d);
}

static void keywords_field(Dumper *d, const KeywordList *list) {
    if (begin_list(d, "keywords", list->length)) {
        for (size_t i = 0; i < list->length; i++) {
            separate(d, i);
            begin_node(d, "keyword");
            name_field(d, "arg", list->items[i].name);
            expr_field(d, "value", list->items[i].value);
            end_node_at(d, list->items[i].range);
        }
        end_list(d);
    }
}

static void generators_field(Dumper *d, const ComprehensionList *list) {
    begin_list(d, "generators", list->length);
    for (size_t i = 0; i < list->length; i++) {
        const Comprehension *clause = &list->items[i];
        separate(d, i);
        begin_node(d, "comprehension");
        expr_field(d, "target", clause->target);
        expr_field(d, "iter", clause->iterable);
        exprs_field(d, "ifs", &clause->conditions);
        begin_field(d, "is_async");
        fputc(clause->is_async ? '1' : '0', d->out);
        end_node(d);
    }
    end_list(d);
}

static void type_parameters_field(Dumper *d, const TypeParameterList *list) {
    static const char *const kinds[] = {
        [TYPE_PARAMETER_VARIABLE] = "TypeVar",
        [TYPE_PARAMETER_SPECIFICATION] = "ParamSpec",
        [TYPE_PARAMETER_VARIABLE_TUPLE] = "TypeVarTuple",
    };
    if (begin_list(d, "type_params", list->length)) {
        for (size_t i = 0; i < list->length; i++) {
            const TypeParameter *item = &list->items[i];
            separate(d, i);
            begin_node(d, kinds[item->kind]);
            name_field(d, "name", item->name);
            expr_field(d, "bound", item->bound);
            expr_field(d, "default_value", item->default_value);
            end_node_at(d, item->range);
        }
        end_list(d);
    }
}

// --- expressions ---

static const char *binary_operator_name(BinaryOperator operator) {
    static const char *const names[] = {
        [BINARY_ADD] = "Add",
        [BINARY_SUBTRACT] = "Sub",
        [BINARY_MULTIPLY] = "Mult",
        [BINARY_MATRIX_MULTIPLY] = "MatMult",
        [BINARY_DIVIDE] = "Div",
        [BINARY_MODULO] = "Mod",
        [BINARY_POWER] = "Pow",
        [BINARY_LEFT_SHIFT] = "LShift",
        [BINARY_RIGHT_SHIFT] = "RShift",
        [BINARY_OR] = "BitOr",
        [BINARY_XOR] = "BitXor",
        [BINARY_AND] = "BitAnd",
        [BINARY_FLOOR_DIVIDE] = "FloorDiv",
    };
    return names[operator];
}

static const char *unary_operator_name(UnaryOperator operator) {
    static const char *const names[] = {
        [UNARY_INVERT] = "Invert",
        [UNARY_NOT] = "Not",
        [UNARY_PLUS] = "UAdd",
        [UNARY_MINUS] = "USub",
    };
    return names[operator];
}

static void compare_fields(Dumper *d, const Expr *expr) {
    static const char *const names[] = {
        [COMPARE_EQUAL] = "Eq",   [COMPARE_NOT_EQUAL] = "NotEq",
        [COMPARE_LESS] = "Lt",    [COMPARE_LESS_EQUAL] = "LtE",
        [COMPARE_GREATER] = "Gt", [COMPARE_GREATER_EQUAL] = "GtE",
        [COMPARE_IS] = "Is",      [COMPARE_IS_NOT] = "IsNot",
        [COMPARE_IN] = "In",      [COMPARE_NOT_IN] = "NotIn",
    };
    expr_field(d, "left", expr->as.compare.left);
    begin_list(d, "ops", expr->as.compare.comparators.length);
    for (size_t i = 0; i < expr->as.compare.comparators.length; i++) {
        separate(d, i);
        fprintf(d->out, "%s()", names[expr->as.compare.operators[i]]);
    }
    end_list(d);
    exprs_field(d, "comparators", &expr->as.compare.comparators);
}

static void formatted_fields(Dumper *d, const Expr *expr) {
    expr_field(d, "value", expr->as.formatted.value);
    begin_field(d, "conversion");
    fprintf(d->out, "%d", expr->as.formatted.conversion);
    expr_field(d, "format_spec", expr->as.formatted.spec);
}

static void constant_fields(Dumper *d, const Expr *expr) {
    begin_field(d, "value");
    dump_constant(d->out, &expr->as.constant);
    if (expr->as.constant.has_u_prefix) {
        begin_field(d, "kind");
        fputs("'u'", d->out);
    }
}

static void comprehension_fields(Dumper *d, const Expr *expr) {
    if (expr->kind == EXPR_DICT_COMP) {
        expr_field(d, "key", expr->as.dict_comp.key);
        expr_field(d, "value", expr->as.dict_comp.value);
        generators_field(d, &expr->as.dict_comp.generators);
    } else {
        expr_field(d, "elt", expr->as.comprehension.element);
        generators_field(d, &expr->as.comprehension.generators);
    }
}

static void operator_fields(Dumper *d, const Expr *expr) {
    switch (expr->kind) {
    case EXPR_BOOL_OP:
        word_field(d, "op", expr->as.bool_op.operator== BOOL_AND ? "And" : "Or");
        exprs_field(d, "values", &expr->as.bool_op.values);
        break;
    case EXPR_BINARY:
        expr_field(d, "left", expr->as.binary.left);
        word_field(d, "op", binary_operator_name(expr->as.binary.operator));
        expr_field(d, "right", expr->as.binary.right);
        break;
    default:
        word_field(d, "op", unary_operator_name(expr->as.unary.operator));
        expr_field(d, "operand", expr->as.unary.operand);
        break;
    }
}

static void reference_fields(Dumper *d, const Expr *expr) {
    switch (expr->kind) {
    case EXPR_ATTRIBUTE:
        expr_field(d, "value", expr->as.attribute.value);
        name_field(d, "attr", expr->as.attribute.name);
        context_field(d, expr->as.attribute.context);
        break;
    case EXPR_SUBSCRIPT:
        expr_field(d, "value", expr->as.subscript.value);
        expr_field(d, "slice", expr->as.subscript.index);
        context_field(d, expr->as.subscript.context);
        break;
    case EXPR_STARRED:
        expr_field(d, "value", expr->as.starred.value);
        context_field(d, expr->as.starred.context);
        break;
    case EXPR_NAME:
        name_field(d, "id", expr->as.name.id);
        context_field(d, expr->as.name.context);
        break;
    default:
        exprs_field(d, "elts", &expr->as.sequence.items);
        if (expr->kind != EXPR_SET) {
            context_field(d, expr->as.sequence.context);
        }
        break;
    }
}

static void dump_expr(Dumper *d, const Expr *expr) {
    begin_node(d, ast_expr_kind_name(expr->kind));
    switch (expr->kind) {
    case EXPR_BOOL_OP:
    case EXPR_BINARY:
    case EXPR_UNARY:
        operator_fields(d, expr);
        break;
    case EXPR_NAMED:
        expr_field(d, "target", expr->as.named.target);
        expr_field(d, "value", expr->as.named.value);
        break;
    case EXPR_LAMBDA:
        parameters_field(d, expr->as.lambda.parameters);
        expr_field(d, "body", expr->as.lambda.body);
        break;
    case EXPR_CONDITIONAL:
        expr_field(d, "test", expr->as.conditional.test);
        expr_field(d, "body", expr->as.conditional.body);
        expr_field(d, "orelse", expr->as.conditional.orelse);
        break;
    case EXPR_DICT:
        exprs_field(d, "keys", &expr->as.dict.keys);
        exprs_field(d, "values", &expr->as.dict.values);
        break;
    case EXPR_LIST_COMP:
    case EXPR_SET_COMP:
    case EXPR_DICT_COMP:
    case EXPR_GENERATOR:
        comprehension_fields(d, expr);
        break;
    case EXPR_AWAIT:
    case EXPR_YIELD:
    case EXPR_YIELD_FROM:
        expr_field(d, "value", expr->as.yield.value);
        break;
    case EXPR_COMPARE:
        compare_fields(d, expr);
        break;
    case EXPR_CALL:
        expr_field(d, "func", expr->as.call.function);
        exprs_field(d, "args", &expr->as.call.arguments);
        keywords_field(d, &expr->as.call.keywords);
        break;
    case EXPR_FORMATTED_VALUE:
        formatted_fields(d, expr);
        break;
    case EXPR_JOINED_STR:
        exprs_field(d, "values", &expr->as.joined.values);
        break;
    case EXPR_CONSTANT:
        constant_fields(d, expr);
        break;
    case EXPR_SLICE:
        expr_field(d, "lower", expr->as.slice.lower);
        expr_field(d, "upper", expr->as.slice.upper);
        expr_field(d, "step", expr->as.slice.step);
        break;
    case EXPR_SET:
    case EXPR_ATTRIBUTE:
    case EXPR_SUBSCRIPT:
    case EXPR_STARRED:
    case EXPR_NAME:
    case EXPR_LIST:
    case EXPR_TUPLE:
        reference_fields(d, expr);
        break;
    }
    end_node_at(d, expr->range);
}

// --- patterns ---

static void dump_pattern(Dumper *d, const Pattern *pattern);

static void patterns_field(Dumper *d, const char *field, const PatternList *list) {
    if (begin_list(d, field, list->length)) {
        for (size_t i = 0; i < list->length; i++) {
            separate(d, i);
            dump_pattern(d, list->items[i]);
        }
        end_list(d);
    }
}

static void dump_pattern(Dumper *d, const Pattern *pattern) {
    begin_node(d, ast_pattern_kind_name(pattern->kind));
    switch (pattern->kind) {
    case PATTERN_VALUE:
        expr_field(d, "value", pattern->as.value.value);
        break;
    case PATTERN_SINGLETON:
        begin_field(d, "value");
        dump_constant(d->out, &(Literal){.kind = pattern->as.singleton.constant});
        break;
    case PATTERN_SEQUENCE:
        patterns_field(d, "patterns", &pattern->as.sequence.patterns);
        break;
    case PATTERN_MAPPING:
        exprs_field(d, "keys", &pattern->as.mapping.keys);
        patterns_field(d, "patterns", &pattern->as.mapping.patterns);
        name_field(d, "rest", pattern->as.mapping.rest);
        break;
    case PATTERN_CLASS:
        expr_field(d, "cls", pattern->as.class_.class_);
        patterns_field(d, "patterns", &pattern->as.class_.patterns);
        names_field(d, "kwd_attrs", &pattern->as.class_.keyword_names);
        patterns_field(d, "kwd_patterns", &pattern->as.class_.keyword_patterns);
        break;
    case PATTERN_STAR:
        name_field(d, "name", pattern->as.star.name);
        break;
    case PATTERN_AS:
        if (pattern->as.as_.pattern != NULL) {
            begin_field(d, "pattern");
            dump_pattern(d, pattern->as.as_.pattern);
        }
        name_field(d, "name", pattern->as.as_.name);
        break;
    case PATTERN_OR:
        patterns_field(d, "patterns", &pattern->as.or_.patterns);
        break;
    }
    end_node_at(d, pattern->range);
}

// --- statements ---

static void function_fields(Dumper *d, const Stmt *stmt) {
    name_field(d, "name", stmt->as.function.name);
    parameters_field(d, stmt->as.function.parameters);
    dump_stmts(d, "body", &stmt->as.function.body);
    exprs_field(d, "decorator_list", &stmt->as.function.decorators);
    expr_field(d, "returns", stmt->as.function.returns);
    type_parameters_field(d, &stmt->as.function.type_parameters);
}

static void class_fields(Dumper *d, const Stmt *stmt) {
    name_field(d, "name", stmt->as.class_.name);
    exprs_field(d, "bases", &stmt->as.class_.bases);
    keywords_field(d, &stmt->as.class_.keywords);
    dump_stmts(d, "body", &stmt->as.class_.body);
    exprs_field(d, "decorator_list", &stmt->as.class_.decorators);
    type_parameters_field(d, &stmt->as.class_.type_parameters);
}

static void with_fields(Dumper *d, const Stmt *stmt) {
    begin_list(d, "items", stmt->as.with.length);
    for (size_t i = 0; i < stmt->as.with.length; i++) {
        separate(d, i);
        begin_node(d, "withitem");
        expr_field(d, "context_expr", stmt->as.with.items[i].context);
        expr_field(d, "optional_vars", stmt->as.with.items[i].target);
        end_node(d);
    }
    end_list(d);
    dump_stmts(d, "body", &stmt->as.with.body);
}

static void match_fields(Dumper *d, const Stmt *stmt) {
    expr_field(d, "subject", stmt->as.match.subject);
    begin_list(d, "cases", stmt->as.match.length);
    for (size_t i = 0; i < stmt->as.match.length; i++) {
        separate(d, i);
        begin_node(d, "match_case");
        begin_field(d, "pattern");
        dump_pattern(d, stmt->as.match.cases[i].pattern);
        expr_field(d, "guard", stmt->as.match.cases[i].guard);
        dump_stmts(d, "body", &stmt->as.match.cases[i].body);
        end_node(d);
    }
    end_list(d);
}

static void try_fields(Dumper *d, const Stmt *stmt) {
    dump_stmts(d, "body", &stmt->as.try_.body);
    if (begin_list(d, "handlers", stmt->as.try_.handlers_length)) {
        for (size_t i = 0; i < stmt->as.try_.handlers_length; i++) {
            const ExceptHandler *handler = &stmt->as.try_.handlers[i];
            separate(d, i);
            begin_node(d, "ExceptHandler");
            expr_field(d, "type", handler->type);
            name_field(d, "name", handler->name);
            dump_stmts(d, "body", &handler->body);
            end_node_at(d, handler->range);
        }
        end_list(d);
    }
    dump_stmts(d, "orelse", &stmt->as.try_.orelse);
    dump_stmts(d, "finalbody", &stmt->as.try_.finalbody);
}

static void import_fields(Dumper *d, const Stmt *stmt) {
    name_field(d, "module", stmt->as.import.module);
    begin_list(d, "names", stmt->as.import.length);
    for (size_t i = 0; i < stmt->as.import.length; i++) {
        separate(d, i);
        begin_node(d, "alias");
        name_field(d, "name", stmt->as.import.aliases[i].name);
        name_field(d, "asname", stmt->as.import.aliases[i].alias);
        end_node_at(d, stmt->as.import.aliases[i].range);
    }
    end_list(d);
    if (stmt->kind == STMT_IMPORT_FROM) {
        begin_field(d, "level");
        fprintf(d->out, "%u", stmt->as.import.level);
    }
}

static void assignment_fields(Dumper *d, const Stmt *stmt) {
    switch (stmt->kind) {
    case STMT_ASSIGN:
        exprs_field(d, "targets", &stmt->as.assign.targets);
        expr_field(d, "value", stmt->as.assign.value);
        break;
    case STMT_TYPE_ALIAS:
        expr_field(d, "name", stmt->as.type_alias.name);
        type_parameters_field(d, &stmt->as.type_alias.type_parameters);
        expr_field(d, "value", stmt->as.type_alias.value);
        break;
    case STMT_AUGMENT_ASSIGN:
        expr_field(d, "target", stmt->as.augment_assign.target);
        word_field(d, "op", binary_operator_name(stmt->as.augment_assign.operator));
        expr_field(d, "value", stmt->as.augment_assign.value);
        break;
    default:
        expr_field(d, "target", stmt->as.annotate.target);
        expr_field(d, "annotation", stmt->as.annotate.annotation);
        expr_field(d, "value", stmt->as.annotate.value);
        begin_field(d, "simple");
        fputc(stmt->as.annotate.is_simple ? '1' : '0', d->out);
        break;
    }
}

static void loop_fields(Dumper *d, const Stmt *stmt) {
    switch (stmt->kind) {
    case STMT_FOR:
        expr_field(d, "target", stmt->as.for_.target);
        expr_field(d, "iter", stmt->as.for_.iterable);
        dump_stmts(d, "body", &stmt->as.for_.body);
        dump_stmts(d, "orelse", &stmt->as.for_.orelse);
        break;
    case STMT_WHILE:
        expr_field(d, "test", stmt->as.while_.test);
        dump_stmts(d, "body", &stmt->as.while_.body);
        dump_stmts(d, "orelse", &stmt->as.while_.orelse);
        break;
    default:
        expr_field(d, "test", stmt->as.if_.test);
        dump_stmts(d, "body", &stmt->as.if_.body);
        dump_stmts(d, "orelse", &stmt->as.if_.orelse);
        break;
    }
}

static void simple_fields(Dumper *d, const Stmt *stmt) {
    switch (stmt->kind) {
    case STMT_RETURN:
        expr_field(d, "value", stmt->as.return_.value);
        break;
    case STMT_DELETE:
        exprs_field(d, "targets", &stmt->as.delete_.targets);
        break;
    case STMT_RAISE:
        expr_field(d, "exc", stmt->as.raise.exception);
        expr_field(d, "cause", stmt->as.raise.cause);
        break;
    case STMT_ASSERT:
        expr_field(d, "test", stmt->as.assert_.test);
        expr_field(d, "msg", stmt->as.assert_.message);
        break;
    case STMT_GLOBAL:
    case STMT_NONLOCAL:
        names_field(d, "names", &stmt->as.scope.names);
        break;
    case STMT_EXPRESSION:
        expr_field(d, "value", stmt->as.expression.value);
        break;
    default:
        break; // pass, break, continue
    }
}

static bool is_async(const Stmt *stmt) {
    return (stmt->kind == STMT_FUNCTION && stmt->as.function.is_async) ||
           (stmt->kind == STMT_FOR && stmt->as.for_.is_async) ||
           (stmt->kind == STMT_WITH && stmt->as.with.is_async);
}

static void dump_stmt(Dumper *d, const Stmt *stmt) {
    fputs(is_async(stmt) ? "Async" : "", d->out);
    begin_node(d, stmt->kind == STMT_TRY && stmt->as.try_.is_star
                      ? "TryStar"
                      : ast_stmt_kind_name(stmt->kind));
    switch (stmt->kind) {
    case STMT_FUNCTION:
        function_fields(d, stmt);
        break;
    case STMT_CLASS:
        class_fields(d, stmt);
        break;
    case STMT_ASSIGN:
    case STMT_TYPE_ALIAS:
    case STMT_AUGMENT_ASSIGN:
    case STMT_ANNOTATE:
        assignment_fields(d, stmt);
        break;
    case STMT_FOR:
    case STMT_WHILE:
    case STMT_IF:
        loop_fields(d, stmt);
        break;
    case STMT_WITH:
        with_fields(d, stmt);
        break;
    case STMT_MATCH:
        match_fields(d, stmt);
        break;
    case STMT_TRY:
        try_fields(d, stmt);
        break;
    case STMT_IMPORT:
    case STMT_IMPORT_FROM:
        import_fields(d, stmt);
        break;
    default:
        simple_fields(d, stmt);
        break;
    }
    end_node_at(d, stmt->range);
}

static void dump_stmts(Dumper *d, const char *field, const StmtList *list) {
    if (begin_list(d, field, list->length)) {
        for (size_t i = 0; i < list->length; i++) {
            separate(d, i);
            dump_stmt(d, list->items[i]);
        }
        end_list(d);
    }
}

bool ast_dump(const Module *module, FILE *out, bool with_positions) {
    Dumper d = {.out = out, .with_positions = with_positions};
    if (module->mode == PARSE_EXPRESSION) {
        begin_node(&d, "Expression");
        expr_field(&d, "body", module->expression);
    } else {
        begin_node(&d, module->mode == PARSE_MODULE ? "Module" : "Interactive");
        dump_stmts(&d, "body", &module->body);
    }
    end_node(&d);
    fputc('\n', out);
    return !ferror(out);
}
