import { describe, expect, it } from '@jest/globals';
import { enter, type Player, playableMs, playingOf } from './players.ts';

const start = new Date('2026-03-02T23:50:00Z');
const at = (seconds: number) => new Date(start.getTime() + seconds * 1_000);
const laptop = { sessionId: 'laptop', enrolmentId: 'e1' };
const phone = { sessionId: 'phone', enrolmentId: 'e1' };
const other = { sessionId: 'laptop', enrolmentId: 'e2' };
const entered = (...entries: [who: typeof laptop, second: number][]) =>
  entries.reduce<readonly Player[]>((players, [who, second]) => enter(players, who, at(second)), []);

describe('one player at a time', () => {
  it('plays from its entering on, over midnight too', () => {
    expect(playingOf(entered([laptop, 0]), laptop, at(1_200))).toEqual({
      from: at(0),
      until: at(1_200),
      takenOverAt: null,
    });
  });

  it.each([
    ['on another device', phone],
    ['in another course', other],
  ])('is taken over from %s, and has its time up to then', (_, who) => {
    const players = entered([laptop, 0], [who, 100]);
    expect(playingOf(players, laptop, at(500))).toEqual({ from: at(0), until: at(100), takenOverAt: at(100) });
    expect(playingOf(players, who, at(500))).toEqual({ from: at(100), until: at(500), takenOverAt: null });
  });

  it('has its turn again when it enters again', () => {
    const players = entered([laptop, 0], [phone, 100], [laptop, 200]);
    expect(playingOf(players, laptop, at(300))).toMatchObject({ from: at(200), takenOverAt: null });
    expect(playingOf(players, phone, at(300))).toMatchObject({ until: at(200), takenOverAt: at(200) });
  });

  it('goes on from where it was when it enters again, and is not written down each time', () => {
    const once = entered([laptop, 0]);
    expect(enter(once, laptop, at(59))).toBe(once);
    expect(playingOf(enter(once, laptop, at(60)), laptop, at(90))).toMatchObject({ from: at(0), until: at(90) });
  });

  it('plays as long as addresses of videos do, from when it entered last', () => {
    const hours = playableMs / 1_000;
    expect(playingOf(entered([laptop, 0]), laptop, at(2 * hours))?.until).toEqual(at(hours));
    expect(playingOf(entered([laptop, 0], [laptop, 60]), laptop, at(2 * hours))?.until).toEqual(at(hours + 60));
    expect(playingOf(entered([laptop, 0], [laptop, hours]), laptop, at(hours))?.from).toEqual(at(hours));
    expect(playingOf(entered([laptop, 0], [phone, 2 * hours]), laptop, at(3 * hours))?.until).toEqual(at(hours));
  });

  it('is none that never entered', () => expect(playingOf(entered([laptop, 0]), phone, at(1))).toBeNull());
});
