// Citing what a page shows: with its address, which names the release, and the day.

import { day, element, release, say } from "./common.js";

/** The address of this page in this release, or with other parameters. */
export async function ownAddress(search = location.search) {
  const { version, public_url: site } = await release();
  const address = new URL(search, location.href);
  address.searchParams.delete("lang");
  address.searchParams.delete("embed");
  address.searchParams.set("release", version);
  address.hash = "";
  return site ? `${site}${address.pathname.split("/").pop()}${address.search}` : address.href;
}

/** A sentence that cites this page, with a button that copies it. */
export async function citation(title, search) {
  const { version } = await release();
  const said = say("cite.says", { title, source: say("about.citation", { version }), address: await ownAddress(search), day: day(new Intl.DateTimeFormat("sv", { timeZone: "Europe/Brussels" }).format(new Date())) });
  const button = element("button", { class: "quiet", type: "button" }, say("cite.copy"));
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(said);
      button.textContent = say("cite.copied");
    } catch {
      getSelection().selectAllChildren(button.parentElement.previousElementSibling);
    }
  });
  return [element("blockquote", { class: "code", id: "citation" }, said), element("p", {}, button)];
}
