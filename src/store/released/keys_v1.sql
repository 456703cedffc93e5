-- keys.db as the first released program left it, with a row in each table. Never changed.
CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
INSERT INTO migration VALUES (1, 'first tables');

CREATE TABLE person_key (person INTEGER PRIMARY KEY, key BLOB) STRICT;
CREATE TABLE held_person (person INTEGER PRIMARY KEY) STRICT;

INSERT INTO person_key VALUES (1, x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');
INSERT INTO person_key VALUES (2, NULL);
INSERT INTO held_person VALUES (1);
