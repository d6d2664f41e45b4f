// Copies a passage's link instead of following it. Without this script the link is a plain link.

const said = document.getElementById("said");

async function copyLink(link) {
  try {
    await navigator.clipboard.writeText(link.href);
    said.textContent = said.dataset.copied;
  } catch {
    said.textContent = said.dataset.refused;
  }
  said.classList.add("is-new");
  setTimeout(() => said.classList.remove("is-new"), 3000);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.copy");
  const wantsTab = event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0;
  if (!link || wantsTab || !navigator.clipboard) return;
  event.preventDefault();
  copyLink(link);
});
