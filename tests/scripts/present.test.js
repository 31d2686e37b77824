import assert from 'node:assert/strict';
import { test } from 'node:test';
import { queue, slideIn, withParams } from '../../lib/ui/present/address.js';
import { timeWords } from '../../lib/ui/present/clock.js';
import { answer, mayTakeOver, noteFor } from '../../lib/ui/present/followers.js';
import { wish } from '../../lib/ui/present/keys.js';

const rests = { keysOn: true, typing: false, inText: false, listOpen: false, boxOpen: false, dialogOpen: false };
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
    B: 'box',
    q: 'qr',
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

test('a screen says who leads and does what the leader shows', () => {
  const other = { slide: 4, stand: 7, mine: false };
  assert.ok(mayTakeOver(true, other));
  assert.ok(!mayTakeOver(true, { ...other, mine: true }));
  assert.ok(!mayTakeOver(true, null));
  assert.ok(!mayTakeOver(false, other));
  assert.match(noteFor('present', other), /Een ander scherm presenteert/);
  assert.equal(noteFor('present', { ...other, mine: true }), '');
  assert.equal(noteFor('follow', other), 'U volgt de presentatie.');
  assert.match(noteFor('follow', null), /Niemand presenteert nu/);
  assert.match(noteFor('free', other), /bij dia 4/);

  assert.deepEqual(answer({ mode: 'present', leads: true, stand: 7 }, null), { lead: true });
  assert.deepEqual(answer({ mode: 'present', leads: false, stand: 7 }, null), {});
  assert.deepEqual(answer({ mode: 'present', stand: 7 }, other), {});
  assert.deepEqual(answer({ mode: 'free', stand: 7 }, other), {});
  assert.deepEqual(answer({ mode: 'follow', stand: 7 }, other), { slide: 4, stand: null });
  assert.deepEqual(answer({ mode: 'follow', stand: 6 }, other), { slide: 4, stand: 7 });
  assert.deepEqual(answer({ mode: 'follow', stand: 6 }, other, 7), { slide: 4, stand: null });
});

test('time is told against the plan, in minutes and words', () => {
  const spent = { 3: 22.5 * 60_000, 4: 30 * 60_000 };
  assert.deepEqual(timeWords(spent, 3, 20, 45), { own: '3 minuten te lang', total: 'totaal 8 minuten te lang' });
  assert.deepEqual(timeWords({ 1: 61_500 }, 1, 20, 45), {
    own: '1:01 van 20 minuten',
    total: 'totaal 1 van 45 minuten',
  });
  assert.deepEqual(timeWords({ 1: 61_500 }, 1, 1, 1), { own: '1 minuut te lang', total: 'totaal 1 minuut te lang' });
  assert.deepEqual(timeWords({ 1: 5_000 }, 2, null, 0), { own: '0:00', total: 'totaal 0 min' });
});
