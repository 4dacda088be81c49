// Search, filters, sorting and the measures of the map. What is chosen stands in the address after #, so that a link
// to it can be sent; without this script all municipalities are there, by name.
const at = (id) => document.getElementById(id);
const [table, form, shown] = [at("places"), at("controls"), at("shown")];
const lang = document.documentElement.lang;
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const { compare } = new Intl.Collator(lang);

const START = { q: "", district: "", state: "", sort: "place", map: "" };
let chosen = { ...START };
let drawn = { ...START }; // what the page shows already

const headings = table ? [...table.tHead.rows[0].cells] : [];
const column = Object.fromEntries(headings.map((heading, place) => [heading.dataset.key, place]));
const marks = new Map([...document.querySelectorAll("#map a")].map((mark) => [mark.getAttribute("href").slice(1), mark]));
const places = table ? [...table.tBodies].map(readPlace) : [];

function readPlace(body) {
  const cells = [...body.rows[0].cells];
  return {
    body,
    cells,
    mark: marks.get(body.id),
    district: cells[1].textContent,
    states: body.dataset.states.split("|"),
    words: plain(cells[0].textContent + " " + cells[1].textContent),
  };
}

// What a place is sorted by: a number or a day where the cell has one, its text in the first two columns, else nothing.
function value(place, key) {
  const cell = place.cells[column[key]];
  if (column[key] < 2) return cell.textContent;
  const raw = cell.dataset.value ?? "";
  return raw === "" ? null : key === "made" ? raw : Number(raw);
}

function sort() {
  if (chosen.sort === drawn.sort) return;
  const down = chosen.sort.startsWith("-");
  const key = chosen.sort.replace("-", "");
  const order = (one, other) => {
    const [a, b] = [value(one, key), value(other, key)];
    if (a === null || b === null) return (a === null) - (b === null); // what is not known comes last, either way
    return (typeof a === "number" ? a - b : compare(a, b)) * (down ? -1 : 1);
  };
  const byName = (one, other) => compare(value(one, "place"), value(other, "place"));
  table.append(...places.toSorted((one, other) => order(one, other) || byName(one, other)).map((place) => place.body));
  for (const heading of headings) {
    if (heading.dataset.key === key) heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    else heading.removeAttribute("aria-sort");
  }
}

function filter() {
  const words = plain(chosen.q).split(/\s+/).filter(Boolean);
  let count = 0;
  for (const place of places) {
    const is =
      words.every((word) => place.words.includes(word)) &&
      (!chosen.district || place.district === chosen.district) &&
      (!chosen.state || place.states.includes(chosen.state));
    place.body.hidden = !is;
    place.mark?.classList.toggle("away", !is);
    count += is;
  }
  shown.textContent = shown.dataset.told.replace("{n}", count);
}

// A chosen measure makes the marks circles, whose areas are as the values.
function drawMap() {
  if (chosen.map === drawn.map) return;
  const heading = headings[column[chosen.map]];
  const told = ({ cells }) => {
    const cell = cells[column[chosen.map]];
    return (cell.querySelector(".unseen") ?? cell.lastChild).textContent.trim();
  };
  const greatest = heading && places.toSorted((a, b) => value(b, chosen.map) - value(a, chosen.map))[0];
  const most = greatest && value(greatest, chosen.map);
  const size = (known) => 1.5 + 6.5 * Math.sqrt(most ? known / most : 0);
  for (const place of places.filter((place) => place.mark)) {
    const known = heading ? value(place, chosen.map) : null;
    place.mark.querySelector("circle")?.remove();
    place.mark.classList.toggle("valued", known !== null);
    place.mark.classList.toggle("unvalued", Boolean(heading) && known === null);
    const title = place.mark.querySelector("title");
    title.dataset.state ??= title.textContent;
    title.textContent = title.dataset.state;
    if (heading) {
      const circle = document.createElementNS("http://www.w3.org/2000/svg", "circle");
      circle.setAttribute("r", known === null ? 3 : size(known));
      place.mark.append(circle);
      const name = place.cells[0].firstChild.textContent.trim();
      title.textContent = `${name}: ${told(place)}`;
    }
  }
  if (!at("map")) return;
  at("map-states").hidden = Boolean(heading);
  at("map-scale").hidden = !heading;
  if (heading) at("map-scale").textContent = at("map-scale").dataset.told.replace("{most}", told(greatest));
}

// The address tells what differs from the start; another anchor in it, such as a row's, leaves the choice alone.
function read() {
  const told = location.hash.slice(1);
  if (told && !told.includes("=")) return;
  const given = Object.fromEntries(new URLSearchParams(told));
  chosen = { ...START, ...given };
  if (!(chosen.sort.replace("-", "") in column)) chosen.sort = START.sort;
  at("find").value = chosen.q;
  at("district").value = chosen.district;
  at("state").value = chosen.state;
  if (at("map")) at("map-measure").value = chosen.map;
}

function write() {
  const told = Object.entries(chosen).filter(([key, given]) => given !== START[key]);
  history.replaceState(null, "", `#${new URLSearchParams(told)}`);
}

function draw() {
  sort();
  filter();
  drawMap();
  drawn = { ...chosen };
}

function choose(changes) {
  Object.assign(chosen, changes);
  write();
  draw();
}

if (table) {
  for (const heading of headings) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = heading.textContent;
    heading.replaceChildren(button);
    const { key } = heading.dataset;
    const rising = column[key] < 2; // names from A, numbers from the greatest
    button.addEventListener("click", () => {
      const [first, second] = rising ? [key, `-${key}`] : [`-${key}`, key];
      choose({ sort: chosen.sort === first ? second : first });
    });
  }
  form.hidden = false;
  if (at("map")) {
    at("map-choice").hidden = false;
    at("map-measure").addEventListener("change", (event) => choose({ map: event.target.value }));
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => choose({ q: "", district: "", state: "", sort: START.sort }));
  at("find").addEventListener("input", (event) => choose({ q: event.target.value }));
  at("district").addEventListener("change", (event) => choose({ district: event.target.value }));
  at("state").addEventListener("change", (event) => choose({ state: event.target.value }));
  addEventListener("hashchange", () => {
    read();
    draw();
  });
  read();
  draw();
}
