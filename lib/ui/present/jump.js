// Where a presentation goes: along its row, aside to what somebody asks for, and back.
export const rowOf = (slides) => slides.filter(({ aside }) => !aside).length;
export const ofNumber = (slides, number) => slides.findIndex((slide) => slide.number === number) + 1;
export const ofAction = (slides, action) => slides.findIndex((slide) => slide.action === action) + 1;

// The slide that a key leads to; from one aside every way leads back to the row.
export function onward(slides, now, back, way) {
  const row = rowOf(slides);
  const aside = now > row;
  const ways = { next: aside ? back : now + 1, previous: aside ? back : now - 1, first: 1, last: row, back };
  return Math.min(Math.max(ways[way] || now, 1), way === 'back' ? slides.length : row);
}
