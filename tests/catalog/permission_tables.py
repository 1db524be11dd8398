"""Who may do what: a line a right, a column a person. Read by the matrix."""

PEOPLE = """
  nobody     not signed in
  stranger   an account, nothing else
  applicant  asked to join, waits
  member     contributor of the organisation, named for no dataset
  named      contributor, named to change these datasets
  publisher  contributor, named to change and publish them
  editor     editor of the organisation
  admin      administrator of the organisation
  other      editor and administrator elsewhere
  gone       was publisher there, then removed
  dpnc       answers for the ministry's family
  super      superuser
  closed     editor and DPNC whose account is closed
"""

DATASETS = """
                   nobody stranger applicant member named publisher editor admin other gone dpnc super closed
view draft           ·       ·        ·        ·     X       X        X     X     ·    ·    X     X     ·
view scheduled       ·       ·        ·        ·     X       X        X     X     ·    ·    X     X     ·
view published       X       X        X        X     X       X        X     X     X    X    X     X     X
view archived        X       X        X        X     X       X        X     X     X    X    X     X     X
view deleted         ·       ·        ·        ·     X       X        X     X     ·    ·    ·     X     ·
change draft         ·       ·        ·        ·     X       X        X     X     ·    ·    ·     X     ·
change scheduled     ·       ·        ·        ·     X       X        X     X     ·    ·    ·     X     ·
change published     ·       ·        ·        ·     X       X        X     X     ·    ·    ·     X     ·
change archived      ·       ·        ·        ·     X       X        X     X     ·    ·    ·     X     ·
change deleted       ·       ·        ·        ·     X       X        X     X     ·    ·    ·     X     ·
publish draft        ·       ·        ·        ·     ·       X        X     X     ·    ·    ·     X     ·
publish scheduled    ·       ·        ·        ·     ·       X        X     X     ·    ·    ·     X     ·
publish published    ·       ·        ·        ·     ·       X        X     X     ·    ·    ·     X     ·
publish archived     ·       ·        ·        ·     ·       X        X     X     ·    ·    ·     X     ·
publish deleted      ·       ·        ·        ·     ·       X        X     X     ·    ·    ·     X     ·
delete draft         ·       ·        ·        ·     ·       ·        X     X     ·    ·    ·     X     ·
delete scheduled     ·       ·        ·        ·     ·       ·        X     X     ·    ·    ·     X     ·
delete published     ·       ·        ·        ·     ·       ·        X     X     ·    ·    ·     X     ·
delete archived      ·       ·        ·        ·     ·       ·        X     X     ·    ·    ·     X     ·
delete deleted       ·       ·        ·        ·     ·       ·        X     X     ·    ·    ·     X     ·
delegate draft       ·       ·        ·        ·     ·       ·        ·     X     ·    ·    ·     X     ·
delegate scheduled   ·       ·        ·        ·     ·       ·        ·     X     ·    ·    ·     X     ·
delegate published   ·       ·        ·        ·     ·       ·        ·     X     ·    ·    ·     X     ·
delegate archived    ·       ·        ·        ·     ·       ·        ·     X     ·    ·    ·     X     ·
delegate deleted     ·       ·        ·        ·     ·       ·        ·     X     ·    ·    ·     X     ·
transfer draft       ·       ·        ·        ·     ·       ·        ·     X     ·    ·    ·     X     ·
transfer scheduled   ·       ·        ·        ·     ·       ·        ·     X     ·    ·    ·     X     ·
transfer published   ·       ·        ·        ·     ·       ·        ·     X     ·    ·    ·     X     ·
transfer archived    ·       ·        ·        ·     ·       ·        ·     X     ·    ·    ·     X     ·
transfer deleted     ·       ·        ·        ·     ·       ·        ·     X     ·    ·    ·     X     ·
"""  # noqa: E501 (a table) — a table is read across

ORGANIZATION = """
                   nobody stranger applicant member named publisher editor admin other gone dpnc super closed
view organization    X       X        X        X     X       X        X     X     X    X    X     X     X
decide organization  ·       ·        ·        ·     ·       ·        ·     ·     ·    ·    X     X     ·
create dataset       ·       ·        ·        X     X       X        X     X     ·    ·    ·     X     ·
change organization  ·       ·        ·        ·     ·       ·        ·     X     ·    ·    ·     X     ·
view members         ·       ·        ·        X     X       X        X     X     ·    ·    X     X     ·
manage members       ·       ·        ·        ·     ·       ·        ·     X     ·    ·    ·     X     ·
welcome members      ·       ·        ·        ·     ·       ·        ·     ·     ·    ·    X     X     ·
"""  # noqa: E501 (a table)

# An organisation that the DPNC has not validated yet, proposed by somebody else.
PROPOSED = """
                   nobody stranger applicant member named publisher editor admin other gone dpnc super closed
view proposed        ·       ·        ·        ·     ·       ·        ·     ·     ·    ·    X     X     ·
"""  # noqa: E501 (a table)

