/**
 * The look of Cognito's sign-in pages: colours and corners of our own pages (frontend/styles), as eight hexadecimal digits
 * each. What is not named here stays as Cognito has it. Names are those of AWS's example for `update-managed-login-branding`.
 * Light alone: our pages have no dark look.
 */

const ink = '1e2624ff';
const soft = '56605cff';
const green = '16443cff';
const deepGreen = '0d322cff';
const paleGreen = 'e3eee9ff';
const paper = 'fbf8f2ff';
const surface = 'ffffffff';
const line = '7c786eff';
const focus = '1a5fb4ff';
const danger = 'a3201dff';
const paleDanger = 'fbe8e6ff';

const filled = (backgroundColor: string) => ({ backgroundColor, textColor: surface });
const outlined = (backgroundColor: string, textColor: string) => ({
  backgroundColor,
  borderColor: textColor,
  textColor,
});
const light = <T>(lightMode: T) => ({ lightMode });

export const loginStyle = {
  categories: { global: { colorSchemeMode: 'LIGHT' } },
  componentClasses: {
    buttons: { borderRadius: 6 },
    focusState: light({ borderColor: focus }),
    input: { borderRadius: 6, ...light({ defaults: { backgroundColor: surface, borderColor: line } }) },
    inputDescription: light({ textColor: soft }),
    inputLabel: light({ textColor: ink }),
    link: light({ defaults: { textColor: green }, hover: { textColor: deepGreen } }),
    optionControls: light({
      defaults: { backgroundColor: surface, borderColor: line },
      selected: { backgroundColor: green, foregroundColor: surface },
    }),
  },
  components: {
    alert: { borderRadius: 6, ...light({ error: { backgroundColor: paleDanger, borderColor: danger } }) },
    form: { borderRadius: 6, ...light({ backgroundColor: surface, borderColor: line }) },
    // A picture of Cognito's own stands there otherwise.
    pageBackground: { image: { enabled: false }, ...light({ color: paper }) },
    pageText: light({ bodyColor: ink, descriptionColor: soft, headingColor: ink }),
    primaryButton: light({ defaults: filled(green), hover: filled(deepGreen), active: filled(deepGreen) }),
    secondaryButton: light({
      defaults: outlined(surface, green),
      hover: outlined(paleGreen, deepGreen),
      active: outlined(paleGreen, deepGreen),
    }),
  },
};
