"""The store keeps its old state until a change is whole, whatever happens to the writer."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import store
from kg.errors import StoreError


def quad(number: int) -> ox.Quad:
    return ox.Quad(ox.NamedNode("https://e.org/s"), ox.NamedNode("https://e.org/p"),
                   ox.Literal(str(number)))  # fmt: skip


def fill(path: Path, count: int) -> None:
    with store.writing(path) as writer:
        writer.bulk_extend(quad(n) for n in range(count))


def test_a_change_is_seen_when_it_is_whole(tmp_path: Path) -> None:
    fill(tmp_path, 3)
    reader = store.open_read(tmp_path)
    with store.writing(tmp_path) as writer:
        writer.add(quad(100))
        assert len(store.open_read(tmp_path)) == 3
    assert len(store.open_read(tmp_path)) == 4
    assert len(reader) == 3, "a reader keeps the generation that it opened"


def test_a_failed_change_leaves_nothing(tmp_path: Path) -> None:
    fill(tmp_path, 3)

    def fail_halfway() -> None:
        with store.writing(tmp_path) as writer:
            writer.add(quad(100))
            raise RuntimeError("halfway")

    with pytest.raises(RuntimeError, match="halfway"):
        fail_halfway()
    assert len(store.open_read(tmp_path)) == 3
    fill(tmp_path, 5)
    assert len(store.open_read(tmp_path)) == 5


def test_a_killed_writer_leaves_the_old_state(tmp_path: Path) -> None:
    fill(tmp_path, 3)
    program = (
        "import sys, time; from pathlib import Path\n"
        "import pyoxigraph as ox; from kg import store\n"
        "with store.writing(Path(sys.argv[1])) as w:\n"
        "    w.bulk_extend(ox.Quad(ox.NamedNode('https://e.org/s'), ox.NamedNode('https://e.org/p'),"
        " ox.Literal('k' + str(n))) for n in range(5000))\n"
        "    print('half', flush=True)\n"
        "    time.sleep(60)\n"
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    with writer.stdout:
        assert writer.stdout.readline() == "half\n"
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    assert len(store.open_read(tmp_path)) == 3
    fill(tmp_path, 4)
    assert len(store.open_read(tmp_path)) == 4
    generations = [p for p in tmp_path.iterdir() if p.is_dir()]
    assert len(generations) == 2, "what the killed writer left is gone"


def _write_slowly(path: Path, started: str) -> None:
    with store.writing(path):
        Path(started).touch()
        time.sleep(30)


def test_two_writers_do_not_meet(tmp_path: Path) -> None:
    place, started = tmp_path / "store", tmp_path / "started"
    fill(place, 1)
    other = multiprocessing.get_context("spawn").Process(
        target=_write_slowly, args=(place, str(started))
    )
    other.start()
    try:
        deadline = time.monotonic() + 20
        while not started.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        with pytest.raises(StoreError, match="another process is writing"):
            fill(place, 2)
        assert len(store.open_read(place)) == 1, "reading goes on beside a writer"
    finally:
        other.terminate()
        other.join()


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(StoreError, match="not a store"):
        store.exists(tmp_path)
    with pytest.raises(StoreError, match="not a store"):
        fill(tmp_path, 1)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("pointer", ["", "0042-abcdef\n", "../../etc\n"])
def test_a_damaged_pointer_is_said_plainly(tmp_path: Path, pointer: str) -> None:
    fill(tmp_path, 1)
    (tmp_path / store.POINTER).write_text(pointer)
    with pytest.raises(StoreError, match="damaged"):
        store.open_read(tmp_path)


def test_a_damaged_database_is_said_plainly(tmp_path: Path) -> None:
    fill(tmp_path, 2000)
    for table in store.generation(tmp_path).glob("*.sst"):
        os.truncate(table, 10)
    with pytest.raises(StoreError, match="cannot be read"):
        list(store.open_read(tmp_path))


def test_no_store_names_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kg init"):
        store.open_read(tmp_path / "nowhere")


def test_a_full_disk_leaves_the_old_state(tmp_path: Path) -> None:
    fill(tmp_path, 3)
    program = (
        "import resource, signal, sys; from pathlib import Path; import pyoxigraph as ox\n"
        "from kg import store; from kg.errors import StoreError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n"
        "try:\n"
        "    with store.writing(Path(sys.argv[1])) as w:\n"
        "        w.bulk_extend(ox.Quad(ox.NamedNode(f'https://e.org/{n}'),"
        " ox.NamedNode('https://e.org/p'), ox.Literal(str(n) * 9)) for n in range(50_000))\n"
        "except StoreError as error:\n"
        "    print(error)\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert "disk is full" in said.stdout, said
    assert len(store.open_read(tmp_path)) == 3
