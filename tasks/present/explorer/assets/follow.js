// The Atom feed of what a page shows, where the release has one.

import { element, json, say } from "./common.js";

/** A link to a feed, which the head gets too; nothing without one, or on the pages of a kept release. */
export async function feedLink(kind, id, isSure = false) {
  const files = await json(`data/feeds.${kind}.json`);
  const file = Object.hasOwn(files, id) ? files[id] : isSure && id.replaceAll("/", "_");
  if (!file || /\/releases\/[^/]+\/[^/]*$/.test(location.pathname)) return null;
  const own = { type: "application/atom+xml", href: `../feeds/${kind}/${file}.xml` };
  document.head.append(element("link", { rel: "alternate", title: document.title, ...own }));
  return element("p", { class: "hint" }, element("a", own, say("feed.follow")));
}
