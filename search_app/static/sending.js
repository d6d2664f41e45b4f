// Sends PDFs one by one and shows what becomes of them. Without it the form sends them, and the page loads anew.

const form = document.querySelector("form.sending");
const [way, refused] = form.querySelectorAll(".on-its-way, [role]");
const [bar, words] = way.querySelectorAll("progress, span");
const waiting = [];
let at = 0; // the one on its way

const part = (id) => document.getElementById(id);

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
	for (const { id, innerHTML } of page.querySelectorAll("#batch [id]:not(ol)")) {
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
	if (status === 422) form.querySelector("details").replaceWith(response.querySelector("details"));
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
	if (document.querySelector("#batch [data-open]")) {
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
	if (type === "drop" && form.querySelector("[open]")) form.file.files = files;
	else if (type === "drop") send(files);
	return false;
};
window.onbeforeunload = (event) => { if (at) event.preventDefault(); };
look();
