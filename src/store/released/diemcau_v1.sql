-- diemcau.db as the first released program left it, with a row in each table. Never changed.
CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
INSERT INTO migration VALUES (1, 'first tables');

CREATE TABLE event (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  place TEXT NOT NULL,
  stream TEXT NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX event_by_stream ON event (stream, seq);
CREATE INDEX event_by_kind ON event (kind, seq);

CREATE TABLE snapshot (
  name TEXT NOT NULL,
  seq INTEGER NOT NULL,
  checksum BLOB NOT NULL,
  bytes BLOB NOT NULL,
  UNIQUE (name, seq)
) STRICT;

CREATE TABLE credential (
  account INTEGER PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,
  password TEXT NOT NULL
) STRICT;

CREATE TABLE session (
  token_hash BLOB PRIMARY KEY,
  account INTEGER NOT NULL,
  opened INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  address TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_account ON session (account);

CREATE TABLE access (
  id INTEGER PRIMARY KEY,
  reader INTEGER NOT NULL,
  person INTEGER NOT NULL,
  purpose TEXT NOT NULL,
  what TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX access_by_person ON access (person);
CREATE INDEX access_by_reader ON access (reader);

CREATE TABLE erased_person (person INTEGER PRIMARY KEY) STRICT;

INSERT INTO event VALUES (1, 1700000000000, 'account:1', 'address:192.0.2.1', 'conference/1', 'conference.called', '{}');
INSERT INTO event VALUES (2, 1700000001000, 'account:1', 'address:192.0.2.1', 'conference/1', 'floor.granted', '{"site":7}');
INSERT INTO snapshot VALUES ('office 1', 2, x'44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a', x'7b7d');
INSERT INTO credential VALUES (1, 'lan', '$argon2id$v=19$m=64,t=1,p=1$c2FsdA$aGFzaA');
INSERT INTO session VALUES (x'00', 1, 1700000000000, 1800000000000, 1700000000000, '192.0.2.1');
INSERT INTO access VALUES (1, 1, 2, 'see_personal', 'phone', 1700000000000);
INSERT INTO erased_person VALUES (2);
