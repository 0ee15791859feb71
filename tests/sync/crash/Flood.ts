import type { SignedIn } from '../../support/client.ts';
import { openReplica, type Replica } from '../replica.ts';

const updateBytes = 64 * 1024;
const MIB = 1024 * 1024;

/** A client that pastes a great deal. */
export class Flood {
  readonly replica: Replica;

  constructor(url: string, documentName: string, { token }: SignedIn) {
    this.replica = openReplica(url, documentName, token);
  }

  async send(megabytes: number): Promise<void> {
    const text = this.replica.doc.getText('notes');
    for (let sent = 0; sent < megabytes * MIB; sent += updateBytes) {
      text.insert(text.length, 'x'.repeat(updateBytes));
      // The socket gets a turn to write.
      await new Promise(setImmediate);
    }
  }
}
