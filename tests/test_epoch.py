"""The reader for Epoch AI's CSV files: against an independent count, and on bad input."""

import math
from collections import Counter
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import epoch, reader_for
from ingest._cells import number
from kg.errors import BadSource
from kg.model import Cell, Confidence, Iri, Object, Quantity, Statement, Text
from kg.names import NAMESPACES, compact, mint, term

DATA = Path(__file__).parent / "data"
COMPUTE = term("trainingCompute")
FLOP = Iri(NAMESPACES["unit"] + "FLOP")
LIMITS = (1e23, 1e24, 1e25, 1e26)

EDITIONS = {
    "notable_ai_models_2024-09.csv": "epoch-notable",
    "notable_ai_models_2025-02-24.csv": "epoch-notable",
    "notable_ai_models_2025-10.csv": "epoch-notable",
    "notable_ai_models_2026-01.csv": "epoch-notable",
    "all_ai_models_2025-03.csv": "epoch-all",
    "large_scale_ai_models_2025-10.csv": "epoch-large-scale",
    "frontier_ai_models.csv": "epoch-frontier",
    "frontier_ai_models_wide.csv": "epoch-frontier",
}
OTHERS = {
    "ml_hardware_2025-10.csv": "epoch-hardware",
    "gpu_clusters_2025-10.csv": "epoch-clusters",
    "organizations_2025-05.csv": "epoch-organizations",
}


def told(path: Path) -> list[Statement]:
    return list(epoch.read(str(path)))


def objects(statements: list[Statement], kind: str, name: str, predicate: str) -> list[Object]:
    """Return what is said of a thing by one property; IRIs shortened to prefixed names."""
    return [
        Text(compact(s.object)) if isinstance(s.object, str) else s.object
        for s in statements
        if s.subject == mint(kind, name) and compact(s.predicate).rpartition(":")[2] == predicate
    ]


def words(statements: list[Statement], kind: str, name: str, predicate: str) -> list[str]:
    found = objects(statements, kind, name, predicate)
    return [o.value for o in found if isinstance(o, Text)]


def computes(statements: list[Statement]) -> list[float]:
    quantities = [s.object for s in statements if s.predicate == COMPUTE]
    return [q.value for q in quantities if isinstance(q, Quantity) and q.value is not None]


def refusal(path: Path) -> str:
    with pytest.raises(BadSource) as caught:
        told(path)
    message = str(caught.value)
    assert "\n" not in message, "a refusal is one sentence on one line"
    return message


# ---------------------------------------------------------------- the real files


@pytest.mark.parametrize("name", list(EDITIONS))
def test_counts_of_models_equal_an_independent_count(shared: Path, name: str) -> None:
    path = shared / "data/epoch" / name
    frame = pl.read_csv(path, infer_schema_length=0)
    column = frame["Training compute (FLOP)"].cast(pl.Float64, strict=False).drop_nulls()
    values = computes(told(path))
    assert len(values) == len(column) > 100
    assert [sum(v > limit for v in values) for limit in LIMITS] == [
        int((column > limit).sum()) for limit in LIMITS
    ]
    assert sorted(values) == column.sort().to_list()


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("notable_ai_models_2026-01.csv", [131, 83, 20, 3]),
        ("large_scale_ai_models_2025-10.csv", [284, 124, 20, 3]),
    ],
)
def test_known_counts(shared: Path, name: str, counts: list[int]) -> None:
    values = computes(told(shared / "data/epoch" / name))
    assert [sum(v > limit for v in values) for limit in LIMITS] == counts


def test_flags_of_the_frontier_file(shared: Path) -> None:
    statements = told(shared / "data/epoch/frontier_ai_models.csv")
    flags = [s for s in statements if s.predicate == term("overThresholdFlag")]
    by_flag = Counter(s.object.value for s in flags if isinstance(s.object, Text))
    assert by_flag == {"Estimated over 1e25 FLOP": 23, "Maybe over 1e25 FLOP": 7}
    over = {
        s.subject
        for s in statements
        if s.predicate == COMPUTE
        and isinstance(s.object, Quantity)
        and (s.object.value or 0) > 1e25
    }
    assert len(over) == 13
    assert len(over | {s.subject for s in flags}) == 27


@pytest.mark.parametrize("name", [*EDITIONS, *OTHERS])
def test_every_file_is_known_and_reads_twice_alike(shared: Path, name: str) -> None:
    path = shared / "data/epoch" / name
    assert reader_for(str(path)) == "epoch"
    first, second = told(path), told(path)
    assert first == second
    assert {s.source.id for s in first} == {(EDITIONS | OTHERS)[name]}
    assert {s.source.location for s in first} == {name}


