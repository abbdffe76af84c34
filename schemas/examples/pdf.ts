/** A text as a PDF string in WinAnsi: Latin-1 passes, anything else becomes a question mark. */
const pdfString = (text: string): string =>
  [...text.replaceAll('’', "'")]
    .map((character) => {
      const code = character.codePointAt(0) ?? 63;
      if ('()\\'.includes(character)) return `\\${character}`;
      if (code >= 32 && code < 127) return character;
      return code >= 160 && code <= 255 ? `\\${code.toString(8)}` : '?';
    })
    .join('');

/** A whole, valid one-page PDF with `title` on it: a document to attach in demonstrations and tests. */
export const examplePdf = (title: string): Uint8Array<ArrayBuffer> => {
  const content = `BT /F1 18 Tf 60 770 Td (${pdfString(title)}) Tj 0 -28 Td /F1 11 Tf (Document d'exemple) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  file += `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return new TextEncoder().encode(file);
};
