"""Which person, state or organisation does a source call by its name? Those known before, and new ones."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from analysis.statements.aliases import Aliases, plain_name
from analysis.statements.bodies import Bodies, body_names
from analysis.statements.common_bodies import is_department
from analysis.statements.genders import gender_of_words, given_gender
from analysis.statements.names import GIVEN, TITLES, People, without_opening, words_of_name
from analysis.statements.telling_persons import is_group
from analysis.statements.word_lists import word_list
from analysis.statements.written import HEAD

_ARABIC = r"(?:al|el|as|ash|an|ar|at|ad|az)[-'’]\p{Lu}[\p{L}\p{M}'’-]*"
_WORD = r"\p{Lu}[\p{L}\p{M}\p{N}.'’-]*"
_CAPITALS = regex.compile(
    rf"{_WORD}(?:[ \u00a0]"
    rf"(?:{_ARABIC}|(?:de|da|dos|di|do|del|della|der|den|des|du|los|las|al|bin|ibn|van|von|ter|ten|zu|le|la)\b"
    rf"|{_WORD}))*"
)
_PLACED = tuple(
    f" {word}{article}"
    for word in ("of", "for", "from", "in", "at", "to", "with", "by", "on")
    for article in ("", " the")
)
_AFTER = regex.compile(r"(?:,| (?:of|from|in|at|on|for|who|with|and)\b|$)")
_ARTICLE = regex.compile(r"^(?:the|a|an)\s+", regex.IGNORECASE)
_LISTED = regex.compile(r",? and |, ")
_SPEAKING_FOR = frozenset({"spokesman", "spokeswoman", "spokesperson", "poll", "survey"})
_ADJECTIVES = ("an", "ish", "ese", "ic", "ist", "al", "ern")
_SEARCHED = 200_000  # characters in which a name is looked for
_OFFICES = TITLES | word_list("people_nouns") | word_list("offices")
_KIN = word_list("people_nouns") | word_list("women") | word_list("men")
_OPENS = frozenset({"a", "an", "the", "one", "its", "his", "her", "their"})
_CALLED = regex.compile(
    r"\b(?:who (?:\p{Ll}+ )?(?:gave (?:his|her) name (?:only )?as|called (?:him|her)self)|identified (?:only )?as)"
    r" (\p{Lu}\p{L}+(?: (?:\p{Lu}\p{L}+|\d+))*)"
)
_FAMILY = frozenset({"widow", "widower", "wife", "husband", "son", "daughter", "mother", "father", "brother", "sister"})
_QUOTED = regex.compile(r"(?:[Tt]he |[Aa]n? )?(?:\p{L}+ ){0,2}?(\p{Ll}+) [“\"‘«](\p{Lu}[^“”\"’»]{2,40})[”\"’»]$")
_AND = regex.compile(r"(?:, | )and (?:also )?")


@dataclass
class ProperNames:
    """The names of one document.

    Parameters
    ----------
    people : People
        Its persons; names that are learnt from sources are added.
    aliases : Aliases
        States and bodies.
    bodies : Bodies
        Its organisations.
    text : str
        The document.
    """

    people: People
    aliases: Aliases
    bodies: Bodies
    text: str
    seen: dict[str, bool] = field(default_factory=dict, repr=False)

    def find(self, written: str) -> str | None:
        """Whom a source names, or None.

        Parameters
        ----------
        written : str
            The source as written.
        """
        head = HEAD.split(written)[0].strip()
        for name in (plain_name(head), _ARTICLE.sub("", head)):
            if name in self.aliases.names:
                return self.aliases.names[name]
        called = _CALLED.search(written)
        if called:
            return str(called[1])
        words = head.lower().split()
        told = words[1:] and words[0] in _OPENS and words[-1] in _OFFICES | _SPEAKING_FOR  # "a Doe aide, Ann Roe"
        found = (self.apposed(written) if told else None) or self._person(head)
        named = self.bodies.find(head) if words[:1] == ["the"] or head[:1].isupper() else None
        return found or named or self.apposed(written) or self.bodies.find(head) or quoted_name(head)

    def _short(self, word: str) -> str | None:
        """Whom one word names: the family first, or somebody whom another document of the corpus names in full."""
        if not word or self.aliases.state_of(word) is not None:
            return None
        found = self.people.find_first(word) or self.people.find_elsewhere(word)
        self.people.add([found] if found else [])
        return found

    def apposed(self, written: str) -> str | None:
        """Whom words after a comma name: "a former judge, Jo Doe", "one of them, Norway".

        Parameters
        ----------
        written : str
            The source as written.
        """
        kind = written.split(",", 1)[0].rsplit(" ", 1)[-1].lower()
        for piece in written.split(",")[1:]:
            for match in _CAPITALS.finditer(piece):
                bare = with_title(match[0])
                person = self.people.find(bare) if " " in bare else None
                if person:
                    return person
                rest = piece.strip().removeprefix(match[0])  # not "two, Jo Doe and Ann Roe"
                whole = not rest or (rest.startswith((" of ", " from ")) and " " in bare)
                found = self._new(match[0], bare, kind) if whole else None
                if found:
                    return found
        return None

    def _new(self, name: str, bare: str, kind: str) -> str | None:
        """Whom a name that is all of a piece between commas names, after a noun that tells what it is."""
        known = self.aliases.names.get(plain_name(name))
        if known is None and " " in bare and bare.rsplit(maxsplit=1)[-1].lower() not in word_list("no_persons"):
            self.people.add([bare])
            return bare
        firm = " " not in bare and kind in word_list("kinds_of_body")  # "the cement company, Holcrete,"
        kin = kind in _FAMILY or (bare.lower() in GIVEN and kind in _KIN)  # "his widow, Jeanette,"
        return known or (bare if firm or kin else None)

    def _person(self, head: str) -> str | None:
        # "Council of Trades secretary Jo Doe"
        held = _office_before_name(head)
        body = body_names(head)[:1] if held else []
        if held and body and body[0][1] < held and head[: body[0][0]].strip().lower() in {"", "the"}:
            head = head[held:]
        for match in _CAPITALS.finditer(head):
            name = match[0]
            if head[match.end() :][:2] in {"’s", "'s"} or name.endswith(("’s", "'s", "s’", "s'")):
                continue
            before = head[: match.start()].rstrip().lower()
            if before.endswith(_PLACED):
                break
            bare = " ".join(without_opening(last_names(name).split())) or last_names(name)
            person = self.people.find(bare) or (self._short(bare) if " " not in bare else None)
            if person:  # "Mrs Doe" is not Jack Doe
                titled = gender_of_words([word.rstrip(".").lower() for word in head[: match.end()].split()[:1]])
                return person if not titled or given_gender(person) in {None, titled} else None
            office = bare.split(" ")[-1].lower() in TITLES  # "Its Publicity Secretary"
            new = " " in bare and not office and not self._is_body(bare) and _AFTER.match(head, match.end())
            article = name.startswith("The ") or before.split()[-1:] in (["the"], ["a"], ["an"])
            if new and not article and not is_group(self.text, bare, self.text.find(bare, 0, _SEARCHED)):
                self.people.add([bare])
                return bare
        return None

    def joint(self, head: str) -> list[str | None]:
        """Whom the members of a joint source name: "France and Germany"; empty where a source is not joint.

        Parameters
        ----------
        head : str
            The source as written.
        """
        pieces = [piece.strip() for piece in _LISTED.split(head) if piece.strip()]
        listed = [self.aliases.names.get(plain_name(piece)) for piece in pieces]
        if len(pieces) > 2 and listed[0] and listed[1]:
            return listed  # "France, Germany and Poland"
        parts = _AND.split(HEAD.split(head)[0])
        if len(parts) != 2 or not _CAPITALS.search(parts[1]):
            return []
        left, right = (part.strip() for part in parts)
        if right.split(" ", 1)[0] in {"a", "an", "two", "three", "another"}:
            return [self.find(left), None]  # "two envoys and a Norwegian official"
        if not _CAPITALS.search(left) or not (right[:1].isupper() or right.startswith("the ")):
            return []
        return [self.find(left.removeprefix("both ").removeprefix("Both ")), self.find(right)]

    def as_written(self, written: str, *, sure: bool) -> str | None:
        """A source that is nothing but a name of which no more is known: "Reuters", "the Interfax news agency".

        Parameters
        ----------
        written : str
            The source.
        sure : bool
            Whether its capital is that of a name, not of a sentence.
        """
        head = _ARTICLE.sub("", HEAD.split(written)[0].strip())
        words = head.split()
        size = next((place for place, word in enumerate(words) if not word[:1].isupper() and word != "&"), len(words))
        rest = {word.lower() for word in words[size:]}
        name = with_title(" ".join(words[:size]))
        told = rest <= word_list("body_nouns") | word_list("body_words") or (
            rest <= _SPEAKING_FOR and (not name.endswith(_ADJECTIVES) or self._acts(name))
        )
        if is_department(name) and not rest:
            return self.bodies.own_state() or name  # "Treasury", "the Navy"
        if not name or not told or name.lower() in self.aliases.ambiguous:
            return None
        plural = (
            name.endswith("s")
            and not name.endswith(("as", "is", "ss", "us"))
            and " " not in name
            and not rest
            and not written.startswith(("The ", "the "))
        )
        stranger = (
            "’s" in head
            or "'s" in head
            or name in word_list("not_names")
            or name.lower() in TITLES
            or name in {"PM", "CEO"}
            or self.aliases.state_of(words[0]) is not None
            or plural
        )
        sure = (
            sure
            or " " in name
            or name != head
            or written.startswith(f"{head}, which ")
            or self._has(rf"[\p{{Ll}},] {regex.escape(name)}\b")
        )
        if stranger or not sure:
            return None
        if rest and rest <= _SPEAKING_FOR and self._has(rf"\b{regex.escape(name)}s\b"):
            return f"{name}s"  # "a Houthi spokesman", where the Houthis are named
        if not rest and name != " ".join(words[:size]):
            self.people.add([name])  # a title tells a person
        return name

    def _has(self, pattern: str) -> bool:
        """Whether the document has a pattern, looked for once."""
        if pattern not in self.seen:
            self.seen[pattern] = regex.search(pattern, self.text, endpos=_SEARCHED) is not None
        return self.seen[pattern]

    def _acts(self, name: str) -> bool:
        """Whether a name is no adjective, for it stands alone: "the Taliban said"."""
        return self._has(rf"\b{regex.escape(name)} (?:said|says|has|had|is|was|were|are|will)\b")

    def _is_body(self, name: str) -> bool:
        words = name.split()
        return (
            words[-1].lower() in word_list("no_persons") | word_list("body_nouns")
            or plain_name(name) in self.aliases.names
            or any(self.aliases.state_of(word) for word in words)
        )


def _office_before_name(head: str) -> int:
    """Where an office stands before a name, other words before it: "Council of Trades | secretary Jo Doe"; else 0."""
    words = head.split(" ")
    for place, (before, word, after) in enumerate(zip(words, words[1:], words[2:], strict=False)):
        if word in _OFFICES and before[-1:].isalpha() and word.isalpha() and after[:1].isupper():
            return len(" ".join(words[: place + 1])) + 1
    return 0


def quoted_name(head: str) -> str | None:
    """The name of a paper in quotation marks: 'the newspaper "Evening Star"'.

    Parameters
    ----------
    head : str
        The source, up to a comma.
    """
    match = _QUOTED.match(head)
    return str(match[2]) if match and match[1] in word_list("kinds_of_body") else None


def with_title(name: str) -> str:
    """A name after its last title, with the title where it is as good as a name: "Lord Ambrose", "Pope Leo".

    Parameters
    ----------
    name : str
        As written.
    """
    bare, words = last_names(name), name.split()
    titled = len(words) > 1 and words[-2].lower() in word_list("keeps_title") and " " not in bare
    return f"{words[-2]} {bare}" if titled else bare


def last_names(name: str) -> str:
    """The words of a name after its last title.

    Parameters
    ----------
    name : str
        As written: "Foreign Minister Jo Doe".
    """
    words = name.split()
    titles = [place for place, word in enumerate(words[:-1]) if word.rstrip(".").lower() in TITLES]
    return " ".join(words_of_name(" ".join(words[titles[-1] + 1 :] if titles else words)))
