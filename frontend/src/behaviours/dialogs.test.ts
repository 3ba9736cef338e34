import { expect, test } from "vitest";
import { openDialogs } from "./dialogs";

test("a button opens the dialog that it names, and a press beside its card closes it", () => {
  document.body.innerHTML = `<button data-opens="help"><span>?</span></button><dialog id="help"><p>text</p></dialog>`;
  const dialog = document.querySelector("dialog") as HTMLDialogElement;
  openDialogs(document);

  document.querySelector("span")?.click();
  expect(dialog.open).toBe(true);

  document.querySelector("p")?.click();
  expect(dialog.open).toBe(true);

  dialog.click();
  expect(dialog.open).toBe(false);
});
