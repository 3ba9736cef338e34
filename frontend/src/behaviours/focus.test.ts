import { expect, test } from "vitest";
import { focusAfterSwap } from "./focus";

test("after a swap the focus stands on what the new content marks", () => {
  document.body.innerHTML = `<section id="question"><h2 tabindex="-1" data-focus>next</h2></section>`;
  focusAfterSwap(document);

  document.querySelector("#question")?.dispatchEvent(new CustomEvent("htmx:afterSettle", { bubbles: true }));

  expect(document.activeElement?.textContent).toBe("next");
});
