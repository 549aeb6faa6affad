"""The command line: run notebooks, verify, compare and pack runs, check a corpus, begin a notebook, open JupyterLab."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from analysis import __version__
from analysis.checks import InputError

OK, DIFFERENT, MISTAKE, STOPPED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : sequence of str, optional
        By default those of the process.

    Returns
    -------
    int
        Exit status: 0 done, 1 a notebook failed or runs differ, 2 a mistake in what was given (one sentence on the
        error stream), 130 stopped.
    """
    parser = _parser()
    given, more = parser.parse_known_args(arguments)
    if more and given.command is not _lab:
        parser.error(f"unknown: {' '.join(more)}")
    given.options = more
    command: Callable[[argparse.Namespace], int] = given.command
    try:
        return command(given)
    except InputError as error:
        _say(f"demarche: {error}")
        return MISTAKE
    except OSError as error:
        place = f" ({error.filename})" if error.filename else ""
        _say(f"demarche: the system refused: {error.strerror or error}{place}; nothing was replaced.")
        return DIFFERENT
    except KeyboardInterrupt:
        _say("demarche: stopped; an earlier report is as it was, and run --resume goes on from here.")
        return STOPPED


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _home() -> Path:
    here = Path.cwd()
    checkout = Path(__file__).resolve().parents[1]
    return here if (here / "notebooks").is_dir() or not (checkout / "notebooks").is_dir() else checkout


def _run(given: argparse.Namespace) -> int:
    from analysis.runs.parameters import parse_columns, parse_settings
    from analysis.runs.planning import find_notebooks, make_plan
    from analysis.runs.running import Settings, run

    paths = find_notebooks(given.notebooks, folder=_home() / "notebooks", only=given.only)
    corpus = given.corpus if given.corpus is not None else _home() / "corpus"
    columns, told = parse_columns(given.column), parse_settings(given.set)
    plan = make_plan(paths, corpus=corpus, settings=told, columns=columns)
    progress = (lambda _line: None) if given.quiet else _say
    settings = Settings(jobs=given.jobs, timeout=given.timeout, resume=given.resume, progress=progress)
    record = run(plan, given.out, settings)
    _say(f"report: {Path(given.out) / 'index.html'} ({record['seconds']:.1f} s)")
    return OK if record["status"] == "ok" else DIFFERENT


def _verify(given: argparse.Namespace) -> int:
    from analysis.runs.verifying import verify

    comparison = verify(given.folder, corpus=given.corpus, progress=_say)
    print(comparison.text)
    return int(comparison.status)


def _compare(given: argparse.Namespace) -> int:
    from analysis.runs.comparing import compare

    comparison = compare(given.first, given.second)
    print(comparison.text)
    return int(comparison.status)


def _pack(given: argparse.Namespace) -> int:
    from analysis.runs.packing import pack

    out, paths = pack(given.folder, given.out, corpus=given.corpus, with_texts=given.with_texts, licence=given.license)
    texts = "with the texts of the corpus" if given.with_texts else "without the texts of the corpus"
    print(f"{out}: {len(paths)} files, {texts}; passages that notebooks show are in the notebooks.")
    return OK


def _check(given: argparse.Namespace) -> int:
    from analysis.corpus.checking import check_corpus
    from analysis.runs.parameters import parse_columns

    result = check_corpus(given.path, **parse_columns(given.column))  # type: ignore[arg-type]  # id alone takes a list
    print(result.summary)
    for row in result.findings.itertuples(index=False):
        print(": ".join(str(value) for value in row if str(value)))
    return DIFFERENT if (result.findings.get("severity") == "error").any() else OK


def _new(given: argparse.Namespace) -> int:
    from analysis.runs.starting import new_notebook

    print(new_notebook(given.name))
    return OK


def _strip(given: argparse.Namespace) -> int:
    from analysis.runs.notebooks import notebook_text, read_notebook, strip, write_notebook
    from analysis.runs.planning import find_notebooks

    changed = []
    for path in find_notebooks(given.notebooks, folder=_home() / "notebooks"):
        bare = strip(read_notebook(path))
        if notebook_text(bare) != path.read_text(encoding="utf-8"):
            changed.append(path)
            if not given.check:
                write_notebook(bare, path)
    for path in changed:
        print(f"{path}: {'has outputs or metadata to strip' if given.check else 'stripped'}")
    return DIFFERENT if changed and given.check else OK


