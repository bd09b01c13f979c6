"""Print jobs. Which records their labels were about stands in `subject`, under the job's own journal entry."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table, Text, text

from kitstation.domain.records import LabelKind, PrintState
from kitstation.store.column_types import Moment, OneOf, WholeNumber, Words
from kitstation.store.tables.schema import metadata

print_job = Table(
    "print_job",
    metadata,
    Column("uid", Text, primary_key=True),
    Column("template", Text, nullable=False),
    Column("kind", OneOf(LabelKind), nullable=False),
    Column("record_uids", Words, nullable=False),
    Column("copies", WholeNumber, nullable=False),
    Column("printer", Text, nullable=False),
    Column("station", Text, nullable=False),
    Column("state", OneOf(PrintState), nullable=False),
    Column("note", Text, nullable=False),
    Column("repeats_uid", Text, ForeignKey("print_job.uid")),
    # From the records in `subject` to the jobs; and no job is asked for by two entries.
    Column("command_id", Text, nullable=False, unique=True),
    Column("created_at", Moment, nullable=False, index=True),
    Column("created_by", Text, nullable=False),
    Column("settled_at", Moment, nullable=False),
    Column("version", WholeNumber, nullable=False),
    Column("first_label", WholeNumber, nullable=False, server_default=text("1")),
    # What is still to be done is a handful among all that was ever printed.
    Index("ix_print_job_state", "state", "station", "printer", "uid"),
    sqlite_strict=True,
)
