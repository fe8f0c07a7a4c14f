"""start.py: the first thing that anybody runs, on whatever computer it happens to be."""

from __future__ import annotations

import ast
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
START = ROOT / "start.py"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="the folders of .venv are named otherwise")

# In the place of the real commands: says what it was given, where, and by which Python.
COMMANDS = """
import os, sys
assert "PYTHONPATH" not in os.environ, "another project's libraries would be found first"
print("given", sys.argv[1:], "in", os.getcwd(), "by", sys.prefix)
sys.exit(7 if "fail" in sys.argv else 0)
"""
# A wheel that nobody has, as a lock file would name it.
NOWHERE = "no-such-package==1.0 --hash=sha256:" + "0" * 64 + "\n"


def lock(folder: Path, text: str) -> None:
    """Every lock file holds what the first one holds."""
    for name in imported().LOCKS.values():
        (folder / name).write_text(text)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with nothing to install, in a folder with a space in its name."""
    folder = tmp_path / "my practice"
    folder.mkdir()
    shutil.copy(START, folder)
    (folder / "tasks.py").write_text(COMMANDS)
    lock(folder, "")
    return folder


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A .venv with pip, made once: making it takes most of the time of a first start."""
    folder = tmp_path_factory.mktemp("installed") / ".venv"
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    return folder


@pytest.fixture
def started(project: Path, installed: Path) -> Path:
    """The same project after its first start."""
    shutil.copytree(installed, project / ".venv", symlinks=True)
    assert start(project)[0] == 0
    return project


def begin(project: Path, *arguments: str, **more: str) -> subprocess.Popen[str]:
    # Without uv, wherever it may be, and without an index: pip must not look for anything.
    environment = {
        **os.environ,
        "PATH": os.defpath,
        "PIP_NO_INDEX": "1",
        "PYTHONPATH": "/nowhere",
        **more,
    }
    return subprocess.Popen(
        [sys.executable, str(project / "start.py"), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
        cwd="/",
    )


def start(project: Path, *arguments: str, **more: str) -> tuple[int, str]:
    process = begin(project, *arguments, **more)
    output, _ = process.communicate(timeout=600)
    return process.returncode, output


def imported() -> ModuleType:
    spec = importlib.util.spec_from_file_location("start", START)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# --- An old Python -------------------------------------------------------------------------------


@pytest.mark.parametrize("version", [(2, 7), (3, 6), (3, 10)])
def test_an_old_python_is_told_in_one_sentence_what_to_install(version: tuple[int, int]) -> None:
    code = "import sys; sys.version_info = {}; exec(compile(open({!r}).read(), 'start', 'exec'))"
    run = subprocess.run(
        [sys.executable, "-c", code.format(version, str(START))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == (
        "Practice Press needs Python 3.11 or newer, and this is Python {}.{}. Install a newer one "
        "from https://www.python.org/downloads/ and start again.\n".format(*version)
    )


def test_an_old_python_can_read_the_file_as_far_as_that_sentence() -> None:
    text = START.read_bytes()
    assert text.isascii()
    tree = ast.parse(text)
    newer: tuple[type[ast.AST], ...]
    newer = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Nonlocal, ast.Match)
    newer += (ast.AsyncFunctionDef, ast.Await, ast.YieldFrom)
    assert [node.lineno for node in ast.walk(tree) if isinstance(node, newer)] == []
    for node in ast.walk(tree):
        if isinstance(node, (ast.List, ast.Tuple)):
            assert not any(isinstance(element, ast.Starred) for element in node.elts)
        if isinstance(node, ast.FunctionDef):
            arguments = [*node.args.args, node.args.vararg, node.args.kwarg]
            assert node.returns is None
            assert [one for one in arguments if one and one.annotation] == []
            assert node.args.kwonlyargs == []
        if isinstance(node, ast.Raise):
            assert node.cause is None
    imports = [node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))]
    check = next(node for node in tree.body if isinstance(node, ast.If))
    assert [ast.unparse(node) for node in imports if node.lineno < check.lineno] == [
        "from __future__ import print_function",
        "import sys",
    ]


# --- The first start and the next ones -----------------------------------------------------------


def test_a_first_start_installs_beside_itself_and_a_second_one_goes_straight_on(
    project: Path,
) -> None:
    code, said = start(project, "new", "A title: with “quotes”", "--content", "x y")
    arguments = ["new", "A title: with “quotes”", "--content", "x y"]
    handed_over = f"given {arguments} in / by {project / '.venv'}\n"
    assert (code, said.endswith("\n\n" + handed_over)) == (0, True)
    assert said.startswith("Getting the libraries (only the first time).\n")

    assert start(project, *arguments) == (0, handed_over)


def test_a_bare_start_is_the_preview(started: Path) -> None:
    assert start(started)[1].startswith("given ['preview'] in")


def test_the_exit_code_is_the_one_of_the_command(started: Path) -> None:
    assert start(started, "fail")[0] == 7


def test_help_is_given_without_installing_anything(project: Path) -> None:
    code, said = start(project, "--help")
    assert (code, "python3 start.py" in said) == (0, True)
    assert not (project / ".venv").exists()


