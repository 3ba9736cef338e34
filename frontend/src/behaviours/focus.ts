// After a swap the focus moves to what the new content marks with data-focus, so that a keyboard or a reader goes on there.

export function focusAfterSwap(page: Document): void {
  page.addEventListener("htmx:afterSettle", (event) => {
    const swapped = event.target;
    if (!(swapped instanceof Element)) return;
    const target = swapped.matches("[data-focus]") ? swapped : swapped.querySelector("[data-focus]");
    if (target instanceof HTMLElement) target.focus({ preventScroll: true });
  });
}
