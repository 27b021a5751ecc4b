// Takes the element that names the instrument of a page and gives what the page knows of it; knows neither answers nor storage.

const LISTS = ["items", "retired", "dimensions", "facts", "na"];

/** {model: {id, version, hash}} and each list of ids that the page names; null where it does not. */
export function knownOf({ dataset }) {
  const { model: id, version, hash } = dataset;
  const lists = LISTS.map((name) => [name, dataset[name]?.split(" ").filter(Boolean) ?? null]);
  return { model: { id, version, hash }, ...Object.fromEntries(lists) };
}
