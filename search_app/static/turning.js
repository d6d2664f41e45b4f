// Turn to another hit or page without loading all anew; what is next is fetched ahead. Without it, links do the same.

const kept = new Map();
let shownAt = location.pathname + location.search;

function leads(link) {
  return link?.matches("main a[href]") && !link.hash && link.origin === location.origin
    && /\/(p\/[^/.]+|pages\/\d+)$/.test(link.pathname);
}

function fetched(address) {
  if (!kept.has(address)) {
    const asked = fetch(address).then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)));
    asked.catch(() => kept.delete(address));
    kept.set(address, asked);
  }
  return kept.get(address);
}

function parsed(text) {
  return new DOMParser().parseFromString(text, "text/html");
}

async function turn(address) {
  const page = parsed(await fetched(address));
  const main = page.querySelector("main");
  if (!main?.querySelector(".leaf")) throw new Error("not a page of a document");
  await shown(main.querySelector(".leaf img"));
  document.querySelector("main").replaceWith(main);
  document.title = page.title;
  shownAt = new URL(address, location).pathname + new URL(address, location).search;
  settle();
}

// The image before the page: what is put in place is whole, or as good as.
function shown(image) {
  const ready = new Image();
  ready.srcset = image.srcset;
  ready.src = image.src;
  return Promise.race([ready.decode().catch(() => {}), new Promise((done) => setTimeout(done, 400))]);
}

function settle() {
  const area = document.querySelector(".leaf .area.focus");
  if (area) area.focus({ preventScroll: true });
  (area?.querySelector("rect") ?? document.querySelector(".leaf .marked"))?.scrollIntoView({ block: "center" });
  const text = document.querySelector(".sheet .passage.focus, .sheet mark");
  const panel = text?.closest(".sheet");
  if (panel) panel.scrollTop += text.getBoundingClientRect().top - panel.getBoundingClientRect().top - 80;
  const idle = window.requestIdleCallback ?? setTimeout;
  idle(() => document.querySelectorAll("main a[rel~=next], main a[rel~=prev]").forEach(fetchAhead));
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
  turn(link.href).then(() => history.pushState(null, "", link.href), () => { location.href = link.href; });
});

// A link within the page, such as the one that skips to its content, is told as a step in the history too.
addEventListener("popstate", () => {
  if (location.pathname + location.search !== shownAt) turn(location.href).catch(() => location.reload());
});

if (document.querySelector(".leaf")) settle();
