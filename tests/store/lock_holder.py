"""A program that holds the write lock of a database until its input ends. It says "locked" once it has it."""

from __future__ import annotations

import sys

import pysqlite3.dbapi2 as sqlite


def main(path: str) -> None:
    connection = sqlite.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    sys.stdout.write("locked\n")
    sys.stdout.flush()
    sys.stdin.read()
    connection.execute("ROLLBACK")
    connection.close()


if __name__ == "__main__":
    main(sys.argv[1])
