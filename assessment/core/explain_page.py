"""Takes an outcome and gives the explanation of every score as HTML: one article a storey, classes only; knows no rule of scoring."""

from assessment.core.explain_words import READING, Article, Sum, Try, articles
from assessment.core.outcome import Outcome
from assessment.core.page import escaped

COLUMNS = ("This dimension", "Its pillar", "The whole")


def make_explain_page(found: Outcome, root: str) -> str:
    """One `<section>`; `root` is the relative address of the site's root, such as `../../`."""
    reading = "".join(f"<div><dt>{escaped(name)}</dt><dd>{escaped(text)}</dd></div>" for name, text in READING)
    return (
        '<section class="ts-explain" aria-labelledby="explain-title"><h3 id="explain-title" tabindex="-1">How each figure came about</h3>'
        "<p>Every figure of the result as a sum with your own answers in it, what would be enough for the next level, and what one step up on each question would change.</p>"
        f'<details class="ts-explain-reading"><summary>How to read the sums</summary><dl>{reading}</dl>'
        f'<p><a href="{escaped(root)}method/">The rules in full</a></p></details>'
        f"{''.join(_article(a, root) for a in articles(found))}</section>"
    )


def _article(a: Article, root: str) -> str:
    name = escaped(a.id)
    remarks = "".join(f"<p>{escaped(text)}</p>" for text in a.remarks)
    lists = "".join(f"<p>{escaped(text)}</p><ul>{''.join(f'<li>{escaped(entry)}</li>' for entry in entries)}</ul>" for text, entries in a.lists)
    after = f"<p>{escaped(a.after)}</p>" if a.after else ""
    link = "" if a.topic is None else f'<p class="ts-explain-more"><a href="{escaped(root)}assessment/questions/#{name}">Look at the answers again<span class="ts-hidden">: {escaped(a.title)}</span></a></p>'
    return (
        f'<article class="ts-explain-one{"" if a.topic else " ts-explain-above"}" id="explain-{name}" tabindex="-1"><h4>{escaped(a.title)}</h4><p class="ts-explain-level">{escaped(a.level)}</p>'
        f'{remarks}<dl class="ts-sums">{"".join(map(_sum, a.sums))}</dl>{lists}{_table(a) if a.tries else ""}{after}{link}</article>'
    )


def _sum(one: Sum) -> str:
    remark = f' <span class="ts-sum-remark">{escaped(one.remark)}</span>' if one.remark else ""
    told = one.sum.replace(" = ", " =\u00a0").replace(" ≈ ", " ≈\u00a0")  # the outcome is not left alone on a line
    return f'<div><dt>{escaped(one.label)}</dt><dd><span class="ts-sum">{escaped(told)}</span>{remark}</dd></div>'


def _table(a: Article) -> str:
    heads = "".join(f'<th scope="col" role="columnheader">{escaped(name)}</th>' for name in (a.tries_title, *COLUMNS))
    return (
        f'<table class="ts-tries" role="table" aria-label="{escaped(a.tries_title.removesuffix(" …"))}: {escaped(a.title)}"><thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{"".join(map(_row, a.tries))}</tbody></table>'
    )


def _row(one: Try) -> str:
    cells = ""
    for name, change in zip(COLUMNS, one.changes, strict=True):
        tag = f' <span class="ts-tag">{escaped(change.tag)}</span>' if change.tag else ""
        cells += f'<td role="cell"><span class="ts-cell-name">{escaped(name)} </span>{escaped(change.text)}{tag}</td>'
    return f'<tr role="row"><th scope="row" role="rowheader">{escaped(one.text)} <span class="ts-tried">{escaped(one.tried)}</span></th>{cells}</tr>'
