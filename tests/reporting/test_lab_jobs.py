"""A notebook job of JupyterLab's scheduler makes the page that the command would make, or says why not."""

import time
from pathlib import Path

import pytest
from traitlets.config import Config

from analysis.common.errors import ParameterError, UnknownNameError
from analysis.common.paths import notebook_folder
from analysis.reporting.lab_jobs import job_task

NOTEBOOK = next(notebook_folder().glob("03-*.ipynb"))


@pytest.mark.parametrize("written", ["lagos-2023", '"lagos-2023"', "'lagos-2023'", " lagos-2023 "])
def test_plan_is_given_as_on_the_command_line_or_as_in_python(written):
    task = job_task(NOTEBOOK, {"plan_id": written})
    assert (task.plan_id, task.lang, task.heading, task.parameters) == ("lagos-2023", "pt", "Lagos, 2023", {})


def test_parameters_are_converted_and_the_language_is_that_of_the_report():
    task = job_task(NOTEBOOK, {"plan_id": "lagos-2023", "lang": '"en"', "slack": "2"})
    assert (task.lang, task.parameters) == ("en", {"slack": 2})


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({}, ParameterError),
        ({"plan_id": "nowhere-2020"}, UnknownNameError),
        ({"plan_id": "lagos-2023", "slck": "2"}, ParameterError),
        ({"plan_id": "lagos-2023", "slack": "many"}, ParameterError),
        ({"plan_id": "lagos-2023", "lang": "fr"}, ParameterError),
    ],
)
def test_what_does_not_fit_is_refused(given, error):
    with pytest.raises(error):
        job_task(NOTEBOOK, given)


@pytest.fixture
def job(tmp_path: Path):
    """Run a job by jupyter-scheduler; return its status, message and files by ending."""
    from jupyter_scheduler.environments import StaticEnvironmentManager
    from jupyter_scheduler.models import CreateJob
    from jupyter_scheduler.orm import create_tables
    from jupyter_scheduler.scheduler import Scheduler

    url = f"sqlite:///{tmp_path / 'scheduler.sqlite'}"
    create_tables(url)
    manager = "analysis.reporting.lab_jobs.ReportExecutionManager"
    config = Config(Scheduler={"execution_manager_class": manager, "staging_path": str(tmp_path / "staged")})
    scheduler = Scheduler(str(notebook_folder()), StaticEnvironmentManager(), db_url=url, config=config)

    def run(**parameters: str):
        asked = {"name": "report", "runtime_environment_name": "x", "output_formats": ["html", "ipynb"]}
        made = scheduler.create_job(CreateJob(input_uri=NOTEBOOK.name, parameters=parameters, **asked))
        end = time.monotonic() + 180
        while (told := scheduler.get_job(made, False)).status not in ("COMPLETED", "FAILED"):
            assert time.monotonic() < end
            time.sleep(0.2)
        staged = {path.suffix: path for path in (tmp_path / "staged").rglob("*-*-*.*") if path.name != NOTEBOOK.name}
        return told.status, told.status_message, staged

    return run


def test_job_makes_the_page_without_code_in_the_language_asked_for(job):
    status, _, files = job(plan_id="lagos-2023", lang="en")
    assert status == "COMPLETED"
    page = files[".html"].read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert "Lagos, 2023" in page
    assert "<title>Schedule" in page or "<title>When" in page or "plan_id" in files[".ipynb"].read_text("utf-8")


def test_job_that_fails_says_why(job):
    status, message, _ = job(plan_id="lagos-2023", slack="many")
    assert status == "FAILED"
    assert "slack" in message
