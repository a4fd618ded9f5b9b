// Taking along what a list shows: all questions of it in their order, as CSV or JSON.

import { complain, inLanguage, questionAddress, release } from "./common.js";
import { wordsOf } from "./facets.js";
import { csv, fileName, keepAs } from "./take.js";
import { titlesOf } from "./titles.js";

/** Excel takes a CSV file without it for one in the encoding of the system; a Belgian one expects semicolons between cells. */
const BYTE_ORDER_MARK = "\ufeff";

/** Statuses of which no figure counts whether they are late. */
const UNCOUNTED = new Set(["announced", "requalified", "unknown"]);

/** The columns, named as in the view v_questions; `page` is the question here, and topics are in the language of the page. */
const COLUMNS = {
  question_id: ({ id }) => id,
  title_nl: ({ title }) => title.nl,
  title_fr: ({ title }) => title.fr,
  author: ({ author }) => author,
  member_id: ({ member }) => member,
  party: ({ party }) => party,
  party_id: ({ partyId }) => partyId,
  minister: ({ minister }) => minister,
  minister_id: ({ ministerId }) => ministerId,
  addressee_nl: ({ addressee }) => addressee.nl,
  addressee_fr: ({ addressee }) => addressee.fr,
  office_id: ({ office }) => office,
  asked_on: ({ askedOn }) => askedOn,
  original_language: ({ original }) => original,
  status: ({ status }) => (status === "announced" ? "answered" : status),
  status_reason: ({ reason }) => reason,
  seen_on: ({ seenOn }) => seenOn,
  deadline_on: ({ deadline }) => deadline,
  answered_on: ({ answeredOn }) => answeredOn,
  response_days: ({ days }) => days,
  is_late: ({ isLate }) => isLate,
  minister_late: ({ status, isLate, lateNote }) => (UNCOUNTED.has(status) || (lateNote && lateNote !== "question.left_since") ? null : isLate),
  minister_days: ({ status, days, daysNote }) => (daysNote || status === "announced" ? null : days),
  answer_kinds: ({ kinds }) => kinds.join(" "),
  topics: ({ topics }, words) => topics.map(words).join("; "),
  address: ({ address }) => inLanguage(address).text,
  page: ({ id }) => new URL(questionAddress(id), location.href).href,
};

/** Let what is listed be taken along: `ids` and `words` say what is in the list, and what it is called. */
export function letTake(place, ids, words) {
  const rows = async () => {
    const [found, topicWords] = await Promise.all([titlesOf(ids()), wordsOf("topic")]);
    return found.map((question) => Object.values(COLUMNS).map((of) => of(question, topicWords)));
  };
  const table = async (separator) => csv(Object.keys(COLUMNS), await rows(), separator);
  const objects = async () => (await rows()).map((row) => Object.fromEntries(Object.keys(COLUMNS).map((name, at) => [name, row[at]])));
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
