/** The applicant's pages. */
export const applicant = {
  nav: { files: 'Mes dossiers', organisation: 'Ma structure' },
};
