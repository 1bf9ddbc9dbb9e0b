/** The frame around every view: who is signed in, what time it is in China, and the way around. */
import { html, render, type TemplateResult } from 'lit-html';
import { api, type Me, Problem } from '../api';
import { role, time } from '../words';

export let me: Me = { now: '', demonstration: false };

export async function refreshMe(): Promise<void> {
  me = await api.me();
}

const PLACES: Record<string, [string, string][]> = {
  applicant: [
    ['#/', '我的报名'],
    ['#/real-name', '实名认证'],
  ],
  unit_officer: [['#/desk', '审核台']],
  reviewer: [['#/desk', '审核台']],
  administrator: [
    ['#/desk', '审核台'],
    ['#/administration', '管理台'],
  ],
};

/** Shows a view. The heading gets the focus, so that a screen reader starts there. */
export function show(title: string, view: TemplateResult, wide = false): void {
  const places = me.account ? (PLACES[me.account.role] ?? []) : [];
  document.title = `${title} · 工考网上报名`;
  render(
    html`<header class="top">
        <p class="brand"><a href="#/">工考网上报名</a></p>
        <nav aria-label="主菜单">
          ${places.map(
            ([place, name]) => html`<a href=${place} aria-current=${location.hash === place ? 'page' : 'false'}>${name}</a>`,
          )}
          ${me.account
            ? html`<span class="who">${me.account.name ?? me.account.username}（${role(me.account.role)}）</span>
                <button class="plain" @click=${logout}>退出</button>`
            : html`<a href="#/login">登录</a> <a href="#/register">注册</a>`}
        </nav>
      </header>
      ${me.demonstration
        ? html`<p class="demonstration">
            演示环境：人员、单位和证书均为虚构，短信和实名认证由本系统代替。演示时间 ${time(me.now)}（北京时间）
          </p>`
        : ''}
      <main id="main" class=${wide ? 'wide' : ''} tabindex="-1">
        <h1 tabindex="-1">${title}</h1>
        ${view}
      </main>`,
    document.querySelector('#app') as HTMLElement,
  );
}

/** Puts the focus on the heading, after a move to another view. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>('h1')?.focus();
}

/** Says something to a screen reader, without moving anything. */
export function say(text: string): void {
  const live = document.querySelector('#live');
  if (live) live.textContent = text;
}

async function logout(): Promise<void> {
  await api.logout();
  await refreshMe();
  location.hash = '#/login';
}

/** What went wrong, in words. */
export function sentence(error: unknown): string {
  if (error instanceof Problem) return error.message;
  console.error(error);
  return '页面出现错误，请刷新后再试。';
}
