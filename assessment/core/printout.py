"""Takes a report and gives a complete HTML document that stands alone, for the command line; knows no rule of scoring.

It carries its own style, since it is opened from a disk and not under the site's policy.
"""

from assessment.core.markup import escaped
from assessment.core.page import make_page
from assessment.core.report import Report

STYLE = """
body{font:16px/1.5 system-ui,sans-serif;color:#1d232b;max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #ccd1d8;vertical-align:middle}
caption{text-align:left;color:#4a5461;padding-bottom:.5rem}.ts-figure{font-variant-numeric:tabular-nums}
.ts-bar{width:15rem;height:1.75rem}.ts-bar-axis,.ts-bar-tick{stroke:#98a1ad}.ts-bar-range{fill:#c9ced6}.ts-bar-point{fill:#1d232b}
.ts-bar-target{stroke:#8a6100;stroke-width:3}.ts-ticks{display:flex;justify-content:space-between;width:15rem}
.ts-tag{font-size:.8em;color:#4a5461}.ts-hidden{position:absolute;clip-path:inset(50%)}.ts-step{break-inside:avoid}
""".strip()


def make_printout(report: Report) -> str:
    """The whole document, without links, since it knows no site."""
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        f"<title>{escaped(report.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>{make_page(report, None)}</main>\n</body>\n</html>\n"
    )