@pytest.mark.parametrize("name", [*EDITIONS, *OTHERS])
def test_every_cell_of_evidence_stands_in_the_file(shared: Path, name: str) -> None:
    path = shared / "data/epoch" / name
    frame = pl.read_csv(path, infer_schema_length=0)
    for s in told(path):
        assert isinstance(s.place, Cell)
        cell = frame[s.place.column][s.place.row - 1]
        if isinstance(s.object, Quantity):
            assert cell.strip() in s.object.verbatim
        elif isinstance(s.object, date):
            assert cell.strip() == s.object.isoformat()
        else:
            assert cell.strip()


@pytest.mark.parametrize("name", list(EDITIONS))
def test_organisations_are_whole(shared: Path, name: str) -> None:
    statements = told(shared / "data/epoch" / name)
    labels = [
        s.object.value
        for s in statements
        if s.subject.startswith(NAMESPACES["actor"]) and isinstance(s.object, Text)
    ]
    assert len(labels) == len(set(labels)) > 30
    assert not [label for label in labels if label != label.strip() or "\n" in label]
    assert not {"Inc", "Ltd", "McLean", "Lawrence Berkeley National Laboratory"} & set(labels)
    assert {"OpenAI", "Google DeepMind"} <= set(labels)
    frame = pl.read_csv(shared / "data/epoch" / name, infer_schema_length=0)
    rows = {s.place for s in statements if s.predicate == term("developedBy")}
    assert len(rows) == len(frame["Organization"].str.strip_chars().replace("", None).drop_nulls())


def test_mangled_file_is_refused_with_row_and_column(shared: Path) -> None:
    message = refusal(shared / "data/epoch/notable_ai_models_mangled.csv")
    assert "notable_ai_models_mangled.csv" in message
    assert "row 30 ('Pixtral Large'), column 'Publication date'" in message
    assert "'NVIDIA Tesla V100 SMX2' is no date" in message
    assert "row 6 ('QwQ-32B')" in message


def test_mangled_file_says_nothing_before_it_is_refused(shared: Path) -> None:
    with pytest.raises(BadSource):
        next(epoch.read(str(shared / "data/epoch/notable_ai_models_mangled.csv")))


def test_processing_performance_equals_the_curated_one(shared: Path) -> None:
    curated = pl.read_csv(shared / "facts/hardware.csv", infer_schema_length=0)
    statements = told(shared / "data/epoch/ml_hardware_2025-10.csv")
    ours = {
        s.subject: s.object.value
        for s in statements
        if s.predicate == term("totalProcessingPerformance") and isinstance(s.object, Quantity)
    }
    compared = [
        (float(tpp), ours[mint("hardware", name)])
        for name, tpp in curated.select("name", "tpp").iter_rows()
        if tpp and mint("hardware", name) in ours
    ]
    alike = [ours for theirs, ours in compared if ours and math.isclose(theirs, ours, rel_tol=1e-3)]
    assert len(compared) > 20
    assert len(alike) >= 0.9 * len(compared)
    assert ours[mint("hardware", "NVIDIA H100 SXM5 80GB")] == pytest.approx(15832)


# ---------------------------------------------------------------- the editions in small


def test_old_headings_say_the_same() -> None:
    old = told(DATA / "epoch_notable_2024-09.csv")
    assert words(old, "model", "Heron 2", "label") == ["Heron 2"]
    assert words(old, "model", "Heron 2", "developedBy") == ["actor:larkspur-ai"]
    assert words(old, "model", "Heron 2", "country") == ["place:canada"]
    assert words(old, "model", "Heron 2", "weights") == [":RestrictedOpenWeights"]
    assert words(old, "model", "Heron 2", "domain") == ["Language", "Vision"]
    assert len(words(old, "model", "Heron 2", "trainedOn")) == 2
    assert len(words(old, "model", "Heron 2", "link")) == 2
    assert objects(old, "model", "Heron 2", "releaseDate") == [date(2024, 5, 6)]
    assert old[0].source.id == "epoch-notable"
    assert old[0].source.issued == date(2024, 9, 30)
    assert "last day" in old[0].source.issued_from


def test_exactly_1e25_is_read_as_such_with_its_cell() -> None:
    old = told(DATA / "epoch_notable_2024-09.csv")
    (said,) = [s for s in old if s.predicate == COMPUTE and s.subject == mint("model", "Heron 2")]
    assert said.object == Quantity(value=1e25, unit=FLOP, verbatim="1e+25")
    assert said.place == Cell(1, "Training compute (FLOP)")
    assert (said.confidence, said.estimator) == (Confidence.CONFIDENT, "Epoch AI")


