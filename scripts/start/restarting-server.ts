import { join } from 'node:path';
import { say } from '../progress.mjs';
import { ServerProcess } from './server-process.ts';
import type { Settings } from './settings.ts';

/** The server process of the newest bundle. */
export class RestartingServer {
  readonly #settings: Settings;
  readonly #port: number;
  readonly #databaseUrl: string;
  #process: ServerProcess | undefined;

  constructor(settings: Settings, port: number, databaseUrl: string) {
    this.#settings = settings;
    this.#port = port;
    this.#databaseUrl = databaseUrl;
  }

  async restart(): Promise<void> {
    await this.stop();
    const { publicUrl, dataDir, demo } = this.#settings;
    this.#process = new ServerProcess({
      env: {
        ...process.env,
        PORT: String(this.#port),
        HOST: '127.0.0.1',
        PUBLIC_URL: publicUrl,
        DATABASE_URL: this.#databaseUrl,
        DATA_DIR: dataDir,
        MUSTER_DEMO: demo ? '1' : '0',
      },
      logFile: join(dataDir, 'server.log'),
      showLogs: true,
    });
    await this.#process.start().catch((error: Error) => say(`✗ ${error.message}`));
  }

  async stop(): Promise<void> {
    await this.#process?.stop();
    this.#process = undefined;
  }
}
