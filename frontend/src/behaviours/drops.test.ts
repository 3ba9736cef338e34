import { expect, test } from "vitest";
import { takeDrops } from "./drops";

test("chosen files are listed once, without lock files and hidden files", () => {
  document.body.innerHTML = `<form data-drop><input type="file" name="files"><ul data-drop-list></ul>
    <template data-drop-line><li><span data-name></span><span data-size></span><progress max="1"></progress></li></template>
    <strong data-drop-count>0</strong></form>`;
  const field = document.querySelector("input") as HTMLInputElement;
  const chosen = ["台账.xlsx", "~$台账.xlsx", ".DS_Store", "台账.xlsx"].map((name) => new File(["x"], name));
  Object.defineProperty(field, "files", { value: chosen });
  takeDrops(document);

  field.dispatchEvent(new Event("change", { bubbles: true }));

  const names = [...document.querySelectorAll("[data-name]")].map((each) => each.textContent);
  expect(names).toEqual(["台账.xlsx"]);
  expect(document.querySelector("[data-drop-count]")?.textContent).toBe("1");
});
