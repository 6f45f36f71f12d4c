-- Runs, their events and their threads. Times are milliseconds since 1970.

CREATE TABLE runcast_schema (
  version INTEGER NOT NULL PRIMARY KEY
);

CREATE TABLE runcast_thread (
  owner TEXT NOT NULL,
  id UUID NOT NULL,
  metadata TEXT NOT NULL,
  is_of_one_run BOOLEAN NOT NULL,
  has_failed BOOLEAN NOT NULL DEFAULT FALSE,
  -- What the last run left that left something.
  state_run UUID,
  state_runnable TEXT,
  state_metadata TEXT,
  state_values TEXT,
  state_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  used_at BIGINT NOT NULL,
  PRIMARY KEY (owner, id)
);

CREATE INDEX runcast_thread_idle ON runcast_thread (used_at) WHERE NOT is_of_one_run;

CREATE TABLE runcast_run (
  run_key BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id UUID NOT NULL UNIQUE,
  owner TEXT NOT NULL,
  thread UUID NOT NULL,
  -- Whether the thread is deleted with the run.
  owns_thread BOOLEAN NOT NULL,
  -- Whether the thread was deleted while the run went on. The run is deleted when it ends.
  is_orphan BOOLEAN NOT NULL DEFAULT FALSE,
  runnable TEXT NOT NULL,
  metadata TEXT NOT NULL,
  attributes TEXT NOT NULL,
  request TEXT,
  status TEXT NOT NULL,
  result TEXT,
  state TEXT,
  epoch BIGINT NOT NULL DEFAULT 1,
  -- Null when the run has ended.
  lease_until BIGINT,
  is_cancelled BOOLEAN NOT NULL DEFAULT FALSE,
  -- The first event that is kept, and the last one. The first is one more than the last if there is none.
  first_event BIGINT NOT NULL DEFAULT 1,
  last_event BIGINT NOT NULL DEFAULT 0,
  kept_bytes BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE INDEX runcast_run_of_thread ON runcast_run (owner, thread, run_key);
CREATE INDEX runcast_run_of_owner ON runcast_run (owner, run_key);
CREATE INDEX runcast_run_leased ON runcast_run (lease_until) WHERE lease_until IS NOT NULL;
CREATE INDEX runcast_run_ended ON runcast_run (updated_at) WHERE lease_until IS NULL;
CREATE INDEX runcast_run_cancelled ON runcast_run (run_key) WHERE is_cancelled AND lease_until IS NOT NULL;

CREATE TABLE runcast_event (
  run_key BIGINT NOT NULL,
  number BIGINT NOT NULL,
  event TEXT NOT NULL,
  PRIMARY KEY (run_key, number)
);

INSERT INTO runcast_schema (version) VALUES (1);
