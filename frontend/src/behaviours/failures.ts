// When a request in the page fails, the page says so instead of staying silent.

export function announceFailures(page: Document): void {
  const show = () => page.getElementById("failure")?.removeAttribute("hidden");
  const clear = () => page.getElementById("failure")?.setAttribute("hidden", "");
  page.addEventListener("htmx:responseError", show);
  page.addEventListener("htmx:sendError", show);
  page.addEventListener("htmx:afterOnLoad", clear);
}
