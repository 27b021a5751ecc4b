"""Takes the sizes of groups and gives which are too small to be shown; knows nothing of what they answered."""

DEFAULT_MINIMUM = 5
LEAST_MINIMUM = 3


def group_minimum(setting: object) -> int:
    """The smallest group that is shown: the model's `min_group`; missing, empty, unreadable or below 3 counts as 5."""
    try:
        number = int(str(setting))
    except ValueError:
        return DEFAULT_MINIMUM
    return number if number >= LEAST_MINIMUM and not isinstance(setting, bool) else DEFAULT_MINIMUM


def hidden_groups(sizes: list[int], minimum: int, already: list[bool] | None = None) -> list[bool]:
    """For each group whether it is hidden.

    Groups below the minimum are; and while those hidden have together between 1 and minimum − 1 people,
    so that one could take the shown from the whole, the smallest shown one is hidden too (ties: the last).
    `already` are groups that stay hidden whatever their size.
    """
    hidden = [size < minimum or out for size, out in zip(sizes, already or [False] * len(sizes), strict=True)]
    while 0 < sum(size for size, out in zip(sizes, hidden, strict=True) if out) < minimum and not all(hidden):
        smallest = min((size, -place) for place, size in enumerate(sizes) if not hidden[place])
        hidden[-smallest[1]] = True
    return hidden
