"""References of both texts, cell by cell, the styles that reference lists use, and what no string may break."""

from __future__ import annotations

import csv
import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extract.structure.cited import FIELDS, Part
from extract.structure.external import read_external_link
from extract.structure.references import read_book_item, read_reference

RAW = Path(__file__).resolve().parent.parent / "raw"
Cells = dict[str, str]


def raw_text(document_id: str) -> str:
    with (RAW / "documents.csv").open(encoding="utf-8", newline="") as file:
        path = next(r["path"] for r in csv.DictReader(file) if r["document_id"] == document_id)
    return (RAW.parent / path).read_bytes().decode("utf-8")


def reference_texts() -> list[str]:
    """The numbered list that ends the newer text, each item without its number."""
    lines = raw_text("roa-newer").rstrip("\n").split("\n")
    numbered = [re.fullmatch(r" +(\d+)\. (.*)", line) for line in lines]
    first = max(i for i, m in enumerate(numbered) if m and m[1] == "1")
    return [m[2] for m in numbered[first:] if m]


def words(part: Part) -> Cells:
    return {name: cell.text for name, cell in part.cells().items()}


def one(text: str) -> Cells:
    parts = read_reference(text)
    assert len(parts) == 1
    return words(parts[0])


# The cells of the fourteen references of the newer text as two people would read them off the page.
OURS: dict[int, list[Cells]] = {
    1: [
        {
            "author": "Jurado, Carlos",
            "title": "Foreign Volunteers of the Wehrmacht 1941-45",
            "publisher": "Osprey Publishing",
            "published": "1983",
            "pages": "28",
            "isbn": "0-85045-524-3",
            "times_cited": "1 2 3",
        }
    ],
    2: [
        {
            "author": "Grasmeder, Elizabeth M.F.",
            "title": "Leaning on Legionnaires: Why Modern States Recruit Foreign Soldiers",
            "container": "International Security",
            "published": "2021",
            "volume": "46",
            "issue": "1",
            "pages": "147–195",
            "doi": "10.1162/isec_a_00411",
            "s2cid": "236094319",
            "accessed": "30 July 2021",
        }
    ],
    3: [
        {
            "author": "Ellis, Frank",
            "title": "The Stalingrad Cauldron: Inside the Encirclement and Destruction of 6th Army",
            "publisher": "U of Kansas",
            "place": "N.p.",
            "published": "2013",
            "medium": "Print",
        }
    ],
    4: [{"title": "Russian Volunteers in the Wehrmacht"}],
    5: [
        {
            "title": "Entweichen von HiWi",
            "archive": "Bundesarchiv-Militärarchiv",
            "signature": "RH20-2/558",
            "issuing_office": "AOK 2 Ia",
            "document_number": "AOK 2 Ia 3385/43",
            "document_date": "14.9.43",
        }
    ],
    6: [
        {},
        {
            "archive": "BA-MA",
            "signature": "RH20-2/636",
            "issuing_office": "AOK 2 Ia",
            "document_number": "AOK 2 Ia 2749/43",
            "document_date": "9.8.43",
        },
        {
            "title": "Bericht über die Meutereien in der Nacht vom 12. zum 13.9.43",
            "signature": "RH20-2/558",
            "document_date": "16.9.43",
        },
        {
            "title": "Bericht über die geplante Meuterei in der Nacht vom 19. zum 20 September 1943",
            "signature": "RH20-2/558",
            "document_date": "23.9.43",
        },
        {
            "signature": "RH20-2/558",
            "issuing_office": "Komm.d.rückw. Armee-gebiet 580",
            "document_number": "Komm.d.rückw. Armee-gebiet 580 3666/43",
            "document_date": "30.9.43",
        },
        {
            "title": "Zuverlässigkeit der Ostverbänden",
            "signature": "RH20-2/558",
            "issuing_office": "Komm. Der Osttruppen z.b.v. 720 beim Aok 2",
            "document_number": "Komm. Der Osttruppen z.b.v. 720 beim Aok 2 1042/43",
            "document_date": "7.10.43",
        },
    ],
    7: [
        {
            "title": "Zuverlässigkeit landeseigener Verbände",
            "signature": "RH20-8/979",
            "issuing_office": "AOK 8 Ia",
            "document_number": "AOK 8 Ia 4844/3",
            "document_date": "1.10.43",
        }
    ],
    8: [
        {
            "title": "Verlegung von Landeseigenen Verbänden",
            "signature": "RH20-2/558",
            "issuing_office": "AOK 2 Ia",
            "document_number": "AOK 2 Ia 989/43",
            "document_date": "30.9.43",
        }
    ],
    9: [
        {},
        {
            "title": "Auskämmaktion unzuverlässiger Ostverbände",
            "signature": "RH20-2/558",
            "issuing_office": "AOK 2 Ia",
            "document_number": "AOK 2 Ia 4454/43",
            "document_date": "4.11.43",
        },
        {
            "title": "Zusammenstellung über Osttruppen",
            "signature": "RH20-2/558",
            "issuing_office": "HG Mitte Ia",
            "document_number": "HG Mitte Ia 12303/43",
            "document_date": "25.10.43",
        },
    ],
    10: [
        {
            "author": "Müller, Rolf-Dieter",
            "title": "The Unknown Eastern Front: The Wehrmacht and Hitler's Foreign Soldiers",
            "publisher": "I.B. Tauris",
            "place": "London",
            "published": "2012",
            "medium": "Print",
            "times_cited": "1 2",
        }
    ],
    11: [{"title": "The Vlasov Army: Nazi Sympathizers or WWII Freedom Fighters?", "times_cited": "1 2 3"}],
    12: [{"title": "Home"}],
    13: [
        {
            "title": "This Nazi army was made entirely of Soviet POWs",
            "published": "12 September 2019",
            "times_cited": "1 2",
        }
    ],
    14: [{"title": "Кто в 1945 году освободил Прагу?", "published": "8 May 2015"}],
}


