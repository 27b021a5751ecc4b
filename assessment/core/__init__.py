"""The instrument, the scoring and the report: pure, standard library only; exactly this folder goes to the browser."""
