"""Takes a team's figures and gives the levels that could be taken over without a talk, each with its reason; knows no page and no person.

Nothing is agreed by this: it is an offer, for questions in which the answers are the same or nearly.
"""

from assessment.core.wording import count


def make_proposals(team: dict) -> dict[str, object]:
    """{mode, take: [{id, level, why}]} from what `make_team` gives, in model order.

    Offered where more than half of those asked named a level and at least two did, if all levels are the same, or if the word is `shared`;
    then the middle level, and of two middle ones the lower, as the questions themselves ask for it.
    """
    take = []
    for item in team["items"]:
        asked = sum(item["counts"].values()) - item["counts"]["na"]
        if item["n"] < 2 or 2 * item["n"] <= asked:
            continue
        same = item["min"] == item["max"]
        if same or item["word"] == "shared":
            level = int(item["median"])
            take.append({"id": item["id"], "level": level, "why": _why(item, level, asked)})
    return {"mode": team["mode"], "take": take}


def _why(item: dict, level: int, asked: int) -> str:
    n = item["counts"][str(level)]
    if n == item["n"]:
        told = f"All {n} who named a level said {level}"
    else:
        told = f"{n} of the {item['n']} who named a level said {level}, the others {_others(item, level)}"
    unknown = asked - item["n"]
    return told + (f"; {count(unknown, 'person', 'people')} did not know or left it blank." if unknown else ".")


def _others(item: dict, level: int) -> str:
    said = [str(x) for x in range(1, 6) if x != level and item["counts"][str(x)]]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} or {said[-1]}"
