"""Tables of the matrix: who publishes under four eyes, who gives datasets and who accepts them."""

# From the organisation to another, where « other » is an administrator; « left »: to one that
# nobody administers; « answered »: refused already. The DPNC reads drafts of the family anyway.
TRANSFER = """
                   nobody stranger applicant member named publisher editor admin other gone dpnc super closed
view transfer        ·       ·        ·        ·     ·       ·        ·     X     X    ·    ·     X     ·
decide transfer      ·       ·        ·        ·     ·       ·        ·     ·     X    ·    ·     X     ·
view proposed-draft  ·       ·        ·        ·     ·       ·        X     X     X    ·    X     X     ·
change proposed-draft ·      ·        ·        ·     ·       ·        X     X     ·    ·    ·     X     ·
publish proposed-draft ·     ·        ·        ·     ·       ·        X     X     ·    ·    ·     X     ·
view left-transfer   ·       ·        ·        ·     ·       ·        ·     X     ·    ·    X     X     ·
decide left-transfer ·       ·        ·        ·     ·       ·        ·     ·     ·    ·    X     X     ·
view left-draft      ·       ·        ·        ·     ·       ·        X     X     ·    ·    X     X     ·
change left-draft    ·       ·        ·        ·     ·       ·        X     X     ·    ·    ·     X     ·
view answered-draft  ·       ·        ·        ·     ·       ·        X     X     ·    ·    X     X     ·
"""  # noqa: E501 (a table)

# Outside the family, where the DPNC reads no other draft.
TRANSFER_OUTSIDE = """
                   nobody stranger applicant member named publisher editor admin other gone dpnc super closed
view proposed-draft  ·       ·        ·        ·     ·       ·        X     X     X    ·    ·     X     ·
view left-transfer   ·       ·        ·        ·     ·       ·        ·     X     ·    ·    X     X     ·
decide left-transfer ·       ·        ·        ·     ·       ·        ·     ·     ·    ·    X     X     ·
view left-draft      ·       ·        ·        ·     ·       ·        X     X     ·    ·    X     X     ·
change left-draft    ·       ·        ·        ·     ·       ·        X     X     ·    ·    ·     X     ·
view answered-draft  ·       ·        ·        ·     ·       ·        X     X     ·    ·    ·     X     ·
"""  # noqa: E501 (a table)

# Where administrators decide on what the public has never seen.
FOUR_EYES = """
                   nobody stranger applicant member named publisher editor admin other gone dpnc super closed
publish draft        ·       ·        ·        ·     ·       ·        ·     X     ·    ·    ·     X     ·
publish scheduled    ·       ·        ·        ·     ·       ·        ·     X     ·    ·    ·     X     ·
publish published    ·       ·        ·        ·     ·       X        X     X     ·    ·    ·     X     ·
publish archived     ·       ·        ·        ·     ·       X        X     X     ·    ·    ·     X     ·
change draft         ·       ·        ·        ·     X       X        X     X     ·    ·    ·     X     ·
delete draft         ·       ·        ·        ·     ·       ·        X     X     ·    ·    ·     X     ·
"""  # noqa: E501 (a table)

RELEASE_OF_FOUR_EYES = """
                   nobody stranger applicant member named publisher editor admin other gone dpnc super closed
change release       ·       ·        ·        ·     ·       ·        ·     X     ·    ·    ·     X     ·
change part          ·       ·        ·        ·     ·       ·        ·     X     ·    ·    ·     X     ·
change flow          ·       ·        ·        ·     ·       X        X     X     ·    ·    ·     X     ·
"""  # noqa: E501 (a table)
