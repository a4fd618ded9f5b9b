// Citing what a page shows: with its address, which names the release, and the day.

import { day, element, release, say } from "./common.js";

/** A sentence that cites this page, with a button that copies it. */
export async function citation(title) {
  const { version, public_url: site } = await release();
  const address = new URL(location.href);
  address.searchParams.delete("lang");
  address.searchParams.set("release", version);
  address.hash = "";
  const own = site ? `${site}${address.pathname.split("/").pop()}${address.search}` : address.href;
  const said = say("cite.says", { title, source: say("about.citation", { version }), address: own, day: day(new Date().toISOString()) });
  const button = element("button", { class: "quiet", type: "button" }, say("cite.copy"));
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(said);
    button.textContent = say("cite.copied");
  });
  return [element("blockquote", { class: "code", id: "citation" }, said), element("p", {}, button)];
}
