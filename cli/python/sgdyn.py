"""Run sgdyn, exact learning dynamics of one-pass SGD, from Python.

Experiments and sweeps are dicts with the keys of their YAML files; results are tables::

    import sgdyn

    result = sgdyn.run({
        "name": "mine",
        "dimension": 1000,
        "seed": 1,
        "classes": [
            {"label": 1, "mean": {"type": "constant"}, "covariance": {"type": "isotropic"}},
            {"label": 0, "mean": {"type": "constant", "amplitude": -1.0}, "covariance": {"type": "isotropic"}},
        ],
        "loss": {"type": "logistic"},
        "learningRate": {"type": "constant", "value": 1.0},
        "time": {"end": 20.0, "points": 41},
        "simulation": {"replicates": 10},
    })
    result.theory["risk"]              # a value for each time in result.theory["t"]
    result.simulation["risk_mean"]     # over the replicates

A table is a pandas.DataFrame where pandas is installed, else a dict of NumPy arrays where NumPy is, else a dict of lists.
The module is one file and needs nothing but Python 3.8 and the program: the one whose directory holds this file, the one that
the variable SGDYN names, or the one on PATH.
"""

import csv
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import warnings

__all__ = ["Result", "SgdynError", "SgdynWarning", "command", "program", "run", "sweep", "table"]

_DONE, _TROUBLE = 0, 3


class SgdynError(RuntimeError):
    """The program refused or failed; the message is its own.

    Attributes:
        code: its exit code: 2 for input that is refused, 1 for an error of the program itself.
    """

    def __init__(self, message, code):
        super().__init__(message)
        self.code = code


class SgdynWarning(UserWarning):
    """Numerical trouble, such as a curve that diverges: results end where it began, and the message says when and why."""


class Result:
    """What a run or a sweep has written.

    Attributes:
        theory: of a run, the table theory.csv, a row for each time (and curve): t, learning_rate, risk and further statistics.
        simulation: of a run that simulates, the table simulation.csv: NAME_mean, NAME_std, NAME_q05, NAME_q95 for each
            statistic; otherwise None.
        sweep: of a sweep, the table sweep.csv, a row for each point; otherwise None.
        summary: summary.json as a dict: the experiment with every default, counts, final values, troubles.
    """

    def __init__(self, directory):
        directory = pathlib.Path(directory)
        self.theory, self.simulation, self.sweep = (
            table(directory / name) if (directory / name).exists() else None
            for name in ("theory.csv", "simulation.csv", "sweep.csv")
        )
        self.summary = json.loads((directory / "summary.json").read_text(encoding="utf-8"))

    def __repr__(self):
        held = [name for name in ("theory", "simulation", "sweep") if getattr(self, name) is not None]
        return "<sgdyn.Result of " + ", ".join(held) + ">"


def run(experiment, *options, out=None):
    """Computes the theory of an experiment, and simulates it if the experiment says so.

    Args:
        experiment: a dict with the keys of an experiment file, or the name of a file or of a bundled experiment. Relative
            paths in a dict refer to the working directory, and a key whose value is None counts as left out.
        *options: further options of "sgdyn run", such as "--set", "learningRate.value=2", "--certify", "--plugins", "DIR".
        out: a directory that keeps all results, figures and report included; by default tables are read and nothing is kept.

    Returns:
        A Result with theory and simulation.

    Raises:
        SgdynError: if the program refuses the experiment or fails.

    Warns:
        SgdynWarning: on numerical trouble; the result holds the curves up to there.
    """
    return _results("run", experiment, options, out)


def sweep(sweep, *options, out=None):
    """Measures an experiment at every point of a grid.

    Args:
        sweep: a dict with the keys of a sweep file, whose "experiment" may be a dict, or the name of a file or of a bundled
            sweep.
        *options: further options of "sgdyn sweep".
        out: as for run.

    Returns:
        A Result whose sweep is a table with a row for each point: the axes, the measures, and the outcome in a word.

    Raises:
        SgdynError: if the program refuses the sweep or fails.

    Warns:
        SgdynWarning: on numerical trouble at some of the points.
    """
    return _results("sweep", sweep, options, out)