@pytest.mark.parametrize("number", sorted(OURS))
def test_every_cell_of_our_references_is_read(number: int) -> None:
    texts = reference_texts()
    assert len(texts) == len(OURS)
    assert [words(p) for p in read_reference(texts[number - 1])] == OURS[number]


def test_references_5_to_9_name_ten_archival_papers() -> None:
    parts = [p for text in reference_texts()[4:9] for p in read_reference(text)]
    assert len([p for p in parts if p.signature]) == 10


def test_a_changed_reference_gives_the_changed_cells() -> None:
    text = (
        reference_texts()[6].replace("4844/3", "4855/3").replace("RH20-8/979", "RH20-9/1").replace("1.10.43", "2.11.44")
    )
    cells = one(text)
    assert (cells["document_number"], cells["signature"], cells["document_date"]) == (
        "AOK 8 Ia 4855/3",
        "RH20-9/1",
        "2.11.44",
    )


def test_back_links_are_counted() -> None:
    counts = [read_reference(text)[0].citations for text in reference_texts()]
    assert counts == [3, None, None, None, None, None, None, None, None, 2, 3, None, 2, None]


def test_a_part_spans_its_own_document_only() -> None:
    parts = read_reference(reference_texts()[5])
    assert parts[4].text == "RH20-2/558 Komm.d.rückw. Armee-gebiet 580 3666/43, 30.9.43"
    assert all(a.end <= b.start for a, b in pairwise(parts[1:]))


