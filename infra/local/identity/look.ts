/** Style of the sign-in pages; they load nothing from elsewhere. */
export const style = `
:root { color-scheme: light; --ink: #1d2b28; --deep: #16443c; --paper: #fff; --ground: #f4f6f3; --line: #b9c4bf; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1.0625rem/1.5 system-ui, sans-serif; }
main { max-width: 38rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .75rem; }
h2 { font-size: 1.125rem; margin: 2rem 0 .75rem; }
.note { border-left: .25rem solid var(--deep); padding: .5rem 1rem; background: var(--paper); }
.fault { border-left: .25rem solid #a3200d; padding: .5rem 1rem; background: var(--paper); }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .5rem; }
summary { cursor: pointer; margin: .75rem 0; color: var(--deep); text-decoration: underline; }
button { font: inherit; cursor: pointer; border-radius: .375rem; border: 1px solid var(--line); }
.person { display: block; width: 100%; text-align: left; padding: .75rem 1rem; background: var(--paper); color: inherit; }
.person:hover { border-color: var(--deep); background: #eef3f0; }
.person strong { display: block; }
.person span { color: #47544f; font-size: .9375rem; overflow-wrap: anywhere; }
.primary { background: var(--deep); border-color: var(--deep); color: #fff; padding: .625rem 1.25rem; }
label { display: block; font-weight: 600; margin-top: 1rem; }
input { font: inherit; width: 100%; padding: .5rem .75rem; border: 1px solid #5c6a65; border-radius: .375rem; }
form .primary { margin-top: 1.25rem; }
:focus-visible { outline: 3px solid #c65d00; outline-offset: 2px; }
nav { text-align: right; }
a { color: var(--deep); }
`;

/** Ends the session without a second question; the page has a button for whoever runs no scripts. */
export const script = `document.querySelector('form').requestSubmit(document.querySelector('button'));`;
