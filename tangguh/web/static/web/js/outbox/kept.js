/* The pages that are kept for the field. The server marks them with the one person for whom they may be. */

const FIELD = "field-";
const MARK = "X-Field-Page";
const MOST = 200;
export const LOOSELY = { ignoreSearch: true, ignoreVary: true };

const fieldCaches = async () => (await caches.keys()).filter((name) => name.startsWith(FIELD));

// Keeps an answer if it is marked; whatever was kept for somebody else goes.
export async function keepPage(url, answer) {
  const person = answer.ok && !answer.redirected && answer.headers.get(MARK);
  if (!person) return false;
  await clearKept({ except: person });
  const kept = await caches.open(FIELD + person);
  await kept.put(url, answer);
  const pages = await kept.keys();
  await Promise.all(pages.slice(0, Math.max(0, pages.length - MOST)).map((page) => kept.delete(page)));
  return true;
}

// Fetches a page to keep it; whether it is kept now. What is no longer open to the person is let go.
export async function take(url) {
  try {
    const answer = await fetch(url, { cache: "no-store" });
    if (answer.status === 403 || answer.status === 404) await letGo(url);
    return await keepPage(url, answer);
  } catch {
    return false;
  }
}

export async function keptPage(url) {
  for (const name of await fieldCaches()) {
    const page = await (await caches.open(name)).match(url, LOOSELY);
    if (page) return page;
  }
  return undefined;
}

export async function keptUrls() {
  const found = [];
  for (const name of await fieldCaches()) found.push(...(await (await caches.open(name)).keys()));
  return found.map((request) => request.url);
}

async function letGo(url) {
  for (const name of await fieldCaches()) await (await caches.open(name)).delete(url, LOOSELY);
}

export async function clearKept({ except = "" } = {}) {
  const others = (await fieldCaches()).filter((name) => name !== FIELD + except);
  await Promise.all(others.map((name) => caches.delete(name)));
}