def command(name, source=None, *options):
    """Runs any command of the program, such as command("stability", experiment) or command("describe", "logistic").

    Args:
        name: the command.
        source: a dict, or the command's first argument as text, or None if it takes none.
        *options: further arguments.

    Returns:
        What the program prints, as text.

    Raises:
        SgdynError: unless the exit code is 0.
    """
    done = _call(name, source, options)
    if done.returncode != _DONE:
        raise SgdynError(_message(done), done.returncode)
    return done.stdout


def program():
    """The path of the program that is run.

    Raises:
        SgdynError: if there is none.
    """
    launcher = "sgdyn.cmd" if os.name == "nt" else "sgdyn"
    named = os.environ.get("SGDYN")
    beside = pathlib.Path(__file__).resolve().parent.parent / "bin" / launcher
    found = named or (str(beside) if beside.is_file() else shutil.which("sgdyn"))
    if not found or not shutil.which(found):
        raise SgdynError(
            "the variable SGDYN names %s, which is no program; let it name bin/%s of sgdyn" % (named, launcher)
            if named
            else "sgdyn is not found: put its bin directory on PATH, or let the variable SGDYN name bin/%s" % launcher,
            2,
        )
    return found


def table(file):
    """Reads a table that the program wrote as CSV.

    Args:
        file: its path.

    Returns:
        A pandas.DataFrame, or a dict of NumPy arrays, or a dict of lists, by column. Columns of texts, such as curve and
        outcome, hold texts; empty cells among numbers are NaN.
    """
    with open(file, newline="", encoding="utf-8") as lines:
        rows = list(csv.reader(lines))
    columns = {name: _column([row[k] for row in rows[1:]]) for k, name in enumerate(rows[0])}
    try:
        import pandas

        return pandas.DataFrame(columns)
    except ImportError:
        pass
    try:
        import numpy

        return {name: numpy.array(values) for name, values in columns.items()}
    except ImportError:
        return columns


def _column(cells):
    try:
        return [float(cell) if cell else float("nan") for cell in cells]
    except ValueError:
        return cells


def _results(name, source, options, out):
    with tempfile.TemporaryDirectory(prefix="sgdyn-") as scratch:
        directory = pathlib.Path(scratch, "results") if out is None else pathlib.Path(out)
        words = [*options, "--out", str(directory)]
        if out is None:
            words += ["--figures", "none", "--no-report"]
        done = _call(name, source, words)
        if done.returncode not in (_DONE, _TROUBLE):
            raise SgdynError(_message(done), done.returncode)
        if done.returncode == _TROUBLE:
            warnings.warn(_message(done), SgdynWarning, stacklevel=3)
        return Result(directory)


def _call(name, source, options):
    words, text = [name], None
    if isinstance(source, dict):
        words.append("-")
        text = json.dumps(_given(source), default=_plain)
    elif source is not None:
        words.append(os.fspath(source))
    return subprocess.run(
        [program(), *words, *map(str, options)],
        input=text,
        stdin=None if text is not None else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )


def _given(value):
    """What is left without the keys whose value is None."""
    if isinstance(value, dict):
        return {key: _given(each) for key, each in value.items() if each is not None}
    return [_given(each) for each in value] if isinstance(value, (list, tuple)) else value


def _plain(value):
    """Numbers and arrays of NumPy, and paths, as JSON has them."""
    return value.tolist() if hasattr(value, "tolist") else os.fspath(value)


def _message(done):
    said = done.stderr.strip() or done.stdout.strip() or "sgdyn ended with exit code %d" % done.returncode
    return said[len("sgdyn: "):] if said.startswith("sgdyn: ") else said
