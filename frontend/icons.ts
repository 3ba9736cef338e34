// The icons that the pages use, as one SVG sprite: <use href="icons.svg#home">.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Plugin } from "vite";

const NAMES = [
  "adjustments",
  "alert-triangle",
  "arrow-back-up",
  "arrow-right",
  "building",
  "calendar",
  "check",
  "chevron-down",
  "chevron-left",
  "chevron-right",
  "circle-check",
  "clipboard-list",
  "clock",
  "download",
  "edit",
  "eye",
  "eye-off",
  "file-spreadsheet",
  "file-text",
  "file-upload",
  "filter",
  "folder",
  "heart-handshake",
  "help",
  "history",
  "home",
  "id",
  "inbox",
  "info-circle",
  "keyboard",
  "language",
  "layout-dashboard",
  "link",
  "list-check",
  "lock",
  "logout",
  "mail",
  "map",
  "map-pin",
  "menu-2",
  "message-circle",
  "phone",
  "plug-connected",
  "plus",
  "question-mark",
  "refresh",
  "scale",
  "search",
  "send",
  "settings",
  "shield-check",
  "shield-lock",
  "sitemap",
  "table",
  "upload",
  "user",
  "users",
  "users-group",
  "x",
];

const FOLDER = resolve(import.meta.dirname, "../node_modules/@tabler/icons/icons/outline");

function symbol(name: string): string {
  const svg = readFileSync(resolve(FOLDER, `${name}.svg`), "utf8");
  const drawing = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${drawing.replace(/\s+/g, " ").trim()}</symbol>`;
}

export function icons(): Plugin {
  return {
    name: "icons",
    apply: "build",
    generateBundle() {
      const source = `<svg xmlns="http://www.w3.org/2000/svg">${NAMES.map(symbol).join("")}</svg>`;
      this.emitFile({ type: "asset", fileName: "icons.svg", source });
    },
  };
}
