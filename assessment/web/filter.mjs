// Takes the list of checked claims and shows those with one verdict; knows verdicts only as values of data-verdict.
//
// Without this module the choices are links that jump from claim to claim.

const list = document.querySelector(".ts-claims");
const claims = [...list.querySelectorAll("[data-verdict].ts-claim")];
const count = list.querySelector(".ts-filter__count");
list.querySelector(".ts-filter__label").textContent = "Show the claims with the verdict:";

const buttons = [...list.querySelectorAll(".ts-filter__choices a")].map((link) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.dataset.verdict = link.dataset.verdict;
  button.append(...link.childNodes);
  button.addEventListener("click", () => show(button.dataset.verdict));
  link.replaceWith(button);
  return button;
});
list.dataset.filtered = ""; // the links from claim to claim would lead to what is hidden

function show(verdict) {
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.verdict === verdict));
  for (const claim of claims) claim.hidden = Boolean(verdict) && claim.dataset.verdict !== verdict;
  const shown = claims.filter((claim) => !claim.hidden).length;
  count.textContent = verdict ? `${shown} of ${claims.length} claims shown` : `All ${claims.length} claims shown`;
}

// A link to one claim must find it, whatever the filter says.
function reveal() {
  const wanted = location.hash && document.getElementById(location.hash.slice(1))?.closest(".ts-claim");
  if (wanted?.hidden) {
    show("");
    wanted.scrollIntoView();
  }
}

addEventListener("hashchange", reveal);
show("");
