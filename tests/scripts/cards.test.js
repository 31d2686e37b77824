import assert from 'node:assert/strict';
import { test } from 'node:test';
import { besides, pull } from '../../lib/ui/agenda/cards.js';

const COLUMNS = ['nog niet', 'idee', 'coalitie', 'poort'].map((id) => ({ id }));

test('a card that is dragged to an edge takes the page along, the nearer the faster', () => {
  assert.equal(pull(400, 800), 0);
  assert.ok(pull(5, 800) < pull(60, 800) && pull(60, 800) < 0);
  assert.ok(pull(795, 800) > pull(740, 800) && pull(740, 800) > 0);
});

test('by the keyboard a card goes to the nearest stage that takes it, else asks for the one beside it', () => {
  assert.equal(besides(COLUMNS, 'nog niet', ['coalitie'], 1), 'coalitie');
  assert.equal(besides(COLUMNS, 'coalitie', ['idee', 'poort'], -1), 'idee');
  assert.equal(besides(COLUMNS, 'idee', [], 1), 'coalitie');
  assert.equal(besides(COLUMNS, 'poort', ['idee'], 1), null);
});