def test_two_starts_at_once_install_once(project: Path) -> None:
    both = [begin(project, "one"), begin(project, "two")]
    said = [process.communicate(timeout=120)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sum("Getting the libraries" in each for each in said) == 1
    assert all("given [" in each for each in said)


# --- A .venv that is no longer good --------------------------------------------------------------


def test_a_venv_whose_python_is_gone_is_made_anew(started: Path) -> None:
    python = started / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/no/such/python")
    code, said = start(started)
    assert (code, "installed anew" in said) == (0, True)
    assert start(started)[1].startswith("given")


def test_a_venv_that_was_moved_with_its_folder_is_made_anew(started: Path) -> None:
    moved = started.rename(started.with_name("moved"))
    code, said = start(moved)
    assert (code, "installed anew" in said) == (0, True)
    assert said.endswith(f"by {moved / '.venv'}\n")


def test_an_installation_that_was_broken_off_is_repaired(started: Path) -> None:
    for stamp in (started / ".venv").glob("installed-for-*"):
        stamp.unlink()
    (started / ".venv" / "installing").touch()
    (started / ".venv" / "half of something").touch()
    code, said = start(started)
    assert (code, "installed anew" in said) == (0, True)
    assert not (started / ".venv" / "half of something").exists()


def test_a_changed_lock_file_is_followed(started: Path) -> None:
    lock(started, "# other versions\n")
    said = start(started)[1]
    assert "Getting the libraries up to date" in said
    assert "anew" not in said
    assert start(started)[1].startswith("given")


def test_a_venv_that_somebody_else_has_made_is_used_and_not_removed(
    project: Path, installed: Path
) -> None:
    shutil.copytree(installed, project / ".venv", symlinks=True)
    (project / ".venv" / "mine").touch()
    assert start(project)[0] == 0
    assert (project / ".venv" / "mine").exists()


# --- When it cannot be done ----------------------------------------------------------------------


def test_a_failed_installation_says_what_to_do_and_leaves_no_stamp(project: Path) -> None:
    lock(project, NOWHERE)
    code, said = start(project)
    assert code == 1
    assert "Is this computer connected to the internet?" in said
    assert "No matching distribution found for no-such-package==1.0" in said
    assert "Traceback" not in said
    assert list((project / ".venv").glob("installed-for-*")) == []

    lock(project, "")
    assert start(project)[0] == 0


def test_what_only_the_tests_need_cannot_take_the_preview_away(started: Path) -> None:
    (started / "requirements-test.txt").write_text(NOWHERE)
    assert start(started, "test")[0] == 1
    assert start(started)[1].startswith("given")

    (started / "requirements-test.txt").write_text("")
    assert "given ['test', '--', '-k', 'x']" in start(started, "test", "--", "-k", "x")[1]
    assert start(started, "test")[1].startswith("given")


def test_a_preview_goes_on_without_an_editor_that_cannot_be_had(started: Path) -> None:
    (started / "requirements-editor.txt").write_text(NOWHERE)
    code, said = start(started, "preview")
    assert (code, "the preview goes on without it" in said) == (0, True)
    assert "given ['preview']" in said
    assert start(started, "check")[1].startswith("given")

    (started / "requirements-editor.txt").write_text("")
    assert "that the editor needs" in start(started, "preview")[1]
    assert start(started, "preview")[1].startswith("given")


def test_a_first_start_without_the_editor_is_a_start(project: Path) -> None:
    (project / "requirements-editor.txt").write_text(NOWHERE)
    code, said = start(project, "preview")
    assert (code, "given ['preview']" in said) == (0, True)


def test_a_folder_that_cannot_be_written_in_is_named(project: Path) -> None:
    (project / ".venv.lock").mkdir()
    code, said = start(project)
    assert code == 1
    assert said.startswith(f"\nNothing can be written in the folder {project} (Is a directory).")


def test_debian_without_venv_is_told_the_line_for_the_running_python() -> None:
    assert imported().how_to_get_venv(["ensurepip"], (3, 12), "/usr/bin/apt") == (
        "This Python came without ensurepip, which it needs to install the libraries. "
        "Type this line, then start again:\n\n    sudo apt install python3.12-venv"
    )
    assert "apt" not in imported().how_to_get_venv(["venv", "ensurepip"], (3, 12), None)


# --- The real thing ------------------------------------------------------------------------------


def test_the_help_names_every_command() -> None:
    import tasks

    told = imported().__doc__ or ""
    commands = [name for name, value in vars(tasks).items() if hasattr(value, "body")]
    preview = "preview"  # is told as the bare start
    assert [name for name in commands if f"start.py {name}" not in told] == [preview]


def test_the_editor_and_the_tests_get_the_same_versions_as_everybody_else() -> None:
    """start.py installs one of the files, and takes it for all of those before it."""

    def pinned(name: str) -> set[str]:
        lines = (ROOT / name).read_text().splitlines()
        return {line.split(" ")[0] for line in lines if "==" in line}

    run, editor, tests = (pinned(name) for name in imported().LOCKS.values())
    assert (run - editor, editor - tests) == (set(), set())


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-editor.txt", "requirements-test.txt"]
)
def test_a_lock_file_names_no_host_and_no_folder(name: str) -> None:
    text = (ROOT / name).read_text()
    assert [word for word in ("://", "index", "find-links", "/", "file:") if word in text] == []


@pytest.mark.slow
def test_the_real_libraries_install_from_the_lock(project: Path) -> None:
    for name in ("requirements.txt", "requirements-editor.txt"):
        shutil.copy(ROOT / name, project)
    (project / "tasks.py").write_text(
        "import nicegui, pelican; print('Pelican', pelican.__version__)"
    )
    environment = {"PIP_NO_INDEX": os.environ.get("PIP_NO_INDEX", "0")}
    code, said = start(project, **environment)
    assert (code, said.endswith("\n\nPelican 4.12.0\n")) == (0, True)
