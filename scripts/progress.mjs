/** Shows what is going on: nothing for a step under a second, a line (on a terminal: a running one) for any longer one. */

const SECOND = 1000;

/** @param {number} started */
const seconds = (started) => `${((performance.now() - started) / SECOND).toFixed(1)} s`;

/** Whether a step's running line stands on the terminal at this moment. */
let openLine = false;

/** @param {string} text */
function write(text) {
  if (openLine) process.stdout.write('\r\x1b[2K');
  openLine = false;
  process.stdout.write(`${text}\n`);
}

/** @param {string} text */
function writeRunning(text) {
  process.stdout.write(`${openLine ? '\r\x1b[2K' : ''}${text}`);
  openLine = true;
}

/**
 * Runs one step of a start and shows its progress. Steps may run at the same time.
 * @template Result
 * @param {string} title such as "Building the web app"
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function step(title, work) {
  const started = performance.now();
  let shown = false;
  const show = () => {
    if (process.stdout.isTTY) writeRunning(`  … ${title} (${seconds(started)})`);
    else if (!shown) write(`  … ${title}`);
    shown = true;
  };
  const timer = setInterval(show, SECOND);
  try {
    const result = await work();
    if (shown) write(`  ✓ ${title} (${seconds(started)})`);
    return result;
  } catch (error) {
    if (shown) write(`  ✗ ${title} (${seconds(started)})`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/**
 * A line of its own, also while a step is running.
 * @param {string} text
 */
export function say(text) {
  write(text);
}
