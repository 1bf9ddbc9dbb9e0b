/** The rules, in the page where its WebAssembly runs, and on the server where it does not. They are the same. */
import { Engine, init } from 'gongkao';
import type { ApplicationForm, CertificateLibrary, Hit, Report } from 'gongkao/types';
import { api } from './api';

let engine: Engine | undefined;

/** Settles once it is known whether the page decides by itself. */
export const ready: Promise<void> = Promise.all([init(), fetch('/api/policy').then((answer) => answer.json())])
  .then(([, { policy }]) => {
    engine = new Engine(policy ? { policy } : {});
  })
  .catch(() => undefined);

/** Everything there is to say about a form as it is typed. */
export async function assess(
  id: string,
  form: ApplicationForm,
  library: CertificateLibrary,
  day: string,
): Promise<Report> {
  await ready;
  return engine ? engine.assess(form, library, day) : api.assess(id, form);
}

export const workTypes = {
  async search(query: string, limit: number): Promise<Hit[]> {
    await ready;
    return engine ? engine.search(query, limit) : api.workTypes(query, limit);
  },
};

export const units = { search: (query: string, limit: number) => api.units(query, limit) };

/** The engine of this page, where there is one. */
export const local = () => engine;
