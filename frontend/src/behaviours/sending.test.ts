import { expect, test } from "vitest";
import { bodyOf, reasonIn, showShares } from "./sending";

test("files go under their paths, and each bar follows the bytes of its own file", () => {
  document.body.innerHTML = `<form><input name="title" value="April"><input type="file" name="lists"></form><progress max="1"></progress><progress max="1"></progress>`;
  const files = [
    { path: "town/a.csv", file: new File(["1234"], "a.csv") },
    { path: "town/b.csv", file: new File(["1234"], "b.csv") },
  ];
  const bars = [...document.querySelectorAll("progress")];

  const body = bodyOf(document.querySelector("form") as HTMLFormElement, files);
  showShares(files, bars, 6);

  expect(body.get("title")).toBe("April");
  expect(body.getAll("paths")).toEqual(["town/a.csv", "town/b.csv"]);
  expect(body.getAll("lists").length).toBe(2);
  expect(bars.map((bar) => bar.value)).toEqual([1, 0.5]);
});

test("the reason of a refusal is read from the page, and a page without one gives none", () => {
  expect(reasonIn("<main><p data-reason>More than 1000 files\n at once.</p></main>")).toBe(
    "More than 1000 files at once.",
  );
  expect(reasonIn("Bad Gateway")).toBe("");
});
