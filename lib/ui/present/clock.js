// What the bar tells in words: the time that each slide and the whole took against the plan, and who arrived.
const clock = (ms) => `${Math.floor(ms / 60000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}`;
const minutes = (count) => `${count} ${count === 1 ? 'minuut' : 'minuten'}`;

function against(ms, planned, text) {
  const over = Math.ceil(ms / 60000 - planned);
  return over > 0 ? `${minutes(over)} te lang` : `${text} van ${minutes(planned)}`;
}

// In words: of the slide on screen, and of all; `spent` holds the milliseconds per slide.
export function timeWords(spent, now, planned, whole) {
  const own = spent[now] ?? 0;
  const total = Object.values(spent).reduce((sum, ms) => sum + ms, 0);
  const rounded = String(Math.floor(total / 60000));
  return {
    over: (planned > 0 && own > planned * 60000) || (whole > 0 && total > whole * 60000),
    own: planned ? against(own, planned, clock(own)) : clock(own),
    total: `totaal ${whole ? against(total, whole, rounded) : `${rounded} min`}`,
  };
}

export const clockWords = (time) => time.toLocaleTimeString('nl-NL', { hour: '2-digit', minute: '2-digit' });

export function arrivedWords(phones) {
  if (!phones)
    return 'Wacht op de eerste telefoon. Lukt het niet? Kies hetzelfde wifinetwerk, of vraag naar de firewall.';
  return phones === 1 ? 'Telefoon verbonden.' : `${phones} telefoons verbonden.`;
}
