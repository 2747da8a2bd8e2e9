import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canBeClicked, clickSeconds, fit, noPace, type Pace, paced, playbackSpeeds, shownBy } from './pace.ts';
import { enter, type Player, playingOf } from './players.ts';
import { nothingWatched, type Progress, type Report, watch } from './progress.ts';

const chapters = [
  { chapterId: 'c1', durationSeconds: 3_600 },
  { chapterId: 'c2', durationSeconds: 600 },
];
const checks = [30, 300, 900].map((atSecond) => ({ checkId: `c1-${atSecond}`, chapterId: 'c1', atSecond }));
const segment = (fromSecond: number, toSecond: number, chapterId = 'c1') => ({ chapterId, fromSecond, toSecond });

/** A learner whose clock goes over midnight, and what the server believes of what their players tell. */
function classroom(enrolmentId = 'e1') {
  let now = new Date('2026-03-28T23:59:30Z').getTime();
  let players: readonly Player[] = [];
  let progress: Progress = nothingWatched;
  let pace: Pace = noPace;
  const clock = () => new Date(now);
  return {
    clock,
    pass: (seconds: number) => {
      now += seconds * 1_000;
    },
    enter: (sessionId = 'laptop') => {
      players = enter(players, { sessionId, enrolmentId }, clock());
    },
    tell(segments: Report['segments'], sessionId = 'laptop') {
      const playing = playingOf(players, { sessionId, enrolmentId }, clock());
      // forgotten, after others took their turns: nothing is taken
      if (!playing) return [];
      const fitted = fit(progress, segments, { pace, sessionId, playing });
      const shown = shownBy(segments, checks, { pace, sessionId, playing, now: clock() });
      pace = paced(pace, sessionId, fitted.usedUntil, shown, clock());
      progress = watch(progress, { segments: fitted.segments }, chapters, clock());
      return fitted.tooMuch;
    },
    seconds: () =>
      progress.watched.reduce(
        (sum, { segments }) => sum + segments.reduce((all, { from, to }) => all + to - from, 0),
        0,
      ),
    open: () => checks.filter(({ checkId }) => canBeClicked(pace, checkId, clock())).map(({ atSecond }) => atSecond),
  };
}

