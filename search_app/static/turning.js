// Turn to another hit, page or size without loading all anew; what is next is fetched ahead. Without it, links do the same.

const kept = new Map();
const mostKept = 20;
let shownAt = place(location);
let turns = 0;

function place(address) {
  const { pathname, search } = new URL(address, location);
  return pathname + search;
}

function leads(link) {
  return link?.matches("main a[href]") && !link.hash && link.origin === location.origin
    && /\/(p\/[^/.]+|pages\/\d+)$/.test(link.pathname);
}

function fetched(address) {
  if (!kept.has(address)) {
    const asked = fetch(address).then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)));
    asked.catch(() => kept.delete(address));
    kept.set(address, asked);
    if (kept.size > mostKept) kept.delete(kept.keys().next().value);
  }
  return kept.get(address);
}

function parsed(text) {
  return new DOMParser().parseFromString(text, "text/html");
}

// Gives whether the page was put in place: of two that were asked for at once, the later one is.
async function turn(address, stays = false) {
  turns += 1;
  const mine = turns;
  const page = parsed(await fetched(address));
  const next = page.querySelector("main");
  if (!next?.querySelector(".reader")) throw new Error("not a page of a document");
  await shown(next.querySelector(".leaf img"));
  if (mine !== turns) return false;
  const main = document.querySelector("main");
  const seen = stays ? middle() : null;
  keepFolds(main, next);
  next.querySelector("[autofocus]")?.removeAttribute("autofocus");
  main.replaceWith(next);
  document.title = page.title;
  const form = document.querySelector("form.search");
  form?.replaceWith(page.querySelector("form.search") ?? form);
  shownAt = place(address);
  onceSeen();
  if (stays) {
    bringBack(seen);
  } else {
    settle();
    if (!document.querySelector(".leaf .focus, .leaf .marked")) document.querySelector(".desk")?.scrollIntoView();
    tell();
  }
  return true;
}

// To who hears the page: where she is now. What was put in place with its page is not read out by itself.
function tell() {
  const told = [document.querySelector(".hits .at")?.textContent, document.title.split(" · ")[0]];
  document.getElementById("said").textContent = told.filter(Boolean).map((each) => each.trim()).join(". ");
}

// What a reader has folded away, and how far she has scrolled beside the page, stays so.
function keepFolds(main, next) {
  for (const fold of main.querySelectorAll(".reader details[id]")) {
    const same = next.querySelector(`#${fold.id}`);
    if (same) same.open = fold.open;
  }
  const scrolled = main.querySelector(".side")?.scrollTop;
  if (scrolled) requestAnimationFrame(() => { next.querySelector(".side")?.scrollTo(0, scrolled); });
}

// Which point of the page is in the middle of the window, in shares of its width and height.
function middle() {
  const box = document.querySelector(".leaf .marks")?.getBoundingClientRect();
  return box && [(innerWidth / 2 - box.left) / box.width, (innerHeight / 2 - box.top) / box.height];
}

function bringBack(seen) {
  const leaf = document.querySelector(".leaf .marks");
  if (!leaf || !seen) return;
  const box = leaf.getBoundingClientRect();
  leaf.closest(".desk").scrollLeft += box.left + seen[0] * box.width - innerWidth / 2;
  scrollBy(0, box.top + seen[1] * box.height - innerHeight / 2);
}

// The image before the page: what is put in place is whole, or as good as.
function shown(image) {
  if (!image) return undefined;
  const ready = new Image();
  ready.sizes = image.sizes;
  ready.srcset = image.srcset;
  ready.src = image.src;
  return Promise.race([ready.decode().catch(() => {}), new Promise((done) => setTimeout(done, 400))]);
}

function settle() {
  const area = document.querySelector(".leaf .area.focus");
  if (!area?.hasAttribute("autofocus")) area?.focus({ preventScroll: true });
  const mark = area?.querySelector("rect") ?? document.querySelector(".leaf .marked");
  mark?.scrollIntoView({ block: "center", inline: "nearest" });
  const text = document.querySelector(".sheet .passage.focus, .sheet mark");
  const panel = text?.closest(".sheet");
  if (panel) panel.scrollTop += text.getBoundingClientRect().top - panel.getBoundingClientRect().top - 80;
}

// What is not seen, and what may be wanted next, must wait for what is wanted now.
async function onceSeen() {
  const image = document.querySelector(".leaf img");
  const links = document.querySelectorAll(".bar a[rel~=next], .bar a[rel~=prev]");
  const words = document.querySelectorAll(".words-over");
  await image?.decode().catch(() => {});
  const idle = window.requestIdleCallback ?? setTimeout;
  requestAnimationFrame(() => setTimeout(() => words.forEach(layOver)));
  idle(() => links.forEach(fetchAhead));
}

// The words over a page stand in a noscript: as text in a page that was loaded, as elements in one that was parsed.
function layOver(words) {
  words.replaceWith(words.firstElementChild ?? parsed(words.textContent).querySelector("svg"));
}

async function fetchAhead(link) {
  if (!leads(link)) return;
  const image = parsed(await fetched(link.href).catch(() => "")).querySelector(".leaf img");
  if (image) await shown(image);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a");
  if (event.defaultPrevented || !leads(link) || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const stays = "stay" in link.dataset;
  turn(link.href, stays).then(
    (isThere) => isThere && (stays ? history.replaceState(null, "", link.href) : history.pushState(null, "", link.href)),
    () => { location.href = link.href; },
  );
});

// A link within the page, such as the one that skips to its content, is told as a step in the history too.
addEventListener("popstate", () => {
  if (place(location) !== shownAt) turn(location.href).catch(() => location.reload());
});

if (matchMedia("(min-width: 45.01rem)").matches) {
  for (const fold of document.querySelectorAll("details[data-beside]")) fold.open = true;
}
if (document.querySelector(".reader")) {
  onceSeen();
  settle();
}
