// Takes a field that shows a text and puts the text where the person can paste it from; knows nothing of what it says.

import { element } from "./element.mjs";

/** Copy what a field holds and resolve with true; where that is not allowed, the text is selected, ready for the keys, and it is false. */
export async function copy(field, say) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    say("Copied.");
    note(field, "Copied");
    return true;
  } catch {
    field.focus();
    field.select();
    say("The text is selected: copy it with your keyboard.");
    note(field, "Selected: copy it with Ctrl+C or ⌘C");
    return false;
  }
}

// Also for the eye: beside the button, until the next time.
function note(field, text) {
  const buttons = field.parentElement.querySelector(".tq-buttons");
  const said = buttons.querySelector(".tq-copied") ?? buttons.appendChild(element("span", { class: "tq-copied", "aria-hidden": "true" }));
  said.textContent = text;
}
