// What to do with selected words, near them: a link to exactly these, the words with their citation, that alone.

import { citation, copy, fetched, say } from "./clipboard.js";
import { fragment } from "./fragments.js";
import { query, selected } from "./stretches.js";

const GAP = 8; // pixels to the words
const TOP = 64; // below the bar
const REST_MS = 250; // nothing appears while words are being added
const isWide = matchMedia("(min-width: 45.01rem)");

let chosen = "";
let isClosed = false;
let isPressed = false;
let before = null; // what had the focus
let resting;

// Asked anew each time: a page may have been put in the place of another.
function offer() {
  return document.getElementById("selected");
}

function isOffered() {
  return offer()?.hidden === false;
}

function look() {
  const ways = offer();
  if (!ways || isPressed || ways.contains(document.activeElement) || document.activeElement.id === "by-hand") return;
  const found = selected();
  const told = JSON.stringify(found);
  if (told !== chosen) isClosed = false;
  chosen = told;
  const isShown = found.length > 0 && found.length <= ways.dataset.most && !isClosed;
  if (isShown && ways.hidden) say(ways.dataset.said, false);
  ways.hidden = !isShown;
  if (isShown) place(ways);
}

function place(ways) {
  const range = getSelection().getRangeAt(0);
  const end = range.endContainer.closest ? range.endContainer : range.endContainer.parentElement;
  const [leaf, block] = [end.closest(".leaf"), end.closest(".rows, .sheet > .passage")];
  if (leaf && leaf.nextElementSibling !== ways) leaf.after(ways);
  else if (block && ways.parentElement !== block) block.append(ways);
  const words = range.getBoundingClientRect();
  const { width, height } = ways.getBoundingClientRect();
  const lowest = innerHeight - height - GAP;
  ways.classList.toggle("above", !isWide.matches && words.bottom > lowest && words.top > height);
  if (!isWide.matches) {
    ways.removeAttribute("style");
    return;
  }
  const isBelow = words.bottom + GAP <= lowest;
  const isAbove = words.top - GAP - height >= TOP;
  const beside = words.right + GAP + width < innerWidth ? words.right + GAP : words.left - GAP - width;
  const top = isBelow ? words.bottom + GAP : isAbove ? words.top - GAP - height : lowest;
  const left = isBelow || isAbove ? words.left : beside;
  ways.style.top = `${Math.max(top, TOP)}px`;
  ways.style.left = `${Math.min(Math.max(left, GAP), innerWidth - width - GAP)}px`;
}

function take(what) {
  const ways = offer();
  const found = selected();
  const [first] = found;
  const link = first && document.querySelector(`.sheet [data-passage="${first.id}"] a.copy`);
  if (!link) return false;
  clearTimeout(resting);
  look(); // what is said of the copy is said last
  if (found.length > ways.dataset.most) say(ways.dataset.many);
  else if (what === "link") {
    const address = new URL(link.href);
    address.search = query(found);
    copy(`${address}#${fragment(found)}`.replace(/#$/, ""), what);
  } else copy(fetched(citation(first.id, query(found), what === "quote")), what);
  return true;
}

// The first word of the passage one is at, on the page or beside it; from there on it is selected as everywhere.
function choose(stop) {
  const id = document.activeElement?.closest(".area")?.dataset.passage;
  const over = id && document.querySelector(`.leaf > .text [data-passage="${id}"]`);
  const block = over || stop || document.querySelector(".sheet .passage");
  for (const line of block?.querySelectorAll("[data-at]") ?? []) {
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const word = walker.currentNode.data.match(/\S+/);
      if (!word) continue;
      const [node, end] = [walker.currentNode, word.index + word[0].length];
      if (id) document.activeElement.blur(); // in a drawing the arrows would do nothing
      getSelection().setBaseAndExtent(node, word.index, node, end);
      return;
    }
  }
}

function close() {
  const ways = offer();
  if (ways.contains(document.activeElement)) {
    document.activeElement.blur(); // or it would keep the focus while hidden, until the next frame
    before?.focus({ preventScroll: true });
  }
  isClosed = true;
  ways.hidden = true;
}

function rest() {
  clearTimeout(resting);
  resting = setTimeout(look, REST_MS);
}

document.addEventListener("selectionchange", rest);
document.addEventListener("pointerdown", (event) => {
  if (event.target.closest?.("#selected")) event.preventDefault(); // what is selected stays so
  else isPressed = event.pointerType === "mouse";
});
for (const name of ["pointerup", "pointercancel", "dragend"]) {
  document.addEventListener(name, () => { isPressed = false; rest(); });
}
for (const name of ["scroll", "resize"]) {
  addEventListener(name, () => { if (isOffered()) place(offer()); }, { capture: true, passive: true });
}
document.addEventListener("click", (event) => {
  const way = event.target.closest?.("#selected [data-take]");
  if (way) take(way.dataset.take);
});
document.addEventListener("take", (event) => {
  if (take(event.detail.what)) event.preventDefault();
}, true);
document.addEventListener("choose", (event) => choose(event.detail.stop));
document.addEventListener("keydown", (event) => {
  if (!isOffered() || event.defaultPrevented) return;
  const isWithin = offer().contains(document.activeElement);
  if (event.key === "Escape") close();
  else if (event.key === "Tab" && !event.shiftKey && !isWithin) {
    event.preventDefault();
    before = document.activeElement;
    offer().querySelector("button").focus({ preventScroll: true });
  }
});
