import type { Operations } from '../http.ts';
import { printLetter } from '../print-letter.ts';
import type { StorePorts } from '../store/ports.ts';
import { ownFile } from './access.ts';

export const letterOperations = (ports: StorePorts): Pick<Operations<'applicant'>, 'getLetterPdf'> => ({
  async getLetterPdf({ params, person }) {
    return printLetter(ports, await ownFile(ports, person, params.applicationId), params.seq);
  },
});
