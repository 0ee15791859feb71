/**
 * Lets everybody in and cares for nothing that they send: what an attack on it costs its neighbours on this machine is what the
 * attacker's own work takes from them.
 */
import { createServer } from 'node:http';

const SWITCHING = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n';

createServer((_request, response) => response.end())
  .on('upgrade', (_request, socket) => {
    socket.on('error', () => socket.destroy());
    socket.write(SWITCHING);
    socket.resume();
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
