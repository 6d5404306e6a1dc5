import { describe, expect, it } from 'vitest';
import { spanOf } from '../../../src/domain/span.ts';
import { GapFigure } from '../../../views/incidents/gap-figure.tsx';
import { incidentOf2019 } from '../../support/fixtures.ts';
import { visible } from '../page.ts';
import { toldOf } from '../told.ts';

describe('the figure of the first hours', () => {
  const figureOf = (endedAt: string) => {
    const incident = incidentOf2019('almaty-blackout-2019');
    const ended = spanOf({ at: endedAt, precision: 'minute' }, incident.zone);
    return visible(
      <GapFigure
        told={toldOf({ ...incident, ended: { ...ended, written: { at: endedAt, precision: 'minute' } } }, '2019-07-30')}
      />,
    );
  };

  it('shows the end, unless it came days later and would leave the hours no room', () => {
    expect(figureOf('2019-07-17T14:00')).toContain('Окончание');
    expect(figureOf('2019-07-17T14:01')).not.toContain('Окончание');
    expect(figureOf('2019-07-17T14:01')).toContain('Первая запись');
  });
});
