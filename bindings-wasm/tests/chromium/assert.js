// What the cases use of `node:assert/strict`, in a page.
function ok(value, message = 'not true') {
  if (!value) throw new Error(message);
}

function same(one, other) {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => Object.hasOwn(other, key) && same(one[key], other[key]));
}

function deepEqual(one, other, message) {
  ok(same(one, other), message ?? `${JSON.stringify(one)} is not ${JSON.stringify(other)}`);
}

export default { ok, deepEqual };
