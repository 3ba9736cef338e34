import { expect, test } from "vitest";
import { submitOnChange } from "./changes";

test("a filter sends its form when it changes; other forms wait for their button", () => {
  document.body.innerHTML = `
    <form id="filter" data-submits-itself><select><option>a</option></select></form>
    <form id="other"><select><option>a</option></select></form>`;
  const sent: string[] = [];
  for (const form of document.forms) form.requestSubmit = () => sent.push(form.id);
  submitOnChange(document);

  for (const field of document.querySelectorAll("select")) field.dispatchEvent(new Event("change", { bubbles: true }));

  expect(sent).toEqual(["filter"]);
});
