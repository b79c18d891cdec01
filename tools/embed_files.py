#!/usr/bin/env python3
"""Writes a C++ file that holds other files as constants.

    embed_files.py OUT.cpp NAMESPACE FUNCTION ROOT FILE...

The result defines  std::span<const EmbeddedFile> FUNCTION()  in NAMESPACE; EmbeddedFile is in base/embedded.h.
Names are relative to ROOT. Bytes are written as they are, in pieces that every compiler takes.
"""
import pathlib
import sys

PIECE = 8000  # bytes of one string literal


def literal(data: bytes) -> str:
    pieces = [data[i:i + PIECE] for i in range(0, len(data), PIECE)] or [b""]
    return "\n    ".join('"' + "".join(f"\\{byte:03o}" if byte < 32 or byte > 126 or byte in (34, 63, 92)
                                     else chr(byte) for byte in piece) + '"' for piece in pieces)


def main() -> None:
    out, namespace, function, root, *files = sys.argv[1:]
    rows = []
    for file in files:
        data = pathlib.Path(file).read_bytes()
        name = pathlib.Path(file).resolve().relative_to(pathlib.Path(root).resolve()).as_posix()
        rows.append(f'  {{"{name}", std::string_view({literal(data)}, {len(data)})}},')
    text = ('// Made by tools/embed_files.py.\n#include "base/embedded.h"\n#include <array>\n'
            f"namespace {namespace} {{\nstd::span<const ::shouhou::EmbeddedFile> {function}();\n"
            f"std::span<const ::shouhou::EmbeddedFile> {function}() {{\n"
            f"  static constexpr std::array<::shouhou::EmbeddedFile, {len(rows)}> files{{{{\n" + "\n".join(rows)
            + "\n  }};\n  return files;\n}\n}\n")
    path = pathlib.Path(out)
    if not path.exists() or path.read_text() != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


main()
