/** Files on their way: many at once on the page, one after another underneath. */
import type { Finding } from 'gongkao/types';
import { Problem, received, send } from '../api';
import { digestOf, look } from './inspection';
import { carryOn } from './patience';
import { say, sentence } from './shell';

export type Status = 'waiting' | 'looking' | 'asking' | 'sending' | 'paused' | 'done' | 'failed' | 'refused';

export interface Item {
  file: File;
  material: string;
  replaces?: number;
  status: Status;
  progress: number;
  findings: Finding[];
  /** Of the whole file, where the page could read it: by it a sending that broke off goes on. */
  digest?: string;
  /** How much of it was there when it was last gone on with. */
  reached: number;
  /** Whether it was tried once more because something else had come in between. */
  again: boolean;
  text: string;
  abort: AbortController;
  accepted: boolean;
}

const HEIC = /\.(heic|heif)$/i;

export class Queue {
  items: Item[] = [];
  private running = false;

  /** `address` says where an item goes; `changed` draws; `sent` takes the version the application now has. */
  constructor(
    private readonly address: (item: Item) => string,
    private readonly title: () => string | undefined,
    private readonly changed: () => void,
    private readonly sent: (item: Item) => Promise<void>,
    /** Whether a file of this digest is there for the item's material: the answer that said so may have been lost. */
    private readonly isThere: (item: Item, digest: string) => boolean = () => false,
  ) {}

  add(files: Iterable<File>, material: string, replaces?: number): void {
    for (const file of files) {
      const item: Item = { file, material, status: 'waiting', progress: 0, findings: [], reached: 0, again: false, text: '', abort: new AbortController(), accepted: false };
      if (replaces !== undefined) item.replaces = replaces;
      this.items.push(item);
    }
    void this.run();
  }

  /** Sends it all the same, once the advice was read. */
  accept(item: Item): void {
    item.accepted = true;
    item.status = 'waiting';
    void this.run();
  }

  retry(item: Item): void {
    item.status = 'waiting';
    item.again = false;
    item.abort = new AbortController();
    void this.run();
  }

  drop(item: Item): void {
    item.abort.abort();
    this.items = this.items.filter((each) => each !== item);
    this.changed();
  }

  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      for (let item = this.next(); item; item = this.next()) await this.one(item);
    } finally {
      this.running = false;
      this.changed();
    }
  }

  private next(): Item | undefined {
    return this.items.find((each) => each.status === 'waiting');
  }

  private async one(item: Item): Promise<void> {
    const to = (status: Status, text = '') => {
      Object.assign(item, { status, text });
      this.changed();
    };
    if (!item.accepted) {
      to('looking', '正在检查');
      const { report, judged } = (await look(item.file, item.material, this.title(), item.abort.signal)) ?? {};
      const digest = report?.digest ?? (await digestOf(item.file));
      if (digest) item.digest = digest;
      item.findings = judged?.findings.filter((each) => each.severity === 'refuse' || each.severity === 'confirm') ?? [];
      if (judged?.verdict === 'refuse') return to('refused', HEIC.test(item.file.name) ? '请先转为 jpg 格式。' : '');
      if (judged?.verdict === 'confirm') return to('asking');
    }
    const onItsWay = (sent: number) => {
      item.progress = sent;
      this.changed();
    };
    try {
      await carryOn(
        async () => {
          to('sending', '正在上传');
          const start = item.digest ? await received(this.address(item), item.digest) : 0;
          item.reached = start;
          const sending = { path: this.address(item), ...item, name: item.file.name, progress: onItsWay, signal: item.abort.signal };
          await send({ ...sending, start }).catch((error) => {
            // What had come is too old by now.
            if (!(error instanceof Problem && error.body.code === 'file/part-gone')) throw error;
            return send({ ...sending, start: 0 });
          });
        },
        () => item.reached,
        () => to('paused', '网络中断，恢复后自动接着上传'),
        item.abort.signal,
      );
      await this.arrived(item);
    } catch (error) {
      const judged = error instanceof Problem ? error.body.upload : undefined;
      if (judged && !(error as Problem).body.refusal) {
        item.findings = judged.findings.filter((each) => each.severity === 'refuse' || each.severity === 'confirm');
        return to(judged.verdict === 'refuse' ? 'refused' : 'asking');
      }
      if (error instanceof Problem && error.isStale && !item.again) {
        // Another file came in between, perhaps by phone, or this one and its answer was lost: once more, against what is there now.
        item.again = true;
        const isNew = await this.refreshed(item);
        return isNew && item.digest && this.isThere(item, item.digest) ? this.arrived(item) : to('waiting');
      }
      to(error instanceof Problem && error.body.refusal ? 'refused' : 'failed', sentence(error));
    }
  }

  private async arrived(item: Item): Promise<void> {
    this.items = this.items.filter((each) => each !== item);
    say(`${item.file.name} 已上传`);
    await this.refreshed(item);
  }

  /** Whether the page shows what is there now; a network that is away keeps it as it is. */
  private refreshed(item: Item): Promise<boolean> {
    return carryOn(() => this.sent(item), () => 0, () => undefined, item.abort.signal).then(
      () => true,
      () => false,
    );
  }
}
