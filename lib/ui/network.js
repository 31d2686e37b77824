// Draws parties on the left and actions on the right, with a line for every place in a coalition.
// The thicker the line, the further the party is. A party or action in focus dims the rest.
const ROW = 25;
const escape = (text) => String(text ?? '').replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

function curve(from, to, height) {
  return `M0 ${(from / height) * 100}C50 ${(from / height) * 100} 50 ${(to / height) * 100} 100 ${(to / height) * 100}`;
}

function name(one, kind, top, lit, current) {
  const now = current ? ' aria-current="true"' : '';
  return `<a class="${kind} ${escape(one.helix ?? '')} ${lit ? '' : 'dim'}" style="top:${top}px" data-id="${escape(one.id)}" href="${escape(one.link)}"${now}
    title="${escape(one.name)}">${escape(one.name)}</a>`;
}

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector('.network');
  const drawn = JSON.stringify(data);
  if (root.drawn === drawn) return;
  root.drawn = drawn;
  const focused = parentElement.activeElement?.dataset?.id;
  const height = Math.max(data.parties.length * ROW, data.actions.length * 1.6 * ROW, 4 * ROW);
  const party = new Map(data.parties.map((one, i) => [one.id, (i + 0.5) * (height / data.parties.length)]));
  const action = new Map(data.actions.map((one, i) => [one.id, (i + 0.5) * (height / data.actions.length)]));
  const helix = new Map(data.parties.map((one) => [one.id, one.helix]));
  const near = (link) => !data.focus || link.party === data.focus || link.action === data.focus;
  const lit = new Set(data.links.filter(near).flatMap((link) => [link.party, link.action]));
  const lines = data.links.map((link) => `<path class="${escape(helix.get(link.party))} ${near(link) ? '' : 'dim'}"
    stroke-width="${0.8 + link.level * 0.8}" d="${curve(party.get(link.party), action.get(link.action), height)}"/>`).join('');
  const shows = (one) => !data.focus || lit.has(one.id) || one.id === data.focus;
  root.innerHTML = `<p class="narrow">De tekening past alleen op een breder scherm. Hieronder staat hetzelfde als lijst.</p>
    <div class="field" lang="nl" style="height:${height}px">
    <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">${lines}</svg>
    ${data.parties.map((one) => name(one, 'party', party.get(one.id), shows(one), one.id === data.focus)).join('')}
    ${data.actions.map((one) => name(one, 'action', action.get(one.id), shows(one), one.id === data.focus)).join('')}</div>`;
  if (focused) root.querySelector(`a[data-id="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}
