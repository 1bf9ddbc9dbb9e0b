/** The server tests' own PostgreSQL, for the walks. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../server/tests/postgresql.py', import.meta.url));

/** The address of an empty database, and how to stop its server. */
export async function postgresql() {
  const child = spawn(process.env.PORTAL_PYTHON ?? 'python3', [PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] });
  const address = await new Promise((resolve, reject) => {
    child.stdout.once('data', (line) => resolve(String(line).trim()));
    child.once('exit', (code) => reject(new Error(`PostgreSQL's server ended with ${code}`)));
  });
  const stop = () =>
    new Promise((resolve) => {
      child.once('exit', resolve);
      child.stdin.end();
    });
  return { store: `${address}/postgres`, stop };
}
