// Taking along what a list shows: all questions of it in their order, as CSV or JSON.

import { complain, houseOf, houses, inLanguage, questionAddress, release } from "./common.js";
import { wordsOf } from "./facets.js";
import { csv, fileName, keepAs } from "./take.js";
import { titlesOf } from "./titles.js";

/** Excel takes a CSV file without it for one in the encoding of the system; a Belgian one expects semicolons between cells. */
const BYTE_ORDER_MARK = "\ufeff";

/** Statuses of which no figure counts whether they are late. */
const UNCOUNTED = new Set(["announced", "requalified", "unknown"]);

/** The columns, named as in the view v_questions; `page` is the question here, and topics are in the language of the page. */
const COLUMNS = ["question_id", "title_nl", "title_fr", "author", "member_id", "party", "party_id", "minister", "minister_id", "addressee_nl", "addressee_fr", "office_id", "asked_on", "original_language", "status", "status_reason", "seen_on", "deadline_on", "answered_on", "response_days", "is_late", "minister_late", "minister_days", "answer_kinds", "topics", "address", "page"];

/** Those that a question has otherwise, or not. */
const MADE = {
  house: ({ id }) => houseOf(id).code,
  question_id: ({ id }) => id,
  title_nl: ({ title }) => title.nl,
  title_fr: ({ title }) => title.fr,
  addressee_nl: ({ addressee }) => addressee.nl,
  addressee_fr: ({ addressee }) => addressee.fr,
  status: ({ status }) => (status === "announced" ? "answered" : status),
  minister_late: ({ status, is_late: isLate, late_note: note }) => (UNCOUNTED.has(status) || (note && note !== "question.left_since") ? null : isLate),
  minister_days: ({ status, response_days: days, days_note: note }) => (note || status === "announced" ? null : days),
  answer_kinds: ({ answer_kinds: kinds }) => kinds.join(" "),
  topics: ({ topics }, words) => topics.map(words).join("; "),
  address: ({ address }) => inLanguage(address).text,
  page: ({ id }) => new URL(questionAddress(id), location.href).href,
};

/** Let what is listed be taken along: `ids` and `words` say what is in the list, and what it is called. */
export function letTake(place, ids, words) {
  if (houses.length) COLUMNS.push("house");
  const rows = async () => {
    const [found, topicWords] = await Promise.all([titlesOf(ids()), wordsOf("topic")]);
    return found.map((question) => COLUMNS.map((name) => (name in MADE ? MADE[name](question, topicWords) : question[name])));
  };
  const table = async (separator) => csv(COLUMNS, await rows(), separator);
  const objects = async () => (await rows()).map((row) => Object.fromEntries(COLUMNS.map((name, at) => [name, row[at]])));
  const made = {
    "take-csv": async () => ["csv", await table(), "text/csv"],
    "take-excel": async () => ["excel.csv", BYTE_ORDER_MARK + (await table(";")), "text/csv"],
    "take-json": async () => ["json", `${JSON.stringify(await objects(), null, 1)}\n`, "application/json"],
  };
  for (const [button, make] of Object.entries(made)) {
    place(button).addEventListener("click", async () => {
      place(button).disabled = true;
      const named = words();
      try {
        const [ending, content, type] = await make();
        keepAs(fileName(named, await release(), ending), new Blob([content], { type }));
      } catch (error) {
        complain(error);
      } finally {
        place(button).disabled = false;
      }
    });
  }
}
