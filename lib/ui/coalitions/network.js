// Draws parties on the left and actions on the right, with a line for every place in a coalition.
// The thicker the line, the further the party is. A party or action in focus dims the rest; without one the
// weakest coalitions stand out. An empty chair is a dashed stub.
import { hidden, keepFocus, safe } from '../elements/dom.js';

const ROW = 25;

function curve(from, to, height) {
  return `M0 ${(from / height) * 100}C50 ${(from / height) * 100} 50 ${(to / height) * 100} 100 ${(to / height) * 100}`;
}

function told(one) {
  return `<span>${safe(one.name)}</span>${one.ended ? hidden(', beëindigd') : ''}${lacking(one)}`;
}

function lacking(one) {
  if (!one.vacant?.length) return '';
  return `<small>${one.vacant.length === 1 ? 'leeg: ' : `${one.vacant.length} leeg: `}${one.vacant.map((chair) => safe(chair.name)).join('; ')}</small>`;
}

function stubs(one, top, height) {
  return one.vacant
    .map((chair, i) => {
      const y = ((top + (i + 1) * 6) / height) * 100;
      return `<path class="stub ${safe(chair.helix)}" d="M86 ${y}L100 ${y}"/>`;
    })
    .join('');
}

function name(one, kind, top, lit, current) {
  const now = current ? ' aria-current="true"' : '';
  return `<a class="${kind} ${safe(one.helix ?? '')} ${one.ended ? 'ended' : ''} ${one.weak ? 'weak' : ''} ${lit ? '' : 'dim'}" style="top:${top}px"
    data-id="${safe(one.id)}" href="${safe(one.link)}"${now} title="${safe(one.name)}">${told(one)}</a>`;
}

// On a phone lines cannot be followed: per action a dot for each party, in a column per helix.
function dots(data, helix, near, shows) {
  const rows = data.actions
    .map((action) => {
      const cells = Object.entries(data.helices)
        .map(([side, words]) => {
          const own = data.links.filter((link) => link.action === action.id && helix.get(link.party) === side);
          const marks = own
            .map((link) => `<i class="${near(link) ? '' : 'dim'}" style="--level:${link.level}"></i>`)
            .join('');
          const places = action.vacant.filter((chair) => chair.helix === side).map(() => '<i class="vacant"></i>');
          return `<span class="dots ${side}">${marks}${places.join('')}${hidden(`${words}: ${own.length}`)}</span>`;
        })
        .join('');
      const now = action.id === data.focus ? ' aria-current="true"' : '';
      return `<li><a class="${action.ended ? 'ended' : ''} ${action.weak ? 'weak' : ''} ${shows(action) ? '' : 'dim'}" href="${safe(action.link)}"${now}>${told(action)}</a>${cells}</li>`;
    })
    .join('');
  return `<div class="narrow" lang="nl"><ul aria-label="Partijen per actie">${rows}</ul></div>`;
}

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector('.network');
  const drawn = JSON.stringify(data);
  if (root.drawn === drawn) return;
  root.drawn = drawn;
  const height = Math.max(data.parties.length * ROW, data.actions.length * 1.6 * ROW, 4 * ROW);
  const party = new Map(data.parties.map((one, i) => [one.id, (i + 0.5) * (height / data.parties.length)]));
  const action = new Map(data.actions.map((one, i) => [one.id, (i + 0.5) * (height / data.actions.length)]));
  const helix = new Map(data.parties.map((one) => [one.id, one.helix]));
  const weak = new Set(data.actions.filter((one) => one.weak).map((one) => one.id));
  const faint = (link) => !data.focus && weak.size > 0 && !weak.has(link.action);
  const near = (link) => !data.focus || link.party === data.focus || link.action === data.focus;
  const lit = new Set(data.links.filter(near).flatMap((link) => [link.party, link.action]));
  const lines = data.links
    .map(
      (link) => `<path class="${safe(helix.get(link.party))} ${near(link) ? '' : 'dim'} ${faint(link) ? 'faint' : ''}"
    stroke-width="${0.8 + link.level * 0.8}" d="${curve(party.get(link.party), action.get(link.action), height)}"/>`,
    )
    .join('');
  const vacant = data.actions.map((one) => stubs(one, action.get(one.id), height)).join('');
  root.classList.toggle('dotted', data.form === 'stippen');
  const shows = (one) => !data.focus || lit.has(one.id) || one.id === data.focus;
  keepFocus(parentElement, 'id', () => {
    root.innerHTML = `${dots(data, helix, near, shows)}
    <div class="field" lang="nl" style="height:${height}px">
    <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">${lines}${vacant}</svg>
    ${data.parties.map((one) => name(one, 'party', party.get(one.id), shows(one), one.id === data.focus)).join('')}
    ${data.actions.map((one) => name(one, 'action', action.get(one.id), shows(one), one.id === data.focus)).join('')}</div>`;
  });
}
