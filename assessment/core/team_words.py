"""Takes a team's figures and gives them in words: who took part, what is far apart, what a coefficient says; knows no markup and no drawing."""

from fractions import Fraction

from assessment.core.model import Model
from assessment.core.spread import FEW, Spread
from assessment.core.tally import Tally
from assessment.core.wording import count, figure, listing, percent

CONVENTION = (
    ("Range", "from the lowest to the highest level that somebody chose."),
    ("Average deviation", "how far the answers lie from their mean, on average, in levels. 0 means that all chose the same."),
    ("rWG", "an index of agreement. 1 is full agreement, 0 what answers drawn at random would give. Below 0 people lie further apart than that."),
    ("shared", "rWG is at least 0.7, and at least as high as random answers reach in no more than one case of twenty."),
    ("two camps", "not shared, and at least a third chose level 1 or 2, and at least a third level 4 or 5."),
    ("mixed", "everything else."),
)
"""Terms of the picture, each with what it means."""
CONVENTION_NOTE = f"The three words are a convention of this project, not a law. From {FEW} levels on a question the two figures and a word are given; with fewer they would say more than the answers do."
NO_BREAK = "\u00a0"
HEADS = ("Dimension", "Average deviation", "Mean", "Target", "To the target", "Levels per question")


def number(x: Fraction | None) -> str:
    """A figure with at most two decimals and a true minus; a dash for none."""
    return "–" if x is None else figure(x).replace("-", "−")


def people(n: int) -> str:
    """`1 person`, `1,000 people`."""
    return "1 person" if n == 1 else f"{n:,} people"


def title(n: int, unit: str | None) -> str:
    """The heading of the whole picture."""
    who = "Nobody’s answers yet" if n == 0 else f"How {people(n)} see{'s' if n == 1 else ''}"
    return who if n == 0 else f"{who} {unit}" if unit else f"{who} it"


def modes(tally: Tally) -> tuple[int, int]:
    """How many people took the quick check, and how many the full assessment: the largest number of answers that one item beyond the core has."""
    full = max((sum(tally.counts(i.id)) for i in tally.model.items if not i.core), default=0)
    return max(tally.size() - full, 0), full


def took_part(n: int, invited: int | None) -> str:
    """How many of those invited handed in."""
    if invited is None:
        return f"{people(n)} handed in."
    if n < invited:
        return f"{n:,} of {invited:,} invited people handed in. {invited - n:,} {'is' if invited - n == 1 else 'are'} missing."
    if n == invited:
        return f"All {n:,} people who were invited handed in." if n > 1 else "The one person who was invited handed in."
    return f"{people(n)} handed in, {n - invited:,} more than were invited. Somebody may have handed in twice."


def asked_in(quick: int, full: int) -> str:
    """Which questions people were asked."""
    if not full:
        return "Everybody took the quick check." if quick > 1 else "Quick check."
    if not quick:
        return "Everybody took the full assessment." if full > 1 else "Full assessment."
    return f"{full:,} took the full assessment, {quick:,} the quick check. So the questions beyond the quick check have fewer answers."


def coverage(tally: Tally) -> str:
    """What became of the answers that were asked for."""
    levels, dk, na, blank = (sum(sum(tally.counts(i.id)[part]) for i in tally.model.items) for part in (slice(0, 5), slice(5, 6), slice(6, 7), slice(7, 8)))
    asked = levels + dk + na + blank
    if not asked:
        return ""
    rest = [f"{n:,} {words}" for n, words in ((dk, "“don’t know”"), (na, "“not applicable”"), (blank, "blank")) if n]
    if not rest:
        return f"All {asked:,} answers that were asked for are levels."
    return f"Of {asked:,} answers that were asked for, {levels:,} are levels ({percent(Fraction(levels, asked)).replace(" ", NO_BREAK)}), {listing(rest)}."


def counted(counts: tuple[int, ...]) -> str:
    """One question's answers as a sentence without its full stop: `2 at level 1, 1 at level 4; 1 don’t know`."""
    levels = [f"{n:,} at level {level}" for level, n in enumerate(counts[:5], 1) if n]
    rest = [f"{n:,} {words}" for n, words in zip(counts[5:], ("don’t know", "not applicable", "blank"), strict=False) if n]
    return "; ".join(filter(None, (", ".join(levels) or "nobody gave a level", ", ".join(rest))))


def reach(model: Model, spread: Spread) -> str:
    """The range of a question in words."""
    if not spread.n:
        return "Nobody gave a level"
    low, high = (f"{level} {model.scale[level - 1].name}" for level in (spread.levels[0], spread.levels[-1]))
    if spread.range:
        return f"From {low} to {high}"
    return f"One level: {low}" if spread.n == 1 else f"{'Both' if spread.n == 2 else f'All {spread.n:,}'} at {low}"


def coefficients(spread: Spread) -> str:
    """Average deviation and rWG of a question; why not, where there are too few levels for them."""
    if spread.agreement is None:
        return f"{count(spread.n, 'level', 'levels')}: too few for figures of agreement" if spread.n else ""
    return f"{spread.n:,} levels · average deviation {number(spread.average_deviation)} · rWG {number(spread.agreement)}"


def few(n: int, minimum: int) -> tuple[str, tuple[str, ...]]:
    """What to say above everything where the whole team is smaller than the smallest group that is shown, and what to do then; empty texts where it is not."""
    if n >= minimum or n == 0:
        return "", ()
    if n == 1:
        return "These are the answers of one person. Everybody who looks at this page knows whose they are.", (
            "Wait for more answers, or open this person’s answers as a result of their own.",
        )
    return f"With so few people, answers can be guessed. This picture is made of {people(n)}; a group is usually shown from {minimum} on.", (
        "Ask all who answered whether this picture may be shown, before anybody else sees it.",
        "Read no mean as the team’s view. With so few answers one person moves it a lot.",
        "Use it as a list of things to talk about: take the questions in the order below, let each person say what they have seen, and agree on a level.",
        "Better still, invite the people who are missing, and look again.",
    )


def sentence(model: Model, n: int, first: tuple[str, Spread] | None) -> str:
    """The picture in one sentence; `first` is the question with the largest disagreement and its spread, if any has two levels."""
    if not n:
        return "No answers have come in yet."
    if first is None:
        return "One person answered, so there is nothing to compare yet." if n == 1 else f"{people(n)} answered, but no question has levels from two of them."
    question, spread = first
    if not spread.range:
        return f"{people(n)} answered, and nobody differs on any question."
    reached = reach(model, spread)
    return f"{people(n)} answered. They differ most on “{question}”: {reached[:1].lower()}{reached[1:]}."


def gap(mean: Fraction | None, target: int | None) -> str:
    """How far a mean is from its target."""
    if mean is None or target is None:
        return "–"
    return f"{number(target - mean)} below" if mean < target else "reached"


def levels_each(spreads: list[Spread]) -> str:
    """How many levels the questions of a dimension have: `7`, `4 to 7`."""
    sizes = [s.n for s in spreads]
    return "0" if not sizes else f"{min(sizes):,}" if min(sizes) == max(sizes) else f"{min(sizes):,} to {max(sizes):,}"
