/** The module of rules and search, behind every engine, catalogue and index. */

import start, { initSync } from '../pkg/gongkao.js';

import { Module } from './module.js';

export const rules = new Module(start, initSync, 'the first engine is made');
