-- ballots.db as the first released program left it, with a row in each table. Never changed.
CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
INSERT INTO migration VALUES (1, 'first tables');

CREATE TABLE vote (
  ballot TEXT NOT NULL,
  mix BLOB NOT NULL,
  choice TEXT NOT NULL,
  PRIMARY KEY (ballot, mix)
) STRICT, WITHOUT ROWID;

INSERT INTO vote VALUES ('conference/1/vote/1', x'00112233445566778899aabbccddeeff', 'yes');
INSERT INTO vote VALUES ('conference/1/vote/1', x'10112233445566778899aabbccddeeff', 'yes');
INSERT INTO vote VALUES ('conference/1/vote/1', x'20112233445566778899aabbccddeeff', 'no');
