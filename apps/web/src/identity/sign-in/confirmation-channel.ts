const name = 'muster-confirmation';

/** Tells the tab that asked for it that the person has shown in this one, at the issuer, that it is still them. */
export function tellConfirmed(): void {
  const channel = new BroadcastChannel(name);
  channel.postMessage('confirmed');
  channel.close();
}

/** Calls back when another tab of this browser says so, until the returned function is called. */
export function onConfirmed(confirmed: () => void): () => void {
  const channel = new BroadcastChannel(name);
  channel.addEventListener('message', confirmed);
  return () => channel.close();
}
