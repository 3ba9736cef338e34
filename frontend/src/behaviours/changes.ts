// A form with data-submits-itself is sent as soon as one of its choices changes. Without script its button does.

export function submitOnChange(page: Document): void {
  page.addEventListener("change", (event) => {
    const field = event.target;
    if (field instanceof HTMLSelectElement)
      field.closest<HTMLFormElement>("form[data-submits-itself]")?.requestSubmit();
  });
}
