"""Guessing a language: cheaply where it is surely English, and as py3langid does everywhere else."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import py3langid
import pytest

from indexer.article import Article
from indexer.text import language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council said that they would not pay for the wall, and the board of the harbour agreed with them.", "en"),
        ("Der Rat sagte, dass er die Mauer nicht bezahlen werde, und der Hafen war damit einverstanden.", "de"),
        ("De raad zei dat hij de muur niet zou betalen, en de haven was het daar over eens met hem.", "nl"),
        ("Le conseil a dit qu'il ne paierait pas le mur, et le port était d'accord avec lui sur ce point.", "fr"),
        ("Rådet sagde, at det ikke ville betale for muren, og havnen var enig i det over for pressen.", "da"),
    ],
)
def test_a_paragraph_tells_its_language(text: str, expected: str) -> None:
    assert language.detect(Article(body=(text,))) == expected


def test_the_metadata_has_the_last_word_and_too_little_says_nothing() -> None:
    assert language.detect(Article(language="cy", body=("The council said that they would not pay.",))) == "cy"
    assert language.detect(Article(body=("The wall.",))) is None


def test_nothing_else_passes_for_english(data: Path) -> None:
    for path in sorted((data / "multilingual").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                text = json.loads(line)["text"]
                for start in range(0, min(len(text), 3000), language.SAMPLE):
                    assert not language._is_surely_english(text[start : start + language.SAMPLE])


def test_what_surely_is_english_is_so_for_the_model_too(data: Path) -> None:
    sure = differ = 0
    with gzip.open(data / "news-2012-2020.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            sample = json.loads(line)["text"][: language.SAMPLE]
            if number % 20 == 0 and language._is_surely_english(sample):
                sure += 1
                differ += py3langid.classify(sample)[0] != "en"
    assert sure > 400
    assert differ <= sure / 200


def test_the_guess_is_py3langids(data: Path) -> None:
    for path in sorted((data / "multilingual").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in list(lines)[::10]:
                sample = json.loads(line)["text"][: language.SAMPLE]
                assert language.guess(sample) == py3langid.classify(sample)[0]
