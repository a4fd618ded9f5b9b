// What benchmarks/explorer.py and the steps of benchmarks/explorer.toml call on a page.

// Bytes of files, of those alone that came before the list was shown, or of all.
globalThis.loadedBytes = (listed) => {
  const [shown] = listed ? performance.getEntriesByName('listed') : [];
  const files = performance.getEntries().filter((one) => !shown || one.responseEnd <= shown.startTime);
  return files.reduce((sum, one) => sum + (one.encodedBodySize || 0), 0);
};

// Milliseconds from the last of these bytes until the list was shown.
globalThis.afterLoading = () => {
  const [shown] = performance.getEntriesByName('listed');
  const ends = performance.getEntriesByType('resource').map((one) => one.responseEnd);
  return shown.startTime - Math.max(...ends.filter((end) => end <= shown.startTime));
};

globalThis.take = (selector) => {
  const real = URL.createObjectURL;
  URL.createObjectURL = (blob) => { window.takenBytes = blob.size; return real(blob); };
  document.querySelector(selector).click();
};

globalThis.choose = (id, value) => {
  const field = document.getElementById(id);
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
};
