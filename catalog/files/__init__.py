"""Reading files, without Django. In: a file's bytes and the name its sender gave. Out: what it is."""
