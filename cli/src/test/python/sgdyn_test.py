"""The module sgdyn, with the program that the variable SGDYN names and without pandas and NumPy unless they are there."""

import json
import math
import pathlib
import subprocess
import sys
import tempfile
import unittest
import warnings

import sgdyn

EXPERIMENT = {
    "name": "small",
    "dimension": 20,
    "seed": 1,
    "classes": [
        {"label": 1, "mean": {"type": "constant"}, "covariance": {"type": "isotropic"}},
        {"label": 0, "mean": {"type": "constant", "amplitude": -1.0}, "covariance": {"type": "isotropic"}},
    ],
    "loss": {"type": "logistic"},
    "learningRate": {"type": "constant", "value": 1.0},
    "time": {"end": 2.0, "points": 5},
    "simulation": {"replicates": 2},
}


class SgdynTest(unittest.TestCase):
    def test_tables_of_a_run(self):
        result = sgdyn.run(EXPERIMENT)
        self.assertEqual(list(result.theory["t"]), [0.0, 0.5, 1.0, 1.5, 2.0])
        # From zero the logits vanish, and the logistic loss is log 2 exactly but for rounding.
        self.assertAlmostEqual(result.theory["risk"][0], math.log(2), places=14)
        self.assertLess(result.theory["risk"][4], result.theory["risk"][0])
        self.assertEqual(len(result.simulation["risk_mean"]), 5)
        self.assertIsNone(result.sweep)
        self.assertEqual(result.summary["experiment"]["dimension"], 20)

    def test_options_and_a_directory_that_is_kept(self):
        with tempfile.TemporaryDirectory() as scratch:
            out = pathlib.Path(scratch, "kept here")
            result = sgdyn.run(EXPERIMENT, "--set", "time.points=3", "--figures", "svg", out=out)
            self.assertEqual(len(result.theory["t"]), 3)
            self.assertTrue((out / "figure.svg").is_file())
            with self.assertRaisesRegex(sgdyn.SgdynError, "--force") as refused:
                sgdyn.run(EXPERIMENT, out=out)
            self.assertEqual(refused.exception.code, 2)

    def test_a_sweep_with_texts_and_numbers(self):
        table = sgdyn.sweep({
            "name": "rates",
            "experiment": {**EXPERIMENT, "simulation": None},
            "grid": [{"key": "learningRate.value", "values": [0.00001, 1.0]}],
            "measure": [{"type": "final", "statistic": "risk"}],
        }).sweep
        self.assertEqual(list(table["learningRate.value"]), [0.00001, 1.0])
        self.assertEqual(list(table["outcome"]), ["completed", "completed"])

    def test_what_is_refused_says_all_problems(self):
        with self.assertRaises(sgdyn.SgdynError) as refused:
            sgdyn.run({**EXPERIMENT, "loss": {"type": "logistik"}, "dimension": 0})
        self.assertEqual(refused.exception.code, 2)
        self.assertIn('did you mean "logistic"?', str(refused.exception))
        self.assertIn("dimension", str(refused.exception))

    def test_trouble_is_a_warning_and_keeps_the_curves(self):
        fast = {**EXPERIMENT, "loss": {"type": "least-squares"}, "time": {"end": 1000, "points": 11}}
        fast["learningRate"] = {"type": "constant", "value": 30.0}
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            result = sgdyn.run(fast)
        self.assertIn("diverged", str([w.message for w in warned if w.category is sgdyn.SgdynWarning]))
        self.assertEqual(result.theory["t"][0], 0.0)

    def test_without_numpy_and_pandas_tables_are_lists(self):
        hidden = "import sys; sys.modules['numpy'] = sys.modules['pandas'] = None; import sgdyn, json; "
        with tempfile.TemporaryDirectory() as scratch:
            file = pathlib.Path(scratch, "table.csv")
            file.write_text("curve,t,risk\na,0,\nb,1.0E-3,2\n", encoding="utf-8")
            text = subprocess.check_output([sys.executable, "-c", hidden + "print(sgdyn.table(%r))" % str(file)])
        self.assertEqual(text.decode().strip(), "{'curve': ['a', 'b'], 't': [0.0, 0.001], 'risk': [nan, 2.0]}")

    def test_numbers_of_other_libraries_are_numbers(self):
        class Scalar:
            def tolist(self):
                return 3

        checked = sgdyn.command("check", {**EXPERIMENT, "time": {"end": 1.0, "points": Scalar()}})
        self.assertIn("points: 3", checked)
        self.assertEqual(json.loads(json.dumps(Scalar(), default=sgdyn._plain)), 3)


if __name__ == "__main__":
    unittest.main()
