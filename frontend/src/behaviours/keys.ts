// One key does what the element marked data-key="…" does: fields take the focus, everything else is pressed.

export function listenToKeys(page: Document): void {
  page.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
    if (page.querySelector("dialog[open]")) return;
    const target = [...page.querySelectorAll<HTMLElement>("[data-key]")].find((each) => each.dataset.key === event.key);
    if (!target) return;
    event.preventDefault();
    if (target.matches("input, select, textarea")) target.focus();
    else target.click();
  });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, select, textarea"));
}