WORKS: list[tuple[str, Cells]] = [
    # {{cite news}}, {{cite web}}
    (
        'Marsh, John (12 May 2010). "The Lost Brigade". The Morning Post. London. p. 4. Retrieved 3 June 2011.',
        {
            "author": "Marsh, John",
            "published": "12 May 2010",
            "title": "The Lost Brigade",
            "container": "The Morning Post",
        }
        | {"place": "London", "pages": "4", "accessed": "3 June 2011"},
    ),
    (
        '"The Old Bridge". River News. 5 May 2001. Archived from the original on 7 June 2002. Retrieved 8 July 2003.',
        {"title": "The Old Bridge", "container": "River News", "published": "5 May 2001", "accessed": "8 July 2003"},
    ),
    (
        '"Who Won?" . Otter Society . Retrieved January 1, 2007 .',
        {"title": "Who Won?", "container": "Otter Society", "accessed": "January 1, 2007"},
    ),
    (
        'Marsh, Bob. "Otters of the "Eastern" Bank". Otter News. Retrieved 2014-04-04.',
        {
            "author": "Marsh, Bob",
            "title": 'Otters of the "Eastern" Bank',
            "container": "Otter News",
            "accessed": "2014-04-04",
        },
    ),
    (
        '"Otters at War". Otter News. Fen Media. 3 May 2004.',
        {"title": "Otters at War", "container": "Otter News", "publisher": "Fen Media", "published": "3 May 2004"},
    ),
    (
        '"Река и люди" [River and People] (in Russian). Новости. 5 May 2009.',
        {"title": "Река и люди", "language_note": "Russian", "container": "Новости", "published": "5 May 2009"},
    ),
    (
        'River Ministry (2010). "Annual Report" (PDF). p. 12.',
        {"author": "River Ministry", "published": "2010", "title": "Annual Report", "medium": "PDF", "pages": "12"},
    ),
    (
        'Marsh, Bob (12 May 2010). "Is This the End?". Otter News – via Harbour Books.',
        {"author": "Marsh, Bob", "published": "12 May 2010", "title": "Is This the End?", "container": "Otter News"},
    ),
    # {{cite book}}
    (
        "Brown, A. (1999). The Rivers (2nd ed.). New York: Harbour Press. pp. 1, 3–5. OCLC 12345.",
        {
            "author": "Brown, A.",
            "published": "1999",
            "title": "The Rivers",
            "place": "New York",
            "publisher": "Harbour Press",
        }
        | {"pages": "1, 3–5"},
    ),
    (
        "Brown, A. (1999) [1960]. The Rivers. Rivers of the World. Vol. II (2nd ed.). Harbour Press.",
        {"author": "Brown, A.", "published": "1999", "title": "The Rivers", "container": "Rivers of the World"}
        | {"volume": "II", "publisher": "Harbour Press"},
    ),
    (
        'Marsh, John; Doe, Jane (2004). "Chapter Three". In Brown, Ann (ed.). The Book of Rivers. Oxford: Fen Press. '
        "pp. 45–67. ISBN \xa0 978-0-19-280238-5 .",
        {
            "author": "Marsh, John; Doe, Jane",
            "published": "2004",
            "title": "Chapter Three",
            "container": "The Book of Rivers",
        }
        | {"place": "Oxford", "publisher": "Fen Press", "pages": "45–67", "isbn": "978-0-19-280238-5"},
    ),
    (
        "Brown, Ann; White, Bob, eds. (c. 1999). Otters in World War I. Harbour Press. ISBN 0850455243.",
        {"author": "Brown, Ann; White, Bob", "published": "c. 1999", "title": "Otters in World War I"}
        | {"publisher": "Harbour Press", "isbn": "0850455243"},
    ),
    (
        "Иванов, Иван (1999). История реки [History of the River] (in Russian). "
        "Москва: Вече. с. 12. ISBN 5-7838-1111-1.",
        {"author": "Иванов, Иван", "published": "1999", "title": "История реки", "language_note": "Russian"}
        | {"place": "Москва", "publisher": "Вече", "pages": "12", "isbn": "5-7838-1111-1"},
    ),
    (
        "Fen Centre of River History (1994). The U.S. River Campaign.. Brisk, Northmark: Fen Printing Office.",
        {"author": "Fen Centre of River History", "published": "1994", "title": "The U.S. River Campaign"}
        | {"place": "Brisk, Northmark", "publisher": "Fen Printing Office"},
    ),
    (
        "(Polish) Jan Marsz; Ola Bród, Piotr Las (1995). 3 Brygada w dziejach rzek. "
        "Brzeg: Otus, 112. ISBN \xa0 83-111-2222-2.",
        {"language_note": "Polish", "author": "Jan Marsz; Ola Bród, Piotr Las", "published": "1995"}
        | {
            "title": "3 Brygada w dziejach rzek",
            "place": "Brzeg",
            "publisher": "Otus",
            "pages": "112",
            "isbn": "83-111-2222-2",
        },
    ),
    (
        "van der Berg, Jan; et al. (2004). Fens in the North (brochure). WATER: Soldiers of the Fen. "
        "Fen Museum of Water. Retrieved on 2009-05-04.",
        {"author": "van der Berg, Jan; et al.", "published": "2004", "title": "Fens in the North", "medium": "brochure"}
        | {"container": "WATER: Soldiers of the Fen", "publisher": "Fen Museum of Water", "accessed": "2009-05-04"},
    ),
    # {{cite journal}}, {{cite magazine}}
    (
        'Brown, A. B. (Spring 1999). "Rivers of the North". Journal of Rivers. 12 (3): 45–67. '
        "doi:10.1000/182. JSTOR 1234567.",
        {
            "author": "Brown, A. B.",
            "published": "Spring 1999",
            "title": "Rivers of the North",
            "container": "Journal of Rivers",
        }
        | {"volume": "12", "issue": "3", "pages": "45–67", "doi": "10.1000/182"},
    ),
    (
        'Brown, A. B. (1999). "Rivers of the North". Journal of Rivers 12 (3): 45–67. doi:10.1000/xyz(12)34.',
        {
            "author": "Brown, A. B.",
            "published": "1999",
            "title": "Rivers of the North",
            "container": "Journal of Rivers",
        }
        | {"volume": "12", "issue": "3", "pages": "45–67", "doi": "10.1000/xyz(12)34"},
    ),
    (
        'Brown, A. (May 1999). "Rivers". Rivers Magazine. Vol. 12, no. 3. pp. 45–67. ISSN 1234-5678. S2CID 77.',
        {"author": "Brown, A.", "published": "May 1999", "title": "Rivers", "container": "Rivers Magazine"}
        | {"volume": "12", "issue": "3", "pages": "45–67", "s2cid": "77"},
    ),
    (
        'Brown, A. (May–June 2004). "Rivers". Otter Review. 3 (2). London: Harbour: 5–9.',
        {"author": "Brown, A.", "published": "May–June 2004", "title": "Rivers", "container": "Otter Review"}
        | {"volume": "3", "issue": "2", "place": "London", "publisher": "Harbour", "pages": "5–9"},
    ),
    # MLA
    (
        'Brown, Ann, and Bob White. "Rivers of Time." Journal of Rivers 12.3 (2009): 45-67. Print.',
        {"author": "Brown, Ann, and Bob White", "title": "Rivers of Time", "container": "Journal of Rivers"}
        | {"volume": "12", "issue": "3", "published": "2009", "pages": "45-67", "medium": "Print"},
    ),
    (
        'Brown, Ann. "Rivers of Time." River Site. River Society, 12 May 2009. Web. 3 June 2010.',
        {"author": "Brown, Ann", "title": "Rivers of Time", "container": "River Site", "publisher": "River Society"}
        | {"published": "12 May 2009", "medium": "Web", "accessed": "3 June 2010"},
    ),
    # commas, Chicago, German
    (
        "Ann Brown, The Rivers, Harbour Press, 1998, p. 12.",
        {
            "author": "Ann Brown",
            "title": "The Rivers",
            "publisher": "Harbour Press",
            "published": "1998",
            "pages": "12",
        },
    ),
    (
        "Ann Brown, The Rivers (London: Harbour Press, 1998), p. 12.",
        {"author": "Ann Brown", "title": "The Rivers", "place": "London", "publisher": "Harbour Press"}
        | {"published": "1998", "pages": "12"},
    ),
    (
        'Ann Brown, "Rivers of Time", The Morning Post, 5 May 2001, p. 3.',
        {
            "author": "Ann Brown",
            "title": "Rivers of Time",
            "container": "The Morning Post",
            "published": "5 May 2001",
            "pages": "3",
        },
    ),
    (
        "(in German) White, Bob: Otters. Harbour, Berlin 1999, S. 12.",
        {
            "language_note": "German",
            "author": "White, Bob",
            "title": "Otters",
            "publisher": "Harbour",
            "place": "Berlin",
        }
        | {"published": "1999", "pages": "12"},
    ),
    # short citations
    ("Brellman (1987): 61", {"author": "Brellman", "published": "1987", "pages": "61"}),
    ("Marsh and Fenn (1971): 33", {"author": "Marsh and Fenn", "published": "1971", "pages": "33"}),
    (
        "1 2 Marsh & Fenn 1999 , pp. 12–13, 15.",
        {"author": "Marsh & Fenn", "published": "1999", "pages": "12–13, 15", "times_cited": "1 2"},
    ),
    ("a b c Marsh (2002a), p. 12.", {"author": "Marsh", "published": "2002", "pages": "12", "times_cited": "a b c"}),
    ("Marsh, p. 12.", {"author": "Marsh", "pages": "12"}),
    ("Ibid., p. 14.", {"pages": "14"}),
    # addresses
    (
        "http://www.example.org/unit.htm#9th The River Archive website after Broll, Hugo Odo. "
        "A Register of Rivers. 4 vols. Arlen: Noll Fenn, 1931. - retrieved May 4, 2009.",
        {
            "url": "http://www.example.org/unit.htm#9th",
            "container": "The River Archive",
            "author": "Broll, Hugo Odo",
        }
        | {"title": "A Register of Rivers", "place": "Arlen", "publisher": "Noll Fenn", "published": "1931"}
        | {"accessed": "May 4, 2009"},
    ),
    (
        "The Rivers, https://example.org/rivers.html, accessed 5 May 2010.",
        {"title": "The Rivers", "url": "https://example.org/rivers.html", "accessed": "5 May 2010"},
    ),
    # archival papers of other archives, and the signature at the end
    (
        "The National Archives, Kew, WO 171/555, War Diary 2nd Otters, June 1944.",
        {"archive": "The National Archives, Kew", "signature": "WO 171/555", "title": "War Diary 2nd Otters"}
        | {"document_date": "June 1944"},
    ),
    (
        '"Report on Rivers", AOK 7 Ia 123/42, 3.4.42, BA-MA RH 20-7/123',
        {"title": "Report on Rivers", "issuing_office": "AOK 7 Ia", "document_number": "AOK 7 Ia 123/42"}
        | {"document_date": "3.4.42", "archive": "BA-MA", "signature": "RH 20-7/123"},
    ),
    ("ЦАМО. Ф. 500. Оп. 12454. Д. 103. Л. 12.", {"archive": "ЦАМО", "signature": "Ф. 500. Оп. 12454. Д. 103. Л. 12"}),
    # no signature, though it looks like one
    (
        "Fenbus A320/321 Family. Harbour Press. 1999.",
        {"title": "Fenbus A320/321 Family", "publisher": "Harbour Press", "published": "1999"},
    ),
    # sentences are no citation
    ("He was captured in May. His account was never published.", {}),
    ("The brigade was renamed in 1943.", {}),
]


