import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellsOf, dayOf, fitted, textOf } from '../../lib/ui/editing/fitting.js';

const COLUMNS = [
  { title: 'Nr', kind: 'locked' },
  {
    title: 'Aanjager',
    kind: 'choice',
    options: ['nog geen aanjager', 'Provincie Noord-Holland'],
    empty: 'nog geen aanjager',
  },
  { title: 'Stand van zaken', kind: 'text' },
  { title: 'Sinds', kind: 'day' },
  { title: 'Procent', kind: 'number', low: 0, high: 100 },
  { title: 'Fase', kind: 'choice', options: ['Idee'], empty: null },
];
const pasted = (text, first = 1, room = 9) => fitted(text, COLUMNS, first, room);

test('words of a list match without regard to case, spaces and accents', () => {
  const made = pasted(' provincie  noord-hólland\tJa "ja"\t1-3-2021\t 40%');
  assert.deepEqual(cellsOf(made.text), [['Provincie Noord-Holland', 'Ja "ja"', '2021-03-01', '40']]);
  assert.deepEqual(made.refused, []);
});

test('what a column cannot hold is told by name, and so is what falls outside the grid', () => {
  assert.deepEqual(pasted('Gemeente X\tgoed\t31-2-2021\t101').refused, [
    { column: 'Aanjager', text: 'Gemeente X' },
    { column: 'Sinds', text: '31-2-2021' },
    { column: 'Procent', text: '101' },
  ]);
  assert.deepEqual(pasted('a', 0).refused, [{ column: 'Nr', text: 'a' }]);
  assert.deepEqual(pasted('Idee\tteveel', 5).refused, [{ column: '', text: 'teveel' }]);
  assert.deepEqual(pasted('een\ntwee', 2, 1).refused, [{ column: '', text: 'twee' }]);
});

test('an empty cell is a choice only where nothing is one', () => {
  assert.equal(pasted('').text, 'nog geen aanjager');
  assert.deepEqual(pasted('', 5).refused, [{ column: 'Fase', text: '' }]);
  assert.deepEqual(pasted('', 3).refused, []);
});

test('days and numbers are read as they are written here', () => {
  for (const text of [
    '1-3-2021',
    '01/03/2021',
    '1.3.2021',
    '2021-03-01',
    '1 maart 2021',
    '1 mrt 2021'.replace('mrt', 'maa'),
  ])
    assert.equal(dayOf(text), '2021-03-01', text);
  for (const text of ['29-02-2023', '3-2021', '1 brumaire 2021', 'gisteren', '1-13-2021'])
    assert.equal(dayOf(text), null, text);
});

test('any block of cells comes back as it was', () => {
  const rows = [
    ['a\tb', 'regel\ntwee', '"'],
    ['', '=1+1', 'x'],
  ];
  assert.deepEqual(cellsOf(textOf(rows)), rows);
  assert.deepEqual(cellsOf('a\tb\r\nc\td'), [
    ['a', 'b'],
    ['c', 'd'],
  ]);
});
