import { expect, test } from "vitest";
import { listenToKeys } from "./keys";

test("a key presses its button or focuses its field, and never while somebody types", () => {
  document.body.innerHTML = `<input data-key="/" id="search"><button data-key="1">same</button>`;
  const pressed: string[] = [];
  document.querySelector("button")?.addEventListener("click", () => pressed.push("same"));
  listenToKeys(document);
  const type = (key: string, target: Element = document.body) =>
    target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));

  type("1");
  type("/");
  type("1", document.querySelector("#search") as Element);

  expect(pressed).toEqual(["same"]);
  expect(document.activeElement?.id).toBe("search");
});
