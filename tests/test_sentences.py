"""Sentences: where a full stop ends one and where it does not, with true offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.sentences import closed, split_sentences

#: one text a line, its sentences parted by " ¦ "; a text without the sign is one sentence
HARD = """
Lt. Gen. Anders wrote it. ¦ He was a veteran.
It was led by Maj. Gen. Grigory Zverev and Col. Nerev.
In 44 v. Chr. Caesar died. ¦ Rome did not.
No. 5 Squadron flew first. ¦ No. 6 followed.
It had c. 18,000 men. ¦ Most were young.
It ended in 1944.[2] ¦ The army was renamed.
It ended in 1944. [2] ¦ The army was renamed.
It ended in 1944. [2] [3] ¦ The army was renamed.
It was secret. [lower-alpha 4] [ citation needed ] ¦ The rest was not.
They wore the patch.[ citation needed ] ¦ These volunteers were few.
By S. K. Bunyachenko and G. A. Zverev. ¦ Both were generals.
U.S. troops came first.
They were held by the 44th Division and other U.S. troops. ¦ Later they were handed over.
They went to the U.S. ¦ The rest stayed.
He called it "a war without an end." ¦ He was right.
They were labelled "allies of Stalin in his conquest of Europe". ¦ Nobody agreed.
"The Red Army appear in Prague only once the war had ended, de jure and de facto." [11] ¦ The city was free.
It concluded grimly: "All volunteers are unreliable. Principal reason is the East." [7] ¦ Two days later it changed.
They surrendered (it was late. Nobody fired.) and went home. ¦ That was all.
It was bitter (see No. 5 and No. 6). ¦ Nobody knew.
Pułk 7. Śnieżna Brygada was there. ¦ It left.
In der Nacht vom 12. zum 13. September fiel der Schuss.
Sturm-Btl. AOK 2 was withdrawn. ¦ It went west.
The reports (see f.e. RH20-2/636) are many. ¦ One is lost.
Komm. d. rückw. Armeegebiet 580 reported it.
Was it so? ¦ Nobody knew! ¦ It was.
He waited… ¦ They came.
It was 5.5 km wide and 1.200 men strong. ¦ It held.
It moved to St. Petersburg. ¦ It stayed there.
It fought at Mt. Grappa and Ft. Douaumont.
Dr. J. R. Smith Jr. wrote it. ¦ Mr. Brown read it.
Vols. 1 and 2, pp. 3 to 5, are lost. ¦ Vol. 3 is not.
The men of Company H. ¦ They were few.
The fourth div. fought on. ¦ The fifth did not.
On 1 Aug. 1946 they were hanged. ¦ Nobody wept.
They had Hilfswillige, guns, etc. ¦ The guns were old.
Vasily I. Maltsev led it. ¦ He was a colonel.
The 600th, 650th, etc. were Russian.
The "Ost" units, e.g. the 700th, were weak. ¦ They broke.
They were sent to Gen. Vlasov. ¦ However, he was away.
"""
CASES = list(HARD.strip().splitlines())


def sentences(text: str) -> list[str]:
    return [text[a:b] for a, b in split_sentences(text, 0, len(text))]


@pytest.mark.parametrize("case", CASES)
def test_a_hard_case_is_cut_where_a_reader_would_cut_it(case: str) -> None:
    assert sentences(case.replace(" ¦ ", " ")) == case.split(" ¦ ")


def test_there_are_enough_hard_cases_of_both_kinds() -> None:
    assert len(CASES) >= 30
    assert sum(" ¦ " not in case for case in CASES) >= 5


def test_a_mark_glued_to_the_next_sentence_ends_the_one_before() -> None:
    assert sentences("It ended in 1944.[2]The army was renamed.") == ["It ended in 1944.[2]", "The army was renamed."]


def test_offsets_are_those_of_the_whole_text_and_the_ends_are_respected() -> None:
    text = "xx. It was. It is.  yy"
    assert split_sentences(text, 4, 19) == [(4, 11), (12, 18)]


def test_a_stretch_without_words_has_no_sentence() -> None:
    assert split_sentences(" \n\u00a0 ", 0, 4) == []


@given(st.lists(st.sampled_from([".", "!", "…", " ", "\n", '"', "“", "”", "(", ")", "[1]", "Lt.", "A", "b", "7", "é"])))
def test_sentences_hold_everything_but_the_white_space_between_them(pieces: list[str]) -> None:
    text = "".join(pieces)
    spans = split_sentences(text, 0, len(text))
    at = 0
    for start, end in spans:
        assert at <= start < end and text[start:end] == text[start:end].strip()
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    ("text", "stretch", "whole"),
    [
        ("The Legion (1921 - 1926) fell.", "Legion (1921 - 1926", "Legion (1921 - 1926)"),
        ('Motto"Steady on" Crest', 'Motto"Steady on', 'Motto"Steady on"'),
        ("the “Iron” men (9)", "men", "men"),
        ("It (the second) fell)", "(the second) fell", "(the second) fell"),
    ],
)
def test_a_stretch_ends_behind_what_closes_the_bracket_or_quotation_that_it_opens(
    text: str, stretch: str, whole: str
) -> None:
    start = text.index(stretch)
    assert text[start : closed(text, start, start + len(stretch))] == whole
