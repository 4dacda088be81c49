"""Writes the corpus, prints it, and scores the product on it.

``python -m tests.corpus write --to DIR``, ``python -m tests.corpus score``, ``python -m tests.corpus pdf``.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from functools import reduce
from operator import add
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.corpus.formats import PRINTED, PRINTED_SEED, file_name, script_of, written
from tests.corpus.layouts import LAYOUTS
from tests.corpus.reading import cases, scores
from tests.corpus.scoring import AIMS, Score
from tests.corpus.truth import truth_of


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.corpus", description=__doc__)
    parser.add_argument("command", nargs="?", choices=("write", "score", "pdf"), default="write")
    parser.add_argument("--to", type=Path, help="folder to write documents and their truth into")
    parser.add_argument("--layout", default="", choices=("", *LAYOUTS), metavar="LAYOUT", help="only this layout")
    parser.add_argument("--format", default="", help="only this format")
    parser.add_argument("--seed", type=int, action="append", help="seed of the content; may be repeated (default: 1)")
    parser.add_argument("--split", choices=("dev", "held"), action="append", help="only this split")
    parser.add_argument("--verbose", action="store_true", help="tell every difference")
    given = parser.parse_args(arguments)
    if given.command == "pdf":
        return _print_all(given.layout)
    if given.command == "write" and given.to is None:
        parser.error("--to DIR is needed")
    for split in given.split or ("dev", "held"):
        wanted = list(cases(split, tuple(given.seed or (1,)), layout=given.layout, form=given.format))
        if given.command == "write":
            for case in wanted:
                _write(*case, given.to)
        elif wanted:
            _tell(split, scores(wanted), verbose=given.verbose)
    return 0


def _write(name: str, form: str, seed: int, folder: Path) -> None:
    layout = LAYOUTS[name]
    path = folder / file_name(layout, form, seed)
    folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written(layout, form, seed))
    truth = truth_of(script_of(layout, seed), layout, form)
    path.with_suffix(f"{path.suffix}.json").write_text(
        json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8"
    )


def _tell(split: str, found: dict[tuple[str, str, int], Score], *, verbose: bool) -> None:
    """Print the figures of each format and of all, then which documents fall short of which aim."""
    forms = sorted({form for _, form, _ in found})
    by_form = {form: reduce(add, (s for (_, f, _), s in found.items() if f == form)) for form in forms}
    columns = {"all": reduce(add, found.values()), **by_form}
    print(f"\n{split}: {len(found)} documents\n" + f"{'':22}{'aim':>6}" + "".join(f"{name:>7}" for name in columns))
    for name, aim in AIMS.items():
        figures = "".join(_number(score.figure(name)) for score in columns.values())
        print(f"{name:22}{'' if aim is None else f'{aim:.2f}':>6}{figures}")
    for (name, form, seed), score in found.items():
        if failing := score.failing():
            print(f"  {name} {form} {seed}: " + ", ".join(f"{n} {score.figure(n):.2f}" for n in failing))
        for text in score.differences if verbose else ():
            print(f"      {text}")


def _number(figure: float | None) -> str:
    return f"{'' if figure is None else f'{figure:.3f}':>7}"


def _print_all(only: str) -> int:
    """Have LibreOffice make a PDF of the Word document of each layout that is published as one."""
    office = shutil.which("soffice")
    if office is None:
        print("soffice (LibreOffice) is not on this machine", file=sys.stderr)
        return 3
    PRINTED.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        paths = []
        for name, layout in LAYOUTS.items():
            if "pdf" in layout.formats and only in ("", name):
                paths.append(Path(folder) / f"{name}.docx")
                paths[-1].write_bytes(written(layout, "docx", PRINTED_SEED))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [office, "--headless", profile, "--convert-to", "pdf", "--outdir", str(PRINTED), *map(str, paths)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return 0


if __name__ == "__main__":
    sys.exit(main())
