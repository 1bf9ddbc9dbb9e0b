/** Files on their way: many at once on the page, one after another underneath. */
import type { Finding } from 'gongkao/types';
import { Problem, send } from '../api';
import { look } from './inspection';
import { say, sentence } from './shell';

export type Status = 'waiting' | 'looking' | 'asking' | 'sending' | 'done' | 'failed' | 'refused';

export interface Item {
  file: File;
  material: string;
  replaces?: number;
  status: Status;
  progress: number;
  findings: Finding[];
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
  ) {}

  add(files: Iterable<File>, material: string, replaces?: number): void {
    for (const file of files) {
      const item: Item = { file, material, status: 'waiting', progress: 0, findings: [], text: '', abort: new AbortController(), accepted: false };
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
    for (let item = this.next(); item; item = this.next()) await this.one(item);
    this.running = false;
    this.changed();
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
      const judged = await look(item.file, item.material, this.title(), item.abort.signal);
      item.findings = judged?.findings.filter((each) => each.severity === 'refuse' || each.severity === 'confirm') ?? [];
      if (judged?.verdict === 'refuse') return to('refused', HEIC.test(item.file.name) ? '请先转为 jpg 格式。' : '');
      if (judged?.verdict === 'confirm') return to('asking');
    }
    to('sending', '正在上传');
    try {
      await send(this.address(item), item.file, item.file.name, (sent) => {
        item.progress = sent;
        this.changed();
      }, item.abort.signal);
      this.items = this.items.filter((each) => each !== item);
      say(`${item.file.name} 已上传`);
      await this.sent(item);
    } catch (error) {
      const judged = error instanceof Problem ? error.body.upload : undefined;
      if (judged && !(error as Problem).body.refusal) {
        item.findings = judged.findings.filter((each) => each.severity === 'refuse' || each.severity === 'confirm');
        return to(judged.verdict === 'refuse' ? 'refused' : 'asking');
      }
      if (error instanceof Problem && error.isStale && item.progress !== -1) {
        // Another file came in between, perhaps by phone: once more, against what is there now.
        item.progress = -1;
        await this.sent(item);
        return to('waiting');
      }
      to(error instanceof Problem && error.body.refusal ? 'refused' : 'failed', sentence(error));
    }
  }
}