@pytest.mark.parametrize(("text", "expected"), WORKS, ids=[text[:40] for text, _ in WORKS])
def test_each_style_is_read_cell_by_cell(text: str, expected: Cells) -> None:
    assert one(text) == expected


def test_several_short_citations_are_several_parts() -> None:
    parts = read_reference("Brown 1999, p. 12; White 2001, pp. 3, 5.")
    assert [words(p) for p in parts] == [
        {},
        {"author": "Brown", "published": "1999", "pages": "12"},
        {"author": "White", "published": "2001", "pages": "3, 5"},
    ]


LINKS: list[tuple[str, Cells]] = [
    (
        "Russian Liberation Army, rare footage (video)",
        {"title": "Russian Liberation Army, rare footage", "medium": "video"},
    ),
    ("Official Heronjet site", {"title": "Official Heronjet site"}),
    ("Regimental History (Museum Site)", {"title": "Regimental History (Museum Site)"}),
    ("[1]", {}),
    (
        "The Old Fusiliers by The Friends of Otter Group",
        {"title": "The Old Fusiliers", "author": "The Friends of Otter Group"},
    ),
    ("The Old Fusiliers, by Odo McFenn", {"title": "The Old Fusiliers", "author": "Odo McFenn"}),
    (
        "9th Fen Regiment by Una Marsh, accessed 4 May 2009",
        {"title": "9th Fen Regiment", "author": "Una Marsh", "accessed": "4 May 2009"},
    ),
    (
        "River history written by Dr. Ann Brown, The Morning Post, 2001",
        {
            "title": "River history",
            "author_rank": "Dr.",
            "author": "Ann Brown",
            "container": "The Morning Post",
            "published": "2001",
        },
    ),
    (
        "Kestrels by Captain J. R. Otter (video)",
        {"title": "Kestrels", "author_rank": "Captain", "author": "J. R. Otter", "medium": "video"},
    ),
    (
        '"River Days", The Morning Post, 5 May 2001',
        {"title": "River Days", "container": "The Morning Post", "published": "5 May 2001"},
    ),
    ("Photos of the brigade (in German)", {"title": "Photos of the brigade", "language_note": "German"}),
    (
        "http://example.org River Days by Ann Brown",
        {"url": "http://example.org", "title": "River Days", "author": "Ann Brown"},
    ),
    ("Fens in the War. Official site.", {"title": "Fens in the War. Official site"}),
    (
        "Brown, Ann (1999). River Days. Fen Press.",
        {"author": "Brown, Ann", "published": "1999", "title": "River Days", "publisher": "Fen Press"},
    ),
    # "by" that names no author
    ("Day by Day History of the War", {"title": "Day by Day History of the War"}),
    ("Fen captured by Otter Forces", {"title": "Fen captured by Otter Forces"}),
    ("Stand by Me", {"title": "Stand by Me"}),
]


