"""`mcp`: what an assistant gets, through the package's own client; over both transports once."""

import json
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import anyio

from schemas.package.words import banner
from tasks.present.assistant.guarded import guarded_tools
from tasks.present.explorer.chunks import unpack
from tests.present.assistant.support import client_of, content
from tests.support.command import ENTRY, command, python, refusal_of
from tests.support.each_case import each_case
from tests.support.environment import environment

TOOLS = "search_questions get_question get_member get_minister get_topic statistics run_sql".split()
CUT, UNKNOWN = "8-90090", "7-90040"


def test_every_answer_has_the_release_the_senate_and_that_the_sample_is_invented(ask, current):
    asked = {
        "search_questions": {"words": "politie"},
        "get_question": {"number": "5-8900"},
        "get_member": {"name": "taelman Martine"},
        "get_minister": {"name": "grandjacquet"},
        "get_topic": {"name": "verkeersveiligheid"},
        "statistics": {"by": "year"},
        "run_sql": {"query": "SELECT 1"},
    }
    for name, arguments in asked.items():
        found = ask(name, **arguments)
        release = found["release"]
        assert (release["version"], release["covers_until"]) == (current().name, "2026-05-03"), name
        assert release["notice"] == banner(["sample"])
        counted = ("questions", "with_unknown_status", "with_a_cut_text")
        assert [release[one] for one in counted] == [28, 1, 1]
        assert found["source"] == "https://www.senate.be/, https://data.dekamer.be/"
        assert all(one["url_nl"].endswith("&LANG=nl") for one in found["questions"])
    assert list(asked) == TOOLS


def test_a_search_gives_passages_addresses_and_what_is_unsure(ask):
    found = ask("search_questions", words="zwankendamme", language="nl")
    assert (found["total"], list(found["passages"])) == (1, [CUT])
    assert found["questions"][0]["url_fr"].endswith("LEG=8&NR=90090&LANG=fr")
    assert found["questions"][0]["unsure"] == [
        "No answer in the copy of 2026-05-03.",
        "Every copy of the question (nl) ends in mid-sentence, so its end is missing (is_cut).",
    ]
    assert ask("search_questions", words="laserpenen")["nowhere"]["laserpenen"][0] == "laserpennen"


def test_it_says_what_a_search_counted_with_its_signs(ask):
    found = ask("search_questions", words='pol* politie l\'eau “Politie  drones” -xyz -"geen drones" pol*')
    words = ["pol*", "politie", "eau", '"Politie  drones"', "-xyz", '-"geen drones"']
    assert found["counted"]["only"]["words"] == words


def test_a_question_has_its_texts_in_both_languages_and_answers_beside_sub_questions(ask):
    found = ask("get_question", number="7-90060")["question"]
    assert {(one["language"], one["part"]) for one in found["texts"]} == {
        (language, part) for language in ("nl", "fr") for part in ("question", "answer")
    }
    assert all(one["answer"] for one in found["subquestions"] if one["is_answered"])
    assert any(one["is_answered"] for one in found["subquestions"])
    short = ask("get_question", number="7-90060", language="fr", letters=100)["question"]["texts"]
    told = [(one["language"], len(one["text"]), one["is_shortened_here"]) for one in short]
    assert told == 2 * [("fr", 100, True)]


def test_of_a_question_to_nineteen_ministers_the_number_of_those_here_is_said(ask):
    found = ask("get_question", number="5-8900")["question"]
    assert (found["group_size"], found["group_held"], found["same_text"]) == (19, 1, None)


def test_of_an_unknown_status_the_reason_and_the_day_are_said(ask):
    found = ask("get_question", number=UNKNOWN)
    assert (found["question"]["status"], found["question"]["status_reason"]) == ("unknown", "copy_before_end")
    unsure, *_ = found["questions"][0]["unsure"]
    assert unsure.startswith("The copy at hand, of 2023-11-20, shows no answer; whether one came by the end")


