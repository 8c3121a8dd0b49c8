"""The tables of what persons correct.

- `corrections`: one row a correction, never written by a build. `before` and `changes` are JSON
  objects, `undone` is the time at which it was taken back.
- `machine_*`: the rows of the record tables as the machine made them, kept for those that a
  correction has changed; the record tables themselves hold what counts. `machine_article_actors`
  has all rows of the articles it names, the others single rows.
"""

from lagebild.store.schema import RECORD_TABLES, SPAN

MACHINE = {table: f"machine_{table}" for table in RECORD_TABLES if table != "dates"}

CORRECTIONS = f"""
CREATE TABLE IF NOT EXISTS corrections (
    "id" VARCHAR, "made" VARCHAR, "by" VARCHAR, "kind" VARCHAR, "target" VARCHAR,
    "article" VARCHAR, "start" INTEGER, "end" INTEGER, "type" VARCHAR, "text" VARCHAR,
    "sentence" STRUCT({SPAN}), "before" VARCHAR, "changes" VARCHAR, "note" VARCHAR,
    "undone" VARCHAR)
"""

# Made where they are missing whenever a store is opened for writing.
CORRECTED_TABLES = (
    CORRECTIONS,
    *(
        f"CREATE TABLE IF NOT EXISTS {machine} AS SELECT * FROM {table} LIMIT 0"
        for table, machine in MACHINE.items()
    ),
)
