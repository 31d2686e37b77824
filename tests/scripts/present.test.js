import assert from 'node:assert/strict';
import { test } from 'node:test';
import { queue, slideIn, withParams } from '../../lib/ui/present/address.js';
import { agendaRows, measure, readyAt, timeWords } from '../../lib/ui/present/clock.js';
import { ofAction, ofNumber, onward } from '../../lib/ui/present/jump.js';
import { wish } from '../../lib/ui/present/keys.js';
import { noteKey } from '../../lib/ui/present/speaker.js';

const rests = {
  keysOn: true,
  typing: false,
  inText: false,
  onButton: false,
  listOpen: false,
  boxOpen: false,
  dialogOpen: false,
  digits: '',
};
const key = (name, more = {}) => ({ key: name, ...more });

test('an address names a slide only when that is there', () => {
  assert.equal(slideIn('?overleg=3&dia=4', 9), 4);
  for (const dia of ['0', '10', '-1', '2.5', 'x', '']) assert.equal(slideIn(`?dia=${dia}`, 9), 0);
  assert.equal(slideIn('', 9), 0);
});

test('another address keeps what is not named and drops what is null', () => {
  const before = 'http://127.0.0.1/presenteren?overleg=3&live=ja';
  assert.equal(withParams(before, { live: null, stand: 7 }), 'http://127.0.0.1/presenteren?overleg=3&stand=7');
});

test('the server is asked one thing at a time, of each kind the newest, and only while it rests', async () => {
  const [sent, leaving] = [[], new AbortController()];
  let free = false;
  const done = new Promise((resolve) => {
    const send = (what, value) => {
      sent.push([what, value]);
      if (what === 'box') resolve();
    };
    const ask = queue(() => free, send, leaving.signal);
    ask('slide', 2);
    ask('slide', 3);
    ask('box', 3);
  });
  assert.deepEqual(sent, []);
  free = true;
  await done;
  assert.deepEqual(sent, [
    ['slide', 3],
    ['box', 3],
  ]);
});

test('keys and remotes move, whoever types keeps his keys', () => {
  const wanted = {
    ArrowRight: 'next',
    PageDown: 'next',
    ArrowLeft: 'previous',
    PageUp: 'previous',
    End: 'last',
    ArrowDown: 'next',
    ArrowUp: 'previous',
    Backspace: 'back',
    F5: 'start',
    ' ': 'next',
    B: 'box',
    q: 'qr',
    k: 'kept',
    '.': 'blank',
    8: 'digit 8',
  };
  for (const [name, what] of Object.entries(wanted)) {
    assert.equal(wish(key(name), rests), what);
    assert.equal(wish(key(name), { ...rests, typing: true }), null);
    assert.equal(wish(key(name, { ctrlKey: true }), rests), null);
  }
  assert.equal(wish(key('x'), rests), null);
  assert.equal(wish(key('b'), { ...rests, dialogOpen: true }), null);
  assert.equal(wish(key('b'), { ...rests, keysOn: false }), null);
  assert.equal(wish(key('PageDown'), { ...rests, keysOn: false }), 'next');
});

test('Escape closes what is open before it leaves', () => {
  assert.equal(wish(key('Escape'), rests), 'askOut');
  assert.equal(wish(key('Escape'), { ...rests, boxOpen: true, typing: true }), 'close');
  assert.equal(wish(key('Escape'), { ...rests, boxOpen: true, listOpen: true }), null);
  assert.equal(wish(key('Escape'), { ...rests, dialogOpen: true }), null);
});

test('Enter records what stands in the text of the box, and Shift and Enter begin a line there', () => {
  const inBox = { ...rests, boxOpen: true, typing: true, inText: true };
  assert.equal(wish(key('Enter'), inBox), 'record');
  assert.equal(wish(key('Enter', { shiftKey: true }), inBox), null);
  assert.equal(wish(key('Enter', { isComposing: true }), inBox), null);
  assert.equal(wish(key('Enter'), { ...inBox, inText: false }), null);
});