def test_an_announcement_is_said_to_be_no_answer(ask):
    """5-90051, announced 549 days after it was sent, when its minister was no longer in office."""
    [cited] = ask("get_question", number="5-90051")["questions"]
    assert cited["status"] == "answered"
    assert cited["unsure"][0].startswith("The pages at hand only announce an answer; its text is not there.")


def test_a_question_that_is_not_there_may_exist_and_a_cut_text_is_marked(ask):
    assert ask("get_question", number="5-1") == "The release has no question 5-1. It may exist all the same."
    for typed in ("05-08900", " 5-8900 ", "5 - 8900"):
        assert ask("get_question", number=typed) == ask("get_question", number="5-8900")
    for typed in ("8900", "", "5-8900-1", "5-89 00"):
        assert "is no identifier of a question such as '5-8900'" in ask("get_question", number=typed)
    texts = ask("get_question", number=CUT)["question"]["texts"]
    assert {one["language"]: one["is_cut"] for one in texts} == {"fr": False, "nl": True}


@each_case("kind", ["member", "minister", "topic"])
def test_counts_are_those_of_the_explorer(ask, current, kind):
    path = next((current() / "site/actors").glob(f"{kind}-0-of-*.json.gz"))
    for identifier, shown in list(unpack(path).items())[:5]:
        found = ask(f"get_{kind}", name=identifier)
        first = shown[0] if isinstance(shown, list) else shown
        counts = first["counts"]
        (total,) = (one for one in found["all"] if one["house"] == counts["house"])
        years = [row for row in found["year"] if row["house"] == counts["house"]]
        assert [*found["counted"]["only"].values()] == [identifier]
        same = ("questions", "answered", "announced", "open", "requalified", "unknown", "median_days")
        same += ("answers_with_days", "answers_left_out", "deadlines_left_out")
        same += ("first_asked_on", "last_asked_on")
        assert {name: total[name] for name in same} == {name: counts[name] for name in same}
        late = [total["share_ministers_late"][one] for one in ("numerator", "denominator")]
        assert late == [counts["late"], counts["with_deadline"]]
        assert [int(row["id"]) for row in years] == [row[0] for row in first["years"]]
        assert len(found["longest_open"]) == sum(one["open"] for one in found["all"])


def test_of_several_with_the_name_one_is_to_be_chosen(ask):
    found = ask("get_member", name="Cécile")
    assert found["found"] == 2
    ids = [one["id"] for one in found["ask_again_with_one"]]
    assert ids == ["cecile-brasseleur", "cecile-delhamende-rosart"]
    assert ask("get_member", name=" \t") == "Give a name, words of one, or an identifier."
    assert ask("get_topic", name="xyzzy") == "No topic of this release has a name like 'xyzzy'."


def test_statistics_have_numerators_and_denominators_and_can_be_filtered(ask):
    found = ask("statistics", by="party")
    assert found["all"][0]["share_answered"] == {"share": 0.65, "numerator": 13, "denominator": 20}
    assert found["counted"] == {"by": "party", "only": {}}
    assert sum(row["questions"] for row in found["party"]) == 28
    by_minister = {(row["id"], row["house"]): row for row in ask("statistics", by="minister")["minister"]}
    query = "SELECT minister_id, house, sum(late), sum(with_deadline) FROM v_response_times GROUP BY ALL"
    for minister, house, late, base in ask("run_sql", query=query)["rows"]:
        share = by_minister[minister, house]["share_ministers_late"]
        assert (share["numerator"], share["denominator"]) == (int(late), int(base))
    only = {"legislature": "7", "first_year": 2022}
    few = ask("statistics", by="topic", only=only, limit=1)
    assert few["counted"] == {"by": "topic", "only": only}
    assert len(few["topic"]) == 1 < few["found"]
    assert few["all"][0]["first_asked_on"] >= "2022"


