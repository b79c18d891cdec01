"""tools/run_tests adds up what the runners say; a runner that says nothing must count as a failure."""
import importlib.machinery
import importlib.util
import json
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).resolve().parent.parent.parent
loader = importlib.machinery.SourceFileLoader("run_tests", str(ROOT / "tools" / "run_tests"))
run_tests = importlib.util.module_from_spec(importlib.util.spec_from_loader("run_tests", loader))
loader.exec_module(run_tests)


class RunTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        for patch in (mock.patch.object(run_tests, "LOGS", self.folder), mock.patch("builtins.print")):
            patch.start()
            self.addCleanup(patch.stop)
        self.tally = run_tests.Tally()

    def counts(self):
        return self.tally.passed, self.tally.failed, self.tally.skipped

    def step(self, script, count=None, limit=20):
        run_tests.counted(self.tally, "step", [sys.executable, "-c", script], limit, count or run_tests.tap_count)

    def test_tap_lines_are_added_up(self):
        self.step("print('# tests 5\\n# pass 3\\n# fail 0\\n# cancelled 0\\n# skipped 2')")
        self.assertEqual(self.counts(), (3, 0, 2))

    def test_cancelled_tests_count_as_failed(self):
        self.step("print('# pass 3\\n# fail 1\\n# cancelled 1\\n# skipped 0'); raise SystemExit(1)")
        self.assertEqual(self.counts(), (3, 2, 0))

    def test_a_crash_without_numbers_counts_as_failed(self):
        self.step("raise SystemExit(139)")
        self.assertEqual(self.counts(), (0, 1, 0))

    def test_a_runner_that_ran_nothing_counts_as_failed(self):
        self.step("pass")
        self.step("print('# pass 0\\n# fail 0')")
        self.assertEqual(self.counts(), (0, 2, 0))

    def test_a_bad_exit_after_good_numbers_counts_as_failed(self):
        self.step("print('# pass 3\\n# fail 0'); raise SystemExit(1)")
        self.assertEqual(self.counts(), (3, 1, 0))

    def test_a_step_that_hangs_is_ended_and_fails(self):
        self.step("import time; time.sleep(60)", limit=1)
        self.assertEqual(self.counts(), (0, 1, 0))

    def test_a_report_of_googletest_is_read(self):
        report = self.folder / "report.json"
        cases = [{"status": "RUN", "result": "COMPLETED"}, {"status": "RUN", "result": "SKIPPED"},
                 {"status": "RUN", "result": "COMPLETED"}, {"status": "NOTRUN", "result": "SUPPRESSED"}]
        report.write_text(json.dumps({"tests": 4, "failures": 1, "testsuites": [{"testsuite": cases}]}))
        self.assertEqual(run_tests.gtest_count(report)(None), (1, 1, 1))
        self.assertIsNone(run_tests.gtest_count(self.folder / "absent.json")(None))

    def test_failures_are_shown_with_their_lines(self):
        self.step("print('ok 1'); print('not ok 2 - the one'); print('# pass 1\\n# fail 1'); raise SystemExit(1)")
        name, log = self.tally.failures[0]
        self.assertIn("not ok 2 - the one", log.read_text())


if __name__ == "__main__":
    unittest.main()
