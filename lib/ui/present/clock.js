// What bar and presenter read of the time: what each slide and the whole took against the plan; and who arrived.
const clock = (ms) => `${Math.floor(ms / 60000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}`;
const minutes = (count) => `${count} ${count === 1 ? 'minuut' : 'minuten'}`;

function against(ms, planned, text) {
  const over = Math.ceil(ms / 60000 - planned);
  return over > 0 ? `${minutes(over)} te lang` : `${text} van ${minutes(planned)}`;
}

export const sum = (times) => times.reduce((whole, ms) => whole + ms, 0);
const isOver = (ms, planned) => planned > 0 && ms > planned * 60000;

// In words: of the slide on screen, and of all; `spent` holds the milliseconds per slide.
export function timeWords(spent, now, planned, whole) {
  const own = spent[now] ?? 0;
  const total = sum(Object.values(spent));
  const rounded = String(Math.floor(total / 60000));
  return {
    over: isOver(own, planned) || isOver(total, whole),
    own: planned ? against(own, planned, clock(own)) : clock(own),
    total: `totaal ${whole ? against(total, whole, rounded) : `${rounded} min`}`,
  };
}

// A time that is measured against a plan, if there is one: as a clock, as a part of it, and in words.
export function measure(ms, planned) {
  const over = isOver(ms, planned);
  const said = over ? against(ms, planned, '') : planned ? `van ${minutes(planned)}` : 'geen tijd gepland';
  return {
    ms,
    planned: planned ?? 0,
    spent: clock(ms),
    part: planned ? Math.min(ms / (planned * 60000), 1) : 0,
    over,
    said,
  };
}

// The points of the agenda with their time, and what all other slides took together.
export function agendaRows(slides, spent, now) {
  const rows = slides.flatMap(({ point, title, minutes: planned }, at) =>
    point ? [{ slide: at + 1, title, ...measure(spent[at + 1] ?? 0, planned), current: at + 1 === now }] : [],
  );
  const others = slides.map((one, at) => (one.point ? 0 : (spent[at + 1] ?? 0)));
  return [
    ...rows,
    { slide: 0, title: 'Andere dia’s', spent: clock(sum(others)), said: '', over: false, current: false },
  ];
}

// When the meeting is over if all takes what was planned; nothing without a plan, or when that is past.
export function readyAt(time, ms, planned) {
  const left = planned * 60000 - ms;
  return left > 0 ? `volgens plan klaar om ${clockWords(new Date(time.getTime() + left))}` : '';
}

export const clockWords = (time) => time.toLocaleTimeString('nl-NL', { hour: '2-digit', minute: '2-digit' });
