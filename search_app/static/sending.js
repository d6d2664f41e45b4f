// Sends PDFs one by one and shows what becomes of them. Without it the form sends them, and the page loads anew.

import { all, one, part } from "./page.js";

const form = one("form.sending");
const [way, refused] = form.querySelectorAll(".on-its-way, [role]");
const [bar, words] = way.querySelectorAll("progress, span");
const waiting = [];
let at = 0; // the one on its way

function ask(method, address, data) {
	const request = new XMLHttpRequest();
	request.open(method, address);
	request.responseType = "document";
	request.upload.onprogress = ({ loaded, total }) => { bar.value = loaded / total; };
	return new Promise((done) => {
		request.onloadend = () => done(request);
		request.send(data);
	});
}

// Row by row, so that whoever stands at one is not thrown out.
function show(page) {
	for (const { id, innerHTML } of all("#batch [id]:not(ol)", page)) {
		if (!part(id)) part("files").insertAdjacentHTML("beforeend", `<li class="hit" id="${id}">`);
		if (part(id).innerHTML !== innerHTML) part(id).innerHTML = innerHTML;
	}
}

async function sendOne(file) {
	const { large, fails, largest } = form.dataset;
	if (file.size > largest) return large;
	words.textContent = `${at}/${at + waiting.length}: ${file.name}`;
	const data = new FormData(form);
	data.set("file", file);
	const { status, responseURL, response } = await ask("POST", form.action, data);
	if (status === 422) one("details", form).replaceWith(one("details", response));
	if (status !== 200) return response?.querySelector(".notice, .problem p")?.textContent ?? fails;
	if (responseURL !== location.href) part("files").replaceChildren();
	history.replaceState(null, "", responseURL);
	form.action = responseURL;
	return show(response);
}

async function send(files) {
	const isOfOne = files[1] && form.title.value + form.date.value;
	if (!at) refused.textContent = isOfOne ? form.dataset.one : "";
	if (isOfOne) return;
	waiting.push(...files);
	if (at || !files.length) return;
	while (waiting.length) {
		at += 1;
		way.hidden = false;
		const file = waiting.shift();
		const why = await sendOne(file);
		if (why) refused.append(`${file.name}: ${why}`, document.createElement("br"));
	}
	at = 0;
	way.hidden = true;
	if (!refused.textContent) form.reset();
}

async function look() {
	if (one("#batch [data-open]")) {
		const { status, response } = await ask("GET", location);
		if (status === 200) show(response);
	}
	setTimeout(look, 1500);
}

form.onsubmit = () => {
	send(form.file.files);
	return false;
};
document.ondragover = document.ondrop = ({ type, dataTransfer: { types, files } }) => {
	if (!types.includes("Files")) return true;
	if (type === "drop" && one("[open]", form)) form.file.files = files;
	else if (type === "drop") send(files);
	return false;
};
onbeforeunload = (event) => { if (at) event.preventDefault(); };
look();
