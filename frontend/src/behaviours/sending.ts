// Sends a form with files under their paths; each file's bar follows the bytes that have gone.
import type { NamedFile } from "./folders";

type Failed = (reason: string) => void; // why the server refused; empty if it was never reached

export function send(form: HTMLFormElement, files: NamedFile[], bars: HTMLProgressElement[], failed: Failed): void {
  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", (event) => showShares(files, bars, event.loaded));
  request.addEventListener("error", () => failed(""));
  request.addEventListener("load", () => {
    if (request.status >= 400) failed(reasonIn(request.responseText));
    else location.assign(request.responseURL);
  });
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "text/html");
  request.send(bodyOf(form, files));
}

// What a page of refusal says, in the reader's language.
export function reasonIn(page: string): string {
  const said = new DOMParser().parseFromString(page, "text/html").querySelector("[data-reason]");
  return said?.textContent?.replace(/\s+/g, " ").trim() ?? "";
}

export function bodyOf(form: HTMLFormElement, files: NamedFile[]): FormData {
  const body = new FormData();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
  for (const { path, file } of files) {
    body.append("lists", file, file.name);
    body.append("paths", path);
  }
  return body;
}

export function showShares(files: NamedFile[], bars: HTMLProgressElement[], gone: number): void {
  let before = 0;
  files.forEach(({ file }, index) => {
    const bar = bars[index];
    if (bar) bar.value = Math.max(0, Math.min(1, (gone - before) / Math.max(file.size, 1)));
    before += file.size;
  });
}
