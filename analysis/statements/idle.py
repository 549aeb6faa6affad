"""Which cues tell nothing? "Said it", "a boat that they call home", "was told to", "nobody said"."""

from __future__ import annotations

from analysis.statements.cues import Group
from analysis.statements.pages import Page
from analysis.statements.word_lists import word_list

Range = tuple[int, int]

_JUDGES = frozenset("court judge judges justice justices jury magistrate panel referee tribunal umpire".split())  # noqa: SIM905
_PERSONS = frozenset(("he", "she", "they", "who"))
_HELD = frozenset(("deny", "doubt", "expect"))  # "Nobody expects the truce to hold", "none had denied it"
_ALLOWED = frozenset(("authorized", "authorised", "permitted", "cleared", "anonymity"))


def is_idle(page: Page, group: Group, own: Range | None, after: tuple[Range, str, int]) -> bool:
    """Whether what follows tells nothing of what was said: "said it", "a boat that they call home", "was told to".

    Parameters
    ----------
    page : Page
        The document.
    group : Group
        The cue.
    own : (first, last), optional
        Its subject.
    after : (content, frame, end)
        What follows it, as `content_after` has it.
    """
    content, frame, _ = after
    if _withholds_name(page, group, content) or (frame == "inf" and _is_sense(page, group, own)):
        return True
    if group.passive and (group.first < group.head or page.lows[group.head - 1] == "being"):
        return frame not in {"that", "bare", "quote"} and not (frame == "wh" and group.cue.lemma in word_list("asked"))
    if frame != "np" or _is_deed(page, group):
        return frame == "np"
    marked = any(page.quoted[word] >= 0 for word in range(*content))
    charged = own is not None and page.parts[slice(*own)] == "H" and not marked  # "a bill that would charge ships"
    relative = own is not None and own[0] > 0 and page.parts[own[0] - 1] == "W" and not marked
    called = group.cue.lemma in word_list("naming") and page.parts[content[0]] in "DNA"
    if own and content[0] > group.last and page.lows[content[0] - 1] in word_list("be"):
        return False  # "what she wants is one meeting"
    if relative and own and (page.lows[content[0]] == "as" or (called and page.lows[own[0] - 1] == "what")):
        return False  # "what critics call a farce", "whom she described as frail"
    finds = group.cue.lemma in word_list("shows") and not marked
    finds = finds and not (group.cue.lemma in {"list", "count"} and "as" in page.lows[content[0] + 1 : content[1]])
    unfit = finds and not _is_written(page, group, own, content)
    unfit = unfit or (group.cue.lemma == "count" and page.lows[content[0]] == "as")  # "counts as a visit"
    rules = group.cue.lemma == "rule" and "out" not in page.lows[slice(*content)]  # "has ruled that out"
    unfit = unfit or (rules and own is not None and not _JUDGES & set(page.lows[slice(*own)]))
    fond = group.cue.lemma == "prefer" and not group.modal and page.parts[content[0]] == "N"
    unfit = unfit or (fond and not marked)  # "prefers tea", not "prefers Jo Doe", "would prefer a longer truce"
    unfit = unfit or (group.cue.lemma in word_list("picks") and not _is_share(page, own))
    return charged or relative or unfit or _says_nothing(page, content, group)


def _is_sense(page: Page, group: Group, own: Range | None) -> bool:
    """Whether "means to" tells what something comes to, not what somebody intends: "it means to be brave"."""
    plain = group.cue.lemma == "mean" and group.head == group.first
    return plain and (own is None or page.lows[own[0]] not in _PERSONS)


def _withholds_name(page: Page, group: Group, content: Range) -> bool:
    """Whether only the reason is told why nobody is named: "not authorised to discuss it", "pleaded anonymity"."""
    if page.parts[group.head - 1] == "T" and not _ALLOWED.isdisjoint(page.lows[max(group.first - 3, 0) : group.head]):
        return all(page.quoted[word] < 0 for word in range(*content))
    return page.lows[content[0]] == "anonymity"


def _is_written(page: Page, group: Group, own: Range | None, content: Range) -> bool:
    """Whether a paper, a study or a recording is what shows something: "Footage shows men loading crates"."""
    if own is None:
        return False
    nouns = {form for word in page.lows[slice(*own)] for form in (word, word.removesuffix("s"))}
    done = page.parts[content[0] : content[0] + 6].partition("G")[0]
    seen = bool(nouns & word_list("recordings")) and len(done) < 6 and set(done) <= set("DLNMQA")
    if group.cue.lemma == "show":
        return bool(nouns & word_list("findings")) or seen
    return seen or bool(nouns & (word_list("findings") | word_list("papers") | {"it"}))


def _is_share(page: Page, own: Range | None) -> bool:
    """Whether a source is a share of those asked in a poll: "58 per cent picked", "half of those surveyed named"."""
    return own is not None and bool(set(page.lows[slice(*own)]) & word_list("shares"))


