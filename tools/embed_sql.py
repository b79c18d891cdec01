#!/usr/bin/env python3
"""Turns the named SQL under src/store/sql into C++ constants, at build time.

    embed_sql.py SOURCE_DIR BUILD_DIR

reads   SOURCE_DIR/queries/<noun>.sql, <noun>.pg.sql and SOURCE_DIR/migrations/NNNN_name.sql, NNNN_name.pg.sql
writes  BUILD_DIR/store/sql/queries/<noun>.h   one constant per block: shouhou::store::sql::<noun>::<verb>
        BUILD_DIR/store/sql/queries.h          all of them, in `all`
        BUILD_DIR/store/sql/migrations.h, embedded_sql.cpp

A block is "-- name: noun.verb" and one statement. Parameters are written :like_this; SQLite gets ?n and
PostgreSQL $n, numbered by first appearance in the SQLite text. INDEXED BY is for SQLite alone, PostgreSQL chooses
by what it has counted. A page of cases that begins behind (due, id) becomes two ranges for SQLite, see in_two_ranges().
Files are rewritten only when they change, so
editing a statement recompiles one generated file and nothing else.
"""
import hashlib
import pathlib
import re
import sys

KEYWORDS = set(
    "alignas alignof and asm auto bool break case catch char class compl concept const continue default delete do "
    "double else enum explicit export extern false float for friend goto if inline int long mutable namespace new "
    "not operator or private protected public register requires return short signed sizeof static struct switch "
    "template this throw true try typedef typename union unsigned using virtual void volatile while xor".split())

TOKEN = re.compile(
    r"(?P<comment>--[^\n]*|/\*.*?\*/)|(?P<quoted>'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\")|(?P<cast>::)"
    r"|(?P<parameter>:[a-z][a-z0-9_]*)|(?P<bad>:|\?|\$[0-9]|')|(?P<end>;)", re.S)


class Wrong(Exception):
    def __init__(self, path, line, what):
        super().__init__(f"{path}:{line}: error: {what}")


class Block:
    def __init__(self, path, line, name):
        self.path, self.line, self.name, self.text = path, line, name, ""


def read_blocks(path):
    """The named blocks of one file, in order."""
    blocks, noun = {}, path.name.split(".")[0]
    block = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if re.match(r"\s*--\s*name\b", line):
            match = re.fullmatch(r"--\s*name:\s*([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)\s*", line)
            if not match:
                raise Wrong(path, number, f"expected '-- name: {noun}.verb', found: {line.strip()}")
            if match[1] != noun:
                raise Wrong(path, number, f"'{match[1]}.{match[2]}' stands in the file of '{noun}'")
            if match[2] in blocks:
                raise Wrong(path, number, f"'{noun}.{match[2]}' is here twice (first in line {blocks[match[2]].line})")
            block = blocks[match[2]] = Block(path, number, match[2])
        elif block:
            block.text += line + "\n"
        elif line.strip() and not line.lstrip().startswith("--"):
            raise Wrong(path, number, f"statement outside a named block: {line.strip()}")
    return blocks


def translate(block, parameters, sign, fixed):
    """The statement without comments, parameters as <sign>n. Fills `parameters` unless they are `fixed`."""
    out, at, ended, used = "", 0, False, set()

    def line_of(position):
        position += len(block.text[position:]) - len(block.text[position:].lstrip())
        return block.line + 1 + block.text.count("\n", 0, position)

    for token in TOKEN.finditer(block.text):
        between = block.text[at:token.start()]
        if ended and between.strip():
            raise Wrong(block.path, line_of(at), "more than one statement in a block")
        out, at = out + between, token.end()
        if token["comment"]:
            out += " "
        elif ended:
            raise Wrong(block.path, line_of(token.start()), "more than one statement in a block")
        elif token["quoted"] or token["cast"]:
            out += token[0]
        elif token["end"]:
            ended = True
        elif token["bad"]:
            raise Wrong(block.path, line_of(token.start()), f"cannot read '{token[0]}' here; parameters are :like_this")
        else:
            name = token[0][1:]
            if name not in parameters:
                if fixed:
                    raise Wrong(block.path, line_of(token.start()), f"'{token[0]}' is no parameter of the SQLite block")
                parameters.append(name)
            used.add(name)
            out += f"{sign}{parameters.index(name) + 1}"
    if ended and block.text[at:].strip():
        raise Wrong(block.path, line_of(at), "more than one statement in a block")
    out += "" if ended else block.text[at:]
    if fixed and used != set(parameters):
        missing = ", ".join(":" + name for name in parameters if name not in used)
        raise Wrong(block.path, block.line, f"'{block.name}' does not use {missing} of the SQLite block")
    statement = re.sub(r"\s*\n\s*", "\n", out.strip())
    if not statement:
        raise Wrong(block.path, block.line, f"'{block.name}' has no statement")
    return statement


