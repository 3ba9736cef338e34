import { expect, test } from "vitest";
import { closeMenus } from "./menus";

test("a menu closes on Escape and gives the focus back, and closes when something else is pressed", () => {
  document.body.innerHTML = `<details class="menu" open><summary tabindex="0">Menu</summary></details><main>page</main>`;
  const menu = document.querySelector("details") as HTMLDetailsElement;
  closeMenus(document);

  document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  expect(menu.open).toBe(false);
  expect(document.activeElement?.textContent).toBe("Menu");

  menu.open = true;
  document.querySelector("main")?.click();
  expect(menu.open).toBe(false);
});
