"""The verbs: each checks the right, holds one transaction, journals, enqueues the rest."""
