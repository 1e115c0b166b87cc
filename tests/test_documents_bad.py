"""Bad input: each is refused in one clear sentence that names the file, and nothing is garbled."""

import contextlib
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.documents import _language, _limits, load, parse
from kg.errors import BadSource

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LAW = "The agency shall keep a list of all clusters that are reported to it by the labs. "


def refused(data: bytes, name: str) -> str:
    with pytest.raises(BadSource) as caught:
        parse(data, name=name, location=f"laws/{name}")
    message = str(caught.value)
    assert message.startswith(f"laws/{name}")
    assert "\n" not in message
    assert len(message) < 300
    return message


def archive(**members: str | bytes) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for member, content in members.items():
            file.writestr(member.replace("__", "/") + ".xml", content)
    return packed.getvalue()


def word(body: str) -> bytes:
    return archive(word__document=f"<w:document {W}><w:body>{body}</w:body></w:document>")


@pytest.fixture(scope="module")
def order(shared: Path) -> bytes:
    """Return a real PDF, to be spoilt."""
    pytest.importorskip("pypdf", reason="PDF is read with pypdf, which is not installed here")
    return (shared / "data/legal/GPAI-Code-of-Practice-Transparency-Jul-2025.pdf").read_bytes()


def test_an_encrypted_pdf(order: bytes) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(order)))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = BytesIO()
    writer.write(locked)
    assert "is encrypted" in refused(locked.getvalue(), "locked.pdf")


def test_a_pdf_of_pictures_alone() -> None:
    pypdf = pytest.importorskip("pypdf", reason="PDF is read with pypdf, which is missing here")
    writer = pypdf.PdfWriter()
    for _ in range(3):
        writer.add_blank_page(width=595, height=842)
    scanned = BytesIO()
    writer.write(scanned)
    assert "run OCR" in refused(scanned.getvalue(), "scan.pdf")


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.99])
def test_a_pdf_that_is_cut_off(share: float, order: bytes) -> None:
    assert "is cut off" in refused(order[: int(len(order) * share)], "half.pdf")


def test_a_pdf_whose_middle_is_gone(order: bytes) -> None:
    third = len(order) // 3
    assert "parts of it are missing" in refused(order[:third] + order[-2000:], "holes.pdf")


def test_a_pdf_by_name_alone() -> None:
    assert "is no PDF" in refused(LAW.encode(), "law.pdf")


@pytest.mark.parametrize("name", ["law.txt", "law.md", "law.pdf", "law.docx"])
def test_a_file_beyond_the_bound_is_not_even_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(200 * _limits.MIB)
    with pytest.raises(BadSource, match="larger than 64 MiB"):
        load(str(path))


def test_one_endless_line() -> None:
    line = (LAW * (_limits.LINE // len(LAW) + 2)).encode()
    assert "line of" in refused(line, "line.txt")
    assert "line of" in refused(line, "line.md")


@pytest.mark.parametrize("name", ["law.txt", "law.md", "law.docx", "law.pdf"])
def test_an_empty_file(name: str) -> None:
    assert "is empty" in refused(b" \n\n", name)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "binary data"),
        (LAW.encode("utf-16-le"), "binary data"),
        ("技術は進歩する。".encode("shift-jis") * 9, "neither UTF-8"),
        ("Закон вступает в силу".encode("windows-1251") * 5, "neither UTF-8"),
        (b"\xef\xbb\xbf" + "Café".encode("latin-1"), "begins as utf-8"),
        (b"\xff\xfe" + LAW.encode("utf-16-le") + b"\x00", "begins as utf-16"),
    ],
)
def test_bytes_that_are_no_text_or_in_no_known_encoding(data: bytes, words: str) -> None:
    assert words in refused(data, "law.txt")


FOREIGN = {
    "German": "Der Anbieter hat die Aufsichtsbehörde von jedem Vorfall zu unterrichten, der sich "
    "auf die Sicherheit des Modells auswirkt, und die Unterlagen sind auf Verlangen vorzulegen. "
    "Die Behörde kann eine Frist setzen, wenn die Angaben nicht vollständig sind oder wenn der "
    "Anbieter mit der Vorlage der Unterlagen in Verzug ist. ",
    "French": "Le fournisseur informe sans délai les autorités de la surveillance du marché, et il "
    "leur communique les mesures prises pour que le modèle soit conforme. Les États membres "
    "veillent à ce que les sanctions soient effectives dans les cas qui sont prévus par le présent "
    "règlement et par les actes pris sur son fondement. ",
    "Spanish": "El proveedor comunicará a la autoridad competente los incidentes que se produzcan "
    "en el uso del modelo, así como las medidas que se hayan adoptado para su corrección. La "
    "autoridad podrá fijar un plazo para que el proveedor presente la documentación por los "
    "medios que se establezcan en las normas de la materia. ",
    "Chinese": "提供者应当依法开展预训练、优化训练等训练数据处理活动。" * 6,
    "Japanese": "事業者は、この法律の定めるところにより、人工知能の開発を行わなければならない。"
    * 4,
    "Korean": "인공지능사업자는 이 법에서 정하는 바에 따라 안전성을 확보하여야 한다. " * 5,
    "Russian or another language in Cyrillic": "Поставщик обязан уведомить орган надзора. " * 6,
}