@each_case(
    ("name", "table"),
    [
        ("party_id", "parties"),
        ("member_id", "members"),
        ("minister_id", "ministers"),
        ("office_id", "offices"),
        ("topic", "question_topics"),
        ("legislature", "questions"),
    ],
)
def test_an_identifier_that_the_release_does_not_have_is_said(ask, name, table):
    said = f"The release has no {name} 'N-VA'. Find one by run_sql: FROM {table}"
    assert ask("statistics", by="year", only={name: "N-VA"}) == said
    found = ask("run_sql", query=f"SELECT {name} FROM {table} WHERE {name} IS NOT NULL LIMIT 1")["rows"]
    assert isinstance(ask("statistics", by="year", only={name: found[0][0]}), dict)


def test_sql_has_a_limit_of_rows_and_of_letters(ask):
    found = ask("run_sql", query="SELECT question_id, seen_on FROM questions ORDER BY 1", limit=2)
    assert found["rows"] == [["4-90010", "2026-05-03"], ["4-90020", "2026-05-03"]]
    assert found["left_out"].startswith("There are more rows")
    assert [one["question_id"] for one in found["questions"]] == ["4-90010", "4-90020"]
    joined = "SELECT count(*) FROM v_questions JOIN texts USING (question_id)"
    assert ask("run_sql", query=joined)["left_out"] is None
    assert ask("run_sql", query="SELECT repeat('x', 300000)")["rows"] == []
    none = ask("run_sql", query="FROM (VALUES (NULL), ('5-8900')) AS t(question_id)")
    assert ([one["question_id"] for one in none["questions"]], none["unsure"]) == (["5-8900"], [])
    odd = ask("run_sql", query="SELECT 'nan'::DOUBLE, DATE '2020-02-01', 1.5")
    assert odd["rows"] == [[None, "2020-02-01", "1.5"]]
    assert ask("run_sql", query="SELECT 'x'::BLOB, x'ff00'::BLOB")["rows"] == [["eA==", "_wA="]]
    assert len(ask("run_sql", query="FROM test_all_types()")["rows"]) == 3


def test_questions_of_unknown_authors_are_nobodys(unclear):
    known = {"member": {"helene-vanneste": "Hélène Vanneste"}, "party": {"cdv": "CD&V"}}
    for by, names in known.items():
        rows = json.loads(unclear("statistics", {"by": by}))[by]
        assert {row["id"]: row["name"] for row in rows} == names | {None: None}


def test_it_reads_the_release_that_is_current_at_each_call(small_copy):
    data, current = small_copy, small_copy / "current"
    query = {"query": "SELECT count(*) FROM range(1000000)"}
    with guarded_tools(current.resolve) as ask:
        with ThreadPoolExecutor() as pool:  # as a client that asks several things at once
            assert len(set(pool.map(ask, ["run_sql"] * 8, [query] * 8))) == 1
        before = json.loads(ask("run_sql", query))["release"]["version"]
        newer = current.resolve().rename(data / "releases/20990101T000000Z-00000000")
        current.unlink()
        current.symlink_to(newer)
        assert json.loads(ask("run_sql", query))["release"]["version"] == newer.name != before


def test_over_standard_input_and_output(sample_data):
    from mcp import StdioServerParameters, stdio_client  # noqa: PLC0415 - takes a second to import

    words = ["-c", ENTRY, "mcp", "--no-personal", "--data", str(sample_data)]
    server = StdioServerParameters(command=sys.executable, args=words, env=environment())

    async def talk():
        async with client_of(stdio_client(server)) as client:
            tools = (await client.list_tools()).tools
            assert all(one.annotations.read_only_hint and one.description for one in tools)
            assert "not mean" in client.instructions
            asked = [{"number": "5-8900"}, {"number": "5-8900", "personal": True}]
            found = [content(await client.call_tool("get_question", one)) for one in asked]
            return [one.name for one in tools], *found

    names, found, refused = anyio.run(talk)
    assert names == TOOLS
    assert found["question"]["author"] == "Martine Taelman"
    assert "--no-personal" in refused


