"""Characters out of bytes."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest

from indexer.readers.encoding import Undecodable, declared, decode, is_binary, undouble

SAMPLES = {
    "cp1252": "Der Fährmann fährt um sieben Uhr über den Fluss, und die Gäste grüßen ihn höflich von der Brücke aus.",
    "cp1254": "Belediye başkanı, köprünün onarımı için gerekli paranın bu yıl içinde sağlanacağını söyledi.",
    "cp1251": "Паром снова ходит через реку, сообщили вчера в городской администрации, и жители этому рады.",
    "cp1250": "Prom znów pływa przez rzekę, ogłosił wczoraj burmistrz, a mieszkańcy są z tego bardzo zadowoleni.",
    "cp1256": "أعلنت البلدية أمس أن العبارة ستعود إلى العمل عبر النهر في الساعة السابعة من صباح كل يوم من أيام الأسبوع",
    "gb18030": "市政府昨天宣布，渡轮每天早上七点重新开始过河，居民们对此感到非常高兴，希望今后不再停运。",
    "big5hkscs": "市政府昨天宣布，渡輪每天早上七點重新開始過河，居民們對此感到非常高興，希望今後不再停運。",
    "cp932": "市は昨日、渡し船が毎朝七時から再び川を渡ると発表し、住民たちはとても喜んでいるということです。",
    "cp949": "시는 어제 나룻배가 매일 아침 일곱 시에 다시 강을 건넌다고 발표했으며 주민들은 매우 기뻐하고 있다.",
}


@pytest.mark.parametrize("codec", SAMPLES)
def test_legacy_encodings_are_told_apart(codec: str) -> None:
    text = "\n\n".join([SAMPLES[codec]] * 3)
    assert decode(text.encode(codec)).text == text


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_with_and_without_its_mark(codec: str) -> None:
    text = "Über den Fluss — “at seven”"
    assert decode(text.encode(codec)).text == text


def test_english_with_typographic_quotes_is_not_chinese() -> None:
    text = "The ferry, which the mayor called “the pride of the town”, sails again on Monday. " * 4
    assert decode(text.encode("cp1252")).text == text


def test_what_is_declared_is_held_against_the_bytes() -> None:
    assert declared(b'<meta charset="iso-8859-9">') == "cp1254"
    assert declared(b'<meta http-equiv=Content-Type content="text/html; charset=gb2312">') == "gb18030"
    assert declared(b'<meta charset="rot13">') is None
    assert decode("Größe".encode(), said="cp1251").text == "Größe"
    assert decode("Größe".encode("cp1250"), said="cp1250").text == "Größe"


def test_a_script_declares_nothing_for_the_page() -> None:
    text = "<script charset='utf-8' src=a.js></script><meta charset='iso-8859-2'><p>Žluťoučký kůň, řekl starosta.</p>"
    assert declared(text.encode("iso8859_2")) == "iso8859-2"
    assert decode(text.encode("iso8859_2"), markup=True) == (text, "iso8859-2")
    assert declared(b"<?xml version='1.0' encoding='windows-1251'?><a/>") == "cp1251"
    assert declared(b"<p>The charset=koi8-r of the encoding=utf-16</p>") is None


def test_what_a_source_says_goes_before_what_its_bytes_say() -> None:
    page = "<meta charset='iso-8859-2'><p>Паром снова ходит через реку.</p>"
    assert decode(page.encode("koi8_r"), said="koi8_r", markup=True).text == page


def test_bytes_of_cp1252_within_utf8_are_read() -> None:
    text = "<p>Die Gäste grüßen den Fährmann über den Fluss.</p>" * 60
    mixed = text.encode() + "“Größer – wählen!”".encode("cp1252")
    assert decode(mixed, said="cp1252").text == text + "“Größer – wählen!”"
    assert decode(text.encode() + "Gäste".encode()[:2] + b" and \xe2\x80").text == text + "G\ufffd and \ufffd\ufffd"


def test_a_stray_byte_does_not_turn_a_utf8_article_into_another_alphabet() -> None:
    text = "Паром снова ходит через реку. " * 20
    decoded = decode(text.encode() + b"\xff")
    assert (decoded.text, decoded.codec) == (text + "ÿ", "utf-8")


def test_no_text_is_said_with_its_place() -> None:
    with pytest.raises(Undecodable, match="a NUL byte at offset 3"):
        decode(b"abc\0def")
    with pytest.raises(Undecodable, match="control characters"):
        decode(b"\x01\x02\x03words" * 20)
    with pytest.raises(Undecodable, match="offset 4 is not utf-16-le"):
        decode("a".encode("utf-16") + b"\x00")
    with pytest.raises(Undecodable, match=r"offset 0 fits none of utf-8, cp1252, .*mac_roman"):
        decode(bytes(range(128, 256)) * 20)


def test_a_wire_services_control_characters_are_text() -> None:
    assert not is_binary(b"\x01f0001\x1f\r\n\x02 FERRY SAILS AGAIN \x03" + b"The ferry sails again on Monday. " * 20)
    assert is_binary(b"\x7fELF\x02\x01\x01\0")


def test_turkish_files_of_1254(data: Path) -> None:
    for path in sorted((data / "formats" / "txt-encodings").glob("*.txt")):
        assert decode(path.read_bytes()).text == path.read_bytes().decode("cp1254")


def texts(data: Path) -> dict[str, list[str]]:
    """Real texts of 15 languages, 40 each, and what stands above in the others."""
    found = {
        path.name.removesuffix(".jsonl.gz"): [
            json.loads(line)["text"] for line in gzip.decompress(path.read_bytes()).splitlines()
        ]
        for path in sorted((data / "multilingual").glob("*.jsonl.gz"))
    }
    return found | {codec: [text * 3] for codec, text in SAMPLES.items()}


def taken_for_cp1252(text: str) -> str:
    """What a program makes of UTF-8 that it takes for cp1252; bytes that mean nothing there stay control characters."""
    return "".join(
        bytes([byte]).decode("cp1252") if byte not in b"\x81\x8d\x8f\x90\x9d" else chr(byte) for byte in text.encode()
    )


def test_what_is_encoded_once_too_often_is_restored_in_every_language(data: Path) -> None:
    for misread in (taken_for_cp1252, lambda text: text.encode().decode("latin-1")):
        for language, found in texts(data).items():
            whole = [text for text in found if not text.isascii()][:12]
            for text in whole:
                assert decode(misread(text).encode()).text == text, language
                assert decode(misread(misread(text)).encode()).text == text, language


def test_what_is_encoded_as_it_should_be_stays(data: Path) -> None:
    changed = [text for found in texts(data).values() for text in found if undouble(text) != text]
    assert changed == []
    for meant in ("“AMANHÃ”, disse", "SÃO PAULO — Â£5", "Ã", "â€", "Caf\xc3\xa9 or Café", "ÃŸ and ß"):
        assert undouble(meant) == meant


LEGACY = {
    "ar": ("cp1256", "iso8859_6"), "ru": ("cp1251", "koi8_r"), "th": ("cp874",), "tr": ("cp1254",), "zh": ("gb18030",),
    "de": ("cp1252",), "fr": ("cp1252",), "es": ("cp1252",), "pt": ("cp1252",), "cp932": ("cp932", "euc_jp",
    "iso2022_jp"),
    "cp949": ("cp949",), "big5hkscs": ("big5hkscs",),
}  # fmt: skip


def test_a_page_of_an_old_encoding_is_read_whatever_it_declares(data: Path) -> None:
    wrong: Counter[str] = Counter()
    read = 0
    for language, codecs in LEGACY.items():
        for codec in codecs:
            for text in texts(data)[language]:
                for head in (f'<meta charset="{codec}">', "", '<meta charset="utf-8">'):
                    page = f"<html><head>{head}</head><body><p>{text[:3000]}</p></body></html>"
                    try:
                        encoded = page.encode(codec)
                    except UnicodeEncodeError:
                        continue  # a text with a character that the codepage lacks was never in it
                    read += 1
                    wrong[codec] += decode(encoded, said=declared(encoded)).text != page
    assert read > 1000
    assert sum(wrong.values()) <= 0.01 * read, wrong
