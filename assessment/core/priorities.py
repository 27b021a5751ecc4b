"""Takes the gaps of the dimensions and their importance and gives what to improve first, how firmly, and what to find out first; knows no words.

Robustness is against other weightings only: each of 1,000 draws multiplies every score by a factor from 0.5 to 1.5.
The draws come from a fixed linear congruential generator (Knuth's MMIX constants) in whole numbers, so that everybody gets the same.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from struct import Struct

DEFAULT_IMPORTANCE = 2
DRAWS = 1000
TOP = 3
_SEED, _MULTIPLIER, _INCREMENT, _MODULUS = 20260101, 6364136223846793005, 1442695040888963407, 2**64


@dataclass(frozen=True, slots=True)
class Standing:
    """What priorities need to know of one dimension: point and low on the scale 1 to 5, gap in levels, importance 1 to 3."""

    id: str
    point: Fraction | None
    low: Fraction
    target: int
    gap: Fraction | None
    importance: int


@dataclass(frozen=True, slots=True)
class Priority:
    """One dimension to improve: `score` = gap × importance; equal scores share a rank; `top3_share` 0 to 1 or None."""

    id: str
    gap: Fraction
    importance: int
    score: Fraction
    rank: int
    top3_share: Fraction | None


def priorities(standings: list[Standing]) -> tuple[Priority, ...]:
    """The dimensions below their target, largest score first; inside a rank the lower point first, then the order given."""
    listed = [s for s in standings if s.gap]
    scores = {s.id: s.gap * s.importance for s in listed}
    shares = top3_shares([scores[s.id] for s in listed])
    share_of = dict(zip(scores, shares, strict=True))
    ordered = sorted(listed, key=lambda s: (-scores[s.id], s.point))
    ranks = {s.id: 1 + sum(other > scores[s.id] for other in scores.values()) for s in listed}
    return tuple(Priority(s.id, s.gap, s.importance, scores[s.id], ranks[s.id], share_of[s.id]) for s in ordered)


def top3_shares(scores: list[Fraction]) -> list[Fraction | None]:
    """For each score the share of the draws in which it is among the three largest; None throughout for three or fewer."""
    if len(scores) <= TOP:
        return [None] * len(scores)
    unit = lcm(*(s.denominator for s in scores))
    many = len(scores)
    # One whole number a dimension: its score, then its place, so that plain sorting leaves ties in the order given.
    # One column a dimension and one row a draw; what is left over in an entry is its place again.
    columns = [_column(int(s * unit) * many, place, many) for place, s in enumerate(scores)]
    kept = bytes if many <= 256 else list  # bytes are counted much faster
    first = kept([entry % many for row in map(sorted, zip(*columns, strict=True)) for entry in row[-TOP:]])
    return [Fraction(first.count(many - 1 - place), DRAWS) for place in range(many)]


def _column(whole: int, place: int, many: int) -> list[int]:
    """One dimension's weighted scores in all draws; kept, since a changed target or importance leaves most of them as they are."""
    key = (whole, place, many)
    if key not in _columns:
        if len(_columns) >= MOST_COLUMNS:
            _columns.clear()
        _columns[key] = [whole * f + many - 1 - place for f in factors(DRAWS * many)[place : DRAWS * many : many]]
    return _columns[key]


MOST_COLUMNS = 256
BLOCK, LANE = 64, 16  # numbers made at once; bytes for each
FACTORS = Struct("<" + "H14x" * BLOCK)
_columns: dict[tuple[int, int, int], list[int]] = {}
_drawn: list[int] = []


def factors(many: int) -> list[int]:
    """The first `many` factors of the generator, 512 to 1535 of 1024: made once, and the same for everybody and for ever.

    The generator is x ← (a·x + c) mod 2⁶⁴, and a factor is made of the ten highest bits of x.
    The k-th number from x on is (aₖ·x + cₖ) mod 2⁶⁴ as well, so one product of whole numbers gives a block of them, each in 16 bytes of its own, where it cannot reach the next.
    The ten bits are taken, and 512 added, in all of a block at once, too.
    """
    if len(_drawn) < many:
        multipliers, increments, each = _lanes()
        ten, half, x = each * 1023, each * 512, _SEED
        found = []
        for _ in range(-(-many // BLOCK)):
            numbers = multipliers * x + increments
            found += FACTORS.unpack(((numbers >> 54 & ten) + half).to_bytes(BLOCK * LANE, "little"))
            x = numbers >> LANE * 8 * (BLOCK - 1) & _MODULUS - 1
        _drawn[:] = found[:many]
    return _drawn


def _lanes() -> tuple[int, int, int]:
    """a₁ …, c₁ … and 1, 1 …, each row as one whole number with 16 bytes for each of them."""
    multiplier, increment, rows = 1, 0, ([], [], [])
    for _ in range(BLOCK):
        multiplier, increment = multiplier * _MULTIPLIER % _MODULUS, (increment * _MULTIPLIER + _INCREMENT) % _MODULUS
        for row, number in zip(rows, (multiplier, increment, 1), strict=True):
            row.append(number.to_bytes(LANE, "little"))
    return tuple(int.from_bytes(b"".join(row), "little") for row in rows)


def find_out(standings: list[Standing]) -> tuple[str, ...]:
    """Dimensions without a point: what to find out before improving, by (target − low) × importance, then in the order given."""
    unknown = [s for s in standings if s.point is None]
    return tuple(s.id for s in sorted(unknown, key=lambda s: -(s.target - s.low) * s.importance))
