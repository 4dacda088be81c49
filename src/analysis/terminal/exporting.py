"""``redesocial export``: the frames, networks, codebook and calendars of plans as files for other programs.

Each format has a folder. That of a format of frames holds the frames of all plans together; that of a
format of networks has a folder for each plan, and ``together`` for all where they are more than one:

    DIR/csv/<frame>.csv  datapackage.json  codebook.pt.md  codebook.en.md
    DIR/parquet/<frame>.parquet
    DIR/graphml/<plan_id>/participations.graphml  partners.graphml
    DIR/gexf/<plan_id>/participations.gexf  partners.gexf
    DIR/pajek/<plan_id>/participations.net  .clu  -key.csv    partners.net  .clu  -key.csv
    DIR/ucinet/<plan_id>/participations.dl  -key.csv          partners.dl  -key.csv
    DIR/edgelist/<plan_id>/participations.csv  -nodes.csv     partners.csv  -nodes.csv
    DIR/ics/<plan_id>.ics  <plan_id>/<organisation_id>.ics

A plan that states no months has no calendar, and a body of whose actions none has known months has none:
the first is told, and no other format waits for it.

All plans are read before anything is written. A file is written whole or not at all, and is the same byte
for byte for the same plans and versions.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import networkx as nx

from analysis.common.errors import OutputError, ParameterError
from analysis.common.paths import whole_file
from analysis.common.wording import Language, say
from analysis.frames.calendar_files import plan_calendars
from analysis.frames.corpus import Corpus
from analysis.frames.load import load_corpus
from analysis.frames.publish import has_parquet, publish_csv, publish_parquet
from analysis.frames.selection import plan_corpus
from analysis.graphs.edge_lists import write_edge_list
from analysis.graphs.exchange import write_gexf, write_graphml
from analysis.graphs.pajek import write_pajek
from analysis.graphs.partnership import participation_graph, partner_graph
from analysis.graphs.ucinet import write_ucinet
from analysis.terminal.formats import CALENDARS, FORMATS, GRAPH_FORMATS

TOGETHER = "together"

Writer = Callable[[nx.Graph, Path], object]
_WRITERS: dict[str, tuple[Writer, str]] = {
    "graphml": (write_graphml, ".graphml"),
    "gexf": (write_gexf, ".gexf"),
    "pajek": (write_pajek, ".net"),
    "ucinet": (write_ucinet, ".dl"),
    "edgelist": (write_edge_list, ".csv"),
}


def export_plans(plans: Sequence[str], to: str, formats: Sequence[str] | None, lang: Language) -> int:
    """Write `plans` in `formats` into the folder `to`, print the folder of each, and return the exit code.

    Raises
    ------
    ParameterError
        If the folder cannot be made, or Parquet was asked for and cannot be written.
    OutputError
        If writing failed on the way.
    """
    if not to.strip():
        raise ParameterError("export_folder", folder=to, reason=say("missing.not_stated", lang))
    chosen = [each for each in FORMATS if each in (formats or FORMATS)]
    if "parquet" in chosen and not has_parquet():
        if formats:
            raise ParameterError("export_no_parquet")
        chosen.remove("parquet")
        print(f"redesocial: {say('command.parquet_left_out', lang)}", file=sys.stderr)
    corpus = load_corpus(*plans, lang=lang)
    folder = Path(to)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ParameterError("export_folder", folder=to, reason=error) from None
    try:
        _write(corpus, folder, chosen, lang)
    except OSError as error:
        raise OutputError("export_interrupted", folder=to, reason=error) from None
    for each in chosen:
        if (folder / each).is_dir():
            print((folder / each).resolve())
    return 0


def _write(corpus: Corpus, folder: Path, formats: Sequence[str], lang: Language) -> None:
    if "csv" in formats:
        publish_csv(corpus, folder / "csv", lang=lang)
    if "parquet" in formats:
        publish_parquet(corpus, folder / "parquet")
    named = [each for each in formats if each in GRAPH_FORMATS]
    parts = {plan_id: plan_corpus(corpus, plan_id) for plan_id in corpus.plan_ids if named}
    if len(parts) > 1:
        parts[TOGETHER] = corpus
    for part, plans in parts.items():
        graphs = {"participations": participation_graph(plans), "partners": partner_graph(plans)}
        for each in named:
            write, ending = _WRITERS[each]
            for name, graph in graphs.items():
                write(graph, folder / each / part / f"{name}{ending}")
    if CALENDARS in formats:
        _write_calendars(corpus, folder / CALENDARS, lang)


def _write_calendars(corpus: Corpus, folder: Path, lang: Language) -> None:
    """Write the calendars of each plan, and say of which there are none."""
    for plan_id in corpus.plan_ids:
        try:
            calendars = plan_calendars(corpus, plan_id, lang=lang)
        except ParameterError as error:
            print(f"redesocial: {error.message(lang)}", file=sys.stderr)
            continue
        for calendar in calendars:
            name = plan_id if calendar.organisation_id is None else f"{plan_id}/{calendar.organisation_id}"
            with whole_file(folder / f"{name}.ics") as draft:
                draft.write_bytes(calendar.content)
