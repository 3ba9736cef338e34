import { expect, test } from "vitest";
import { announceFailures } from "./failures";

test("a failed request is said on the page until one succeeds", () => {
  document.body.innerHTML = `<div id="failure" hidden>no answer</div>`;
  const notice = document.querySelector("#failure") as HTMLElement;
  announceFailures(document);

  document.dispatchEvent(new CustomEvent("htmx:sendError"));
  expect(notice.hasAttribute("hidden")).toBe(false);

  document.dispatchEvent(new CustomEvent("htmx:afterOnLoad"));
  expect(notice.hasAttribute("hidden")).toBe(true);
});