REQUEST = """
                   nobody stranger applicant member named publisher editor admin other gone dpnc super closed
view request         ·       ·        X        ·     ·       ·        X     X     ·    ·    X     X     ·
decide request       ·       ·        ·        ·     ·       ·        ·     ·     ·    ·    X     X     ·
"""  # noqa: E501 (a table)

THEME = """
                   nobody stranger applicant member named publisher editor admin other gone dpnc super closed
manage vocabularies  ·       ·        ·        ·     ·       ·        ·     ·     ·    ·    X     X     ·
"""  # noqa: E501 (a table)

LEASE = """
                   nobody stranger applicant member named publisher editor admin other gone dpnc super closed
view work            ·       ·        ·        ·     ·       ·        ·     ·     ·    ·    X     X     ·
"""  # noqa: E501 (a table)

FLOW = """
                   nobody stranger applicant member named publisher editor admin other gone dpnc super closed
view flow            ·       ·        ·        ·     X       X        X     X     ·    ·    X     X     ·
change flow          ·       ·        ·        ·     ·       X        X     X     ·    ·    ·     X     ·
decide flow          ·       ·        ·        ·     ·       ·        ·     ·     ·    ·    X     X     ·
"""  # noqa: E501 (a table)

INBOX = """
                   nobody stranger applicant member named publisher editor admin other gone dpnc super closed
manage inboxes       ·       ·        ·        ·     ·       ·        ·     ·     ·    ·    X     X     ·
"""  # noqa: E501 (a table)

# Help is asked by « member », the certification by « admin »; the phrase is the DPNC's; the
# membership is the editor's.
CONSOLE = """
                   nobody stranger applicant member named publisher editor admin other gone dpnc super closed
view help            ·       ·        ·        X     ·       ·        ·     ·     ·    ·    X     X     ·
answer help          ·       ·        ·        ·     ·       ·        ·     ·     ·    ·    X     X     ·
decide certification ·       ·        ·        ·     ·       ·        ·     ·     ·    ·    X     X     ·
use phrase           ·       ·        ·        ·     ·       ·        ·     ·     ·    ·    X     X     ·
review membership    ·       ·        ·        ·     ·       ·        ·     X     ·    ·    X     X     ·
"""  # noqa: E501 (a table)

# Outside the ministry's family, the DPNC is a stranger, and administrators answer for themselves.
DATASETS_OUTSIDE = """
                   nobody stranger applicant member named publisher editor admin other gone dpnc super closed
view draft           ·       ·        ·        ·     X       X        X     X     ·    ·    ·     X     ·
view scheduled       ·       ·        ·        ·     X       X        X     X     ·    ·    ·     X     ·
view deleted         ·       ·        ·        ·     X       X        X     X     ·    ·    ·     X     ·
"""  # noqa: E501 (a table)

ORGANIZATION_OUTSIDE = """
                   nobody stranger applicant member named publisher editor admin other gone dpnc super closed
view members         ·       ·        ·        X     X       X        X     X     ·    ·    ·     X     ·
manage members       ·       ·        ·        ·     ·       ·        ·     X     ·    ·    ·     X     ·
welcome members      ·       ·        ·        ·     ·       ·        ·     X     ·    ·    ·     X     ·
"""  # noqa: E501 (a table)

REQUEST_OUTSIDE = """
                   nobody stranger applicant member named publisher editor admin other gone dpnc super closed
view request         ·       ·        X        ·     ·       ·        X     X     ·    ·    ·     X     ·
decide request       ·       ·        ·        ·     ·       ·        ·     X     ·    ·    ·     X     ·
"""  # noqa: E501 (a table)

# Planned by the platform: a scheduled dataset.
RELEASE = """
                   nobody stranger applicant member named publisher editor admin other gone dpnc super closed
view release         ·       ·        ·        ·     X       X        X     X     ·    ·    X     X     ·
change release       ·       ·        ·        ·     ·       X        X     X     ·    ·    ·     X     ·
"""  # noqa: E501 (a table)

PART = """
                   nobody stranger applicant member named publisher editor admin other gone dpnc super closed
view part            ·       ·        ·        ·     X       X        X     X     ·    ·    X     X     ·
change part          ·       ·        ·        ·     ·       X        X     X     ·    ·    ·     X     ·
"""  # noqa: E501 (a table)

RELEASE_OUTSIDE = """
                   nobody stranger applicant member named publisher editor admin other gone dpnc super closed
view release         ·       ·        ·        ·     X       X        X     X     ·    ·    ·     X     ·
"""  # noqa: E501 (a table)

REVIEW_OUTSIDE = """
                   nobody stranger applicant member named publisher editor admin other gone dpnc super closed
review membership    ·       ·        ·        ·     ·       ·        ·     X     ·    ·    ·     X     ·
"""  # noqa: E501 (a table)
