/** A portal on each store, with an administrator at her desk, for the walks of one file. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { browser, keep, papers, person, serve } from './portal.js';
import { postgresql } from './postgresql.js';

export const PHONE = { width: 360, height: 760 };
const DESKTOP = { width: 1280, height: 900 };
const STORES = (process.env.PORTAL_TEST_STORES ?? 'sqlite postgresql').split(' ');

/**
 * Describes the walks on each store. `at` has what they need once they run: `chrome`, `portal`, `admin`, `kind`, the `size` of an
 * applicant's window, `photo()` for another photo each time, and the `thesis`.
 */
export function onEachStore(describeWalks) {
  for (const kind of STORES) {
    // The applicants sit at a desk with one store, and hold a phone with the other.
    const at = { kind, size: kind === 'sqlite' ? DESKTOP : PHONE };
    describe(`on ${kind}`, () => {
      let store;
      let paper;
      let next = 0;
      before(async () => {
        [at.chrome, paper, store] = await Promise.all([browser(), papers(16), kind === 'postgresql' ? postgresql() : {}]);
        at.thesis = paper.thesis;
        at.photo = () => paper.photos[next++];
        at.portal = await serve(store.store);
        at.admin = await person(at.chrome, at.portal);
        await at.admin.login('guanli');
      });
      after(async () => {
        await at.chrome?.close();
        await at.portal?.stop();
        await store?.stop?.();
        paper?.drop();
        assert.deepEqual(at.admin?.wrong ?? [], []);
      });
      describeWalks(at, (name, steps) => test(name, () => walk(at, name, steps)));
    });
  }
}

/** Leaves pictures of every open page where it fails. */
async function walk({ chrome, kind }, name, steps) {
  try {
    await steps();
  } catch (error) {
    const pages = chrome.contexts().flatMap((context) => context.pages());
    await Promise.all(pages.map((page, at) => keep(page, `failed-${kind}-${name.slice(0, 12)}-${at}`).catch(() => undefined)));
    throw error;
  }
}
