"""Takes comparisons and gives what they say, in order and in words, and as Markdown; knows no rule of comparing and no HTML."""

from dataclasses import dataclass
from fractions import Fraction

from assessment.core.answers import Answers
from assessment.core.compare import Change, Comparison
from assessment.core.document import plain
from assessment.core.model import model_hash
from assessment.core.wording import count, figure, listing, lower_first, percent

NONE = "–"
HEADS = ("Dimension", "Before", "Now", "You changed", "Other questions", "Towards the target")


@dataclass(frozen=True, slots=True)
class Line:
    """One dimension: figures in words, and the change they come from; `shown` False where there is no change to show."""

    change: Change
    shown: bool
    before: str
    after: str
    delta: str
    rest: str
    target: str
    compared: str


@dataclass(frozen=True, slots=True)
class Movement:
    """Everything that one comparison says; `learned` and `lost` are lines of dimension, question and level."""

    title: str
    sentence: str
    byline: str
    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    learned: tuple[tuple[str, str, str], ...]
    lost: tuple[tuple[str, str, str], ...]
    notes: tuple[str, ...]


def make_movement(found: Comparison, notes: list[dict[str, str]]) -> Movement:
    """The words of one comparison; `notes` are its own."""
    model = found.model
    items = {i.id: i for i in model.items}
    lines = [_line(c) for c in found.dimensions]
    pairs, common = (sum(len(part) for part in parts) for parts in ([c.pairs for c in found.dimensions], [c.common for c in found.dimensions]))

    def told(ids: list[tuple[Change, str]], file: Answers, words: str) -> tuple[tuple[str, str, str], ...]:
        return tuple((c.dimension.title, items[i].text, f"{words} {file.get(i).level} {model.scale[file.get(i).level - 1].name}") for c, i in ids)

    return Movement(
        title=f"From {_when(found.older, 'the first')} to {_when(found.newer, 'the second')}",
        sentence=_sentence([line.change for line in lines if line.shown], len(lines)),
        byline=f"{_side(found.older)} → {_side(found.newer)} · {pairs} of {count(common, 'question', 'questions')} asked in both {'has' if common == 1 else 'have'} a level in both · {model.id} {model.version} ({model_hash(model)})",
        groups=tuple((p.title, tuple(line for line in lines if line.change.pillar == p.id)) for p in model.pillars),
        learned=told([(c, i) for c in found.dimensions for i in c.learned], found.newer, "now level"),
        lost=told([(c, i) for c in found.dimensions for i in c.lost], found.older, "was level"),
        notes=tuple(f"{n['id']}: {n['text']}" if n["code"] == "retired" else n["text"] for n in notes),
    )


def make_title(found: list[Comparison]) -> str:
    """The heading above one or several comparisons."""
    since = found[0].older.date
    return "What changed" + (f" since {since}" if since else "")


def make_sentence(movements: list[Movement]) -> str:
    """What several comparisons come to in one line: that of the latest."""
    return movements[-1].sentence


def _when(file: Answers, name: str) -> str:
    return file.date or f"{name} (no date)"


def _side(file: Answers) -> str:
    mode = "quick check" if file.mode == "quick" else "full assessment"
    kind = " agreed by the team" if file.kind == "agreed" else ""
    return f"{mode}{kind}, {file.date or 'no date'}, version {file.model_version}"


def signed(x: Fraction) -> str:
    """A difference with its sign: +0.5, −1.25, 0."""
    return "0" if x == 0 else f"{'+' if x > 0 else '−'}{figure(abs(x))}"


def _line(c: Change) -> Line:
    shown = c.delta is not None and c.target is not None
    return Line(
        change=c,
        shown=shown,
        before=figure(c.before) if shown else NONE,
        after=figure(c.after) if shown else NONE,
        delta=signed(c.delta) if shown else NONE,
        rest=signed(c.rest) if shown and c.rest is not None else NONE,
        target=_towards(c) if shown else NONE,
        compared=_compared(c, shown),
    )


def _compared(c: Change, shown: bool) -> str:
    if c.target is None:
        return "not applicable now"
    if not c.common:
        return "no question was asked in both"
    pairs = f"{len(c.pairs)} of {count(len(c.common), 'question', 'questions')}"
    return f"{pairs} compared" if shown else f"too few to compare: {pairs} answered in both"


def _towards(c: Change) -> str:
    """Progress to date in words, with the target it is measured against."""
    if c.already:
        return f"already there: target {c.target}" if c.after >= c.target else f"was at target {c.target}, now below"
    done = c.progress
    if done == 0:
        return f"no step yet towards {c.target}"
    if done < 0:
        return f"further from {c.target} than before"
    if done < 1:
        return f"{percent(done)} of the way to {c.target}"
    return f"target {c.target} reached" if done == 1 else f"past target {c.target}"


def _sentence(shown: list[Change], of: int) -> str:
    if not shown:
        return "Too few questions have a level in both, so no change can be shown."
    up, down = max(c.delta for c in shown), min(c.delta for c in shown)
    said = []
    if up > 0:
        said.append(_moved([c for c in shown if c.delta == up], "rose", up))
    if down < 0:
        said.append(_moved([c for c in shown if c.delta == down], "fell", -down))
    if said:
        most = "; ".join(said)
        text = f"{most[:1].upper()}{most[1:]}."
    elif len(shown) == 1:
        text = f"Nothing moved: {_names(shown)} stands where it stood."
    else:
        text = f"Nothing moved: {'all' if len(shown) == of else 'the'} {count(len(shown), 'dimension', 'dimensions')} that can be compared stand where they stood."
    few = of - len(shown)
    return text + (f" {count(few, 'dimension', 'dimensions')} can’t be compared." if few else "")


def _names(changes: list[Change]) -> str:
    return listing([lower_first(c.dimension.title) for c in changes])


def _moved(changes: list[Change], verb: str, by: Fraction) -> str:
    who = _names(changes) if len(changes) <= 2 else f"{len(changes)} dimensions"
    each = " each" if len(changes) > 1 else f" ({figure(changes[0].before)} to {figure(changes[0].after)})"
    return f"{who} {verb} most, by {figure(by)}{each}"


def make_movement_document(title: str, movements: list[Movement]) -> str:
    """The comparisons as a Markdown document."""
    lines = [f"# {plain(title)}", ""]
    for m in movements:
        lines += [f"## {plain(m.title)}", "", plain(m.sentence), "", plain(m.byline), "", f"| {' | '.join(HEADS)} | Compared |", "| --- | ---: | ---: | ---: | ---: | --- | --- |"]
        for _, group in m.groups:
            lines += [f"| {plain(x.change.dimension.title)} | {x.before} | {x.after} | {x.delta} | {x.rest} | {x.target} | {x.compared} |" for x in group]
        lines.append("")
        for heading, told in (("Newly answered", m.learned), ("No longer answered", m.lost)):
            if told:
                lines += [f"### {heading}", "", *(f"- {plain(dimension)}: {plain(question)} ({plain(level)})" for dimension, question, level in told), ""]
        if m.notes:
            lines += ["### Notes", "", *(f"- {plain(n)}" for n in m.notes), ""]
    return "\n".join([*lines, plain(EXPLAINED)]) + "\n"


EXPLAINED = (
    "“You changed” is the change over the questions that have a level in both. “Other questions” is what else moved the figure: "
    "questions that were answered only once, or asked only once. A self-assessment is an opinion: a difference is one between two opinions."
)
