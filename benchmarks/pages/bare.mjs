// pdf.js with nothing around it: ?file=&page=&width=&word= draws that page at that width, its text over it, the word marked.

import { getDocument, GlobalWorkerOptions, TextLayer } from "/pdfjs/dist/build/pdf.min.mjs";

const parts = "/pdfjs/dist/";
GlobalWorkerOptions.workerSrc = `${parts}build/pdf.worker.min.mjs`;

function mark(piece, word) {
  const [before, ...rest] = piece.textContent.split(new RegExp(`(?=${word})`, "i"));
  if (!rest.length && !before.toLowerCase().startsWith(word.toLowerCase())) return;
  const marked = [before, ...rest].flatMap((text) => {
    if (!text.toLowerCase().startsWith(word.toLowerCase())) return [text];
    const found = document.createElement("span");
    found.className = "highlight";
    found.textContent = text.slice(0, word.length);
    return [found, text.slice(word.length)];
  });
  piece.replaceChildren(...marked);
}

const asked = new URLSearchParams(location.search);
const file = await getDocument({
  url: asked.get("file"),
  cMapUrl: `${parts}cmaps/`,
  iccUrl: `${parts}iccs/`,
  standardFontDataUrl: `${parts}standard_fonts/`,
  wasmUrl: `${parts}wasm/`,
}).promise;
const page = await file.getPage(Number(asked.get("page")));
const scale = Number(asked.get("width")) / page.getViewport({ scale: 1 }).width;
const viewport = page.getViewport({ scale });
const canvas = document.querySelector("canvas");
canvas.width = Math.round(viewport.width);
canvas.height = Math.round(viewport.height);
const text = new TextLayer({
  textContentSource: page.streamTextContent(),
  container: document.querySelector(".textLayer"),
  viewport,
});
const { style } = document.querySelector(".page");
style.setProperty("--scale-factor", scale);
style.width = `${canvas.width}px`;
style.height = `${canvas.height}px`;
await page.render({ canvas, viewport }).promise;
document.dispatchEvent(new Event("drawn"));
await text.render();
if (asked.get("word")) text.textDivs.forEach((piece) => mark(piece, asked.get("word")));
