import { BadRequestException, HttpException, NotFoundException, type ArgumentsHost } from '@nestjs/common';
import { Fault, faults } from '@lienthong/canonical';
import { ProblemFilter, problemOf } from './problem-filter';

const SECRET = 'Nguyễn Văn An 001099012345';
const driver = (code: string): Error => Object.assign(new Error(`value ${SECRET}`), { code });

describe(ProblemFilter.name, () => {
  it.each([
    [
      'a setting that is refused',
      new Fault('LT-CONFIG-1', 'Settings of a: port: must be a number.'),
      400,
      'LT-CONFIG-1',
    ],
    ['what contradicts what is stored', new Fault('LT-CONFIG-3', 'The adapter cannot change.'), 409, 'LT-CONFIG-3'],
    ['an adapter that is not installed', new Fault('LT-ADAPTER-3', 'There is none.'), 400, 'LT-ADAPTER-3'],
    ['a server that is away', new Fault('LT-KAFKA-1', 'Kafka does not answer.'), 503, 'LT-KAFKA-1'],
    ['a wrong master key', new Fault('LT-KEY-1', 'Another master key.'), 500, 'LT-KEY-1'],
    ['sealed data that was altered', new Fault('LT-KEY-2', 'Not those that were sealed.'), 500, 'LT-KEY-2'],
    ['a database that is away', driver('57P01'), 503, 'LT-DB-1'],
    ['a connection that broke', driver('ECONNREFUSED'), 503, 'LT-DB-1'],
    [
      'a broker that is away',
      Object.assign(new Error(`of ${SECRET}`), { name: 'KafkaJSConnectionError' }),
      503,
      'LT-KAFKA-1',
    ],
    ['a value PostgreSQL refuses', driver('22021'), 400, 'LT-DB-3'],
    [
      'a body that is not JSON',
      Object.assign(new SyntaxError(`Unexpected token in ${SECRET}`), { statusCode: 400 }),
      400,
      'LT-HTTP-400',
    ],
    ['an unknown id', new NotFoundException('There is no dossier of that id.'), 404, 'LT-HTTP-404'],
    ['a defect', new TypeError(`cannot read ${SECRET}`), 500, 'LT-HTTP-500'],
    ['something that is no error', SECRET, 500, 'LT-HTTP-500'],
  ])('tells %s', (_, error, status, code) => {
    const problem = problemOf(error);
    expect(problem).toMatchObject({ status, code, type: `urn:lienthong:fault:${code}` });
    expect(Object.keys(problem).sort()).toEqual(['code', 'detail', 'remedy', 'status', 'title', 'type']);
    expect(JSON.stringify(problem)).not.toContain('Nguyễn');
    expect(JSON.stringify(problem)).not.toContain('001099012345');
  });

  it('tells what a code means in the language of the caller, and the place in English', () => {
    const english = problemOf(new Fault('LT-KAFKA-1', 'Kafka does not answer at 10.0.0.1.'));
    expect(english).toMatchObject({ title: faults['LT-KAFKA-1'].about, remedy: faults['LT-KAFKA-1'].remedy });
    expect(problemOf(new Fault('LT-KAFKA-1', 'Kafka does not answer at 10.0.0.1.'), 'vi')).toEqual({
      ...english,
      title: 'Không kết nối được với Kafka, hoặc Kafka không trả lời kịp thời hạn.',
      remedy: 'Kiểm tra KAFKA_BROKERS và mạng; khi Kafka trả lời, vai sẽ tự chạy tiếp.',
    });
  });

  it('answers in the language that is asked for, and says which it is', () => {
    const headers: Record<string, string> = {};
    const sent: string[] = [];
    const reply = {
      status: () => reply,
      header: (name: string, value: string) => ((headers[name] = value), reply),
      send: (body: string) => sent.push(body),
    };
    const request = { headers: { 'accept-language': 'vi-VN, en;q=0.5' } };
    const host = {
      getType: () => 'http',
      switchToHttp: () => ({ getRequest: () => request, getResponse: () => reply }),
    } as unknown as ArgumentsHost;
    new ProblemFilter().catch(new NotFoundException('There is no dossier of that id.'), host);
    expect(headers).toMatchObject({ 'content-language': 'vi', vary: 'accept-language' });
    expect(JSON.parse(sent[0] ?? '')).toMatchObject({
      title: 'Không có nội dung này, hoặc nội dung nằm ngoài phạm vi tài khoản được xem.',
      detail: 'There is no dossier of that id.',
    });
  });

  it('gives a status without a code of its own that of its class', () => {
    expect(problemOf(new HttpException('Not now.', 418))).toMatchObject({ status: 418, code: 'LT-HTTP-400' });
    expect(problemOf(new HttpException('Not now.', 507))).toMatchObject({ status: 507, code: 'LT-HTTP-500' });
  });

  it('repeats no address that was asked for', () => {
    expect(problemOf(new NotFoundException(`Cannot GET /v1/${SECRET}`)).detail).toBe('There is no such route.');
  });

  it('names every refused member of a body', () => {
    const error = new BadRequestException({
      message: ['name must be a string', 'limit must not be greater than 200'],
      error: 'Bad Request',
    });
    expect(problemOf(error).detail).toBe('name must be a string; limit must not be greater than 200.');
  });

  it('keeps what a health check found', () => {
    const { status, detail } = problemOf(new HttpException({ database: 'ok', kafka: 'away' }, 503));
    expect({ status, detail }).toEqual({ status: 503, detail: 'database: ok, kafka: away' });
  });
});
