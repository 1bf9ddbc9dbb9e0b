/** 报名地市和申报级别的选择 */
import { html, type TemplateResult } from 'lit-html';
import { choices, known, LEVELS } from '../words';

export const regionOptions = (chosen?: string): TemplateResult[] =>
  Object.entries(known.regions).map(([code, name]) => html`<option value=${code} ?selected=${code === chosen}>${name}</option>`);

export const levelOptions = (chosen?: string): TemplateResult[] =>
  choices('level', LEVELS).map(([level, name]) => html`<option value=${level} ?selected=${level === chosen}>${name}</option>`);
