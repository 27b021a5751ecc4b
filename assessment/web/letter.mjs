// Takes an invitation and gives the sentences that go with it: the time it takes, who can read what, the whole text to send; knows no page.

/** "11 questions, about 7 minutes", or "" where the page does not know. */
export function timeOf({ modes }, mode) {
  const { count, minutes } = modes?.[mode] ?? {};
  return count ? `${count} questions, about ${minutes} ${minutes === 1 ? "minute" : "minutes"}` : "";
}

/** Who can read a hand-in, said to those who answer. */
export const READERS = "The person who collects can technically read each hand-in alone. The team page hides small groups on the screen, not from that person.";

/** That the answers of few people can be guessed; "" where enough are invited. `invited` may be null. */
export function ofFew(invited, minGroup) {
  if (invited === null) return `If fewer than ${minGroup} people answer, answers can be guessed from the figures.`;
  return invited < minGroup ? `With fewer than ${minGroup} people, answers can be guessed from the figures.` : "";
}

/** The text that a facilitator can send: plain text with the link on a line of its own. `model` has {title, modes, minGroup}. */
export function letter({ unit, period, mode, roles, invited }, model, link) {
  const time = timeOf(model, mode);
  const about = [unit, period].filter(Boolean).join(", ");
  const way = roles.length ? "If that matters to you, leave out your role, or ask for somebody outside the team to collect." : "If that matters to you, ask for somebody outside the team to collect.";
  const lines = [
    "Hello,",
    "",
    `let us take this assessment together: ${model.title}. Please answer alone. Then we see where we agree, and talk about where we do not.`,
    "",
    about ? `What it is about: ${about}` : null,
    time ? `How long it takes: ${time}` : null,
    "The link:",
    link,
    "",
    "Say how it is today, not how it should be. “Don’t know” is a good answer. At the end you get a short code: please send it to me.",
    "",
    "What happens with your answers: they stay in your browser until you send the code. I put all codes together in my browser, and no server gets them. Then we look at the picture together.",
    "",
    `Who can read them: technically, I can read each code alone. The page hides groups of fewer than ${model.minGroup} people on the screen, not from me. ${way}${invited === null ? "" : ` ${ofFew(invited, model.minGroup)}`}`,
    "",
    "Thank you.",
  ];
  return lines.filter((line) => line !== null).join("\n").replace(/ +$/gm, "");
}
