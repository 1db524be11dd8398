from catalog.drafts import UNSET, DatasetDraft, ResourceDraft, same_words


def test_a_draft_says_nothing_until_told():
    stated = DatasetDraft().stated()

    assert stated.keys() == {"counters", "resources_whole", "warnings"}


def test_empty_is_said_and_unset_is_not():
    draft = DatasetDraft(acronym="", temporal_end=None)

    assert draft.stated()["acronym"] == ""
    assert draft.stated()["temporal_end"] is None
    assert "title" not in draft.stated()
    assert draft.title is UNSET
    assert not UNSET


def test_what_another_catalogue_hosts_is_remote_for_us():
    assert ResourceDraft().kind == "remote"


def test_the_page_at_the_source_is_the_one_it_says():
    said = DatasetDraft(identifier="5d13a8b6634f41070a43dff3", page="https://example.org/jeu")

    assert said.source_page == "https://example.org/jeu"
    assert DatasetDraft().source_page == ""


def test_texts_are_the_same_whatever_their_line_breaks():
    assert same_words("Un\n\ndeux  trois", "Un deux trois")
    assert not same_words("Un deux", "Un, deux")
