/** What both entries export. */

export { Catalogue } from './catalogue.js';
export { Engine } from './engine.js';
export { GongkaoError } from './error.js';
export { SearchIndex, SearchSession, filterOption } from './search.js';