# The id of these tables is SQLite's rowid.
PAGE_BEHIND = re.compile(r"\((?P<first>(?:\w+\.)?\w+), (?P<id>(?:\w+\.)?id)\) (?P<than>[<>]) \((?P<key>\?\d+), (?P<last>\?\d+)\)")
ROWID_TABLE = re.compile(r"\bFROM cases\b")


def in_two_ranges(statement):
    """SQLite's walk of an index ends a row comparison at its first column where the second is the rowid, so among
    many rows with the same first value (cases that came in at night are all due when work begins) it would read
    all of them for each page. Equal first, then beyond, each is a range of the index."""
    limit = re.search(r"\bLIMIT (\?\d+)$", statement)
    if not limit or not ROWID_TABLE.search(statement) or len(PAGE_BEHIND.findall(statement)) != 1:
        return statement
    first = PAGE_BEHIND.search(statement)["first"]
    # The plus sign keeps the planner from taking the outer bound for the range instead of the equality.
    equal = re.sub(rf"(?<![\w.]){re.escape(first)} (?=[<>])", r"+\g<0>", statement)
    equal = PAGE_BEHIND.sub(r"\g<first> = \g<key> AND \g<id> \g<than> \g<last>", equal)
    beyond = PAGE_BEHIND.sub(r"\g<first> \g<than> \g<key>", statement)
    return f"SELECT * FROM ({equal})\nUNION ALL SELECT * FROM ({beyond})\nLIMIT {limit[1]}"


def read_queries(folder):
    """[(noun, verb, parameters, sqlite text, postgres text)] in a stable order."""
    queries = []
    plain = {path.name[:-4]: path for path in sorted(folder.glob("*.sql")) if not path.name.endswith(".pg.sql")}
    for path in sorted(folder.glob("*.pg.sql")):
        if path.name[:-7] not in plain:
            raise Wrong(path, 1, f"there is no {path.name[:-7]}.sql beside it")
    for noun, path in plain.items():
        blocks = read_blocks(path)
        special_path = path.with_name(noun + ".pg.sql")
        special = read_blocks(special_path) if special_path.exists() else {}
        for verb, block in special.items():
            if verb not in blocks:
                raise Wrong(block.path, block.line, f"'{noun}.{verb}' is not in {path.name}")
        for verb, block in blocks.items():
            parameters = []
            sqlite = translate(block, parameters, "?", fixed=False)
            postgres = translate(special.get(verb, block), parameters, "$", fixed=True)
            postgres = re.sub(r"\s+INDEXED BY \w+", "", postgres)
            queries.append((noun, verb, parameters, in_two_ranges(sqlite), postgres))
    return queries


def for_postgres(text):
    """The few words that differ in every schema; anything more stands in a .pg.sql file."""
    text = re.sub(r"\bBLOB\b", "BYTEA", text)
    text = re.sub(r"\bTEXT\b(?=\s+(NOT|NULL|,))", 'TEXT COLLATE "C"', text)  # order by bytes, as SQLite does
    return re.sub(r"\)\s*WITHOUT ROWID\s*;", ");", text)


