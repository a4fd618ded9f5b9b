"""By how much a reading must beat leaving a piece as it is, and the next reading.

Those of layers are in nats, all others in units of `COST_UNIT`. Each was fitted on texts of split 'dev' in
the classes of damage of `benchmarks.repair`, so that undamaged text stays as it is; README.md there
(`--held`) says what they do to texts that nobody looked at. tests/repair/cases holds single words that
decided, tests/repair/golden.tsv shows what moves with one.
"""

ACCENTS = 40
"""How much dearer a word is whose accent moved by mistake (Belgïe beside België), by the word lists."""

LAYERS = 4.0
"""Gain that changes a piece by layers of UTF-8, with the support of the text."""
CLEAR, LIKELIER = 0.5, 30
"""Least lead over another reading by layers; or, with less, of the likelier word (enquête, not enquéte)."""

LOST = 20
"""Least lead over the next reading of a mark, fitted on marks in words of unseen texts (`--held`); of a mark
between spaces twice as much."""
STAYS = 4 * LOST
"""Cost of a mark at a word's end or beginning that is a sign, and stays."""

MISREAD, NAME = 8, 20
"""Least gain that changes a chunk on a page with a known wrong charset; and one with a capital, which may be
a correct foreign name."""
SIGN = 60
"""Gain of a sign in its place, and evidence for the charset that makes it one; of a trade mark twice that."""
DOUBT = 30
"""Gain of one chunk that is no evidence for a charset yet: foreign names reach it."""
SIGN_BY_LETTERS = 4 * DOUBT
"""The same when only signs change: foreign words end in letters that quotation marks turn into."""
PAGE, PAGE_BY_LETTERS = 15, 2 * DOUBT
"""Evidence that a page needs beyond the doubt about each chunk; and without a listed word or a sign in its
place, or for a second damage."""
CLOSE = 10
"""Evidence between pairs that single letters and signs decide."""
BEHIND = 2 * SIGN_BY_LETTERS
"""Evidence of two words; a pair this far behind, or with less than half the evidence, is not considered."""
DECIDING = 600
"""Evidence beyond which only chunks count that the pairs left read differently."""
