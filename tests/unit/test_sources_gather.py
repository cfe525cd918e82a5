"""Reports come from files, folders and standard input; what cannot be read is told, and the rest goes on."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest

from whoholds.errors import EmptySource, NotText, SourceError, TooLarge, WrongLanguage
from whoholds.sources import gather, limits

ENGLISH = "The army said on Monday that it had left the town after a week of fighting for the road to the north."


def write_lines(path: Path, *lines: object) -> str:
    path.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines), "utf-8")
    return str(path)


def test_a_line_of_jsonl_is_a_report_with_its_fields(tmp_path):
    line = {"id": 7, "text": ENGLISH, "title": "T", "published": "2024-12-07", "outlet": "O", "url": "u"}
    (report,) = gather([write_lines(tmp_path / "a.jsonl", "", line)])
    assert (report.id, report.text, report.title, report.published) == ("7", ENGLISH, "T", "2024-12-07")
    assert (report.outlet, report.url, report.language) == ("O", "u", "en")


def test_what_the_command_line_says_fills_only_what_the_report_leaves_open(tmp_path):
    source = write_lines(tmp_path / "a.jsonl", {"text": ENGLISH, "outlet": "Own"}, {"text": ENGLISH + " More."})
    one, two = gather([source], outlet="Told", published="2024-01-02", url="https://example.org/x")
    assert (one.outlet, two.outlet, one.published, two.url) == (
        "Own",
        "Told",
        "2024-01-02",
        "https://example.org/x",
    )
    assert one.id == f"r_{one.digest[:16]}"


def test_an_id_that_was_given_stays(tmp_path):
    (report,) = gather([write_lines(tmp_path / "a.jsonl", {"id": "mine", "text": ENGLISH})], outlet="Told")
    assert report.id == "mine"


@pytest.mark.parametrize(
    ("line", "kind", "words"),
    [
        ("[1]", SourceError, "is no JSON object"),
        ("{nonsense", SourceError, "is no JSON"),
        ("[" * 100_000, SourceError, "is no JSON"),
        ({"title": "x"}, EmptySource, "has no `text`"),
        ({"text": "   "}, EmptySource, "has an empty `text`"),
        ({"text": 4}, SourceError, "`text` that is no string"),
        ({"text": ENGLISH, "outlet": ["x"]}, SourceError, "`outlet` that is no string"),
        ({"text": ENGLISH, "published": "last week"}, SourceError, "`published` that is no date"),
    ],
)
def test_a_bad_line_is_told_with_file_and_line(tmp_path, line, kind, words):
    source = write_lines(tmp_path / "a.jsonl", {"text": ENGLISH}, line, {"text": ENGLISH + " Again."})
    asides: list[SourceError] = []
    reports = list(gather([source], on_aside=asides.append))
    assert len(reports) == 2
    (error,) = asides
    assert isinstance(error, kind)
    assert words in str(error)
    assert f"{source} line 2" in str(error)
    assert "\n" not in str(error)


def test_a_lone_bad_report_is_an_error_and_not_an_aside(tmp_path):
    source = write_lines(tmp_path / "a.jsonl", {"title": "x"})
    asides: list[SourceError] = []
    with pytest.raises(EmptySource):
        list(gather([source], on_aside=asides.append))
    assert asides == []


def test_where_every_report_is_bad_all_are_told_and_then_it_fails(tmp_path):
    asides: list[SourceError] = []
    with pytest.raises(SourceError, match="none of the 2 reports"):
        list(gather([write_lines(tmp_path / "a.jsonl", {"title": "x"}, "[]")], on_aside=asides.append))
    assert len(asides) == 2


def test_a_bad_first_line_does_not_cost_the_others(tmp_path):
    source = tmp_path / "a.jsonl"
    source.write_bytes(b'{"text": "\x00\x01\x02"}\n' + json.dumps({"text": ENGLISH}).encode())
    asides: list[SourceError] = []
    assert [report.text for report in gather([str(source)], on_aside=asides.append)] == [ENGLISH]
    assert [error.thing for error in asides] == [f"{source} line 1"]


def test_an_email_date_as_feeds_write_it_becomes_iso(tmp_path):
    source = write_lines(tmp_path / "a.jsonl", {"text": ENGLISH, "published": "Sat, 07 Dec 2024 10:00:00 GMT"})
    assert next(iter(gather([source]))).published == "2024-12-07T10:00:00+00:00"


def test_characters_that_no_ledger_keeps_are_replaced_one_for_one(tmp_path):
    text = ENGLISH + " \ud800 and \x00 too"
    (report,) = gather([write_lines(tmp_path / "a.jsonl", {"text": text})])
    assert len(report.text) == len(text)
    assert report.text == ENGLISH + " \ufffd and \ufffd too"


def test_compressed_lines_are_read_and_a_broken_file_is_told(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    packed = gzip.compress((json.dumps({"text": ENGLISH}) + "\n").encode())
    path.write_bytes(packed)
    assert [report.text for report in gather([str(path)])] == [ENGLISH]
    path.write_bytes(packed[:-9])
    with pytest.raises(NotText, match="cannot be unpacked"):
        list(gather([str(path)]))


def test_a_compressed_file_that_grows_out_of_proportion_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "EXPANSION_FROM_BYTES", 1_000)
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(gzip.compress(b" \n" * 2_000_000))
    with pytest.raises(TooLarge, match="out of all proportion"):
        list(gather([str(path)]))


def test_a_text_over_the_limit_is_told_and_does_not_fill_the_memory(tmp_path):
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(50 * 2**20)
    with pytest.raises(TooLarge, match="limit of 10 MB"):
        list(gather([str(path)]))


def test_a_line_over_the_limit_is_passed_over_and_the_next_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr("whoholds.sources.lines.LINE_BYTES", 500)
    source = write_lines(tmp_path / "a.jsonl", {"text": "x" * 5_000}, {"text": ENGLISH})
    asides: list[SourceError] = []
    assert [report.text for report in gather([source], on_aside=asides.append)] == [ENGLISH]
    assert isinstance(asides[0], TooLarge)
    assert "line 1" in asides[0].thing


@pytest.mark.parametrize(("name", "data", "kind"), [
    ("a.txt", b"", EmptySource),
    ("a.jsonl", b"", EmptySource),
    ("a.jsonl", b"\n\n", EmptySource),
    ("a.txt", b" \n ", EmptySource),
    ("a.txt", b"\x7fELF\x02\x01\x01\x00\x00\x00\x00", NotText),
    ("a.jsonl", b"\x7fELF\x02\x01\n\x00\x01\n\x00\x02\n", NotText),
    ("a.html", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", NotText),
    ("a.pdf", b"%PDF-1.7 and then nothing", NotText),
    ("a.xyz", b"whatever", NotText),
    ("a.html", b"<html><body><script>alert(1)</script></body></html>", EmptySource),
])  # fmt: skip
def test_empty_and_binary_files_get_their_own_errors(tmp_path, name, data, kind):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(kind) as caught:
        list(gather([str(path)]))
    assert str(path) in str(caught.value)


def test_a_missing_file_and_a_device_are_told():
    with pytest.raises(SourceError, match="is not there"):
        list(gather(["/no/such/file.txt"]))
    with pytest.raises(SourceError, match="no regular file"):
        list(gather(["/dev/zero"]))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom", "cp1252"])
def test_encodings_are_told_apart(tmp_path, encoding):
    text = ENGLISH + " Café “Médine”."
    data = b"\xff\xfe" + text.encode("utf-16-le") if encoding == "utf-16-le-bom" else text.encode(encoding)
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert next(iter(gather([str(path)]))).text == text


def test_cyrillic_in_an_old_encoding_is_still_told_as_russian(tmp_path):
    russian = "Сирийская армия оставила город после недели боёв, сообщило государственное агентство во вторник."
    path = tmp_path / "a.txt"
    path.write_bytes(russian.encode("cp1251"))
    with pytest.raises(WrongLanguage, match="is in Russian; English is the only language read so far"):
        list(gather([str(path)]))


def test_line_ends_are_one_character(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(ENGLISH.encode() + b"\r\nSecond line.\r\n")
    assert next(iter(gather([str(path)]))).text == ENGLISH + "\nSecond line.\n"


def test_a_folder_is_read_in_order_without_hidden_files(tmp_path):
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.md", "sub/c.txt", ".hidden.txt", "ignored.csv"):
        (tmp_path / name).write_text(f"{ENGLISH} {name}", "utf-8")
    assert [report.text.split()[-1] for report in gather([str(tmp_path)])] == ["a.md", "b.txt", "sub/c.txt"]


def test_an_empty_folder_is_told(tmp_path):
    with pytest.raises(EmptySource, match="holds no file that is read"):
        list(gather([str(tmp_path)]))


def test_standard_input_is_lines(monkeypatch):
    class Input:
        buffer = io.BytesIO(json.dumps({"text": ENGLISH}).encode())

    monkeypatch.setattr("sys.stdin", Input)
    assert [report.text for report in gather(["-"])] == [ENGLISH]


def test_a_page_gives_its_article_title_date_and_outlet(tmp_path):
    body = "".join(f"<p>{ENGLISH} Paragraph {n} of the article goes on for a while.</p>" for n in range(4))
    page = (
        '<html><head><title>Town lost</title><meta property="og:site_name" content="Sample Gazette">'
        '<meta property="article:published_time" content="2024-12-07T10:00:00Z"></head>'
        f"<body><nav>Home Sport</nav><article><h1>Town lost</h1>{body}</article><script>x()</script></body></html>"
    )
    path = tmp_path / "a.html"
    path.write_text(page, "utf-8")
    (report,) = gather([str(path)])
    assert "Paragraph 3" in report.text
    assert "x()" not in report.text
    assert (report.title, report.outlet) == ("Town lost", "Sample Gazette")
    assert report.published is not None
    assert report.published.startswith("2024-12-07")


def test_a_pdf_gives_its_text(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(small_pdf("The army left the town after a week of fighting for the road."))
    (report,) = gather([str(path)])
    assert "The army left the town" in report.text


def small_pdf(words: str) -> bytes:
    """A PDF of one page, written by hand."""
    stream = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return data + (
        b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (table, len(data))
    )


def test_a_web_archive_gives_its_pages(tmp_path):
    body = "".join(f"<p>{ENGLISH} Paragraph {n} of the article goes on for a while.</p>" for n in range(4))
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><article>{body}</article></body></html>"
    kinds = (("response", http), ("request", "GET / HTTP/1.1\r\n\r\n"), ("response", "HTTP/1.1 404 No\r\n\r\n"))
    packed = b"".join(gzip.compress(warc_record(kind, block.encode())) for kind, block in kinds)
    path = tmp_path / "a.warc.gz"
    path.write_bytes(packed)
    (report,) = gather([str(path)])
    assert "Paragraph 2" in report.text
    assert report.url == "https://example.org/article"


def warc_record(kind: str, block: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://example.org/article\r\n"
        f"WARC-Date: 2024-12-07T10:00:00Z\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"