@pytest.mark.parametrize(("text", "expected"), LINKS, ids=[text[:40] for text, _ in LINKS])
def test_external_links_are_read_cell_by_cell(text: str, expected: Cells) -> None:
    assert words(read_external_link(text)) == expected


OUR_LINKS: list[Cells] = [
    {
        "title": "It's Too Early To Forgive Vlasov",
        "container": "The St. Petersburg Times",
        "published": "November 6, 2001",
    },
    {"title": "Vlasov's forgotten army", "container": "The Prague Post", "published": "November 11, 2004"},
    {"title": "Russian Liberation Army information page", "author": "Alexander Dubov"},
    {
        "title": "Russian Volunteers in the German Wehrmacht in WWII",
        "author_rank": "Lt. Gen",
        "author": "Wladyslaw Anders and Antonio Munoz",
    },
    {"title": "Russian Liberation Army, rare footage", "medium": "video"},
]


@pytest.mark.parametrize("cells", OUR_LINKS, ids=[c["title"] for c in OUR_LINKS])
def test_external_links_of_the_older_text_are_read(cells: Cells) -> None:
    """The glued list is cut by the layout; here the item runs from its title to the last word that it has."""
    text = raw_text("roa-older")
    start = text.rindex(cells["title"])
    last = max(cells.values(), key=lambda value: text.index(value, start))
    end = text.index(last, start) + len(last)
    item = text[start : end + text[end : end + 1].count(")")]
    assert words(read_external_link(item)) == cells


