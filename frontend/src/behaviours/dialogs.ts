// data-opens="id" opens that dialog; a press outside its card closes it.

export function openDialogs(page: Document): void {
  page.addEventListener("click", (event) => {
    const pressed = event.target;
    if (!(pressed instanceof Element)) return;
    const opener = pressed.closest<HTMLElement>("[data-opens]");
    const dialog = opener && page.getElementById(opener.dataset.opens ?? "");
    if (dialog instanceof HTMLDialogElement) {
      event.preventDefault();
      dialog.showModal();
    } else if (pressed instanceof HTMLDialogElement) {
      pressed.close();
    }
  });
}
