import { WebSocket } from 'ws';

class EventTargetWebSocket extends WebSocket {
  dispatchEvent(event: Event): boolean {
    return this.emit(event.type, event);
  }
}

/** `ws` as the browser's class, from whose type it differs in what nobody here uses. */
export const NodeWebSocket = EventTargetWebSocket as typeof globalThis.WebSocket;
