/** What the commands of the adapter kit say besides, in i18next's format. */
export const kitEn = {
  adapterVerify: 'check the certificate of an adapter as the city does',
  adapterRecord: 'write samples out of your own system, every personal value replaced',
  adapterServe: 'play the gateway on this machine, for a program that pushes',
  signers: 'file of the public keys that are trusted (PEM)',
  again: 'run the rules again, too, and compare',
  recordSettings: 'file of the settings of your system (YAML or JSON), as an operator writes them',
  recordMost: 'samples at most; default: 20',
  servePort: 'port on 127.0.0.1; default: a free one',
  serveFault: 'make every other call go wrong: slow, reset, hang, html, 429, 500 or expired',
  typescript: 'write the mapping in TypeScript (mapping.ts) instead of YAML',
  noFolderHere: '{{folder}} is no folder. Give the folder that holds adapter.yaml, adapter.ts or adapter.js.',
  badCount: '{{option}} {{given}} is no whole number from {{least}} to {{most}}.',
  interrupted: 'Stopped before the end; nothing was written.',
  sampleChanges: 'What changes in the samples:',
  sampleLook: 'Look at each file before you keep it: a sample is a promise.',
  keyUnmade: '{{file}} cannot be read or made ({{why}}). Name another file with --key.',
  noSigners:
    '{{file}} holds no public keys (Ed25519, PEM) that can be read. Put the keys the vendors handed over into one file, one after another.',
  noCertificate: '{{file}} cannot be read ({{why}}). Make one with lienthong adapter certify.',
  verified: 'The certificate of {{adapter}} holds: kit {{kit}}, signed {{issuedAt}} by {{fingerprint}}.',
  verifiedAgain: 'The rules come to the same here.',
  noSettings: '{{file}} holds no settings ({{why}}). Write a member for each: {{settings}}.',
  recordNothing:
    'An adapter that is pushed reads nothing: put lines that your program sends into samples/<case>.in.ndjson, without real people.',
  recording: 'pages {{pages}}, items {{items}}',
  recordWritten: 'Written into {{folder}}:',
  recordNone:
    'The system gave no item of which a sample can be made; nothing was written. See what it answers with lienthong adapter test, and the settings.',
  recordReplaced: 'Values replaced: {{number}}, at {{paths}} paths.',
  recordKept: 'Values that stayed, by path. Look through them: no real person may be left.',
  serveRead:
    '{{adapter}} is read by the gateway and pushes nothing: lienthong adapter test plays its software. Only an adapter whose source is push is served.',
  serveTaken: 'Port {{port}} cannot be taken ({{why}}). Give another one with --port, or leave it out.',
  serveFaultUnknown: 'There is no fault {{fault}}. Give --fault one of: {{faults}}.',
  serving: 'A gateway is played at {{url}}/v1/records for {{adapter}}; Ctrl-C ends it. Nothing is kept.\nKey: {{key}}',
  serveTry: 'Try it: {{command}}',
  served:
    'call {{call}}: {{lines}} lines, accepted {{accepted}}, same {{same}}, refused {{refused}}, parked {{parked}}',
  servedFault: 'call {{call}}: the line was made {{fault}}; the next one goes through',
  servedProblem: 'call {{call}}: {{status}} {{detail}}',
} as const;
