// Screens that follow each other: what one of them reads of it, and what it has to do when the leading one moves.
const NOBODY = 'Niemand presenteert nu; u volgt zodra het begint.';

export function noteFor(mode, leader) {
  if (mode === 'present')
    return leader && !leader.mine ? 'Een ander scherm presenteert; wie volgt, ziet dat scherm.' : '';
  if (mode === 'follow') return leader ? 'U volgt de presentatie.' : NOBODY;
  return leader
    ? `U bladert zelf; de presentatie is bij dia ${leader.slide}.`
    : 'U bladert zelf; niemand presenteert nu.';
}

// Who may lead can take over from another screen.
export const mayTakeOver = (leads, leader) => leads && Boolean(leader) && !leader.mine;

// Who may lead does so where nobody does; a follower goes to the slide of the leader, and asks once for its state.
export function answer({ mode, leads, stand }, leader, asked) {
  if (leads && leader === null) return { lead: true };
  if (mode !== 'follow' || !leader) return {};
  return { slide: leader.slide, stand: [stand, asked].includes(leader.stand) ? null : leader.stand };
}
