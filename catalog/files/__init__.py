"""Reading files, without Django. In: bytes and the name their sender gave. Out: what they are."""
