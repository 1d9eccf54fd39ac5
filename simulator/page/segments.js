// How long a text is on the air: its encoding and its billed parts, as the simulator counts them.

const GSM = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡" +
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const TWICE = new Set("\f^{}\\[~]|€");

/** {segments, encoding}: 160 then 153 septets, or 70 then 67 UTF-16 units. */
export function measure(text) {
  const all = [...text];
  if (all.every((one) => GSM.has(one) || TWICE.has(one)))
    return { encoding: "GSM-7", segments: parts(all, (one) => 1 + TWICE.has(one), 160, 153) };
  return { encoding: "UCS-2", segments: parts(all, (one) => one.length, 70, 67) };
}

/** "2 SMS · UCS-2". */
export const priced = ({ segments, encoding }) => `${segments} SMS · ${encoding}`;

function parts(all, size, alone, together) {
  if (all.reduce((sum, one) => sum + size(one), 0) <= alone) return 1;
  let count = 1;
  let left = together;
  for (const one of all) {
    // A character is never cut in two.
    if (size(one) > left) [count, left] = [count + 1, together];
    left -= size(one);
  }
  return count;
}
