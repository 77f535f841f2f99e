// What is typed on the answer page is kept as a draft, a moment after one stops, an area at a time.
// When that fails, for a lost session or a lost line, the text stays where it is and the page says what to do.

const form = document.querySelector("form[data-concept]");
const PAUSE = 800;
const AGAIN = 10_000;

const notices = {
  401: document.getElementById("uitgelogd"),
  409: document.getElementById("vraag-gesloten"),
  offline: document.getElementById("geen-verbinding"),
};
const waiting = new Set();
let timer;
let controller = new AbortController();

/** The token of the session that is there now: signing in again on another tab makes the page's own one old. */
function freshToken() {
  const cookie = document.cookie.split("; ").find((part) => part.startsWith("csrftoken="));
  if (cookie) form.elements.csrfmiddlewaretoken.value = cookie.slice("csrftoken=".length);
}

function say(problem) {
  for (const [name, notice] of Object.entries(notices)) notice.hidden = name !== String(problem);
}

/** The fields of the areas that changed, with the token. */
function changed() {
  const data = new FormData();
  for (const [name, value] of new FormData(form)) {
    if (name === "csrfmiddlewaretoken" || waiting.has(name.split("-")[0])) data.append(name, value);
  }
  return data;
}

function later(pause) {
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

async function save() {
  if (waiting.size === 0) return;
  freshToken();
  const areas = [...waiting];
  const body = changed();
  waiting.clear();
  controller = new AbortController();
  let problem = "offline";
  try {
    const answer = await fetch(form.dataset.concept, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      redirect: "manual",
      signal: controller.signal,
    });
    if (answer.ok) {
      const { saved } = await answer.json();
      for (const area of areas) document.querySelector(`[data-area="${area}"] [data-saved]`).textContent = saved;
      say(null);
      return;
    }
    // A redirect or a refusal asks to sign in; a question that is nowhere any more is closed.
    problem = { 0: 401, 403: 401, 404: 409 }[answer.status] ?? answer.status;
  } catch (error) {
    if (error.name === "AbortError") return;
  }
  say(problem in notices ? problem : "offline");
  for (const area of areas) waiting.add(area);
  if (problem !== 409) later(AGAIN);
}

if (form !== null && notices[401] !== null) {
  for (const element of document.querySelectorAll("[data-without-script]")) element.hidden = true;
  for (const element of document.querySelectorAll("[data-with-script]")) element.hidden = false;

  form.addEventListener("input", (event) => {
    const area = event.target.closest("[data-area]")?.dataset.area;
    if (area === undefined || !event.target.name?.startsWith(`${area}-`)) return;
    waiting.add(area);
    later(PAUSE);
  });
  // Back from signing in on another tab, or about to leave: not a moment later.
  document.addEventListener("visibilitychange", () => later(0));
  window.addEventListener("online", () => later(0));
  // Pressing a button sends everything that is typed anyway.
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    controller.abort();
    freshToken();
  });
}
