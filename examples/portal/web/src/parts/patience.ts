/** Networks that come and go. */
import { Problem } from '../api';

/**
 * How long is waited after each time that nothing was answered, in seconds. A network that says it is back is believed at once, and
 * one that says it is away is waited for.
 */
const PAUSES = [1, 2, 4, 8, 15, 30, 60];

/**
 * Tries again where nobody answered. What was answered, and what was given up, is not tried again. `reached` says how far it is:
 * as long as it gets further, no break is the last.
 */
export async function carryOn(attempt: () => Promise<void>, reached: () => number, broken: () => void, signal: AbortSignal): Promise<void> {
  let before = reached();
  for (let breaks = 0; ; breaks += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Problem && error.isUnanswered) || signal.aborted) throw error;
      if (reached() > before) breaks = 0;
      before = reached();
      const pause = PAUSES[breaks];
      if (pause === undefined) throw error;
      broken();
      await rest(pause, signal);
      if (signal.aborted) throw error;
    }
  }
}

function rest(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer);
      window.removeEventListener('online', over);
      signal.removeEventListener('abort', over);
      resolve();
    };
    const late = () => (navigator.onLine ? over() : undefined);
    const timer = setTimeout(late, seconds * 1000);
    window.addEventListener('online', over);
    signal.addEventListener('abort', over);
  });
}
