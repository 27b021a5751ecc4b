"""Takes a report and its HTML and gives a complete HTML document that stands alone, for the command line; knows no rule of scoring.

It carries its own style, since it is opened from a disk and not under the site's policy.
"""

from assessment.core.markup import escaped
from assessment.core.report import Report

STYLE = """
body{font:16px/1.5 system-ui,sans-serif;color:#1d232b;max-width:60rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}.ts-profile-frame{overflow-x:auto}td,th{overflow-wrap:normal}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #ccd1d8;vertical-align:middle}
caption{text-align:left;color:#4a5461;padding-bottom:.5rem}.ts-figure{font-variant-numeric:tabular-nums}
.ts-bar{width:15rem;height:1.75rem}.ts-bar-axis,.ts-bar-tick{stroke:#98a1ad}.ts-bar-range{fill:#c9ced6}.ts-bar-point{fill:#bd8e20;stroke:#1d232b}
.ts-bar-target{fill:#1d232b;stroke:#1d232b;stroke-width:2}.ts-ticks{display:flex;justify-content:space-between;width:15rem}.ts-cell-name,.ts-ticks-again{display:none}
.ts-radar{margin:1rem 0}.ts-radar-drawing{width:22rem}.ts-radar-ring,.ts-radar-arc,.ts-radar-line,.ts-radar-target{fill:none}.ts-radar-ring,.ts-radar-spoke{stroke:#ccd1d8}
.ts-radar-rim,.ts-radar-none{stroke:#4a5461}.ts-radar-none{stroke-dasharray:1 4}.ts-radar-arc{stroke:#4a5461;stroke-width:3}.ts-radar-range{fill:#c9ced6}
.ts-radar-reach{stroke:#4a6f8f;stroke-width:4}.ts-radar-target{stroke:#1d232b;stroke-dasharray:5 4}.ts-radar-aim,.ts-radar-hole{fill:#fff}.ts-radar-aim{stroke:#1d232b}
.ts-radar-line{stroke:#1d232b;stroke-width:2}.ts-radar-point{fill:#bd8e20;stroke:#1d232b}.ts-radar-level{font-size:10px}.ts-radar-label{font-size:13px;font-weight:600}
.ts-radar-swatch{width:28px;height:12px}.ts-radar ul{list-style:none;padding-left:0}.ts-report-scope{display:flex;flex-wrap:wrap;gap:.2rem 1.6rem}.ts-report-scope dd{display:inline;margin:0 0 0 .4rem}.ts-report-scope dt{display:inline;color:#4a5461}
.ts-tag{font-size:.8em;color:#4a5461}.ts-hidden{position:absolute;clip-path:inset(50%)}.ts-step{break-inside:avoid}
""".strip()


def make_printout(report: Report, page: str) -> str:
    """The whole document around the report's HTML, which has no links, since it knows no site."""
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        f"<title>{escaped(report.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>{page}</main>\n</body>\n</html>\n"
    )
