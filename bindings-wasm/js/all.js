/** What both entries export. */

export { Application } from './application.js';
export { Catalogue } from './catalogue.js';
export { Desk, Tally } from './desk.js';
export { Engine } from './engine.js';
export { GongkaoError } from './error.js';
export { initSync } from './module.js';
export { SearchIndex, SearchSession, filterOption } from './search.js';
