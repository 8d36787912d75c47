// The run store's tables, as the steps that bring a database of one version to the next. A step that has landed is
// never changed: a later one is added. Internal to store/.
#pragma once

namespace shellab {

// Times are milliseconds since 1970. Columns that hold raw bytes of a learner's are BLOBs, texts and lists JSON (see
// stored_report.h).
inline constexpr char kSchema1[] = R"sql(
CREATE TABLE run (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  parent     INTEGER REFERENCES run (id),
  kind       TEXT NOT NULL,               -- grade, regrade, rescore
  state      TEXT NOT NULL,               -- collecting, grading, finished
  started_at INTEGER NOT NULL,
  shellab    TEXT NOT NULL,               -- the version
  set_id     TEXT NOT NULL,
  title      TEXT NOT NULL,
  set_file   BLOB NOT NULL,
  set_text   BLOB NOT NULL,
  roots      TEXT NOT NULL,
  folder     BLOB NOT NULL,
  paths      TEXT NOT NULL,
  roster     BLOB NOT NULL,
  seeds      TEXT NOT NULL,
  fresh      INTEGER NOT NULL,
  notes      TEXT NOT NULL
);
CREATE TABLE run_lab (
  run            INTEGER NOT NULL REFERENCES run (id),
  position       INTEGER NOT NULL,
  lab            TEXT NOT NULL,
  title          TEXT NOT NULL,
  max_points     INTEGER NOT NULL,
  weight         INTEGER NOT NULL,
  digest         TEXT NOT NULL,
  grading_digest TEXT NOT NULL,
  PRIMARY KEY (run, position)
) WITHOUT ROWID;
CREATE TABLE learner (
  id      INTEGER PRIMARY KEY,
  run     INTEGER NOT NULL REFERENCES run (id),
  origin  INTEGER REFERENCES learner (id),  -- the same one in the run's parent
  learner BLOB NOT NULL,
  name    BLOB NOT NULL,
  email   BLOB NOT NULL,
  number  BLOB NOT NULL,
  source  BLOB NOT NULL,
  unread  TEXT,
  notes   TEXT NOT NULL
);
CREATE INDEX learner_by_run ON learner (run, origin);
CREATE INDEX learner_by_name ON learner (run, learner);
CREATE TABLE handed_in (
  id     INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  bytes  BLOB NOT NULL
);
CREATE TABLE result (
  id     INTEGER PRIMARY KEY,
  key    TEXT,                            -- of all that it depends on, where others may reuse it
  status TEXT NOT NULL,                   -- graded, lab_error, error
  report BLOB NOT NULL
);
CREATE INDEX result_by_key ON result (key) WHERE key IS NOT NULL;
CREATE TABLE answer (
  id        INTEGER PRIMARY KEY,
  run       INTEGER NOT NULL REFERENCES run (id),
  learner   INTEGER NOT NULL REFERENCES learner (id),
  position  INTEGER NOT NULL,             -- of the lab
  attempt   INTEGER NOT NULL,
  name      BLOB NOT NULL,
  at        INTEGER,
  late_mark INTEGER NOT NULL,
  sha256    TEXT REFERENCES handed_in (sha256),
  sql       INTEGER NOT NULL,
  unread    TEXT,
  counts    INTEGER NOT NULL,             -- is graded
  result    INTEGER REFERENCES result (id),
  reused    INTEGER NOT NULL DEFAULT 0,
  UNIQUE (learner, position, attempt)
);
CREATE INDEX answer_by_run ON answer (run, position, sha256);
CREATE TABLE given (
  id       INTEGER PRIMARY KEY,
  run      INTEGER NOT NULL REFERENCES run (id),
  learner  INTEGER NOT NULL REFERENCES learner (id),
  position INTEGER NOT NULL,
  points   INTEGER,                       -- NULL takes the decision back
  comment  BLOB NOT NULL,
  by       BLOB NOT NULL,
  at       INTEGER NOT NULL
);
CREATE INDEX given_by_learner ON given (learner, position);
)sql";

// What foreign keys point at is looked for when it is removed: each way back needs an index.
inline constexpr char kSchema2[] = R"sql(
CREATE INDEX answer_by_result ON answer (result);
CREATE INDEX answer_by_sha256 ON answer (sha256);
CREATE INDEX learner_by_origin ON learner (origin);
ALTER TABLE run ADD COLUMN share BLOB NOT NULL DEFAULT x'';
)sql";

// `number` was the roster's, or where that had none the course's system's. Without a roster it is known which.
inline constexpr char kSchema3[] = R"sql(
ALTER TABLE learner ADD COLUMN participant BLOB NOT NULL DEFAULT x'';
UPDATE learner SET participant = number, number = x'' WHERE run IN (SELECT id FROM run WHERE roster = x'');
)sql";

}  // namespace shellab
