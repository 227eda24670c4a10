/* The number of an act: a UUID of version 7, so that acts sort in the order in which they were handed in. */

export function actId(now = Date.now()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let place = 5, left = now; place >= 0; place--, left = Math.floor(left / 256)) {
    bytes[place] = left % 256;
  }
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

// The millisecond in which a number was made.
export const momentOf = (id) => parseInt(id.replace("-", "").slice(0, 12), 16);
