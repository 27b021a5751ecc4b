"""Takes a request at the door and gives its settings checked: the form it wants, the relative root, what is switched off; knows no operation."""

from assessment.core.faults import Fault, Faulty, quoted


def form_of(request: dict, forms: tuple[str, ...]) -> str | None:
    """What the request wants its answer as; None for plain data. Raises Faulty."""
    form = request.get("as")
    if form is not None and (not isinstance(form, str) or form not in forms):
        raise Faulty([Fault("as", f"is {quoted(form)}.", f"It is one of: {', '.join(forms)}.")])
    return form


def root_of(request: dict) -> str:
    """The relative address of the site's root. Raises Faulty."""
    root = request.get("root", "../../")
    if not isinstance(root, str) or root.strip("./") or ".//" in root:
        raise Faulty([Fault("root", f"is {quoted(root)}.", "It is a relative address such as ../../")])
    return root


def switch_of(request: dict, name: str) -> bool:
    """True unless the request says false. Raises Faulty."""
    value = request.get(name, True)
    if not isinstance(value, bool):
        raise Faulty([Fault(name, f"is {quoted(value)}.", "It is true or false.")])
    return value
