// Sends a form with files under their paths; each file's bar follows the bytes that have gone.
import type { NamedFile } from "./folders";

export function send(form: HTMLFormElement, files: NamedFile[], bars: HTMLProgressElement[], failed: () => void): void {
  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", (event) => showShares(files, bars, event.loaded));
  request.addEventListener("error", failed);
  request.addEventListener("load", () => {
    if (request.status >= 400) failed();
    else location.assign(request.responseURL);
  });
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "text/html");
  request.send(bodyOf(form, files));
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
