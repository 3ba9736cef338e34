// A field in which somebody signs with a finger, a pen or the mouse. The drawing goes with the form as a PNG, and chooses its way of answering.
// Without script the field stays hidden, and the other ways remain.

export function takeSignatures(page: Document): void {
  for (const field of page.querySelectorAll<HTMLElement>("[data-signature]")) new Signature(field).listen();
}

class Signature {
  private readonly canvas: HTMLCanvasElement;
  private readonly written: HTMLInputElement | null;
  private readonly pen: CanvasRenderingContext2D | null;
  private drawing = false;

  constructor(private readonly field: HTMLElement) {
    this.canvas = field.querySelector("canvas") as HTMLCanvasElement;
    this.written = field.querySelector<HTMLInputElement>(`input[name="${field.dataset.signature}"]`);
    this.pen = this.canvas.getContext("2d");
  }

  listen(): void {
    if (!this.pen || !this.written) return;
    this.field.hidden = false;
    this.canvas.addEventListener("pointerdown", (event) => this.begin(event));
    this.canvas.addEventListener("pointermove", (event) => this.draw(event));
    for (const kind of ["pointerup", "pointercancel"]) this.canvas.addEventListener(kind, () => this.end());
    this.field.querySelector("[data-signature-clear]")?.addEventListener("click", () => this.clear());
  }

  private begin(event: PointerEvent): void {
    event.preventDefault();
    this.canvas.setPointerCapture(event.pointerId);
    this.drawing = true;
    const [x, y] = this.at(event);
    this.pen?.beginPath();
    this.pen?.moveTo(x, y);
    this.draw(event);
  }

  private draw(event: PointerEvent): void {
    if (!this.drawing || !this.pen) return;
    const [x, y] = this.at(event);
    this.pen.lineWidth = 3;
    this.pen.lineCap = this.pen.lineJoin = "round";
    this.pen.strokeStyle = "#000";
    this.pen.lineTo(x, y);
    this.pen.stroke();
  }

  private end(): void {
    if (!this.drawing || !this.written) return;
    this.drawing = false;
    this.written.value = this.canvas.toDataURL("image/png");
    const way = this.field
      .closest("form")
      ?.querySelector<HTMLInputElement>(`input[value="${this.field.dataset.signatureWay}"]`);
    if (way) way.checked = true;
  }

  private clear(): void {
    this.pen?.clearRect(0, 0, this.canvas.width, this.canvas.height);
    if (this.written) this.written.value = "";
  }

  private at(event: PointerEvent): [number, number] {
    const box = this.canvas.getBoundingClientRect();
    const scale = box.width ? this.canvas.width / box.width : 1;
    return [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
  }
}
