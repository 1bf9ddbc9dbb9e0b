// What the cases use of `node:fs`, in a page: files come from the server, at once.
export function readFileSync(url, encoding) {
  const request = new XMLHttpRequest();
  request.open('GET', url, false);
  // Every byte as a character, for a page may not ask for bytes at once.
  request.overrideMimeType('text/plain; charset=x-user-defined');
  request.send();
  if (request.status !== 200) throw new Error(`${url}: ${request.status}`);
  const bytes = Uint8Array.from(request.responseText, (character) => character.charCodeAt(0) & 0xff);
  return encoding ? new TextDecoder().decode(bytes) : bytes;
}

export const readdirSync = (url) => JSON.parse(readFileSync(url, 'utf8'));
export const existsSync = () => true;
