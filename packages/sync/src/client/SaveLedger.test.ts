import { expect, test } from 'vitest';
import { SaveLedger } from './SaveLedger.ts';

function editAndSend(ledger: SaveLedger): void {
  ledger.change();
  ledger.send(false);
}

test('C1: a change is unsaved until its message is acknowledged', () => {
  const ledger = new SaveLedger();
  ledger.connect();
  ledger.send(true);
  editAndSend(ledger);
  editAndSend(ledger);
  expect(ledger.unsaved).toBe(2);
  ledger.acknowledge(2);
  expect(ledger.unsaved).toBe(1);
  ledger.acknowledge(3);
  expect(ledger.unsaved).toBe(0);
});

test('C2: acknowledgements before the SyncStep2 prove nothing about offline changes', () => {
  const ledger = new SaveLedger();
  ledger.change();
  ledger.connect();
  editAndSend(ledger);
  ledger.acknowledge(1);
  expect(ledger.unsaved).toBe(2);
  ledger.send(true);
  expect(ledger.unsaved).toBe(2);
  ledger.acknowledge(2);
  expect(ledger.unsaved).toBe(0);
});

test('C2: what was sent on a connection that broke is unsaved until the next one proves it', () => {
  const ledger = new SaveLedger();
  ledger.connect();
  ledger.send(true);
  editAndSend(ledger);
  ledger.acknowledge(1);
  ledger.connect();
  expect(ledger.unsaved).toBe(1);
  ledger.acknowledge(1);
  expect(ledger.unsaved).toBe(1);
  ledger.send(true);
  ledger.acknowledge(1);
  expect(ledger.unsaved).toBe(0);
});

test('C3: changes of an earlier visit count until the SyncStep2 is acknowledged', () => {
  const ledger = new SaveLedger();
  ledger.restore(3);
  ledger.connect();
  ledger.send(true);
  expect(ledger.unsaved).toBe(3);
  ledger.acknowledge(1);
  expect(ledger.unsaved).toBe(0);
});

test('C5: after a refusal nothing later counts as saved on that connection', () => {
  const ledger = new SaveLedger();
  ledger.connect();
  ledger.send(true);
  editAndSend(ledger);
  editAndSend(ledger);
  editAndSend(ledger);
  ledger.refuse(3);
  ledger.acknowledge(4);
  expect(ledger.unsaved).toBe(2);
  expect(ledger.confirmed).toBe(false);
  ledger.connect();
  ledger.send(true);
  ledger.acknowledge(1);
  expect(ledger.unsaved).toBe(0);
  expect(ledger.confirmed).toBe(true);
});

test('C5: a refused SyncStep2 leaves everything unsaved', () => {
  const ledger = new SaveLedger();
  ledger.change();
  ledger.connect();
  ledger.send(true);
  ledger.refuse(1);
  editAndSend(ledger);
  ledger.acknowledge(2);
  expect(ledger.unsaved).toBe(2);
});

test('C5: a further SyncStep2 that is taken carries what was refused, and what came with it', () => {
  const ledger = new SaveLedger();
  ledger.connect();
  ledger.send(true);
  editAndSend(ledger);
  ledger.refuse(2);
  ledger.acknowledge(2);
  editAndSend(ledger);
  ledger.send(true);
  ledger.acknowledge(2);
  expect(ledger.unsaved).toBe(2);
  ledger.acknowledge(4);
  expect(ledger.unsaved).toBe(0);
  expect(ledger.confirmed).toBe(true);
});

test('C5: a further SyncStep2 proves nothing when something is refused after it was sent', () => {
  const ledger = new SaveLedger();
  ledger.connect();
  ledger.send(true);
  editAndSend(ledger);
  ledger.refuse(2);
  ledger.send(true);
  ledger.refuse(3);
  ledger.acknowledge(3);
  expect(ledger.unsaved).toBe(1);
  expect(ledger.confirmed).toBe(false);
});
