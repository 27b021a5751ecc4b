// Takes a page with the theme's parts and fetches the theme's script at the first sign that somebody uses them; knows its switches, and nothing of how it works.
// A script of the classic kind, like the theme's own. build/late.py puts the address of that one on our tag.

(() => {
  const html = document.documentElement;
  const held = 'label[for^="__palette"], label[for="__search"]'; // what does nothing, or half of it, without the script
  const keys = new Set(["/", "f", "s", "p", "n", ",", "."]);
  const signs = ["pointerover", "pointerdown", "touchstart", "wheel", "scroll", "keydown", "focusin", "click", "change"];
  const address = new URL(document.currentScript.dataset.theme, location.href).href;
  let coming = null;

  showPalette();
  reachWide();
  addEventListener("resize", reachWide);
  for (const sign of signs) addEventListener(sign, look, { capture: true, passive: sign === "wheel" || sign === "touchstart" });
  const paper = matchMedia("print");
  paper.addEventListener("change", unfold);
  addEventListener("beforeprint", unfold);
  addEventListener("afterprint", unfold);
  unfoldPlace();
  addEventListener("hashchange", unfoldPlace);
  if (location.search) start(); // it marks what was looked for
  new PerformanceObserver((marks) => marks.getEntriesByName("touchstone:engine-start").length && start()).observe({ type: "mark", buffered: true }); // after the engine nothing more is asked for

  function look(event) {
    const target = event.target instanceof Element ? event.target : html;
    const waits = isHeld(event, target);
    const isReady = start();
    if (!waits) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    isReady.then(() => (event.type === "click" ? target.closest(held).click() : target.dispatchEvent(new event.constructor(event.type, event))));
  }

  // What only the script can answer is given to it when it is there.
  function isHeld({ type, key, ctrlKey, metaKey, altKey }, target) {
    if (type === "click") return target.closest(held) !== null;
    if (type === "change") return target.name === "__palette";
    if (type !== "keydown" || ctrlKey || metaKey || altKey) return false;
    return key === "Enter" ? target.matches("label") : keys.has(key) && !target.matches("input, textarea, select, [contenteditable]");
  }

  function start() {
    coming ??= new Promise((done) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = script.onerror = () => {
        for (const sign of signs) removeEventListener(sign, look, { capture: true });
        removeEventListener("resize", reachWide);
        const at = document.activeElement;
        if (at.matches(".md-search__input")) (at.blur(), at.focus()); // it has not seen that somebody came
        done();
      };
      document.body.append(script);
    });
    return coming;
  }

  // The switch that fits the colours that the page has.
  function showPalette() {
    const scheme = document.body.getAttribute("data-md-color-scheme");
    const input = document.querySelector(`[name=__palette][data-md-color-scheme="${scheme}"]`);
    if (input) input.nextElementSibling.hidden = false;
  }

  // Code that is wider than its box is moved with the keys, so the focus must get there.
  function reachWide() {
    for (const code of document.querySelectorAll("pre > code")) {
      if (code.scrollWidth > code.clientWidth) code.tabIndex = 0;
      else code.removeAttribute("tabindex");
    }
  }

  // What is folded around the place that the address names; the theme does it too, and not always when its script comes late.
  function unfoldPlace() {
    const place = document.getElementById(location.hash.slice(1));
    const folded = place?.closest(".md-content details:not([open])");
    for (let one = folded; one; one = one.parentElement.closest("details")) one.open = true;
    if (folded) place.scrollIntoView();
  }

  // On paper nothing is folded. Some browsers tell of paper by one event, some by the other.
  function unfold({ type }) {
    const isPaper = type === "beforeprint" || (type === "change" && paper.matches);
    for (const one of document.querySelectorAll(isPaper ? ".md-content details:not([open])" : "details[data-unfolded]")) {
      one.open = isPaper;
      one.toggleAttribute("data-unfolded", isPaper);
    }
  }
})();
