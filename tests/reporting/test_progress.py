"""How far a run is, on standard error: a line for each job, or a bar on a terminal."""

import io
import sys

import pytest

from analysis.reporting.progress import follow_progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def told(monkeypatch):
    """Follow two jobs, of which the second has something lasting to say, and return what was written."""

    def follow(stream, **options):
        monkeypatch.setattr(sys, "stderr", stream)
        with follow_progress(2, "Relatórios", "pt", **options) as tell:
            tell("um: feito", False)
            tell("dois: falhou", True)
        return stream.getvalue()

    return follow


def test_each_job_is_a_line_where_there_is_no_terminal(told):
    assert told(io.StringIO()) == "1/2 um: feito\n2/2 dois: falhou\n"


def test_terminal_shows_a_bar_and_only_what_lasts(told):
    written = told(Terminal())
    assert "Relatórios: " in written
    assert "2/2 dois: falhou\n" in written
    assert "um: feito" not in written


@pytest.mark.parametrize("stream", [io.StringIO, Terminal])
def test_nothing_is_told_if_nothing_is_to_be_shown(told, stream):
    assert told(stream(), shown=False) == ""


def test_bar_moves_by_the_work_done_and_counts_the_jobs(monkeypatch):
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    with follow_progress(2, "Relatórios", "pt", work=10) as tell:
        tell("um: feito", False, 9)
        tell("dois: falhou", True, 1)
    assert "Relatórios: " in stream.getvalue()
    assert " 2/2, faltam 00:00" in stream.getvalue()
