import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whatChanged } from '../../lib/ui/frame/announce.js';
import { isMeant } from '../../lib/ui/frame/focus.js';
import { freshLines } from '../../lib/ui/frame/fresh.js';
import { numberAfter, placeOf } from '../../lib/ui/frame/keys.js';

const seen = (more) => ({ at: '/', ways: ['Matrix', 'Inzien'], counts: ['13 activiteiten.'], ...more });

test('only what is new is said, and nothing at first or on another page', () => {
  assert.equal(whatChanged(null, seen()), '');
  assert.equal(whatChanged(seen(), seen()), '');
  assert.equal(whatChanged(seen(), seen({ at: '/actie', counts: ['Actie 5.'] })), '');
  assert.equal(whatChanged(seen(), seen({ ways: ['Lijst', 'Inzien'] })), 'Lijst.');
  assert.equal(whatChanged(seen(), seen({ counts: ['6 activiteiten van de 13.'] })), '6 activiteiten van de 13.');
});

test('a refresh by others is said, with the counts that it changed', () => {
  assert.equal(whatChanged({ ...seen(), refreshed: true }, seen()), 'Deze pagina is bijgewerkt.');
});

test('a line that a change brought lights up, and not what a filter, another page or another view shows', () => {
  const told = (version, said, more) => ({ at: '/', version, said, lines: said, ...more });
  const before = told(7, ['oud', 'blijft']);
  assert.deepEqual(freshLines(before, told(8, ['nieuw', 'oud'])), ['nieuw']);
  assert.deepEqual(freshLines(before, told(7, ['nieuw', 'oud'])), []);
  assert.deepEqual(freshLines(before, told(8, ['nieuw', 'oud'], { at: '/stand' })), []);
  assert.deepEqual(freshLines(before, told(8, ['heel', 'iets', 'anders'])), []);
  assert.deepEqual(freshLines(null, told(8, ['nieuw'])), []);
});

test('a key that writes is meant for the page unless another control has the keyboard', () => {
  const control = (textContent) => ({ textContent });
  assert.ok(isMeant('j', undefined));
  assert.ok(isMeant('j', control('Klopt nog J')));
  assert.ok(!isMeant('j', control('Kaarten')));
  assert.ok(isMeant('s', control('Kaarten')));
});

test('a number is typed digit by digit, also of an activity of the manifest, and nothing else is one', () => {
  assert.equal(numberAfter('', '4'), '4');
  assert.equal(numberAfter('1', '1'), '11');
  assert.equal(numberAfter('', 'm'), 'm');
  assert.equal(numberAfter('m', '2'), 'm2');
  for (const [before, key] of [
    ['', '0'],
    ['', 'Enter'],
    ['4', 's'],
    ['m', 'm'],
    ['111', '1'],
  ])
    assert.equal(numberAfter(before, key), null);
});

test('the keys that undo and do again are those of every program', () => {
  assert.equal(placeOf({ key: 'z', shiftKey: false }), 'undo-act');
  assert.equal(placeOf({ key: 'Z', shiftKey: true }), 'redo-act');
  assert.equal(placeOf({ key: 'y', shiftKey: false }), 'redo-act');
  assert.equal(placeOf({ key: 'c', shiftKey: false }), null);
});
