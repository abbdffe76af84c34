/** An error as S3 answers it. */
export class S3Fault extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  toXml(): string {
    const text = this.message.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`);
    return `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${this.code}</Code><Message>${text}</Message></Error>`;
  }
}