@pytest.mark.parametrize(
    "line",
    [
        "7th Fen Brigade official website",
        "This article incorporates text in the public domain from the Fen Corps.",
        "The division was moved to the North. It fought there.",
        "General Otter (1940–1942)",
        "Order of battle",
        "Major General A. B. Otter. Included 300 men. Formed in 1943.",
        "1st Brigade. Colonel Otter. 1943.",
        "Active Sept. 4, 1902 - Dec. 9, 1905",
        "Brellman (1987): 61",
        "",
    ],
)
def test_a_line_that_cites_nothing_is_no_book(line: str) -> None:
    assert read_book_item(line) is None


def test_no_other_line_of_the_newer_text_is_a_book() -> None:
    lines = [re.sub(r"^ +\d+\. ", "", line) for line in raw_text("roa-newer").split("\n")]
    cited = set(reference_texts())
    assert [line for line in lines if line not in cited and read_book_item(line)] == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Marsh, Robert A.; Fenn, Kenneth (1948). The Third Fen Division. Brisk, D.C.: Fen Press.",
            {"author": "Marsh, Robert A.; Fenn, Kenneth", "published": "1948", "title": "The Third Fen Division"}
            | {"place": "Brisk, D.C.", "publisher": "Fen Press"},
        ),
        (
            "Brown, Ann, The Rivers, Harbour Press, London, 1999.",
            {
                "author": "Brown, Ann",
                "title": "The Rivers",
                "publisher": "Harbour Press",
                "place": "London",
                "published": "1999",
            },
        ),
        (
            "The Rivers. London: Harbour Press. 1999.",
            {"title": "The Rivers", "place": "London", "publisher": "Harbour Press", "published": "1999"},
        ),
    ],
)
def test_books_of_a_list_are_read(line: str, expected: Cells) -> None:
    part = read_book_item(line)
    assert part is not None
    assert words(part) == expected