def read_migrations(folder):
    """[(version, name, sqlite text, postgres text)] by version."""
    migrations = {}
    for path in sorted(folder.glob("*.sql")):
        match = re.fullmatch(r"(\d{4})_([a-z0-9_]+?)(\.pg)?\.sql", path.name)
        if not match:
            raise Wrong(path, 1, "a migration is called NNNN_name.sql or NNNN_name.pg.sql")
        if match[3]:
            if not path.with_name(f"{match[1]}_{match[2]}.sql").exists():
                raise Wrong(path, 1, f"there is no {match[1]}_{match[2]}.sql beside it")
            continue
        version = int(match[1])
        if version in migrations:
            raise Wrong(path, 1, f"number {match[1]} is taken by {match[1]}_{migrations[version][1]}.sql")
        text = path.read_text(encoding="utf-8")
        special = path.with_name(path.name[:-4] + ".pg.sql")
        migrations[version] = (version, match[2], text,
                               special.read_text(encoding="utf-8") if special.exists() else for_postgres(text))
    return [migrations[version] for version in sorted(migrations)]


def literal(text):
    """C++ raw strings; compilers limit one to 64 KiB, neighbours join."""
    pieces = [text[i:i + 12000] for i in range(0, len(text), 12000)] or [""]
    return "\n".join(f'R"sql({piece})sql"' for piece in pieces)


def identifier(word):
    return word + "_" if word in KEYWORDS else word


def checksum(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def write(path, text):
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def main():
    source, build = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]) / "store/sql"
    queries = read_queries(source / "queries")
    migrations = read_migrations(source / "migrations")
    mark = "// Made by tools/embed_sql.py from src/store/sql. Do not edit.\n"
    nouns = sorted({query[0] for query in queries})

    for noun in nouns:
        names = "".join(f"extern const Query {identifier(verb)};\n" for n, verb, *_ in queries if n == noun)
        write(build / f"queries/{noun}.h",
              f'{mark}#pragma once\n\n#include "store/engine/engine.h"\n\n'
              f"namespace shouhou::store::sql::{identifier(noun)} {{\n\n{names}\n}}\n")
    write(build / "queries.h",
          f'{mark}#pragma once\n\n#include <span>\n\n' + "".join(f'#include "store/sql/queries/{n}.h"\n' for n in nouns)
          + "\nnamespace shouhou::store::sql {\n\n// Every query, by its index.\nstd::span<const Query* const> all();\n\n}\n")
    write(build / "migrations.h",
          f'{mark}#pragma once\n\n#include <span>\n\n#include "store/engine/migrate.h"\n\n'
          "namespace shouhou::store::sql {\n\nstd::span<const Migration> migrations();\n\n}\n")

    code = [mark + '#include "store/sql/migrations.h"\n#include "store/sql/queries.h"\n\nnamespace shouhou::store::sql {\n']
    for index, (noun, verb, parameters, sqlite, postgres) in enumerate(queries):
        list_name = "{}"
        code.append(f"namespace {identifier(noun)} {{")
        if parameters:
            list_name = f"{verb}_parameters"
            code.append(f"static constexpr std::string_view {list_name}[] = {{"
                        + ", ".join(f'"{name}"' for name in parameters) + "};")
        code.append(f'constinit const Query {identifier(verb)}{{{index}, "{noun}.{verb}",\n{literal(sqlite)},\n'
                    f"{literal(postgres)},\n{list_name}}};\n}}")
    listed = ", ".join(f"&{identifier(n)}::{identifier(v)}" for n, v, *_ in queries) or "nullptr"
    code.append(f"std::span<const Query* const> all() {{\n  static constexpr const Query* list[] = {{{listed}}};\n"
                f"  return {{list, {len(queries)}}};\n}}\n")
    rows = ",\n".join(f'{{{version}, "{name}",\n{literal(sqlite)}, "{checksum(sqlite)}",\n{literal(postgres)}, '
                      f'"{checksum(postgres)}"}}' for version, name, sqlite, postgres in migrations)
    code.append(f"std::span<const Migration> migrations() {{\n  static constexpr Migration list[] = {{\n{rows}}};\n"
                "  return list;\n}\n\n}  // namespace shouhou::store::sql\n")
    write(build / "embedded_sql.cpp", "\n".join(code))
    for old in (build / "queries").glob("*.h"):
        if old.stem not in nouns:
            old.unlink()


if __name__ == "__main__":
    try:
        main()
    except Wrong as wrong:
        sys.exit(str(wrong))