def test_partial_dates_stay_text() -> None:
    old = told(DATA / "epoch_notable_2024-09.csv")
    assert objects(old, "model", "Plover-7B", "releaseDate") == []
    assert words(old, "model", "Plover-7B", "releaseDateText") == ["2024-03"]
    assert words(old, "model", "Stint", "releaseDateText") == ["1961"]


def test_a_seat_is_told_only_where_it_is_clear_whose_it_is() -> None:
    old = told(DATA / "epoch_notable_2024-09.csv")
    assert words(old, "actor", "Larkspur AI", "headquarters") == ["place:canada"]
    assert words(old, "actor", "Fjord University", "headquarters") == []
    assert words(old, "actor", "Marsh Institute", "headquarters") == ["place:iceland"]
    assert words(old, "actor", "Coast Lab", "headquarters") == ["place:iceland"]
    assert words(old, "actor", "Gannet Research", "headquarters") == []
    assert words(old, "model", "Plover-7B", "country") == ["place:norway", "place:canada"]
    assert words(old, "model", "Knot (large)", "country") == []


def test_confidence_labels_beyond_the_three_are_kept_as_notes() -> None:
    old = {s.subject: s for s in told(DATA / "epoch_notable_2024-09.csv") if s.predicate == COMPUTE}
    stint = old[mint("model", "Stint")]
    assert (stint.confidence, stint.note) == (None, "confidence label: Unverified")
    knot = old[mint("model", "Knot (large)")]
    assert (knot.confidence, knot.note) == (Confidence.SPECULATIVE, "")


def test_base_models_outside_the_file_get_their_name() -> None:
    old = told(DATA / "epoch_notable_2024-09.csv")
    assert words(old, "model", "Plover-7B", "basedOn") == ["model:heron-2"]
    assert words(old, "model", "Knot (large)", "basedOn") == ["model:elder"]
    assert words(old, "model", "Elder", "label") == ["Elder"]
    assert [s.object for s in old if s.predicate == term("fineTuningCompute")][1] == Quantity(
        value=0.0,
        unit=FLOP,
        verbatim="0.0",
    )


def test_new_headings_bounds_and_method() -> None:
    new = told(DATA / "epoch_notable_2026-02-03.csv")
    assert new[0].source.issued == date(2026, 2, 3)
    assert words(new, "model", "Heron 2", "label") == ["Heron 2"]
    (heron,) = [s for s in new if s.predicate == COMPUTE and s.subject == mint("model", "Heron 2")]
    assert isinstance(heron.object, Quantity)
    assert (heron.object.value, heron.object.low, heron.object.high) == (9.5e24, 8e24, 1.2e25)
    assert heron.object.verbatim == "9.5E+024"
    assert heron.method == "Hardware, Operation counting"
    assert words(new, "model", "Heron 2", "classifiedAs") == [":EpochFrontierModel"]
    assert words(new, "model", "Dunlin", "classifiedAs") == []


def test_a_bound_alone_is_a_bracket_and_a_bound_beyond_the_value_is_left_out() -> None:
    new = {
        s.subject: s for s in told(DATA / "epoch_notable_2026-02-03.csv") if s.predicate == COMPUTE
    }
    bracket, wrong = new[mint("model", "Curlew")], new[mint("model", "Dunlin")]
    assert isinstance(bracket.object, Quantity)
    assert isinstance(wrong.object, Quantity)
    assert (bracket.object.value, bracket.object.low, bracket.object.high) == (None, 2.9e24, None)
    assert bracket.place == Cell(2, "Training compute lower bound")
    assert (wrong.object.value, wrong.object.low) == (5.64e19, None)
    assert "confidence label: Wrong" in wrong.note
    assert "5.65e+19 lies above the value" in wrong.note


def test_a_cell_of_several_numbers_prefers_none() -> None:
    new = told(DATA / "epoch_notable_2026-02-03.csv")
    (same,) = objects(new, "model", "Heron 2", "datasetSize")
    (several,) = objects(new, "model", "Curlew", "datasetSize")
    assert isinstance(same, Quantity)
    assert isinstance(several, Quantity)
    assert same.value == 14180000
    assert (several.value, several.verbatim) == (None, "100200,3000001")


def test_a_comma_inside_a_name_does_not_part_it() -> None:
    new = told(DATA / "epoch_notable_2026-02-03.csv")
    developers = words(new, "model", "Curlew", "developedBy")
    assert developers == ["actor:nordic-compute-bergen", "actor:larkspur-ai"]


