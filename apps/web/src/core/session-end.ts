type Listener = () => void;

const listeners = new Set<Listener>();

/** Tells the app that this session is over: a call was refused as signed out, or the server said so. */
export function sessionEnded(): void {
  for (const listener of listeners) listener();
}

/** Calls back when the session is over, until the returned function is called. */
export function onSessionEnd(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
