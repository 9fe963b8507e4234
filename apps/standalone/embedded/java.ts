/** The command that runs Java with these arguments and passes file names as UTF-8, whatever the locale (none in a service). */
export function javaCommand(args: string[]): { program: string; args: string[] } {
  if (process.platform !== 'linux') return { program: 'java', args };
  return { program: 'env', args: ['LC_ALL=C.UTF-8', 'java', ...args] };
}
