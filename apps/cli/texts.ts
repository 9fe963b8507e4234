/** What the commands say. Every text that ends a command says what to do next. */
export const texts = {
  about: 'Liên Thông: connects the one-stop software of a city and proves that nothing was lost.',
  notRunning: (folder: string) =>
    `No running installation was found in ${folder}. Start one with npm start, or name one with --url and --token.`,
  stopped: (folder: string, pid: number) =>
    `The installation of ${folder} (process ${pid}) is not running any more. Start it with npm start, or name one with --url.`,
  noToken: (file: string) =>
    `There is no sign-in token in ${file}. Give it with --token, or start the installation once with npm start.`,
  badPlace: (file: string) =>
    `${file} is not readable. Stop the installation, delete the file, and run npm start again.`,
  badUrl: (url: string) => `${url} is not an address such as http://127.0.0.1:8080. Correct --url.`,
  noAnswer: (url: string, why: string) =>
    `${url} does not answer (${why}). See whether npm start still runs and what it printed last; lienthong doctor checks the rest.`,
  late: (url: string) => `${url} did not answer in time. See lienthong doctor, then run the command again.`,
  refused: (url: string) =>
    `${url} does not take this token. Use the one npm start printed (file "token" of its data folder), or give --token.`,
  noFolder: (folder: string) => `${folder} cannot be read as a folder. Give the folder of the logs with --dir.`,
  noLogs: (folder: string) => `${folder} holds no *.xes or *.xes.gz file. Give the folder of the logs with --dir.`,
  sameCode: (code: string, files: string) =>
    `The files ${files} give the same system code ${code}. Rename one of them, so that each has a code of its own.`,
  stuck: (seconds: number, systems: string) =>
    `Nothing moved for ${seconds} s; not finished: ${systems}. Look at the last lines of npm start and at lienthong ledger, ` +
    'then run the command again: what is stored is not read twice.',
  failing: (system: string, error: string) =>
    `System ${system} cannot be read: ${error} Correct that, then run the command again.`,
  unbalanced: 'The ledger does not balance. Run lienthong ledger to see each difference by id.',
  parked: (count: number) => `${count} records are parked; see each cause at GET /v1/parked.`,
  noFile: (file: string, why: string) =>
    `${file} cannot be read (${why}). Give a YAML file with -f, or - for standard input.`,
  notYaml: (file: string, why: string) => `${file} is not valid YAML: ${why}. Correct it and run the command again.`,
  notSystems: (file: string, place: string) =>
    `${file}: ${place}. Write a list of systems, each with code, name, adapter and settings.`,
  noMode: (mode: string, modes: string) => `A district cannot be ${mode}. Give --how one of: ${modes}.`,
  noDemo: (folder: string) => `${folder} holds no demo city; nothing was removed. Name its folder with --data-dir.`,
  stillRunning: (folder: string) =>
    `The installation of ${folder} is running. Stop it with Ctrl-C, then run the command again.`,
  notSure: (folder: string) =>
    `This removes everything in ${folder} that npm start has made: dossiers, keys, the city. Run it again with --yes.`,
  removed: (folder: string) => `${folder} is empty; npm start begins from nothing.`,
  failed: (count: number) => `${count} of the systems were not applied; correct them and run the command again.`,
} as const;
