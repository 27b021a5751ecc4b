"""Takes what PyYAML says about a file that it cannot parse and says it so that an author can mend it; knows no field by name."""

import yaml

from assessment.core.faults import quoted

# a part of PyYAML's words -> what is wrong, what would be right; the first that fits counts
_SAYINGS = (
    ("mapping values are not allowed", "a colon with a space after it stands in a text without quotes, or the line is indented too far", "Put the text in quotes, or line the key up with the keys above."),
    ("could not find expected ':'", "this line is neither “key: value” nor the rest of a text", "Add the colon, or indent the line further than its key."),
    ("'\\t'", "the line is indented with a tab, or has one where a value starts", "Use spaces."),
    ("found unexpected end of stream", "a quotation mark that opens here is never closed", "Close it, or remove it."),
    ("found unexpected document separator", "a quotation mark that opens here is never closed", "Close it, or remove it."),
    ("unknown escape character", "a backslash in double quotes starts no known sign", "Write two backslashes, or use single quotes."),
    ("expected ',' or ']'", "the list that opens here with [ is not closed, or a comma is missing", "Write it as [one, two]."),
    ("expected ',' or '}'", "the mapping that opens here with { is not closed, or a comma is missing", "Write it as {key: value, key: value}."),
    ("expected <block end>, but found '<scalar>'", "text goes on after a closed quotation mark", "Put the whole text in quotes; write \\\" or use single quotes for quotation marks inside."),
    ("expected <block end>", "the indent does not fit the lines above", "Line keys of one entry up, and each “- ” of one list."),
    ("but found '-'", "a list starts where a value has already been given", "Start it on a line of its own, indented below its key."),
    ("sequence entries are not allowed", "a list starts behind a key on the same line", "Start it on a line of its own, indented below its key."),
    ("that cannot start any token", "a text without quotes starts with a sign that YAML keeps for itself", "Put the text in quotes."),
    ("expected alphabetic or numeric character", "a text without quotes starts with * or &", "Put the text in quotes."),
    ("another document", "the file holds a second document after “---”", "Keep one document a file."),
    ("special characters are not allowed", "the file holds a control character", "Delete it."),
    ("did not find expected hexdecimal", "after \\x, \\u or \\U stands no number of the right length", "Write \\u and four hexadecimal digits, or the character itself."),
    ("escape sequence", "an escape in double quotes is not complete", "Write \\u and four hexadecimal digits, or the character itself."),
    ("indentation indicators", "after > or | stands something else than - or +", "Write >- and start the text on the next line."),
    ("expected a comment or a line break", "after > or | stands text on the same line", "Write >- and start the text on the next line."),
)

# in these the mistake lies where the construct opens, not where the reader stumbled
_AT_THE_START = ("while scanning a simple key", "while scanning a quoted scalar", "while parsing a flow")


def syntax_fault(error: yaml.YAMLError, text: str) -> tuple[int, str, str, str]:
    """Line, id (always empty), what is wrong and what would be right."""
    problem, context = str(getattr(error, "problem", None) or getattr(error, "reason", "") or error), getattr(error, "context", None) or ""
    mark, start = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if start is not None and context.startswith(_AT_THE_START):
        mark = start
    position = getattr(error, "position", None)  # of a control character; then there is no mark
    line = mark.line + 1 if mark else text.count("\n", 0, position) + 1 if isinstance(position, int) else 1
    wrong, right = next(((w, r) for words, w, r in _SAYINGS if words in problem), (f"YAML cannot be read here: {problem}", "Compare the line with its neighbours: quotes, colons, indents."))
    if "but found '<scalar>'" in problem and (opened := _opened(text, line)):
        line, wrong, right = opened, f"a quotation mark that opens here is closed on line {line} only", "Close it where its text ends."
    lines = text.splitlines()
    shown = lines[line - 1].strip() if line <= len(lines) else ""
    return line, "", f"{wrong}: {quoted(shown)}" if shown else wrong, right


def _opened(text: str, line: int) -> int | None:
    """The line where a quotation opened that reaches to `line`; None if there is none."""
    found = None
    try:
        for token in yaml.scan(text, yaml.SafeLoader):
            if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"') and token.start_mark.line + 1 < line == token.end_mark.line + 1:
                found = token.start_mark.line + 1
    except yaml.YAMLError:
        pass  # this is about what stood before
    return found
