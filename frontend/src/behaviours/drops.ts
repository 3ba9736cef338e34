// Files and whole folders dropped on a form[data-drop], each shown with its progress while the form is sent.
import { filesOf, type NamedFile } from "./folders";
import { send } from "./sending";

export function takeDrops(page: Document): void {
  for (const form of page.querySelectorAll<HTMLFormElement>("form[data-drop]")) new DropForm(form).listen();
}

class DropForm {
  private chosen: NamedFile[] = [];

  constructor(private readonly form: HTMLFormElement) {}

  listen(): void {
    for (const kind of ["dragover", "dragenter"]) {
      this.form.addEventListener(kind, (event) => {
        event.preventDefault();
        this.form.classList.add("is-over");
      });
    }
    this.form.addEventListener("dragleave", () => this.form.classList.remove("is-over"));
    this.form.addEventListener("drop", (event) => void this.take(event));
    this.form.addEventListener("change", (event) => this.choose(event));
    this.form.addEventListener("submit", (event) => this.submit(event));
  }

  private async take(event: DragEvent): Promise<void> {
    event.preventDefault();
    this.form.classList.remove("is-over");
    if (event.dataTransfer) this.add(await filesOf(event.dataTransfer));
  }

  private choose(event: Event): void {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || field.type !== "file" || !field.files) return;
    this.add([...field.files].map((file) => ({ path: file.webkitRelativePath || file.name, file })));
    field.value = "";
  }

  private add(files: NamedFile[]): void {
    const known = new Set(this.chosen.map(({ path }) => path));
    for (const each of files) {
      if (known.has(each.path) || /(^|\/)(\.|~\$)/.test(each.path)) continue;
      known.add(each.path);
      this.chosen.push(each);
    }
    this.show();
  }

  private show(): void {
    const list = this.form.querySelector("[data-drop-list]");
    const line = this.form.querySelector<HTMLTemplateElement>("template[data-drop-line]");
    if (!list || !line) return;
    list.replaceChildren(...this.chosen.map(({ path, file }) => lineFor(line, path, file.size)));
    const count = this.form.querySelector("[data-drop-count]");
    if (count) count.textContent = String(this.chosen.length);
    this.form.classList.toggle("has-files", this.chosen.length > 0);
  }

  private submit(event: SubmitEvent): void {
    if (this.chosen.length === 0) return;
    event.preventDefault();
    const bars = [...this.form.querySelectorAll<HTMLProgressElement>("[data-drop-list] progress")];
    this.form.classList.add("is-sending");
    for (const button of this.form.querySelectorAll("button")) button.disabled = true;
    send(this.form, this.chosen, bars, (reason) => this.failed(reason));
  }

  private failed(reason: string): void {
    this.form.classList.remove("is-sending");
    for (const button of this.form.querySelectorAll("button")) button.disabled = false;
    for (const line of this.form.querySelectorAll<HTMLElement>("[data-drop-failed], [data-drop-refused]"))
      line.hidden = line.hasAttribute("data-drop-refused") !== (reason !== "");
    const refused = this.form.querySelector("[data-drop-refused]");
    if (refused) refused.textContent = reason;
  }
}

function lineFor(template: HTMLTemplateElement, path: string, size: number): Node {
  const line = template.content.cloneNode(true) as DocumentFragment;
  const name = line.querySelector("[data-name]");
  const bytes = line.querySelector("[data-size]");
  const bar = line.querySelector("progress");
  if (name) name.textContent = path;
  if (bytes)
    bytes.textContent = size < 1024 * 1024 ? `${Math.ceil(size / 1024)} KB` : `${(size / 1024 / 1024).toFixed(1)} MB`;
  if (bar) bar.setAttribute("aria-label", path);
  return line;
}
