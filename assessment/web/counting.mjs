// Takes how many have handed in and gives it as words; knows no page and no answer.

import { element } from "./element.mjs";
import { grouped } from "./faultsbox.mjs";

/** A number with the word for it. */
export function amount(number, one, many) {
  return `${grouped(number)} ${number === 1 ? one : many}`;
}

/** How many have handed in, as words: an array for `replaceChildren`. `people` is null while that is being found out. */
export function countWords(people, invited, tables) {
  const table = tables ? ` And ${amount(tables, "table", "tables")}: how many people stand in ${tables === 1 ? "it" : "them"} is told with the picture.` : "";
  if (people === null) return ["Counting who has handed in …"];
  if (!people && tables) return [amount(tables, "table has", "tables have"), " come in."];
  if (invited === null) return [element("b", {}, people ? grouped(people) : "Nobody"), people ? ` handed in.${table}` : " has handed in yet."];
  const missing = invited - people;
  const rest = tables ? "." : missing > 0 ? `, ${missing} missing.` : missing < 0 ? `: ${-missing} more than were invited.` : ". Nobody is missing.";
  return [element("b", {}, `${grouped(people)} of ${grouped(invited)}`), ` handed in${rest}${table}`];
}
