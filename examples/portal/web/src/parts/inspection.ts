/** What is in a file, before it is sent: the server's own check, in a worker, so that typing goes on. */
import type { FileReport, UploadReport } from 'gongkao/types';
import { local } from '../rules';

export interface Looked {
  report: FileReport;
  judged?: UploadReport;
}

/** What there is to say about a file for a material; nothing where the page cannot look, for the server looks anyway. */
export async function look(file: File, material: string, title: string | undefined, signal: AbortSignal): Promise<Looked | undefined> {
  const engine = local();
  if (!engine) return undefined;
  try {
    const { inspectInWorker } = await import('gongkao/inspect/worker');
    const report = await inspectInWorker(file, { name: file.name, signal, ...(title ? { title } : {}) });
    const [judged] = engine.judgeUploads([{ material, file: report }]);
    return { report, ...(judged ? { judged } : {}) };
  } catch {
    return undefined;
  }
}

/** SHA-256 of a file, where the page cannot look into it; nothing where the browser has none. */
export async function digestOf(file: File): Promise<string | undefined> {
  try {
    const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', await new Response(file).arrayBuffer()));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  } catch {
    return undefined;
  }
}
