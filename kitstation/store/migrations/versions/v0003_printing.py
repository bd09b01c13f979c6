"""Print jobs: which labels were asked for, and what became of that."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

WHOLE_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "print_job",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("record_uids", sa.Text(), nullable=False),
        sa.Column("copies", WHOLE_NUMBER, nullable=False),
        sa.Column("printer", sa.Text(), nullable=False),
        sa.Column("station", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("repeats_uid", sa.Text(), nullable=True),
        sa.Column("command_id", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.Text(), nullable=False),
        sa.Column("version", WHOLE_NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["repeats_uid"], ["print_job.uid"], name="fk_print_job_repeats_uid"),
        sa.PrimaryKeyConstraint("uid", name="pk_print_job"),
        sa.UniqueConstraint("command_id", name="uq_print_job_command_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_print_job_created_at", "print_job", ["created_at"])
    op.create_index("ix_print_job_state", "print_job", ["state", "station", "printer", "uid"])
