import { compareCoordinates, formatCoordinate, parseCoordinate } from './coordinate';

describe(parseCoordinate.name, () => {
  it('reads what was written, and refuses the rest', () => {
    const coordinate = { generation: 1, partition: 7, offset: 30518 };
    expect(parseCoordinate(formatCoordinate(coordinate))).toEqual(coordinate);
    for (const text of ['', '1/2', '1/2/x', '1/2/-3', '1/2/9999999999999999'])
      expect(() => parseCoordinate(text)).toThrow('coordinate');
  });
});

describe(compareCoordinates.name, () => {
  it('goes by generation, partition, offset as numbers', () => {
    const sorted = ['1/2/9', '1/2/10', '1/10/1', '2/0/0'];
    expect([...sorted].reverse().map(parseCoordinate).sort(compareCoordinates).map(formatCoordinate)).toEqual(sorted);
  });
});
