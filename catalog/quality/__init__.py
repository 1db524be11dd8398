"""How good a description is, and what would make it better: one criterion a class, one score.

Nothing is stored: two criteria change with the calendar and one with what others publish, so that a
score kept in a column would be false the next day. A list fetches what they all read with the same
few queries whatever its length (`subjects`), and only then asks each criterion.
"""