describe('what can have been watched', () => {
  it.each([
    ['at once', [segment(0, 3_600)]],
    ['in 50 pieces', Array.from({ length: 50 }, (_, n) => segment(n * 72, (n + 1) * 72))],
    ['in pieces that overlap', Array.from({ length: 36 }, (_, n) => segment(Math.max(0, n * 100 - 50), (n + 1) * 100))],
    ['backwards', Array.from({ length: 36 }, (_, n) => segment((35 - n) * 100, (36 - n) * 100))],
  ])('is not an hour a tenth of a second after entering, told %s', (_, segments) => {
    const learner = classroom();
    learner.enter();
    learner.pass(0.1);
    expect(learner.tell(segments).length).toBeGreaterThan(0);
    expect(learner.seconds()).toBeLessThanOrEqual(1);
  });

  it('is not more for being told in thousands of reports', () => {
    const learner = classroom();
    learner.enter();
    for (let n = 0; n < 3_600; n += 1) {
      learner.pass(0.001);
      learner.tell([segment(n, n + 1)]);
    }
    expect(learner.seconds()).toBeLessThanOrEqual(9);
  });

  it('is taken up to where it fits, and the rest is told', () => {
    const learner = classroom();
    learner.enter();
    learner.pass(10);
    expect(learner.tell([segment(0, 5), segment(3, 40), segment(100, 110)])).toEqual([
      { segment: 1, fromSecond: 20, toSecond: 40 },
      { segment: 2, fromSecond: 100, toSecond: 110 },
    ]);
    learner.pass(15);
    expect(learner.tell([segment(20, 40), segment(100, 110)])).toEqual([]);
    expect(learner.seconds()).toBe(50);
  });

  it.each(playbackSpeeds)(
    'at speed %d is all that plays, seeking back and forth, with a report every 10 s',
    (speed) => {
      const learner = classroom();
      learner.enter();
      learner.pass(0.4);
      const seconds = 10 * speed;
      for (let n = 0; n < 60; n += 1) {
        learner.pass(10);
        const back = Math.max(0, n - 3) * seconds;
        const from = n % 5 === 4 ? back : n * seconds;
        expect(learner.tell([segment(from, from + seconds)])).toEqual([]);
      }
    },
  );

  it('may be told late after a lost connection, at once, in pieces or twice', () => {
    for (const pieces of [1, 12, 120]) {
      const learner = classroom();
      learner.enter();
      learner.pass(10);
      learner.tell([segment(0, 10)]);
      learner.pass(1_200);
      const length = 1_200 / pieces;
      for (let n = 0; n < pieces; n += 1)
        for (const _ of ['told', 'told again'])
          expect(learner.tell([segment(10 + n * length, 10 + (n + 1) * length)])).toEqual([]);
      expect(learner.seconds()).toBe(1_210);
      expect(learner.tell([segment(1_210, 3_600)])).toHaveLength(1);
      expect(learner.seconds()).toBe(2_420);
    }
  });

  it('is told by reports that overtake each other', () => {
    const learner = classroom();
    learner.enter();
    learner.pass(30);
    for (const n of [2, 0, 1]) expect(learner.tell([segment(n * 20, n * 20 + 20)])).toEqual([]);
  });

  it('is what one of two players can have played, and the first may still tell of the time before', () => {
    const learner = classroom();
    learner.enter('laptop');
    learner.pass(300);
    learner.enter('phone');
    learner.pass(100);
    expect(learner.tell([segment(1_000, 1_100)], 'phone')).toEqual([]);
    expect(learner.tell([segment(0, 300)], 'laptop')).toEqual([]);
    expect(learner.tell([segment(300, 1_000)], 'laptop')).toEqual([{ segment: 0, fromSecond: 600, toSecond: 1_000 }]);
    learner.pass(100);
    expect(learner.tell([segment(600, 700)], 'laptop')).toHaveLength(1);
  });

  it('never is more than the time that passed at the highest speed, whatever is told by whom', () => {
    const step = fc.record({
      seconds: fc.integer({ min: 0, max: 90_000 }).map((tenths) => tenths / 1_000),
      what: fc.constantFrom('enter', 'tell', 'tell', 'tell'),
      who: fc.constantFrom('laptop', 'phone', 'tablet'),
      segments: fc.array(
        fc.tuple(fc.nat(3_500), fc.nat(400), fc.constantFrom('c1', 'c2')).map(([from, length, chapterId]) => {
          const end = chapterId === 'c1' ? 3_600 : 600;
          return segment(Math.min(from, end - 1), Math.min(from + length, end), chapterId);
        }),
        { maxLength: 6 },
      ),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const learner = classroom();
        const entered = new Set<string>();
        let passed = 0;
        for (const { seconds, what, who, segments } of steps) {
          if (entered.size > 0) passed += seconds;
          learner.pass(seconds);
          if (what === 'enter' || !entered.has(who)) learner.enter(who);
          entered.add(who);
          const before = learner.seconds();
          if (what === 'tell') learner.tell(segments, who);
          expect(learner.seconds()).toBeGreaterThanOrEqual(before);
          expect(learner.seconds()).toBeLessThanOrEqual(2 * passed + 1);
        }
      }),
    );
  });

  it('is all that an honest player tells, at any speed, however late and with whatever breaks', () => {
    const stretch = fc.record({
      speed: fc.constantFrom(...playbackSpeeds),
      plays: fc.integer({ min: 1, max: 120 }),
      pauses: fc.nat(60),
      from: fc.nat(3_300),
      isLost: fc.boolean(),
      entersAgain: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 20 }), (stretches) => {
        const learner = classroom();
        learner.enter();
        let unsent: Report['segments'] = [];
        for (const { speed, plays, pauses, from, isLost, entersAgain } of stretches) {
          learner.pass(plays);
          unsent.push(segment(from, from + Math.floor(plays * speed)));
          if (!isLost) {
            expect(learner.tell(unsent)).toEqual([]);
            unsent = [];
          }
          learner.pass(pauses);
          if (entersAgain) learner.enter();
        }
        expect(learner.tell(unsent)).toEqual([]);
      }),
    );
  });
});

describe('an attention check (V-19)', () => {
  const watchedTo = (second: number) => {
    const learner = classroom();
    learner.enter();
    for (let n = 0; n < second; n += 10) {
      learner.pass(10);
      learner.tell([segment(n, n + 10)]);
    }
    return learner;
  };

  it('can be clicked from when it showed on, for a minute', () => {
    const learner = watchedTo(30);
    expect(learner.open()).toEqual([30]);
    learner.pass(clickSeconds);
    expect(learner.open()).toEqual([30]);
    learner.pass(0.1);
    expect(learner.open()).toEqual([]);
  });

  it('can be clicked at the highest speed as well', () => {
    const learner = classroom();
    learner.enter();
    learner.pass(10);
    learner.tell([segment(0, 20)]);
    learner.pass(10);
    learner.tell([segment(20, 40)]);
    expect(learner.open()).toEqual([30]);
  });

  it('is not open any more when all of an hour is told at its end', () => {
    const learner = classroom();
    learner.enter();
    learner.pass(3_600);
    expect(learner.tell([segment(0, 3_600)])).toEqual([]);
    expect(learner.open()).toEqual([]);
  });

  it('shows again when its moment plays again, but not all of them at the same moment', () => {
    const learner = watchedTo(910);
    learner.pass(100);
    learner.tell([segment(29, 31)]);
    learner.tell([segment(299, 301)]);
    learner.tell([segment(899, 901)]);
    expect(learner.open()).toEqual([30]);
    learner.pass(2);
    learner.tell([segment(299, 301)]);
    expect(learner.open()).toEqual([30, 300]);
  });

  it('shows in no report of a player that was taken over', () => {
    const learner = watchedTo(20);
    learner.pass(20);
    learner.enter('phone');
    expect(learner.tell([segment(20, 40)], 'laptop')).toEqual([]);
    expect(learner.open()).toEqual([]);
  });
});
