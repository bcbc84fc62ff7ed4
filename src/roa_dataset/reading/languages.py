"""English names of the languages that encyclopedia editions are written in, by the codes of those editions.

The codes are those of the Wikimedia sites: BCP 47 tags, with a few of their own ("simple", "als", "zh-yue"). A code is
kept as a text has it: `no` stays `no`.
"""

from __future__ import annotations

_TABLE = """
af Afrikaans|als Alemannic|am Amharic|an Aragonese|ang Old English|ar Arabic|arz Egyptian Arabic|ast Asturian
az Azerbaijani|azb South Azerbaijani|ba Bashkir|bar Bavarian|be Belarusian|be-tarask Belarusian (Taraškievica)
bg Bulgarian|bn Bengali|bo Tibetan|br Breton|bs Bosnian|ca Catalan|ce Chechen|ceb Cebuano|ckb Central Kurdish
co Corsican|cs Czech|cv Chuvash|cy Welsh|da Danish|de German|el Greek|en English|eo Esperanto|es Spanish
et Estonian|eu Basque|fa Persian|fi Finnish|fo Faroese|fr French|fy West Frisian|ga Irish|gd Scottish Gaelic
gl Galician|gu Gujarati|he Hebrew|hi Hindi|hr Croatian|hsb Upper Sorbian|hu Hungarian|hy Armenian|ia Interlingua
id Indonesian|io Ido|is Icelandic|it Italian|ja Japanese|jv Javanese|ka Georgian|kk Kazakh|km Khmer|kn Kannada
ko Korean|ku Kurdish|kv Komi|ky Kyrgyz|la Latin|lb Luxembourgish|li Limburgish|lmo Lombard|lo Lao|lt Lithuanian
lv Latvian|mg Malagasy|mhr Eastern Mari|mk Macedonian|ml Malayalam|mn Mongolian|mr Marathi|ms Malay|mt Maltese
my Burmese|nb Norwegian Bokmål|nds Low German|ne Nepali|nl Dutch|nn Norwegian Nynorsk|no Norwegian|oc Occitan
os Ossetian|pa Punjabi|pl Polish|pms Piedmontese|pnb Western Punjabi|ps Pashto|pt Portuguese|ro Romanian
ru Russian|rue Rusyn|sa Sanskrit|sah Yakut|scn Sicilian|sco Scots|sh Serbo-Croatian|si Sinhala
simple Simple English|sk Slovak|sl Slovene|sq Albanian|sr Serbian|su Sundanese|sv Swedish|sw Swahili
szl Silesian|ta Tamil|te Telugu|tg Tajik|th Thai|tk Turkmen|tl Tagalog|tr Turkish|tt Tatar|ug Uyghur
uk Ukrainian|ur Urdu|uz Uzbek|vec Venetian|vi Vietnamese|vo Volapük|war Waray|wuu Wu Chinese|yi Yiddish
yo Yoruba|zh Chinese|zh-classical Classical Chinese|zh-min-nan Southern Min|zh-yue Cantonese
"""

#: code → English name
LANGUAGES: dict[str, str] = {
    code: name for entry in _TABLE.strip().replace("\n", "|").split("|") for code, name in [entry.split(" ", 1)]
}