def _is_deed(page: Page, group: Group) -> bool:
    """Whether a cue with a noun phrase is no speech: "did not respond to four calls", "it weighed half a pound"."""
    silent = group.negated and group.cue.lemma in {"respond to", "reply to", "answer"}
    silent = silent or (group.cue.lemma == "count on" and "fingers" in page.lows[group.last : group.last + 3])
    return silent or (group.cue.lemma in {"weigh", "eye", "mull"} and page.parts[group.head] != "G")


def is_weak(page: Page, group: Group, first: int) -> bool:
    """Whether a form without a subject of its own reports nothing: "was invited to", "to argue", "knowing what".

    Parameters
    ----------
    page : Page
        The document.
    group : Group
        The cue.
    first : int
        First word of its sentence.
    """
    frames = group.cue.frames
    if group.passive and group.first > first and page.lows[group.first - 1] == "it" and "that" in frames:
        return False  # "it was announced that"
    if group.passive:
        begins = group.first == first or page.parts[group.first - 1] in ",C"
        return not (begins and group.first == group.head) and not {"that", "lis"} <= frames
    if group.finite or frames & {"quote", "np"}:
        return False
    return page.parts[group.first] == "T" or not frames & {"that", "bare"}


def stands_alone(page: Page, group: Group) -> bool:
    """Whether a cue tells of a stance, also of nobody's: "No senator has come out against him", "nobody could say who".

    Parameters
    ----------
    page : Page
        The document.
    group : Group
        The cue.
    """
    able = bool({"could", "can"} & set(page.lows[group.first : group.head]))
    taken = group.cue.lemma in word_list("stances") or group.cue.lemma.startswith("come out")
    held = group.cue.lemma in _HELD and not group.modal and page.lows[group.first - 1] != "you"
    return able or ((taken or held) and group.finite)


def denies_any(page: Page, source: Range) -> bool:
    """Whether the subject says that there was nobody who spoke, or asks who did.

    Parameters
    ----------
    page : Page
        The document.
    source : (first, last)
        The subject.
    """
    number = page.sentence_at(source[0])
    if page.lows[source[0]] == "you" or (source[0] and page.lows[source[0] - 1] == "if"):
        return True
    if page.parts[source[0]] == "W" and page.sentences[number][0] == source[0]:
        return True
    return page.lows[source[0]] in {"nobody", "no", "none", "anyone", "anybody", "there", "nothing"}


def _says_nothing(page: Page, content: Range, group: Group) -> bool:
    """Whether a noun phrase is a pronoun or one bare word, which tells nothing of what was said."""
    first, last = content
    low = page.lows[first]
    if any(page.quoted[word] >= 0 for word in range(first, last)) or low in {"yes", "no"}:
        return False
    if page.parts[first] == "R" and low in word_list("object_pronouns") | {"it", "her", "you"}:
        return _pronoun_says_nothing(page, content, group)
    if low in {"that", "this"} and page.parts[first + 1 : first + 2] in {"I", ".", ","}:
        governed = page.parts[first + 1] == "I" and " " in group.cue.lemma  # "laughed at that for a while"
        return governed or group.cue.lemma not in word_list("judges_it") | {"believe"}  # "disputed that"
    if low in {"all", "every"} and page.lows[first + 1] in word_list("spans", "moments") and last - first == 2:
        return True  # "have been arguing about it all summer"
    if last - first > 1 or low in {"nothing", "nobody", "none"}:
        backed = low == "nobody" and group.cue.lemma in word_list("stances")  # "has endorsed nobody"
        return low in {"nothing", "nobody", "none"} and not backed
    telling = page.parts[first] in "NGQ" and not group.cue.frames & {"lis", "np:quoted"}
    return not (telling or (page.parts[first] in "NM" and group.cue.lemma in word_list("stances")))


def _pronoun_says_nothing(page: Page, content: Range, group: Group) -> bool:
    """Whether a pronoun is all that is said, but for "denied it", or goes on without "as", "of" and their like."""
    first, last = content
    lemma, following = group.cue.lemma, page.lows[first + 1]
    if last - first < 2:
        if (lemma in word_list("stances") or lemma.startswith("come out")) and page.lows[first] != "it":
            return page.lows[first] not in {"him", "her", "them"}  # "No senator has come out against him"
        return page.lows[first] != "it" or lemma not in word_list("judges_it")
    named = lemma in word_list("naming") and page.parts[first + 1] in "DNAP"
    blamed = following == "for" and lemma in word_list("passive_for") | {"take"}
    linked = (following in {"as", "of", "with"} or blamed) and " " not in lemma
    linked = (
        linked or lemma == "have" or (page.parts[first + 1] in "PV" and lemma in {"want", "like", "prefer"})
    )  # "wants them stored"
    if page.lows[first].endswith(("self", "selves")) and lemma in word_list("naming"):
        return True  # "calls himself chairman"
    return not (named or linked or page.parts[first + 1] == "T")
