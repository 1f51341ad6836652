/*
 * Consoles of Windows write the OEM code page of their language. The runtime decodes some of them; the single-byte ones
 * of western and central Europe stand here, their upper halves as [MS-UCODEREF] and the Unicode consortium map them.
 */
const upperHalves: Readonly<Record<number, string>> = {
  437:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀' +
    'αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  850:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀' +
    'ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
  852:
    'ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀' +
    'ÓßÔŃńňŠšŔÚŕŰýÝţ´\u00ad˝˛ˇ˘§÷¸°¨˙űŘř■\u00a0',
};

/** Code pages that the runtime decodes, by the names of the Encoding Standard. */
const encodings: Readonly<Record<number, string>> = {
  866: 'ibm866',
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  65001: 'utf-8',
};

/**
 * The text of bytes that a console of Windows wrote: UTF-16 or UTF-8 where they say or show it, else the OEM code page.
 * Null for a code page that is not known here.
 */
export function oemText(octets: Uint8Array, codePage: number): string | null {
  if (octets[0] === 0xff && octets[1] === 0xfe) return new TextDecoder('utf-16le').decode(octets);
  const utf8 = strictUtf8(octets);
  if (utf8 !== null) return utf8;
  const encoding = encodings[codePage];
  if (encoding !== undefined) return new TextDecoder(encoding).decode(octets);
  const upper = upperHalves[codePage];
  if (upper === undefined) return null;
  return Array.from(octets, (octet) =>
    octet < 0x80 ? String.fromCharCode(octet) : (upper[octet - 0x80] ?? '\ufffd'),
  ).join('');
}

/** Text of another code page is hardly ever UTF-8 by chance. */
function strictUtf8(octets: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets);
  } catch {
    return null;
  }
}
