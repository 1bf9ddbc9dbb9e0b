/** The caller broke the contract; `code` and `path` say how and where. Long numbers are masked in the text. */
export class GongkaoError extends Error {
  name = 'GongkaoError';

  constructor(message, code, path) {
    super(message);
    this.code = code;
    this.path = path;
  }
}
