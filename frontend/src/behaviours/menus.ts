// A menu (details.menu) closes on Escape, and when something else is pressed.

export function closeMenus(page: Document): void {
  page.addEventListener("click", (event) => {
    for (const menu of openMenus(page)) if (!menu.contains(event.target as Node)) menu.open = false;
  });
  page.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of openMenus(page)) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
}

function openMenus(page: Document): HTMLDetailsElement[] {
  return [...page.querySelectorAll<HTMLDetailsElement>("details.menu[open]")];
}
