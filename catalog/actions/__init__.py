"""The verbs. Each checks the right, holds one transaction, writes the journal, enqueues what follows."""
