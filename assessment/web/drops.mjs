// Takes a place where files may be dropped and tells what was dropped there; knows nothing of what is in them.

/** While something is held over `place`, `root` has data-over; `dropped(files)` is told of one file or more. */
export function takeDrops(place, root, dropped) {
  place.addEventListener("dragover", (event) => {
    event.preventDefault(); // else the browser opens the file in the place of the page
    root.dataset.over = "";
  });
  for (const name of ["dragleave", "drop"]) place.addEventListener(name, () => delete root.dataset.over);
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    const files = [...event.dataTransfer.files];
    if (files.length) dropped(files);
  });
}
