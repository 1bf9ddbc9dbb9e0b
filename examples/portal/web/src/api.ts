/** The server, and what it answers. */
import type {
  ActionView,
  ApplicationEvent,
  ApplicationState,
  CertificateLibrary,
  ChallengeAnswer,
  Command,
  Decision,
  Diagnostic,
  FileReport,
  Foresight,
  Hit,
  Parameter,
  Progress,
  Refusal,
  Report,
  StatisticsReport,
  Text,
  UploadLink,
  UploadReport,
  Window as RoundWindow,
  Advice,
} from 'gongkao/types';

import type { Words } from './words';

export type Role = 'applicant' | 'unit_officer' | 'reviewer' | 'administrator';

export interface Account {
  id: string;
  role: Role;
  username: string;
  name: string | null;
  identity_number: string | null;
  verified: boolean;
  regions: string[] | null;
  units: string[] | null;
}

export interface Me {
  now: string;
  demonstration: boolean;
  account?: Account;
  csrf?: string;
}

export interface Shown {
  state: ApplicationState;
  now: string;
  actions: ActionView[];
  progress: Progress;
  report: Report;
  library: CertificateLibrary;
  /** The unit by its name. */
  unit: string | null;
  files: Record<string, FileReport>;
  /** Materials that go with a text of the form. */
  described: string[];
  /** Materials that show the printed form. */
  printed: string[];
  /** What rules that changed since the form was last saved mean for it. */
  announced: Announced | null;
}

export interface Announced {
  since: string;
  rules: { label: Text; before: string | null; after: string }[];
  until: { before: string | null; after: string | null } | null;
}

export interface Line {
  id: string;
  name: string;
  unit: string | null;
  work_type: string | null;
  level: string;
  region: string;
  state: string;
  stage: string | null;
  since: string;
  claimed_by: string | null;
}

/** Why something is not done, with the clause nearest to it. */
export function refused(refusal: Refusal): string {
  const [nearest] = refusal.basis ?? [];
  const sentence = refusal.message?.zh ?? '';
  return nearest ? `${sentence}（依据：${nearest.document.title}，${nearest.clause}）` : sentence;
}

/** What the server answers where it does not do what was asked. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly body: {
      code?: string;
      message?: string;
      path?: string;
      more?: unknown;
      refusal?: Refusal;
      upload?: UploadReport;
      prompts?: Decision['prompts'];
    },
    readonly retryAfter = 0,
  ) {
    super(body.refusal ? refused(body.refusal) : (body.message ?? '系统没有回应，请检查网络后再试。'));
  }

  /** Nothing of ours answered: the network, or what stands between. */
  get isUnanswered(): boolean {
    return [0, 408, 502, 504].includes(this.status) || this.body.code === 'file/broken-off';
  }

  get isStale(): boolean {
    return this.body.refusal?.code.startsWith('version/') ?? false;
  }
}

let csrf = '';

async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(path, {
      method,
      headers: { 'X-CSRF-Token': csrf, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new Problem(0, {});
  }
  const read: unknown = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw new Problem(answer.status, read as Problem['body'], Number(answer.headers.get('Retry-After') ?? 0));
  }
  return read as T;
}

const at = (id: string, rest = '') => `/api/applications/${encodeURIComponent(id)}${rest}`;