test('Space and Enter belong to the button that has the keyboard; digits and Enter jump', () => {
  assert.equal(wish(key(' '), { ...rests, onButton: true }), null);
  assert.equal(wish(key(' ', { shiftKey: true }), rests), 'previous');
  assert.equal(wish(key('Enter'), rests), null);
  assert.equal(wish(key('Enter'), { ...rests, digits: '8' }), 'jump');
  assert.equal(wish(key('Enter'), { ...rests, digits: '8', onButton: true }), null);
  assert.equal(wish(key('Escape'), { ...rests, digits: '8' }), 'forget');
  assert.equal(wish(key('8'), { ...rests, keysOn: false }), null);
});

test('a number with Alt chooses the kind of what is recorded, as long as the box is open', () => {
  const pressed = { key: '2', code: 'Digit2', altKey: true };
  assert.equal(wish(pressed, { typing: true, inText: true, boxThere: true }), 'kind 2');
  assert.equal(wish(pressed, { keysOn: true, digits: '' }), null);
  assert.equal(wish({ ...pressed, code: 'Digit7' }, { boxThere: true }), null);
});

test('a presentation goes along its row, aside to what is asked for, and back', () => {
  const slides = [{ number: null }, { number: 4, action: '4' }, { number: 8, action: '8', aside: true }];
  assert.equal(onward(slides, 1, 1, 'next'), 2);
  assert.equal(onward(slides, 2, 1, 'next'), 2);
  assert.equal(onward(slides, 1, 1, 'last'), 2);
  assert.equal(ofNumber(slides, 8), 3);
  assert.equal(ofNumber(slides, 5), 0);
  assert.equal(ofAction(slides, '4'), 2);
  for (const way of ['next', 'previous', 'back']) assert.equal(onward(slides, 3, 2, way), 2);
  assert.equal(onward(slides, 1, 3, 'back'), 3);
});

test('a note belongs to a slide of a meeting', () => {
  assert.notEqual(noteKey('presentatie echt 3', '4 Fonds'), noteKey('presentatie echt 3', '3 Instroom'));
  assert.notEqual(noteKey('presentatie echt 3', '4 Fonds'), noteKey('presentatie echt 2', '4 Fonds'));
});

test('time is told against the plan, in minutes and words', () => {
  const spent = { 3: 22.5 * 60_000, 4: 30 * 60_000 };
  assert.deepEqual(timeWords(spent, 3, 20, 45), {
    over: true,
    own: '3 minuten te lang',
    total: 'totaal 8 minuten te lang',
  });
  assert.deepEqual(timeWords({ 1: 61_500 }, 1, 20, 45), {
    over: false,
    own: '1:01 van 20 minuten',
    total: 'totaal 1 van 45 minuten',
  });
  assert.deepEqual(timeWords({ 1: 61_500 }, 1, 1, 1), {
    over: true,
    own: '1 minuut te lang',
    total: 'totaal 1 minuut te lang',
  });
  assert.deepEqual(timeWords({ 1: 5_000 }, 2, null, 0), { over: false, own: '0:00', total: 'totaal 0 min' });
});

test('the presenter reads the time of each point and of what is between them', () => {
  const slides = [{ title: 'Opening' }, { title: '4 Fonds', point: true, minutes: 20 }, { title: 'Vrij', point: true }];
  const [fund, free, others] = agendaRows(slides, { 1: 90_000, 2: 22.5 * 60_000 }, 3);
  assert.deepEqual(
    [fund, free, others].map(({ slide, spent, said, over, current }) => [slide, spent, said, over, current]),
    [
      [2, '22:30', '3 minuten te lang', true, false],
      [3, '0:00', 'geen tijd gepland', false, true],
      [0, '1:30', '', false, false],
    ],
  );
  assert.deepEqual([measure(5 * 60_000, 20).part, measure(25 * 60_000, 20).part, measure(1, null).part], [0.25, 1, 0]);
});

test('the end is told as long as it can be met', () => {
  const at = new Date(2023, 6, 1, 14, 0);
  assert.match(readyAt(at, 15 * 60_000, 45), /klaar om 14:30$/);
  for (const [ms, planned] of [
    [46 * 60_000, 45],
    [0, 0],
  ])
    assert.equal(readyAt(at, ms, planned), '');
});
