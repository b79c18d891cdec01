"""tools/check_floors must find what it is there to find, and nothing else."""
import importlib.machinery
import importlib.util
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
loader = importlib.machinery.SourceFileLoader("check_floors", str(ROOT / "tools" / "check_floors"))
check_floors = importlib.util.module_from_spec(importlib.util.spec_from_loader("check_floors", loader))
loader.exec_module(check_floors)

TABLE = """
| folder | what it is | may include |
|---|---|---|
| `src/base` | base | nothing of ours |
| `src/domain` | rules | base |
| `src/store` | store | domain, base |
| `src/net` | net | base |
| `src/server`, `src/cli` | wiring | all |
"""


class CheckFloors(unittest.TestCase):
    def errors(self, files):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for path, text in {"docs/architecture.md": TABLE, **files}.items():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(text, encoding="utf-8")
            return check_floors.check(root)[0]

    def test_allowed_includes_pass(self):
        self.assertEqual(self.errors({
            "src/domain/offers.cpp": '#include "base/money.h"\n#include "domain/offers.h"\n#include <vector>\n',
            "src/server/main.cpp": '#include "store/open.h"\n#include "net/server.h"\n',
            "src/net/server.cpp": "#include <boost/beast/core.hpp>\n",
            "src/store/engine/sqlite.cpp": "#include <sqlite3.h>\n",
        }), [])

    def test_an_upward_include_is_found_with_its_line(self):
        errors = self.errors({"src/base/a.cpp": '#include <vector>\n#include "domain/offers.h"\n'})
        self.assertEqual(errors, ['src/base/a.cpp:2: src/base may not include src/domain ("domain/offers.h")'])

    def test_tests_run_on_the_real_store(self):
        include = '#include "store/testing/on_engines.h"\n'
        self.assertEqual(self.errors({"src/domain/a_test.cpp": include}), [])
        self.assertEqual(len(self.errors({"src/domain/a.cpp": include})), 1)

    def test_beast_outside_net_is_found(self):
        self.assertEqual(len(self.errors({"src/server/a.cpp": "#include <boost/asio.hpp>\n"})), 1)
        self.assertEqual(len(self.errors({"src/server/a.cpp": "#include <boost/beast/http.hpp>\n"})), 1)

    def test_a_database_outside_the_engine_is_found(self):
        self.assertEqual(len(self.errors({"src/store/cases.cpp": "#include <sqlite3.h>\n"})), 1)
        self.assertEqual(len(self.errors({"src/server/a.cpp": "#include <libpq-fe.h>\n"})), 1)

    def test_the_domain_is_pure(self):
        self.assertEqual(len(self.errors({"src/domain/a.cpp": "#include <boost/json.hpp>\n"})), 1)
        self.assertEqual(self.errors({"src/domain/a_test.cpp": "#include <fstream>\n"}), [])

    def test_headers_have_a_guard_and_a_first_line(self):
        self.assertEqual(len(self.errors({"src/base/a.h": "int x;\n"})), 2)
        self.assertEqual(self.errors({"src/base/a.h": "// What it is for.\n#pragma once\n"}), [])

    def test_an_unknown_floor_is_found(self):
        self.assertEqual(len(self.errors({"src/misc/a.cpp": "\n"})), 1)

    def test_the_real_table_is_read(self):
        table = check_floors.allowed_floors((ROOT / "docs/architecture.md").read_text(encoding="utf-8"))
        self.assertEqual(table["base"], set())
        self.assertEqual(table["domain"], {"base"})
        self.assertIsNone(table["server"])
        self.assertGreaterEqual(len(table), 10)


if __name__ == "__main__":
    unittest.main()
