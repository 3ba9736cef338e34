// One style sheet, one script, one early script for the theme and one sprite of icons, under fixed names.
import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { icons } from "./icons.ts";

export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  plugins: [icons()],
  build: {
    outDir: resolve(import.meta.dirname, "../src/huajie/ui/static/ui/dist"),
    emptyOutDir: true,
    target: "es2021",
    cssTarget: "chrome87",
    modulePreload: false,
    assetsInlineLimit: 0,
    rollupOptions: {
      checks: { eval: false }, // htmx can evaluate, but is told never to (allowEval)
      input: {
        app: resolve(import.meta.dirname, "src/app.ts"),
        theme: resolve(import.meta.dirname, "src/theme.ts"),
      },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
        assetFileNames: "[name][extname]",
      },
    },
  },
  test: { environment: "happy-dom", include: ["src/**/*.test.ts"] },
});
