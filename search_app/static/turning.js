// Turn to another hit, page or size without loading all anew; what is next is fetched ahead. Links do it too.

const kept = new Map();
const mostKept = 20;
const keptMs = 60_000; // then a server is asked again, which says in a line that nothing has changed
let shownAt = place(location);
let turns = 0;
let pressed = null;

function place(address) {
  const { pathname, search } = new URL(address, location);
  return pathname + search;
}

// Where a link leads that can be turned to, if it is one; links of a drawing have another form.
function destination(link) {
  const address = link && new URL(link.href.baseVal ?? link.href, location);
  const isTurned = address && link.closest("main") && address.origin === location.origin
    && /\/(p\/[^/.]+|pages\/\d+)$/.test(address.pathname) && !(address.hash && place(address) === place(location));
  return isTurned ? address : null;
}

function fetched(address) {
  const old = kept.get(address);
  kept.delete(address);
  if (old && performance.now() - old.at < keptMs) {
    kept.set(address, old);
    return old.text;
  }
  const text = fetch(address).then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)));
  text.catch(() => kept.delete(address));
  kept.set(address, { text, at: performance.now() });
  if (kept.size > mostKept) kept.delete(kept.keys().next().value);
  return text;
}

function parsed(text) {
  return new DOMParser().parseFromString(text, "text/html");
}

// Put another page in place, the last of several asked for at once; `note` tells the history.
async function turn(address, { stays = false, note = () => {} } = {}) {
  turns += 1;
  const mine = turns;
  const { pathname, search, hash } = new URL(address, location);
  try {
    const page = parsed(await fetched(pathname + search));
    const next = page.querySelector("main");
    if (!next?.querySelector(".reader")) throw new Error("not a page of a document");
    await shown(next.querySelector(".leaf img"));
    if (mine !== turns) return;
    note();
    shownAt = pathname + search;
    putInPlace(page, next, stays, hash);
  } catch (error) {
    if (mine === turns) throw error;
  }
}

function putInPlace(page, next, stays, hash) {
  const main = document.querySelector("main");
  const seen = stays ? middle() : null;
  const held = main.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  keepFolds(main, next);
  next.querySelector("[autofocus]")?.removeAttribute("autofocus");
  if (hash) next.querySelector(`[id="${CSS.escape(decodeURIComponent(hash.slice(1)))}"]`)?.classList.add("focus");
  main.replaceWith(next);
  takeOver(page);
  onceSeen();
  if (stays) bringBack(seen);
  else settle();
  if (held) document.querySelector(`[data-key="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
  if (!stays) tell();
}

// What lies around the page and speaks of it: its title, addresses, what cites it (told to Zotero), the search.
function takeOver(page) {
  document.title = page.title;
  for (const part of [".tongues", "link[rel=canonical]", "link[rel=alternate]"]) {
    const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
    if (old && fresh) old.replaceWith(fresh);
    else if (old) old.remove();
    else if (fresh) document.head.append(fresh);
  }
  const tags = "meta[name^=citation_], meta[name='dc.type']";
  document.querySelectorAll(tags).forEach((tag) => tag.remove());
  document.head.append(...page.querySelectorAll(tags));
  document.dispatchEvent(new Event("ZoteroItemUpdated", { bubbles: true }));
  const [form, other] = [document, page].map((each) => each.querySelector("form.search"));
  form.action = other.action;
  form.querySelectorAll("[type=hidden]").forEach((field) => field.remove());
  form.append(...other.querySelectorAll("[type=hidden]"));
  const box = form.querySelector("#q"); // whoever is typing goes on
  if (box.value === box.defaultValue && box !== document.activeElement) box.value = other.querySelector("#q").value;
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
  const leaf = document.querySelector(".leaf");
  if (!leaf || !seen) return;
  if (leaf.matches(".fit-page")) {
    leaf.scrollIntoView();
    return;
  }
  const box = leaf.querySelector(".marks").getBoundingClientRect();
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
  const mark = area?.querySelector(".quoted") ?? area?.querySelector("rect") ?? document.querySelector(".leaf .marked");
  const leaf = document.querySelector(".leaf.fit-page") ?? (turns && !mark ? document.querySelector(".leaf") : null);
  if (document.querySelector(".fate")) scrollTo(0, 0);
  else if (leaf) leaf.scrollIntoView();
  else mark?.scrollIntoView({ block: "center", inline: "nearest" });
  const text = document.querySelector(".sheet .quote") ?? document.querySelector(".sheet .passage.focus, .sheet mark");
  const panel = text?.closest(".sheet");
  if (panel) panel.scrollTop += text.getBoundingClientRect().top - panel.getBoundingClientRect().top - 80;
}

// What is not seen, and what may be wanted next, must wait for what is wanted now.
async function onceSeen() {
  const images = document.querySelectorAll(".leaf img");
  const links = document.querySelectorAll(".bar a[rel~=next], .bar a[rel~=prev]");
  const words = document.querySelectorAll(".words-over");
  for (const image of images) {
    if (image.complete && !image.naturalWidth) sayUndrawn(image);
    else image.addEventListener("error", () => sayUndrawn(image));
  }
  await images[0]?.decode().catch(() => {});
  requestAnimationFrame(() => setTimeout(() => words.forEach(layOver)));
  if (!navigator.connection?.saveData) (window.requestIdleCallback ?? setTimeout)(() => links.forEach(fetchAhead));
}

// The words over a page stand in a noscript: as text in a page that was loaded, as elements in one that was parsed.
function layOver(words) {
  words.replaceWith(words.firstElementChild ?? parsed(words.textContent).querySelector("svg"));
}

// A page that cannot be drawn, and nobody knew: the server shows its text alone from the next time on.
function sayUndrawn(image) {
  const said = document.createElement("p");
  said.className = "notice";
  said.textContent = image.dataset.fails;
  image.closest(".leaf")?.replaceWith(said);
}

async function fetchAhead(link) {
  const address = destination(link);
  if (!address) return;
  const image = parsed(await fetched(place(address)).catch(() => "")).querySelector(".leaf img");
  if (image) await shown(image);
}

// A key pressed again before its page is there is meant for the page that this one leads to.
async function follow(link, address) {
  const key = link.dataset.key;
  if (key && key === pressed?.key) {
    pressed.again += 1;
    return;
  }
  const stays = "stay" in link.dataset;
  pressed = key ? { key, again: 0 } : null;
  const mine = pressed;
  try {
    await turn(address, { stays, note: () => history[stays ? "replaceState" : "pushState"](null, "", address) });
  } catch {
    location.href = address;
  }
  if (pressed !== mine) return;
  pressed = null;
  const next = mine?.again ? document.querySelector(`[data-key="${CSS.escape(key)}"]`) : null;
  if (!next) return;
  follow(next, destination(next));
  if (pressed) pressed.again = mine.again - 1;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a");
  const wantsTab = event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  const address = event.defaultPrevented || wantsTab ? null : destination(link);
  if (!address) return;
  event.preventDefault();
  follow(link, address);
});

// A link within the page, such as the one that skips to its content, is told as a step in the history too.
addEventListener("popstate", () => {
  if (place(location) === shownAt) turns += 1;
  else turn(location.href).catch(() => location.reload());
});

if (matchMedia("(min-width: 45.01rem)").matches) {
  for (const fold of document.querySelectorAll("details[data-beside]")) fold.open = true;
}
if (document.querySelector(".reader")) {
  onceSeen();
  settle();
}