def all_parts(text: str) -> list[Part]:
    book = read_book_item(text)
    return [*read_reference(text), read_external_link(text), *([book] if book else [])]


def assert_captured(text: str) -> None:
    for part in all_parts(text):
        assert text[part.start : part.end] == part.text
        for name, cell in part.cells().items():
            assert name in FIELDS
            assert cell.text == text[cell.start : cell.end]
            assert cell.text.strip() == cell.text != ""
            assert part.start <= cell.start < cell.end <= part.end


PIECES = st.sampled_from(
    [
        *"()[]”„“\"»«.,;:-–/'  \u00a0\n0123456789",
        *[
            "RH20-2/558",
            "BA-MA ",
            "AOK 2 Ia 33/43",
            "14.9.43",
            "1999",
            "May 2001",
            ". ",
            "Brown, Ann",
            " by ",
            "ISBN ",
            "doi:10.1000/",
        ],
        *[
            "0-85045-524-3",
            "Retrieved ",
            "(1999). ",
            "http://a.b/c ",
            "In ",
            "(ed.)",
            "p. 5",
            "46 (1): 3–5",
            "Vol. ",
            "London: ",
            "1 2 ",
        ],
        *[
            "Москва",
            "(in Russian)",
            "Ltd",
            "(video)",
            "U.S.",
            "N.p.",
            "the",
            "was",
            "Ф. 5. Оп. 6. Д. 7",
            "website after ",
        ],
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
@example("1 2 ")
@example("a b ")
@example('""')
@example("(1999).")
def test_no_mixture_of_citation_pieces_breaks_a_reader(text: str) -> None:
    assert_captured(text)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_no_string_breaks_a_reader(text: str) -> None:
    assert_captured(text)


@settings(max_examples=150, deadline=None)
@given(
    surname=st.sampled_from(["Brown", "O'Fenn", "Müller-Marsh", "Иванов"]),
    given_name=st.sampled_from(["Ann", "A. B.", "Elizabeth M.F.", "Anna J."]),
    year=st.integers(1850, 2030),
    title=st.sampled_from(["The Rivers", "Otters in World War II", "Rivers: A History", "Річки"]),
    first=st.integers(1, 900),
    length=st.integers(1, 90),
    volume=st.integers(1, 400),
    issue=st.integers(1, 52),
)
def test_a_printed_journal_citation_is_read_back(
    surname: str, given_name: str, year: int, title: str, first: int, length: int, volume: int, issue: int
) -> None:
    pages = f"{first}–{first + length}"
    text = f'{surname}, {given_name} ({year}). "{title}". Journal of Rivers . {volume} ({issue}): {pages}.'
    assert one(text) == {
        "author": f"{surname}, {given_name}",
        "published": str(year),
        "title": title,
        "container": "Journal of Rivers",
        "volume": str(volume),
        "issue": str(issue),
        "pages": pages,
    }


@pytest.mark.parametrize(
    "unit", ["A. ", "RH20-2/558 ", " by Ann", '"', "(", "A B, ", "Brown 1999, p. 12; ", "12 (3): ", "http://a "]
)
def test_reading_time_grows_linearly(unit: str) -> None:
    """Ten times the text may take at most thirty times as long; a quadratic reader takes a hundred times."""

    def seconds(characters: int) -> float:
        text = (unit * (characters // len(unit) + 1))[:characters]
        begin = time.process_time()  # other work on the machine does not count
        all_parts(text)
        return time.process_time() - begin

    small = max(min(seconds(8_000) for _ in range(3)), 0.005)
    assert seconds(80_000) < 30 * small
