// Compiled, never run: what a typed program may and may not write.
import { Engine, GongkaoError, init } from 'gongkao';
import type {
  ApplicationEvent,
  ApplicationForm,
  ApplicationState,
  Code,
  Command,
  Facts,
  FileReport,
  Finding,
  RefusalCode,
  Report,
} from 'gongkao';
import { Application, Desk, Tally, init as initDesk } from 'gongkao/desk';
import { antFilter, elementFilter } from 'gongkao/element';
import { Inspector, init as initInspect, inspect } from 'gongkao/inspect';

export async function usage(): Promise<Finding[]> {
  await Promise.all([init(), initDesk()]);
  const engine = new Engine({ units: [{ code: '1', name: '1', parent: null }] });
  const form: ApplicationForm = {
    candidate: { name: '张三', identity_number: '11010519491231002X' },
    current: { level: 'ungraded', obtained_year: null },
    declared: { level: 'five' },
  };
  // @ts-expect-error There is no such level.
  form.declared_level = 'six';
  // @ts-expect-error A form always has its candidate.
  engine.assess({}, null, '2022-03-10');
  // @ts-expect-error A day is a text.
  engine.assess(form, null, new Date());

  if (engine.eligible(form, '2022-03-10') === 'met') return [];
  // @ts-expect-error An outcome is a word.
  if (engine.eligible(form, '2022-03-10') === true) return [];
  const report: Report = engine.assess(form, null, '2022-03-10');
  const given = report.findings.flatMap(({ digest }) => (digest === undefined ? [] : [{ digest }]));
  try {
    return engine.submit(form, { certificates: [] }, '2022-03-10', given).findings;
  } catch (error) {
    if (error instanceof GongkaoError) console.log(error.code, error.path);
    throw error;
  }
}

export async function files(bytes: Uint8Array): Promise<FileReport[]> {
  await initInspect();
  const inspector = new Inspector({ name: 'a.jpg' });
  inspector.feed(bytes);
  // @ts-expect-error A file is its bytes.
  inspect('a.jpg');
  const file = inspect(bytes, { name: 'a.docx', title: null });
  new Engine().judgeUploads([{ material: 'thesis', file }]);
  return [file, inspector.finish()];
}

const known: Code = 'workflow/submitted';
// @ts-expect-error The list of codes is closed.
const unknown: Code = 'workflow/unknown';
export const codes: Code[] = [known, unknown];

export function handled(state: ApplicationState, facts: Facts): RefusalCode | undefined {
  const desk = new Desk();
  const command: Command = { save: state.form };
  // @ts-expect-error There is no such command.
  desk.decide(state, 'delete', facts);
  // @ts-expect-error Only a desk makes one.
  new Tally();
  const { refusal, events } = desk.decide(state, command, facts);
  const version: number | undefined = events[0]?.number;
  const tally = desk.tally('2022-03-18T09:00:00');
  tally.add([{ region: '410100', level: 'three', state: 'draft', submitted: false, since: '2022-03-18T09:00:00' }]);
  return version === undefined ? refusal?.code : undefined;
}

export function chosen(page: Document): string {
  const field = page.createElement('gongkao-work-type');
  field.source = new Engine();
  field.source = { search: async (query, limit) => new Engine().search(query, limit) };
  field.messages = { unknown: '{text}?' };
  // @ts-expect-error The list of messages is closed.
  field.messages = { unheard: '' };
  // @ts-expect-error A source is searched.
  field.source = [];
  // @ts-expect-error It follows from the value.
  field.hit = null;
  field.addEventListener('change', ({ detail }) => console.log(detail.hit?.key, detail.text));
  const { filterOption } = antFilter(new Engine());
  // @ts-expect-error Ant Design asks at once.
  antFilter({ search: async () => [] });
  elementFilter(new Engine(), (options) => console.log(options[0]?.label));
  return filterOption('byy', { value: field.value }) ? field.value : '';
}

export function previewed(events: ApplicationEvent[], facts: Facts): ApplicationState | null {
  const application: Application = new Desk().open(events, facts.now, { snapshot: null });
  // @ts-expect-error Only a desk makes one.
  new Application();
  // @ts-expect-error Only its events change it.
  application.state = null;
  const foreseen = application.preview('withdraw', { ...facts, version: application.version });
  if (foreseen.refusal === undefined) application.take(foreseen.events, facts.now);
  return application.state;
}
