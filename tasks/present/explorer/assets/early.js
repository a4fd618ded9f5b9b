// Chooses the language before anything is shown: of the address, of an earlier visit, of the browser.
(() => {
  const known = ["en", "nl", "fr"];
  const key = "senate-questions-language";
  const asked = new URLSearchParams(location.search).get("lang");
  let kept = null;
  try {
    if (known.includes(asked)) localStorage.setItem(key, asked);
    kept = localStorage.getItem(key);
  } catch {
    // a browser that keeps nothing follows its own language
  }
  const wished = [asked, kept, ...navigator.languages.map((name) => name.slice(0, 2).toLowerCase())];
  const found = wished.find((name) => known.includes(name)) ?? "en";
  document.documentElement.lang = found;
  if (found === "en") return;
  const { classList } = document.documentElement;
  classList.add("translating");
  // Where a script fails, English is better than nothing.
  addEventListener("error", () => classList.remove("translating"), true);
  setTimeout(() => classList.remove("translating"), 4000);
})();
