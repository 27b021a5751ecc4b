"""Touchstone: a Customer Experience Management maturity self-assessment."""
