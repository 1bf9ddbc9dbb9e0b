/** The rules, in the page where its WebAssembly runs, and on the server where it does not. They are the same. */
import type { Engine } from 'gongkao';
import type { Advice, ApplicationForm, CertificateLibrary, Foresight, Hit, Report } from 'gongkao/types';
import { api } from './api';

/**
 * Whether the page decides by itself. Kernels as 360's and Sogou's fast modes have may be too old for the package, and run no
 * WebAssembly at all on pages that forbid `unsafe-eval`: there the server is asked.
 */
const isAble = typeof structuredClone === 'function';

/** The policy that holds, as this page decides by it. */
let held: { digest: string; engine: Engine } | undefined;

async function take(): Promise<void> {
  const { Engine, init } = await import('gongkao');
  await init();
  const { digest, policy } = await (await fetch('/api/policy')).json();
  if (held?.digest !== digest) held = { digest, engine: new Engine(policy ? { policy } : {}) };
}

/** Settles once it is known whether the page decides by itself. */
export const ready: Promise<void> = isAble ? take().catch(() => undefined) : Promise.resolve();

/** Everything there is to say about a form as it is typed, by the policy of this digest: the server knows those that held before. */
export async function assess(id: string, form: ApplicationForm, library: CertificateLibrary, { day, policy }: Report): Promise<Report> {
  await ready;
  if (held && held.digest !== policy.digest) await take().catch(() => undefined);
  return held?.digest === policy.digest ? held.engine.assess(form, library, day) : api.assess(id, form);
}

export const workTypes = {
  async search(query: string, limit: number): Promise<Hit[]> {
    await ready;
    return held ? held.engine.search(query, limit) : api.workTypes(query, limit);
  },
};

export const units = { search: (query: string, limit: number) => api.units(query, limit) };

/** When the same facts pass, and what else would meet the rules; nothing where the page does not decide by itself. */
export function foreseen(form: ApplicationForm, library: CertificateLibrary, { day, policy }: Report): { when: Foresight; what: Advice } | undefined {
  if (held?.digest !== policy.digest) return undefined;
  return { when: held.engine.when(form, library, day), what: held.engine.what(form, library, day) };
}

/** The engine of this page, where there is one. */
export const local = () => held?.engine;
