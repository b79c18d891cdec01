#!/usr/bin/env python3
"""tools/embed_sql.py: what it translates and what it refuses, with the file and line."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]


class EmbedSql(unittest.TestCase):
    def run_on(self, files):
        with tempfile.TemporaryDirectory() as folder:
            source, build = pathlib.Path(folder, "sql"), pathlib.Path(folder, "build")
            for name in ("queries", "migrations"):
                (source / name).mkdir(parents=True)
            for name, text in files.items():
                (source / name).write_text(text, encoding="utf-8")
            run = subprocess.run([sys.executable, ROOT / "tools/embed_sql.py", source, build], capture_output=True,
                                 text=True)
            code = build / "store/sql/embedded_sql.cpp"
            return run, code.read_text(encoding="utf-8") if code.exists() else ""

    def refuses(self, files, where, what):
        run, _ = self.run_on(files)
        self.assertNotEqual(run.returncode, 0)
        self.assertIn(where + ": error: ", run.stderr)
        self.assertIn(what, run.stderr)

    def test_numbers_parameters_by_first_appearance(self):
        run, code = self.run_on({
            "queries/cases.sql": "-- name: cases.load\nSELECT a FROM t -- :not_this\nWHERE x = :b AND y = ':nor this' "
                                 "AND z = :a AND w = :b /* :nor_this */;\n",
            "queries/cases.pg.sql": "-- name: cases.load\nSELECT a::text FROM t WHERE z = :a AND x = :b;\n"})
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("WHERE x = ?1 AND y = ':nor this' AND z = ?2 AND w = ?1", code)
        self.assertIn("SELECT a::text FROM t WHERE z = $2 AND x = $1", code)
        self.assertIn('{"b", "a"}', code)

    def test_which_index_is_said_to_sqlite_alone(self):
        _, code = self.run_on({"queries/cases.sql": "-- name: cases.all\nSELECT a FROM t INDEXED BY t_b WHERE b = :b;\n"})
        self.assertIn("FROM t INDEXED BY t_b WHERE b = ?1", code)
        self.assertIn("FROM t WHERE b = $1", code)

    def test_a_page_of_cases_is_two_ranges_for_sqlite(self):
        _, code = self.run_on({"queries/cases.sql":
                               "-- name: cases.page\nSELECT c.id FROM cases c WHERE c.a = :a AND (c.due, c.id) > (:due, :id) "
                               "AND c.due <= :until ORDER BY c.due, c.id LIMIT :limit;\n"
                               "-- name: cases.all\nSELECT id FROM cases WHERE (due, id) > (:due, :id);\n"
                               "-- name: cases.of_another\nSELECT id FROM t WHERE (due, id) > (:due, :id) LIMIT :limit;\n"})
        self.assertIn("SELECT * FROM (SELECT c.id FROM cases c WHERE c.a = ?1 AND c.due = ?2 AND c.id > ?3 "
                      "AND +c.due <= ?4 ORDER BY c.due, c.id LIMIT ?5)\nUNION ALL SELECT * FROM (SELECT c.id FROM cases c WHERE "
                      "c.a = ?1 AND c.due > ?2 AND c.due <= ?4 ORDER BY c.due, c.id LIMIT ?5)\nLIMIT ?5", code)
        self.assertIn("WHERE c.a = $1 AND (c.due, c.id) > ($2, $3) AND c.due <= $4 ORDER BY c.due, c.id LIMIT $5", code)
        self.assertIn("SELECT id FROM cases WHERE (due, id) > (?1, ?2)", code)
        self.assertIn("SELECT id FROM t WHERE (due, id) > (?1, ?2) LIMIT ?3", code)

    def test_keywords_get_an_underscore(self):
        _, code = self.run_on({"queries/cases.sql": "-- name: cases.delete\nDELETE FROM t\n"})
        self.assertIn("constinit const Query delete_{", code)

    def test_migrations_fit_postgresql(self):
        _, code = self.run_on({"migrations/0001_a.sql":
                               "CREATE TABLE t (a TEXT NOT NULL, b BLOB NULL, PRIMARY KEY (a)) WITHOUT ROWID;"})
        self.assertIn('CREATE TABLE t (a TEXT COLLATE "C" NOT NULL, b BYTEA NULL, PRIMARY KEY (a));', code)

    def test_refuses(self):
        cases = "queries/cases.sql"
        for text, line, what in (
                ("-- name: cases.a\nSELECT 1;\n-- name: cases.a\nSELECT 2;\n", 3, "twice"),
                ("-- name: orders.a\nSELECT 1;\n", 1, "stands in the file of"),
                ("-- name cases.a\nSELECT 1;\n", 1, "expected '-- name: cases.verb'"),
                ("SELECT 1;\n", 1, "outside a named block"),
                ("-- name: cases.a\nSELECT 1;\nSELECT 2;\n", 3, "more than one statement"),
                ("-- name: cases.a\nSELECT\n?1;\n", 3, "cannot read '?'"),
                ("-- name: cases.a\nSELECT 'open;\n", 2, "cannot read"),
                ("-- name: cases.a\n-- nothing\n", 1, "has no statement")):
            with self.subTest(text=text):
                self.refuses({cases: text}, f"cases.sql:{line}", what)

    def test_refuses_dialects_that_do_not_match(self):
        plain = "-- name: cases.a\nSELECT :x;\n"
        self.refuses({"queries/cases.sql": plain, "queries/cases.pg.sql": "-- name: cases.b\nSELECT :x;\n"},
                     "cases.pg.sql:1", "is not in cases.sql")
        self.refuses({"queries/cases.sql": plain, "queries/cases.pg.sql": "-- name: cases.a\nSELECT 1;\n"},
                     "cases.pg.sql:1", "does not use :x")
        self.refuses({"queries/cases.sql": plain, "queries/cases.pg.sql": "-- name: cases.a\nSELECT\n:x, :y;\n"},
                     "cases.pg.sql:3", "no parameter of the SQLite block")

    def test_refuses_migrations_with_one_number(self):
        self.refuses({"migrations/0001_a.sql": "SELECT 1;", "migrations/0001_b.sql": "SELECT 1;"},
                     "0001_b.sql:1", "is taken")


if __name__ == "__main__":
    unittest.main()