def test_an_unknown_class_of_access_keeps_its_words() -> None:
    new = told(DATA / "epoch_notable_2026-02-03.csv")
    assert words(new, "model", "Curlew", "weights") == []
    assert words(new, "model", "Curlew", "status") == ["By invitation"]


def test_frontier_file() -> None:
    frontier = told(DATA / "epoch_frontier.csv")
    assert frontier[0].source.id == "epoch-frontier"
    assert frontier[0].source.issued == date(2025, 6, 30)
    assert "newest date" in frontier[0].source.issued_from
    assert words(frontier, "model", "Osprey", "weights") == [":DownloadableWeights"]
    assert words(frontier, "model", "Kestrel", "weights") == [":ClosedWeights"]
    assert words(frontier, "model", "Kestrel", "overThresholdFlag") == ["Maybe over 1e25 FLOP"]
    (size,) = objects(frontier, "model", "Osprey", "datasetSize")
    assert isinstance(size, Quantity)
    assert size.value == 3e13


def test_hardware_file() -> None:
    hardware = told(DATA / "epoch_hardware_2025-10.csv")

    def value(name: str, quantity: str) -> float | None:
        (found,) = objects(hardware, "hardware", name, quantity)
        assert isinstance(found, Quantity)
        return found.value

    assert value("Basalt B1", "totalProcessingPerformance") == 8000
    assert value("Basalt B1", "memorySize") == 80
    assert value("Basalt B1", "memoryBandwidth") == 3350
    assert value("Basalt B1", "bf16Rate") == 5e14
    assert value("Basalt B0", "bf16Rate") == 2e13, "without tensor units 16 bits have one rate"
    assert words(hardware, "hardware", "Basalt B1", "manufacturer") == ["actor:basalt-systems"]
    assert words(hardware, "hardware", "Basalt B0", "releaseDateText") == ["2017"]


def test_clusters_of_one_name_stay_apart() -> None:
    clusters = told(DATA / "epoch_clusters_2025-10.csv")
    sizes = [s for s in clusters if s.predicate == term("h100Equivalents")]
    assert len({s.subject for s in sizes}) == 3
    assert words(clusters, "hardware", "Fen Hall, Phase 1", "label") == ["Fen Hall, Phase 1"]
    assert len(words(clusters, "hardware", "Fen Hall, Phase 1", "owner")) == 2


def test_organisations_file() -> None:
    organisations = told(DATA / "epoch_organizations_2025-05.csv")
    assert words(organisations, "actor", "Larkspur AI", "headquarters") == ["place:canada"]
    assert words(organisations, "actor", "Nordic Compute, Bergen", "headquarters") == []
    assert words(organisations, "actor", "Nordic Compute, Bergen", "country") == ["place:norway"]
    kinds = words(organisations, "actor", "Nordic Compute, Bergen", "type")
    assert kinds == [":Actor", ":Company", ":GovernmentBody"]


def test_a_byte_order_mark_and_crlf_change_nothing(tmp_path: Path) -> None:
    source = DATA / "epoch_notable_2024-09.csv"
    copy = tmp_path / source.name
    copy.write_bytes(b"\xef\xbb\xbf" + source.read_bytes().replace(b"\n", b"\r\n"))
    told_of = [(s.subject, s.predicate, s.object, s.place) for s in told(source)]
    assert [(s.subject, s.predicate, s.object, s.place) for s in told(copy)] == told_of


def test_empty_rows_are_skipped_and_keep_the_count_of_rows(tmp_path: Path) -> None:
    lines = (DATA / "epoch_organizations_2025-05.csv").read_text().splitlines()
    copy = tmp_path / "epoch_organizations_2025-05.csv"
    copy.write_text("\n".join([lines[0], lines[1], ",,,,", lines[2], ",,,,", ""]))
    rows = {s.place.row for s in told(copy) if isinstance(s.place, Cell)}
    assert rows == {1, 3}


# ---------------------------------------------------------------- bad input

HEAD = "Model,Organization,Publication date,Training compute (FLOP),Notability criteria\n"
ROW = "Heron,Larkspur AI,2024-05-06,1e24,SOTA improvement\n"


