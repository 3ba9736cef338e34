import { expect, test } from "vitest";
import { filesOf } from "./folders";

const file = (path: string) => ({
  isFile: true,
  fullPath: path,
  file: (found: (file: File) => void) => found(new File(["x"], path.split("/").pop() ?? "")),
});
const folder = (...batches: object[][]) => ({
  isFile: false,
  createReader: () => ({ readEntries: (found: (entries: object[]) => void) => found(batches.shift() ?? []) }),
});

test("every file of a dropped folder is found, also beyond the first batch and in folders within", async () => {
  const dropped = folder([file("/lists/a.xlsx")], [folder([file("/lists/town/b.csv")])]);
  const data = { items: [{ webkitGetAsEntry: () => dropped }], files: [] } as unknown as DataTransfer;

  const found = await filesOf(data);

  expect(found.map(({ path }) => path)).toEqual(["lists/a.xlsx", "lists/town/b.csv"]);
});
