import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hidden, remember, safe } from '../../lib/ui/elements/dom.js';

test('text from outside becomes markup that says the same', () => {
  assert.equal(safe(`<b title="x">O'Brien & co</b>`), '&#60;b title=&#34;x&#34;&#62;O&#39;Brien &#38; co&#60;/b&#62;');
  assert.equal(safe(null), '');
  assert.equal(safe(0), '0');
  assert.equal(hidden('<'), '<span class="vh">&#60;</span>');
});

test('a component ends by its newest call once it left the page, and begins anew after that', () => {
  const states = new WeakMap();
  const element = { isConnected: true };
  const ended = [];
  const call = () =>
    remember(
      states,
      element,
      () => ({}),
      (state) => ended.push(state),
    );
  const [first, leaveEarly] = call();
  const [second, leave] = call();
  assert.equal(first, second);
  leaveEarly();
  assert.deepEqual(ended, []);
  leave();
  assert.deepEqual(ended, []);
  element.isConnected = false;
  leaveEarly();
  assert.deepEqual(ended, []);
  leave();
  assert.deepEqual(ended, [first]);
  assert.notEqual(call()[0], first);
});
