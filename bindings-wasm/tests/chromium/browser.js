// The browser that the tests drive.
import { existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

import { chromium } from 'playwright-core';

/** `cargo xtask test` says which; a name alone is looked for where programs are. */
export function launch() {
  const { GONGKAO_BROWSER: named = 'chromium', PATH = '' } = process.env;
  const places = PATH.split(delimiter).map((folder) => join(folder, named));
  const executablePath = isAbsolute(named) ? named : places.find((file) => existsSync(file));
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
}
