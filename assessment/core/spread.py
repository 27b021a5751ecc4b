"""Takes how often each level was chosen and gives what a team's answers to one question look like; knows no model and no people.

Everything follows from the counts, so parts of a team can be counted apart and added.
Mean, median and average deviation are on the scale 1 to 5; rWG is 1 for full agreement, 0 for what random answers give, below 0 for two camps.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

FEW = 5  # below this many levels no coefficient is given
RANDOM_VARIANCE = Fraction(2)  # (5² − 1) / 12: five options, each as likely as the other (James, Demaree & Wolf 1984)
AGREED = Fraction(7, 10)
# From how much on rWG is rarer than one in twenty under random answers; from 7 on the convention of 0.7 is the larger.
# Exact: tables print 43/60 as 0.717, and a team of six that reaches it must not miss it by the rounding.
ONE_IN_TWENTY = {5: Fraction(17, 20), 6: Fraction(43, 60)}


@dataclass(frozen=True, slots=True)
class Spread:
    """The answers to one question: `n` levels; figures None where `n` is too small for them."""

    counts: tuple[int, int, int, int, int]
    """How many chose level 1, 2, 3, 4, 5."""

    @property
    def n(self) -> int:
        """How many levels there are."""
        return sum(self.counts)

    @property
    def levels(self) -> list[int]:
        """The levels that somebody chose, lowest first."""
        return [level for level, count in enumerate(self.counts, 1) if count]

    @property
    def range(self) -> int:
        """Highest minus lowest level; 0 where there is none."""
        return self.levels[-1] - self.levels[0] if self.levels else 0

    @property
    def mean(self) -> Fraction | None:
        """The arithmetic mean; None without a level."""
        return Fraction(self._sum, self.n) if self.n else None

    @property
    def median(self) -> Fraction | None:
        """The middle level, or the mean of the two middle ones; None without a level."""
        return Fraction(self._at((self.n - 1) // 2) + self._at(self.n // 2), 2) if self.n else None

    @property
    def variance(self) -> Fraction | None:
        """The sample variance, divided by n − 1; None below two levels."""
        n = self.n
        squares = sum(level * level * count for level, count in enumerate(self.counts, 1))
        return Fraction(n * squares - self._sum**2, n * (n - 1)) if n >= 2 else None

    @property
    def average_deviation(self) -> Fraction | None:
        """The mean absolute deviation about the mean (Burke, Finkelstein & Dusig 1999); None without a level."""
        n, total = self.n, self._sum
        return Fraction(sum(count * abs(n * level - total) for level, count in enumerate(self.counts, 1)), n * n) if n else None

    @property
    def agreement(self) -> Fraction | None:
        """rWG = 1 − s² / 2, unclipped; None below five levels."""
        return 1 - self.variance / RANDOM_VARIANCE if self.n >= FEW else None

    @property
    def word(self) -> str | None:
        """`shared`, `two camps` or `mixed`: a convention of this project; None below five levels."""
        if self.n < FEW:
            return None
        if self.agreement >= max(AGREED, ONE_IN_TWENTY.get(self.n, AGREED)):
            return "shared"
        low, high = self.counts[0] + self.counts[1], self.counts[3] + self.counts[4]
        return "two camps" if 3 * low >= self.n and 3 * high >= self.n else "mixed"

    @property
    def _sum(self) -> int:
        return sum(level * count for level, count in enumerate(self.counts, 1))

    def _at(self, place: int) -> int:
        for level, count in enumerate(self.counts, 1):
            place -= count
            if place < 0:
                return level
        raise IndexError(place)


def rounded_root(square: Fraction) -> float:
    """The square root with at most 4 decimals, half-even and exact: no float on the way."""
    scaled = square * 10**8
    root = isqrt(scaled.numerator // scaled.denominator)
    half = Fraction(2 * root + 1, 2) ** 2
    if scaled > half or (scaled == half and root % 2):
        root += 1
    return root / 10**4
