"""What changed between two readings, word by word: which words only one has, and what kind of change that is."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from difflib import SequenceMatcher

from assemble.compare.words import GRAMMAR, content, spelling
from roa_dataset.reading.compared_words import words

#: from here on two words are spellings of each other
SPELLING = 0.86
PRONOUNS = frozenset(["they", "them", "those", "these", "it", "he", "him", "she", "her", "this", "that"])
#: endings of adjectives that characterise
CHARACTERISING = re.compile(r"\w{2}(?:ic|able|ible|ous|ful|less)$")
#: words for people by their will, their loyalty or their side
STANCE = re.compile(
    r"(?:volunteer|collaborator|traitor|defector|deserter|mercenar|patriot|liberator|conscript)(?:s|y|ies)?"
)
#: words that limit what they stand with: in time, in number, or to a part
LIMITING = frozenset("yet first only still just already almost nearly merely solely partly".split())
#: an ordinal numeral in figures
ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|d|th)")
#: words for a share of the whole
SHARE = re.compile(r"\b(?:most|mostly|majority|half|predominantly|primarily|mainly|largely|chiefly)\b", re.IGNORECASE)
#: a phrase added at the end that names somebody or something
NAMES_MORE = re.compile(r"^\s*(?:to|in|at|by|from|of|for|with|near|against|under) [^,;.]*(?-i:[A-Z])\w+")


def surplus(left: str, right: str) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """The runs of words that only `left` has, and those that only `right` has."""
    one, other = words(left), words(right)
    ours: list[tuple[str, ...]] = []
    theirs: list[tuple[str, ...]] = []
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag != "equal":
            ours += [one[a:b]] if b > a else []
            theirs += [other[c:d]] if d > c else []
    return ours, theirs


def only_a_pronoun(left: str, right: str) -> bool:
    """Whether a pronoun stands for what the other reading names, and nothing else changed."""
    return any(
        found and found <= PRONOUNS | GRAMMAR and found & PRONOUNS
        for side in surplus(left, right)
        for found in [frozenset(word for run in side for word in run)]
    )


def told_elsewhere(left: str, right: str, left_passage: str, right_passage: str) -> bool:
    """Whether every run of words that only one reading has stands in the other's passage too, outside the reading."""
    ours, theirs = surplus(left, right)
    runs = [(run, right_passage) for run in ours] + [(run, left_passage) for run in theirs]
    return bool(runs) and all(len(run) > 1 and content(run) and _holds(words(text), run) for run, text in runs)


def _holds(text: Sequence[str], run: Sequence[str]) -> bool:
    size = len(run)
    return any(tuple(text[i : i + size]) == tuple(run) for i in range(len(text) - size + 1))


def characterised(left: str, right: str) -> bool:
    """Whether one reading has one adjective more, and else they are equal."""
    ours, theirs = (content(word for run in side for word in run) for side in surplus(left, right))
    added = ours or theirs
    return bool(added) and not (ours and theirs) and len(added) == 1 and bool(CHARACTERISING.search(added[0]))


def stance_changed(left: str, right: str) -> bool:
    """Whether of two words for the same people only one tells their will, their loyalty or their side."""
    ours, theirs = ({word for run in side for word in run} for side in surplus(left, right))
    return bool(ours and theirs) and _stance(ours) != _stance(theirs)


def _stance(told: Collection[str]) -> bool:
    return any(STANCE.fullmatch(word) for word in told)


def limit_dropped(left: str, right: str) -> bool:
    """Whether one reading is the other without a limiting word."""
    ours, theirs = ([word for run in side for word in run] for side in surplus(left, right))
    added = ours or theirs
    return not (ours and theirs) and bool(LIMITING & {*added}) and {*added} <= LIMITING | GRAMMAR


def one_word_replaced(left: str, right: str) -> bool:
    """Whether two designations begin with the same number and differ in one word that stands in the place of another;
    at its end one of them may have more."""
    one, other = words(left), words(right)
    if not (one and other and one[0] == other[0] and ORDINAL.fullmatch(one[0])):
        return False
    shared = list(zip(one, other, strict=False))
    return sum(x != y for x, y in shared[:-1]) == 1 and shared[-1][0] == shared[-1][1]


def another_name(left: str, right: str, names: Mapping[str, frozenset[str]]) -> bool:
    """Whether the readings differ in one word, for which both have a word of the names of one and the same."""
    ours, theirs = surplus(left, right)
    if not (len(ours) == len(theirs) == 1 and len(ours[0]) == len(theirs[0]) == 1):
        return False
    pair = {ours[0][0], theirs[0][0]}
    return any(pair <= {word for name in own for word in words(name)} for own in names.values())


def names_more(left: str, right: str) -> bool:
    """Whether one reading is the other with a phrase at its end that names somebody or something."""
    short, long = sorted((left, right), key=len)
    return long.startswith(short) and bool(NAMES_MORE.match(long[len(short) :]))


def share_of_one(left: str, right: str) -> bool:
    """Whether just one of the two tells a share of the whole."""
    return bool(SHARE.search(left)) != bool(SHARE.search(right))


def same_change(left: str, right: str, longer_left: str, longer_right: str) -> bool:
    """Whether the longer readings differ in what the shorter ones differ in, and in nothing else."""
    if left not in longer_left or right not in longer_right or (left, right) == (longer_left, longer_right):
        return False
    return longer_left.replace(left, right, 1) == longer_right


def spelled(left: str, right: str) -> bool:
    """Whether the two differ only in letters within words: hyphens, British and American forms, and letter case."""
    joined = ["".join(words(text)) for text in (left, right)]
    if joined[0] == joined[1]:
        return True
    one, other = words(left), words(right)
    return len(one) == len(other) and all(_one_word(x, y) for x, y in zip(one, other, strict=True))


def named_in(name: str, text: str) -> bool:
    """Whether every word of the name stands in the text, be it in another spelling."""
    told = words(text)
    return all(any(word == other or spelling(word, other) >= SPELLING for other in told) for word in words(name))


def same_ordinal(left: str, right: str) -> bool:
    """Whether the two are one ordinal numeral written with other endings."""
    numbers = [ORDINAL.fullmatch(word) for word in (left, right)]
    return left != right and all(numbers) and len({found[1] for found in numbers if found}) == 1


def _one_word(left: str, right: str) -> bool:
    """One word in two spellings; a plural is another word."""
    plural = left == f"{right}s" or right == f"{left}s"
    return left == right or (not plural and spelling(left, right) >= SPELLING)
