/** Which view is shown: the address after `#` says it. */
import 'gongkao/element';
import { focusHeading, me, refreshMe, sentence, show } from './parts/shell';
import { html } from 'lit-html';
import { administration } from './views/administration';
import { api } from './api';
import { learn } from './words';
import { application } from './views/application';
import { check } from './views/check';
import { desk } from './views/desk';
import { form } from './views/form';
import { home } from './views/home';
import { login } from './views/login';
import { materials } from './views/materials';
import { realName } from './views/real-name';
import { register } from './views/register';
import { review } from './views/review';
import { ticket } from './views/ticket';

type View = (...parts: string[]) => Promise<void>;

const VIEWS: [RegExp, View][] = [
  [/^$/, home],
  [/^login$/, login],
  [/^register$/, register],
  [/^real-name$/, realName],
  [/^application\/(\w+)$/, application],
  [/^application\/(\w+)\/form(?:\/([\w-]+))?$/, form],
  [/^application\/(\w+)\/materials(?:\/(\w+))?$/, materials],
  [/^application\/(\w+)\/check$/, check],
  [/^application\/(\w+)\/ticket$/, ticket],
  [/^desk$/, desk],
  [/^desk\/(\w+)$/, review],
  [/^administration$/, administration],
];
const words = api.words().then(learn);
const WITHOUT_ACCOUNT = /^(login|register)$/;

async function route(): Promise<void> {
  const path = location.hash.replace(/^#\/?/, '');
  try {
    await refreshMe();
    await words;
    if (!me.account && !WITHOUT_ACCOUNT.test(path)) {
      location.hash = '#/login';
      return;
    }
    if (me.account && me.account.role !== 'applicant' && path === '') {
      location.hash = '#/desk';
      return;
    }
    for (const [pattern, view] of VIEWS) {
      const parts = pattern.exec(path);
      if (parts) {
        await view(...parts.slice(1));
        // An address that names a place on the page has the focus there.
        if (!parts[2]) focusHeading();
        return;
      }
    }
    show('没有这个页面', html`<p><a href="#/">回到首页</a></p>`);
  } catch (error) {
    show('暂时无法显示', html`<p class="error">${sentence(error)}</p><p><a href="#/">回到首页</a></p>`);
  }
}

document.documentElement.setAttribute('data-runs', '');
addEventListener('hashchange', () => void route());
void route();