@pytest.mark.parametrize(
    ("content", "needles"),
    [
        (b"", ["is empty"]),
        (b"\n  \n", ["is empty"]),
        (HEAD.encode(), ["no rows"]),
        (b"\xff\xfe" + HEAD.encode("utf-16-le"), ["line 1", "not UTF-8"]),
        ((HEAD + ROW).encode() + "Møller,,,,\n".encode("latin-1"), ["line 3", "0xf8"]),
        (HEAD.encode() + b"\0\0\1", ["binary"]),
        (b"a,b\n1,2\n", ["none of Epoch AI's tables", "'a', 'b'"]),
        ((HEAD.replace("Publication date", "Published") + ROW).encode(), ["'Publication date'"]),
        (
            (HEAD.replace("compute (FLOP)", "compute (flops)") + ROW).encode(),
            ["'Training compute (FLOP)' is missing", "did you mean Training compute (flops)"],
        ),
        ((HEAD.replace("Organization", "Model") + ROW).encode(), ["'Model' stands twice"]),
        ((HEAD + ROW + "Plover,Larks").encode(), ["row 2 ('Plover')", "2 cells", "'Organization'"]),
        ((HEAD + ROW + 'Plover,"Larks').encode(), ["data row 2", "never closed"]),
        (
            (HEAD + ROW.replace("1e24", "much")).encode(),
            ["row 1", "(FLOP)'", "'much' is no number"],
        ),
        ((HEAD + ROW.replace("1e24", "-1e24")).encode(), ["'-1e24' is negative"]),
        ((HEAD + ROW.replace("1e24", "inf")).encode(), ["'inf' is no number"]),
        ((HEAD + ROW.replace("1e24", "nan")).encode(), ["'nan' is no number"]),
        ((HEAD + ROW.replace("1e24", "1e999")).encode(), ["'1e999' is too large"]),
        ((HEAD + ROW.replace("1e24", "1_000")).encode(), ["'1_000' is no number"]),
        ((HEAD + ROW.replace("05-06", "13-06")).encode(), ["'Publication date'", "calendar"]),
        ((HEAD + ROW.replace("Heron", "")).encode(), ["row 1", "'Model'", "no name"]),
        ((HEAD + ROW.strip() + ",more\n").encode(), ["row 1", "6 cells, the header 5"]),
        ((HEAD + ",,,,\n").encode(), ["no row names a model"]),
    ],
)
def test_bad_files_give_one_clear_sentence(
    tmp_path: Path, content: bytes, needles: list[str]
) -> None:
    path = tmp_path / "models_2025-01.csv"
    path.write_bytes(content)
    assert epoch.accepts(str(path)) in (True, False)
    message = refusal(path)
    assert "models_2025-01.csv" in message
    assert [n for n in needles if n not in message] == [], message


def test_many_damaged_rows_are_counted_not_listed(tmp_path: Path) -> None:
    path = tmp_path / "models_2025-01.csv"
    path.write_text(HEAD + ROW.replace("1e24", "x") * 9)
    assert "data row 4 " in refusal(path)
    assert "and 5 more" in refusal(path)


def test_a_file_without_any_date_asks_for_one(tmp_path: Path) -> None:
    path = tmp_path / "organizations.csv"
    path.write_bytes((DATA / "epoch_organizations_2025-05.csv").read_bytes())
    assert "put the day into the name" in refusal(path)


def test_folder_missing_file_and_oversize(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "is a folder" in refusal(tmp_path)
    assert "no such file" in refusal(tmp_path / "none.csv")
    monkeypatch.setattr("ingest._csv.MAX_BYTES", 100)
    assert "no more than" in refusal(DATA / "epoch_frontier.csv")


def test_accepts_is_quiet_about_what_it_cannot_read(tmp_path: Path) -> None:
    for location in (
        tmp_path,
        tmp_path / "none.csv",
        "https://example.org/a.csv",
        "\0",
        "x" * 5000,
    ):
        assert epoch.accepts(str(location)) is False


def test_accepts_nothing_foreign(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    for content in (b"", b"\x89PNG\0\0", b"id,name,developer\n", b"Model,Year\n", b'"'):
        path.write_bytes(content)
        assert not epoch.accepts(str(path))


@given(st.floats(min_value=0, exclude_min=True, allow_infinity=False), st.integers(0, 17))
def test_a_number_reads_back_from_every_spelling(value: float, digits: int) -> None:
    for spelling in (repr(value), f"{value:e}", f"{value:E}", f"+{value!r}", f"{value:.17g}"):
        assert number(spelling) == float(spelling)
    exact = f"{value:.17e}"
    mantissa, exponent = exact.split("e")
    padded = f"{mantissa}E{exponent[0]}{exponent[1:].zfill(digits)}"
    assert number(repr(value)) == number(exact) == number(padded) == value
