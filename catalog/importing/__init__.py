"""Reading the catalogues that data.gouv.fr and the ministry export.

In: a CSV or JSON file, recognised by its content. Out: drafts (catalog/drafts.py), and a refusal
for each row that cannot be read, which never stops the next ones. Nothing is written and nothing
is fetched. A new kind of file is one module of `readers/`.
"""
