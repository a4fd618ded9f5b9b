"""Where the parts of a text stand in it."""

from tasks.present.explorer.chunks import places

WHOLE = "1) Ja. 2) Ja. 3) Neen. 4) Ja."
ANSWER = {"question_id": "5-90100", "language": "nl", "part": "answer", "whole": WHOLE}


def test_parts_that_say_the_same_stand_one_behind_the_other():
    told = {"answers": None, "answer_kind": None, "is_answered": None, "numbering": None}
    rows = [ANSWER | told | {"label": label, "text": "Ja."} for label in ("1", "2", "4")]
    assert [place[-2:] for place in places(rows)["5-90100"]] == [[3, 6], [10, 13], [26, 29]]
