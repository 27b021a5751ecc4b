// Takes the click on the skip link of a page that a script fills, and leads the focus to what is shown; knows no page.
//
// The address stays as it is: on these pages it names a view, or holds a result.

document.querySelector(".md-skip")?.addEventListener("click", (event) => {
  event.preventDefault();
  const headings = [...document.querySelectorAll(".tq-view[data-shown] h2, article h1, article h2")];
  const seen = headings.filter((one) => one.getClientRects().length);
  const target = seen.find((one) => one.closest("[data-shown]")) ?? seen[0];
  if (!target) return;
  if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
  target.focus();
});
