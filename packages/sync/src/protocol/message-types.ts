/** Message types of y-websocket, and ours from 100 on (SPEC.md, Framing). */
export const MESSAGE = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  acknowledgement: 100,
  access: 101,
  refusal: 102,
  position: 103,
} as const;
