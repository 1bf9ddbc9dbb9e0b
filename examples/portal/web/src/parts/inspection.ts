/** What is in a file, before it is sent: the server's own check, in a worker, so that typing goes on. */
import type { UploadReport } from 'gongkao/types';
import { local } from '../rules';

/** What there is to say about a file for a material; nothing where the page cannot look, for the server looks anyway. */
export async function look(file: File, material: string, title: string | undefined, signal: AbortSignal): Promise<UploadReport | undefined> {
  const engine = local();
  if (!engine) return undefined;
  try {
    const { inspectInWorker } = await import('gongkao/inspect/worker');
    const report = await inspectInWorker(file, { name: file.name, signal, ...(title ? { title } : {}) });
    return engine.judgeUploads([{ material, file: report }])[0];
  } catch {
    return undefined;
  }
}
