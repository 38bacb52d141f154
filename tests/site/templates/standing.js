// How far a learner is, as the map of the installed course counts it: by the notebooks that this browser keeps, and by
// what their kernels wrote beside them, in `.course`.

import {bytesOf} from "./storage.js";

const UNWRITTEN = "YOUR ANSWER HERE";
const NEEDS_INSTALLED_COURSE = /\b(NotInPage|NoPackage|NoProgram)Error\b/;

const ofCode = cells => cells.filter(cell => cell.cell_type === "code");
const wasRun = cell => Number.isInteger(cell?.execution_count);
const passes = cell => wasRun(cell) && cell.outputs.every(output => output.output_type !== "error");
const isForThere = cell => cell.outputs.some(({ename}) => NEEDS_INSTALLED_COURSE.test(ename));
const pointsOf = cells => cells.reduce((sum, cell) => sum + cell.metadata.nbgrader.points, 0);

function lessonStanding({last, lines}, cells, contentOf) {
  if (!wasRun(cells.find(cell => cell.id === last))) return {};
  const open = lines.split(" ").filter(name => name && !contentOf(`.course/kit/answer.${name}.json`)?.right).length;
  if (!open) return {leadsOn: true, done: true, text: "✓ done"};
  return {leadsOn: true, text: `run to its end; lines still to fill in: ${open}`};
}

function exerciseStanding(cells) {
  const graded = cells.filter(cell => cell.metadata.nbgrader?.grade);
  const checks = ofCode(graded);
  const passed = checks.filter(passes);
  const written = graded.every(cell => !cell.source.includes(UNWRITTEN));
  const rest = written ? "" : "; a text is still to be written";
  const all = checks.length > 0 && passed.length === checks.length;
  if (all && written) return {leadsOn: true, done: true, text: "✓ done: all its checks pass"};
  if (all) return {text: `all its checks pass${rest}`};
  if (!checks.some(wasRun)) return {};
  const text = `its checks pass for ${pointsOf(passed)} of ${pointsOf(checks)} points`;
  if (!checks.every(cell => passes(cell) || isForThere(cell))) return {text};
  return {leadsOn: written, text: `${text}; the others need the installed course${rest}`};
}

function standingOf(link, contentOf) {
  const cells = contentOf(link.dataset.path)?.cells ?? [];
  return "last" in link.dataset ? lessonStanding(link.dataset, cells, contentOf) : exerciseStanding(cells);
}

// Writes behind each lesson and exercise what is done of it, and lets the button lead to the next one.
export function showStanding(files) {
  const byPath = new Map(files.map(file => [file.path, file]));
  const contentOf = path => byPath.has(path) ? JSON.parse(new TextDecoder().decode(bytesOf(byPath.get(path)))) : undefined;
  const links = [...document.querySelectorAll("a[data-path]")];
  const standings = links.map(link => standingOf(link, contentOf));
  for (const [number, {text}] of standings.entries()) {
    links[number].querySelector(".standing").textContent = text ? `: ${text}` : "";
  }
  if (!standings.some(standing => standing.leadsOn || standing.text)) return;
  const next = standings.findIndex(standing => !standing.leadsOn);
  const begin = document.querySelector(".begin");
  const leads = links[next < 0 ? standings.findIndex(standing => !standing.done) : next];
  if (leads) [begin.href, begin.textContent] = [leads.href, `Go on with ${leads.dataset.name}`];
}
