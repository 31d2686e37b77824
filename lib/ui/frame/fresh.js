// Lights up the lines that a change brought, for who looks: one's own, or what somebody recorded elsewhere.

const LINES = '[data-testid="stHtml"] :is(li, tr), .wa-since';
const MOST = 12; // more than that is another view, not news

export const linesOf = (main) => [...(main?.querySelectorAll(LINES) ?? [])];

// The lines that say what no line said before. Only a newer version brings news: a filter shows what was there.
export function freshLines(before, now) {
  if (before?.at !== now.at || now.version <= before.version) return [];
  const said = new Set(before.said);
  const fresh = now.lines.filter((_, place) => !said.has(now.said[place]));
  return fresh.length > MOST || fresh.length === now.lines.length ? [] : fresh;
}

// The light fades by itself; who asked for less motion keeps it until the next change.
export function lightUp(before, now) {
  const fresh = freshLines(before, now);
  if (fresh.length) for (const line of before.lines) line.classList.remove('wa-fresh');
  for (const line of fresh) line.classList.add('wa-fresh');
}