UNREADABLE = [
    ("hello", None),
    ("[]", None),
    ("[1, 2]", None),
    ('{"jsonrpc": "2.0", "id": 11}', 11),
    ('{"jsonrpc": "2.0", "id": -5, "method": 4}', -5),
    ('{"jsonrpc": "2.0", "id": "a b", "method": "ping", "params": []}', "a b"),
    (r'{"params": {"id": 77, "x": "\ud800"}, "id": 32, "method": "ping", "jsonrpc": "2.0"}', 32),
    (r'{"id": "\ud800", "method": "ping", "jsonrpc": "2.0"}', None),
]


def test_what_is_no_request_is_answered_with_its_id(sample_data):
    words, pipe = command("mcp", "--data", sample_data), subprocess.PIPE
    given = "".join(f"{line}\n" for line, _ in UNREADABLE)
    done = subprocess.run(words, env=environment(), input=given, stdout=pipe, encoding="utf-8", check=True)
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(one["id"], "This is no " in one["error"]["message"]) for one in said] == [
        (number, True) for _, number in UNREADABLE
    ]


def asked(number, method, **said):
    return json.dumps({"jsonrpc": "2.0", "method": method, "params": said, "id": number}) + "\n"


def called(number, query):
    return asked(number, "tools/call", name="run_sql", arguments={"query": query})


CLIENT = {"protocolVersion": "2025-03-26", "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}}


def seconds_to_the_end(sample_data):
    """How long a server goes on after its client, which had called what never ends."""
    words, pipe = command("mcp", "--data", sample_data), subprocess.PIPE
    with subprocess.Popen(words, env=environment(), stdin=pipe, stdout=pipe, encoding="utf-8") as process:
        process.stdin.write(asked(0, "initialize", **CLIENT) + called(1, "SELECT '\ud800'"))
        process.stdin.write(called(2, "9").replace('"9"', "9" * 5000) + called(3, "SELECT 1"))
        process.stdin.flush()
        found = {said["id"]: said for said in (json.loads(process.stdout.readline()) for _ in range(4))}
        assert ["half of a letter" in str(found[number]) for number in range(4)] == [False, True, True, False]
        process.stdin.write(called(4, "SELECT count(*) FROM range(100000000000000)"))
        process.stdin.close()
        began = time.monotonic()
        assert process.wait(60) == 0
        return time.monotonic() - began


def test_what_cannot_be_read_is_answered_and_a_client_that_goes_takes_its_call_along(sample_data):
    # A call may take ten seconds; a busy machine may take some of its own, but not each time.
    assert any(seconds_to_the_end(sample_data) < 8 for _ in range(3))


@contextmanager
def over_http(data):
    """The address of a server of this machine, which Ctrl-C ends without an error."""
    words = command("mcp", "--http", "--port", 0, "--data", data)
    with subprocess.Popen(words, env=environment(), stdout=subprocess.PIPE, encoding="utf-8") as process:
        try:
            yield process.stdout.readline().split()[7]
        finally:
            process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0


def test_over_http_and_to_no_other_site(sample_data):
    import httpx2  # noqa: PLC0415 - of the package

    async def talk(address):
        async with client_of(address) as client:
            return content(await client.call_tool("search_questions", {"words": "drones politie"}))

    with over_http(sample_data) as address:
        assert anyio.run(talk, address)["total"] == 1
        for headers, code in (({"Host": "example.org"}, 421), ({"Origin": "http://example.org"}, 403)):
            assert httpx2.post(address, json={}, headers=headers).status_code == code
        port = address.split(":")[2].removesuffix("/mcp")
        assert "Choose another" in refusal_of("mcp", "--http", "--port", port, "--data", sample_data)


def test_without_the_package_the_extra_is_named(sample_data):
    code = (
        "import sys; sys.modules['mcp'] = None\nfrom flows.cli.app import run\n"
        "sys.exit(run(['mcp', '--data', sys.argv[1]]))"
    )
    done = python(code, str(sample_data))
    assert (done.returncode, done.stdout) == (2, "")
    assert "Install senate-questions[mcp] (in a clone: make setup-mcp)." in done.stderr