def _lab(given: argparse.Namespace) -> int:
    import subprocess

    from analysis.runs.lab import lab_command

    return subprocess.call(lab_command(_home(), given.options))  # noqa: S603  (JupyterLab, with the user's own options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m analysis", description=__doc__)
    parser.add_argument("--version", action="version", version=f"demarche {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_run(commands)

    verify = _command(commands, "verify", _verify, "run a report again and say for each output whether it is the same")
    verify.add_argument("folder", metavar="DIR", help="folder of a run")
    verify.add_argument("--corpus", metavar="PATH", help="the corpus, where it is no longer at the recorded place")

    compare = _command(
        commands, "compare", _compare, "say what differs between two runs, and which input made it differ"
    )
    compare.add_argument("first", metavar="DIR_A")
    compare.add_argument("second", metavar="DIR_B")

    _add_pack(commands)

    check = _command(commands, "check", _check, "look a corpus over for mistakes: ids, dates, empty and double texts")
    check.add_argument("path", metavar="PATH", help="folder or table")
    _add_columns(check)

    new = _command(commands, "new", _new, "write a starter notebook of your own")
    new.add_argument("name", metavar="NAME", help="its name, or a path")

    strip = _command(commands, "strip", _strip, "take outputs, counts and versions out of notebooks, before a commit")
    strip.add_argument("notebooks", nargs="*", metavar="NOTEBOOK", help="default: all of notebooks/")
    strip.add_argument(
        "--check", action="store_true", help="change nothing; exit status 1 if something is to be stripped"
    )

    _command(commands, "lab", _lab, "open the notebooks in JupyterLab with this Python; takes JupyterLab's own options")
    return parser


def _add_run(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    run = _command(commands, "run", _run, "run notebooks on a corpus and write a report")
    run.add_argument(
        "notebooks", nargs="*", metavar="NOTEBOOK", help="notebooks or folders; default: all of notebooks/"
    )
    run.add_argument("--corpus", metavar="PATH", help="folder or table to read; default: corpus/")
    _add_columns(run)
    run.add_argument(
        "--out", metavar="DIR", default="reports/latest", help="folder of the report; default: %(default)s"
    )
    run.add_argument(
        "--set",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="value of a parameter, such as k=12; repeatable",
    )
    run.add_argument(
        "--only", metavar="PATTERN", action="append", default=[], help="only notebooks of this name, such as '03*'"
    )
    run.add_argument("--jobs", metavar="N", type=int, help="notebooks at a time; default: one for each core")
    run.add_argument(
        "--timeout",
        metavar="SECONDS",
        type=float,
        default=3600.0,
        help="longest time for one notebook; default: %(default)g",
    )
    run.add_argument(
        "--resume", action="store_true", help="do not run again what an earlier run finished with the same input"
    )
    run.add_argument("--quiet", action="store_true", help="no lines of progress")


def _add_pack(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    pack = _command(commands, "pack", _pack, "pack a report as an RO-Crate, for an archive or an appendix")
    pack.add_argument("folder", metavar="DIR", help="folder of a run")
    pack.add_argument("--out", metavar="FILE", help="the zip file; default: DIR.crate.zip")
    pack.add_argument("--license", metavar="NAME", help="licence of the report, such as CC-BY-4.0, or its address")
    pack.add_argument(
        "--with-texts", action="store_true", help="pack the files of the corpus too, not only its licence and citation"
    )
    pack.add_argument("--corpus", metavar="PATH", help="the corpus, where it is no longer at the recorded place")


def _add_columns(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--column",
        metavar="NAME=COLUMN",
        action="append",
        default=[],
        help="column of a table that is the text, id, date or speaker, such as text=body or id=country,year",
    )


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    function: Callable[[argparse.Namespace], int],
    text: str,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
    command.set_defaults(command=function)
    return command


if __name__ == "__main__":
    sys.exit(main())
