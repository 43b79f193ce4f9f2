// Names of node kinds. See ast.h.
#include "compiler/ast.h"

const char *ast_expr_kind_name(ExprKind kind) {
    static const char *const names[] = {
        [EXPR_BOOL_OP] = "BoolOp",
        [EXPR_NAMED] = "NamedExpr",
        [EXPR_BINARY] = "BinOp",
        [EXPR_UNARY] = "UnaryOp",
        [EXPR_LAMBDA] = "Lambda",
        [EXPR_CONDITIONAL] = "IfExp",
        [EXPR_DICT] = "Dict",
        [EXPR_SET] = "Set",
        [EXPR_LIST_COMP] = "ListComp",
        [EXPR_SET_COMP] = "SetComp",
        [EXPR_DICT_COMP] = "DictComp",
        [EXPR_GENERATOR] = "GeneratorExp",
        [EXPR_AWAIT] = "Await",
        [EXPR_YIELD] = "Yield",
        [EXPR_YIELD_FROM] = "YieldFrom",
        [EXPR_COMPARE] = "Compare",
        [EXPR_CALL] = "Call",
        [EXPR_FORMATTED_VALUE] = "FormattedValue",
        [EXPR_JOINED_STR] = "JoinedStr",
        [EXPR_CONSTANT] = "Constant",
        [EXPR_ATTRIBUTE] = "Attribute",
        [EXPR_SUBSCRIPT] = "Subscript",
        [EXPR_STARRED] = "Starred",
        [EXPR_NAME] = "Name",
        [EXPR_LIST] = "List",
        [EXPR_TUPLE] = "Tuple",
        [EXPR_SLICE] = "Slice",
    };
    return names[kind];
}

const char *ast_stmt_kind_name(StmtKind kind) {
    static const char *const names[] = {
        [STMT_FUNCTION] = "FunctionDef",
        [STMT_CLASS] = "ClassDef",
        [STMT_RETURN] = "Return",
        [STMT_DELETE] = "Delete",
        [STMT_ASSIGN] = "Assign",
        [STMT_TYPE_ALIAS] = "TypeAlias",
        [STMT_AUGMENT_ASSIGN] = "AugAssign",
        [STMT_ANNOTATE] = "AnnAssign",
        [STMT_FOR] = "For",
        [STMT_WHILE] = "While",
        [STMT_IF] = "If",
        [STMT_WITH] = "With",
        [STMT_MATCH] = "Match",
        [STMT_RAISE] = "Raise",
        [STMT_TRY] = "Try",
        [STMT_ASSERT] = "Assert",
        [STMT_IMPORT] = "Import",
        [STMT_IMPORT_FROM] = "ImportFrom",
        [STMT_GLOBAL] = "Global",
        [STMT_NONLOCAL] = "Nonlocal",
        [STMT_EXPRESSION] = "Expr",
        [STMT_PASS] = "Pass",
        [STMT_BREAK] = "Break",
        [STMT_CONTINUE] = "Continue",
    };
    return names[kind];
}

const char *ast_pattern_kind_name(PatternKind kind) {
    static const char *const names[] = {
        [PATTERN_VALUE] = "MatchValue",
        [PATTERN_SINGLETON] = "MatchSingleton",
        [PATTERN_SEQUENCE] = "MatchSequence",
        [PATTERN_MAPPING] = "MatchMapping",
        [PATTERN_CLASS] = "MatchClass",
        [PATTERN_STAR] = "MatchStar",
        [PATTERN_AS] = "MatchAs",
        [PATTERN_OR] = "MatchOr",
    };
    return names[kind];
}
