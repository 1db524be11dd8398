"""What each thing of the tables puts in an address."""

from catalog.actions.email_change import Side, token_of
from catalog.journal.unsubscribe import address

MAIL = "20261121T101500000000-0123abcd.eml"
THEME, REGION = "musee", "fr:region:53"


class Things:
    """The half of the world that addresses name."""

    @property
    def planned_things(self):
        return {
            "release": [self.planned.pk],
            "release/part": [self.planned.pk, self.planned.parts.get(version=None).pk],
            "release/nothing": [self.planned.pk, 987654],
            "held-version": [self.held.versions.get(number=2).pk],
        }

    @property
    def personal_things(self):
        slug, colleague = self.home.slug, self.membership(self.colleague).pk
        return {
            "own-key": [self.own_key.pk],
            "own-session": [self.sign_in.pk],
            "email-proof": [token_of(self.email_change, Side.NEW)],
            "told-dpnc": [self.told.pk],
            "unsubscription": [sign(self.told)],
            "request": [self.request.pk],
            "case": ["acces", self.request.pk],
            "case-over": ["acces", self.answered.pk],
            "strange-case": ["personne", self.request.pk],
            "help": [self.help.pk],
            "phrase": [self.phrase.pk],
            "colleague": [colleague],
            "directory-grant": [self.membership(self.people["named"]).pk, self.draft.pk],
            "member": [slug, colleague],
            "misplaced-member": [self.elsewhere.slug, colleague],
            "own-member": [slug, self.membership(self.people["member"]).pk],
        }

    @property
    def things(self):
        """Return what each thing of the tables puts in an address, in the order of its pattern."""
        file, public, deleted = self.file.pk, self.public_file.pk, self.deleted_file.pk
        slug = self.home.slug
        return {
            "-": [],
            **self.planned_things,
            **self.personal_things,
            **self.named_within_datasets,
            **{thing: [flow.pk] for thing, flow in self.flows.items()},
            "inbox": [self.inbox.pk],
            "spare-inbox": [self.spare_inbox.pk],
            "draft": [self.draft.pk],
            "submitted": [self.submitted.pk],
            "batch": [self.batch.pk],
            "transfer": [self.transfer.pk],
            "given": [self.transfer.parts.get().dataset_id],
            "public": [self.public.pk],
            "deleted": [self.deleted.pk],
            "draft-slug": [self.draft.slug],
            "public-slug": [self.public.slug],
            "deleted-slug": [self.deleted.slug],
            "file": [file],
            "file/2": [file, 2],
            "file/3": [file, 3],
            "file/4": [file, 4],
            "file/json": [file, "json"],
            "public-file/json": [public, "json"],
            "deleted-file/json": [deleted, "json"],
            "link": [self.link.pk],
            "removed": [self.removed.pk],
            "public-file": [public],
            "public-file/2": [public, 2],
            "public-file/3": [public, 3],
            "removed-early": [self.removed_early.pk],
            "removed-late": [self.removed_late.pk],
            "deleted-file": [deleted],
            "deleted-file/1": [deleted, 1],
            "draft-named": [self.draft.pk, self.people["named"].pk],
            "home": [slug],
            **self.young,
            "other-home": [self.elsewhere.slug],
            "delegation": [slug, self.draft.pk, self.people["named"].pk],
            "theme": [THEME],
            "theme-row": [self.theme.pk],
            "spare-theme": [self.spare_theme.pk],
            "lease": [self.lease.task_id],
            "region": ["region", REGION.rpartition(":")[2]],
            "zone": [REGION],
            "mail": [MAIL],
            "site": [""],
            "hidden-page": ["brouillon/"],
            "key": [self.key],
            "document": [self.document.pk, self.document.filename],
        }

    @property
    def named_within_datasets(self):
        """Return what the API's addresses name: a dataset, then one of its files."""
        file, public, deleted = self.file.pk, self.public_file.pk, self.deleted_file.pk
        draft, shown = self.draft.pk, self.public.pk
        return {
            "draft/file": [draft, file],
            "draft/file/2": [draft, file, 2],
            "draft/file/3": [draft, file, 3],
            "draft/link": [draft, self.link.pk],
            "draft/held/2": [draft, self.held.pk, 2],
            "draft/removed": [draft, self.removed.pk],
            "public/file": [shown, public],
            "public/file/2": [shown, public, 2],
            "public/file/3": [shown, public, 3],
            "public/removed-late": [shown, self.removed_late.pk],
            "public/draft-file": [shown, file],
            "deleted/file": [self.deleted.pk, deleted],
        }


def sign(notification):
    """Return what the address that stops the mails of this kind ends with."""
    return address(notification).strip("/").rpartition("/")[2]
