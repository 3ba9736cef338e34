import { beforeEach, expect, test, vi } from "vitest";
import { takeSignatures } from "./signatures";

const pen = { beginPath: vi.fn(), moveTo: vi.fn(), lineTo: vi.fn(), stroke: vi.fn(), clearRect: vi.fn() };

beforeEach(() => {
  document.body.innerHTML = `<form><input type="radio" name="way" value="signature">
    <fieldset data-signature="signature" data-signature-way="signature" hidden><canvas></canvas>
    <button type="button" data-signature-clear></button><input type="hidden" name="signature"></fieldset></form>`;
  const canvas = document.querySelector("canvas") as HTMLCanvasElement;
  canvas.getContext = (() => pen) as unknown as HTMLCanvasElement["getContext"];
  canvas.toDataURL = () => "data:image/png;base64,AAAA";
  canvas.setPointerCapture = () => undefined;
  takeSignatures(document);
});

function sign(): void {
  const canvas = document.querySelector("canvas");
  for (const kind of ["pointerdown", "pointermove", "pointerup"])
    canvas?.dispatchEvent(new PointerEvent(kind, { clientX: 5, clientY: 5 }));
}

test("what was drawn goes with the form, and chooses its way", () => {
  sign();

  expect(document.querySelector<HTMLInputElement>("[name=signature]")?.value).toBe("data:image/png;base64,AAAA");
  expect(document.querySelector<HTMLInputElement>("[name=way]")?.checked).toBe(true);
  expect(document.querySelector("fieldset")?.hidden).toBe(false);
});

test("signing anew empties the field, and nothing drawn is nothing sent", () => {
  expect(document.querySelector<HTMLInputElement>("[name=signature]")?.value).toBe("");
  sign();

  document.querySelector<HTMLButtonElement>("[data-signature-clear]")?.click();

  expect(document.querySelector<HTMLInputElement>("[name=signature]")?.value).toBe("");
});
