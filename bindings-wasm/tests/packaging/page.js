// What a page of a stranger's would write; bundled, or as it stands with the package's files beside it.
import { Engine, init } from 'gongkao';
import { Desk, init as initDesk } from 'gongkao/desk';
import { init as initInspect, inspect } from 'gongkao/inspect';
import { inspectInWorker } from 'gongkao/inspect/worker';
import * as legacy from 'gongkao/legacy';
import 'gongkao/element';

try {
  await Promise.all([init(), initDesk(), initInspect(), legacy.init()]);
  const file = new Blob(['%PDF-1.7']);
  document.title = JSON.stringify([
    new Engine().search('byy')[0].name,
    new legacy.Engine().search('byy')[0].name,
    new Desk().checkPassword('a', 'b').length > 0,
    inspect(await file.arrayBuffer()).kind,
    (await inspectInWorker(file)).kind,
    customElements.get('gongkao-work-type') !== undefined,
  ]);
} catch (error) {
  document.title = `failed: ${error?.stack}`;
}
