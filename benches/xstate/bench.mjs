// The same table in XState: what one transition takes in Node, beside ours through the browser package.
import { existsSync, readFileSync } from 'node:fs';
import { createMachine, initialTransition, transition } from 'xstate';

const root = new URL('../../', import.meta.url);
const { states, transitions } = JSON.parse(readFileSync(new URL('core/data/generated/henan.procedure.json', root)));

// One event for an action and its outcome, guarded by the role that asks: what of the table is about states.
const machine = createMachine({
  id: 'application',
  initial: 'draft',
  states: Object.fromEntries(
    states.map(({ name }) => {
      const on = {};
      for (const { action, from, to, roles } of transitions.filter((row) => row.from.includes(name))) {
        for (const [outcome, target] of Object.entries(to ?? { done: name })) {
          const row = { target, guard: ({ event }) => roles.includes(event.role) };
          (on[`${action}.${outcome}`] ??= []).push(row);
        }
      }
      return [name, { on }];
    }),
  ),
});

function measured(many, work) {
  for (let at = 0; at < 5_000; at += 1) work();
  const rounds = Array.from({ length: 300 }, () => {
    const start = process.hrtime.bigint();
    for (let at = 0; at < many; at += 1) work();
    return Number(process.hrtime.bigint() - start) / 1_000 / many;
  }).sort((one, other) => one - other);
  return [rounds[150], rounds[297]];
}

function say(name, [median, last]) {
  console.log(`${name.padEnd(58)} ${median.toFixed(2).padStart(10)} ${last.toFixed(2).padStart(10)} µs`);
}

const [first] = initialTransition(machine);
const walk = [
  ['submit.confirm', 'applicant', 'awaiting_confirmation'],
  ['submit.accepted', 'applicant', 'under_review'],
  ['pass.last_stage', 'reviewer', 'approved'],
  ['print_ticket.done', 'applicant', 'ticket_open'],
  ['record_attendance.done', 'administrator', 'examined'],
  ['publish_result.done', 'administrator', 'closed'],
];
const at = walk.reduce((snapshot, [type, role, expected]) => {
  const [next] = transition(machine, snapshot, { type, role });
  if (next.value !== expected) throw new Error(`${type} led to ${next.value}`);
  return next;
}, first);
if (at.value !== 'closed') throw new Error('the walk did not end');

console.log(`\n${'in Node: one transition'.padEnd(58)} ${'median'.padStart(10)} ${'99th'.padStart(10)}`);
let step = 0;
let snapshot = first;
say(
  '  XState 5, the table alone, no event and no digest',
  measured(100, () => {
    const [type, role] = walk[step];
    [snapshot] = transition(machine, snapshot, { type, role });
    step = (step + 1) % walk.length;
    if (step === 0) snapshot = first;
  }),
);

const entry = new URL('bindings-wasm/js/desk/node.js', root);
if (existsSync(new URL('bindings-wasm/pkg/desk_bg.wasm', root))) {
  const { Desk } = await import(entry);
  const desk = new Desk();
  const candidate = { name: '示例', identity_number: '410105198006150019' };
  const facts = (version) => ({
    now: '2022-03-10T09:00:00', version, actor: { id: 'applicant', role: 'applicant' }, verified: candidate,
  });
  const start = { start: { application: 'a', region: '410100', level: 'three', candidate } };
  const { state } = desk.decide(null, start, facts(0));
  say(
    '  ours through WASM: decided, sealed, applied, all as JSON',
    measured(20, () => desk.decide(state, 'withdraw', facts(1))),
  );
} else {
  console.log('  ours through WASM: build it first, `cargo xtask wasm`');
}
