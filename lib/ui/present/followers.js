// Screens that follow each other: what one of them reads of it, and what it has to do when the leading one moves.
const NOBODY = 'Niemand presenteert nu; u volgt zodra het begint.';

export function noteFor(mode, leader) {
  if (mode === 'present')
    return othersLead(mode, leader) ? 'Een ander scherm presenteert; wie volgt, ziet dat scherm.' : '';
  if (mode === 'follow') return leader ? 'U volgt de presentatie.' : NOBODY;
  return leader
    ? `U bladert zelf; de presentatie is bij dia ${leader.slide}.`
    : 'U bladert zelf; niemand presenteert nu.';
}

export const othersLead = (mode, leader) => mode === 'present' && Boolean(leader) && !leader.mine;

// A presenter leads where nobody does; a follower goes to the slide of the leader, and asks for its state only once.
export function answer({ mode, stand }, leader, asked) {
  if (mode === 'present' && leader === null) return { lead: true };
  if (mode !== 'follow' || !leader) return {};
  return { slide: leader.slide, stand: [stand, asked].includes(leader.stand) ? null : leader.stand };
}
