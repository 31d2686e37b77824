// What stands on a slide and beside it, where the bar looks for it.
import { standsStill } from '../elements/dom.js';

// What the key of the room presses on a slide: it closes what is open, else asks about what was recorded last.
export function ofRoom(now) {
  const buttons = (kind) => [
    ...document.querySelectorAll(`.st-key-slide-${now} [class*="st-key-room-${kind}-"] button`),
  ];
  return ['close', 'ask', 'pulse'].flatMap((kind) => buttons(kind).slice(-1))[0];
}

// The field that is written in, or what closes a box that has none.
export function boxField() {
  const box = document.querySelector('.st-key-decision-box');
  return box?.querySelector(box.querySelector('.wa-empty') ? 'button' : 'textarea');
}

// The first, second, ... kind of what is recorded.
export const kindField = (place) => document.querySelectorAll('.st-key-decision-box [role="radio"]')[place - 1];

export const isInBox = () => Boolean(document.activeElement?.closest('.st-key-decision-box'));

// The list of parties that can be put on this chair: while it takes the place of that of another both are there.
export const partyField = (chair) => (standsStill() ? document.querySelector(`.st-key-seat-${chair} input`) : null);

// What is new on this slide since it was last looked at lights up for a while.
export function light({ now, read }) {
  const line = document.querySelector(`.st-key-slide-${now} .changed li`);
  if (!line) return;
  if (read[now] !== undefined && read[now] !== line.textContent) line.classList.add('lit');
  read[now] = line.textContent;
}