export const api = {
  words: () => ask<Words>('GET', '/api/words'),
  me: async (): Promise<Me> => {
    const me = await ask<Me>('GET', '/api/me');
    csrf = me.csrf ?? '';
    return me;
  },
  sms: (mobile: string) =>
    ask<{ send: boolean; retry_after: number; complaint?: { message?: { zh: string } }; demonstration_code?: string }>(
      'POST',
      '/api/sms',
      { mobile },
    ),
  register: (body: Record<string, string>) => ask<{ username: string }>('POST', '/api/register', body),
  login: async (login: string, password: string) => {
    csrf = (await ask<{ csrf: string }>('POST', '/api/login', { login, password })).csrf;
  },
  logout: () => ask('POST', '/api/logout', {}),
  realName: (name: string, identity_number: string) => ask('POST', '/api/real-name', { name, identity_number }),

  units: (query: string, limit: number) => ask<Hit[]>('GET', `/api/units?q=${encodeURIComponent(query)}&limit=${limit}`),
  unit: (code: string) => ask<{ code: string; path: string[] }>('GET', `/api/units/${encodeURIComponent(code)}`),
  workTypes: (query: string, limit: number) =>
    ask<Hit[]>('GET', `/api/work-types?q=${encodeURIComponent(query)}&limit=${limit}`),
  missingUnit: (name: string, region: string) =>
    ask('POST', `/api/units/missing?name=${encodeURIComponent(name)}&region=${region}`, {}),

  applications: () => ask<{ id: string; state: string; level: string; region: string; since: string }[]>('GET', '/api/applications'),
  start: (region: string, level: string) => ask<Decision>('POST', '/api/applications', { region, level }),
  application: (id: string) => ask<Shown>('GET', at(id)),
  events: (id: string) => ask<ApplicationEvent[]>('GET', at(id, '/events')),
  outlook: (id: string) => ask<{ when: Foresight; what: Advice }>('GET', at(id, '/outlook')),
  assess: (id: string, form: unknown) => ask<Report>('POST', at(id, '/assess'), form),
  command: (id: string, version: number, command: Command) =>
    ask<Decision>('POST', at(id, `/commands?version=${version}`), command),
  link: (id: string, version: number, material: string) =>
    ask<Decision & { link: UploadLink }>('POST', at(id, `/links/${material}?version=${version}`), {}),
  challenge: (id: string) => ask<ChallengeAnswer>('POST', at(id, '/challenge'), {}),
  page: (id: string, version: number, page: 'form' | 'ticket' | 'result', solution?: { challenge: string; answer: string }) =>
    ask<Decision & { address: string }>('POST', at(id, `/pages/${page}?version=${version}`), solution ?? null),
  file: (id: string, number: number) => at(id, `/files/${number}`),

  desk: (query: string) => ask<{ total: number; applications: Line[] }>('GET', `/api/desk?${query}`),
  statistics: () => ask<StatisticsReport & { units: Record<string, string> }>('GET', '/api/administration/statistics'),
  missingUnits: () => ask<{ id: number; name: string; region: string; at: string }[]>('GET', '/api/administration/units/missing'),
  addUnit: (unit: Record<string, string | null>) => ask('POST', '/api/administration/units', unit),
  arrange: (body: unknown) =>
    ask<{ arranged: number; refused: { application: string; refusal: Refusal }[] }>('POST', '/api/administration/arrangements', body),
  policy: () => ask<PolicyDesk>('GET', '/api/administration/policy'),
  tryPolicy: (windows: RoundWindow[], numbers: unknown) => ask<PolicyTrial>('POST', '/api/administration/policy/try', { windows, numbers }),
  usePolicy: (windows: RoundWindow[], numbers: unknown) => ask<PolicyDesk>('POST', '/api/administration/policy', { windows, numbers }),
  batches: () => ask<Batches>('GET', '/api/administration/batches'),
  clock: (now: string) => ask('POST', '/api/administration/clock', { now }),
};

export interface Batches {
  /** How many have a seat, by batch. */
  seated: Record<string, number>;
  /** How many are approved and have none. */
  waiting: { region: string; level: string; count: number }[];
}

export type { Diagnostic as Lint, Parameter, Window as RoundWindow } from 'gongkao/types';

export interface PolicyDesk {
  id: string;
  version: number;
  digest: string;
  windows: RoundWindow[];
  numbers: Record<string, Parameter>;
  lint: Diagnostic[];
}

export interface PolicyTrial {
  lint: Diagnostic[];
  difference: { changes: { level: string; claimed: boolean; moves: [from: string, to: string][]; rules: Text[] }[]; unfinished: number };
  moves: {
    looked_at: number;
    moves: { level: string; kind: 'eligible' | 'submit'; before: string; after: string; count: number; examples: string[] }[];
  };
}

export interface Sending {
  path: string;
  file: Blob;
  name: string;
  /** SHA-256 of the whole, by which a sending that breaks off may go on. */
  digest?: string;
  /** How much of it is there. */
  start: number;
  /** Told how much has gone, from 0 to 1. */
  progress(sent: number): void;
  signal: AbortSignal;
}

/** How many bytes of a file are there, of a sending that broke off. */
export async function received(path: string, digest: string): Promise<number> {
  const [place = '', query = ''] = path.split('?');
  return (await ask<{ received: number }>('GET', `${place}/received?${query}&digest=${digest}`)).received;
}

/** Sends a file and says how far it is. `fetch` still tells nothing of what it has sent. */
export function send({ path, file, name, digest, start, progress, signal }: Sending): Promise<Decision & { upload: UploadReport }> {
  return new Promise((resolve, reject) => {
    const given = () => reject(new Problem(0, { message: '已取消上传。' }));
    if (signal.aborted) return given();
    const request = new XMLHttpRequest();
    request.open('PUT', digest ? `${path}&digest=${digest}&start=${start}` : path);
    request.setRequestHeader('X-CSRF-Token', csrf);
    request.setRequestHeader('X-File-Name', encodeURIComponent(name));
    request.responseType = 'json';
    request.upload.addEventListener('progress', (event) => progress((start + event.loaded) / (file.size || 1)));
    request.addEventListener('load', () => {
      if (request.status === 200) resolve(request.response as Decision & { upload: UploadReport });
      else reject(new Problem(request.status, (request.response ?? {}) as Problem['body']));
    });
    request.addEventListener('error', () => reject(new Problem(0, {})));
    request.addEventListener('abort', given);
    signal.addEventListener('abort', () => request.abort());
    request.send(start ? file.slice(start) : file);
  });
}

export const sendTo = (id: string, material: string, version: number, replaces?: number, accepted = false) =>
  at(id, `/files/${material}?version=${version}&accepted=${accepted}${replaces === undefined ? '' : `&replaces=${replaces}`}`);