@pytest.mark.parametrize("language", list(FOREIGN))
def test_another_language_is_said(language: str) -> None:
    data = FOREIGN[language].encode()
    assert f"seems to be in {language}" in refused(data, "law.txt")
    assert f"seems to be in {language}" in refused(data, "law.md")
    body = f"<w:p><w:r><w:t>{FOREIGN[language]}</w:t></w:r></w:p>"
    assert f"seems to be in {language}" in refused(word(body), "law.docx")


@pytest.mark.parametrize("language", list(FOREIGN))
def test_a_law_that_quotes_another_language_is_read(language: str) -> None:
    text = LAW * 12 + f"The title is “{FOREIGN[language][:60]}”."
    assert parse(text.encode(), name="law.txt").text == text


@given(st.lists(st.sampled_from("I V X (a) (i) de la di le A. B. 2026 Model GPT-4 Llama".split())))
def test_a_few_odd_words_are_not_called_a_language(words: list[str]) -> None:
    assert _language.foreign(" ".join(words[:30])) == ""


def test_real_laws_are_english(shared: Path) -> None:
    for path in (shared / "data" / "legal").glob("agora_*.txt"):
        text = path.read_text(encoding="utf-8")
        assert _language.foreign(text) == _language.foreign(text[:600]) == "", path.name


def test_an_archive_that_explodes() -> None:
    bomb = archive(word__document=b"<w>" + b" " * (80 * _limits.MIB))
    assert len(bomb) < _limits.MIB
    assert "unsafe" in refused(bomb, "bomb.docx")


def test_an_archive_that_lies_about_what_it_unpacks_to() -> None:
    size = 20 * _limits.MIB
    bomb = archive(word__document=b" " * size)
    lying = bomb.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lying != bomb
    assert "damaged archive" in refused(lying, "liar.docx")


def test_an_archive_of_too_many_members() -> None:
    assert "members" in refused(archive(**{f"m{n}": "" for n in range(5000)}), "many.docx")


GOOD = word(f"<w:p><w:r><w:t>{LAW}</w:t></w:r></w:p>")
SPOILT = {
    "cut off": (GOOD[: len(GOOD) // 2], "damaged archive"),
    "junk": (b"PK\x03\x04" + b"junk" * 50, "damaged archive"),
    "old or encrypted": (b"\xd0\xcf\x11\xe0" + bytes(600), "encrypted or of the old .doc"),
    "a text": (LAW.encode(), "is no Word document"),
    "another archive": (archive(other="<x/>"), "but no Word document"),
    "broken XML": (archive(word__document="<w:document>"), "word/document.xml"),
    "no words": (word(""), "holds no text"),
}


@pytest.mark.parametrize("how", list(SPOILT))
def test_a_spoilt_word_document(how: str) -> None:
    assert parse(GOOD, name="law.docx").text.strip() == LAW.strip()
    data, words = SPOILT[how]
    assert words in refused(data, "law.docx")


def test_a_word_document_of_entities_that_unfold() -> None:
    laughs = "".join(f'<!ENTITY l{n} "&l{n - 1};&l{n - 1};">' for n in range(1, 40))
    body = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><w:document {W}>&l39;</w:document>'
    assert "entit" in refused(archive(word__document=body), "laughs.docx")


def test_a_word_document_that_reads_other_files() -> None:
    body = f'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><w:document {W}>&f;</w:document>'
    assert "entit" in refused(archive(word__document=body), "thief.docx")


def test_a_word_document_nested_without_end() -> None:
    body = "<w:tbl>" * 3000 + "</w:tbl>" * 3000
    assert "deep" in refused(word(body), "deep.docx")


def test_a_file_of_no_known_kind_and_one_that_is_not_there(tmp_path: Path) -> None:
    assert "no reader" in refused(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture.png")
    with pytest.raises(BadSource, match="cannot be read"):
        load(str(tmp_path / "none.txt"))
    with pytest.raises(BadSource, match="cannot be read"):
        load(str(tmp_path))


@settings(max_examples=60)
@given(st.binary(max_size=400), st.sampled_from(["law.txt", "law.md", "law.pdf", "law.docx"]))
def test_random_bytes_are_read_or_refused_and_nothing_else(data: bytes, name: str) -> None:
    for prefix in (b"", b"%PDF-1.4\n", b"PK\x03\x04", b"---\n"):
        with contextlib.suppress(BadSource):
            document = parse(prefix + data, name=name, location=name)
            assert document.blocks
