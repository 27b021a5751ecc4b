"""Fuzzing of each parser apart: `python -m tests.fuzz --parser csv --inputs 1000000 --seed 1` prints one row of a table.

Hypothesis draws valid inputs; each drawn one is changed many times over by `change.py`, and every changed one counts as an input.
What may come out is an answer or a message; an exception, a second of work, 200 MB or a message that says nothing is a find.
"""
