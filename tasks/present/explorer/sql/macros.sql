-- Small letters without accents, and their words, as letters.js has both: 'n-va' is 'va' and 'nva'.
CREATE OR REPLACE TEMP MACRO folded(written) AS
  replace(replace(replace(lower(strip_accents(written)), 'œ', 'oe'), 'æ', 'ae'), 'ς', 'σ');
CREATE OR REPLACE TEMP MACRO words_of(said) AS list_concat(
  regexp_extract_all(said, '[\p{L}\p{N}]{2,}'),
  [
    replace(one, '-', '') FOR one IN regexp_extract_all(said, '[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)+')
    IF regexp_matches(one, '(^|-)[\p{L}\p{N}](-|$)')
  ]
);
