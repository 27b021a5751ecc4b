"""A small guide for the toy: one entry of each kind, and a page for each, with no fault in it."""

SOURCE = "homburg-2017"
HEAD = "# yaml-language-server: $schema=../../../.build/schemas/content-{kind}.json\n"
CLAIMS = """- id: cafes-began-in-vienna
  claim: "Cafés' history began in Vienna."
  heard: "guidebooks"
  verdict: partly
  short: "They're older."
  evidence: "Said <so> by one & all."
  instead: "Name the house."
  sources: [homburg-2017]
- id: waiters-smile
  claim: "Waiters smile."
  heard: "songs"
  verdict: wrong
  short: "Some do not."
  evidence: "We looked."
  instead: "Some waiters smile."
  sources: [homburg-2017]
- id: bills-come-late
  claim: "Bills come late."
  heard: "cafés"
  verdict: partly
  short: "Often."
  evidence: "We waited."
  instead: "Bills often come late."
  sources: [homburg-2017]
"""
TIMELINE = """- id: first-cup
  when: "c. 1650"
  sort: 1650
  title: "A cup is sold"
  what: "Somebody pays."
  how_well: "Badly."
  often_said: "That it was the first."
  sources: [homburg-2017]
- id: first-bill
  when: "1700"
  sort: 1700
  title: "A bill is written"
  what: "Somebody writes."
  how_well: "Well."
  often_said: "Nothing."
  sources: [homburg-2017]
"""
GLOSSARY = """- id: tip
  term: "Tip"
  also: ["gratuity", "PB"]
  text: "Money for the waiter's care."
  see: [guide/claims.md, index.md]
  sources: [homburg-2017]
- id: bill
  term: "Bill"
  also: []
  text: "What is owed."
  see: []
  sources: []
"""
EFFECTS = """- id: smile-tip
  label: "Smiles and tips"
  figure: 0.3
  low: 0.1
  high: 0.5
  unit: r
  n: "40 waiters"
  year: "2017"
  what: "How a smile goes with a tip."
  caveat: "No cause."
  sources: [homburg-2017]
  checked: V
"""
FILES = {"claims": CLAIMS, "timeline": TIMELINE, "glossary": GLOSSARY, "effects": EFFECTS}


def page(title: str, body: str) -> str:
    """A page that says what it is; the body starts on line 8."""
    return f"---\ntitle: {title}\ndescription: About {title}.\nchecked: 2026-11-21\n---\n\n# {title}\n{body}"


def add_guide(toy) -> None:
    """Write the files and their pages into a copy of the toy."""
    for kind, text in FILES.items():
        toy.write(f"content/{kind}.yml", HEAD.format(kind=kind) + text)
    for path, kind in (("guide/claims", "claims"), ("guide/history", "timeline"), ("guide/does-it-pay", "effects"), ("glossary", "glossary")):
        toy.write(f"docs/{path}.md", page(kind.title(), f'\nA page.\n\n--8<-- "{kind}.html"\n'))
