/** A PostgreSQL server of the tests' own, on a free port, gone when they are done. */
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Where Debian keeps the server's programs. */
function programs() {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(a) - Number(b)) : [];
  return versions.length ? join(root, versions.at(-1), 'bin') : undefined;
}

/** The address of an empty database, and how to stop its server; nothing where there is no PostgreSQL. */
export async function postgresql() {
  const bin = programs();
  if (!bin) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'pg-'));
  chmodSync(folder, 0o777);
  const root = process.getuid?.() === 0;
  const id = (flag) => Number(execFileSync('id', [flag, 'postgres']).toString());
  // The server refuses to run as root.
  const as = root ? { uid: id('-u'), gid: id('-g') } : {};
  const data = join(folder, 'data');
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'portal', '--auth=trust', '--no-sync'], { ...as, stdio: 'ignore', cwd: folder });
  const port = await freePort();
  const words = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', '', '-c', 'fsync=off'];
  const server = spawn(join(bin, 'postgres'), words, { ...as, stdio: 'ignore', cwd: folder });
  for (let tries = 0; tries < 150; tries += 1) {
    try {
      execFileSync(join(bin, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)]);
      break;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  const stop = () =>
    new Promise((resolve) => {
      server.on('exit', () => {
        rmSync(folder, { recursive: true, force: true });
        resolve();
      });
      server.kill('SIGINT');
    });
  return { store: `postgresql+psycopg://portal@127.0.0.1:${port}/postgres`, stop };
}
