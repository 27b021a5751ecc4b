// Takes a place with text fields and a notice, and says when a field takes no more; knows nothing of what is written.

/** Browsers cut what is typed or pasted at a field's `maxlength` and say nothing: say it, once for each time that it gets full. */
export function tellWhenFull(root, notice) {
  const full = new WeakSet();
  root.addEventListener("input", ({ target }) => {
    if (!(target.maxLength > 0)) return;
    const isFull = target.value.length >= target.maxLength;
    if (isFull && !full.has(target)) notice.show(`This field is full: ${target.maxLength.toLocaleString("en")} characters. What came after them is not in it.`, { near: target.closest("label, p") ?? target });
    if (isFull) full.add(target);
    else full.delete(target);
  });
}
