import { ConsoleLogger } from '@nestjs/common';

/** What Nest tells of its own wiring at every start. */
const WIRING = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
  'NestMicroservice',
]);

/**
 * One JSON object a line on stderr: level, time, context, message. Stdout stays for what a program prints as its answer.
 * Texts never hold values of a dossier: a fault names system, place and rule.
 */
export class JsonLogger extends ConsoleLogger {
  constructor() {
    super({ json: true, colors: false, logLevels: ['log', 'warn', 'error', 'fatal'] });
  }

  protected override printMessages(
    messages: unknown[],
    context?: string,
    level: 'log' | 'warn' | 'error' | 'fatal' | 'debug' | 'verbose' = 'log',
  ): void {
    if (level === 'log' && WIRING.has(context ?? '')) return;
    for (const message of messages) this.write({ level, context, message });
  }

  protected override printStackTrace(stack?: string): void {
    if (stack !== undefined) this.write({ level: 'error', stack });
  }

  private write(line: Record<string, unknown>): void {
    process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), ...line })}\n`);
  }
}
