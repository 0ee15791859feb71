/** How this process was asked to run. */
export interface Configuration {
  /** Where health checks and, later, signalling listen. */
  port: number;
  host: string;
}

/**
 * Reads MEDIA_PORT and MEDIA_HOST.
 * @throws Error that names the variable when a value makes no sense
 */
export function readConfiguration(env: NodeJS.ProcessEnv): Configuration {
  const port = Number(env.MEDIA_PORT ?? 4443);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`MEDIA_PORT is "${env.MEDIA_PORT}", which is no port: set it to a number between 0 and 65535.`);
  }
  return { port, host: env.MEDIA_HOST ?? '127.0.0.1' };
}
