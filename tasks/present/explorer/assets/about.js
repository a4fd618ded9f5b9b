// What these pages are, how the data are made, under which licence, and how to cite them.

import { begin, outside, say } from "./common.js";

await begin(async ({ licence, version, contact }) => {
  const address = contact.includes("@") && !contact.includes(":") ? `mailto:${contact}` : contact;
  document.getElementById("contact").replaceChildren(contact ? outside(address, contact) : say("about.named_nobody"));
  document.getElementById("licence-name").replaceChildren(outside(licence.address, licence.title));
  document.getElementById("citation").textContent = say("about.citation", { version });
});
