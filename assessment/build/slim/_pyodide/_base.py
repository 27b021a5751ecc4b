"""Stands in for what runs a text of Python and gives the value of its last line: without quieting, without `await`, without a tokenizer."""

from _ast import Expr, Expression, PyCF_ONLY_AST


def should_quiet(source):
    """Nothing is quiet here."""
    return False


def eval_code(source, globals=None, locals=None, *, filename="<exec>", **_):
    """Run a text; the value of its last line if that is an expression, else None."""
    if globals is None:
        globals = {}
    tree = compile(source, filename, "exec", PyCF_ONLY_AST, dont_inherit=True)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], Expr) else None
    exec(compile(tree, filename, "exec", dont_inherit=True), globals, locals)
    return last and eval(compile(Expression(last.value), filename, "eval", dont_inherit=True), globals, locals)
